"""Which marker calls which note: all markers against all notes, under order and number.

Marker candidates and the expected notes in, the probable calls out. Notes are expected in
the order of their texts; a marker may be lost, misprinted, given twice; a new chapter's
heading opens its group of notes.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from edition_tools.convert.notes import misprints
from edition_tools.convert.notes.lattice import Move, weigh
from edition_tools.convert.notes.markers import Candidate
from edition_tools.convert.notes.shapes import Form, Token
from edition_tools.text import Span

EXACT = 2.0  # the number is just the one that is expected
LOST = -3.4  # a note has no marker
LONGEST_LOSS = -20.0  # however many notes in a row have none
ABSENT = -0.7  # a number that the notes lack is not called either
BEYOND = -3.0  # the first number after the last note: is it called at all?
NO_HEADING = -5.0  # a group begins though no heading opens it
TWICE = -5.5  # a note is called a second time
TWICE_SET_OFF = -3.0  # … by a number in brackets or raised, which is hardly anything else
HOPELESS = -9.0  # a misprint in a place where no marker is likely
BACKWARDS = -4.5  # … after other notes were called
ELSEWHERE = -12.0  # the marker does not stand in the part that the notes belong to
NEXT_FITS = 5  # notes of one number that are tried for a marker

BEGINNING = -1
SWAPPED = 1 << 39
AGAIN = 1 << 40
SET_OFF = (Form.BRACKET, Form.CARET, Form.SUPERSCRIPT)


@dataclass(frozen=True, slots=True)
class Entry:
    """A note that the text is expected to call, or the opening of a group of notes."""

    mark: str  # empty: an opening
    group: int
    part: Span  # where in the text its marker is expected
    miss: float  # log-weight of its not being called
    note: int = -1  # index of the note, -1: the notes lack it
    take: float = 0.0  # log-weight of its being called
    sure: float = 1.0  # probability that the note is what it is taken for
    beyond: bool = False  # after the last note: called only if the notes are cut off


@dataclass(frozen=True, slots=True)
class Call:
    """A marker and the expected note that it calls."""

    candidate: Candidate
    entry: int
    again: bool
    probability: float


@dataclass(frozen=True, slots=True)
class Row:
    """One moment: candidates that exclude each other, or (none) a heading."""

    at: int
    candidates: tuple[Candidate, ...]


class _Calls:
    """What marker may call what note after which."""

    beam = 30.0

    def __init__(self, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        self.rows = rows
        self.entries = entries
        self.real = sum(not entry.beyond for entry in entries)
        self.missed = [0.0, *accumulate(entry.miss for entry in entries)]
        self.places: dict[str, list[int]] = {}
        for i, entry in enumerate(entries):
            self.places.setdefault(entry.mark, []).append(i)

    def family(self, state: int) -> int:  # noqa: ARG002 - all can be compared at once
        return 0

    def begin(self) -> int:
        return BEGINNING

    def end(self, state: int) -> float:
        last = state & ~SWAPPED if state >= 0 else state
        return self._lost(last, self.real) if last < self.real else 0.0

    def moves(self, states: Iterable[int], moment: int, choice: int) -> Iterable[Move]:
        row = self.rows[moment]
        candidate = row.candidates[choice] if row.candidates else None
        for state in states:
            last = state & ~SWAPPED if state >= 0 else state
            if candidate is None:
                yield from self._opened(state, last)
                continue
            yield from self._exact(state, last, candidate, row.at)
            yield from self._misprinted(state, last, candidate, row.at)
            yield from self._again(state, last, candidate)

    def _gap(self, last: int, new: int) -> float:
        beyond = BEYOND if last < self.real <= new else 0.0
        return self._lost(last, new) + beyond + self.entries[new].take

    def _lost(self, last: int, new: int) -> float:
        """The weight of the notes between two that are called, none of them called."""
        return max(LONGEST_LOSS, self.missed[new] - self.missed[last + 1])

    def _part(self, entry: int, at: int) -> float:
        part = self.entries[entry].part
        return 0.0 if part.start <= at < part.end else ELSEWHERE

    def _opened(self, state: int, last: int) -> Iterable[Move]:
        openings = self.places.get("", [])
        i = bisect.bisect_right(openings, last)
        if i < len(openings):
            yield Move(state, openings[i], openings[i], self._gap(last, openings[i]))

    def _exact(self, state: int, last: int, candidate: Candidate, at: int) -> Iterable[Move]:
        places = self.places.get(candidate.token.printed)
        if not places:
            return
        first = bisect.bisect_right(places, last)
        for new in places[first : first + NEXT_FITS]:
            weight = candidate.score + EXACT + self._gap(last, new) + self._part(new, at)
            yield Move(state, new, new, weight)

    def _misprinted(self, state: int, last: int, candidate: Candidate, at: int) -> Iterable[Move]:
        token = candidate.token
        if candidate.score + misprints.REPEATED < HOPELESS:
            return  # even the likeliest slip would be
        for new in range(last + 1, min(last + 4, len(self.entries))):
            if self.entries[new].beyond:
                continue  # nothing but a number of its own could show that one is called
            wrong = self._slip(new, token)
            if wrong is None or candidate.score + wrong < HOPELESS:
                continue
            if state >= 0 and state & SWAPPED and self._swap(last, new, token.printed):
                wrong = misprints.SWAP_COMPLETED
            swapped = SWAPPED if token.printed == self._mark(new + 1) else 0
            weight = candidate.score + EXACT + wrong + self._gap(last, new) + self._part(new, at)
            yield Move(state, new | swapped, new, weight)

    def _slip(self, entry: int, token: Token) -> float | None:
        """The weight of reading *token* as a misprint of the note expected there."""
        mark = self.entries[entry].mark
        if not mark or token.printed == mark or mark.isdecimal() != token.printed.isdecimal():
            return None
        if mark.isdecimal():
            return misprints.weight(int(mark), token)
        if token.printed == self._mark(entry - 1):
            return misprints.SIGN_REPEATED
        return misprints.AHEAD if token.printed == self._mark(entry + 1) else None

    def _mark(self, entry: int) -> str:
        return self.entries[entry].mark if 0 <= entry < len(self.entries) else ""

    def _swap(self, last: int, new: int, printed: str) -> bool:
        return new == last + 1 and printed == self.entries[last].mark

    def _again(self, state: int, last: int, candidate: Candidate) -> Iterable[Move]:
        if last < 0:
            return
        printed, score = candidate.token.printed, candidate.score + EXACT
        if self.entries[last].mark == printed:
            twice = TWICE_SET_OFF if candidate.token.form in SET_OFF else TWICE
            yield Move(state, state, last | AGAIN, score + twice)
        elif candidate.token.form in SET_OFF:
            places = self.places.get(printed, [])
            i = bisect.bisect_left(places, last) - 1
            if i >= 0 and self.entries[places[i]].group == self.entries[last].group:
                yield Move(state, state, places[i] | AGAIN, score + BACKWARDS)


def calls(rows: Sequence[Row], entries: Sequence[Entry]) -> list[Call]:
    """Every call that some reading makes and that is not out of the question."""
    model = _Calls(rows, entries)
    steps = weigh(model, [max(1, len(row.candidates)) for row in rows])
    return [
        Call(
            rows[step.moment].candidates[step.choice],
            step.entry & ~AGAIN,
            bool(step.entry & AGAIN),
            step.probability,
        )
        for step in steps
        if rows[step.moment].candidates and step.probability > 0.01
    ]
