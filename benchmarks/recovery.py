"""How much of damaged texts is recovered, and whether the converter knows when it is unsure.

    python benchmarks/recovery.py [DIR] [--only ID,ID] [--jobs N] [--keep FOLDER] [--items]

DIR holds a folder for each text, with raw.txt and gold.json (default: ../shared/corpus/items);
the score by level is that of score.py beside DIR. Then follow the reliability table of the
links (how many of those given at a confidence were right), and of the hidden paragraph breaks
precision and recall over the confidence that is asked for, and a reliability table too. Nothing
of DIR is kept, except the converter's answers, in FOLDER, if one is named.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

ITEMS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "items"
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.0001)
SURE = 0.95  # links given at this confidence or above …
WANTED = 0.995  # … must be right in this share
STEPS = (0.25, 0.3, 0.35, 0.4, 0.5, 0.9)  # confidences of breaks
NEAR = 2  # code points by which the beginning of a note may be off
FRAME = " \t\n[({^"  # what may stand before a marker's number and does not count
FRAME_END = " \t\n]})"


class Judged(NamedTuple):
    """Something proposed at a confidence, and whether it was right."""

    confidence: float
    right: bool


class Breaks(NamedTuple):
    """The hidden breaks proposed in a text, and how many there truly are."""

    proposed: tuple[Judged, ...]
    true: int


class Text(NamedTuple):
    """A damaged text, the truth about it, and what the converter found."""

    raw: str
    gold: dict[str, Any]
    found: dict[str, Any]


def main() -> None:
    """Convert every text of the folder, and print the tables."""
    args = _arguments()
    folders = [path.parent for path in sorted(args.folder.glob("*/gold.json"))]
    if args.only:
        folders = [folder for folder in folders if folder.name in args.only.split(",")]
    with tempfile.TemporaryDirectory() as place:
        answers = args.keep or Path(place)
        answers.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(args.jobs) as pool:
            list(pool.map(partial(answer, answers), folders))
        texts = [read(folder, answers) for folder in folders]
        score(args, answers)
    print_reliability([one for text in texts for one in links(text)])
    print_breaks([hidden_breaks(text) for text in texts])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ITEMS, metavar="DIR")
    parser.add_argument("--only", metavar="ID,ID", help="these texts alone")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="texts at a time")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the answers here")
    parser.add_argument("--items", action="store_true", help="a line for every text too")
    return parser.parse_args()


def answer(answers: Path, folder: Path) -> None:
    """Convert one text without rulings; what is found is written in the shape of the gold."""
    from edition_tools import show
    from edition_tools.convert import convert
    from edition_tools.text import read_source
    from edition_tools.vocabulary import BlockKind

    edition = convert(read_source("source.txt", (folder / "raw.txt").read_bytes()))
    found = json.loads(show.as_json(edition))
    found["paragraph_confidence"] = [
        block.confidence for block in edition.blocks.blocks if block.kind != BlockKind.HEADING
    ]
    written = json.dumps(found, ensure_ascii=False)
    (answers / f"{_id(folder)}.json").write_text(written, encoding="utf-8")


def read(folder: Path, answers: Path) -> Text:
    """One text with truth and answer."""
    raw = (folder / "raw.txt").read_bytes().decode("utf-8")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found = json.loads((answers / f"{_id(folder)}.json").read_text(encoding="utf-8"))
    return Text(raw, gold, found)


def _id(folder: Path) -> str:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return str(gold["id"])


def score(args: argparse.Namespace, answers: Path) -> None:
    """Print the table by level, by the program that belongs to the texts."""
    program = args.folder.resolve().parent / "score.py"
    if not program.is_file():
        print(f"(no table by level: there is no {program.name} beside {args.folder.name}/)")
        return
    command = [sys.executable, str(program), str(args.folder), "--system", str(answers)]
    command += ["--only", args.only] if args.only else []
    command += ["--items"] if args.items else []
    sys.stdout.flush()
    subprocess.run(command, check=True)


# ------------------------------------------------------------------ links
def links(text: Text) -> list[Judged]:
    """Every marker that was joined to a note, judged; where the note was cut off, neither."""
    true = {place: note["start"] for note in text.gold["notes"] for place in _markers(text, note)}
    cut_off = {place for place, start in true.items() if start is None}
    return [
        Judged(
            note.get("confidence", 1.0),
            place in true and abs(note["start"] - true[place]) <= NEAR,
        )
        for note in text.found["notes"]
        if note.get("start") is not None
        for place in _markers(text, note)
        if place not in cut_off
    ]


def _markers(text: Text, note: dict[str, Any]) -> list[tuple[int, int]]:
    return [_core(text.raw, start, end) for start, end in note.get("markers", [])]


def _core(raw: str, start: int, end: int) -> tuple[int, int]:
    """The place of a marker without brackets and blanks."""
    while start < end and raw[start] in FRAME:
        start += 1
    while start < end and raw[end - 1] in FRAME_END:
        end -= 1
    return start, end


def print_reliability(judged: Sequence[Judged]) -> None:
    """How many links there are in each bin of confidence, and the share that is right."""
    print("\nreliability of links\n confidence      links   right   share   mean confidence")
    for low, high in pairwise(BINS):
        inside = [one for one in judged if low <= one.confidence < high]
        if inside:
            mean = sum(one.confidence for one in inside) / len(inside)
            right = sum(one.right for one in inside)
            label = f"{low:.3f}–{min(high, 1):.3f}"
            share = right / len(inside)
            print(f"{label:>11} {len(inside):>9} {right:>7} {share:>7.4f} {mean:>12.4f}")
    sure = [one for one in judged if one.confidence >= SURE]
    share = _share(sum(one.right for one in sure), len(sure))
    verdict = "as wanted" if share >= WANTED else f"less than the {WANTED} that is wanted"
    wrong = sum(not one.right for one in sure)
    print(f"at {SURE} and above: {len(sure)} links, {wrong} wrong, {share:.4f} right: {verdict}")


# ------------------------------------------------------------------ hidden breaks
def hidden_breaks(text: Text) -> Breaks:
    """The breaks proposed where no line break stands, judged."""
    headings = {_skip(text.raw, start) for start, _ in text.found.get("headings", [])}
    true = {at for at in _places(text.raw, text.gold["paragraphs"]) if _is_hidden(text.raw, at)}
    pairs = zip(text.found["paragraphs"], text.found["paragraph_confidence"], strict=True)
    found = {_skip(text.raw, at): confidence for at, confidence in pairs}
    proposed = [
        Judged(confidence, at in true)
        for at, confidence in found.items()
        if at not in headings and _is_hidden(text.raw, at)
    ]
    return Breaks(tuple(proposed), len(true))


def _places(raw: str, offsets: Iterable[int]) -> set[int]:
    return {_skip(raw, at) for at in offsets}


def _skip(raw: str, at: int) -> int:
    """The first word at *at* or after it."""
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at


def _is_hidden(raw: str, at: int) -> bool:
    """Whether no line break shows that a paragraph begins here."""
    return raw[max(0, at - 6) : at].rstrip(" >\t")[-1:] not in ("\n", "")


def print_breaks(texts: Sequence[Breaks]) -> None:
    """Of the breaks: precision, recall and F1 from a confidence on, and each band by itself."""
    true = sum(text.true for text in texts)
    judged = [one for text in texts for one in text.proposed]
    print(f"\nhidden paragraph breaks: {true} true")
    print(" confidence  proposed   right  precision  recall     F1")
    for least in STEPS:
        kept = [one for one in judged if one.confidence >= least]
        right = sum(one.right for one in kept)
        precision, recall = _share(right, len(kept)), _share(right, true)
        f1 = _share(2 * right, len(kept) + true)
        print(
            f"{f'≥ {least:.2f}':>11} {len(kept):>9} {right:>7} {precision:>10.3f}"
            f" {recall:>7.3f} {f1:>6.3f}"
        )
    print("reliability of breaks\n confidence  proposed   right   share   mean confidence")
    for low, high in pairwise((0.0, *STEPS, 1.01)):
        inside = [one for one in judged if low <= one.confidence < high]
        if inside:
            mean = sum(one.confidence for one in inside) / len(inside)
            right = sum(one.right for one in inside)
            label = f"{low:.2f}–{min(high, 1):.2f}"
            print(
                f"{label:>11} {len(inside):>9} {right:>7} {right / len(inside):>7.3f} {mean:>12.3f}"
            )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    main()
