"""Notes: each in the series of its voice, where it is first called.

The three series keep the marks that reading gave them. A series may stand at the end of its
chapter instead, the editors' notes in the margin, as the layout asks. A note that is called in a
note follows that one as its equal, and one that is called in a table follows the table: TeX loses
what is set within such boxes. A note that nothing calls is printed after its chapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docutils import nodes

from edition_tools.publish.latex import code
from edition_tools.publish.latex.code import command
from edition_tools.publish.latex.pieces import Pieces, places, trimmed
from edition_tools.publish.layout import MARGIN
from edition_tools.publish.notes_in_print import UNCALLED, NotesInPrint, series_of


class Notes(Pieces, NotesInPrint):
    """Visitors of notes and their calls."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.held: list[tuple[nodes.footnote, str]] | None = None  # a list in a note or a table

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        note = self.notes.get(str(node.get("refid")))
        if note is None:
            self.anchors(node)
            self.add(command("deadmark", code.words(node.astext())))
            raise nodes.SkipNode
        calls = [code.label(it) for it in self.names_of(node)]
        call = calls[0] if calls else ""
        self.add("".join(command("place", it) for it in calls[1:]))
        to = code.label(self.places.of[self.docname, note["ids"][0]])
        self.add(command(f"{series_of(note)}mark", call, to, code.words(node.astext())))
        if not self.at_end(note) and not self._is_set(note):
            self._hold_or_set(note, call)
        raise nodes.SkipNode

    def visit_note_call(self, node: nodes.Element) -> None:
        self.visit_footnote_reference(node)

    def _is_set(self, note: nodes.footnote) -> bool:
        waiting = [it for it, _ in self.held or ()]
        return note in waiting or self.places.of[self.docname, note["ids"][0]] in self.places.placed

    def _hold_or_set(self, note: nodes.footnote, call: str) -> None:
        if self.held is not None:
            self.held.append((note, call))
            return
        with self.holding():
            self._set(note, call)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep the notes that are called meanwhile, and set them when it is over."""
        outer, self.held = self.held, []
        yield
        held, self.held = self.held, outer
        for note, call in held:
            if not self._is_set(note):
                self._hold_or_set(note, call)

    def _set(self, note: nodes.footnote, call: str) -> None:
        kind = "beside" if self.set_at(note) == MARGIN else "note"
        self.add("%\n")
        self._note(f"{series_of(note)}{kind}", note, call)

    def _note(self, name: str, note: nodes.Element, call: str | None) -> None:
        """A note with its places, the place of its call unless None, its mark, its words."""
        label = next(iter(note.findall(nodes.label)), None)
        mark = label.astext() if label is not None else str(note.get("mark") or "")
        mark += "." if mark.isdecimal() else ""
        given = [places(self.names_of(note)), *([] if call is None else [call]), code.words(mark)]
        self.add(f"{command(name, *given)}{{")
        self._body(note)
        self.add("}")

    def _body(self, note: nodes.Element) -> None:
        """The words of a note, in the language of whoever wrote it."""
        outer, self.language = self.language, self.language_of(series_of(note))
        inside = trimmed(self.inside(note, without=(nodes.label,)))
        if self.language != outer and (tag := self.printing.tag(self.language)):
            self.add(f"\\languagehere{{{tag}}}")
        self.pieces += inside
        self.language = outer

    def ended(self, listed: nodes.Element, notes: Sequence[nodes.footnote]) -> None:
        """The notes of one voice, at the end of their chapter."""
        title = code.words(next(iter(listed.findall(nodes.title))).astext())
        name = next(iter(self.names_of(listed)), f"{self.docname}:{listed['voice']}")
        self.add(f"\n\n{command('headingunlisted', code.label(name), '2', title, title)}\n\n")
        for note in notes:
            back = next(iter(note.get("backrefs", ())), "")
            call = self.places.of.get((self.docname, back), "") if back else ""
            self._note(f"{series_of(note)}endnote", note, code.label(call))
            self.add("\n\n")

    def uncalled(self, notes: Sequence[nodes.footnote]) -> None:
        """Notes whose calls are lost, under a line that says so."""
        self.add(f"\n\n{command('rubric', code.words(UNCALLED))}\n\n")
        for note in notes:
            self._note("uncallednote", note, None)
            self.add("\n\n")
