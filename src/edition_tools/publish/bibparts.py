"""The parts of an entry in a list of works, as the styles put them together.

Reads BibLaTeX and BibTeX names of fields alike, any type of entry, and never fails for what is
missing. Names and titles are printed as they are written: nothing is lowercased or shortened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text

from edition_tools.bibliography.bibtex import ADDRESSES, DATES, printed, rich_text
from edition_tools.publish.dates import in_words

JOURNALS = ("journaltitle", "journal")
HOSTS = (*JOURNALS, "booktitle", "maintitle")
INSIDE = frozenset(  # types of entries that stand in another
    {"article", "incollection", "inbook", "inproceedings", "conference", "letter", "newspaper"}
    | {"review", "inreference"}
)
QUOTED = INSIDE | {"thesis", "phdthesis", "mastersthesis", "online"}  # their titles, in quotes
THESES = {"phdthesis": "PhD diss.", "mastersthesis": "MA thesis", "thesis": "diss."}
ORDINALS = {"1": "st", "2": "nd", "3": "rd"}
PLAIN = frozenset({"unpublished", "archive", "manuscript"})


# ------------------------------------------------------------------ fields
def rich(entry: Entry, name: str) -> Text:
    """A field of the entry as rich text, empty if it has none."""
    value = str(entry.fields.get(name) or "")
    if name in ADDRESSES or name in DATES:
        return Text(printed(name, value))
    return rich_text(value)


def first(entry: Entry, *names: str) -> Text:
    """The first of some fields that the entry has."""
    return next((rich(entry, name) for name in names if entry.fields.get(name)), Text())


def between(parts: Iterable[Text | str], separator: str) -> Text:
    """The parts that are not empty, with the separator between."""
    out: list[Text | str] = []
    for part in parts:
        if str(part):
            out += [separator, part] if out else [part]
    return Text(*out)


def ends(text: Text | str, *signs: str) -> bool:
    """Whether the words end in one of the signs, a quotation mark behind it aside."""
    return str(text).rstrip("”’").endswith(signs)


# ------------------------------------------------------------------ what it is
def is_unprinted(entry: Entry) -> bool:
    """Papers in an archive: unpublished, or kept in a library and with no publisher."""
    kept = "library" in entry.fields or "unpublished" in (
        entry.type,
        entry.fields.get("entrysubtype"),
    )
    return kept and entry.type not in QUOTED and not entry.fields.get("publisher")


def is_quoted(entry: Entry) -> bool:
    """Whether the title stands in quotation marks: a work in another, a thesis, a page."""
    return entry.type in QUOTED or bool(
        str(host(entry)) and entry.type not in ("book", "collection")
    )


def host(entry: Entry) -> Text:
    """The journal or volume that the work stands in."""
    return first(entry, *HOSTS)


def in_journal(entry: Entry) -> bool:
    """Whether it stands in a journal."""
    return any(entry.fields.get(name) for name in JOURNALS)


def title(entry: Entry) -> Text:
    """Title and subtitle, plain."""
    main, subtitle = rich(entry, "title"), rich(entry, "subtitle")
    colon = "" if ends(main, "?", "!", ":") else ":"
    return Text(main, colon, " ", subtitle) if str(main) and str(subtitle) else main


def italic(words: Text) -> Text:
    """The words in italics, nothing if there are none."""
    return Text(Tag("em", words)) if str(words) else words


def archive(entry: Entry) -> Text:
    """British Library, London, Add. MS 34874: the library before the shelf-mark, upright."""
    own = rich(entry, "title")
    if entry.persons.get("author") or "shelfmark" in entry.fields:
        return own  # a title of its own; library and shelf-mark follow it
    return between((rich(entry, "library"), own), ", ")


def kept(entry: Entry) -> Text:
    """Library and shelf-mark, where `archive` has not said them already."""
    if is_unprinted(entry) and not (entry.persons.get("author") or "shelfmark" in entry.fields):
        return Text()
    return between((rich(entry, "library"), rich(entry, "shelfmark")), ", ")


def edition(entry: Entry, word: str) -> Text:
    """2nd ed., or the words of the entry."""
    words = str(rich(entry, "edition"))
    if not words.isdecimal():
        return rich(entry, "edition")
    ending = "th" if words[-2:-1] == "1" else ORDINALS.get(words[-1], "th")
    return Text(f"{words}{ending} {word}")


def house(entry: Entry) -> Text:
    """Place and publisher."""
    place = first(entry, "location", "address")
    return between(
        (place, first(entry, "publisher", "institution", "school", "organization")), ": "
    )


def thesis(entry: Entry) -> Text:
    """What kind of thesis it is, if it is one."""
    if entry.type not in THESES:
        return Text()
    return rich(entry, "type") if entry.fields.get("type") else Text(THESES[entry.type])


def date(entry: Entry) -> Text:
    """The date in words."""
    return Text(in_words(str(first(entry, "date", "year", "datewritten"))))


def pages(entry: Entry) -> Text:
    """The pages, with dashes."""
    return Text(re.sub(r"\s*-+\s*", "–", str(rich(entry, "pages"))))


def link(entry: Entry) -> Text:
    """The address, as a link; only those of the web."""
    doi, url = str(rich(entry, "doi")), str(rich(entry, "url"))
    address = f"https://doi.org/{doi.removeprefix('https://doi.org/')}" if doi else url
    return Text(HRef(address, address)) if address.startswith(("https://", "http://")) else Text()


# ------------------------------------------------------------------ names
def who(entry: Entry, one: str, several: str) -> Text:
    """Authors, else editors with what says so; the first name inverted."""
    authors = entry.persons.get("author", ())
    if authors:
        return people(authors, inverted=True)
    editors = entry.persons.get("editor", ())
    if not editors:
        return Text()
    return Text(people(editors, inverted=True), several if len(editors) > 1 else one)


def by(entry: Entry, role: str, words: str) -> Text:
    """Edited by …, translated by …"""
    named = entry.persons.get(role, ())
    return Text(words, people(named)) if named else Text()


def people(persons: Sequence[Person], *, inverted: bool = False) -> Text:
    """Pell, Josiah, and Ann Byrd; the first family name first where *inverted*."""
    written = [name(p, inverted=inverted and i == 0) for i, p in enumerate(persons)]
    if len(written) < 2:
        return between(written, "")
    turned = "," in str(written[0])
    comma = ", and " if turned or len(written) > 2 else " and "
    return Text(between(written[:-1], ", "), comma, written[-1])


def name(person: Person, *, inverted: bool) -> Text:
    """The name of a person or body."""
    given = " ".join((*person.first_names, *person.middle_names))
    family = " ".join((*person.prelast_names, *person.last_names))
    lineage = " ".join(person.lineage_names)
    if not given:
        words = family
    elif inverted:
        words = f"{family}, {given}" + (f", {lineage}" if lineage else "")
    else:
        words = f"{given} {family}" + (f" {lineage}" if lineage else "")
    return rich_text(words)


def families(entry: Entry) -> str:
    """The family names that a label has: Smith and Jones, Smith et al."""
    named = entry.persons.get("author") or entry.persons.get("editor") or ()
    parted = [(*person.prelast_names, *person.last_names) for person in named]
    found = [str(rich_text(" ".join(names))) for names in parted]
    if len(found) > 3:
        return f"{found[0]} et al."
    return ", ".join(found[:-1]) + (" and " if found[1:] else "") + "".join(found[-1:])
