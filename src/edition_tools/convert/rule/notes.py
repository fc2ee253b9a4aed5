"""Rulings on which marker calls which note."""

from __future__ import annotations

from dataclasses import replace

from edition_tools.convert.rule.place import Placed
from edition_tools.findings import Code
from edition_tools.model import AppliedRuling, Finding, Mark, Note, Notes
from edition_tools.text import Span

PLACING = (
    Code.NOTES_MARKER_LOST,
    Code.NOTES_MARKER_MISPRINTED,
    Code.NOTES_TWO_READINGS,
    Code.NOTES_CALL_WITHOUT_NOTE,
    Code.NOTES_CALLED_TWICE,
)


def rule_notes(found: Notes, placed: Placed) -> Notes:
    """Notes with the markers that rulings place, link or refuse; what they answer is gone."""
    notes = found
    for code in PLACING:
        for applied in placed.about(code):
            notes = _RULINGS[applied.ruling.decision](notes, applied)
    return replace(notes, findings=_open(found.findings, placed))


def _place(notes: Notes, applied: AppliedRuling) -> Notes:
    """A lost marker is put after (or before) the words that the ruling quotes."""
    at = applied.span.end if applied.ruling.after else applied.span.start
    return _called(notes, applied.ruling.note, Span(at, at))


def _link(notes: Notes, applied: AppliedRuling) -> Notes:
    """The very characters at the place are the marker of this note, and of no other."""
    return _called(_refuse(notes, applied), applied.ruling.note, applied.span)


def _refuse(notes: Notes, applied: AppliedRuling) -> Notes:
    """The characters at the place are no marker: they are words of the text."""
    return replace(
        notes,
        notes=tuple(
            replace(note, marks=_without(note.marks, applied.span)) for note in notes.notes
        ),
        unanswered=_without(notes.unanswered, applied.span),
    )


def _leave(notes: Notes, applied: AppliedRuling) -> Notes:
    """Nothing changes; an editor has seen it and says why."""
    del applied
    return notes


_RULINGS = {"place": _place, "link": _link, "not-a-marker": _refuse, "leave": _leave}


def _called(notes: Notes, label: str, span: Span) -> Notes:
    return replace(
        notes, notes=tuple(_call(n, span) if n.label == label else n for n in notes.notes)
    )


def _call(note: Note, span: Span) -> Note:
    mark = Mark(span, note.printed, confidence=1.0, supplied=True)
    return replace(note, marks=tuple(sorted((*note.marks, mark), key=lambda m: m.span)))


def _without(marks: tuple[Mark, ...], span: Span) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if not mark.span.meets(span))


def _open(findings: tuple[Finding, ...], placed: Placed) -> tuple[Finding, ...]:
    """The findings that no ruling answers: same code, and same note or same place."""
    return tuple(f for f in findings if not any(_answers(a, f) for a in placed.rulings))


def _answers(applied: AppliedRuling, finding: Finding) -> bool:
    if applied.ruling.code != finding.code:
        return False
    if finding.note and applied.ruling.note:
        return finding.note == applied.ruling.note
    return finding.span.meets(applied.span)
