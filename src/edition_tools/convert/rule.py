"""Rulings → records: what a person has decided takes the place of what the machine found.

A ruling that quotes words which are not there, or more than once, or whose digest does not
fit, is itself a finding; it is never applied at a guess.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from edition_tools.findings import Code
from edition_tools.model import (
    AppliedRuling,
    Block,
    Blocks,
    Finding,
    Mark,
    Note,
    Notes,
    Ruling,
    Zone,
    Zones,
)
from edition_tools.text import Span, View
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind

EQUIVALENT = str.maketrans("‘’‚‛“”„‟\u00a0\n\t", "''''\"\"\"\"   ")


@dataclass(frozen=True, slots=True)
class Placed:
    """The rulings that have found their place, and findings for those that have not."""

    rulings: tuple[AppliedRuling, ...]
    findings: tuple[Finding, ...]

    def about(self, code: Code) -> tuple[AppliedRuling, ...]:
        """The placed rulings that answer findings of one code."""
        return tuple(applied for applied in self.rulings if applied.ruling.code == code)


def locate(view: View, rulings: tuple[Ruling, ...]) -> Placed:
    """Each ruling with its place in *view*; quotations must stand there exactly once."""
    placed: list[AppliedRuling] = []
    findings: list[Finding] = []
    reading = view.text.translate(EQUIVALENT)
    for ruling in rulings:
        found = _by_digest(view, ruling) if ruling.at else _by_words(reading, ruling)
        if isinstance(found, Span):
            placed.append(AppliedRuling(ruling, found))
        else:
            findings.append(Finding(Code.SHELF_RULING_UNPLACED, Span(0, 0), found))
    return Placed(tuple(placed), tuple(findings))


def _by_digest(view: View, ruling: Ruling) -> Span | str:
    assert ruling.at is not None
    words = ruling.at.of(view.source.text)
    if hashlib.sha256(words.encode()).hexdigest() != ruling.sha256:
        return (
            f"the ruling on {ruling.code} at {[ruling.at.start, ruling.at.end]}"
            " does not fit: other words stand there now"
        )
    return view.reading(ruling.at)


def _by_words(reading: str, ruling: Ruling) -> Span | str:
    words = (ruling.after or ruling.before or ruling.words).translate(EQUIVALENT)
    count = reading.count(words)
    if count != 1:
        times = "is not in the text" if count == 0 else f"stands in the text {count} times"
        return f"the ruling on {ruling.code} quotes “{words}”, which {times}"
    start = reading.index(words)
    return Span(start, start + len(words))


# ------------------------------------------------------------------ zones
def rule_zones(view: View, found: Zones, placed: Placed) -> Zones:
    """Zones as ruled by `zones.zone`: the words at the place become a zone of that kind."""
    zones = found.zones
    for applied in placed.about(Code.ZONES_DOUBTFUL):
        kind = ZoneKind(applied.ruling.decision)
        zones = _carve(zones, applied.span, kind)
    kept = tuple(
        comment
        for comment in found.comments
        if any(z.kind == ZoneKind.COMMENT and z.span.holds(comment.span) for z in zones)
    )
    findings = unanswered(view, found.findings, placed)
    return replace(found, zones=zones, comments=kept, findings=findings)


def _carve(zones: tuple[Zone, ...], span: Span, kind: ZoneKind) -> tuple[Zone, ...]:
    out: list[Zone] = []
    for zone in zones:
        if not zone.span.meets(span):
            out.append(zone)
            continue
        if zone.span.start < span.start:
            out.append(replace(zone, span=Span(zone.span.start, span.start)))
        if not out or out[-1].span.end <= span.start:
            out.append(Zone(kind, span))
        if span.end < zone.span.end:
            out.append(replace(zone, span=Span(span.end, zone.span.end)))
    return tuple(out)


def unanswered(view: View, findings: tuple[Finding, ...], placed: Placed) -> tuple[Finding, ...]:
    """The findings that no ruling of the same code answers at the same place."""
    return tuple(
        finding
        for finding in findings
        if not any(_answers(view, applied, finding) for applied in placed.rulings)
    )


def _answers(view: View, applied: AppliedRuling, finding: Finding) -> bool:
    if applied.ruling.code != finding.code:
        return False
    if finding.note or applied.ruling.note:
        return finding.note == applied.ruling.note
    if applied.ruling.before or applied.ruling.at:
        return _first_word(view, finding.span) == _first_word(view, applied.span)
    return finding.span.meets(applied.span)


def _first_word(view: View, span: Span) -> int:
    return Span(span.start, len(view.text)).trimmed(view.text).start


# ------------------------------------------------------------------ blocks
def rule_blocks(view: View, found: Blocks, placed: Placed) -> Blocks:
    """Blocks with the ruled breaks made, the refused ones undone, quotations set off or not."""
    blocks = found.blocks
    for applied in placed.about(Code.BLOCKS_HIDDEN_BREAK):
        if applied.ruling.decision == "break":
            blocks = _break(view, blocks, applied.span.start)
        else:
            blocks = _join(view, blocks, applied.span.start)
    for applied in placed.about(Code.BLOCKS_QUOTATION):
        blocks = _set_off(blocks, applied)
    return Blocks(blocks, unanswered(view, found.findings, placed))


def _break(view: View, blocks: tuple[Block, ...], at: int) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in blocks:
        begins = block.span.trimmed(view.text).start
        if begins == at and block.begins == BreakSource.PROPOSED:
            out.append(replace(block, begins=BreakSource.RULED, confidence=1.0))
        elif begins < at < block.span.end:
            out.append(replace(block, span=Span(block.span.start, at)))
            rest = Span(at, block.span.end)
            out.append(replace(block, span=rest, begins=BreakSource.RULED, confidence=1.0))
        else:
            out.append(block)
    return tuple(out)


def _join(view: View, blocks: tuple[Block, ...], at: int) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in blocks:
        begins = block.span.trimmed(view.text).start
        if begins == at and block.begins == BreakSource.PROPOSED and out:
            out[-1] = replace(out[-1], span=Span(out[-1].span.start, block.span.end))
        else:
            out.append(block)
    return tuple(out)


def _set_off(blocks: tuple[Block, ...], applied: AppliedRuling) -> tuple[Block, ...]:
    """The block that holds the ruled words becomes a quotation, or ceases to be one."""
    quoted = applied.ruling.decision == "quotation"
    kind = BlockKind.QUOTATION if quoted else BlockKind.PARAGRAPH
    return tuple(
        replace(block, kind=kind, joins=False, displayed=BreakSource.RULED, confidence=1.0)
        if block.span.meets(applied.span)
        else block
        for block in blocks
    )


# ------------------------------------------------------------------ notes
def rule_notes(found: Notes, placed: Placed) -> Notes:
    """Notes with the markers that rulings place; the findings they answer are gone."""
    notes = {note.label: note for note in found.notes}
    for applied in placed.about(Code.NOTES_MARKER_LOST):
        note = notes.get(applied.ruling.note)
        if note is not None and applied.ruling.decision == "place":
            notes[note.label] = _placed(note, applied)
    answered = {
        (applied.ruling.code, applied.ruling.note)
        for applied in placed.rulings
        if applied.ruling.note
    }
    return Notes(
        tuple(notes.values()),
        found.unanswered,
        tuple(f for f in found.findings if (f.code, f.note) not in answered),
    )


def _placed(note: Note, applied: AppliedRuling) -> Note:
    at = applied.span.end if applied.ruling.after else applied.span.start
    mark = Mark(Span(at, at), note.printed, confidence=1.0, supplied=True)
    return replace(note, marks=tuple(sorted((*note.marks, mark), key=lambda m: m.span)))
