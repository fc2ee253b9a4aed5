"""What an editor says of a text in source.toml, as records.

Nothing is read or written here; `shelf` reads the file.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works on the edition."""

    initials: str
    name: str
    role: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What may be done with one voice: publish is `yes`, `local` or `no`."""

    voice: str
    holder: str = ""
    statement: str = ""
    publish: str = "yes"


@dataclass(frozen=True, slots=True)
class Sample:
    """What a person found who compared passages drawn by `edition sample` with a print.

    `characters` and `errors` count code points of the source's reading; `seed` and `n` draw
    the same passages again.
    """

    date: str  # ISO, as 2026-02-28
    by: str  # initials
    compared_with: str
    seed: str
    n: int
    characters: int
    errors: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """With what the text was compared, and by whom; empty strings: with nothing, by nobody."""

    compared_with: str = ""
    by: str = ""
    second: str = ""
    samples: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True)
class Paging:
    """How the pages of the print are known: how the source marks where one begins ("[p. #]", # for
    the number), the page that the text begins on (0: not known), and what print it is.
    """

    marks: str = ""
    first: int = 0
    of: str = ""


@dataclass(frozen=True, slots=True)
class FirstPrint:
    """Where the text first appeared: in a journal, a book, or by itself; its date is the text’s."""

    journal: str = ""
    book: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    place: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What source.toml says of a text."""

    slug: str
    title: str
    author: str = ""
    date: str = ""
    siglum: str = "S"
    language: str = "en"
    file: str = "source.txt"
    sha256: str = ""
    received: str = ""
    received_from: str = ""
    archived_url: str = ""
    publisher: str = ""
    contact: str = ""
    doi: str = ""
    people: tuple[Person, ...] = ()
    rights: tuple[Rights, ...] = ()
    verification: Verification = Verification()
    bibliography: tuple[str, str] = ("chicago", "kinds")  # style and order of the works cited
    pages: Paging = Paging()
    first_print: FirstPrint = FirstPrint()
