"""Series of note numbers: which of the numbers that might head notes do.

Candidates in, row by row (those of a row exclude each other), numbered heads out, each with
its probability. A series counts up by one; it may lack a number, misprint one, give one
twice, or begin again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from edition_tools.convert.notes import misprints, runs
from edition_tools.convert.notes.lattice import Move, Step, weigh
from edition_tools.convert.notes.shapes import USUAL_NUMBER, Token

EXACT = 2.0  # a number that is just the next one
LOST = -3.4  # a number of the series is missing
LONGEST_GAP = 12  # numbers that may be missing in a row
TWICE = -5.5  # a number comes a second time
INSERTED = -5.0  # 521 between 52 and 53: a note put in between
INSERTED_ON_LINE = -1.0
ANEW = -9.0  # the numbering begins again without any sign of it
ANEW_IN_LINE = -14.0
ANEW_AFTER_BREAK = -1.0  # … after a heading or a new zone
STRAY = 6.0  # by its neighbours alone a number with this score heads a note, read or not
PERHAPS = 0.0  # … with this one it does, if just that number is missing
RIVAL = 0.5  # … with this one it may head a note that another does: `Leyton 6 J. Pott`, not `p. 6.`
DOUBTFUL = 0.5
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may be a note's number."""

    token: Token
    number: int
    score: float
    opens_line: bool
    line: int  # where its line begins, an arrow before the number included
    tail: str  # what stands after the number: a stop, a bracket or nothing
    after_break: bool  # a heading or the zone's beginning comes just before
    zone: int


@dataclass(frozen=True, slots=True)
class Head:
    """The number of a note, as decided: `number` counts, `candidate` is what stands there."""

    candidate: Candidate
    group: int
    number: int
    inserted: bool
    second: bool
    probability: float

    @property
    def mark(self) -> str:
        """The mark that the note bears by right."""
        return self.candidate.token.printed if self.inserted else str(self.number)


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
                if _longer(printed, number):
                    yield choice, state, state, entry, score
                elif _longer(printed, number + 1):
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


def _longer(printed: str, number: int) -> bool:
    """Whether *printed* begins with the digits of *number*, and goes on."""
    return len(printed) > len(str(number)) and printed.startswith(str(number))


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
    return _settled(rows, found)


def _settled(rows: Sequence[tuple[Candidate, ...]], found: Mapping[int, Head]) -> list[Head]:
    """The heads, those made doubtful that stand where a number is wrong and another missing."""
    places = _places([head for head in found.values() if not head.inserted])
    read = {(head.group, head.number) for head in found.values()}
    lost: dict[int, list[int]] = defaultdict(list)
    for (group, number), place in places.items():
        if (group, number) not in read:
            lost[number].append(place)
    moments, items = [], []
    for moment, row in enumerate(rows):
        head = found.get(moment)
        if head and head.inserted:
            continue
        if head:
            exact = head.candidate.token.printed == head.mark and not head.second
            item = runs.Item(None if head.second else places[head.group, head.number], exact)
        elif any(c.score >= STRAY and not c.token.part for c in row):
            item = runs.Item(None, exact=False)
        elif perhaps := [p for c in row if c.score >= PERHAPS for p in lost.get(c.number, ())]:
            item = runs.Item(None, exact=False, perhaps=tuple(perhaps))
        else:
            continue
        items.append(item)
        moments.append(moment)
    doubtful = {moments[i] for i in runs.unsettled(items, len(places))}
    doubtful |= set(_crossed(rows, found))
    doubtful |= set(_repeated(rows, found))
    doubtful |= set(_misplaced(rows, found))
    return [
        replace(head, probability=min(head.probability, DOUBTFUL)) if moment in doubtful else head
        for moment, head in found.items()
    ]


def _crossed(rows: Sequence[tuple[Candidate, ...]], found: Mapping[int, Head]) -> Iterator[int]:
    """The moments where the numbering begins again, but the number due before comes only after.

    In 3, 1, 4, 2 the last number of one group and the first of the next may be swapped.
    """
    order = sorted(moment for moment, head in found.items() if not head.inserted)
    for before, here, after in zip(order, order[1:], [*order[2:], len(rows)], strict=False):
        last, new = found[before], found[here]
        if new.group == last.group:
            continue
        due, on_line = last.number + 1, new.candidate.opens_line
        if any(
            c.number == due and c.opens_line == on_line and c.score >= PERHAPS
            for row in rows[here + 1 : after]
            for c in row
        ):
            yield here


def _repeated(rows: Sequence[tuple[Candidate, ...]], found: Mapping[int, Head]) -> Iterator[int]:
    """The moments of numbers inside lines that stand once more before the next or after the last.

    In `4 Brown. 5 White. 5 See Black. 6 Green.` either 5 may be a number in the words of a note.
    """
    order = sorted(moment for moment, head in found.items() if not head.inserted)
    for before, here, after in zip([-1, *order], order, [*order[1:], len(rows)], strict=False):
        head = found[here]
        if head.candidate.opens_line:
            continue
        if head.second and before >= 0:
            yield from (before, here)
        beside = (*rows[before + 1 : here], *rows[here + 1 : after])
        if any(c.number == head.number and c.score >= RIVAL for row in beside for c in row):
            yield here


def _misplaced(rows: Sequence[tuple[Candidate, ...]], found: Mapping[int, Head]) -> Iterator[int]:
    """The moments of numbers beside one put in that stands a note too early or too late.

    Of 11, 121, 12, 13 and of 11, 12, 13, 121, 14 two numbers may be swapped.
    """
    if not any(head.inserted for head in found.values()):
        return
    counted = sorted(moment for moment, head in found.items() if not head.inserted)
    for before, here, after in zip(counted, counted[1:], [*counted[2:], len(rows)], strict=False):
        last, number = found[before].number, found[here].number
        if last < number and (
            _holds_put_in(rows[before + 1 : here], number)
            or _holds_put_in(rows[here + 1 : after], last)
        ):
            yield here


def _holds_put_in(rows: Iterable[tuple[Candidate, ...]], number: int) -> bool:
    """Whether a number that opens a line there is one put in after *number*: 521 after 52."""
    return any(
        c.opens_line and not c.token.part and _longer(c.token.printed, number)
        for row in rows
        for c in row
    )


def _places(heads: Sequence[Head]) -> dict[tuple[int, int], int]:
    """The numbers of each group from the first that is read to the last, all in one count."""
    groups: dict[int, list[int]] = defaultdict(list)
    for head in heads:
        groups[head.group].append(head.number)
    numbers = [
        (group, number)
        for group, inside in sorted(groups.items())
        for number in range(min(inside), max(inside) + 1)
    ]
    return {number: place for place, number in enumerate(numbers)}


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
