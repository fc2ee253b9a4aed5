"""What is sheltered in a text: quotations and brackets, in which no citation is divided.

Comes in: a text. Goes out: the outermost quotations and bracketed stretches, as spans.
Apostrophes and transliterated soft signs are told from quotation marks; marks that stand the
wrong way round are still understood. Nothing here judges what is quoted.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from edition_tools.text import Span

OPENING = {
    "‘": "’'‘", "“": "”\"“", "„": "“”\"", "«": "»", "‚": "‘’", "‹": "›",
    '"': "\"”“", "'": "'’", "”": "”\"“", "’": "’'", "`": "'’`", "»": "«", "›": "‹",
}  # fmt: skip
OPENER = re.compile(f"[{''.join(OPENING)}]")
# after an opening mark: the marks that may close it, and itself, which may open the next
NEXT_MARK = {mark: re.compile(f"[{mark}{closing}]") for mark, closing in OPENING.items()}
BRACKET = re.compile(r"[()\[\]]")
_START = attrgetter("start")
LONGEST_QUOTATION = 400
MOST_MARKS = 40  # that may close one quotation: a row of marks is none
LONGEST_BRACKET = 900
BEFORE_QUOTATION = " \t\n([—–-/“‘„\u00a0"
AFTER_QUOTATION = ",.;:)]!?—–"
GOES_ON = ("in ", "In ", "dans ", "(", "[", "ed.", "trans.", "and ", "und ", "et ", "at ", "p")


@dataclass(frozen=True, slots=True)
class Shelter:
    """Quotations and brackets of a text; neither list overlaps itself."""

    quotations: tuple[Span, ...]
    brackets: tuple[Span, ...]

    def quotation_at(self, offset: int) -> Span | None:
        """The quotation that holds *offset*, if any."""
        return _holding(self.quotations, offset)

    def bracket_at(self, offset: int) -> Span | None:
        """The outermost bracket that holds *offset*, if any."""
        return _holding(self.brackets, offset)

    def quotations_in(self, span: Span) -> tuple[Span, ...]:
        """The quotations that lie in *span*."""
        first = bisect.bisect_left(self.quotations, span)
        last = bisect.bisect_left(self.quotations, Span(span.end, span.end))
        return tuple(q for q in self.quotations[first:last] if span.holds(q))

    def is_open(self, offset: int) -> bool:
        """Whether *offset* lies outside all quotations and brackets."""
        return self.quotation_at(offset) is None and self.bracket_at(offset) is None


def shelter(text: str) -> Shelter:
    """The quotations and brackets of *text*."""
    quotations = tuple(_quotations(text))
    return Shelter(quotations, tuple(_brackets(text, quotations)))


def _holding(spans: tuple[Span, ...], offset: int) -> Span | None:
    if not spans:  # as mostly
        return None
    i = bisect.bisect_right(spans, offset, key=_START) - 1
    if i >= 0 and spans[i].start <= offset < spans[i].end:
        return spans[i]
    return None


def _quotations(text: str) -> Iterator[Span]:
    opener = OPENER.search(text)
    while opener:
        i = opener.start()
        end = _close(text, i) if _opens(text, i) else None
        if end is not None:
            yield Span(i, end + 1)
            i = end
        opener = OPENER.search(text, i + 1)


def _opens(text: str, i: int) -> bool:
    if i + 1 >= len(text) or (text[i + 1].isspace() and text[i] != "«"):
        return False
    if text[i] in "»›" and not text[i + 1].isalnum():
        return False
    if i and text[i - 1] not in BEFORE_QUOTATION:
        return text[i] in "„«"
    return text[i] not in "’'" or not text[i + 1].isdigit()  # ’22: an apostrophe


def _close(text: str, start: int) -> int | None:
    """Where the quotation that begins at *start* ends: the best of its possible ends."""
    marks = OPENING[text[start]]
    last = None
    found = NEXT_MARK[text[start]].finditer(text, start + 2, start + LONGEST_QUOTATION)
    for mark in islice(found, MOST_MARKS):
        j = mark.start()
        if text[j] == text[start] and text[j - 1] in " (" and _opens(text, j) and last:
            break  # the next quotation begins
        if text[j] in marks and _may_close(text, j):
            last = j
            if _surely_closes(text, j):
                return j
    return last


def _may_close(text: str, j: int) -> bool:
    following = text[j + 1 : j + 2]
    return (text[j] == "»" or not text[j - 1].isspace()) and not following.isalnum()


def _surely_closes(text: str, j: int) -> bool:
    following = text[j + 1 : j + 2]
    if not following or following in AFTER_QUOTATION or following in "\"”’'“‘" or text[j] in "”»“":
        return True
    after = text[j + 1 : j + 12].lstrip()
    return after[:1].isupper() or after[:1].isdigit() or after.startswith(GOES_ON)


def _brackets(text: str, quotations: tuple[Span, ...]) -> Iterator[Span]:
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    pairs = {")": "(", "]": "["}
    sheltered = Shelter(quotations, ())
    for bracket in BRACKET.finditer(text):
        i, character = bracket.start(), bracket[0]
        if sheltered.quotation_at(i):
            continue
        if character in "([":
            stack.append((character, i))
        elif stack and stack[-1][0] == pairs[character]:
            _, start = stack.pop()
            if i - start < LONGEST_BRACKET:
                found.append(Span(start, i + 1))
    end = 0
    for span in sorted(found):
        if span.start >= end:
            yield span
            end = span.end
