"""What could be markers in a line of the text, and the longest row in which they count on.

A line in, the numbers in it out. Nothing here decides which of them are markers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition_tools.convert.zones.lines import RAISED

MARKER = re.compile(  # "word.12", "[12]", "^12", "¹²"; "word.* "; "end. 12 Next", "mot 12 ;"
    r"(?<=[^\s\d.,/–-])[\[(^]?(?P<n>\d{1,5})(?![\d%])|(?<=[^\d\s][.,])(?P<stop>\d{1,5})(?![\d%])"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,5})|(?<=\s)\[(?P<framed>\d{1,5})\]"
    r"|(?<=[^\s\d][ \u00a0\u202f])(?P<apart>\d{1,3})(?=[\s.,;:!?»”)]|$)"
    r"|(?<=\S)[\[(]?(?P<symbol>[*†‡§‖¶]{1,3})"
)
SIGN = re.compile(r"[\[(^\d⁰¹²³⁴-⁹*†‡§‖¶]")  # what a marker begins with; found much faster
GAP = 4  # numbers that may be missing in a row


def tokens(text: str) -> list[int]:
    """The numbers of what could be markers in a line; a symbol counts as 0."""
    found = []
    at = 0
    while sign := SIGN.search(text, at):
        one = MARKER.match(text, sign.start())
        at = one.end() if one else sign.end()
        if not one:
            continue
        word = one["n"] or one["stop"] or one["framed"] or one["apart"]
        if one["raised"]:
            word = one["raised"].translate(RAISED)
        found.append(int(word) if word else 0)
    return found


def rising(numbers: Iterable[int], first: int) -> list[int]:
    """The longest row of *numbers* in order that goes on from *first*, some may be missing."""
    length: dict[int, int] = {first: 1}  # of the longest row that ends in a number
    before: dict[int, int] = {}  # the number that stands before it there
    for n in numbers:
        longest, last = length.get(n - 1, 0), n - 1
        for gap in range(1, GAP + 1):
            other = length.get(n - 1 - gap, 0) - gap
            if other > longest:
                longest, last = other, n - 1 - gap
        if longest > 0 and longest + 1 > length.get(n, 0):
            length[n], before[n] = longest + 1, last
    top = max(length, key=lambda n: (length[n], -n))
    row = []
    while top != first:
        row.append(top)
        top = before[top]
    return row[::-1]
