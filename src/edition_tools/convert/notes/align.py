"""The order of work: note texts, expected calls, markers, decisions, records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition_tools.convert.notes import expected, lost_numbers, markers, records, texts, uncalled
from edition_tools.convert.notes.calls import Call, Entry, Row, calls
from edition_tools.convert.notes.decide import Decisions, decide
from edition_tools.convert.notes.markers import Candidate
from edition_tools.convert.notes.texts import NoteText
from edition_tools.model import Blocks, Notes, Zones
from edition_tools.text import View
from edition_tools.vocabulary import BlockKind, ZoneKind

CALLING = (ZoneKind.TITLE, ZoneKind.BYLINE, ZoneKind.SOURCE_CITATION, ZoneKind.BODY)
HOPELESS = -6.0  # the score of a candidate that no reading would take
FEW = 0.4  # share of the notes: with fewer markers, markers after blanks are tried
MANY_MORE = 2
Rows = Sequence[tuple[Candidate, ...]]


def align(view: View, zones: Zones, blocks: Blocks) -> Notes:
    """The author's notes: their texts, the markers that call them, and what is doubtful."""
    text = view.text
    endnotes = [zone.span for zone in zones.of(ZoneKind.ENDNOTES)]
    where = expected.parts(zones.zones)
    calling = [z.span for z in zones.zones if z.kind in CALLING]
    rows = markers.candidates(text, calling)
    headings = [block.span.start for block in blocks.blocks if block.kind == BlockKind.HEADING]

    notes = texts.note_texts(text, endnotes)
    if any(note.mark.isalpha() for note in notes):
        rows = sorted(rows + markers.letters(text, calling), key=lambda row: row[0].token.span)
    signed = _read(rows, [], expected.signed(notes, where))
    if kept := _in_use(notes, signed):
        notes = texts.only(text, endnotes, notes, kept)
        signed = _read(rows, [], expected.signed(notes, where))
    entries = expected.numbered(notes, where, open_end=True)
    styled = _styled(rows, headings, entries)
    numbered = _decided(styled, entries)
    parted = lost_numbers.part(text, notes, numbered)
    if parted.notes != notes:
        notes = parted.notes
        signed = _read(rows, [], expected.signed(notes, where))
        # more notes, but the same text: its style need not be learnt again
        more = expected.numbered(notes, where, open_end=True)
        if not _same_marks(entries, more):
            styled = replace(styled, calls=calls(styled.moments, more))
        numbered = _decided(styled, more)
    if not notes:
        numbered = uncalled.decide(rows, headings)
    alone = () if any(note.symbolic for note in notes) else tuple(uncalled.signs(text, rows))
    both = Decisions(
        signed.made + numbered.made,
        signed.doubts + numbered.doubts,
        signed.undecided + numbered.undecided,
        numbered.strays + alone,
    )
    return records.assemble(text, notes, both, blocks.blocks, where, parted.proposals)


@dataclass(frozen=True, slots=True)
class _Styled:
    """A text as read in its own style; *loose*: its markers stand after blanks."""

    moments: list[Row]
    calls: list[Call]
    loose: bool = False


def _read(rows: Rows, headings: Sequence[int], entries: Sequence[Entry]) -> Decisions:
    """The calls on *entries* that are made, in the text's own style."""
    return _decided(_styled(rows, headings, entries), entries)


def _styled(rows: Rows, headings: Sequence[int], entries: Sequence[Entry]) -> _Styled:
    """The text read once to learn the style of its markers, and once more in that style."""
    if not entries:
        return _Styled([], [])
    marks = {entry.mark for entry in entries}
    digits = any(mark.isdecimal() for mark in marks)
    wanted = [kept for row in rows if (kept := _of_kind(row, marks, digits))]
    opened = headings if "" in marks else []
    first = _in_moments(wanted, opened, entries)
    taken = _taken(first)
    if len(taken) < FEW * sum(entry.note >= 0 for entry in entries):
        loose = [_of_kind(row, marks, digits) for row in markers.loosely(rows)]
        loose = [row for row in loose if row]
        bolder = _taken(_in_moments(loose, opened, entries))
        if len(bolder) > MANY_MORE * len(taken):
            customary = markers.by_custom(loose, bolder)
            return replace(_in_moments(customary, opened, entries), loose=True)
    styled = markers.in_style(wanted, taken)
    if _was_heard(first, wanted, styled):
        return _in_moments(styled, opened, entries)
    return replace(first, moments=_moments(styled, opened))  # nothing would be read otherwise


def _was_heard(first: _Styled, rows: Rows, styled: Rows) -> bool:
    """Whether the style speaks against any candidate that the first reading could take."""
    against = {
        before.token.span
        for row, own in zip(rows, styled, strict=True)
        for before, after in zip(row, own, strict=True)
        if before is not after
    }
    return any(call.candidate.token.span in against for call in first.calls)


def _in_moments(rows: Rows, headings: Sequence[int], entries: Sequence[Entry]) -> _Styled:
    moments = _moments(rows, headings)
    return _Styled(moments, calls(moments, entries))


def _moments(rows: Rows, headings: Sequence[int]) -> list[Row]:
    found = [Row(row[0].token.span.start, row) for row in rows]
    found += [Row(at, ()) for at in headings]
    return sorted(found, key=lambda row: (row.at, bool(row.candidates)))


def _taken(read: _Styled) -> list[Candidate]:
    """The candidates that a first reading takes for markers."""
    return [call.candidate for call in read.calls if call.probability > 0.5]


def _decided(styled: _Styled, entries: Sequence[Entry]) -> Decisions:
    """The calls on *entries* that are made in a text whose style is known."""
    if not entries:
        return Decisions()
    decisions = decide(styled.moments, styled.calls, entries)
    return _exact_only(decisions) if styled.loose else decisions


def _same_marks(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    """Whether the text is led to expect the same marks: then it is not read again.

    A note that was parted because the text calls it is called, whether it is there or not.
    """
    return [(e.mark, e.group) for e in one] == [(e.mark, e.group) for e in other]


def _exact_only(decisions: Decisions) -> Decisions:
    """Where numbers after blanks are markers, dates abound: no misprints are mended there.

    Nor is a marker believed that stands next to one.
    """
    made = decisions.made
    exact = [one.token.printed == one.mark for one in made]
    near = zip([True, *exact], exact, [*exact[1:], True], strict=False)
    return replace(
        decisions, made=tuple(m for m, kept in zip(made, near, strict=True) if all(kept))
    )


def _of_kind(row: tuple[Candidate, ...], marks: set[str], digits: bool) -> tuple[Candidate, ...]:
    """The candidates that could call any of *marks*."""
    if digits:
        return tuple(c for c in row if c.token.printed.isdecimal() and c.score >= HOPELESS)
    return tuple(c for c in row if c.token.printed in marks)


def _in_use(notes: Sequence[NoteText], signed: Decisions) -> set[int] | None:
    """The notes to keep where some headed by symbols are none; None: all are.

    A symbol that opens a line among numbered notes and that nothing calls is an ornament of
    the note in which it stands.
    """
    numbered = {note.zone for note in notes if not note.symbolic}
    called = {made.note for made in signed.made}
    called |= {doubt.note for doubt in signed.doubts}
    first = {note.zone: i for i, note in reversed(list(enumerate(notes)))}
    kept = {
        i
        for i, note in enumerate(notes)
        if not note.symbolic or note.zone not in numbered or i in called or first[note.zone] == i
    }
    return kept if len(kept) < len(notes) else None
