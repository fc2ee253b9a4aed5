"""What could be markers in a line of the text, and the longest row in which they count on.

A line in, the numbers in it out. Nothing here decides which of them are markers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import accumulate, chain

from edition_tools.convert.zones.lines import RAISED, Line

MARKER = re.compile(  # "word.12", "[12]", "^12", "¹²"; "word.* "; "end. 12 Next", "mot 12 ;"
    r"(?<=[^\s\d.,/–-])[\[(^]?(?P<n>\d{1,5})(?![\d%])|(?<=[^\d\s][.,])(?P<stop>\d{1,5})(?![\d%])"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,5})|(?<=\s)\[(?P<framed>\d{1,5})\]"
    r"|(?<=[^\s\d][ \u00a0\u202f])(?P<apart>\d{1,3})(?=[\s.,;:!?»”)]|$)"
    r"|(?<=\S)[\[(]?(?P<symbol>[*†‡§‖¶]{1,3})"
)
# what a marker begins with, found much faster; none begins in the midst of a number
SIGN = re.compile(r"[\[(^\d⁰¹²³⁴-⁹*†‡§‖¶](?:(?<=\d)\d+)?")
GAP = 4  # numbers that may be missing in a row
CREDIT = 5  # of its first number, though the next ones be missing


class Markers:
    """The numbers of what could be markers, in all lines, looked for once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        found = [tokens(line.text) for line in lines]
        self.numbers = list(chain.from_iterable(found))
        self.starts = list(accumulate(map(len, found), initial=0))  # of each line, and the end

    def within(self, start: int, stop: int | None = None) -> Sequence[int]:
        """Those of the lines from *start* up to *stop*, in order."""
        end = None if stop is None else self.starts[stop]
        return self.numbers[self.starts[start] : end]


def tokens(text: str) -> list[int]:
    """The numbers of what could be markers in a line; a symbol counts as 0."""
    found = []
    at = 0
    for sign in SIGN.finditer(text):
        if sign.start() < at or not (one := MARKER.match(text, sign.start())):
            continue
        at = one.end()
        word = one["n"] or one["stop"] or one["framed"] or one["apart"]
        if one["raised"]:
            word = one["raised"].translate(RAISED)
        found.append(int(word) if word else 0)
    return found


def rising(numbers: Collection[int], first: int) -> list[int]:
    """The longest row of *numbers* in order that goes on from *first*, some may be missing."""
    near = range(first + 1, first + 2 + GAP)
    if frozenset(near).isdisjoint(numbers):
        return []  # most notes have years and pages in them, and nothing that goes on
    length: dict[int, int] = {first: CREDIT}  # of the longest row that ends in a number
    before: dict[int, int] = {}  # the number that stands before it there
    # to a number: the longest row that it goes on, and its last
    ways = {n: (CREDIT - gap, first) for gap, n in enumerate(near)}
    for n in numbers:
        longest, last = ways.get(n, (0, 0))
        if longest == 0 or longest < length.get(n, 0):
            continue
        length[n], before[n] = longest + 1, last
        for gap in range(min(GAP, longest) + 1):
            after = n + 1 + gap
            ways[after] = max(ways.get(after, (0, 0)), (longest + 1 - gap, n))
    top = max(length, key=lambda n: (length[n], -n))
    row = []
    while top != first:
        row.append(top)
        top = before[top]
    return row[::-1]
