"""The best way through a row of places, each in one of a few states (Viterbi)."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

State = TypeVar("State", bound=Hashable)


def best(
    scores: Sequence[Mapping[State, float]],
    start: Mapping[State, float],
    moves: Mapping[State, Mapping[State, float]],
    end: Mapping[State, float],
) -> list[State]:
    """One state for each place, so that the sum of scores, moves, start and end is highest.

    `scores[i]` holds the states possible at place i; `moves[a][b]` is the score of b after a.
    """
    if not scores:
        return []
    reached = {state: start[state] + own for state, own in scores[0].items() if state in start}
    origins: list[dict[State, State]] = []
    for here in scores[1:]:
        reached, origin = _step(reached, here, moves)
        origins.append(origin)
    state = max(reached, key=lambda s: reached[s] + end.get(s, -math.inf))
    states = [state]
    for origin in reversed(origins):
        state = origin[state]
        states.append(state)
    return states[::-1]


def _step(
    reached: Mapping[State, float],
    here: Mapping[State, float],
    moves: Mapping[State, Mapping[State, float]],
) -> tuple[dict[State, float], dict[State, State]]:
    now: dict[State, float] = {}
    origin: dict[State, State] = {}
    for before, so_far in reached.items():
        for state, move in moves[before].items():
            if state in here:
                total = so_far + move + here[state]
                if total > now.get(state, -math.inf):
                    now[state] = total
                    origin[state] = before
    return now, origin
