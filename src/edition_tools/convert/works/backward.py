"""Ibid., op. cit., idem, and pointers to notes: what they mean, from the chain before them.

Comes in: the chain and a mention. Goes out: a resolution with its antecedent and reason. An
ibid. after a note with several works takes the last, and asks.
"""

from __future__ import annotations

from edition_tools.convert.works.candidates import (
    NOTE_NUMBER,
    by_note,
    candidates,
    dated_in_note,
    edited_by,
    families_of,
    fits_authors,
    label_before,
    last_of,
    same_work,
    through,
    told_apart,
)
from edition_tools.convert.works.chain import Chain, Resolution
from edition_tools.convert.works.doubts import ask, no_antecedent, unknown
from edition_tools.convert.works.entries import Entry, bare_title, first_part, parts_of
from edition_tools.convert.works.first import DAY, new_entry, same_author
from edition_tools.convert.works.likeness import shortens
from edition_tools.convert.works.names import family
from edition_tools.model import Mention


def ibid(chain: Chain, index: int, mention: Mention) -> Resolution:
    """The work cited just before; with an author, that author’s."""
    authors = families_of(chain, mention)
    if first_part(chain.text, mention, "title"):
        return in_the_same(chain, index, mention)
    before = chain.before(index)
    if before is None or chain.resolved[before].entry is None:
        return _without_antecedent(chain, mention, before)
    found = chain.resolved[before].entry
    if authors and found is not None and not fits_authors(found, authors):
        named = [e for name in authors for e in chain.by_family(name) if e.mentions]
        if len(named) == 1:
            return Resolution(named[0], named[0].mentions[-1], "the author's only work so far", 0.8)
    others = _others_before(chain, index, before)
    if others:
        ask(chain, mention, [found, *others] if found else others)
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


def in_the_same(chain: Chain, index: int, mention: Mention) -> Resolution:
    """`‘A new title’, Ibid.`: the same journal or volume, another piece in it."""
    known = same_work(chain, mention)
    if known is not None:
        return Resolution(known, known.first, "title cited before", 0.9)
    before = chain.before(index)
    last = chain.resolved[before].entry if before is not None else None
    if last is None:
        no_antecedent(chain, mention)
        return Resolution(new_entry(chain, index, mention), None, "its container is not known", 0.4)
    editors = parts_of(chain.text, mention, "editor")
    named = edited_by(chain, [family(name) for name, _ in editors])
    parent = named or last.parent or (last if last.type in ("book", "periodical") else None)
    entry = new_entry(chain, index, mention, parent)
    if parent is not None and parent.type == "periodical" and last.parent is parent:
        for name in ("volume", "number"):
            if name in last.fields:
                entry.fields.setdefault(name, last.fields[name])
        if (
            "date" not in entry.fields
            and "date" in last.fields
            and not DAY.search(last.value("date"))
        ):
            entry.fields["date"] = last.fields["date"]
    if chain.mentions[before or 0].note == mention.note:
        same_author(chain, entry, last)
    return Resolution(entry, before, "another piece in the same container", 0.9)


def _without_antecedent(chain: Chain, mention: Mention, before: int | None) -> Resolution:
    no_antecedent(chain, mention)
    why = (
        "nothing is cited before it"
        if before is None
        else "the reference before it is not understood"
    )
    return Resolution(None, before, why, 0.0)


def op_cit(chain: Chain, index: int, mention: Mention) -> Resolution:
    """The work by the author named, with the title named, cited before."""
    title = bare_title(first_part(chain.text, mention, "title"))
    fitting = candidates(chain, mention, title)
    if mention.type == "chapter" or (
        title and not fitting and parts_of(chain.text, mention, "editor")
    ):
        return _chapter_of(chain, index, mention)
    dated = dated_in_note(chain, mention)
    if dated is not None:
        antecedent = through(chain, mention, dated)
        return Resolution(dated, antecedent, "the work of that year in that note", 0.9)
    chosen = told_apart(chain, mention, by_note(chain, mention, fitting))
    if len(chosen) == 1:
        antecedent = through(chain, mention, chosen[0])
        return Resolution(chosen[0], antecedent, why(mention, title), 0.95)
    if len(chosen) > 1:
        ask(chain, mention, chosen)
        return Resolution(None, None, "several works fit", 0.0)
    if not title and not families_of(chain, mention):
        return ibid(chain, index, mention)
    return unknown(chain, index, mention)


def why(mention: Mention, title: str) -> str:
    """The reason for a choice by author and title."""
    return "author and short title" if title and mention.parts else "the author named"


def _chapter_of(chain: Chain, index: int, mention: Mention) -> Resolution:
    """`X, ‘Title’ in Thornton, op. cit.`: a new piece in a volume that is known."""
    known = same_work(chain, mention)
    if known is not None:
        return Resolution(known, known.first, "title cited before", 0.9)
    names = [family(name) for name, _ in parts_of(chain.text, mention, "editor")]
    parent = edited_by(chain, names)
    antecedent = last_of(parent) if parent else None
    return Resolution(
        new_entry(chain, index, mention, parent), antecedent, "in a volume cited before", 0.85
    )


def idem(chain: Chain, index: int, mention: Mention) -> Resolution:
    """Another work by the author just cited."""
    known = same_work(chain, mention)
    if known is not None:
        return Resolution(known, known.first, "title cited before", 0.9)
    before = chain.before(index)
    shortened = _of_the_same_author(chain, mention, before)
    if shortened is not None:
        return Resolution(shortened, last_of(shortened), "another of the author’s works", 0.9)
    entry = new_entry(chain, index, mention)
    same_author(chain, entry, chain.resolved[before].entry if before is not None else None)
    return Resolution(entry, before, "another work by the same author", 0.9)


def _of_the_same_author(chain: Chain, mention: Mention, before: int | None) -> Entry | None:
    """The one work by the author just cited that the title of *mention* shortens."""
    last = chain.resolved[before].entry if before is not None else None
    title = bare_title(first_part(chain.text, mention, "title"))
    if last is None or not title or first_part(chain.text, mention, "date"):
        return None
    theirs = {id(e): e for name in last.families() for e in chain.by_family(name) if e.mentions}
    fitting = [e for e in theirs.values() if any(shortens(title, t) for t in e.titles())]
    return fitting[0] if len(fitting) == 1 else None


def see_note(chain: Chain, _index: int, mention: Mention) -> Resolution:
    """The work of the note that is pointed to, where it holds one."""
    words = first_part(chain.text, mention, "ref")
    number = NOTE_NUMBER.search(words)
    label = number[0] if number else label_before(chain, mention)
    there = [i for i in chain.in_note(label) if chain.resolved[i].entry is not None]
    works = list({id(chain.resolved[i].entry): chain.resolved[i].entry for i in there}.values())
    if len(works) == 1:
        return Resolution(works[0], there[-1], f"the only work of note {label}", 0.9)
    return Resolution(None, None, f"note {label} as a whole", 0.5)
