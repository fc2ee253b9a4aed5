"""Fit the weights of the cues to hidden paragraph breaks, and say what they are worth.

    python benchmarks/fit_breaks.py [DIR] [--write]

DIR holds a folder for each text, with raw.txt and gold.json (default: ../shared/corpus/items);
the books of `scale/` beside it count too. The truth is that of the gold. Where a text shows its
breaks, most are hidden first, as copying hides them. Texts from one repository are one work; every
work counts the same. The model is fitted to all works but one and tried on that one, for each in
turn: what it is worth is said of works that it has not seen. --write writes
`convert/blocks/break_weights.py`; the same texts give the same file. Needs numpy, which the
program itself does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np  # type: ignore[import-not-found,unused-ignore]

from edition_tools.convert import printed
from edition_tools.convert.blocks import breaks, cues, traces
from edition_tools.convert.blocks.sentences import split
from edition_tools.text import Span

ITEMS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "items"
TARGET = Path(breaks.__file__).with_name("break_weights.py")
KEPT, GLUED = 0.08, 0.03  # shares of the breaks that stay, and that lose even their blank
BOOK = 1_500_000  # code points of a whole book that are read
WEIGHT = 4000  # boundaries that a work counts for, however long it is
PENALTY = 20.0  # on the squared weights, against learning one work by heart
STEPS = 12
GRID = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 1.0)  # calibrated between them
RECALLS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)

Array = Any  # of numpy


class Text(NamedTuple):
    """A text with hidden breaks: its printed paragraphs, and where others begin inside them."""

    work: str
    words: str
    paragraphs: list[Span]
    hidden: set[int]


class Stretch(NamedTuple):
    """The boundaries of one printed paragraph: cues, truth, traces, where the sentences begin."""

    values: Array
    truth: Array
    traced: Array
    places: list[int]


class Model(NamedTuple):
    """Bias and weights."""

    bias: float
    weights: Array


# ------------------------------------------------------------------ the texts
def texts(folder: Path) -> Iterator[Text]:
    """The texts of DIR and the books beside it, with their breaks hidden."""
    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield damaged(gold, path.with_name("raw.txt").read_bytes().decode())
    for path in sorted(folder.parent.glob("scale/*-D/gold.json.xz")):
        gold = json.loads(lzma.decompress(path.read_bytes()))
        raw = lzma.decompress(path.with_name("raw.txt.xz").read_bytes()).decode()
        yield damaged(gold, raw[:BOOK])


def damaged(gold: dict[str, Any], raw: str) -> Text:
    """A text that has lost breaks as it stands, and any other after hiding them."""
    begun = {skip(raw, at) for at in gold["paragraphs"] if at < len(raw)}
    lost = {at for at in begun if raw[max(0, at - 6) : at].rstrip(" >\t")[-1:] not in ("\n", "")}
    apart = [Span(*pair) for pair in (*gold["headings"], *gold["blockquotes"])]
    bodies = [
        Span(zone["start"], min(zone["end"], len(raw)))
        for zone in gold["zones"]
        if zone["kind"] == "body" and zone["start"] < len(raw)
    ]
    work = gold["source"]["repo"]
    lines = [
        line.trimmed(raw)
        for line in printed.lines(raw)
        if any(body.holds(line.trimmed(raw)) for body in bodies)
    ]
    if lost:
        prose = [line for line in lines if not any(line.meets(other) for other in apart)]
        return Text(work, raw, prose, lost)
    return hide(work, raw, [*group(lines, begun, apart)], random.Random(gold["id"]))


def skip(raw: str, at: int) -> int:
    """The first word at *at* or after it."""
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at


def group(lines: list[Span], begun: set[int], apart: list[Span]) -> Iterator[list[Span]]:
    """The paragraphs that follow each other, with neither heading nor quotation between."""
    run: list[Span] = []
    for line in lines:
        if any(line.meets(other) for other in apart):
            yield run
            run = []
        elif line.start in begun or not run:
            run.append(line)
        else:  # a paragraph that is printed in several lines
            run[-1] = Span(run[-1].start, line.end)
    yield run


def hide(work: str, raw: str, runs: Sequence[list[Span]], chance: random.Random) -> Text:
    """A text made of the runs of paragraphs, with most of the breaks hidden."""
    words, paragraphs, hidden = "", [0], set()
    for run in runs:
        for i, span in enumerate(run):
            if i and chance.random() >= KEPT:
                words += "" if chance.random() < GLUED else " "
                hidden.add(len(words))
            elif words:
                words += "\n\n"
                paragraphs.append(len(words))
            words += " ".join(span.of(raw).split())
    ends = [*(at - 2 for at in paragraphs[1:]), len(words)]
    return Text(work, words, [Span(*pair) for pair in zip(paragraphs, ends, strict=True)], hidden)


def read(text: Text) -> list[Stretch]:
    """The boundaries of those paragraphs that are long enough to be more than one."""
    prose = [split(text.words, span) for span in text.paragraphs]
    habit = breaks.habit(prose)
    found = []
    for span, sentences in zip(text.paragraphs, prose, strict=True):
        if len(span) < breaks.LONG or len(sentences) < 2:
            continue
        known = cues.Prose(text.words, sentences)
        places = [one.span.start for one in sentences]
        traced = traces.find(text.words, span) | traces.glued(text.words, sentences)
        found.append(
            Stretch(
                np.array([known.between(i, habit) for i in range(1, len(sentences))]),
                np.array([float(at in text.hidden) for at in places[1:]]),
                np.array([at in traced for at in places[1:]]),
                [*places, span.end],
            )
        )
    return found


# ------------------------------------------------------------------ the model
def fit(works: Sequence[list[Stretch]]) -> Model:
    """Logistic regression by Newton's method; breaks that have left a trace are not learnt."""
    x = np.vstack([one.values[~one.traced] for work in works for one in work])
    y = np.concatenate([one.truth[~one.traced] for work in works for one in work])
    sizes = [sum(int((~one.traced).sum()) for one in work) for work in works]
    share = np.repeat([WEIGHT / size for size in sizes], sizes)
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
    return Model(float(weights[0] - plain @ mean), plain)


