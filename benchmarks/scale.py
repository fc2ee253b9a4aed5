"""Cost against size: processor time and peak memory of whole conversions, each in a process.

    python benchmarks/scale.py [BOOK ...] [--words N ...] [--pandoc PATH] [--profile] [--json FILE]

BOOK is a folder with raw.txt.xz and gold.json.xz (default: the two in ../shared/corpus/scale).
Each is cut into parts of whole chapters with their notes. The exponent is the slope of the
line through log time over log words: 1 is linear. With --pandoc (or pypandoc-binary installed)
the same book as clean Markdown with its footnotes is turned into HTML by pandoc in the same
run, before and after the whole book is converted, and the two are compared.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import books
import measured
from measured import Cost

SCALE = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "scale"
WORDS = [150_000, 300_000, 600_000, 1_000_000, 10_000_000]  # the last is more than there are
PROFILE_LINES = 30


def main() -> None:
    """Measure every book that is named, and print tables."""
    args = _arguments()
    results: dict[str, object] = {}
    for folder in args.books or sorted(SCALE.glob("*/")):
        book = books.read(folder)
        with tempfile.TemporaryDirectory() as place:
            costs = sizes(book, args.words, Path(place))
            results[book.name] = {words: vars(cost) for words, cost in costs.items()}
            report(book.name, costs)
            if pandoc := args.pandoc or measured.installed_pandoc():
                results[f"{book.name}, pandoc"] = against_pandoc(book, pandoc, Path(place))
            if args.profile:
                profile(book, min(args.words), Path(place))
    if args.json:
        args.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("books", nargs="*", type=Path, metavar="BOOK")
    parser.add_argument("--words", nargs="+", type=int, default=WORDS, metavar="N")
    parser.add_argument("--pandoc", metavar="PATH", help="the program to compare with")
    parser.add_argument("--profile", action="store_true", help="where the smallest part spends it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers here too")
    return parser.parse_args()


def sizes(book: books.Book, words: list[int], place: Path) -> dict[int, Cost]:
    """The cost of each part of *book*, by its true number of words."""
    costs: dict[int, Cost] = {}
    for wanted in words:
        text = books.part(book, wanted)
        path = place / "source.txt"
        path.write_text(text, encoding="utf-8", newline="")
        costs[len(text.split())] = measured.conversion(path, place)
    return costs


def exponent(costs: dict[int, float]) -> float:
    """The slope of log cost over log words, by least squares."""
    points = [(math.log(words), math.log(cost)) for words, cost in costs.items() if cost > 0]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else math.nan


def report(name: str, costs: dict[int, Cost]) -> None:
    """Print the costs by size and step, and the exponents."""
    steps = list(next(iter(costs.values())).steps)
    print(f"\n{name}: processor seconds, whole and by step; megabytes at the peak")
    print(f"{'words':>10} {'notes':>6} {'whole':>8} {'MB':>6} " + _row(f"{s:>9}" for s in steps))
    for words, cost in costs.items():
        cells = _row(f"{cost.steps[step]:9.2f}" for step in steps)
        found = cost.found["notes"]
        print(f"{words:>10} {found:>6} {cost.seconds:8.2f} {cost.megabytes:6.0f} {cells}")
    if len(costs) > 1:
        whole = exponent({words: cost.seconds for words, cost in costs.items()})
        each = (exponent({w: c.steps[step] for w, c in costs.items()}) for step in steps)
        print(f"{'exponent':>17} {whole:8.3f} {'':6} " + _row(f"{slope:9.2f}" for slope in each))


def _row(cells: Iterable[str]) -> str:
    return " ".join(cells)


def against_pandoc(book: books.Book, pandoc: str, place: Path) -> dict[str, object]:
    """The whole book here, and as Markdown in pandoc, by turns in one run."""
    markdown, text, html = place / "book.md", place / "source.txt", place / "book.html"
    markdown.write_text(books.markdown(book), encoding="utf-8")
    text.write_text(book.raw, encoding="utf-8", newline="")
    command = [pandoc, "-f", "markdown", "-t", "html", "-s", "-o", str(html), str(markdown)]
    command += ["--metadata", "title=-"]
    theirs = [measured.program(command)]
    ours = measured.conversion(text, place)
    theirs.append(measured.program(command))
    seconds = sum(cost.seconds for cost in theirs) / len(theirs)
    runs = ", ".join(f"{cost.seconds:.1f}" for cost in theirs)
    print(
        f"{book.name}: {ours.seconds:.1f} s, {ours.megabytes:.0f} MB; pandoc {seconds:.1f} s"
        f" ({runs}), {theirs[0].megabytes:.0f} MB; ratio {ours.seconds / seconds:.2f}"
    )
    return {"ours": vars(ours), "pandoc": [vars(cost) for cost in theirs]}


def profile(book: books.Book, words: int, place: Path) -> None:
    """Print the functions in which most time is spent."""
    path = place / "profiled.txt"
    path.write_text(books.part(book, words), encoding="utf-8", newline="")
    command = [sys.executable, "-m", "cProfile", "-s", "tottime", measured.__file__, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print("\n".join(done.stdout.splitlines()[2 : PROFILE_LINES + 8]))


if __name__ == "__main__":
    main()
