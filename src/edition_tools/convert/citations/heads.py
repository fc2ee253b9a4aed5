"""The head of a citation: authors, title, and the volume that holds it.

Comes in: a draft and where it begins. Goes out: the draft with its head, and how many atoms
that took.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import Atom, Kind
from edition_tools.convert.citations.draft import Draft
from edition_tools.convert.citations.extent import extent, is_imprint_of
from edition_tools.convert.citations.names import NameList, cited_at, names_at
from edition_tools.convert.citations.signs import (
    AUTHOR_DATE,
    COLON_AUTHOR,
    COLON_SHORT,
    CORE_FOLLOWS,
    ED_MARK,
    IMPRINT_FOLLOWS,
    IN,
    POSSESSIVE,
    ROMAN_ALONE,
    ROMAN_VOLUME,
    SAME_AUTHOR,
    SHORT_NUMBER,
    TITLE_FOLLOWS,
)
from edition_tools.convert.citations.titles import LegalTitle, Region, divide
from edition_tools.text import Span


def take_legal(draft: Draft, legal: LegalTitle) -> int:
    """Take the name of a statute or case; the offset behind it."""
    draft.add("title", legal.title)
    for label, span in (("date", legal.date), ("place", legal.place)):
        if span:
            draft.add(label, span)
    draft.end = legal.end
    return legal.end


def take_authors(draft: Draft, span: Span) -> int:
    """Take the names at the beginning; the offset where the title may begin."""
    text = draft.text
    same = SAME_AUTHOR.match(text, span.start, span.end)
    if same:
        draft.add("ref", Span(*same.span(1)))
        return same.end()
    names = cited_at(text, span.start, span.end)
    if names is None:
        return span.start
    marked = ED_MARK.match(text, names.end, span.end)
    if marked:
        return take_names(draft, names, "editor", marked.end())
    if len(names.names) > 1 and IMPRINT_FOLLOWS.match(text, names.end, span.end):
        return span.start  # Social Theory and Social Structure, New York 1968
    dated = AUTHOR_DATE.match(text, names.end, span.end)
    if dated and names.sure:
        at = take_names(draft, names, "author", dated.end())
        draft.add("date", Span(*dated.span(1)))
        return at
    for follows in (TITLE_FOLLOWS, CORE_FOLLOWS, SHORT_NUMBER):
        if not names.sure and text[names.end : names.end + 1] == ":":
            form = COLON_AUTHOR if " " in names.names[0].of(text) else COLON_SHORT
            full = form.match(text, names.end, span.end)
            if not full:
                break  # a title before its subtitle
        if follows.match(text, names.end, span.end):
            return take_names(draft, names, "author", names.end)
    if names.end >= span.end or text[names.end] in ".)":
        return take_names(draft, names, "author", names.end) if names.sure else span.start
    return span.start


def take_names(draft: Draft, names: NameList, label: str, at: int) -> int:
    """Take the names of a list as authors or editors; gives back *at*."""
    for name in names.names:
        own = POSSESSIVE.search(name.of(draft.text))
        draft.add(label, Span(name.start, name.end - 2) if own else name)
    draft.end = max(draft.end, names.end)
    return at


def take_title(draft: Draft, row: list[Atom]) -> int:
    """Take the title; how many atoms of *row* it used."""
    if not row:
        return 0
    if row[0].kind == Kind.QUOTED and not _runs_on(draft.text, row):
        draft.quoted = True
        draft.add("title", unquoted(draft.text, row[0].span))
        draft.end = max(draft.end, row[0].span.end)
        return 1
    if row[0].kind in (
        Kind.BACK,
        Kind.NOTE,
        Kind.PAGES,
        Kind.BRACKET,
        Kind.EDITED,
        Kind.NUMBER,
        Kind.ISSUE,
        Kind.VOLUME,
        Kind.DATE,
    ):
        return 0
    if ROMAN_ALONE.fullmatch(row[0].span.of(draft.text)):
        draft.add("volume", row[0].span)
        return 1
    used = extent(draft, row)
    if used == 0:
        return 0
    region = Span(row[0].span.start, row[used - 1].span.end)
    found = _leads_in(draft.text, region)
    if found:
        draft.add("title", Span(region.start, found.start()))
        take_container(draft, Span(found.end(), region.end), row[used:])
        return used
    _split_region(draft, region, row[used:])
    return used


def _runs_on(text: str, row: list[Atom]) -> bool:
    """Whether a title goes on behind its quotation: `»Historia«. Über den Topos, in: …`"""
    if text[row[0].span.end : row[0].span.end + 1] == ":":
        return True
    if len(row) < 2 or row[1].kind != Kind.WORDS:
        return False
    between = text[row[0].span.end : row[1].span.start].strip()
    return between == "." and _leads_in(text, row[1].span) is not None


def _leads_in(text: str, region: Span) -> re.Match[str] | None:
    """The last `in:` or `, in` of a region: what follows is the container."""
    found = None
    words = region.of(text)
    if "," not in words and ":" not in words:  # as mostly; to look for each *in* is dear
        return None
    for match in IN.finditer(text, region.start + 1, region.end):
        if match[0].lstrip().startswith((",", "in:")) or match[0].endswith(": "):
            found = match
    return found


def _split_region(draft: Draft, region: Span, following: list[Atom]) -> None:
    divided = divide(draft.text, region, [(a.kind, a.span) for a in following[:3]])
    volume = ROMAN_VOLUME.search(draft.text[divided.title.start : divided.title.end])
    title = divided.title
    if volume and following and _paged(draft.text, title.start + volume.start(), following[0]):
        start = title.start + volume.start(1)
        draft.add("volume", Span(start, title.end))
        title = Span(title.start, title.start + volume.start())
        title = Span(title.start, title.end - draft.text.endswith(",", title.start, title.end))
    draft.add("title", title)
    _rest_of_region(draft, divided)


def _paged(text: str, at: int, following: Atom) -> bool:
    """Whether a Roman number at *at* is a volume: a page follows, or a comma stands before it."""
    if following.kind == Kind.NUMBER:
        return True
    return following.kind == Kind.PAGES and text[at - 1] == ","  # Foundations, II, p. 30


def _rest_of_region(draft: Draft, divided: Region) -> None:
    for label in ("container", "publisher", "place"):
        span = getattr(divided, label)
        if span:
            words = span.trimmed(draft.text).of(draft.text)
            roman = label == "place" and ROMAN_ALONE.fullmatch(words)
            draft.add("volume" if roman else label, span)


def take_volume_title(draft: Draft, span: Span, following: list[Atom]) -> None:
    """Pass over the title of one volume; take place and publisher that are run on with it."""
    divided = divide(draft.text, span, [(a.kind, a.span) for a in following[:3]], book=True)
    draft.end = max(draft.end, divided.title.trimmed(draft.text).end)
    _rest_of_region(draft, divided)


def unquoted(text: str, span: Span) -> Span:
    """The words of a quotation without its marks and a comma or stop inside them."""
    start, end = span.start + 1, span.end - 1
    while end > start and text[end - 1] in ",; ":
        end -= 1
    return Span(start, end)


_SHORT_AFTER = (Kind.NUMBER, Kind.BACK, Kind.NOTE, Kind.PAGES)


def take_container(draft: Draft, span: Span, following: list[Atom]) -> None:
    """Read what stands after `in`: editors, the container's title, or a back-reference."""
    text = draft.text
    draft.inside = True
    names = names_at(text, span.start, span.end)
    at = span.start
    if names:
        marked = ED_MARK.match(text, names.end, span.end)
        rest = text[names.end : span.end].lstrip(" ,:")
        alone = not rest and bool(following) and following[0].kind in _SHORT_AFTER
        if alone and len(following) > 1 and is_imprint_of(draft, following[1]):
            alone = following[1].kind != Kind.BRACKET  # in: Philologus 3 (1880)
        edited = any(atom.kind == Kind.EDITED for atom in following)
        short = bool(following) and following[0].kind in (Kind.PAGES, Kind.NUMBER)
        short = short and " " not in names.names[0].of(text)  # in Tucker, Stalinism, pp. 3–29
        titled = (names.sure or short) and not edited
        titled = titled and re.match(r",\s+\S", text[names.end : span.end]) is not None
        if marked or alone or titled:
            take_names(draft, names, "editor", 0)
            at = marked.end() if marked else names.end
            draft.end = max(draft.end, at)
    while at < span.end and text[at] in " ,:\n":
        at += 1
    if at < span.end:
        split_container(draft, Span(at, span.end), following)


def split_container(draft: Draft, span: Span, following: list[Atom]) -> None:
    """The container's title, and volume or place run on with it."""
    divided = divide(draft.text, span, [(a.kind, a.span) for a in following[:3]], book=True)
    title = divided.title
    volume = ROMAN_VOLUME.search(title.of(draft.text))
    if volume:
        draft.add("volume", Span(title.start + volume.start(1), title.end))
        title = Span(title.start, title.start + volume.start(1))
    draft.add("container", title)
    _rest_of_region(draft, divided)
