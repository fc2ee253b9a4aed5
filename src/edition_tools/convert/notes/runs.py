"""Stretches where numbers are wrong and their count does not settle which is which.

The marks of a series as read, in order of place, come in; out go those that are not to be
trusted. A wrong number between sure ones is known by its place in the order, as long as
there are as many marks as numbers. Where a number is wrong and another is missing beside
it, either may be either: every reading of that stretch is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CHAIN = 2  # right numbers that follow each other directly are sure by each other …
CHAIN_BESIDE_EXTRA = 3  # … beside a mark that has no place in the series so many are

NEAR = 3  # places by which a misplaced number may be off


@dataclass(frozen=True, slots=True)
class Item:
    """A mark: its place in the series, and whether it is printed right.

    A mark without a place is one that nothing explains; `perhaps` are the missing places that
    it might take, empty if it might take any.
    """

    place: int | None
    exact: bool
    perhaps: tuple[int, ...] = ()


def unsettled(items: Sequence[Item], end: int) -> set[int]:
    """The indices of the marks that stand in such a stretch; the series has places 0 to *end*."""
    kept = list(_concerned(items))
    return {kept[i] for i in _unsettled([items[i] for i in kept], end)}


def _concerned(items: Sequence[Item]) -> Iterator[int]:
    """All marks but those that could only take a missing place far away."""
    last = -1
    for i, item in enumerate(items):
        last = last if item.place is None else item.place
        if not item.perhaps or any(abs(place - last) <= NEAR for place in item.perhaps):
            yield i


def _unsettled(items: Sequence[Item], end: int) -> set[int]:
    found: set[int] = set()
    for first, last in _between_chains(items, end):
        before = items[first - 1].place if first else -1
        after = items[last].place if last < len(items) else end
        if before is None or after is None:
            continue
        inside = range(first, last)
        placed = [place for i in inside if (place := items[i].place) is not None]
        extras = {i for i in inside if _extra(items[i], before, after)}
        wrong = {i for i in inside if items[i].place is not None and not items[i].exact}
        if placed == list(range(before + 1, after)):
            bad = {i for i in extras if wrong & {i - 1, i + 1}}
        else:
            bad = extras | {i for i in wrong if _beside_gap(items, i, end)}
        for i in inside:
            beside = found | bad if i and _follow(items[i - 1], items[i]) else bad
            if i in bad or i - 1 in beside or i + 1 in bad:
                found.add(i)
    return found


def _beside_gap(items: Sequence[Item], i: int, end: int) -> bool:
    """Whether a number is missing just before or after the wrong numbers round *i*."""
    first = last = i
    while first and not items[first - 1].exact:
        first -= 1
    while last + 1 < len(items) and not items[last + 1].exact:
        last += 1
    before = items[first - 1].place if first else -1
    after = items[last + 1].place if last + 1 < len(items) else end
    places = [item.place for item in items[first : last + 1]]
    return before is None or after is None or places != list(range(before + 1, after))


def _extra(item: Item, before: int, after: int) -> bool:
    if item.place is not None:
        return False
    return not item.perhaps or any(before < place < after for place in item.perhaps)


def _between_chains(items: Sequence[Item], end: int) -> Iterator[tuple[int, int]]:
    """The stretches (from, to) between chains of right numbers."""
    first = start = 0
    while start < len(items):
        stop = start + 1
        while stop < len(items) and _follow(items[stop - 1], items[stop]):
            stop += 1
        if stop - start >= _enough(items, start, stop, end):
            if first < start:
                yield first, start
            first = stop
        start = stop
    if first < len(items):
        yield first, len(items)


def _enough(items: Sequence[Item], start: int, stop: int, end: int) -> int:
    """How long the chain from *start* to *stop* must be to be sure."""
    beside = (*items[max(0, start - 1) : start], *items[stop : stop + 1])
    enough = CHAIN_BESIDE_EXTRA if any(item.place is None for item in beside) else CHAIN
    at_edge = (start == 0 and items[0].place == 0) or (
        stop == len(items) and items[-1].place == end - 1
    )
    return enough - at_edge


def _follow(one: Item, other: Item) -> bool:
    return (
        one.exact
        and other.exact
        and one.place is not None
        and other.place is not None
        and other.place == one.place + 1
    )
