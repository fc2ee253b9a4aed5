"""The labels of a reference's tokens, on which two models agree best.

Comes in: the tokens. Goes out: a label for each, such that the probabilities that the models give,
on the average, are highest together, and no part goes on that has not begun. Each model sees the
tokens in its own way, and errs in its own way: together they err less. The models are loaded when
they are first needed; how they were made is said in README.md beside this file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pycrfsuite

from edition_tools.convert.citations.trained.grammar import seen
from edition_tools.convert.citations.trained.tokens import features
from edition_tools.text import Span

FOLDER = Path(__file__).parent
BROKEN = 5.0  # what it costs to go on with a part that has not begun
LEAST = 1e-4  # a label less probable than this is not thought of

Rows = list[list[str]]
See = Callable[[str, Sequence[Span]], Rows]


def with_grammar(text: str, spans: Sequence[Span]) -> Rows:
    """What the second model sees: what the first does, and what the grammar of notes sees."""
    return [
        [*row, *more] for row, more in zip(features(text, spans), seen(text, spans), strict=True)
    ]


SEEN: dict[str, See] = {"references.crfsuite": features, "with-grammar.crfsuite": with_grammar}


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labels, and how sure they are: the mean logarithm of a token's probability."""

    labels: list[str]
    sureness: float


@lru_cache(maxsize=1)
def _models(folder: Path) -> tuple[tuple[pycrfsuite.Tagger, See], ...]:
    models = []
    for name, see in SEEN.items():
        tagger = pycrfsuite.Tagger()
        tagger.open(str(folder / name))
        models.append((tagger, see))
    return tuple(models)


def label(text: str, spans: Sequence[Span]) -> Labelled:
    """The labels of the tokens of *text*."""
    models = _models(FOLDER)
    for tagger, see in models:
        tagger.set(see(text, spans))
    likely = [_likely([tagger for tagger, _ in models], at) for at in range(len(spans))]
    best = _best(likely)
    first = models[0][0]
    return Labelled(best, math.log(max(first.probability(best), 1e-300)) / len(spans))


def _likely(taggers: list[pycrfsuite.Tagger], at: int) -> dict[str, float]:
    """The labels that come into question for a token, with the logarithm of their probability."""
    mean = {
        name: sum(tagger.marginal(name, at) for tagger in taggers) / len(taggers)
        for name in taggers[0].labels()
    }
    return {name: math.log(p) for name, p in mean.items() if p >= LEAST}


def _best(likely: list[dict[str, float]]) -> list[str]:
    """The row of labels that is most probable as a whole (Viterbi)."""
    score = {name: p - BROKEN * name.startswith("I-") for name, p in likely[0].items()}
    came: list[dict[str, str]] = []
    for row in likely[1:]:
        before = {
            name: max(score, key=lambda last: score[last] - _cost(last, name)) for name in row
        }
        score = {n: score[before[n]] - _cost(before[n], n) + p for n, p in row.items()}
        came.append(before)
    best = [max(score, key=lambda name: score[name])]
    for before in reversed(came):
        best.append(before[best[-1]])
    return best[::-1]


def _cost(last: str, name: str) -> float:
    """What it costs that *name* follows *last*."""
    return 0.0 if not name.startswith("I-") or last[2:] == name[2:] else BROKEN
