"""Plain text: what the view reads otherwise than the source.

Only what would harm the later steps is touched: line ends become one kind, a byte order mark
and control characters go, and the `>` that letters and forums set before quoted lines is read
as indentation. Divided words, odd blanks and everything else stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.text import Span

LINE_END = "line-end"
BYTE_ORDER_MARK = "byte-order-mark"
CONTROL = "control-character"
QUOTATION_SIGN = "quotation-sign"
INDENTATION = "    "
DEPTH_MOST = 8  # of quoted letters in quoted letters

# What the view reads otherwise: "\r\n", "\r", a form feed, U+2028; "\x07", U+FFFE.
BREAKS = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
BREAK = re.compile(f"[\n{BREAKS}]")
LINE_ENDS = re.compile(f"\r\n|[{BREAKS}]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]+")
# "> " at the beginning of a line, once or more, before words or before nothing
QUOTATION_SIGNS = re.compile("[ \t]*>[> \t]*")
EDITS = re.compile(
    f"(?P<mark>\\A\ufeff)|(?P<sign>{QUOTATION_SIGNS.pattern})|(?P<end>{LINE_ENDS.pattern})|(?P<control>{CONTROLS.pattern})"
)
# what one of them holds, found much faster
SIGNS = re.compile(f"[>\ufeff{BREAKS}\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def stretches(text: str) -> Iterator[tuple[Span, str, str]]:
    """Each stretch of the source, what is read there, and the rule (empty: as it stands)."""
    at = 0
    for edit in _edits(text):
        if at < edit.start():
            yield Span(at, edit.start()), text[at : edit.start()], ""
        reading, rule = _reading(edit)
        yield Span(*edit.span()), reading, rule
        at = edit.end()
    if at < len(text):
        yield Span(at, len(text)), text[at:], ""


def _edits(text: str) -> Iterator[re.Match[str]]:
    """The places where the view reads otherwise, in order."""
    at = searched = 0
    while sign := SIGNS.search(text, searched):
        start, searched = sign.start(), sign.end()
        if text[start] == ">":
            while start > at and text[start - 1] in " \t":
                start -= 1
            if start and not BREAK.match(text, start - 1):
                continue  # inside a line
        if edit := EDITS.match(text, start):
            at = searched = edit.end()
            yield edit


def _reading(edit: re.Match[str]) -> tuple[str, str]:
    if edit.lastgroup == "end":
        return "\n", LINE_END
    if edit.lastgroup == "sign":
        depth = min(edit[0].count(">"), DEPTH_MOST)
        words = edit.string[edit.end() : edit.end() + 1].strip()
        return INDENTATION * depth if words else "", QUOTATION_SIGN
    return "", BYTE_ORDER_MARK if edit.lastgroup == "mark" else CONTROL
