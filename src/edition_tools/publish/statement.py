"""What an edition says of itself: the edition.json that the machine writes, read as records.

Comes in: a path or nothing. Goes out: a `Statement`; without a file every field is empty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from edition_tools.manifest import FirstPrint, Person, Rights
from edition_tools.publish.dates import in_words
from edition_tools.publish.report import EditionFault
from edition_tools.vocabulary import Voice

FIRST_PRINT = [each.name for each in fields(FirstPrint)]
DRAFT = "draft"  # what stands for the number of a version that was not frozen


@dataclass(frozen=True)
class Statement:
    """All that the pages of an edition need to know about it. `raw` is the whole file."""

    slug: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    siglum: str = "S"
    language: str = ""
    version: str = DRAFT
    version_date: str = ""  # the day on which it was frozen
    people: tuple[Person, ...] = ()
    rights: tuple[Rights, ...] = ()
    first_print: FirstPrint = field(default_factory=FirstPrint)
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def right(self, voice: Voice) -> Rights:
        """The rights in one voice; without a word about them it may be published."""
        return next((r for r in self.rights if r.voice == voice), Rights(voice))

    def shows(self, voice: Voice, *, private: bool) -> bool:
        """Whether a voice is printed in this build."""
        return private or self.right(voice).publish != "no"

    @property
    def state(self) -> str:
        """What may be cited of it: “version 1.0, 24 November 2026”, or “draft”."""
        if self.version == DRAFT:
            return self.version
        return f"version {self.version}, {in_words(self.version_date)}"

    @property
    def is_for_study_only(self) -> bool:
        """Whether some voice may be built but not passed on."""
        return any(right.publish == "local" for right in self.rights)

    @property
    def open_findings(self) -> int:
        """How many findings nobody has answered."""
        return len(self.raw.get("findings", ()))


def read(path: Path | None) -> Statement:
    """The statement in *path*; an empty one if there is no file."""
    if path is None:
        return Statement()
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return _statement(raw)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        hint = "the machine writes this file: convert the edition again"
        raise EditionFault(f"{path} cannot be read: {error}\n  hint: {hint}") from error


def _statement(raw: dict[str, Any]) -> Statement:
    people = tuple(
        Person(**_texts(p, "initials", "name", "role", "orcid")) for p in raw.get("people") or ()
    )
    rights = tuple(
        Rights(voice, **_texts(r, "holder", "statement"), publish=str(r.get("publish") or "yes"))
        for voice, r in (raw.get("rights") or {}).items()
    )
    fields = _texts(raw, "slug", "title", "author", "date", "language", "version_date")
    return Statement(
        **fields,
        siglum=str(raw.get("siglum") or "S"),
        version=str(raw.get("version") or DRAFT),
        people=people,
        rights=rights,
        first_print=FirstPrint(**_texts(raw.get("first_print") or {}, *FIRST_PRINT)),
        raw=raw,
    )


def _texts(raw: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: str(raw.get(name) or "") for name in names}
