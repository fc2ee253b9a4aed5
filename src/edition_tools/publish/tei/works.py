"""Works cited: an entry of works.bib as `biblStruct`, nothing in it left out.

Names and titles are given as they are written. A field that TEI has no element for stands in a
`note` whose `@type` is the name of the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as day

from pybtex.database import Entry, Person
from pybtex.richtext import Text

from edition_tools.bibliography.bibtex import plain
from edition_tools.publish.bibparts import HOSTS, INSIDE, PLAIN, rich
from edition_tools.publish.tei.xml import Element, element
from edition_tools.publish.titles import language_of

POINT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)  # 1986, 1986-01, 1986-01-05
SCOPES = {"volume": "volume", "number": "issue", "pages": "page"}
HOUSES = ("publisher", "institution", "school", "organization")
PLACES = ("address", "location")
DATES = ("date", "year")
SAID = frozenset(
    (*SCOPES, *HOSTS, *HOUSES, *PLACES, *DATES, "title", "subtitle", "edition", "doi", "url")
)
ROLES = ("author", "editor")


def bibl_struct(key: str, entry: Entry) -> Element:
    """The entry, its key as `xml:id` and its type as `@type`."""
    host = next((rich(entry, name) for name in HOSTS if name in entry.fields), Text())
    inside = bool(str(host)) or entry.type in INSIDE
    made = element("biblStruct", xml_id=key, type=entry.original_type.lower())
    if inside or not entry.fields.get("title"):
        own = (*_persons(entry, "author"), *_titles(entry, "a"), *_links(entry))
        in_journal = entry.type == "article" or any("journal" in it for it in entry.fields)
        editors = list(_persons(entry, "editor"))
        made.append(element("analytic", *own, *([] if str(host) else editors)))
        monogr = element("monogr")
        if str(host):
            level = "j" if in_journal else "m"
            monogr.extend([element("title", str(host), level=level), *editors])
    else:
        level = "u" if entry.type in PLAIN or entry.type == "misc" else "m"
        people = [*_persons(entry, "author"), *_persons(entry, "editor")]
        monogr = element("monogr", *people, *_titles(entry, level), *_links(entry))
    _add_edition(monogr, entry)
    made.append(monogr)
    for role in entry.persons:
        if role not in ROLES:
            made.append(element("note", *_separated(_persons(entry, role)), type=role))
    for name in sorted(it for it in entry.fields if it not in SAID):
        made.append(element("note", str(rich(entry, name)), type=name))
    return made


def _persons(entry: Entry, role: str) -> Iterator[Element]:
    for person in entry.persons.get(role, ()):
        yield element(role if role in ROLES else "name", _name(person))


def _separated(people: Iterator[Element]) -> Iterator[Element | str]:
    for at, person in enumerate(people):
        if at:
            yield "; "
        yield person[0]


def _name(person: Person) -> Element:
    """`persName` in parts; a name that is not divided is a `name`."""
    first = _plain([*person.first_names, *person.middle_names])
    last = _plain([*person.prelast_names, *person.last_names])
    lineage = _plain(person.lineage_names)
    if not first and not lineage:
        return element("name", last)
    name = element("persName", element("surname", last), ", ", element("forename", first))
    if lineage:
        name[-1].tail = ", "
        name.append(element("genName", lineage))
    return name


def _plain(names: list[str]) -> str:
    return plain(" ".join(names))


def _titles(entry: Entry, level: str) -> Iterator[Element]:
    kind = "main" if "subtitle" in entry.fields else ""
    language = language_of(entry)
    if title := str(rich(entry, "title")):
        yield element("title", title, level=level, type=kind, xml_lang=language)
    if subtitle := str(rich(entry, "subtitle")):
        yield element("title", subtitle, level=level, type="sub", xml_lang=language)


def _links(entry: Entry) -> Iterator[Element]:
    if doi := str(rich(entry, "doi")):
        yield element("idno", doi, type="DOI")
    if url := entry.fields.get("url"):
        yield element("idno", url, type="URI")


def _add_edition(monogr: Element, entry: Entry) -> None:
    if edition := str(rich(entry, "edition")):
        monogr.append(element("edition", edition))
    imprint = element("imprint")
    for names, tag in ((PLACES, "pubPlace"), (HOUSES, "publisher")):
        for name in names:
            if words := str(rich(entry, name)):
                imprint.append(element(tag, words))
    given = next((str(rich(entry, name)) for name in DATES if entry.fields.get(name)), "")
    imprint.append(date(given))
    monogr.append(imprint)
    for name, unit in SCOPES.items():
        if words := str(rich(entry, name)):
            monogr.append(element("biblScope", words, unit=unit))


def date(words: str) -> Element:
    """A date as written, with what a machine can read of it."""
    first, stroke, last = words.partition("/")
    if stroke and is_point(first) and is_point(last):
        return element("date", words, from_=first, to=last)
    return element("date", words, when=words if is_point(words) else "")


def is_point(words: str) -> bool:
    """Whether they are a year, a month or a day that a calendar has.

    >>> is_point("1986-01"), is_point("1984-85"), is_point("1986-02-30")
    (True, False, False)
    """
    if not POINT.fullmatch(words):
        return False
    try:
        day.fromisoformat(words + "-01-01"[len(words) - 4 :])
    except ValueError:
        return False
    return True
