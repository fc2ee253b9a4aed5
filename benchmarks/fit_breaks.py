"""Fit the weights of the cues to hidden paragraph breaks, and say what they are worth.

    python benchmarks/fit_breaks.py FOLDER [--write]

FOLDER holds one text file for each work: paragraphs parted by blank lines, stretches of prose
(between headings, tables, quotations) by lines of `* * *`, markers as a flat text has them
(`end.12 Next`). Most breaks are hidden, as copying hides them; the model is fitted to all works
but one and tried on that one, for each in turn. Needs numpy, which the program itself does not.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found,unused-ignore]

from edition_tools.convert.blocks import breaks, cues
from edition_tools.convert.blocks.sentences import split
from edition_tools.text import Span

TARGET = Path(breaks.__file__).with_name("break_weights.py")
KEPT, GLUED = 0.08, 0.02  # shares of the breaks that stay, and that lose even their blank
WEIGHT = 3000  # boundaries from which on a longer work counts no more than a shorter one
PENALTY = 2.0  # on the squared weights, against learning one work by heart
STEPS = 12
GRID = (
    0.0,
    0.05,
    0.1,
    0.15,
    0.2,
    0.3,
    0.4,
    0.5,
    0.6,
    0.75,
    0.9,
    1.0,
)  # shares at which it is calibrated
RECALLS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)

Array = Any  # of numpy
Stretch = tuple[Array, Array, list[int]]  # cues, breaks, places of the sentences


def hide(words: str, chance: random.Random) -> list[tuple[str, set[int]]]:
    """The stretches of a work with most breaks hidden, and where those are."""
    found: list[tuple[str, set[int]]] = []
    for stretch in words.split("\n\n* * *\n\n"):
        text = ""
        hidden: set[int] = set()
        for paragraph in stretch.split("\n\n"):
            if text and chance.random() < KEPT:
                found.append((text, hidden))
                text, hidden = "", set()
            if text:
                text += "" if chance.random() < GLUED else " "
                hidden.add(len(text))
            text += paragraph
        found.append((text, hidden))
    return found


def read(path: Path) -> list[Stretch]:
    """For each stretch: the cues at its boundaries, which are breaks, where sentences begin."""
    stretches = hide(path.read_text("utf-8"), random.Random(path.name))
    prose = [split(text, Span(0, len(text))) for text, _ in stretches]
    habit = breaks.habit(prose)
    rows = []
    for (text, hidden), sentences in zip(stretches, prose, strict=True):
        if len(sentences) > 1:
            known = cues.Prose(text, sentences)
            values = [known.between(i, habit) for i in range(1, len(sentences))]
            places = [one.span.start for one in sentences]
            truth = [float(place in hidden) for place in places[1:]]
            rows.append((np.array(values), np.array(truth), [*places, len(text)]))
    return rows


def fit(works: Sequence[list[Stretch]]) -> tuple[float, Array]:
    """Bias and weights: logistic regression by Newton's method."""
    x = np.vstack([values for rows in works for values, _, _ in rows])
    y = np.concatenate([truth for rows in works for _, truth, _ in rows])
    sizes = [sum(len(truth) for _, truth, _ in rows) for rows in works]
    share = np.repeat([min(1.0, WEIGHT / size) for size in sizes], sizes)
    mean, spread = x.mean(0), x.std(0) + 1e-6
    x = np.hstack([np.ones((len(y), 1)), (x - mean) / spread])
    weights = np.zeros(x.shape[1])
    penalty = np.diag([1e-6, *[PENALTY] * (x.shape[1] - 1)])
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share * (y - sure)) - penalty @ weights
        curve = (x * (share * sure * (1 - sure))[:, None]).T @ x + penalty
        weights += np.linalg.solve(curve, slope)
    plain = weights[1:] / spread
    return float(weights[0] - plain @ mean), plain


def judge(rows: list[Stretch], bias: float, weights: Array) -> tuple[Array, Array]:
    """The model's share and the truth for every boundary of a work."""
    shares = [breaks.shares(list(values @ weights + bias), places) for values, _, places in rows]
    return np.concatenate(shares), np.concatenate([truth for _, truth, _ in rows])


def calibrate(shares: Array, truth: Array) -> list[tuple[float, float]]:
    """Knots (share, measured precision), never falling; few places weigh less than many."""
    knots = [(0.0, 0.0)]
    base = truth.mean()
    for low, high in pairwise(GRID):
        inside = (shares >= low) & (shares < high)
        measured = (truth[inside].sum() + 10 * base) / (inside.sum() + 10)
        middle = float(shares[inside].mean()) if inside.any() else (low + high) / 2
        knots.append((round(middle, 3), round(max(knots[-1][1], float(measured)), 3)))
    return [*knots, (1.0, knots[-1][1])]


def curve(shares: Array, truth: Array) -> str:
    """Precision at each of `RECALLS`, and the best F1."""
    order = np.argsort(-shares)
    hits = np.cumsum(truth[order])
    precision, recall = hits / np.arange(1, len(hits) + 1), hits / truth.sum()
    at = [precision[min(np.searchsorted(recall, r), len(hits) - 1)] for r in RECALLS]
    best = (2 * precision * recall / (precision + recall + 1e-9)).max()
    return " ".join(f"{value:.2f}" for value in at) + f"   {best:.2f}"


def module(bias: float, weights: Array, knots: list[tuple[float, float]]) -> str:
    """The text of `break_weights.py`."""
    lines = [f'    "{name}": {w:.3f},' for name, w in zip(cues.NAMES, weights, strict=True)]
    pairs = [f"    ({x}, {y})," for x, y in knots]
    head = TARGET.read_text("utf-8").split("\nBIAS", 1)[0]
    return "\n".join(
        [
            head,
            f"BIAS = {bias:.3f}",
            "WEIGHTS: Mapping[str, float] = {",
            *lines,
            "}",
            "# (share that the model gives, share that was right in works it had not seen)",
            "KNOTS: tuple[tuple[float, float], ...] = (",
            *pairs,
            ")",
            "",
        ]
    )


def main() -> None:
    """Fit, try on each work left out, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    works = {path.stem: read(path) for path in sorted(given.folder.glob("*.txt"))}
    print("work left out: precision at recall", *RECALLS, "  best F1")
    judged = []
    for name, rows in works.items():
        judged.append(judge(rows, *fit([w for other, w in works.items() if other != name])))
        print(f"{name:24} {int(judged[-1][1].sum()):5} of {len(judged[-1][1]):5}", end="  ")
        print(curve(*judged[-1]), flush=True)
    shares = np.concatenate([one for one, _ in judged])
    truth = np.concatenate([one for _, one in judged])
    knots = calibrate(shares, truth)
    print(f"{'all':24} {int(truth.sum()):5} of {len(truth):5} ", curve(shares, truth))
    print("knots", knots)
    bias, weights = fit(list(works.values()))
    if given.write:
        TARGET.write_text(module(bias, weights, knots), "utf-8")


if __name__ == "__main__":
    main()
