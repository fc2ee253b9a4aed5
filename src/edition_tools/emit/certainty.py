"""How much of what was recovered is certain, proposed, ruled or open: counts for readers.

Comes in: an `Edition`. Goes out: for markers, notes, paragraph breaks and quotations four
numbers that add up to all there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from edition_tools.model import Block, Edition, Mark, Note
from edition_tools.vocabulary import BlockKind, BreakSource

SURE = 0.95  # from here on a reading of the machine is called certain
DEGREES = ("certain", "proposed", "ruled", "open")
DEGREE_OF = {
    BreakSource.SHOWN: "certain",
    BreakSource.PROPOSED: "proposed",
    BreakSource.RULED: "ruled",
}


def certainty(edition: Edition) -> dict[str, dict[str, int]]:
    """For each thing the degrees in which it is known, and how many are known so."""
    notes = edition.notes.notes
    marks = [_of_mark(note, mark) for note in notes for mark in note.marks]
    marks += ["open"] * len(edition.notes.unanswered)
    body = [block for block in edition.blocks.blocks if block.kind != BlockKind.HEADING]
    return {
        "markers": _count(marks),
        "notes": _count(_of_note(note) for note in notes if note.span is not None),
        "breaks": _count(DEGREE_OF[block.begins] for block in body),
        "quotations": _count(_of_quotation(b) for b in body if _set_off(b)),
    }


def _count(degrees: Iterable[str]) -> dict[str, int]:
    found = Counter(degrees)
    return {degree: found[degree] for degree in DEGREES}


def _of_mark(note: Note, mark: Mark) -> str:
    if note.span is None:
        return "open"
    if mark.supplied:
        return "ruled"
    return "certain" if mark.confidence >= SURE else "proposed"


def _of_note(note: Note) -> str:
    if not note.marks:
        return "open"
    if any(mark.supplied for mark in note.marks):
        return "ruled"
    return "certain" if note.confidence >= SURE else "proposed"


def _set_off(block: Block) -> bool:
    return block.kind in (BlockKind.QUOTATION, BlockKind.VERSE) and not block.joins


def _of_quotation(block: Block) -> str:
    return DEGREE_OF[block.displayed]
