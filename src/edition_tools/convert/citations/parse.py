"""One citation read into its parts.

Comes in: a text, where a citation begins and how far it may reach, and the shelter. Goes out:
a `Reading`: labelled parts, kind, type, where it ends and how sure we are. It stops at the
first words that belong to no citation. What the reading refers to is not asked here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from edition_tools.convert.citations import imprint
from edition_tools.convert.citations.atoms import BACK, DATE, EDITED, NUMBER, Atom, Kind, atoms
from edition_tools.convert.citations.lexicon import PLACES, PROSE, UPPER
from edition_tools.convert.citations.names import NameList, names_at
from edition_tools.convert.citations.shelter import Shelter
from edition_tools.convert.citations.titles import LegalTitle, Region, divide, legal_title
from edition_tools.model import Part
from edition_tools.text import Span


@dataclass
class Draft:
    """A reading in the making."""

    text: str
    shelter: Shelter
    parts: list[Part] = field(default_factory=list)
    end: int = 0
    quoted: bool = False  # the title stands in quotation marks
    inside: bool = False  # an "in" has led to the container
    legal: bool = False

    def add(self, label: str, span: Span) -> None:
        """Take *span* (trimmed) as a part."""
        span = span.trimmed(self.text)
        last = self.parts[-1] if self.parts else None
        if last and label == last.label == "place" and span.start - last.span.end < 4:
            self.parts[-1] = Part("place", Span(last.span.start, span.end))
            self.end = max(self.end, span.end)
        elif span.start < span.end:
            self.parts.append(Part(label, span))
            self.end = max(self.end, span.end)

    def has(self, *labels: str) -> bool:
        """Whether a part with one of the labels was found."""
        return any(part.label in labels for part in self.parts)

    def relabel(self, old: str, new: str) -> None:
        """What was read as *old* turns out to be *new* (authors that are editors)."""
        self.parts = [Part(new if p.label == old else p.label, p.span) for p in self.parts]


IN = re.compile(rf"(?:,\s*)?(?:\b(?:abgedruckt|reprinted|repr\.)\s+)?(?:\b[Ii]n:?|\b[Dd]ans|\bв)\s+(?:(?:his|her|their|seinem|ihrem|son|sa)\s+|(?:idem|id\.|ders\.|dies\.),\s+)?(?=[{UPPER}‘“„«\"’]|(?:van|von|de)\s[{UPPER}])")
ED_MARK = re.compile(  # , ed., · (Hrsg.) · , eds. · (a cura di)
    r",?\s*(?:\(\s*)?(?:eds?\.?|[Hh]rsg\.?|[Hh]gg?\.|editors?|dir\.|éds?\.|a cura di|ред\.|red\.|Hrsgg\.)"
    r"(?:\s*\))?\s*[,:]?(?=\s|$)"
)
SAME_AUTHOR = re.compile(  # ders., Title · Idem, Title
    rf"([Dd]ers\.|[Dd]ies\.|[Ii]dem|[Ii]d\.|[Ee]adem|Он же),\s+(?=[{UPPER}‘“„«\"])"
)
AUTHOR_DATE = re.compile(r",?\s*\(((?:1[4-9]|20)\d\d[a-z]?)\)[.,:]?\s+(?=[\w‘“„«\"])")
TITLE_FOLLOWS = re.compile(rf"\s*[,:]\s+(?=[{UPPER}‘“„«\"'’”\d]|[^\W\d_]’[{UPPER}]|\()|\s+(?=[‘“„«\"])")
CORE_FOLLOWS = re.compile(rf"[,.]?\s*(?:{BACK.pattern})|[,.]?\s*\((?:oben|above|vorige|wie|see|note|n\.|supra|s\. o\.)|,?\s+\(?(?:above|supra|oben)\b")
SHORT_NUMBER = re.compile(r",?\s+(?:[IVX]+\s+)?(?:\d+\s*ff?\b\.?|\d+\s+\d|\d+\s*\(|[IVX]+\s+\d|\d+\s*[.;,)]|\d+\s*$)|,\s+pp?\.\s*\d")
PLACE_BEFORE = re.compile(rf",\s+(?:{PLACES})(?:,\s[A-Z][\w.]{{1,4}})?,?\s+$")
ROMAN_ALONE = re.compile(r"[IVX]{1,6}")
ROMAN_VOLUME = re.compile(r"\s([IVX]{1,6})$")


def read(text: str, span: Span, shelter: Shelter) -> Draft:
    """The citation that begins where *span* does, as far as it goes."""
    draft = Draft(text, shelter, end=span.start)
    legal = legal_title(text, span)
    if legal:
        draft.legal = True
        at = _legal(draft, legal)
    else:
        at = _authors(draft, span)
    row = list(atoms(text, Span(at, span.end), shelter))
    used = 0 if legal else _title(draft, row, at)
    _tail(draft, row[used:])
    return draft


def _legal(draft: Draft, legal: LegalTitle) -> int:
    draft.add("title", legal.title)
    for label, span in (("date", legal.date), ("place", legal.place)):
        if span:
            draft.add(label, span)
    draft.end = legal.end
    return legal.end


def _authors(draft: Draft, span: Span) -> int:
    """Take the names at the beginning; the offset where the title may begin."""
    text = draft.text
    same = SAME_AUTHOR.match(text, span.start, span.end)
    if same:
        draft.add("ref", Span(*same.span(1)))
        return same.end()
    names = names_at(text, span.start, span.end)
    if names is None:
        return span.start
    marked = ED_MARK.match(text, names.end, span.end)
    if marked:
        return _take(draft, names, "editor", marked.end())
    dated = AUTHOR_DATE.match(text, names.end, span.end)
    if dated and names.sure:
        at = _take(draft, names, "author", dated.end())
        draft.add("date", Span(*dated.span(1)))
        return at
    for follows in (TITLE_FOLLOWS, CORE_FOLLOWS, SHORT_NUMBER):
        if not names.sure and text[names.end : names.end + 1] == ":":
            break  # a title before its subtitle
        if follows.match(text, names.end, span.end):
            return _take(draft, names, "author", names.end)
    if names.end >= span.end or text[names.end] in ".)" :
        return _take(draft, names, "author", names.end) if names.sure else span.start
    return span.start


POSSESSIVE = re.compile(r"[’']s$")


def _take(draft: Draft, names: NameList, label: str, at: int) -> int:
    for name in names.names:
        own = POSSESSIVE.search(name.of(draft.text))
        draft.add(label, Span(name.start, name.end - 2) if own else name)
    draft.end = max(draft.end, names.end)
    return at


def _title(draft: Draft, row: list[Atom], at: int) -> int:
    """Take the title; how many atoms of *row* it used."""
    if not row:
        return 0
    if row[0].kind == Kind.QUOTED and draft.text[row[0].span.end : row[0].span.end + 1] != ":":
        draft.quoted = True
        draft.add("title", unquoted(draft.text, row[0].span))
        draft.end = max(draft.end, row[0].span.end)
        return 1
    if row[0].kind in (Kind.BACK, Kind.NOTE, Kind.PAGES, Kind.BRACKET, Kind.EDITED, Kind.NUMBER, Kind.ISSUE, Kind.VOLUME, Kind.DATE):
        return 0
    if ROMAN_ALONE.fullmatch(row[0].span.of(draft.text)):
        draft.add("volume", row[0].span)
        return 1
    used = _extent(draft, row)
    if used == 0:
        return 0
    region = Span(row[0].span.start, row[used - 1].span.end)
    found = _leads_in(draft.text, region)
    if found:
        draft.add("title", Span(region.start, found.start()))
        _container(draft, Span(found.end(), region.end), row[used:])
        return used
    _split_region(draft, region, row[used:])
    return used


def _leads_in(text: str, region: Span) -> re.Match[str] | None:
    """The last `in:` or `, in` of a region: what follows is the container."""
    found = None
    for match in IN.finditer(text, region.start + 1, region.end):
        if match[0].lstrip().startswith((",", "in:")) or match[0].endswith(": "):
            found = match
    return found


def _split_region(draft: Draft, region: Span, following: list[Atom]) -> None:
    divided = divide(draft.text, region, [(a.kind, a.span) for a in following[:3]])
    volume = ROMAN_VOLUME.search(draft.text[divided.title.start : divided.title.end])
    title = divided.title
    if volume and following and following[0].kind == Kind.NUMBER:
        start = title.start + volume.start(1)
        draft.add("volume", Span(start, title.end))
        title = Span(title.start, start)
    draft.add("title", title)
    _rest_of_region(draft, divided)


def _rest_of_region(draft: Draft, divided: Region) -> None:
    for label in ("container", "publisher", "place"):
        span = getattr(divided, label)
        if span:
            draft.add(label, span)


def _extent(draft: Draft, row: list[Atom]) -> int:
    """How many atoms the unquoted title and what is run on with it take up."""
    last_imprint = max(
        (i for i, a in enumerate(row) if a.kind == Kind.BRACKET and _is_imprint(draft, a)),
        default=-1,
    )
    for i, atom in enumerate(row):
        if atom.kind == Kind.WORDS and (i == 0 or not PROSE.search(atom.span.of(draft.text))):
            continue
        if atom.kind == Kind.QUOTED and not (i and _after_comma(draft.text, atom)):
            continue
        if atom.kind in (Kind.DATE, Kind.NUMBER) and _within_title(draft, row, i, last_imprint):
            continue
        if i and _marks_editor(draft.text, atom):
            continue
        if atom.kind == Kind.BRACKET and not _closes_title(draft, row, i, last_imprint):
            continue
        return i
    return len(row)


def _marks_editor(text: str, atom: Atom) -> bool:
    """Whether the names before are editors: `in König (Hrsg.), …` · `in Tucker, ed., …`"""
    words = atom.span.of(text)
    if atom.kind == Kind.BRACKET:
        return imprint.EDITOR_MARK.fullmatch(words) is not None
    bare = atom.kind == Kind.EDITED and ED_MARK.fullmatch(words) is not None
    return bare and text[atom.span.end : atom.span.end + 1] == ","


def _after_comma(text: str, atom: Atom) -> bool:
    return text[: atom.span.start].rstrip()[-1:] in ",;:"


def _is_imprint(draft: Draft, atom: Atom) -> bool:
    words = atom.span.of(draft.text)
    return words[0] == "(" and DATE.search(words) is not None and not words.startswith("(dated")


def _within_title(draft: Draft, row: list[Atom], i: int, last_imprint: int) -> bool:
    """A year or number in the title: another imprint comes, or words go on without a comma."""
    if i == 0:
        return len(row) > 1
    if row[i].kind == Kind.NUMBER and _is_page_or_volume(draft, row, i):
        return False
    if row[i].kind == Kind.DATE and PLACE_BEFORE.search(draft.text[: row[i].span.start][-40:]):
        return False
    if i < last_imprint and not (row[i].kind == Kind.NUMBER and i + 1 == last_imprint):
        return True
    following = row[i + 1] if i + 1 < len(row) else None
    if following is None or following.kind not in (Kind.WORDS, Kind.QUOTED):
        return False
    between = draft.text[row[i].span.end : following.span.start]
    return "," not in between and "." not in between and not PROSE.search(following.span.of(draft.text))


def _is_page_or_volume(draft: Draft, row: list[Atom], i: int) -> bool:
    """A number before `(185)` or `No. 1`, or with `ff.`, is no word of a title."""
    following = row[i + 1] if i + 1 < len(row) else None
    if re.search(r"\dff?\b|\d\sff?\b", row[i].span.of(draft.text)):
        return True
    if following is None:
        return False
    words = following.span.of(draft.text)
    paged = imprint.PAGES_ONLY.fullmatch(words) is not None
    return following.kind == Kind.ISSUE or (paged and not imprint.BARE_YEAR.fullmatch(words))


def _closes_title(draft: Draft, row: list[Atom], i: int, last_imprint: int) -> bool:
    words = row[i].span.of(draft.text)
    if words[0] == "[":
        return imprint.BARE_YEAR.fullmatch(words) is not None and _number_next(row, i)
    if imprint.YEAR_RANGE.fullmatch(words):
        return not i or i == last_imprint and row[i - 1].kind != Kind.WORDS or (
            i == last_imprint and not imprint.SERIES.search(draft.text[row[0].span.start : row[i].span.start])
        )
    return imprint.is_imprint(words)


def _number_next(row: list[Atom], i: int) -> bool:
    return i + 1 < len(row) and row[i + 1].kind in (Kind.NUMBER, Kind.WORDS)


def unquoted(text: str, span: Span) -> Span:
    """The words of a quotation without its marks and a comma or stop inside them."""
    start, end = span.start + 1, span.end - 1
    while end > start and text[end - 1] in ",; ":
        end -= 1
    return Span(start, end)


def _container(draft: Draft, span: Span, following: list[Atom]) -> None:
    """Read what stands after `in`: editors, the container's title, or a back-reference."""
    text = draft.text
    draft.inside = True
    names = names_at(text, span.start, span.end)
    at = span.start
    if names:
        marked = ED_MARK.match(text, names.end, span.end)
        rest = text[names.end : span.end].lstrip(" ,:")
        alone = not rest and bool(following) and following[0].kind in _SHORT_AFTER
        edited = any(atom.kind == Kind.EDITED for atom in following)
        titled = names.sure and not edited and re.match(r",\s+\S", text[names.end : span.end])
        if marked or alone or titled:
            _take(draft, names, "editor", 0)
            at = marked.end() if marked else names.end
    while at < span.end and text[at] in " ,:\n":
        at += 1
    if at < span.end:
        _split_container(draft, Span(at, span.end), following)


