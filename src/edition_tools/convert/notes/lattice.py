"""All readings of a row of marks at once, weighed against each other.

A row of moments comes in, each with candidates that exclude one another; a model says from
which state to which a candidate may lead, and at what weight (log-odds against its being
no mark at all). Out comes, for every step, the probability that the true reading takes it:
the sum over all readings, not the best one alone, so that two readings that are about as
good each get about a half. Work grows with the number of candidates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

NOISE = 1e-4  # probability below which a step is not told
MOST_READINGS = 32  # states kept at one moment, in one family
MOST_FAMILIES = 3


class Move(NamedTuple):  # a tuple: a book has a million of them
    """A candidate taken: from one state to another; it means `entry`, at `weight` log-odds."""

    source: int
    state: int
    entry: int
    weight: float


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

    def family(self, state: int) -> int:
        """The family of a state."""

    def begin(self) -> int:
        """The state before the first candidate."""

    def moves(self, states: Iterable[int], moment: int, choice: int) -> Iterable[Move]:
        """Where a candidate may lead from each of *states*."""

    def end(self, state: int) -> float:
        """The weight of ending in *state*."""


class _Arc(NamedTuple):
    choice: int
    move: Move
    before: float  # log-weight of all readings that reach it


@dataclass(slots=True)
class _Column:
    arcs: list[_Arc]
    dropped: list[int]


def weigh(model: Model, moments: Sequence[int]) -> list[Step]:
    """All steps that any reading of the moments takes; *moments* holds their sizes."""
    live = {model.begin(): 0.0}
    columns: list[_Column] = []
    for moment, size in enumerate(moments):
        column = _Column(_arcs(model, live, moment, size), [])
        for _, (_, target, _, weight), before in column.arcs:
            known = live.get(target)
            live[target] = before + weight if known is None else _add(known, before + weight)
        if column.arcs:
            column.dropped = _prune(model, live)
        columns.append(column)
    return _backward(model, columns, live)


def _arcs(model: Model, live: dict[int, float], moment: int, size: int) -> list[_Arc]:
    return [
        _Arc(choice, move, live[move.source])
        for choice in range(size)
        for move in model.moves(live, moment, choice)
    ]


def _prune(model: Model, live: dict[int, float]) -> list[int]:
    """Gives up hopeless states; returns them."""
    if len(live) < 2:
        return []
    families: dict[int, list[int]] = {}
    for state in live:
        families.setdefault(model.family(state), []).append(state)
    ranked = sorted(families.values(), key=lambda states: -max(live[s] for s in states))
    dropped = [state for states in ranked[MOST_FAMILIES:] for state in states]
    for states in ranked[:MOST_FAMILIES]:
        floor = max(live[state] for state in states) - model.beam
        dropped += [state for state in states if live[state] < floor]
        if len(states) > MOST_READINGS:
            states.sort(key=live.__getitem__)
            dropped += [s for s in states[:-MOST_READINGS] if live[s] >= floor]
    for state in dropped:
        del live[state]
    return dropped


def _backward(model: Model, columns: list[_Column], live: dict[int, float]) -> list[Step]:
    after = {state: model.end(state) for state in live}
    total = -math.inf
    for state, weight in live.items():
        total = _add(total, weight + after[state])
    found: list[Step] = []
    for moment in range(len(columns) - 1, -1, -1):
        column = columns[moment]
        for state in column.dropped:
            after.pop(state, None)
        new: dict[int, float] = {}
        taken: dict[tuple[int, int], float] = {}
        for choice, (source, state, entry, weight), before in column.arcs:
            ahead = after.get(state)
            if ahead is None:
                continue
            onward = weight + ahead
            taken[choice, entry] = taken.get((choice, entry), 0.0) + _odds(before + onward - total)
            known = new.get(source)
            new[source] = onward if known is None else _add(known, onward)
        for state, weight in new.items():
            known = after.get(state)
            after[state] = weight if known is None else _add(known, weight)
        found += [Step(moment, *step, min(1.0, p)) for step, p in taken.items() if p > NOISE]
    return sorted(found, key=lambda step: (step.moment, step.choice, step.entry))


def _odds(log_probability: float) -> float:
    return math.exp(min(0.0, log_probability))


def _add(a: float, b: float) -> float:
    """log(exp a + exp b), without leaving the logarithms."""
    if a < b:
        a, b = b, a
    return a if b == -math.inf else a + math.log1p(math.exp(b - a))
