"""Which marker calls which note: all markers against all notes, under order and number.

Marker candidates and the expected notes in, the probable calls out. Notes are expected in
the order of their texts; a marker may be lost, misprinted, given twice; a new chapter's
heading opens its group of notes.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from edition_tools.convert.notes import misprints
from edition_tools.convert.notes.lattice import Move, weigh
from edition_tools.convert.notes.markers import Candidate
from edition_tools.convert.notes.shapes import Form
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
NEXT_FITS = 5  # notes of one number that are tried for a marker …
FAR_FITS = 2  # … so many of them beyond the longest loss, from where all are as far

SOON = 3  # so many notes on, a marker may be the misprint of one

BEGINNING = -2  # states: twice the note (-1: none yet) that was called last, and …
SWAPPED = 1  # … 1 if its number was printed one too high
AGAIN = 1 << 40  # flag of an entry: the note is called once more
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


class _Taken(NamedTuple):
    """A candidate that is taken for a marker: which of its row, and where."""

    choice: int
    candidate: Candidate
    at: int


class _Calls:
    """What marker may call what note after which."""

    beam = 30.0

    def __init__(self, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        self.rows = rows
        self.entries = entries
        self.real = sum(not entry.beyond for entry in entries)
        self.missed = [0.0, *accumulate(entry.miss for entry in entries)]
        self.numbers = [int(e.mark) if e.mark.isdecimal() else 0 for e in entries]
        self.places: dict[str, list[int]] = {}
        for i, entry in enumerate(entries):
            self.places.setdefault(entry.mark, []).append(i)

    def families(self, states: Iterable[int]) -> Sequence[list[int]]:
        return [list(states)]  # all can be compared at once

    def begin(self) -> int:
        return BEGINNING

    def end(self, state: int) -> float:
        lost = self.missed[self.real] - self.missed[min(state >> 1, self.real - 1) + 1]
        return max(LONGEST_LOSS, lost)

    def moves(self, live: Mapping[int, float], moment: int) -> list[Move]:
        row = self.rows[moment]
        if not row.candidates:
            return self._opened(live)
        best = max(live.values())
        found: list[Move] = []
        for choice, candidate in enumerate(row.candidates):
            taken = _Taken(choice, candidate, row.at)
            if places := self.places.get(candidate.token.printed):
                found += self._exact(live, best - self.beam, taken, places)
                found += self._again(live, best - self.beam, taken, places)
            if candidate.score + misprints.REPEATED >= HOPELESS and not candidate.token.part:
                best = max([best, *(live[move[1]] + move[4] for move in found)])
                found += self._misprinted(live, best - self.beam, taken)
        return found

    def _opened(self, live: Iterable[int]) -> list[Move]:
        openings = self.places.get("", [])
        found = []
        for state in live:
            i = bisect.bisect_right(openings, state >> 1)
            if i < len(openings):
                new = openings[i]
                weight = self._gap(state >> 1, new) + self.entries[new].take
                found.append((0, state, new << 1, new, weight))
        return found

    def _gap(self, last: int, new: int) -> float:
        """The weight of calling a note after another, and none of those between."""
        lost = self.missed[new] - self.missed[last + 1]
        weight = lost if lost > LONGEST_LOSS else LONGEST_LOSS
        return weight + BEYOND if last < self.real <= new else weight

    def _called(self, entry: int, at: int) -> float:
        """The weight of a note's being called at a place of the text."""
        expected = self.entries[entry]
        elsewhere = 0.0 if expected.part.start <= at < expected.part.end else ELSEWHERE
        return expected.take + elsewhere

    def _exact(
        self, live: Mapping[int, float], floor: float, taken: _Taken, places: Sequence[int]
    ) -> Iterator[Move]:
        """The next notes of just this number, unless too many would be lost before them."""
        choice, candidate, at = taken
        score = candidate.score + EXACT
        for state, before in live.items():
            last = state >> 1
            first = bisect.bisect_right(places, last)
            far = 0
            for new in places[first : first + NEXT_FITS]:
                gap = self._gap(last, new)
                weight = score + gap
                far += gap <= LONGEST_LOSS
                if before + weight < floor or far > FAR_FITS:
                    break  # as many would be lost before those farther off
                yield choice, state, new << 1, new, weight + self._called(new, at)

    def _again(
        self, live: Mapping[int, float], floor: float, taken: _Taken, places: Sequence[int]
    ) -> Iterator[Move]:
        """The note that was called last is called once more, or one before it."""
        choice, candidate, _ = taken
        token, score = candidate.token, candidate.score
        set_off = token.form in SET_OFF
        twice = score + EXACT + (TWICE_SET_OFF if set_off else TWICE)
        for state, before in live.items():
            last = state >> 1
            if last < 0 or before + twice < floor:
                continue
            if self.entries[last].mark == token.printed:
                yield choice, state, state, last | AGAIN, twice
            elif set_off:
                i = bisect.bisect_left(places, last) - 1
                if i >= 0 and self.entries[places[i]].group == self.entries[last].group:
                    yield choice, state, state, places[i] | AGAIN, score + EXACT + BACKWARDS

    def _misprinted(self, live: Mapping[int, float], floor: float, taken: _Taken) -> Iterator[Move]:
        """The number is a misprint of the next one, or of one soon after."""
        choice, candidate, at = taken
        printed, score = candidate.token.printed, candidate.score
        number = candidate.token.number
        # nothing but a number of its own could show that a note beyond the last is called
        soon = {last + on for last in {state >> 1 for state in live} for on in range(1, SOON + 1)}
        for new in soon:
            wrong = self._slip(new, printed, number) if new < self.real else None
            if wrong is None or score + wrong < HOPELESS:
                continue
            target = new << 1 | (printed == self._mark(new + 1))
            called = score + EXACT + self._called(new, at)
            for state in range((new - SOON) << 1, new << 1):
                if (before := live.get(state)) is None:
                    continue
                swapped = state & SWAPPED and self._swap(state >> 1, new, printed)
                slip = misprints.SWAP_COMPLETED if swapped else wrong
                weight = called + slip + self._gap(state >> 1, new)
                if before + weight >= floor:
                    yield choice, state, target, new, weight

    def _slip(self, entry: int, printed: str, number: int) -> float | None:
        """The weight of reading what is printed as a misprint of the note expected there."""
        if expected := self.numbers[entry]:
            return misprints.slips(expected).get(number)
        mark = self.entries[entry].mark
        if not mark or printed == mark or number >= 0:
            return None
        if printed == self._mark(entry - 1):
            return misprints.SIGN_REPEATED
        return misprints.AHEAD if printed == self._mark(entry + 1) else None

    def _mark(self, entry: int) -> str:
        return self.entries[entry].mark if 0 <= entry < len(self.entries) else ""

    def _swap(self, last: int, new: int, printed: str) -> bool:
        return new == last + 1 and printed == self.entries[last].mark


def calls(rows: Sequence[Row], entries: Sequence[Entry]) -> list[Call]:
    """Every call that some reading makes and that is not out of the question."""
    model = _Calls(rows, entries)
    steps = weigh(model, len(rows))
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
