"""Which work a mention means, from the chain before it.

One rule for each kind of mention; each says which antecedent it chose, why, and how sure it
is. Where two candidates are about as good there is a finding, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from edition_tools.convert.works.chain import Chain, Resolution
from edition_tools.convert.works.entries import (
    Entry,
    bare_title,
    entry_of,
    first_part,
    full_range,
    parts_of,
)
from edition_tools.convert.works.likeness import is_main, likeness, same_family, same_title, shortens
from edition_tools.convert.works.names import family
from edition_tools.convert.works.short_forms import container_of, learn, lookup
from edition_tools.findings import Code
from edition_tools.model import Finding, Mention
from edition_tools.text import Span

NOTE_NUMBER = re.compile(r"\d+")
COLLECTION = re.compile(r"\b(?:Papers|Collection|Correspondence|Nachla|MSS|Fonds)")
PART_OF = re.compile(r"\(([^()]+)\),?\s*")  # (Exile Correspondence)
DAY = re.compile(r"\d{1,2}\s+\D|\D\s\d{1,2},")
PREVIOUS = re.compile(r"vorige")
SAME_AUTHOR = re.compile(  # ; in English, · . Its companion volume, · , and his
    r"\b(?:[Ii]n\s+(?:English|German|French|Russian|Italian|translation)|auf Deutsch|en français|"
    r"[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\b"
)
PAGE = re.compile(r"\d+")


def resolve(chain: Chain, index: int) -> Resolution:
    """What mention *index* means, given all before it."""
    mention = chain.mentions[index]
    rule = RULES.get(mention.kind, _short)
    resolution = rule(chain, index, mention)
    if resolution.entry is not None:
        learn(chain, index, resolution.entry)
    return resolution


# ------------------------------------------------------------------ full and archival
def _full(chain: Chain, index: int, mention: Mention) -> Resolution:
    if first_part(chain.text, mention, "ref"):
        return _in_the_same(chain, index, mention)
    known = _same(chain, mention)
    if known is not None:
        return Resolution(known, known.first, "cited in full before", 0.95)
    short = _short_form(chain, mention)
    if short is not None:
        return short
    holder = container_of(chain, mention, index)
    piece = _piece_there(chain, mention, holder) if holder else None
    if piece is not None:
        return Resolution(piece, piece.first, "the same pages of the same volume", 0.8)
    entry = _new(chain, index, mention, holder)
    before = chain.before(index)
    if before is not None and _goes_on(chain, before, index):
        _same_author(chain, entry, chain.resolved[before].entry)
    return Resolution(entry, None, "first citation", mention.confidence)


def _goes_on(chain: Chain, before: int, index: int) -> bool:
    """Whether the words between two mentions say that the author is the same."""
    between = chain.text[chain.mentions[before].span.end : chain.mentions[index].span.start]
    return SAME_AUTHOR.search(between) is not None and len(between) < 60


def _same_author(chain: Chain, entry: Entry, other: Entry | None) -> None:
    if other is not None and "author" in other.fields and "author" not in entry.fields:
        entry.fields["author"] = other.fields["author"]
        chain.index(entry)


def _new(chain: Chain, index: int, mention: Mention, parent: Entry | None = None) -> Entry:
    """A new entry for what *mention* cites, in the container that it names."""
    parent = parent or container_of(chain, mention, index)
    entry = entry_of(chain.text, mention, index)
    entry.mentions.clear()
    if parent is not None:
        _set_in(entry, parent)
    return chain.enter(entry)


def _set_in(entry: Entry, parent: Entry) -> None:
    """Give an article or chapter what its container says."""
    entry.parent = parent
    title = parent.fields.get("title")
    collected = parent.type == "book"
    entry.type = "incollection" if collected else "article"
    for name in ("journaltitle", "booktitle"):
        entry.fields.pop(name, None)
    if title:
        entry.put("booktitle" if collected else "journaltitle", title.value, title.span)
    if collected:
        date = entry.fields.get("date")
        if date and parent.value("date") and DAY.search(date.value):
            entry.put("note", f"dated {date.value}", date.span)
            del entry.fields["date"]
        for name in ("editor", "location", "publisher", "date", "edition"):
            if name in parent.fields:
                entry.fields.setdefault(name, parent.fields[name])


def _same(chain: Chain, mention: Mention) -> Entry | None:
    """The entry that *mention* cites again with author (if any) and title."""
    title = bare_title(first_part(chain.text, mention, "title"))
    if not title:
        return None
    authors = _families(chain, mention)
    for entry in chain.by_words(title):
        if entry.type == "periodical" or not _fits_authors(entry, authors):
            continue
        if any(same_title(title, known) for known in entry.titles()) and _same_kind(chain, entry, mention):
            return entry
    return None


def _same_kind(chain: Chain, entry: Entry, mention: Mention) -> bool:
    """Whether nothing shows that they are two works: another year and no author in common."""
    year = re.search(r"\d{4}", first_part(chain.text, mention, "date"))
    if year is None or not entry.year() or year[0] == entry.year():
        return True
    return bool(entry.value("author")) and bool(_families(chain, mention))


def _families(chain: Chain, mention: Mention) -> list[str]:
    found = parts_of(chain.text, mention, "author") or parts_of(chain.text, mention, "editor")
    return [family(name) for name, _ in found]


def _fits_authors(entry: Entry, authors: list[str]) -> bool:
    known = entry.families()
    return not authors or not known or any(same_family(a, b) for a in authors for b in known)


def _archival(chain: Chain, index: int, mention: Mention) -> Resolution:
    name, span = parts_of(chain.text, mention, "archive")[0]
    short = re.split(r"\s*[,(]", name)[0]
    if not COLLECTION.search(short):
        return _shelfmark(chain, index, mention, short)
    for entry in chain.by_words(short):
        if entry.type == "unpublished" and shortens(short, entry.value("title")):
            return Resolution(entry, entry.first, "the same collection", 0.95)
    entry = Entry("unpublished", first=index)
    entry.put("title", short, Span(span.start, span.start + len(short)))
    rest = name[len(short) :].lstrip(" ,")
    part = PART_OF.match(rest)
    if part:
        entry.put("note", part[1], Span(span.end - len(rest) + 1, span.end - len(rest) + part.end(1)))
        rest = rest[part.end() :]
    if rest:
        entry.put("library", rest, Span(span.end - len(rest), span.end))
    return Resolution(chain.enter(entry), None, "first citation", mention.confidence)


def _shelfmark(chain: Chain, index: int, mention: Mention, house: str) -> Resolution:
    """Where only the house is named, the shelf-mark is the work."""
    marks = parts_of(chain.text, mention, "shelfmark")
    mark = Span(marks[0][1].start, marks[-1][1].end)
    title = " ".join(mark.of(chain.text).split())
    for entry in chain.by_words(title):
        if entry.type == "unpublished" and entry.value("title") == title:
            if shortens(house, entry.value("library")):
                return Resolution(entry, entry.first, "the same shelf-mark", 0.95)
    entry = Entry("unpublished", first=index)
    entry.put("title", title, mark)
    name, span = parts_of(chain.text, mention, "archive")[0]
    entry.put("library", name, span)
    return Resolution(chain.enter(entry), None, "first citation", mention.confidence)


# ------------------------------------------------------------------ ibid. and its kin
def _ibid(chain: Chain, index: int, mention: Mention) -> Resolution:
    authors = _families(chain, mention)
    if first_part(chain.text, mention, "title"):
        return _in_the_same(chain, index, mention)
    before = chain.before(index)
    if before is None or chain.resolved[before].entry is None:
        return _without_antecedent(chain, index, mention, before)
    found = chain.resolved[before].entry
    if authors and found is not None and not _fits_authors(found, authors):
        named = [e for name in authors for e in chain.by_family(name) if e.mentions]
        if len(named) == 1:
            return Resolution(named[0], named[0].mentions[-1], "the author's only work so far", 0.8)
    others = _others_before(chain, index, before)
    if others:
        _ask(chain, mention, [found, *others] if found else others)
        return Resolution(found, before, "the last work of a note that cites several", 0.6)
    return Resolution(found, before, "the citation just before", 0.97)


def _others_before(chain: Chain, index: int, before: int) -> list[Entry]:
    """Other works of the note before, which an ibid. at the head of a note might mean."""
    if chain.mentions[before].note == chain.mentions[index].note:
        return []
    last = chain.resolved[before].entry
    found: list[Entry] = []
    for other in chain.in_note(chain.mentions[before].note):
        entry = chain.resolved[other].entry
        if entry is not None and entry is not last and not any(entry is e for e in found):
            found.append(entry)
    return found


def _in_the_same(chain: Chain, index: int, mention: Mention) -> Resolution:
    """`‘A new title’, Ibid.`: the same journal or volume, another piece in it."""
    known = _same(chain, mention)
    if known is not None:
        return Resolution(known, known.first, "title cited before", 0.9)
    before = chain.before(index)
    last = chain.resolved[before].entry if before is not None else None
    if last is None:
        _no_antecedent(chain, mention)
        return Resolution(_new(chain, index, mention), None, "its container is not known", 0.4)
    editors = parts_of(chain.text, mention, "editor")
    named = _edited_by(chain, [family(name) for name, _ in editors])
    parent = named or last.parent or (last if last.type in ("book", "periodical") else None)
    entry = _new(chain, index, mention, parent)
    if parent is not None and parent.type == "periodical" and last.parent is parent:
        for name in ("volume", "number"):
            if name in last.fields:
                entry.fields.setdefault(name, last.fields[name])
        if "date" not in entry.fields and "date" in last.fields and not DAY.search(last.value("date")):
            entry.fields["date"] = last.fields["date"]
    if chain.mentions[before or 0].note == mention.note:
        _same_author(chain, entry, last)
    return Resolution(entry, before, "another piece in the same container", 0.9)


def _edited_by(chain: Chain, names: list[str]) -> Entry | None:
    for name in names:
        for entry in chain.by_family(name):
            if entry.type == "book":
                return entry
    return None


def _without_antecedent(
    chain: Chain, index: int, mention: Mention, before: int | None
) -> Resolution:
    _no_antecedent(chain, mention)
    why = "nothing is cited before it" if before is None else "the reference before it is not understood"
    return Resolution(None, before, why, 0.0)


def _no_antecedent(chain: Chain, mention: Mention) -> None:
    chain.findings.append(
        Finding(
            Code.WORKS_IBID_WITHOUT_ANTECEDENT,
            mention.span,
            "this ibid. follows no reference that it could mean",
            hint="say in a ruling which work is meant",
            note=mention.note,
        )
    )


# ------------------------------------------------------------------ op. cit., idem, see note
def _op_cit(chain: Chain, index: int, mention: Mention) -> Resolution:
    title = bare_title(first_part(chain.text, mention, "title"))
    fitting = _candidates(chain, mention, title)
    if mention.type == "chapter" or (title and not fitting and parts_of(chain.text, mention, "editor")):
        return _chapter_of(chain, index, mention)
    chosen = _by_note(chain, mention, fitting)
    if len(chosen) == 1:
        return Resolution(chosen[0], _last_of(chosen[0]), _why(mention, title), 0.95)
    if len(chosen) > 1:
        _ask(chain, mention, chosen)
        return Resolution(None, None, "several works fit", 0.0)
    if not title and not _families(chain, mention):
        return _ibid(chain, index, mention)
    return _unknown(chain, index, mention)


def _candidates(chain: Chain, mention: Mention, title: str) -> list[Entry]:
    """Works by the author named, with the title named, cited before."""
    authors = _families(chain, mention)
    found = [e for name in authors for e in _by_near_family(chain, name) if e.mentions or e.type == "book"]
    if title:
        pool = found or [e for e in chain.by_words(title) if e.mentions]
        fitting = [
            e for e in pool if any(shortens(title, t) or same_title(title, t) for t in e.titles())
        ]
        return [e for e in fitting if any(is_main(title, t) for t in e.titles())] or fitting
    cited = [e for e in found if e.mentions]
    year = re.search(r"\d{4}", first_part(chain.text, mention, "date"))
    if year:
        return [e for e in found if e.year() == year[0]] or cited or found
    return cited or found


def _by_near_family(chain: Chain, name: str) -> list[Entry]:
    found = chain.by_family(name)
    if found:
        return found
    return [e for e in chain.entries if any(same_family(name, f) for f in e.families())]


def _by_note(chain: Chain, mention: Mention, fitting: list[Entry]) -> list[Entry]:
    """Narrow the candidates by the note that the reference points to."""
    for words, _ in parts_of(chain.text, mention, "ref"):
        number = NOTE_NUMBER.search(words)
        label = number[0] if number else _label_before(chain, mention) if PREVIOUS.search(words) else ""
        there = [chain.resolved[i].entry for i in chain.in_note(label)]
        near = [e for e in fitting if any(e is other or (other and e is other.parent) for other in there)]
        if near:
            return near[:1] if len(near) > 1 and len({id(e) for e in near}) == 1 else near
    return fitting


def _label_before(chain: Chain, mention: Mention) -> str:
    at = chain.labels.index(mention.note) if mention.note in chain.labels else 0
    return chain.labels[at - 1] if at else ""


def _last_of(entry: Entry) -> int | None:
    return entry.mentions[-1] if entry.mentions else entry.first


def _why(mention: Mention, title: str) -> str:
    return "author and short title" if title and mention.parts else "the author named"


def _chapter_of(chain: Chain, index: int, mention: Mention) -> Resolution:
    """`X, ‘Title’ in Thornton, op. cit.`: a new piece in a volume that is known."""
    known = _same(chain, mention)
    if known is not None:
        return Resolution(known, known.first, "title cited before", 0.9)
    names = [family(name) for name, _ in parts_of(chain.text, mention, "editor")]
    parent = _edited_by(chain, names)
    antecedent = _last_of(parent) if parent else None
    return Resolution(_new(chain, index, mention, parent), antecedent, "in a volume cited before", 0.85)


def _idem(chain: Chain, index: int, mention: Mention) -> Resolution:
    known = _same(chain, mention)
    if known is not None:
        return Resolution(known, known.first, "title cited before", 0.9)
    entry = _new(chain, index, mention)
    before = chain.before(index)
    _same_author(chain, entry, chain.resolved[before].entry if before is not None else None)
    return Resolution(entry, before, "another work by the same author", 0.9)


def _see_note(chain: Chain, index: int, mention: Mention) -> Resolution:
    words = first_part(chain.text, mention, "ref")
    number = NOTE_NUMBER.search(words)
    label = number[0] if number else _label_before(chain, mention)
    there = [i for i in chain.in_note(label) if chain.resolved[i].entry is not None]
    works = list({id(chain.resolved[i].entry): chain.resolved[i].entry for i in there}.values())
    if len(works) == 1:
        return Resolution(works[0], there[-1], f"the only work of note {label}", 0.9)
    return Resolution(None, None, f"note {label} as a whole", 0.5)


# ------------------------------------------------------------------ short references
def _short(chain: Chain, index: int, mention: Mention) -> Resolution:
    short = _short_form(chain, mention)
    if short is not None:
        return short
    title = bare_title(first_part(chain.text, mention, "title"))
    known = _same(chain, mention)
    if known is not None:
        return Resolution(known, _last_of(known), "title cited before", 0.95)
    holder = container_of(chain, mention, index)
    piece = _piece_there(chain, mention, holder) if holder else None
    if piece is not None:
        return Resolution(piece, _last_of(piece), "the same pages of the same volume", 0.8)
    fitting = _candidates(chain, mention, title)
    if len(fitting) == 1:
        return Resolution(fitting[0], _last_of(fitting[0]), _why(mention, title), 0.9)
    if len(fitting) > 1:
        _ask(chain, mention, fitting)
        return Resolution(None, None, "several works fit", 0.0)
    return _unknown(chain, index, mention)


def _short_form(chain: Chain, mention: Mention) -> Resolution | None:
    """A short form alone (`BO, No. 34, p. 15`): the piece on that page, else the whole."""
    if first_part(chain.text, mention, "title") and first_part(chain.text, mention, "container"):
        return None
    words = first_part(chain.text, mention, "title", "container")
    entry = lookup(chain, words) if words else None
    if entry is None:
        return None
    piece = _piece_on_page(chain, mention, entry)
    if piece is not None:
        return Resolution(piece, _last_of(piece), "the piece of that issue on that page", 0.8)
    return Resolution(entry, entry.first, "short form defined by the text", 0.95)


def _piece_on_page(chain: Chain, mention: Mention, holder: Entry) -> Entry | None:
    """The one piece in *holder* whose issue and pages hold the page cited."""
    issue = re.search(r"\d[\d/–-]*", first_part(chain.text, mention, "issue"))
    page = PAGE.search(first_part(chain.text, mention, "pages"))
    if issue is None or page is None:
        return None
    found = [
        e
        for e in chain.entries
        if e.parent is holder and e.value("number") == issue[0] and _holds(e.value("pages"), page[0])
    ]
    return found[0] if len(found) == 1 else None


def _piece_there(chain: Chain, mention: Mention, holder: Entry) -> Entry | None:
    """A piece with a title not unlike, on whose pages of *holder* this one is said to stand."""
    title = bare_title(first_part(chain.text, mention, "title"))
    page = PAGE.search(first_part(chain.text, mention, "pages"))
    if page is None or holder.type != "book":
        return None
    found = [
        e
        for e in chain.by_words(title)
        if e.parent is holder
        and _holds(e.value("pages"), page[0])
        and likeness(title.casefold(), e.value("title").casefold(), 0.6) >= 0.6
    ]
    return found[0] if len(found) == 1 else None


def _holds(pages: str, page: str) -> bool:
    found = re.match(r"(\d+)–(\d+)$", pages)
    return found is not None and int(found[1]) <= int(page) <= int(found[2])


def _unknown(chain: Chain, index: int, mention: Mention) -> Resolution:
    """A short reference to what was never cited: an entry if it names author and title."""
    title = first_part(chain.text, mention, "title")
    named = bool(_families(chain, mention)) or len(title.split()) > 2
    if title and named and mention.kind != "op.cit.":
        return Resolution(_new(chain, index, mention), None, "first citation, without imprint", 0.5)
    chain.findings.append(
        Finding(
            Code.WORKS_UNKNOWN,
            mention.span,
            "this short reference names a work that was never cited in full",
            hint="add the work to works.bib, or say in a ruling which work is meant",
            note=mention.note,
        )
    )
    if title and _families(chain, mention):
        return Resolution(_new(chain, index, mention), None, "never cited in full", 0.4)
    return Resolution(None, None, "never cited in full", 0.0)


def _ask(chain: Chain, mention: Mention, works: list[Entry]) -> None:
    """Two works or more fit: say so, with the places where they are cited."""
    places = tuple(chain.mentions[e.mentions[-1]].span for e in works if e.mentions)
    names = "; ".join((e.value("title") or e.value("author"))[:60] for e in works[:4])
    chain.findings.append(
        Finding(
            Code.WORKS_TWO_CANDIDATES,
            mention.span,
            f"this reference could mean any of {len(works)} works: {names}",
            guess=works[0].value("title"),
            confidence=0.6 if mention.kind == "ibid" else 0.4,
            hint="say in a ruling which work is meant",
            note=mention.note,
            candidates=places,
        )
    )


RULES: dict[str, Callable[[Chain, int, Mention], Resolution]] = {
    "full": _full,
    "archival": _archival,
    "ibid": _ibid,
    "op.cit.": _op_cit,
    "loc.cit.": _op_cit,
    "idem": _idem,
    "see-note": _see_note,
    "short": _short,
}
__all__ = ["full_range", "resolve"]
