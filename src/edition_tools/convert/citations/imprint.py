"""What stands in brackets or at the end of a citation: place, publisher, year, edition.

Comes in: a text and the span of a bracket or of loose words. Goes out: labelled spans, or
None where the bracket belongs to no citation. Nothing is repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.convert.citations.atoms import (
    CHAPTER,
    DATE,
    EDITED,
    EDITION,
    FOLLOWING,
    ISSUE,
    PAGES,
    RANGE,
    VOLUME,
)
from edition_tools.convert.citations.evidence import (
    DATED,
    PRINTED_AGAIN,
    SHORTENED,
    SIGNALLED,
    points,
)
from edition_tools.convert.citations.lexicon import (
    DASH,
    PLACES,
    PROSE,
    PUBLISHERS,
    UPPER,
)
from edition_tools.convert.citations.names import names_at
from edition_tools.convert.citations.sought import words_of
from edition_tools.text import Span

POINTER = 36  # (oben N. 7), (op. cit., n. 12): longer ones hold a citation of their own
LONGEST = 160  # a longer bracket is a remark
Labelled = list[tuple[str, Span]]

BARE_YEAR = re.compile(r"[(\[]\s*(?:1[0-9]\d\d|20[0-3]\d)[a-z]?\s*[)\]]")
YEAR_RANGE = re.compile(rf"[(\[]\s*1[0-9]\d\d\s?[{DASH}/]\s?\d{{2,4}}\s*[)\]]")
SERIES = re.compile(r"\b(?:[A-Z]{2,5}|Supplement|Writings|Works|Letters|Papers|Correspondence)\b")
EDITOR_MARK = re.compile(
    r"\(\s*(?:eds?|[Hh]rsgg?|[Hh]gg?|editors?|dir|éds?|a cura di|ред|red)\.?\s*\)"
)
PAGES_ONLY = re.compile(rf"\(\s*{RANGE}{FOLLOWING}(?:\s*,\s*{RANGE}{FOLLOWING})*\s*\)")
WRITTEN = re.compile(r"\(\s*(?:dated|vom|du|del|от|ot)\s+")
JURISDICTION = re.compile(r"\((?:[A-Z][a-z]{0,4}\.?\s?){1,5}\)")
PIECE = re.compile(r"[^,:;]+")
PLACE = re.compile(rf"(?:{PLACES})(?:\s?[-/–&]\s?(?:{PLACES}))*")
STATE = re.compile(
    r"(?:Mass|Conn|Calif|Ill|N\.\s?J|N\.\s?Y|D\.\s?C|MA|NJ|NY|CT|CA|IL|NC|PA|VA|Md|Pa|Va|Ont|Québec|UK|USA|Ind|Mich|Minn|Ohio|Wis|Tex|Ga)\.?"
)
THESIS = re.compile(r"\b(?:[Tt]hes[ie]s|[Dd]iss(?:ertation)?|[Tt]hèse|[Tt]esi|Habil\w*|дисс?)\b")
# (Social Theory and Social Structure, New York 1968
TITLED = re.compile(
    rf"\([{UPPER}][\w’'-]+(?:\s[^\W\d_][\w’'-]*){{2,12}},\s(?:{PLACE.pattern})[,:]?\s[^()]{{0,40}}\d{{4}}"
)
ACCESSED = re.compile(
    r"[(\[]\s*(?:(?:last\s+)?accessed|retrieved|consulté|abgerufen|letzter\s+Zugriff)\b"
)
LOWER_LEAD = re.compile(r"\s*(?:[a-zà-ÿ]+\s+)+(?=[A-ZÀ-Þ])")


def holds_title(words: str) -> bool:
    """Whether a bracket holds a work of its own: `(The Inky Hand and Us, New York 1968)`."""
    title = TITLED.match(words)
    return title is not None and not PUBLISHERS.search(title[0]) and not THESIS.search(title[0])


def is_imprint(words: str) -> bool:
    """Whether a bracket says where and when something was published, or points somewhere."""
    if EDITOR_MARK.fullmatch(words) or PAGES_ONLY.fullmatch(words) or WRITTEN.match(words):
        return True
    if ACCESSED.match(words):
        return True
    single = words_of(words)
    if SHORTENED.stands_in(words, single) or (len(words) < POINTER and points(words, single)):
        return True
    if len(words) > LONGEST or PROSE.search(words) or SIGNALLED.stands_in(words, single):
        return False
    if VOLUME.match(words, 1) is not None or PAGES.match(words, 1) is not None:
        return True
    return DATED.search(words) is not None or PRINTED_AGAIN.search(words) is not None


def bracket(text: str, span: Span, *, has_date: bool) -> Labelled | None:
    """The labelled contents of the bracket at *span*; None if it is no part of a citation."""
    words = span.of(text)
    inner = Span(span.start + 1, span.end - 1)
    if EDITOR_MARK.fullmatch(words):
        return [("editor-mark", inner)]
    single = words_of(words)
    if SHORTENED.stands_in(words, single) or ACCESSED.match(words):
        return [("aside", inner)]
    if words.startswith("(="):  # (= Sprache und Geschichte, Bd. 12)
        return [("series", Span(inner.start + 1, inner.end))]
    dated = WRITTEN.match(words)
    if dated:
        found = DATE.search(text, span.start + dated.end(), span.end)
        label = "dated" if has_date else "date"
        return [(label, Span(found.start(), found.end()))] if found else [("aside", inner)]
    year = BARE_YEAR.fullmatch(words) or YEAR_RANGE.fullmatch(words)
    if PAGES_ONLY.fullmatch(words) and not (year and not has_date):
        return [("pages", inner)]
    if len(words) < POINTER and points(words, single):
        return [("ref", inner)]
    if SIGNALLED.stands_in(words, single):  # (but cf. A. Doe, Paper (London, 1960))
        return None
    if not is_imprint(words) and not PLACE.search(words):
        return [("place", inner)] if JURISDICTION.fullmatch(words) and has_date else None
    if DATED.search(words) or PRINTED_AGAIN.search(words) or (PLACE.search(words) and not has_date):
        return list(_pieces(text, inner))
    if VOLUME.match(words, 1) or PAGES.match(words, 1):
        return list(_pieces(text, inner))
    return [("place", inner)] if JURISDICTION.fullmatch(words) and has_date else None


def _pieces(text: str, inner: Span) -> Iterator[tuple[str, Span]]:
    """Edition, names, places, publisher and date in the bracket, one by one."""
    colon = text.find(":", inner.start, inner.end)
    date = _last_date(text, inner)
    end = date.start if date and not text[date.end : inner.end].strip(" ,.") else inner.end
    for match in PIECE.finditer(text, inner.start, end):
        piece = Span(match.start(), match.end()).trimmed(text)
        if piece.start < piece.end:
            yield from _piece(text, piece, after_colon=0 <= colon < piece.start)
    if date and end == date.start:
        yield "date", date


_SIMPLE = (
    ("pages", PAGES),
    ("volume", VOLUME),
    ("issue", ISSUE),
    ("edition", EDITION),
    ("locator", CHAPTER),
)


def _piece(text: str, piece: Span, *, after_colon: bool) -> Iterator[tuple[str, Span]]:
    edited = EDITED.match(text, piece.start, piece.end)
    edition = EDITION.match(text, piece.start, piece.end)
    if edited and not edition:
        yield from _edited(text, edited, piece)
        return
    rest = piece
    for label, pattern in _SIMPLE:
        match = pattern.match(text, piece.start, piece.end)
        if match:
            yield label, Span(match.start(), match.end())
            rest = Span(match.end(), piece.end).trimmed(text)
            break
    date = _last_date(text, rest)
    rest = Span(rest.start, date.start).trimmed(text) if date else rest
    if rest.start < rest.end:
        yield from _place_or_publisher(text, rest, after_colon=after_colon)
    if date:
        yield "date", date


def _last_date(text: str, span: Span) -> Span | None:
    found = None
    for match in DATE.finditer(text, span.start, span.end):
        found = Span(match.start(), match.end())
    return found


def _edited(text: str, mark: re.Match[str], piece: Span) -> Iterator[tuple[str, Span]]:
    label = "translator" if mark[0].startswith(("tra", "über")) else "editor"
    at = mark.end()
    while at < piece.end and text[at] in " .":
        at += 1
    names = names_at(text, at, piece.end)
    for name in names.names if names else ():
        yield label, name


def _place_or_publisher(text: str, span: Span, *, after_colon: bool) -> Iterator[tuple[str, Span]]:
    lead = LOWER_LEAD.match(text, span.start, span.end)
    if lead:
        span = Span(lead.end(), span.end)
    words = span.of(text).strip(" .")
    if not words[:1].isupper():
        return
    known = PLACE.fullmatch(words) or STATE.fullmatch(words)
    if re.search(r"\b[Pp]apers?\b|\bReports?\b", words):
        yield "container", span
        return
    if THESIS.search(words):
        yield "genre", span
        return
    acronym = len(words) > 2 and words.isupper() and not known
    if not known and (after_colon or PUBLISHERS.search(words) or acronym):
        yield "publisher", span
    else:
        yield "place", span


def _behind(text: str, span: Span, place: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """A place, and the house that stands behind it, or before it where none follows."""
    house = Span(span.start + place.end(), span.end)
    before = Span(span.start, span.start + place.start()).trimmed(text)
    if PUBLISHERS.search(before.of(text)):
        yield "publisher", before
    yield "place", Span(span.start + place.start("place"), span.start + place.end("place"))
    start = house.start
    while start < house.end and text[start] in " ,:":
        start += 1
    if start < house.end:
        yield "publisher", Span(start, house.end)


# Bristol: Thoemmes · New York · Harvard University Press
LOOSE = re.compile(
    rf"(?P<place>{PLACE.pattern}(?:,\s{STATE.pattern})?)(?:\s*:\s*(?P<publisher>[{UPPER}][^,:;()]+))?$"
)


# Marseille, Rivages: before a year
PAIR = re.compile(rf"([{UPPER}][\w’-]+),\s([{UPPER}][\w’-]+(?:\s[{UPPER}][\w’-]+)?)")
PLACE_PIECE = re.compile(rf"(?:^|, )(?P<place>{PLACE.pattern})(?=$|[,:])")  # …, Paris, A. Colin


def words(text: str, span: Span, *, dated: bool = False) -> Labelled:
    """Place and publisher in loose words after a title; empty if they are neither.

    *dated*: a year follows, so that an unknown house may stand behind a known place.
    """
    span = span.trimmed(text)
    loose = LOOSE.match(text, span.start, span.end)
    if loose:
        found = [("place", Span(*loose.span("place")))]
        if loose["publisher"]:
            found.append(("publisher", Span(*loose.span("publisher"))))
        return found
    placed = list(PLACE_PIECE.finditer(span.of(text)))
    if placed and (dated or PUBLISHERS.search(span.of(text))):
        return list(_behind(text, span, placed[-1]))
    if PUBLISHERS.search(span.of(text)) and len(span) < 80:
        return list(_pieces(text, span))
    pair = PAIR.fullmatch(text, span.start, span.end) if dated else None
    if pair:
        return [("place", Span(*pair.span(1))), ("publisher", Span(*pair.span(2)))]
    return []
