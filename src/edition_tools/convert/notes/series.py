"""Series of note numbers: which of the numbers that might head notes do.

Candidates in, row by row (those of a row exclude each other), numbered heads out, each with
its probability. A series counts up by one; it may lack a number, misprint one, give one
twice, or begin again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition_tools.convert.notes import misprints
from edition_tools.convert.notes.doubtful_heads import settled
from edition_tools.convert.notes.heads import Candidate, Head, goes_on
from edition_tools.convert.notes.lattice import Move, Step, weigh
from edition_tools.convert.notes.shapes import USUAL_NUMBER

EXACT = 2.0  # a number that is just the next one
LOST = -3.4  # a number of the series is missing
LONGEST_GAP = 12  # numbers that may be missing in a row
TWICE = -5.5  # a number comes a second time
INSERTED = -5.0  # 521 between 52 and 53: a note put in between
INSERTED_ON_LINE = -1.0
ANEW = -9.0  # the numbering begins again without any sign of it
ANEW_IN_LINE = -14.0
ANEW_AFTER_BREAK = -1.0  # … after a heading or a new zone
LIKELY = 0.7  # a number less probable than this does not head a note
SHORTEST_SERIES = 2
ANEW_SOON = -4.0  # … after a series of one note
UNUSUAL_START = -6.0  # the first note is not number 1
UNUSUAL_START_AT_HEAD = -2.0
UNUSUAL_START_IN_LINE = -12.0
GROUP = 1 << 17  # states: group * GROUP + number
SWAPPED = 1 << 39  # flag of a state: the last number was printed one too high
BEGINNING = -1
INSERTION = 1 << 40  # flag of an entry: a note put in between, outside the count
SECOND = 1 << 41  # flag of an entry: the number is given a second time


_Last = dict[int, list[int]]  # the states in which a number was the last one to be read


class _Series:
    """What number may follow what."""

    beam = 18.0

    def __init__(self, rows: Sequence[tuple[Candidate, ...]], anew_in_line: bool) -> None:
        self.rows = rows
        self.anew_in_line = anew_in_line

    def families(self, states: Iterable[int]) -> Sequence[list[int]]:
        found: dict[int, list[int]] = {}
        for state in states:
            found.setdefault(state // GROUP % GROUP, []).append(state)
        return list(found.values())

    def begin(self) -> int:
        return BEGINNING

    def end(self, state: int) -> float:  # noqa: ARG002 - any number may be the last
        return 0.0

    def moves(self, live: Mapping[int, float], moment: int) -> list[Move]:
        last: _Last = {}
        for state in live:
            if state != BEGINNING:
                last.setdefault(state % GROUP, []).append(state)
        next_numbers = {number + 1 + lost for number in last for lost in (0, 1)}
        found: list[Move] = []
        for choice, candidate in enumerate(self.rows[moment]):
            if BEGINNING in live:
                found += self._first(choice, candidate)
            found += self._next(choice, candidate, last)
            if not candidate.token.part:  # it would be neither misprinted nor put in between
                found += self._misread(choice, candidate, last, next_numbers)
                found += self._inserted(choice, candidate, last)
            if self._may_begin(candidate):
                found += self._anew(choice, candidate, last)
        return found

    def _may_begin(self, candidate: Candidate) -> bool:
        """Whether the numbering may begin again here; not with the 3 of 319."""
        if candidate.number > (1 if candidate.token.part else 3):
            return False
        return candidate.opens_line or self.anew_in_line

    def _first(self, choice: int, candidate: Candidate) -> Iterator[Move]:
        if candidate.token.part and candidate.number > 1:
            return
        number, score = candidate.number, candidate.score + EXACT
        usual = LOST * (number - 1)
        floor = UNUSUAL_START if candidate.opens_line else UNUSUAL_START_IN_LINE
        if candidate.after_break and candidate.opens_line:
            floor = UNUSUAL_START_AT_HEAD
        yield choice, BEGINNING, number, number, score + max(usual, floor)
        if number > 2:
            ahead = score + max(usual - LOST, floor) + misprints.AHEAD
            yield choice, BEGINNING, (number - 1) | SWAPPED, number - 1, ahead
        wrong = misprints.weight(1, candidate.token)
        if candidate.after_break and candidate.opens_line and wrong is not None:
            swapped = SWAPPED if number == 2 else 0
            yield choice, BEGINNING, 1 | swapped, 1, score + wrong

    def _next(self, choice: int, candidate: Candidate, last: _Last) -> Iterator[Move]:
        """The candidate is the next number, or one soon after, or the last one once more."""
        score = candidate.score + EXACT
        for number, states in last.items():
            step = candidate.number - number
            if not 0 <= step <= LONGEST_GAP:
                continue
            for flagged in states:
                state = flagged & ~SWAPPED
                if step:
                    new, weight = state + step, score + LOST * (step - 1)
                    yield choice, flagged, new, new, weight
                elif flagged & SWAPPED:
                    weight = score + misprints.SWAP_COMPLETED
                    yield choice, flagged, state + 1, state + 1, weight
                else:
                    yield choice, flagged, flagged, state | SECOND, score + TWICE

    def _misread(
        self, choice: int, candidate: Candidate, last: _Last, next_numbers: Iterable[int]
    ) -> Iterator[Move]:
        """The candidate is a misprint of the next number, or of the one after."""
        for true in next_numbers:
            wrong = misprints.slips(true).get(candidate.number)
            if wrong is None:
                continue
            score = candidate.score + EXACT + wrong
            swapped = SWAPPED if candidate.number == true + 1 else 0
            for lost in (0, 1):
                for state in last.get(true - 1 - lost, ()):
                    here = (state & ~SWAPPED) + 1 + lost
                    yield choice, state, here | swapped, here, score + LOST * lost

    def _inserted(self, choice: int, candidate: Candidate, last: _Last) -> Iterator[Move]:
        """The candidate begins with the last number, or with the next one: 521 after 52."""
        printed, score = candidate.token.printed, candidate.score + EXACT
        if not 2 <= len(printed) <= USUAL_NUMBER:
            return
        score += INSERTED_ON_LINE if candidate.opens_line else INSERTED
        begun = {candidate.number // 10, candidate.number // 100}
        for number in begun | {one - 1 for one in begun}:
            for state in last.get(number, ()):
                group = (state & ~SWAPPED) - number
                entry = (group + candidate.number) | INSERTION
                if goes_on(printed, number):
                    yield choice, state, state, entry, score
                elif goes_on(printed, number + 1):
                    yield choice, state, group + number + 1, entry, score + LOST

    def _anew(self, choice: int, candidate: Candidate, last: _Last) -> Iterator[Move]:
        cost = ANEW if candidate.opens_line else ANEW_IN_LINE
        if headed := candidate.opens_line and candidate.after_break:
            cost = ANEW_AFTER_BREAK
        number, score = candidate.number, candidate.score + EXACT + cost
        for before, states in last.items():
            soon = ANEW_SOON if before < SHORTEST_SERIES and not headed else 0.0
            for state in states:
                group = ((state & ~SWAPPED) // GROUP + 1) * GROUP
                weight = score + soon + LOST * (number - 1)
                yield choice, state, group + number, group + number, weight
                if number == 2 and candidate.after_break:
                    weight = score + soon + misprints.AHEAD
                    yield choice, state, (group + 1) | SWAPPED, group + 1, weight


def series(rows: Sequence[tuple[Candidate, ...]], *, anew_in_line: bool = True) -> list[Head]:
    """The numbers that most readings take: no two of them can contradict each other."""
    steps = weigh(_Series(rows, anew_in_line), len(rows))
    places: dict[tuple[int, int], list[Step]] = {}
    for step in steps:
        places.setdefault((step.moment, step.choice), []).append(step)
    found = {
        moment: _head(rows[moment][choice], rivals)
        for (moment, choice), rivals in places.items()
        if sum(step.probability for step in rivals) >= LIKELY
    }
    return settled(rows, found)


def _head(candidate: Candidate, rivals: Sequence[Step]) -> Head:
    step = max(rivals, key=lambda rival: rival.probability)
    plain = step.entry & (INSERTION - 1)
    group, number = divmod(plain, GROUP)
    inserted, second = bool(step.entry & INSERTION), bool(step.entry & SECOND)
    # how many groups came before is a question by itself: it makes no number doubtful
    alike = (rival for rival in rivals if (rival.entry - step.entry) % GROUP == 0)
    flags = step.entry & ~(INSERTION - 1)
    sure = sum(rival.probability for rival in alike if rival.entry & ~(INSERTION - 1) == flags)
    return Head(candidate, group, number, inserted, second, sure)
