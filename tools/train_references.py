"""Train the models that read bare references.

    python tools/train_references.py ../shared/refs/dev

Four fifths of each set are trained on, by the checksum of a row's document (or id), so that the
same rows are held out in every run. Writes the models; prints their sizes and checksums.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import pycrfsuite

from edition_tools.convert.citations.trained.labels import FOLDER, SEEN, See
from edition_tools.convert.citations.trained.tokens import tokens

SETS = ("anystyle_core", "linkedbooks", "grobid_rawref")
SAME = {"year": "date", "booktitle": "container"}


def held_out(row: dict) -> bool:
    """Whether the row is one of the fifth that is not trained on."""
    name = str(row.get("doc") or row["id"])
    return hashlib.sha256(name.encode()).digest()[0] % 5 == 0


def labels(row: dict) -> list[str]:
    """The label of each token of a row: `B-title` where a part begins, `I-title`, `O` in none.

    The beginning has a label of its own so that the model sees what mark stands before it.
    """
    spans = tokens(row["text"])
    found = ["O"] * len(spans)
    for citation in row["citations"]:
        for start, end, label in citation["segments"]:
            inside = [i for i, span in enumerate(spans) if start <= span.start < end]
            for i in inside:
                found[i] = f"{'B' if i == inside[0] else 'I'}-{SAME.get(label, label)}"
    return found


def rows_of(folder: Path, name: str) -> list[dict]:
    """The rows of a set that hold one reference."""
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if len(row["citations"]) == 1 and row["text"].strip()]


def train(folder: Path, model: Path, see: See, options: argparse.Namespace) -> None:
    """Train a model on what is not held out, as it sees it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for name in SETS:
        for row in rows_of(folder, name):
            if not held_out(row):
                trainer.append(see(row["text"], tokens(row["text"])), labels(row))
    trainer.set_params(
        {
            "c1": options.c1,
            "c2": options.c2,
            "max_iterations": options.rounds,
            "feature.minfreq": options.least,
            "feature.possible_transitions": True,
        }
    )
    trainer.train(str(model))


def main() -> None:
    """Train each, and say how large it is and what its checksum is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder for the models")
    parser.add_argument("--only", choices=SEEN, help="one of the models")
    parser.add_argument("--rounds", type=int, default=180)
    parser.add_argument("--least", type=int, default=1)
    parser.add_argument("--c1", type=float, default=0.1)
    parser.add_argument("--c2", type=float, default=0.05)
    options = parser.parse_args()
    for name, see in SEEN.items():
        if options.only not in (None, name):
            continue
        train(options.folder, options.to / name, see, options)
        raw = (options.to / name).read_bytes()
        print(f"{name}: {len(raw):,} bytes, sha256 {hashlib.sha256(raw).hexdigest()}")


if __name__ == "__main__":
    main()
