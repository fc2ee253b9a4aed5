"""Marks and ids: the author's notes as the source marks them, the editors' in order of place.

Works on a doctree alone. Docutils would number footnotes itself, print `[^star]` as the next
free number and drop a second note of one label; so his notes are taken out of its hands here,
before it numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from docutils import nodes

from edition_tools.publish.nodes import (
    apparatus_entry,
    editorial_note,
    note_call,
    voice_list,
)
from edition_tools.vocabulary import APPARATUS_MARK, Voice, editorial_mark, mark_of, note_id

LIST_TITLES = {
    Voice.AUTHOR_NOTES: "Notes",
    Voice.EDITORS_NOTES: "Editors’ notes",
    Voice.APPARATUS: "Apparatus",
}
SUPPLIED = "⟨{}⟩"  # ⟨27⟩: a mark that a ruling placed


def claim(document: nodes.document, id_: str, node: nodes.Element) -> None:
    """Give *node* the id and take it from whatever had it (a heading of the source, say)."""
    holder = document.ids.get(id_)
    for old in node["ids"]:
        if document.ids.get(old) is node:
            del document.ids[old]
    node["ids"] = [id_]
    document.ids[id_] = node  # before the other looks for a new one
    if holder is not None and holder is not node:
        holder["ids"] = [i for i in holder["ids"] if i != id_]
        if not holder["ids"]:
            document.set_id(holder)


def forget_names(document: nodes.document, node: nodes.Element) -> None:
    """Names are docutils' own namespace, shared by all kinds of targets; ours have ids."""
    for name in (*node["names"], *node["dupnames"]):
        document.nametypes.pop(name, None)
        document.nameids.pop(name, None)
    node["names"], node["dupnames"] = [], []


# ------------------------------------------------------------------ the author's notes
def take_author_notes(
    document: nodes.document, missing: Callable[[nodes.Element, str], None]
) -> None:
    """Give his notes and their calls ids and the marks of the source, beyond docutils' reach.

    *missing* is told of each call whose note is not there, with its label.
    """
    notes = {n["names"][0]: n for n in document.findall(nodes.footnote) if n["names"]}
    calls = [c for c in document.findall(nodes.footnote_reference) if c.get("refname")]
    for label, note in notes.items():
        _set_note(document, note, label)
    counts: dict[str, int] = {}
    for call in calls:
        label = call["refname"]
        if label not in notes:
            missing(call, label)
            _unanswered(call, mark_of(label))
            continue
        counts[label] = counts.get(label, 0) + 1
        _set_call(document, call, notes[label], label, counts[label])
    _leave_docutils(document, [*notes.values()], calls)


def _set_note(document: nodes.document, note: nodes.footnote, label: str) -> None:
    forget_names(document, note)
    claim(document, note_id(label), note)
    note.attributes.pop("auto", None)
    mark = mark_of(label)
    note.update_all_atts({"voice": str(Voice.AUTHOR_NOTES), "mark": mark, "backrefs": []})
    if note.children and isinstance(note[0], nodes.label):
        note.pop(0)
    note.insert(0, nodes.label("", mark))


def _set_call(
    document: nodes.document,
    call: nodes.footnote_reference,
    note: nodes.footnote,
    label: str,
    count: int,
) -> None:
    id_ = note_id(label) + "-ref" + (str(count) if count > 1 else "")
    claim(document, id_, call)
    for name in ("auto", "refname"):
        call.attributes.pop(name, None)
    mark = mark_of(label)
    call["voice"], call["mark"], call["refid"] = str(Voice.AUTHOR_NOTES), mark, note["ids"][0]
    call["resolved"] = 1
    call.resolved = True
    call.clear()
    call += nodes.Text(SUPPLIED.format(mark) if call.get("supplied") else mark)
    note["backrefs"].append(id_)


def _unanswered(call: nodes.Element, mark: str) -> None:
    call.replace_self(nodes.superscript("", mark, classes=["unanswered"]))


def _leave_docutils(
    document: nodes.document, notes: list[nodes.footnote], calls: list[nodes.footnote_reference]
) -> None:
    ours = {id(node) for node in (*notes, *calls)}
    queues: tuple[list[Any], ...] = (
        document.footnotes,
        document.autofootnotes,
        document.symbol_footnotes,
        document.autofootnote_refs,
        document.symbol_footnote_refs,
    )
    for queue in queues:
        queue[:] = [node for node in queue if id(node) not in ours]
    tables: tuple[dict[str, list[Any]], ...] = (document.footnote_refs, document.refnames)
    for table in tables:
        for name, those in list(table.items()):
            table[name] = [call for call in those if id(call) not in ours]
            if not table[name]:
                del table[name]


