"""Editors' entries and found ones made one: the curated entry wins, the difference is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.convert.works.entries import Entry
from edition_tools.convert.works.likeness import same_family, same_title, tokens
from edition_tools.convert.works.names import family, names_in
from edition_tools.findings import Code
from edition_tools.model import Finding, Work, WorkField
from edition_tools.text import Span

COMPARED = (
    "author",
    "editor",
    "title",
    "date",
    "volume",
    "number",
    "pages",
    "journaltitle",
    "booktitle",
)


VERBATIM = ("title", "date", "journaltitle", "booktitle")  # what entries have as notes have it


def match(entry: Entry, curated: tuple[Work, ...]) -> Work | None:
    """The curated work that *entry* is: same author and title, and no other year."""
    for work in curated:
        if _is_same(entry, {field.name: field.value for field in work.fields}):
            return work
    return None


def _is_same(entry: Entry, fields: dict[str, str]) -> bool:
    names = [family(n) for n in names_in(fields.get("author") or fields.get("editor", ""))]
    known = entry.families()
    if names and known and not any(same_family(a, b) for a in names for b in known):
        return False
    if not any(same_title(fields.get("title", ""), title) for title in entry.titles()):
        return False
    year = re.search(r"\d{4}", fields.get("date", "") or fields.get("year", ""))
    return year is None or not entry.year() or year[0] == entry.year() or bool(names and known)


def merged(entry: Entry, work: Work) -> Work:
    """The curated work; fields that it lacks stay as the notes have them."""
    own = {field.name for field in work.fields}
    extra = tuple(field for name, field in entry.fields.items() if name not in own)
    otherwise = tuple(said for _, said in _differing(entry, work))
    return Work(work.key, work.type, (*work.fields, *extra), curated=True, otherwise=otherwise)


def differences(entry: Entry, work: Work, place: Span) -> list[Finding]:
    """What the notes say otherwise than the curated entry."""
    return [
        _finding(work, field, said, said.span or place) for field, said in _differing(entry, work)
    ]


def _differing(entry: Entry, work: Work) -> Iterator[tuple[WorkField, WorkField]]:
    """Each field of the curated work that the notes have otherwise, and how they have it."""
    subtitle = next((field.value for field in work.fields if field.name == "subtitle"), "")
    for field in work.fields:
        said = entry.fields.get(field.name)
        if field.name == "title" and subtitle:
            field = WorkField("title", f"{field.value}: {subtitle}", field.span)
        if field.name in COMPARED and said and _differ(field, said):
            yield field, said


def _differ(field: WorkField, said: WorkField) -> bool:
    if field.name in ("author", "editor"):
        ours = [family(n) for n in names_in(field.value)]
        theirs = [family(n) for n in names_in(said.value)]
        return [tokens(n) for n in ours] != [tokens(n) for n in theirs]
    if field.name == "title" and tokens(field.value)[: len(tokens(said.value))] == tokens(
        said.value
    ):
        return False
    if field.name == "date":
        return not set(re.findall(r"\d{4}", field.value)) & set(re.findall(r"\d{4}", said.value))
    return tokens(field.value) != tokens(said.value)


def _finding(work: Work, field: WorkField, said: WorkField, place: Span) -> Finding:
    return Finding(
        Code.WORKS_CURATED_DIFFERS,
        place,
        f"the editors' entry {work.key} has {field.name} “{field.value}”, "
        f"the note has “{said.value}”",
        guess=f"“{said.value}” → “{field.value}”" if field.name in VERBATIM else field.value,
        confidence=0.9,
        hint="the editors' entry is printed; emend the note if it is a slip",
    )