def judge(work: list[Stretch], model: Model) -> tuple[Array, Array]:
    """The model's share and the truth for every boundary of a work that has left no trace."""
    shares = []
    for one in work:
        odds = np.where(one.traced, breaks.KNOWN, one.values @ model.weights + model.bias)
        shares.append(np.array(breaks.shares(list(odds), one.places))[~one.traced])
    return np.concatenate(shares), np.concatenate([one.truth[~one.traced] for one in work])


def calibrate(judged: Sequence[tuple[Array, Array]]) -> list[tuple[float, float]]:
    """Knots (share, measured precision), never falling; few places weigh less than many."""
    shares, truth = (np.concatenate(column) for column in zip(*judged, strict=True))
    weight = np.concatenate([np.full(len(one), WEIGHT / len(one)) for one, _ in judged])
    base = (weight * truth).sum() / weight.sum()
    knots = [(0.0, 0.0)]
    for low, high in pairwise(GRID):
        inside = (shares >= low) & (shares < high)
        right = (weight * truth)[inside].sum() + 10 * base
        measured = float(right / (weight[inside].sum() + 10))
        middle = float(shares[inside].mean()) if inside.any() else (low + high) / 2
        knots.append((round(middle, 3), round(max(knots[-1][1], measured), 3)))
    return [*knots, (1.0, knots[-1][1])]


def curve(shares: Array, truth: Array) -> str:
    """Precision at each of `RECALLS`, the best F1, and the share from which on it is reached."""
    order = np.argsort(-shares, kind="stable")
    hits = np.cumsum(truth[order])
    precision, recall = hits / np.arange(1, len(hits) + 1), hits / truth.sum()
    at = [precision[min(np.searchsorted(recall, r), len(hits) - 1)] for r in RECALLS]
    f1 = 2 * precision * recall / (precision + recall + 1e-9)
    best = f"   {f1.max():.3f} from {shares[order][f1.argmax()]:.2f}"
    return " ".join(f"{value:.2f}" for value in at) + best


# ------------------------------------------------------------------ the file
def module(model: Model, knots: list[tuple[float, float]], digest: str) -> str:
    """The text of `break_weights.py`."""
    weights = zip(cues.NAMES, model.weights, strict=True)
    return "\n".join(
        [
            '"""Weights of the cues to hidden breaks; written by `benchmarks/fit_breaks.py`."""',
            "",
            "from __future__ import annotations",
            "",
            "from collections.abc import Mapping",
            "",
            "# of the texts that they were fitted to",
            f'SHA256 = "{digest}"',
            f"BIAS = {model.bias:.3f}",
            "WEIGHTS: Mapping[str, float] = {",
            *(f'    "{name}": {weight:.3f},' for name, weight in weights),
            "}",
            "# (share that the model gives, share that was right in works it had not seen)",
            "KNOTS: tuple[tuple[float, float], ...] = (",
            *(f"    ({x}, {y})," for x, y in knots),
            ")",
            "",
        ]
    )


def main() -> None:
    """Fit, try on each work left out, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ITEMS, metavar="DIR")
    parser.add_argument("--write", action="store_true", help="write break_weights.py")
    given = parser.parse_args()
    digest = hashlib.sha256()
    works: dict[str, list[Stretch]] = {}
    for text in texts(given.folder):
        digest.update(f"{text.words}{sorted(text.hidden)}".encode())
        works.setdefault(text.work, []).extend(read(text))
    print("work left out: precision at recall", *RECALLS, "  best F1")
    judged = []
    for name, work in works.items():
        others = [other for known, other in works.items() if known != name]
        judged.append(judge(work, fit(others)))
        shares, truth = judged[-1]
        print(f"{name.split('/')[-1][:40]:40} {int(truth.sum()):5} of {len(truth):5}", end="  ")
        print(curve(shares, truth), flush=True)
    shares, truth = (np.concatenate(column) for column in zip(*judged, strict=True))
    print(f"{'all':40} {int(truth.sum()):5} of {len(truth):5} ", curve(shares, truth))
    knots = calibrate(judged)
    print("knots", knots)
    if given.write:
        written = module(fit(list(works.values())), knots, digest.hexdigest())
        TARGET.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
