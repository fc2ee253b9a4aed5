"""Printed lines → lines of the text: what a page wrapped at a fixed width had cut is joined.

Not a step: the steps that look at lines share this reading of them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from edition_tools.text import Span

WRAP_MOST = 100  # code points: no page is wrapped wider
WRAP_SHARE = 0.5  # of the lines that go on below must nearly fill the width
LINE = re.compile(r"[^\n]+")
# "[12] ", "12. ", "12) ", "^12 ", "¹² ": an item of a list or a note begins on its own line
ITEM = re.compile(r"\s*(?:[\[(^]?\d{1,5}(?:[\])]?[.)]?\s|\])|[⁰¹²³⁴-⁹]+|[*†‡§•-]\s|\[[*†‡§‖¶]+\])")
SENTENCE_END = re.compile(r"[.!?…:;][”’\"'»)\]]*(?:\[\w+\]|\^?\d{1,3}|[⁰¹²³⁴-⁹]+|[*†‡§]+)?\s*$")


def lines(text: str) -> list[Span]:
    """The lines of *text* that hold something, blanks at their edges included."""
    printed = (line for line in LINE.finditer(text) if not line[0].isspace())
    return _joined(text, [Span(*line.span()) for line in printed])


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Printed lines of one paragraph made one, where the page was wrapped."""
    width = wrap_width(text, spans)
    if not width:
        return spans
    joined: list[Span] = []
    last = Span(0, 0)
    for span in spans:
        if joined and _goes_on(text, last, span, width):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
        last = span
    return joined


def wrap_width(text: str, spans: list[Span]) -> int:
    """The width at which a page was wrapped, 0 if it was not."""
    sizes = sorted(len(span.of(text).rstrip()) for span in spans)
    if len(sizes) < 12 or sizes[-1 - len(sizes) // 200] > WRAP_MOST:
        return 0
    width = sizes[-1 - len(sizes) // 50]
    inner = [one for one, two in pairwise(spans) if text.count("\n", one.end, two.start) == 1]
    full = sum(len(span) >= width - 16 for span in inner)
    return width if width >= 40 and full >= max(8, WRAP_SHARE * len(inner)) else 0


def _goes_on(text: str, one: Span, two: Span, width: int) -> bool:
    """Whether the line *two* had to begin because *one* was full."""
    if text.count("\n", one.end, two.start) > 1:
        return False
    words = two.of(text)
    first = words.split(maxsplit=1)[0]
    if len(one.of(text).rstrip()) + 1 + len(first) <= width - 1:
        return False
    return not (ITEM.match(words) and SENTENCE_END.search(one.of(text)[-12:]))
