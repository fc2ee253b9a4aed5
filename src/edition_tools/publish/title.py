"""What stands before the text of a book: title page, rights, the facts of the edition.

What comes in is the edition's statement, and a title for projects that have none; what goes out
is a frozen record and the lines of the first pages, the same for every format that has pages.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from edition_tools.manifest import Person, Rights
from edition_tools.publish import cite
from edition_tools.publish.pages import statement_file
from edition_tools.publish.statement import Statement
from edition_tools.publish.statement import read as read_statement
from edition_tools.publish.verification import at_a_glance
from edition_tools.vocabulary import Voice

ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}")  # 2024-05-31
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
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
LOCAL = "Built for private study, and not to be passed on"


@dataclass(frozen=True, slots=True)
class Title:
    """What the first pages of a book say; without an edition, only its name."""

    slug: str
    title: str
    statement: Statement

    @property
    def known(self) -> bool:
        """Whether there is an edition that says something of itself."""
        return bool(self.statement.raw)

    @property
    def moment(self) -> datetime:
        """A time that the edition's data fix, or SOURCE_DATE_EPOCH; never the clock's."""
        given = os.environ.get("SOURCE_DATE_EPOCH", "")
        if given.isdigit():
            return datetime.fromtimestamp(int(given), tz=UTC)
        found = ISO_DATE.match(self.fact("received"))
        try:
            return datetime.fromisoformat(found[0]).replace(tzinfo=UTC) if found else EPOCH
        except ValueError:
            return EPOCH

    def fact(self, name: str) -> str:
        """One fact of the edition's data, "" where nothing is known."""
        given = self.statement.raw.get(name)
        return "" if given is None else str(given)


def read(srcdir: Path, edition: str, slug: str, fallback: str) -> Title:
    """The title of the edition in the folder `edition`; without data, only `fallback`."""
    statement = read_statement(statement_file(srcdir, edition))
    return Title(slug, statement.title or fallback, statement)


def statement_lines(title: Title) -> list[str]:
    """Who edits, from which witness, in which state."""
    statement, lines = title.statement, []
    editors = [it.name for it in statement.people if _edits(it)]
    if editors:
        lines.append(f"Edited by {_joined(editors)}")
    if title.known:
        lines.append(f"from the witness {statement.siglum}")
        lines.append(statement.state.capitalize())
    if statement.is_for_study_only:
        lines.append(LOCAL)
    return lines


def rights_page(title: Title, banners: tuple[str, ...], fonts: str = "") -> list[list[str]]:
    """The groups of lines on the page after the title; `banners` are words of the edition."""
    statement = title.statement
    work = f"{statement.author}. {title.title}" if statement.author else title.title
    groups = [
        list(dict.fromkeys(banners)),
        [it for it in (work, statement.date) if it],
        _source(title) if title.known else [],
        [_person(it) for it in statement.people],
        [it for voice in VOICES if (it := _rights(voice, statement.right(voice)))],
        [_verified(statement)] if _verified(statement) else [],
        [MARKS] if title.known else [],
        [f"{name}: {it}" for name, it in _reached(title) if it],
        [f"To be cited as: {_citation(statement)}"] if title.known else [],
        [f"Set in {fonts}."] if fonts else [],
    ]
    return [lines for lines in groups if lines]


def _citation(statement: Statement) -> str:
    """The book as a whole, in the first of the forms."""
    return cite.say(cite.forms(statement)[0], cite.Cited())


def _source(title: Title) -> list[str]:
    received, digest = title.fact("received"), title.fact("sha256")
    name = f"{title.statement.siglum}: {title.fact('source_name')}".strip(": ")
    lines = (
        name,
        f"Received: {received}" if received else "",
        title.fact("archived_url"),
        f"SHA-256 {digest}" if digest else "",
    )
    return [it for it in lines if it]


def _reached(title: Title) -> list[tuple[str, str]]:
    return [("Contact", title.fact("contact")), ("DOI", title.fact("doi"))]


def _edits(person: Person) -> bool:
    return bool(person.name) and "edit" in (person.role or "editor").lower()


def _person(person: Person) -> str:
    name = f"{person.initials}: {person.name}".strip(": ")
    more = ", ".join(it for it in (person.role, person.orcid) if it)
    return f"{name} ({more})" if more else name


def _rights(voice: Voice, right: Rights) -> str:
    words = [it.rstrip(".") for it in (right.holder, right.statement) if it]
    return f"{VOICES[voice]}: {'. '.join(words)}." if words else ""


def _verified(statement: Statement) -> str:
    return at_a_glance(statement) if statement.raw else ""


def _joined(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