_SHORT_AFTER = (Kind.NUMBER, Kind.BACK, Kind.NOTE, Kind.PAGES)


def _split_container(draft: Draft, span: Span, following: list[Atom]) -> None:
    """The container's title, and volume or place run on with it."""
    divided = divide(draft.text, span, [(a.kind, a.span) for a in following[:3]], book=True)
    title = divided.title
    volume = ROMAN_VOLUME.search(title.of(draft.text))
    if volume:
        draft.add("volume", Span(title.start + volume.start(1), title.end))
        title = Span(title.start, title.start + volume.start(1))
    draft.add("container", title)
    _rest_of_region(draft, divided)


def _tail(draft: Draft, row: list[Atom]) -> None:
    """Take atom after atom as long as they belong to the citation."""
    i = 0
    while i < len(row):
        step = _step(draft, row, i)
        if step == 0:
            return
        i += step


def _step(draft: Draft, row: list[Atom], i: int) -> int:
    """Take the atom *i* (and perhaps more); how many were taken, 0 to stop."""
    atom = row[i]
    if not _near(draft, atom):
        return 0
    if atom.kind == Kind.WORDS:
        return _words(draft, row, i)
    if atom.kind == Kind.BRACKET:
        return _bracket(draft, row, i)
    if atom.kind == Kind.EDITED:
        return _edited(draft, row, i)
    if atom.kind == Kind.NUMBER:
        return _number(draft, row, i)
    if atom.kind == Kind.QUOTED:
        return 0
    if atom.kind == Kind.ASIDE:
        draft.end = atom.span.end
        return 1
    label = _LABELS[atom.kind]
    if atom.kind == Kind.DATE and draft.has("date"):
        if not draft.has("container"):
            return 0
        label = "pages" if atom.span.of(draft.text).isdigit() else label
    skip = len("dated ") if draft.text.startswith("dated ", atom.span.start) else 0
    draft.add(label, Span(atom.span.start + skip, atom.span.end))
    return 1


