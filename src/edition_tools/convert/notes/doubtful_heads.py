"""Numbers of notes that are not to be trusted: others are wrong, missing or misplaced beside them.

Candidates by rows and the heads that were decided come in; the heads go out again, those made
doubtful that stand where the count does not settle which number is which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from edition_tools.convert.notes import runs
from edition_tools.convert.notes.heads import Candidate, Head, goes_on

STRAY = 6.0  # by its neighbours alone a number with this score heads a note, read or not
PERHAPS = 0.0  # … with this one it does, if just that number is missing
RIVAL = 0.5  # … with this one it may head a note that another does: `Leyton 6 J. Pott`, not `p. 6.`
DOUBTFUL = 0.5


def settled(rows: Sequence[tuple[Candidate, ...]], found: Mapping[int, Head]) -> list[Head]:
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
            item = _item(head, places[head.group, head.number], lost)
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


def _item(head: Head, place: int, lost: Mapping[int, Sequence[int]]) -> runs.Item:
    """A head; one that reads as a number which is missing close by has no sure place."""
    printed = head.candidate.token.printed
    if head.second:
        return runs.Item(None, exact=False)
    if printed != head.mark and any(
        abs(other - place) <= runs.NEAR for other in lost.get(head.candidate.number, ())
    ):
        return runs.Item(None, exact=False)
    return runs.Item(place, printed == head.mark)


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
            or _holds_put_in(rows[before + 1 : here], number + 1)
            or _holds_put_in(rows[here + 1 : after], last)
        ):
            yield here


def _holds_put_in(rows: Iterable[tuple[Candidate, ...]], number: int) -> bool:
    """Whether a number that opens a line there is one put in after *number*: 521 after 52."""
    return any(
        c.opens_line and not c.token.part and goes_on(c.token.printed, number)
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
