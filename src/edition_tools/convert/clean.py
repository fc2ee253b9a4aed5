"""The first step: a reading of the source that the later steps can trust.

Comes in: a `Source`. Goes out: a `View`, whose runs say for every character of the source
what the view reads there, and by which rule if it differs. Only what would harm the later
steps is touched: line ends become one kind, a byte order mark and control characters go, and
the `>` that letters and forums set before quoted lines is read as indentation. Divided words,
odd blanks and everything else stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.text import Run, Source, Span, View

LINE_END = "line-end"
BYTE_ORDER_MARK = "byte-order-mark"
CONTROL = "control-character"
QUOTATION_SIGN = "quotation-sign"
INDENTATION = "    "
DEPTH_MOST = 8  # of quoted letters in quoted letters

# What the view reads otherwise: "\r\n", "\r", a form feed, U+2028; "\x07", U+FFFE.
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]+")
# "> " at the beginning of a line, once or more, before words or before nothing
QUOTATION_SIGNS = re.compile("(?:\\A|(?<=[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]))[ \t]*>[> \t]*")
EDITS = re.compile(
    f"(?P<mark>\\A\ufeff)|(?P<sign>{QUOTATION_SIGNS.pattern})|(?P<end>{LINE_ENDS.pattern})|(?P<control>{CONTROLS.pattern})"
)


def clean(source: Source) -> View:
    """The view of *source*; its runs tile both texts."""
    pieces: list[str] = []
    runs: list[Run] = []
    at = 0
    for span, reading, rule in _stretches(source.text):
        runs.append(Run(span, Span(at, at + len(reading)), rule))
        pieces.append(reading)
        at += len(reading)
    return View(source, "".join(pieces), tuple(runs))


def _stretches(text: str) -> Iterator[tuple[Span, str, str]]:
    """Each stretch of the source, what is read there, and the rule (empty: as it stands)."""
    at = 0
    for edit in EDITS.finditer(text):
        if at < edit.start():
            yield Span(at, edit.start()), text[at : edit.start()], ""
        reading, rule = _reading(edit)
        yield Span(*edit.span()), reading, rule
        at = edit.end()
    if at < len(text):
        yield Span(at, len(text)), text[at:], ""


def _reading(edit: re.Match[str]) -> tuple[str, str]:
    if edit.lastgroup == "end":
        return "\n", LINE_END
    if edit.lastgroup == "sign":
        depth = min(edit[0].count(">"), DEPTH_MOST)
        words = edit.string[edit.end() : edit.end() + 1].strip()
        return INDENTATION * depth if words else "", QUOTATION_SIGN
    return "", BYTE_ORDER_MARK if edit.lastgroup == "mark" else CONTROL
