"""What building a site costs: this project, Sphinx as it comes, pandoc, mystmd, side by side.

    python benchmarks/site.py [--chapters N ...] [--rounds N] [--pandoc PATH] [--mystmd PATH]
                              [--without NAME ...] [--json FILE]

All build the same invented book (`chapters.py`): chapters of 1,500 words with 15 notes each and
two works a chapter. *Stock* is Sphinx with myst-parser, sphinxcontrib-bibtex and Furo, and
nothing of ours. Each kind of build runs by turns in one go: cold, with nothing changed, with one
note changed. Processor seconds are those of the whole process and its children; the ratio is
that of the medians.

pandoc makes each page in a process of its own, with --citeproc: it has no other way to a site,
and makes neither navigation nor search. mystmd (npm) is measured if it is installed; see
`chapters.for_mystmd` for what it is spared. --without leaves out some of our mends.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import chapters
import measured
from measured import Cost

WORDS, NOTES, WORKS = 1500, 15, 2  # in a chapter
PANDOC_MOST = 200  # chapters; from there on its cost is known: so much for each page
OURS = """\
project = "A book"
extensions = ["edition_tools.publish"]
bibtex_bibfiles = ["references.bib"]
"""
STOCK = """\
import sys

sys.modules["Stemmer"] = None  # Sphinx does not ask for it, and it is here because we do
project = "A book"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
html_theme = "furo"
html_copy_source = False
html_show_sourcelink = False
"""
Costs = dict[str, dict[str, list[Cost]]]  # by program and kind of build


def main() -> None:
    """Measure each size, and print a table for each."""
    args = _arguments()
    results = {}
    for size in args.chapters:
        book = chapters.write_book(size, WORDS, NOTES, WORKS * size)
        print(f"\n{book.count()}, {WORKS * size:,} works", flush=True)
        with tempfile.TemporaryDirectory() as place:
            costs = measure(book, Path(place), args)
        report(costs)
        results[size] = {
            program: {kind: [vars(cost) for cost in runs] for kind, runs in kinds.items()}
            for program, kinds in costs.items()
        }
    if args.json:
        args.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--chapters", nargs="+", type=int, default=[20, 200], metavar="N")
    parser.add_argument("--rounds", type=int, default=1, metavar="N")
    parser.add_argument("--pandoc", default=measured.installed_pandoc(), metavar="PATH")
    parser.add_argument("--mystmd", default=shutil.which("myst") or "", metavar="PATH")
    parser.add_argument("--without", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers here too")
    return parser.parse_args()


def measure(book: chapters.Book, place: Path, args: argparse.Namespace) -> Costs:
    """All builds, by turns."""
    mends = [name for name in _mends() if name not in args.without]
    chapters.for_sphinx(book, place / "ours", OURS + f"edition_speed = {mends!r}\n")
    chapters.for_sphinx(book, place / "stock", STOCK)
    costs: Costs = {}
    for _ in range(args.rounds):
        for program in ("ours", "stock"):
            _sphinx(place / program, costs.setdefault(program, {}))
        if args.pandoc and len(book.chapters) <= PANDOC_MOST:
            _note(costs, "pandoc", _pandoc(book, place, args.pandoc))
        if args.mystmd:
            _note(costs, "mystmd", _mystmd(book, place, args.mystmd))
    return costs


def _mends() -> list[str]:
    from edition_tools.publish.speed import MENDS

    return list(MENDS)


def _note(costs: Costs, program: str, cost: Cost) -> None:
    costs.setdefault(program, {}).setdefault("cold", []).append(cost)


def _sphinx(source: Path, costs: dict[str, list[Cost]]) -> None:
    """A cold build, one with nothing changed, one with a note changed."""
    out = source.parent / f"{source.name}-out"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(out)]
    page = source / "chapter0002.md"
    kinds: dict[str, Callable[[], object]] = {
        "cold": lambda: None,
        "no-op": lambda: None,
        "one note": lambda: page.write_text(
            page.read_text(encoding="utf-8").replace("[^1]: ", "[^1]: Indeed. ", 1),
            encoding="utf-8",
        ),
    }
    for kind, change in kinds.items():
        change()
        costs.setdefault(kind, []).append(measured.program(command))


def _pandoc(book: chapters.Book, place: Path, pandoc: str) -> Cost:
    folder = place / "pandoc"
    shutil.rmtree(folder, ignore_errors=True)
    names = chapters.for_pandoc(book, folder)
    options = ["-s", "--citeproc", f"--bibliography={folder / 'references.bib'}"]
    options += ["-f", "markdown", "-t", "html", "--metadata", "title=-"]
    runs = [
        measured.program(
            [pandoc, *options, "-o", str(folder / f"{name}.html"), str(folder / f"{name}.md")]
        )
        for name in names
    ]
    return Cost(sum(run.seconds for run in runs), max(run.megabytes for run in runs))


def _mystmd(book: chapters.Book, place: Path, myst: str) -> Cost:
    folder = place / "mystmd"
    shutil.rmtree(folder, ignore_errors=True)
    chapters.for_mystmd(book, folder)
    return measured.program(["sh", "-c", f'cd "{folder}" && "{myst}" build --site >build.log 2>&1'])


def report(costs: Costs) -> None:
    """Print processor seconds, and ours as a share of each."""
    print(f"{'':>8} {'build':>9} {'seconds':>8} {'MB':>6} {'ours/this':>9}")
    for program, kinds in costs.items():
        for kind, runs in kinds.items():
            theirs = statistics.median(run.seconds for run in runs)
            ours = statistics.median(run.seconds for run in costs["ours"][kind])
            ratio = f"{ours / theirs:9.2f}" if program != "ours" else ""
            megabytes = max(run.megabytes for run in runs)
            print(f"{program:>8} {kind:>9} {theirs:8.2f} {megabytes:6.0f} {ratio}")


if __name__ == "__main__":
    main()
