"""What stands before the text: title page, rights, the facts of the edition.

What comes in is `edition.json`, as the converter wrote it, and Sphinx's own configuration for
what it does not say; what goes out is a frozen record and the lines of the first pages.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from edition_tools.publish.typst.code import Value
from edition_tools.vocabulary import Voice

ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")  # 2024-05-31
EPOCH = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
DRAFT = "draft"
VOICES = {
    Voice.TEXT: "Text",
    Voice.AUTHOR_NOTES: "Author’s notes",
    Voice.EDITORS_NOTES: "Editors’ notes",
    Voice.APPARATUS: "Apparatus",
    Voice.COMMENTARY: "Commentary",
}
MARKS = (
    "Figures in the inner margin number the passages. Notes with the author’s own marks are the "
    "author’s; notes with letters are the editors’; † marks a reading that departs from the "
    "source or is retained on purpose; ⟨ ⟩ encloses what the edition supplies."
)
LOCAL = "Built for private study, and not to be passed on."


@dataclass(frozen=True, slots=True)
class Title:
    """The facts about an edition that its first pages print; "" where nothing is known."""

    slug: str
    title: str
    author: str = ""
    date: str = ""
    siglum: str = ""
    language: str = "en"
    version: str = DRAFT
    publisher: str = ""
    contact: str = ""
    doi: str = ""
    sha256: str = ""
    source_name: str = ""
    received: str = ""
    archived_url: str = ""
    editors: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    verification: str = ""
    local: bool = False
    known: bool = field(default=False)  # an edition.json was found

    @property
    def timestamp(self) -> int:
        """Seconds since 1970 of a date that the edition's data fix; never the clock's."""
        found = ISO_DATE.match(self.received)
        if not found:
            return EPOCH
        try:
            day = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
        except ValueError:
            return EPOCH
        return int(day.timestamp())


def read(path: Path, slug: str, fallback: str) -> Title:
    """The title of the edition whose data stand in `path`; without data, only `fallback`."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Title(slug=slug, title=fallback)
    return from_data(given, slug, fallback) if isinstance(given, dict) else Title(slug, fallback)


def from_data(given: dict[str, Any], slug: str, fallback: str) -> Title:
    """The title that an `edition.json` describes."""
    plain = ("author", "date", "siglum", "publisher", "contact", "doi", "sha256", "source_name",
             "received", "archived_url")  # fmt: skip
    people = [it for it in given.get("people") or () if isinstance(it, dict)]
    rights = given.get("rights") or {}
    return Title(
        slug=slug,
        title=str(given.get("title") or fallback),
        language=str(given.get("language") or "en"),
        version=str(given.get("version") or DRAFT),
        editors=tuple(str(it["name"]) for it in people if _edits(it)),
        people=tuple(_person(it) for it in people),
        rights=tuple(_rights(rights)),
        verification=_verified(given.get("verification") or {}),
        local=any(_of(it, "publish") == "local" for it in rights.values()),
        known=True,
        **{name: str(given.get(name) or "") for name in plain},
    )


def first_pages(title: Title, banners: tuple[str, ...]) -> dict[str, Value]:
    """Title and rights page as lines, for the template; `banners` are words of the edition."""
    return {
        "author": title.author or None,
        "statement": _statement(title),
        "imprint": [it for it in (title.publisher,) if it],
        "rights": [part for part in _rights_page(title, banners) if part],
        "description": " ".join(_statement(title)),
        "keywords": ["scholarly edition"],
    }


def _statement(title: Title) -> list[str]:
    lines: list[str] = []
    if title.editors:
        lines.append(f"Edited by {_joined(title.editors)}")
    if title.siglum:
        lines.append(f"from the witness {title.siglum}")
    if title.known:
        lines.append("Draft" if title.version == DRAFT else f"Version {title.version}")
    if title.local:
        lines.append(LOCAL)
    return lines


def _rights_page(title: Title, banners: tuple[str, ...]) -> list[list[Value]]:
    source: list[Value] = [
        it
        for it in (
            f"{title.siglum}: {title.source_name}".strip(": "),
            f"Received {title.received}" if title.received else "",
            title.archived_url,
            f"SHA-256 {title.sha256}" if title.sha256 else "",
        )
        if it
    ]
    contact: list[Value] = [it for it in (title.contact, title.doi) if it]
    return [
        list(dict.fromkeys(banners)),
        [
            f"{title.author}. {title.title}".removeprefix(". "),
            *([title.date] if title.date else []),
        ],
        source,
        list(title.people),
        list(title.rights),
        [title.verification] if title.verification else [],
        [MARKS] if title.known else [],
        contact,
        ["Set in Libertinus Serif."],
    ]


def _edits(person: dict[str, Any]) -> bool:
    return bool(person.get("name")) and "edit" in str(person.get("role") or "editor").lower()


def _person(person: dict[str, Any]) -> str:
    name = f"{person.get('initials') or ''}: {person.get('name') or ''}".strip(": ")
    more = ", ".join(str(person[it]) for it in ("role", "orcid") if person.get(it))
    return f"{name} ({more})" if more else name


def _rights(rights: dict[str, Any]) -> list[str]:
    lines = []
    for voice, name in VOICES.items():
        given = rights.get(voice)
        words = [_of(given, "holder"), _of(given, "statement")]
        if any(words):
            lines.append(f"{name}: " + ". ".join(it.rstrip(".") for it in words if it) + ".")
    return lines


def _verified(given: dict[str, Any]) -> str:
    if not given.get("compared_with"):
        return ""
    by = _joined(tuple(str(given[it]) for it in ("by", "second") if given.get(it)))
    return f"Compared with {given['compared_with']}" + (f" by {by}" if by else "") + "."


def _of(given: Any, name: str) -> str:
    return str(given.get(name) or "") if isinstance(given, dict) else ""


def _joined(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
