"""Which works so far a mention could mean: by author, title, note, and page.

Comes in: the chain and a mention. Goes out: entries, best first. Nothing is decided here.
"""

from __future__ import annotations

import re

from edition_tools.convert.works.chain import ARTICLE, Chain
from edition_tools.convert.works.entries import Entry, bare_title, first_part, parts_of
from edition_tools.convert.works.likeness import (
    is_main,
    likeness,
    same_family,
    same_title,
    shortens,
    tokens,
)
from edition_tools.convert.works.names import family, initial
from edition_tools.model import Mention

NOTE_NUMBER = re.compile(r"\d+")
PREVIOUS = re.compile(r"vorige")
OP_CIT = re.compile(r"(?:in\s+)?op", re.IGNORECASE)
PAGE = re.compile(r"\d+")


def same_work(chain: Chain, mention: Mention) -> Entry | None:
    """The entry that *mention* cites again with author (if any) and title."""
    title = bare_title(first_part(chain.text, mention, "title"))
    if not title:
        return None
    authors = families_of(chain, mention)
    for entry in chain.by_words(title):
        if entry.type == "periodical" or not fits_authors(entry, authors):
            continue
        called = any(same_title(title, known) for known in entry.titles())
        if called and _same_kind(chain, entry, mention):
            return entry
        if authors and _same_year(chain, entry, mention) and is_main(title, entry.value("title")):
            return entry
    return None


def _same_kind(chain: Chain, entry: Entry, mention: Mention) -> bool:
    """Whether nothing shows that they are two works: another year and no author in common."""
    year = re.search(r"\d{4}", first_part(chain.text, mention, "date"))
    if year is None or not entry.year() or year[0] == entry.year():
        return True
    if entry.type == "book" and first_part(chain.text, mention, "container"):
        return False  # an article of another year, called as the book is
    title = tokens(bare_title(first_part(chain.text, mention, "title")))
    if entry.type == "article" and title not in (tokens(known) for known in entry.titles()):
        return False  # a sequel, or an answer: its title begins as the other’s does
    return bool(entry.value("author")) and bool(families_of(chain, mention))


def _same_year(chain: Chain, entry: Entry, mention: Mention) -> bool:
    """Whether the two have one year: then a title without its subtitle is the same work."""
    year = re.search(r"\d{4}", first_part(chain.text, mention, "date"))
    return year is not None and year[0] == entry.year()


def families_of(chain: Chain, mention: Mention) -> list[str]:
    """The family names of the authors that a mention names, else of its editors."""
    return [name for name, _ in people_of(chain, mention)]


def people_of(chain: Chain, mention: Mention) -> list[tuple[str, str]]:
    """Family name and initial of the authors that a mention names, else of its editors."""
    found = parts_of(chain.text, mention, "author") or parts_of(chain.text, mention, "editor")
    return [(family(name), initial(name)) for name, _ in found]


def fits_authors(entry: Entry, authors: list[str]) -> bool:
    """Whether one of the *authors* is an author of the entry; nobody named fits all."""
    known = entry.families()
    return not authors or not known or any(same_family(a, b) for a in authors for b in known)


def candidates(chain: Chain, mention: Mention, title: str) -> list[Entry]:
    """Works by the author named, with the title named, cited before."""
    people = people_of(chain, mention)
    head, _, rest = title.partition(", ")
    if title and not people and chain.by_family(head):  # Brewer, n. 1: no title but a name
        people, title = [(head, "")], rest
    named = {id(e): e for name, _ in people for e in _by_near_family(chain, name)}
    cited = [e for e in named.values() if e.mentions or e.type == "book"]
    found = [e for e in cited if _by_all(e, people)]
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


def _by_all(entry: Entry, people: list[tuple[str, str]]) -> bool:
    """Whether each of the *people* had a hand in the entry; J. Smith is not R. Smith."""
    theirs = entry.people()
    return all(
        any(same_family(name, known) and _same_initial(one, other) for known, other in theirs)
        for name, one in people
    )


