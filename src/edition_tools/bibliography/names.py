"""Names of persons and bodies, as a work's `author` holds them; pybtex parts them.

A name stands in its natural order (`Jean van Heijenoort`) where that can be parted again, else
family name first (`King, Jr, Martin Luther`); a body stands in braces (`{Paper Commission}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pybtex.database import InvalidNameString, Person
from pybtex.errors import capture

ROLES = (  # fields of an entry that hold names (BibLaTeX 3.20, 2.2.2)
    *("author", "editor", "translator", "bookauthor", "afterword", "annotator", "commentator"),
    *("editora", "editorb", "editorc", "foreword", "introduction", "holder"),
)
AND = re.compile(r"\s+and\s+(?![^{]*\})")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts; a body has a family name only."""

    family: str
    given: str = ""
    particle: str = ""  # van, von der, de la: what a list of names does not sort by
    suffix: str = ""  # Jr, III
    is_body: bool = False

    @property
    def whole_family(self) -> str:
        """The family name with its particle."""
        return f"{self.particle} {self.family}".strip()


def parse(value: str) -> tuple[Name, ...]:
    """The names in a field.

    >>> parse("Jean van Heijenoort and {Paper Commission}")[0]
    Name(family='Heijenoort', given='Jean', particle='van', suffix='', is_body=False)
    """
    return tuple(_parse(name.strip()) for name in AND.split(value) if name.strip())


def _parse(name: str) -> Name:
    if name.startswith("{") and name.endswith("}"):
        return Name(name[1:-1].strip(), is_body=True)
    person = _person(name)
    if person is None or not person.last_names:
        return Name(name, is_body=True)
    return Name(
        " ".join(person.last_names),
        " ".join((*person.first_names, *person.middle_names)),
        " ".join(person.prelast_names),
        " ".join(person.lineage_names),
    )


def _person(name: str) -> Person | None:
    """The person of that name; None where it has more commas than a name may have."""
    try:
        with capture() as captured:
            person = Person(name)
    except InvalidNameString:
        return None
    return None if captured else person


def written(names: Iterable[Name]) -> str:
    """The names as one field."""
    return " and ".join(_written(name) for name in names)


def _written(name: Name) -> str:
    if name.is_body:
        return f"{{{name.family}}}"
    natural = " ".join(filter(None, (name.given, name.particle, name.family)))
    if not name.suffix and "," not in natural and _parse(natural) == name:
        return natural
    return ", ".join(filter(None, (name.whole_family, name.suffix, name.given)))


def settled(value: str) -> str:
    """The field as it is after it has been written and read once: each name in one form."""
    return written(parse(value))
