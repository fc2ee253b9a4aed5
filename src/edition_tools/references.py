"""References in loose notes: the forms in which the finder is measured.

Comes in: lines of JSON, `{id, doc, text}`, each the text of one note; notes of one `doc` stand
together, in order. Goes out: a line for each, `{id, citations: [...]}`, with offsets in code
points into its text. A pure function; the command line does the reading and writing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypedDict

from edition_tools.convert import citations, works
from edition_tools.findings import UnreadableText
from edition_tools.model import Mention, Note, Notes, Reference, Works
from edition_tools.text import Run, Source, Span, View

KINDS = {"loc.cit.": "op.cit.", "idem": "ibid", "see-note": "op.cit."}
LISTED = ("author", "editor", "translator")  # fields with several values
LAST_NUMBER = re.compile(r"(\d+)$")
LEFT_OUT = frozenset(("dated",))


class Row(TypedDict):
    """A note as it comes in."""

    id: str
    doc: str
    text: str


def answer(lines: Iterable[str]) -> Iterator[str]:
    """A line of JSON for each line of JSON."""
    rows = (_row(line, number) for number, line in enumerate(lines, 1) if line.strip())
    for _, document in groupby(rows, key=lambda row: row["doc"]):
        yield from _document(list(document))


def _row(line: str, number: int) -> Row:
    try:
        row = json.loads(line)
        return Row(id=str(row["id"]), doc=str(row.get("doc") or row["id"]), text=str(row["text"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableText(
            f"line {number} is not a row of JSON with id, doc and text",
            'each line looks like {"id": "1", "doc": "a", "text": "…"}',
        ) from error


def _document(rows: list[Row]) -> Iterator[str]:
    """The answers for the notes of one document, resolved together."""
    text = "\n".join(row["text"] for row in rows)
    view = _view(text)
    notes, starts = _notes(rows)
    found = citations.find(view, notes, loose=len(rows) == 1)
    gathered = works.gather(view, notes, found)
    by_note: dict[str, list[tuple[Mention, Reference]]] = {}
    for mention, reference in zip(found.mentions, gathered.references, strict=True):
        by_note.setdefault(mention.note, []).append((mention, reference))
    for row, note, start in zip(rows, notes.notes, starts, strict=True):
        pairs = by_note.get(note.label, [])
        answers = [
            _citation(text, start, mention, reference, gathered)
            for mention, reference in pairs
            if mention.kind != "unread"  # nothing was found of it but its place
        ]
        yield json.dumps({"id": row["id"], "citations": answers}, ensure_ascii=False)


def _view(text: str) -> View:
    source = Source("notes", text.encode("utf-8", "surrogatepass"), "utf-8", text)
    whole = Span(0, len(text))
    return View(source, text, (Run(whole, whole),))


def _notes(rows: list[Row]) -> tuple[Notes, list[int]]:
    """The rows as notes; the number that ends an id is the note's, where all have one."""
    numbers = [LAST_NUMBER.search(row["id"]) for row in rows]
    labels = [number[0] for number in numbers if number]
    if len(set(labels)) != len(rows):
        labels = [str(i) for i in range(1, len(rows) + 1)]
    starts, notes, at = [], [], 0
    for row, label in zip(rows, labels, strict=True):
        starts.append(at)
        notes.append(Note(label, label, None, Span(at, at + len(row["text"]))))
        at += len(row["text"]) + 1
    return Notes(tuple(notes)), starts


def _citation(
    text: str, start: int, mention: Mention, reference: Reference, gathered: Works
) -> dict[str, object]:
    fields: dict[str, object] = {}
    segments: list[list[object]] = []
    for part in mention.parts:
        words = part.span.of(text)
        segments.append([part.span.start - start, part.span.end - start, part.label])
        if part.label in LISTED:
            listed = fields.setdefault(part.label, [])
            assert isinstance(listed, list)
            listed.append(words)
        elif part.label not in LEFT_OUT:
            fields[part.label] = (
                f"{fields[part.label]} | {words}" if part.label in fields else words
            )
    return {
        "start": mention.span.start - start,
        "end": mention.span.end - start,
        "type": _type(mention, reference, gathered),
        "kind": _kind(mention, reference),
        "fields": fields,
        "segments": segments,
        "work": reference.work,
        "locator": [{"label": loc.label, "value": loc.value} for loc in mention.locators],
        "confidence": round(reference.confidence, 2),
    }


def _kind(mention: Mention, reference: Reference) -> str:
    """A title cited again without its imprint is a short reference, whatever it has besides."""
    if mention.kind == "full" and reference.antecedent is not None:
        imprint = any(part.label in ("place", "publisher", "ref") for part in mention.parts)
        return "full" if imprint else "short"
    return KINDS.get(mention.kind, mention.kind)


def _type(mention: Mention, reference: Reference, gathered: Works) -> str:
    if mention.kind == "archival":
        return "archival"
    types = {"incollection": "chapter", "unpublished": "archival", "misc": mention.type or "other"}
    for work in gathered.works:
        if work.key == reference.work:
            return types.get(work.type, work.type)
    return mention.type or "other"