def _same_initial(one: str, other: str) -> bool:
    return one == other or not one or not other


def _by_near_family(chain: Chain, name: str) -> list[Entry]:
    found = chain.by_family(name)
    if found:
        return found
    near = chain.by_near_family(name)
    return [e for e in near if any(same_family(name, f) for f in e.families())]


def dated_in_note(chain: Chain, mention: Mention) -> Entry | None:
    """`Thornton, op. cit. (1996), n. 4`: the one work of that year that the note cites."""
    year = PAGE.search(first_part(chain.text, mention, "date"))
    numbers = [NOTE_NUMBER.search(words) for words, _ in parts_of(chain.text, mention, "ref")]
    labels = [number[0] for number in numbers if number]
    if year is None or not labels:
        return None
    there = [chain.resolved[i].entry for i in chain.in_note(labels[-1])]
    found = {id(e): e for e in there if e is not None and e.year() == year[0]}
    return next(iter(found.values())) if len(found) == 1 else None


def by_note(chain: Chain, mention: Mention, fitting: list[Entry]) -> list[Entry]:
    """Narrow the candidates by the note that the reference points to."""
    for words, _ in parts_of(chain.text, mention, "ref"):
        number = NOTE_NUMBER.search(words)
        label = (
            number[0] if number else label_before(chain, mention) if PREVIOUS.search(words) else ""
        )
        there = [chain.resolved[i].entry for i in chain.in_note(label)]
        near = [
            e
            for e in fitting
            if any(e is other or (other and e is other.parent) for other in there)
        ]
        if near:
            return near[:1] if len(near) > 1 and len({id(e) for e in near}) == 1 else near
    return fitting


def told_apart(chain: Chain, mention: Mention, fitting: list[Entry]) -> list[Entry]:
    """Narrow the candidates by their kind, where the notes tell *art. cit.* from *op. cit.*"""
    if len(fitting) < 2 or not chain.articles_apart:
        return fitting
    refs = [words for words, _ in parts_of(chain.text, mention, "ref")]
    pieces = any(ARTICLE.search(words) for words in refs)
    if not pieces and not any(OP_CIT.match(words) for words in refs):
        return fitting
    return [e for e in fitting if (e.type in ("article", "incollection")) == pieces] or fitting


def label_before(chain: Chain, mention: Mention) -> str:
    """The label of the note before the one that holds the mention."""
    at = chain.labels.index(mention.note) if mention.note in chain.labels else 0
    return chain.labels[at - 1] if at else ""


def last_of(entry: Entry) -> int | None:
    """The last mention of a work, else its first."""
    return entry.mentions[-1] if entry.mentions else entry.first


def through(chain: Chain, mention: Mention, entry: Entry) -> int | None:
    """The mention of *entry* in the note that is pointed to, else its last."""
    for words, _ in parts_of(chain.text, mention, "ref"):
        number = NOTE_NUMBER.search(words)
        for index in reversed(chain.in_note(number[0]) if number else []):
            there = chain.resolved[index].entry
            if there is not None and (there is entry or there.parent is entry):
                return index
    return last_of(entry)


def edited_by(chain: Chain, names: list[str]) -> Entry | None:
    """The latest volume that one of the *names* edited or wrote."""
    for name in names:
        for entry in chain.by_family(name):
            if entry.type == "book":
                return entry
    return None


def piece_on_page(chain: Chain, mention: Mention, holder: Entry) -> Entry | None:
    """The one piece in *holder* whose issue and pages hold the page cited."""
    issue = re.search(r"\d[\d/–-]*", first_part(chain.text, mention, "issue"))
    page = PAGE.search(first_part(chain.text, mention, "pages"))
    if issue is None or page is None:
        return None
    found = [
        e
        for e in chain.pieces_of(holder)
        if e.value("number") == issue[0] and _holds(e.value("pages"), page[0])
    ]
    return found[0] if len(found) == 1 else None


def piece_there(chain: Chain, mention: Mention, holder: Entry) -> Entry | None:
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
