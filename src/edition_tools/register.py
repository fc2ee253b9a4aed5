"""The register of ids: which words each id has stood for since it was first cited.

Comes in: the table of a `passages.toml`, or nothing. Goes out: a `Register`, and the text of
such a file. It holds offsets and digests and no words, and it only ever grows: an id keeps the
place where it was first given, whatever becomes of the passages round it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from edition_tools.findings import BadShelf
from edition_tools.table import Table
from edition_tools.text import Source, Span
from edition_tools.vocabulary import CITABLE_ID

HEAD = """\
# The ids that readers may have cited, and the places of the source that they were given to:
# id = [first character, end, checksum of the characters], counted in code points from 0.
# The machine adds to this file and takes nothing out of it. Commit it; change nothing by hand.

[places]
"""


@dataclass(frozen=True, slots=True)
class RegisteredPlace:
    """An id, and the words of the *source* that it was first given to."""

    id: str
    span: Span
    sha256: str


@dataclass(frozen=True, slots=True)
class Register:
    """Every id that readers may have cited. It only ever grows."""

    places: tuple[RegisteredPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """An id that no passage or note bears any more.

    `at` is where its words begin, in the view; `holder` the id of the passage or note that
    holds them now, or stands nearest.
    """

    id: str
    at: int
    holder: str


def read(table: Table) -> Register | None:
    """The register that *table* holds; None before the first freeze. Raises `BadShelf`."""
    table.only("places")
    if not table.values:
        return None
    places = table.table("places")
    return Register(tuple(_place(places, id_) for id_ in places.values))


def _place(table: Table, id_: str) -> RegisteredPlace:
    if not CITABLE_ID.fullmatch(id_):
        raise table.wrong(id_, "an id such as p14, n27, c2.3 or f1")
    match table.values[id_]:
        case [int() as start, int() as end, str() as digest] if 0 <= start <= end:
            return RegisteredPlace(id_, Span(start, end), digest)
    raise table.wrong(id_, "[first character, end, checksum]")


def write(register: Register) -> str:
    """The file, in order of place."""
    rows = (
        f'"{p.id}" = [{p.span.start}, {p.span.end}, "{p.sha256}"]\n'
        for p in sorted(register.places, key=lambda place: (place.span, place.id))
    )
    return HEAD + "".join(rows)


def entry(id_: str, span: Span, source: Source) -> RegisteredPlace:
    """The entry for an id that is given to *span* of *source*."""
    return RegisteredPlace(id_, span, digest(span, source))


def digest(span: Span, source: Source) -> str:
    """Checksum of the characters of the source at *span*; surrogates that stand alone count."""
    return hashlib.sha256(span.of(source.text).encode("utf-8", "surrogatepass")).hexdigest()


def compare(register: Register, source: Source, slug: str) -> None:
    """Raise `BadShelf` unless the register counts in *source*."""
    for place in register.places:
        if digest(place.span, source) != place.sha256:
            raise BadShelf(
                f"passages.toml of {slug} says that {place.id} stands at characters"
                f" {place.span.start} to {place.span.end}, but other words stand there",
                "restore passages.toml and the source as they were committed",
            )
