"""All readings of a row of marks at once, weighed against each other.

A row of moments comes in, each with candidates that exclude one another; a model says from
which state to which a candidate may lead, and at what weight (log-odds against its being
no mark at all). Out comes, for every step, the probability that the true reading takes it:
the sum over all readings, not the best one alone, so that two readings that are about as
good each get about a half. Work grows with the number of candidates, memory hardly: of a
long row only the states at the beginning of each stretch are kept, and the way through a
stretch is found again when its turn comes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

NOISE = 1e-4  # probability below which a step is not told
MOST_READINGS = 32  # states kept at one moment, in one family
MOST_FAMILIES = 3
NEGLIGIBLE = 14.0  # log-odds: a way so far behind others is less than one in a million
UNFELT = -37.0  # log-odds: added to one, the sum is one
STRETCH = 20_000  # moments whose moves are held at once

# A candidate taken, as a plain tuple, for a book has a million of them: which of the moment’s
# candidates; from one state to another; what it means (an entry); at what weight (log-odds).
Move = tuple[int, int, int, int, float]
_Arc = tuple[Move, float]  # … and the log-weight of all readings that go this way so far


@dataclass(frozen=True, slots=True)
class Step:
    """A move that some reading takes, with its probability over all readings."""

    moment: int
    choice: int  # which candidate of the moment
    entry: int
    probability: float


class Model(Protocol):
    """What may follow what.

    A reading that is more than `beam` (log-odds) behind the best of its family is given up.
    Families are readings that only the end can compare: those that take a list inside a note
    for a new series, and those that do not.
    """

    beam: float

    def families(self, states: Iterable[int]) -> Sequence[list[int]]:
        """The states of each family."""

    def begin(self) -> int:
        """The state before the first candidate."""

    def moves(self, live: Mapping[int, float], moment: int) -> list[Move]:
        """Where a moment's candidates may lead from each state; *live* holds their log-weights."""

    def end(self, state: int) -> float:
        """The weight of ending in *state*."""


@dataclass(slots=True)
class _Column:
    moment: int
    arcs: list[_Arc]
    dropped: list[int]


def weigh(model: Model, moments: int) -> list[Step]:
    """All steps that any reading of the moments takes, in order."""
    live = {model.begin(): 0.0}
    starts: list[tuple[range, dict[int, float]]] = []
    columns: list[_Column] = []
    for first in range(0, moments, STRETCH):
        stretch = range(first, min(first + STRETCH, moments))
        starts.append((stretch, dict(live)))
        columns = _forward(model, live, stretch)
    after = {state: model.end(state) for state in live}
    total = -math.inf
    for state, weight in live.items():
        total = _add(total, weight + after[state])
    found: list[Step] = []
    for stretch, before in reversed(starts):
        if stretch.stop < moments:
            columns = _forward(model, before, stretch)
        for column in reversed(columns):
            found += _backward(column, after, total)
    return sorted(found, key=lambda step: (step.moment, step.choice, step.entry))


def _forward(model: Model, live: dict[int, float], stretch: range) -> list[_Column]:
    """The moves of a stretch that matter for where they lead; *live* goes on to its end."""
    columns = []
    for moment in stretch:
        moves = model.moves(live, moment)
        if not moves:
            continue
        arcs = [(move, live[move[1]] + move[4]) for move in moves]
        for (_, _, target, _, _), weight in arcs:
            known = live.get(target)
            live[target] = weight if known is None else _add(known, weight)
        dropped = _prune(model, live)
        kept = [arc for arc in arcs if arc[1] > live.get(arc[0][2], math.inf) - NEGLIGIBLE]
        columns.append(_Column(moment, kept, dropped))
    return columns


def _prune(model: Model, live: dict[int, float]) -> list[int]:
    """Gives up hopeless states; returns them."""
    families = model.families(live)
    dropped: list[int] = []
    if len(families) > MOST_FAMILIES:
        families = sorted(families, key=lambda states: -max(live[s] for s in states))
        dropped += [state for states in families[MOST_FAMILIES:] for state in states]
    for states in families[:MOST_FAMILIES]:
        floor = max([live[state] for state in states]) - model.beam
        dropped += [state for state in states if live[state] < floor]
        if len(states) > MOST_READINGS:
            states.sort(key=live.__getitem__)
            dropped += [s for s in states[:-MOST_READINGS] if live[s] >= floor]
    for state in dropped:
        del live[state]
    return dropped


def _backward(column: _Column, after: dict[int, float], total: float) -> Iterable[Step]:
    """The steps of one moment; *after*, the log-weights of what follows, goes back over it."""
    for state in column.dropped:
        after.pop(state, None)
    new: dict[int, float] = {}
    taken: dict[tuple[int, int], float] = {}
    for (choice, source, state, entry, weight), before in column.arcs:
        ahead = after.get(state)
        if ahead is None or before + ahead < total - NEGLIGIBLE:
            continue
        step = choice, entry
        taken[step] = taken.get(step, 0.0) + math.exp(min(0.0, before + ahead - total))
        known = new.get(source)
        new[source] = weight + ahead if known is None else _add(known, weight + ahead)
    for state, weight in new.items():
        known = after.get(state)
        after[state] = weight if known is None else _add(known, weight)
    return [Step(column.moment, *step, min(1.0, p)) for step, p in taken.items() if p > NOISE]


def _add(a: float, b: float) -> float:
    """log(exp a + exp b), without leaving the logarithms."""
    if a < b:
        a, b = b, a
    return a + math.log1p(math.exp(b - a)) if b - a > UNFELT else a