_LABELS = {
    Kind.DATE: "date",
    Kind.PAGES: "pages",
    Kind.VOLUME: "volume",
    Kind.ISSUE: "issue",
    Kind.EDITION: "edition",
    Kind.BACK: "ref",
    Kind.NOTE: "ref",
    Kind.CHAPTER: "locator",
    Kind.VOLUMES: "volumes",
}


def _near(draft: Draft, atom: Atom) -> bool:
    """Only separators stand between what was read and *atom*."""
    between = draft.text[draft.end : atom.span.start]
    return not between.strip(" \t\n,.:;·()[]’”\"“»–—-") or len(between) < 4


def _words(draft: Draft, row: list[Atom], i: int) -> int:
    text, atom = draft.text, row[i]
    inside = IN.match(text, atom.span.start, atom.span.end)
    extent = _extent(draft, row[i:])
    span = Span(atom.span.start, row[i + max(1, extent) - 1].span.end)
    if inside and draft.has("title") and not draft.has("container"):
        _container(draft, Span(inside.end(), span.end), row[i + max(1, extent) :])
        return max(1, extent)
    words = span.of(text)
    following = row[i + 1].kind if i + 1 < len(row) else None
    if ROMAN_ALONE.fullmatch(atom.span.of(text)) and following in (Kind.PAGES, Kind.NUMBER):
        draft.add("locator" if draft.has("date") else "volume", atom.span)
        return 1
    if PROSE.search(words) and not draft.quoted:
        return 0
    if not words[:1].isupper() or PROSE.search(words):
        return 0
    if draft.quoted and not draft.has("container", "ref"):
        _split_container(draft, span, row[i + max(1, extent) :])
        return max(1, extent)
    found = imprint.words(text, atom.span)
    for label, part in found:
        draft.add(label, part)
    return 1 if found else 0


