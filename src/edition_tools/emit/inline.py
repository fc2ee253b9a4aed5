"""One stretch of text with its markers and cited works, as a line of MyST.

The text is escaped as a whole first, so that what a character may do is judged by its place
among the words that are printed; then references are set between the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from edition_tools.emit.escape import Escaped, escape_fully, fence
from edition_tools.model import Locator
from edition_tools.register import Former
from edition_tools.text import Span

ACTING = re.compile(r"[<>`\\]")  # what would end a role or its target
IN_ORDER = attrgetter("span.start", "span.end")  # of inserts and locators, by their places
DASHES = re.compile(r"\s*[-‐‑–—−]+\s*")


@dataclass(frozen=True, slots=True)
class Insert:
    """MyST that stands at `span`. `prints` says whether it prints the words of the span."""

    span: Span
    myst: str
    prints: bool = False


def marker(span: Span, label: str) -> Insert:
    """A reference to an author's note."""
    return Insert(span, f"[^{label}]")


def placed(span: Span, label: str) -> Insert:
    """A reference that a ruling has placed."""
    return Insert(span, role("placed", label))


def unanswered(span: Span, printed: str) -> Insert:
    """A marker that has no note."""
    return Insert(span, role("unanswered", printed))


def cited(span: Span, text: str, key: str, locators: Iterable[Locator] = ()) -> Insert:
    """The author's words for a work, linked to its entry, and where in it he points to."""
    words = " ".join(span.of(text).split("\n"))
    places = [_located(text, one) for one in sorted(locators, key=IN_ORDER)]
    target = " ".join((key, ", ".join(filter(None, places)))).strip()
    return Insert(span, role("cited", f"{words} <{target}>"), prints=True)


def _located(text: str, locator: Locator) -> str:
    """A locator as one prints it: pages as p. 12 or pp. 172–5, all else in its own words."""
    is_page = locator.label == "page"
    words = ACTING.sub(" ", locator.value if is_page else locator.span.of(text)).split()
    if not is_page:
        return " ".join(words)
    pages = DASHES.sub("–", " ".join(words))
    return f"{'p' if pages.isalnum() else 'pp'}. {pages}" if pages else ""


def former(former: Former, at: int) -> Insert:
    """The place where the words of an id begin that nothing bears any more."""
    return Insert(Span(at, at), role("former", f"{former.id} <{former.holder}>"))


def page(span: Span, number: str) -> Insert:
    """The place where a page of the print begins."""
    return Insert(span, role("print-page", number))


def role(name: str, content: str) -> str:
    """A MyST role whose content is taken to the letter."""
    ticks = fence(content)
    edge = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{{{name}}}{ticks}{edge}{content}{edge}{ticks}"


def compose(text: str, span: Span, inserts: tuple[Insert, ...]) -> str:
    """The MyST of *span*, a whole paragraph, with the *inserts* that lie inside it."""
    segments = _segments(span, inserts)
    printed = "".join(
        segment.of(text) for segment, insert in segments if insert is None or insert.prints
    )
    escaped = Escaped(printed)
    out: list[str] = []
    at = 0
    for number, (segment, insert) in enumerate(segments):
        size = len(segment) if insert is None or insert.prints else 0
        if insert is None:
            beside = number > 0, number + 1 < len(segments)
            out.append(escaped.part(at, at + size, after=beside[0], before=beside[1]))
        else:
            out.append(insert.myst)
        at += size
    return "".join(out)


def heading(text: str, span: Span, inserts: tuple[Insert, ...]) -> str:
    """The MyST of a heading: one line, every mark of punctuation escaped."""
    return "".join(
        insert.myst if insert else escape_fully(segment.of(text))
        for segment, insert in _segments(span, inserts)
    )


def _segments(span: Span, inserts: tuple[Insert, ...]) -> list[tuple[Span, Insert | None]]:
    """The span cut up at its inserts; plain segments are never empty."""
    out: list[tuple[Span, Insert | None]] = []
    at = span.start
    for insert in sorted(inserts, key=IN_ORDER):
        if insert.span.start > at:
            out.append((Span(at, insert.span.start), None))
        out.append((insert.span, insert))
        at = insert.span.end
    if at < span.end:
        out.append((Span(at, span.end), None))
    return out
