"""The author's own words that are linked to an entry: few, and on one line where possible."""

from __future__ import annotations

import re

from edition_tools.model import Mention
from edition_tools.text import Span

BACK = re.compile(r"(?:in\s+)?(?P<back>.+)", re.DOTALL)


def linked_words(text: str, mention: Mention) -> Span:
    """The span of a mention that is linked: title, *Ibid.*, shelf-mark, or name."""
    for label in ("title", "shelfmark", "ref", "container", "author", "editor", "archive"):
        found = [part.span for part in mention.parts if part.label == label]
        if not found:
            continue
        if label == "ref" and text.startswith("in ", found[0].start):
            found[0] = Span(found[0].start + 3, found[0].end)
        whole = Span(found[0].start, found[-1].end) if label == "shelfmark" else found[0]
        return on_one_line(text, whole)
    return on_one_line(text, mention.span)


def on_one_line(text: str, span: Span) -> Span:
    """The longest stretch of *span* that no line break divides, trimmed."""
    at, best = span.start, Span(span.start, span.start)
    for line in span.of(text).split("\n"):
        piece = Span(at, at + len(line)).trimmed(text)
        if len(piece) > len(best):
            best = piece
        at += len(line) + 1
    return best
