"""What an edition says at this moment, as checksums: to be compared with a frozen version.

Comes in: a doctree that has been read, or the project's memory of all. Goes out: a `State` for
every passage, note, comment, page, work and ruling. Marks, which shift, are left out of account.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment

from edition_tools.bibliography import bibtex
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.nodes import edition_list, note_call
from edition_tools.publish.pages import is_machine_written, statement_file, works_file
from edition_tools.publish.statement import read
from edition_tools.versions import State
from edition_tools.vocabulary import Voice

RULING, WORK, PAGE = "ruling", "work", "page"
SAID = (  # of editors' notes and entries of the apparatus, besides their words
    *("lemma", "place", "initials", "kind", "status", "signed"),
    *("change", "cause", "certainty", "reading", "source_reading"),
)


def of_page(document: nodes.document, docname: str, edition: str) -> tuple[State, ...]:
    """What one page says; *edition* is the folder of its edition."""
    found = [*_passages(document), *_notes(document)]
    if not found and not is_machine_written(docname) and _is_written_by_hand(document):
        name = docname.removeprefix(f"{edition}/")
        found.append(State(PAGE, name, "", digest(_said(document))))
    return tuple(found)


def of_edition(env: BuildEnvironment, edition: str) -> tuple[State, ...]:
    """What all pages of an edition say, the works that they cite, and the editors' rulings."""
    srcdir = Path(env.srcdir)
    pages = [state for _, state in edition_domain(env).records("states", edition)]
    return tuple(sorted([*pages, *_rulings(srcdir, edition), *_works(srcdir, edition)]))


def of_all(env: BuildEnvironment) -> dict[str, tuple[State, ...]]:
    """What every edition of the project says, by its folder."""
    folders = set(edition_domain(env).data["editions"].values())
    return {folder: of_edition(env, folder) for folder in sorted(folders)}


def digest(*words: str) -> str:
    """Checksum of words, half a SHA-256: enough to see a change."""
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _is_written_by_hand(document: nodes.document) -> bool:
    """Whether a page is its editors' words alone: what lists print is accounted for elsewhere."""
    return not any(
        isinstance(node, edition_list) or "about" in node["classes"]
        for node in document.findall(nodes.Element)
    )


def _passages(document: nodes.document) -> Iterator[State]:
    for node in document.findall(nodes.Element):
        id_ = str(node.get("passage", ""))
        if id_:
            voice = Voice.TEXT if id_.startswith("p") else Voice.COMMENTARY
            within = type(node.parent).__name__ if isinstance(node.parent, nodes.Element) else ""
            shown = digest(type(node).__name__, within, _said(node))
            yield State(str(voice), id_, id_, shown)


def _notes(document: nodes.document) -> Iterator[State]:
    for note in document.findall(nodes.footnote):
        if note.get("voice") and note["ids"]:
            more = (f"{name}={note[name]}" for name in SAID if note.get(name))
            place = str(note.get("place", "")) or note["ids"][0]
            yield State(note["voice"], note["ids"][0], place, digest(*more, _said(note)))


def _said(node: nodes.Node) -> str:
    """The words of a node, without the marks that editors' notes are called by."""
    if isinstance(node, nodes.Text):
        return str(node)
    if not isinstance(node, nodes.Element) or isinstance(node, note_call | nodes.label):
        return ""
    joint = "" if isinstance(node, nodes.TextElement) else "\n"
    return joint.join(_said(child) for child in node.children)


def _rulings(srcdir: Path, edition: str) -> Iterator[State]:
    raw = read(statement_file(srcdir, edition)).raw
    rulings: list[dict[str, Any]] = raw.get("rulings") or []
    for ruling in rulings:
        said = digest(*(str(ruling.get(key, "")) for key in ("decision", "reason", "by")))
        id_ = " ".join(str(ruling.get(key, "")) for key in ("code", "place", "note")).strip()
        yield State(RULING, id_, str(ruling.get("passage", "")), said)


def _works(srcdir: Path, edition: str) -> Iterator[State]:
    path = works_file(srcdir, edition)
    if path is not None:
        for work in bibtex.read(path.read_text(encoding="utf-8"), path.name):
            fields = (f"{field.name}={field.value}" for field in work.fields)
            yield State(WORK, work.key, "", digest(work.type, *fields))
