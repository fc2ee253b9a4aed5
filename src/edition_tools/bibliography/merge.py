"""Works from elsewhere beside one's own: which are new, which are there, where the two differ.

One's own always win: nothing of them is changed. A new work never takes a key that is in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from edition_tools.bibliography.fields import flat
from edition_tools.bibliography.keys import free, stem_of
from edition_tools.model import Work

SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the other file has otherwise; `ours` is empty where the field is wanting."""

    key: str
    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What a file brings: works to be added, those that are there, and how these differ."""

    added: tuple[Work, ...]
    known: tuple[str, ...]  # keys of ours
    differences: tuple[Difference, ...]


def merge(ours: Iterable[Work], theirs: Iterable[Work]) -> Merge:
    """Compare the works of another file with one's own, one by one."""
    there = list(ours)
    taken = {work.key for work in there}
    added: list[Work] = []
    known: list[str] = []
    differences: list[Difference] = []
    renamed: dict[str, str] = {}
    for work in theirs:
        own = next((one for one in there if _is_same(one, work)), None)
        if own is None:
            key = free(work.key, taken)
            added.append(replace(work, key=key))
            taken.add(key)
        else:
            key = own.key
            known.append(key)
            differences += _differences(own, work)
        renamed[work.key] = key
    return Merge(tuple(_refer(work, renamed) for work in added), tuple(known), tuple(differences))


def _is_same(one: Work, other: Work) -> bool:
    """Whether two entries describe one work: title and, by key or by author and year, the rest."""
    ours, theirs = flat(one), flat(other)
    titles = [SIGNS.sub("", fields.get("title", "").casefold()) for fields in (ours, theirs)]
    if not all(titles):
        return one.key == other.key
    if not titles[0].startswith(titles[1]) and not titles[1].startswith(titles[0]):
        return False
    return one.key == other.key or stem_of(ours) == stem_of(theirs)


def _differences(own: Work, other: Work) -> list[Difference]:
    ours, theirs = flat(own), flat(other)
    return [
        Difference(own.key, name, ours.get(name, ""), value)
        for name, value in theirs.items()
        if ours.get(name, "") != value
    ]


def _refer(work: Work, renamed: dict[str, str]) -> Work:
    """The work, referring to its volume by the key that this has now."""
    fields = tuple(
        replace(field, value=renamed.get(field.value, field.value))
        if field.name == "crossref"
        else field
        for field in work.fields
    )
    return replace(work, fields=fields)