# ------------------------------------------------------------------ the editors' marks
def mark_editors(document: nodes.document) -> list[nodes.Element]:
    """Set the editors' marks in order of reading; return their notes and entries in that order.

    Notes are called in the text, in the author's notes, and in one another: what a note calls
    is read where the note itself is called.
    """
    bodies: dict[str, nodes.Element] = {
        id_: node
        for node in document.findall(nodes.footnote)
        if isinstance(node, editorial_note | apparatus_entry)
        for id_ in node["ids"]
    }
    ordered: list[nodes.Element] = []
    seen: set[str] = set()
    letters = 0
    for call in _in_order(document):
        if call["refid"] not in bodies:
            continue
        note = bodies[call["refid"]]
        if call["refid"] not in seen:
            seen.add(call["refid"])
            ordered.append(note)
            letters += isinstance(note, editorial_note)
            mark = editorial_mark(letters) if isinstance(note, editorial_note) else APPARATUS_MARK
            _set_mark(note, mark)
        _set_editors_call(call, note)
    for id_ in bodies.keys() - seen:  # what called them was wrong or is withheld
        bodies[id_].parent.remove(bodies[id_])
    return ordered


def _in_order(document: nodes.document) -> list[note_call]:
    """The editors' calls as one reads who looks up every note where it is first called."""
    notes = {id_: n for n in document.findall(nodes.footnote) if n.get("voice") for id_ in n["ids"]}
    found: list[note_call] = []
    read: set[str] = set()

    def go_through(node: nodes.Element) -> None:
        for call in _own_calls(node):
            if isinstance(call, note_call):
                found.append(call)
            id_ = str(call.get("refid"))
            if id_ in notes and id_ not in read:
                read.add(id_)
                go_through(notes[id_])

    go_through(document)
    for id_, note in notes.items():  # his notes whose calls are lost
        if id_ not in read and not isinstance(note, editorial_note | apparatus_entry):
            read.add(id_)
            go_through(note)
    return found


def _own_calls(node: nodes.Element) -> Iterator[nodes.footnote_reference]:
    """The calls in *node* itself, not those in notes that stand in it."""
    for child in node.children:
        if isinstance(child, nodes.footnote_reference):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.footnote):
            yield from _own_calls(child)


def _set_mark(note: nodes.Element, mark: str) -> None:
    note["mark"] = mark
    note["backrefs"] = []
    if note.children and isinstance(note[0], nodes.label):
        note.pop(0)
    note.insert(0, nodes.label("", mark))


def _set_editors_call(call: note_call, note: nodes.Element) -> None:
    call["voice"], call["mark"] = note["voice"], note["mark"]
    call.clear()
    call += nodes.Text(note["mark"])
    call["resolved"] = 1
    note["backrefs"].append(call["ids"][0])


# ------------------------------------------------------------------ the lists
def collect_notes(document: nodes.document, editors: list[nodes.Element]) -> None:
    """Move all notes into one list for each voice, at the end of the page's text."""
    voices: dict[Voice, Sequence[nodes.Element]] = {
        Voice.AUTHOR_NOTES: [
            note
            for note in document.findall(nodes.footnote)
            if note.get("voice") == Voice.AUTHOR_NOTES
        ],
        Voice.EDITORS_NOTES: [n for n in editors if isinstance(n, editorial_note)],
        Voice.APPARATUS: [n for n in editors if isinstance(n, apparatus_entry)],
    }
    end = _end_of(document)
    for voice, notes in voices.items():
        if not notes:
            continue
        title = nodes.title("", LIST_TITLES[voice])
        section = voice_list("", title, voice=str(voice), classes=["voice-list", str(voice)])
        for note in notes:
            if note.parent is not None:
                note.parent.remove(note)
            section += note
        end += section
        claim(document, f"list-{voice}", section)


def _end_of(document: nodes.document) -> nodes.Element:
    sections = [child for child in document.children if isinstance(child, nodes.section)]
    return sections[-1] if len(sections) == 1 else document