def _bracket(draft: Draft, row: list[Atom], i: int) -> int:
    found = imprint.bracket(draft.text, row[i].span, has_date=draft.has("date"))
    if found is None:
        return 0
    for label, span in found:
        if label == "editor-mark":
            draft.relabel("author", "editor")
        elif label != "aside":
            draft.add(label, span)
    draft.end = row[i].span.end
    return 1


def _edited(draft: Draft, row: list[Atom], i: int) -> int:
    """`ed. G. Andrews` · `trans. M. Gregor`: the names after the mark."""
    text, mark = draft.text, row[i]
    label = "translator" if re.match(r"tra|über", mark.span.of(text)) else "editor"
    at = mark.span.end
    while at < len(text) and text[at] in " .,\n":
        at += 1
    names = names_at(text, at, row[-1].span.end)
    if names is None:
        draft.end = mark.span.end
        return 1
    _take(draft, names, label, 0)
    taken = i + 1
    while taken < len(row) and row[taken].span.end <= names.end + 1:
        taken += 1
    if taken < len(row) and row[taken].span.start < names.end:
        row[taken] = Atom(row[taken].kind, Span(names.end, row[taken].span.end))
    return taken - i


def _number(draft: Draft, row: list[Atom], i: int) -> int:
    """A bare number: a volume before its year or journal, else pages."""
    following = row[i + 1] if i + 1 < len(row) else None
    text = draft.text
    if following and following.kind == Kind.BRACKET and _is_imprint(draft, following):
        draft.add("volume", row[i].span)
    elif following and following.kind == Kind.ISSUE and not draft.has("volume"):
        draft.add("volume", row[i].span)
    elif following and following.kind == Kind.WORDS and not draft.has("container") and _journal(text, following, draft):
        draft.add("volume", row[i].span)
        draft.add("container", following.span)
        return 2
    elif NUMBER.fullmatch(row[i].span.of(text)):
        label = "issue" if draft.has("volume") and following and following.kind == Kind.BRACKET and _is_imprint(draft, following) else "pages"
        draft.add(label, row[i].span)
    return 1


def _journal(text: str, atom: Atom, draft: Draft) -> bool:
    words = atom.span.of(text)
    dated = draft.legal or (draft.has("date") and (draft.quoted or not draft.has("title")))
    return dated and words[:1].isupper() and not EDITED.search(words) and not PROSE.search(words)
