"""Where in a work a citation points: pages, leaves, lines, chapters, volumes.

Comes in: the parts of a citation that was read, with its kind and type. Goes out: locators, in the
order of the text. Their labels are those of CSL (*page*, *folio*, *chapter* …); a value is what
stands behind its mark, as it stands there. The extent of an article is no locator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.convert.citations.atoms import FOLLOWING, LEADING, ON_PAGE, RANGE
from edition_tools.convert.citations.draft import Draft
from edition_tools.convert.citations.lexicon import DASH
from edition_tools.convert.citations.places import BEHIND_COMMA, MARKED
from edition_tools.model import Locator, Part
from edition_tools.text import Span

LEAD = re.compile(LEADING)
LABELS = tuple(  # by itself a mark has no comma before it; pages, the most frequent, come first
    (label, re.compile(rf"(?:{marks.replace(BEHIND_COMMA, '')})(?:(?<=[.°§])|(?!\w))\s*"))
    for label, marks in sorted(MARKED, key=lambda pair: pair[0] != "page")
)
PLAY = re.compile(r"[IVX]{1,4}\.\s?[ivx]+\.|\d\.\d{1,2}\.\d")  # III.ii.45 · 3.2.45
PLACES = re.compile(rf"{RANGE}{FOLLOWING}{ON_PAGE}|\b[IVXLC]+\b(?:\s?[{DASH}]\s?[IVXLC]+\b)?")
VALUE = re.compile(r"(?:\d|[A-Z]\d|[IVXLCivxlc]).*", re.DOTALL)
TITLED = re.compile(r"[‘“\"].+")  # Section “On Notes”
ORDINAL = re.compile(r"(\d+)\.\s")  # 3. Kapitel
SPAN_OF_PAGES = re.compile(r"\d\s?[-‐‑–—−]+\s?\d")
BEHIND_PAGE_MARK = ("p.", "pp.", "S.", "s.", "с.", "С.")
VOLUME = re.compile(r"[IVXLC]+|[ivxlc]+|\d{1,3}(?:/\d{1,2})?")


def locators(draft: Draft, kind: str, type_: str) -> tuple[Locator, ...]:
    """The places that the parts of *draft* point to."""
    found = [*_pages(draft, kind, type_), *_divisions(draft, kind)]
    return tuple(sorted(found, key=lambda locator: locator.span))


def _pages(draft: Draft, kind: str, type_: str) -> Iterator[Locator]:
    """Pages, leaves, columns and lines: a locator for each of a list."""
    single = [
        (part, span) for part in draft.parts if part.label == "pages" for span in _each(draft, part)
    ]
    piece = kind == "full" or (draft.has("title") and kind in ("ibid", "idem"))
    article = piece and type_ in ("article", "chapter")
    for i, (part, span) in enumerate(single):
        if article and i == 0 and _is_extent(draft, part, span, len(single)):
            continue
        label = _label(part.span.of(draft.text))
        if label == "page" and _is_volume(draft, part, span):
            label = "volume"
        whole = span if label in ("page", "volume") else Span(part.span.start, span.end)
        yield Locator(label, span.of(draft.text), whole)


def _each(draft: Draft, part: Part) -> Iterator[Span]:
    """The single pages and ranges of a list of pages: 128-32, 261-6."""
    mark = _mark(part.span.of(draft.text))
    for match in PLACES.finditer(draft.text, part.span.start + mark, part.span.end):
        yield Span(*match.span())


def _is_extent(draft: Draft, part: Part, span: Span, count: int) -> bool:
    """The first pages of an article are its extent: a range, or a first page before others."""
    if _label(part.span.of(draft.text)) != "page":
        return False
    marked = draft.text[: span.start].rstrip().endswith(BEHIND_PAGE_MARK)
    return SPAN_OF_PAGES.search(span.of(draft.text)) is not None or count > 1 or not marked


def _is_volume(draft: Draft, part: Part, span: Span) -> bool:
    """Whether a small Roman number is a volume, whose page follows: iii, 12 (but pp. xii, 45)."""
    words = part.span.of(draft.text)
    rest = draft.text[span.end : part.span.end]
    first = span.start == part.span.start and words[0] in "ivx"
    return first and span.of(draft.text).isalpha() and re.match(r"[,.]\s*\d", rest) is not None


def _divisions(draft: Draft, kind: str) -> Iterator[Locator]:
    """Chapters, sections, volumes and the like that stand behind the imprint or in its stead."""
    dated = min((p.span.start for p in draft.parts if p.label in ("date", "ref")), default=None)
    for part in draft.parts:
        behind = dated is not None and part.span.start > dated
        printed = kind == "full" and draft.has("date", "place", "publisher")
        pointing = (behind or not printed) and not draft.has("container")
        words = part.span.of(draft.text)
        if part.label == "locator":
            label = "volume" if VOLUME.fullmatch(words) else _label(words)
            label = "verse" if PLAY.match(words) else label
            yield Locator(label, _value(words), part.span)
        elif part.label == "volume" and pointing:
            yield Locator("volume", _value(words), part.span)
        elif part.label == "issue" and kind == "short":
            yield Locator("issue", _value(words), part.span)
        elif part.label == "issue" and pointing:
            yield Locator("number", _value(words), part.span)


def _label(words: str) -> str:
    """What the mark at the beginning of *words* says: *folio* for fol. 12r; *page* without one."""
    words = words[LEAD.match(words).end() :]  # type: ignore[union-attr]
    ordinal = ORDINAL.match(words)
    words = words[ordinal.end() :] if ordinal else words
    return next((label for label, pattern in LABELS if pattern.match(words)), "page")


def _mark(words: str) -> int:
    """How long the mark at the beginning of *words* is."""
    lead = LEAD.match(words).end()  # type: ignore[union-attr]
    marks = (pattern.match(words, lead) for _, pattern in LABELS)
    return next((mark.end() for mark in marks if mark), lead)


def _value(words: str) -> str:
    """What stands behind the mark: Chapter 5 → 5, 3. Kapitel → 3."""
    ordinal = ORDINAL.match(words)
    if ordinal:
        return ordinal[1]
    rest = words[_mark(words) :]
    found = TITLED.search(rest) or VALUE.search(rest)
    return found[0].rstrip(" ,") if found else words
