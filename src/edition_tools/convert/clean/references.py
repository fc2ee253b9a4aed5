"""Character references (`&eacute;`, `&#8217;`, `&nbsp`) → the characters they stand for."""

from __future__ import annotations

import html
import re
from html.entities import html5

# "&amp;", "&nbsp", "&#233;", "&#xE9;"
REFERENCE = re.compile(
    r"&(?:#(?P<number>[0-9]+|[xX][0-9A-Fa-f]+);?|(?P<name>[A-Za-z][A-Za-z0-9]{0,31};?))"
)
LONGEST_NUMBER = 9  # figures; more name no character
NO_CHARACTER = "\ufffd"


def read(page: str, at: int) -> tuple[str, int]:
    """What the reference at *at* stands for and where it ends; empty if it is none."""
    found = REFERENCE.match(page, at)
    if not found:
        return "", at
    if found["number"]:
        long = len(found["number"]) > LONGEST_NUMBER
        return NO_CHARACTER if long else html.unescape(found[0]), found.end()
    name = found["name"]
    for size in range(len(name), 1, -1):  # "&copy2015" is "©2015"
        if name[:size] in html5:
            return html5[name[:size]], at + 1 + size
    return "", at


def resolved(words: str) -> str:
    """*words* with all references resolved."""
    pieces = []
    at = 0
    while (sign := words.find("&", at)) >= 0:
        reading, end = read(words, sign)
        pieces += [words[at:sign], reading or "&"]
        at = end if reading else sign + 1
    return "".join([*pieces, words[at:]])
