"""Versions: the states of an edition that were frozen so that they can be cited.

Comes in: the `version.json` of a frozen state, or what it is to say. Goes out: a `Frozen`, its
file, and what has changed between two states, place by place. There are digests and no words in
it, so it may stand where the text may not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from edition_tools.findings import BadShelf
from edition_tools.model import Version

NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")  # 1, 1.0, 2.1.3
RECORD = "version.json"


class State(NamedTuple):
    """One thing that an edition says, in one place.

    `kind` is a voice, or `ruling`, `work`, `page`; `place` the passage or note it is about, or
    empty; `digest` the checksum of all that it says.
    """

    kind: str
    id: str
    place: str
    digest: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen state: its number and day, what it was made of and with, and what it says."""

    version: Version
    source_sha256: str
    made_with: Mapping[str, str]  # programs and their versions
    files: Mapping[str, str]  # what it is built from: name in its folder, checksum
    pages: Mapping[str, str]  # what was built: name in the site, checksum
    states: tuple[State, ...]


class Change(NamedTuple):
    """Something that two states do not have in common: `added`, `changed` or `removed`."""

    kind: str
    id: str
    place: str
    what: str


def order(number: str) -> tuple[int, ...]:
    """What numbers of versions are sorted by: 1.9 comes before 1.10."""
    return tuple(int(part) for part in number.split("."))


def read(path: Path) -> Frozen:
    """The frozen state that *path* describes; raises `BadShelf`."""
    try:
        return _frozen(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadShelf(
            f"{path} cannot be read: {error}", "restore it as `edition freeze` wrote it"
        ) from None


def _frozen(raw: Any) -> Frozen:
    number, date = str(raw["version"]), str(raw["date"])
    if not NUMBER.fullmatch(number):
        raise ValueError(f"{number!r} is not the number of a version")
    return Frozen(
        version=Version(number, date),
        source_sha256=str(raw["source_sha256"]),
        made_with=_named(raw["made_with"]),
        files=_named(raw["files"]),
        pages=_named(raw["pages"]),
        states=tuple(State(*map(str, row)) for row in raw["states"]),
    )


def _named(raw: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in raw.items()}


def write(frozen: Frozen) -> str:
    """The file."""
    raw = {
        "version": frozen.version.number,
        "date": frozen.version.date,
        "source_sha256": frozen.source_sha256,
        "made_with": dict(sorted(frozen.made_with.items())),
        "files": dict(sorted(frozen.files.items())),
        "pages": dict(sorted(frozen.pages.items())),
    }
    head = json.dumps(raw, ensure_ascii=False, indent=1)[:-2]
    rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in sorted(frozen.states))
    return f'{head},\n "states": [\n{rows}\n ]\n}}\n'


def changes(before: Iterable[State], now: Iterable[State]) -> tuple[Change, ...]:
    """What was added, changed and removed from one state to the other."""
    old = {(state.kind, state.id): state for state in before}
    new = {(state.kind, state.id): state for state in now}
    found = []
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            what = "added"
        elif key not in new:
            what = "removed"
        elif old[key].digest != new[key].digest:
            what = "changed"
        else:
            continue
        found.append(Change(*key, (new.get(key) or old[key]).place, what))
    return tuple(found)
