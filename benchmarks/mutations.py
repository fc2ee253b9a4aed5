"""One number wrong at a time, everywhere: is a marker ever joined to the wrong note?

    python benchmarks/mutations.py [DIR] [--only ID,ID] [--rarer] [--sample N] [--show]

DIR holds a folder for each text, with raw.txt and gold.json (default: ../shared/corpus/items).
In each text each number, of a marker or before a note, is dropped, given to the one after it
too, swapped with the one after it, or misprinted (--rarer: damaged in rarer ways, see
damages.py); the notes are then aligned in the true zones.
The table counts, by level of damage, the mutations, the links that are wrong, and the mutations
of which no finding speaks; then follows the reliability of all links. --sample takes N
mutations of each text instead of all, drawn by the seed. Nothing of DIR is kept.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from damages import Edit, Mutation, Text, core, mutations, rarer, read
from recovery import ITEMS, Judged, print_reliability

from edition_tools.convert import notes
from edition_tools.model import Block, Blocks, Finding, Mark, Notes, Zone, Zones
from edition_tools.text import Run, Source, Span, View
from edition_tools.vocabulary import label_of

NEAR = 250  # code points: a finding so near to the damage speaks of it
START = 2  # code points by which the beginning of a note may be off
NOWHERE = -9  # where the note stands that a number calls which is no marker
UNHARMED = Mutation("", (), ())


@dataclass(frozen=True)
class Result:
    """What became of one mutation."""

    level: str
    name: str
    wrong: tuple[str, ...]
    told: bool
    links: tuple[Judged, ...]


def main() -> None:
    """Mutate every text of the folder, and print the tables."""
    args = _arguments()
    folders = [path.parent for path in sorted(args.folder.glob("*/gold.json"))]
    if args.only:
        folders = [folder for folder in folders if folder.name in args.only.split(",")]
    with ProcessPoolExecutor(args.jobs) as pool:
        work = partial(results, sample=args.sample, seed=args.seed, rare=args.rarer)
        found = [one for each in pool.map(work, folders) for one in each]
    report(found)
    if args.show:
        for one in found:
            for words in one.wrong:
                print(f"wrong    {one.name}: {words}")
            if not one.told:
                print(f"untold   {one.name}")
    print_reliability([link for one in found for link in one.links])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ITEMS, metavar="DIR")
    parser.add_argument("--only", metavar="ID,ID", help="these texts alone")
    parser.add_argument("--rarer", action="store_true", help="rarer kinds of damage instead")
    parser.add_argument("--sample", type=int, metavar="N", help="so many mutations of each text")
    parser.add_argument("--seed", default="1", metavar="S")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="texts at a time")
    parser.add_argument("--show", action="store_true", help="a line for whatever is not as wanted")
    return parser.parse_args()


def report(found: Sequence[Result]) -> None:
    """Print the counts by level."""
    levels: dict[str, list[Result]] = defaultdict(list)
    for one in found:
        levels[one.level].append(one)
    print(f"{'level':<12} mutations   links  wrong links  in mutations  not told")
    for level, inside in [*sorted(levels.items()), ("all", list(found))]:
        wrong = sum(len(one.wrong) for one in inside)
        untold = sum(not one.told for one in inside)
        links = sum(len(one.links) for one in inside)
        those = sum(bool(one.wrong) for one in inside)
        print(f"{level:<12} {len(inside):>9} {links:>7} {wrong:>12} {those:>13} {untold:>9}")


def results(folder: Path, sample: int | None, seed: str, *, rare: bool = False) -> list[Result]:
    """What becomes of the mutations of one text; *rare*: damaged in the rarer ways."""
    text = read(folder)
    found = list(rarer(text, seed) if rare else mutations(text))
    if sample and sample < len(found):
        found = random.Random(f"{seed} {text.name}").sample(found, sample)
    already = len(result(text, UNHARMED, -1).wrong)
    return [result(text, mutation, already) for mutation in found]


# ------------------------------------------------------------------ outcomes
def align(text: Text, edits: Sequence[Edit]) -> tuple[str, Notes]:
    """The text after *edits*, and what is found in it."""
    words = text.text
    for start, end, instead in sorted(edits, reverse=True):
        words = words[:start] + instead + words[end:]
    span = Span(0, len(words))
    view = View(Source(text.name, words.encode(), "utf-8", words), words, (Run(span, span),))
    zones = tuple(Zone(zone.kind, _moved_span(zone.span, edits)) for zone in text.zones)
    headings = tuple(Block(h.kind, _moved_span(h.span, edits), level=1) for h in text.headings)
    return words, notes.align(view, Zones(zones), Blocks(headings))


def moved(at: int, edits: Sequence[Edit]) -> int:
    """Where a place of the text stands after *edits*."""
    return at + sum(len(new) - (end - start) for start, end, new in edits if at >= end)


def _moved_span(span: Span, edits: Sequence[Edit]) -> Span:
    return Span(moved(span.start, edits), moved(span.end, edits))


def result(text: Text, mutation: Mutation, already: int = 0) -> Result:
    """What becomes of a mutation; of the links of a text, *already* so many are wrong without."""
    words, found = align(text, mutation.edits)
    links = list(_judged(text, mutation, words, found))
    wrong = tuple(told for told, one in links if not one.right)
    told = mutation.harmless or any(_speaks(text, mutation, f) for f in found.findings)
    return Result(
        text.level,
        mutation.name,
        wrong if len(wrong) > already else (),
        told,
        tuple(one for _, one in links),
    )


def _judged(
    text: Text, mutation: Mutation, words: str, found: Notes
) -> Iterator[tuple[str, Judged]]:
    """Every link in words, and whether it is right; where the note is cut off, neither."""
    true = {moved(marker.start, mutation.edits): note for marker, note in text.calls}
    true |= dict(mutation.places)
    for note in found.notes:
        for mark in note.marks:
            called = true.get(_core_start(words, mark), mutation.gone)
            right = NOWHERE if called == mutation.gone else text.starts[called]
            if note.span is None or right is None:
                continue
            place = moved(right, mutation.edits) if right >= 0 else right
            yield (
                f"{mark.printed} at {mark.span.start} → {note.label} ({mark.confidence:.3f})",
                Judged(mark.confidence, abs(place - note.span.start) <= START),
            )


def _core_start(words: str, mark: Mark) -> int:
    return core(words, (mark.span.start, mark.span.end)).start


def _speaks(text: Text, mutation: Mutation, finding: Finding) -> bool:
    """Whether a finding is about one of the notes concerned, or stands at the damage."""
    label = label_of(finding.note.rpartition(".")[2])
    if label in {text.marks[note] for note in mutation.notes}:
        return True
    hot = [moved(start, mutation.edits) for start, _, _ in mutation.edits]
    spans = (finding.span, *finding.candidates)
    return any(abs(at - place) <= NEAR for s in spans for at in (s.start, s.end) for place in hot)


if __name__ == "__main__":
    main()
