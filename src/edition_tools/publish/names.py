"""What editors write in registers.toml: names with their forms, and dated events.

Comes in: the file of an edition. Goes out: a `Register`, every value checked. Then `mentions`
says which entries a stretch of text names. Knows nothing of pages or of Sphinx.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from edition_tools.findings import BadShelf
from edition_tools.publish.dates import in_words
from edition_tools.table import Table, read_toml

KINDS = {
    "persons": "person",
    "places": "place",
    "organisations": "organisation",
    "works": "work",
    "archives": "archive",
}  # what the directive is asked for, and the tables that answer
EVENTS = "event"
ENTRY_KEYS = ("name", "forms", "note", "viaf", "gnd", "wikidata")
EVENT_KEYS = ("date", "name", "passage")

POINT = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?"
DATE = re.compile(rf"{POINT}(?:/{POINT})?", re.ASCII)  # 1933, 1933-03~, 1932-10/1933-07-15?
NUMBER = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)  # 1933-03, without its ~
DOUBTS = {"?": ("", "?"), "~": ("about ", ""), "%": ("about ", "?")}


@dataclass(frozen=True, slots=True)
class Scheme:
    """A file of names outside: how its identifiers look, and where they lead."""

    key: str
    title: str
    shape: re.Pattern[str]
    example: str
    address: str


SCHEMES = (
    Scheme(
        "viaf",
        "VIAF",
        re.compile(r"\d{1,22}", re.ASCII),
        "123456789",
        "https://viaf.org/viaf/{}",
    ),
    Scheme(
        "gnd",
        "GND",
        re.compile(r"\d{1,10}-?[\dX]", re.ASCII),
        "1234567-8",
        "https://d-nb.info/gnd/{}",
    ),
    Scheme(
        "wikidata",
        "Wikidata",
        re.compile(r"Q\d{1,12}", re.ASCII),
        "Q12345",
        "https://www.wikidata.org/wiki/{}",
    ),
)


class FormTwice(BadShelf):
    """One form is given to two entries, so nobody could say which of them is meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a register; `links` are pairs of what is printed and where it leads."""

    kind: str
    name: str
    forms: tuple[str, ...]
    note: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated; `date` is EDTF as the editors wrote it."""

    date: str
    name: str
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """All names and events of an edition, in the order of the file."""

    entries: tuple[Entry, ...] = ()
    events: tuple[Event, ...] = ()

    def of_kind(self, kind: str) -> list[Entry]:
        """The entries of one table (`person`), in alphabetical order."""
        return sorted((e for e in self.entries if e.kind == kind), key=lambda e: _sorted_as(e.name))

    def in_time(self) -> list[Event]:
        """The events in order of date; a year stands before its months, a month before its days."""
        return sorted(self.events, key=lambda event: NUMBER.findall(event.date))


def read_register(path: Path) -> Register:
    """The register in *path*; an absent file is an empty one. Raises `BadShelf`."""
    table = read_toml(path)
    table.only(*KINDS.values(), EVENTS)
    entries = tuple(_entry(kind, row) for kind in KINDS.values() for row in table.tables(kind))
    _check_forms(path, entries)
    return Register(entries, tuple(_event(row) for row in table.tables(EVENTS)))


def _entry(kind: str, row: Table) -> Entry:
    row.only(*ENTRY_KEYS)
    name = row.needed("name")
    return Entry(kind, name, row.all_words("forms"), row.words("note"), tuple(_links(row)))


def _links(row: Table) -> Iterator[tuple[str, str]]:
    for scheme in SCHEMES:
        value = row.words(scheme.key)
        if not value:
            continue
        if not scheme.shape.fullmatch(value):
            wanted = f"an identifier of {scheme.title}, as in {scheme.example!r}"
            raise row.wrong(scheme.key, wanted)
        yield f"{scheme.title} {value}", scheme.address.format(value)


def _event(row: Table) -> Event:
    row.only(*EVENT_KEYS)
    date = row.needed("date")
    if not DATE.fullmatch(date):
        raise row.wrong("date", "a date as in 1933, 1933-03~, 1933-03-15? or 1932-10/1933-07")
    return Event(date, row.needed("name"), row.words("passage"))


def _check_forms(path: Path, entries: Iterable[Entry]) -> None:
    owners: dict[str, Entry] = {}
    for entry in entries:
        for form in entry.forms:
            owner = owners.setdefault(_plain(form), entry)
            if owner is not entry:
                raise FormTwice(
                    f"{path}: the form “{form}” belongs to the {owner.kind} “{owner.name}” "
                    f"and to the {entry.kind} “{entry.name}”",
                    "give each a longer form that the other has not, or leave it out of one",
                )


def dated(date: str) -> str:
    """An EDTF date as one writes it.

    >>> dated("1933-03~"), dated("1697?"), dated("1932-10/1933-07-15")
    ('about March 1933', '1697?', 'October 1932 – 15 July 1933')
    """
    return " – ".join(_point(part) for part in date.split("/"))


def _point(part: str) -> str:
    before, after = DOUBTS.get(part[-1], ("", ""))
    return f"{before}{in_words(part.rstrip('?~%'))}{after}"


# ------------------------------------------------------------------ finding names
ALIKE = str.maketrans("‘’ʼ“”„", "'''\"\"\"")
WITHIN = r"[\w\u0300-\u036f]"  # letters, digits, and what is written over letters


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks for all forms of all entries at once: where two overlap, the longer counts."""

    pattern: re.Pattern[str] | None
    owners: dict[str, Entry]

    def named(self, text: str) -> list[Entry]:
        """The entries that *text* names, each once, in order of their first mention."""
        if self.pattern is None:
            return []
        found = (self.owners[match[0]] for match in self.pattern.finditer(_plain(text)))
        return list(dict.fromkeys(found))


def finder(register: Register) -> Finder:
    """A finder for a register. No form is ever found in the midst of a word."""
    owners = {_plain(form): entry for entry in register.entries for form in entry.forms}
    # at one place the first alternative that fits is taken: New York before New
    forms = sorted(owners, key=lambda form: (-len(form), form))
    if not forms:
        return Finder(None, owners)
    either = "|".join(re.escape(form) for form in forms)
    return Finder(re.compile(rf"(?<!{WITHIN})(?:{either})(?!{WITHIN})"), owners)


def _plain(words: str) -> str:
    """Blanks, apostrophes and accents written in one way; letters and case as they are."""
    return unicodedata.normalize("NFC", " ".join(words.split())).translate(ALIKE)


def _sorted_as(name: str) -> tuple[str, str]:
    bare = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)), name
