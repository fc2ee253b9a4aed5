"""The stretches of a text where a marker is wrong and another is missing: none is sure there.

The moments of a text, the likely calls and the expected notes in, the markers that are not to
be trusted out. `runs` says where the count does not settle which number is which; here it is
told what each number may be.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from edition_tools.convert.notes import runs
from edition_tools.convert.notes.calls import Call, Entry, Row
from edition_tools.text import Span

STRAY = 4.0  # by its neighbours alone a number with this score is a marker, read or not
PERHAPS = -3.5  # … with this one it is, if just that number is missing
BESIDE = 2  # places between a call without a note and a note without a call that may be its own


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The markers, by place, of such stretches, and where a number of theirs stands again."""

    markers: set[Span]
    again: dict[Span, list[Span]]


def unsettled(rows: Sequence[Row], likely: Sequence[Call], entries: Sequence[Entry]) -> Unsettled:
    """The markers of stretches where a number is wrong and another is missing."""
    read = {call.candidate.token.span: call for call in likely}
    made = [
        next((read[c.token.span] for c in row.candidates if c.token.span in read), None)
        for row in rows
    ]
    count = _Count(entries, {call.entry for call in likely})
    doubled: dict[int, runs.Item] = {}
    again: dict[Span, list[Span]] = defaultdict(list)
    for i, doubled_call, place in _doubled(rows, made, count):
        doubled[i] = runs.Item(None, exact=False, perhaps=(place,))
        again[doubled_call.candidate.token.span].append(rows[i].candidates[0].token.span)
    spans: list[Span] = []
    items: list[runs.Item] = []
    for i, (row, call) in enumerate(zip(rows, made, strict=True)):
        item = count.item(call) if call else doubled.get(i) or count.stray(row)
        if item:
            items.append(item)
            spans.append(call.candidate.token.span if call else row.candidates[0].token.span)
    return Unsettled({spans[i] for i in runs.unsettled(items, count.places[-1])}, again)


class _Count:
    """The places of the expected notes in their count, and those that nothing calls."""

    def __init__(self, entries: Sequence[Entry], met: set[int]) -> None:
        self.entries = entries
        self.counted = [bool(e.mark) and e.miss < 0 and not e.beyond for e in entries]
        self.places = list(accumulate(self.counted, initial=0))
        self.lost: dict[str, tuple[int, ...]] = {}
        self.uncalled: list[int] = []
        for i, entry in enumerate(entries):
            if self.counted[i] and i not in met:
                self.lost[entry.mark] = (*self.lost.get(entry.mark, ()), self.places[i])
                if entry.note >= 0:
                    self.uncalled.append(self.places[i])

    def item(self, call: Call) -> runs.Item:
        """A call; one that the notes lack may be that of a note close by that nothing calls.

        So it is with signs, which come again and again; a number is its own evidence.
        """
        entry = self.entries[call.entry]
        place = self.places[call.entry] if self.counted[call.entry] else None
        if place is not None and entry.note < 0 and not entry.mark.isdecimal() and not entry.beyond:
            first = bisect_left(self.uncalled, place - BESIDE)
            beside = self.uncalled[first : bisect_right(self.uncalled, place + BESIDE)]
            if beside:
                return runs.Item(None, exact=False, perhaps=tuple(beside))
        if call.again:
            return runs.Item(None, exact=False)
        printed = call.candidate.token.printed
        if place is not None and printed != entry.mark:
            own = tuple(p for p in self.lost.get(printed, ()) if abs(p - place) <= runs.NEAR)
            if own:  # it reads as a number that is missing close by: the two may be swapped
                return runs.Item(None, exact=False, perhaps=(*own, place))
        return runs.Item(place, printed == entry.mark)

    def stray(self, row: Row) -> runs.Item | None:
        """A number that calls nothing, if it is a marker all the same, or may be a lost one."""
        if any(c.score >= STRAY and not c.token.part for c in row.candidates):
            return runs.Item(None, exact=False)
        perhaps = tuple(
            place
            for c in row.candidates
            if c.score >= PERHAPS
            for place in self.lost.get(c.token.printed, ())
        )
        return runs.Item(None, exact=False, perhaps=perhaps) if perhaps else None

    def lost_beside(self, call: Call, on: int) -> int | None:
        """The place in the count of the note before (-1) or after (1) a called one, if lost."""
        entry = call.entry + on
        if not 0 <= entry < len(self.entries) or not self.counted[entry]:
            return None
        place = self.places[entry]
        return place if place in self.lost.get(self.entries[entry].mark, ()) else None


def _doubled(
    rows: Sequence[Row], made: Sequence[Call | None], count: _Count
) -> Iterator[tuple[int, Call, int]]:
    """Rows that repeat the number of a call, beyond which the next number is missing.

    In 71, 72, 72, 74 the second 72 may be the 73 that is missing, misprinted, and the first
    is right, though the second alone was read; so in 71, 73, 73, 74 with the first. Each with
    the call and the missing place in the count.
    """
    calls = [-1, *(i for i, call in enumerate(made) if call), len(rows)]
    for first, last in pairwise(calls):
        if last - first == 1:
            continue
        for i, on in ((first, -1), (last, 1)):
            call = made[i] if 0 <= i < len(rows) else None
            place = count.lost_beside(call, on) if call else None
            if call and place is not None:
                printed = call.candidate.token.printed
                for between in range(first + 1, last):
                    if _may_be(rows[between], printed):
                        yield between, call, place


def _may_be(row: Row, printed: str) -> bool:
    return any(c.token.printed == printed and c.score >= PERHAPS for c in row.candidates)
