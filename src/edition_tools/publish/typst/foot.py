"""Notes: each is set at the foot of the page where it is first called.

The three series keep the marks that reading gave them. A series may stand at the end of its
chapter instead, the editors' notes in the margin, as the layout asks. Lists of notes at the end of
a page on screen are left out otherwise; a note that nothing calls is printed after its chapter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docutils import nodes

from edition_tools.publish.layout import MARGIN
from edition_tools.publish.notes_in_print import UNCALLED, NotesInPrint, series_of
from edition_tools.publish.paged import LinkTo, order_in_series
from edition_tools.publish.typst.code import CLOSE_CALL, literal, opening, value
from edition_tools.publish.typst.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Waiting:
    """A note that is called in a note: it is set after that one, as its equal."""

    note: nodes.footnote
    mark: str
    names: tuple[str, ...]
    call: str  # label of its call; "" if the call has none


class Notes(Pieces, NotesInPrint):
    """Visitors of notes and their calls."""

    waiting: list[Waiting] | None = None  # a list while a note is being set

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.silent: set[str] = set()  # labels of notes that show no mark in the text

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        note = self.notes.get(str(node.get("refid")))
        mark = self.printable(node.astext(), node)
        calls = self.names_of(node)
        self.pieces += [f"anchor({literal(it)});" for it in calls]
        if note is None:
            self.add(f"super({literal(mark)});")
            raise nodes.SkipNode
        if self.at_end(note):
            self._elsewhere(note, mark)
            raise nodes.SkipNode
        waiting = Waiting(note, mark, tuple(self.names_of(note)), next(iter(calls), ""))
        if self.waiting is not None or not waiting.names:
            self._again(note, mark)
        if self.waiting is not None and waiting.names:
            self.waiting.append(waiting)
            self.silent.update(waiting.names)
        elif waiting.names:
            self._set(waiting)
        raise nodes.SkipNode

    def visit_note_call(self, node: nodes.Element) -> None:
        self.visit_footnote_reference(node)

    def _again(self, note: nodes.footnote, mark: str) -> None:
        name = self.places.of[self.docname, note["ids"][0]]
        if self.waiting is None and name not in self.silent:
            self.add(f"foot-again({literal(name)});")
            return
        self._elsewhere(note, mark)

    def _elsewhere(self, note: nodes.footnote, mark: str) -> None:
        """A mark that leads to a note which stands in another place."""
        name = self.places.of[self.docname, note["ids"][0]]
        series, shown = literal(series_of(note)), literal(mark)
        self.add(f"foot-elsewhere({literal(name)}, kind: {series}, mark: {shown});")

    def _set(self, first: Waiting) -> None:
        """Set a note, and after it those that are called in it."""
        self.waiting = [first]
        for at, it in enumerate(self.waiting):  # grows while it is walked
            kind, order = series_of(it.note), order_in_series(it.note)
            call = it.call if at else None
            self.add(
                opening(
                    "beside" if self.set_at(it.note) == MARGIN else "foot",
                    kind=kind,
                    mark=it.mark,
                    own=self._own_mark(it),
                    order=order,
                    name=it.names[0],
                    call=call,
                )
            )
            self.pieces += [f"anchor({literal(name)});" for name in it.names[1:]]
            self.note_body(it.note, kind)
            self.close(it.note)
        self.waiting = None

    def _own_mark(self, waiting: Waiting) -> str:
        label = next(iter(waiting.note.findall(nodes.label)), None)
        return self.printable(label.astext(), label) if label is not None else waiting.mark

    def note_body(self, note: nodes.Element, kind: str) -> None:
        """The words of a note, in the language of whoever wrote it."""
        outer, self.language = self.language, self.language_of(kind)
        self.add(opening("in-language", lang=self.language))
        self.pieces += self.inside(note, without=(nodes.label,))
        self.close(note)
        self.language = outer

    def ended(self, listed: nodes.Element, notes: Sequence[nodes.footnote]) -> None:
        """The notes of one voice, at the end of their chapter."""
        title = next(iter(listed.findall(nodes.title)))
        name = next(iter(self.names_of(listed)), f"{self.docname}:{listed['voice']}")
        plain = title.astext()
        self.add("\n")
        self.add(opening("subheading", name=name, plain=plain, level=2, listed=False))
        self.words(plain, title)
        self.close(title)
        for note in notes:
            kind, label = series_of(note), next(iter(note.findall(nodes.label)))
            own = self.printable(label.astext(), label)
            self.add(f"\nendnote(kind: {literal(kind)}, mark: {literal(own)}, ")
            self.add(f"names: {value(self.names_of(note))}, back: {{[];")
            back = next(iter(note.get("backrefs", ())), "")
            self.add(LinkTo(self.docname, back))
            self.add(f"endnote-mark({literal(kind)}, {literal(own)});")
            self.close(note)
            self.add("}, {[];")
            self.note_body(note, kind)
            self.close(note)

    def uncalled(self, notes: Sequence[nodes.footnote]) -> None:
        """Notes whose calls are lost, under a line that says so."""
        self.add(opening("rubric") + literal(UNCALLED) + CLOSE_CALL + "\n")
        for note in notes:
            label = next(iter(note.findall(nodes.label)), nodes.label())
            mark = self.printable(str(note.get("mark") or label.astext()), note)
            names = self.names_of(note)
            self.add(f"uncalled(mark: {literal(mark)}, names: {value(names)}, {{[];")
            self.note_body(note, "author")
            self.close(note)
