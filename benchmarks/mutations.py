"""One number wrong at a time, everywhere: is a marker ever joined to the wrong note?

    python benchmarks/mutations.py [DIR] [--only ID,ID] [--sample N] [--seed S] [--show]

DIR holds a folder for each text, with raw.txt and gold.json (default: ../shared/corpus/items).
In each text each number, of a marker or before a note, is dropped, given to the one after it
too, swapped with the one after it, or misprinted; the notes are then aligned in the true zones.
The table counts, by level of damage, the mutations, the links that are wrong, and the mutations
of which no finding speaks; then follows the reliability of all links. --sample takes N
mutations of each text instead of all, drawn by the seed. Nothing of DIR is kept.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from recovery import ITEMS, Judged, print_reliability

from edition_tools.convert import notes
from edition_tools.model import Block, Blocks, Finding, Mark, Notes, Zone, Zones
from edition_tools.text import Run, Source, Span, View
from edition_tools.vocabulary import BlockKind, ZoneKind, label_of

NEAR = 250  # code points: a finding so near to the damage speaks of it
START = 2  # code points by which the beginning of a note may be off
BEFORE_CORE = "[({^ "
AFTER_CORE = "])} "
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

Edit = tuple[int, int, str]  # from, to, what stands there instead


@dataclass(frozen=True)
class Text:
    """A text and the truth about its notes."""

    name: str
    level: str
    text: str
    zones: tuple[Zone, ...]
    headings: tuple[Block, ...]
    calls: tuple[tuple[Span, int], ...]  # markers without brackets, and the note each calls
    numbers: tuple[tuple[Span, int], ...]  # numbers before notes, and the note each heads
    starts: tuple[int | None, ...]  # of the notes' words, None where they are cut off
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Mutation:
    """What is done to a text, at which places, and to which notes."""

    name: str
    edits: tuple[Edit, ...]
    notes: tuple[int, ...]


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
        work = partial(results, sample=args.sample, seed=args.seed)
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


def results(folder: Path, sample: int | None, seed: str) -> list[Result]:
    """What becomes of the mutations of one text."""
    text = read(folder)
    found = list(mutations(text))
    if sample and sample < len(found):
        found = random.Random(f"{seed} {text.name}").sample(found, sample)
    already = wrong_links(text, (), align(text, ()))
    return [_result(text, mutation, set(already)) for mutation in found]


# ------------------------------------------------------------------ texts
def read(folder: Path) -> Text:
    """One text with its truth; zones are made to tile the text."""
    raw = (folder / "raw.txt").read_bytes().decode("utf-8")
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    given = sorted(gold["zones"], key=lambda zone: zone["start"])
    edges = [0, *(zone["start"] for zone in given[1:]), len(raw)]
    calls = [(_core(raw, m), i) for i, note in enumerate(gold["notes"]) for m in note["markers"]]
    numbers = [(_core(raw, n["number"]), i) for i, n in enumerate(gold["notes"]) if n["number"]]
    return Text(
        folder.name,
        level(gold),
        raw,
        tuple(
            Zone(ZoneKind(zone["kind"]), Span(start, end))
            for zone, (start, end) in zip(given, pairwise(edges), strict=True)
        ),
        tuple(Block(BlockKind.HEADING, Span(*heading)) for heading in gold.get("headings", [])),
        tuple(sorted(calls)),
        tuple(sorted(numbers)),
        tuple(note["start"] for note in gold["notes"]),
        tuple(label_of(str(note["n"])) for note in gold["notes"]),
    )


def level(gold: dict[str, Any]) -> str:
    """The row of the table that a text belongs to, as in the score by level."""
    damage = gold["damage"]
    numbering = str(damage.get("numbering", ""))
    if damage.get("marker") == "spaced" or damage.get("notescut") or damage.get("nomarkers"):
        return "special"
    if "wrong" in damage:
        return "E-heavy"
    if numbering in ("symbols", "labels"):
        return "symbols"
    return "restart" if numbering.startswith("restart") else str(damage["level"])


def _core(raw: str, place: Sequence[int]) -> Span:
    start, end = place
    while start < end and raw[start] in BEFORE_CORE:
        start += 1
    while start < end and raw[end - 1] in AFTER_CORE:
        end -= 1
    return Span(start, end)


# ------------------------------------------------------------------ mutations
def mutations(text: Text) -> Iterator[Mutation]:
    """Each number in turn, damaged in four ways."""
    for what, places in (("marker", text.calls), ("number", text.numbers)):
        for (here, note), following in zip(places, [*places[1:], None][: len(places)], strict=True):
            one = here.of(text.text)
            name = f"{text.name}: {what} {one} at {here.start}"
            yield Mutation(f"{name} dropped", ((*_framed(text.text, here), ""),), (note,))
            if wrong := _misprint(one):
                yield Mutation(f"{name} read as {wrong}", ((*_ends(here), wrong),), (note,))
            if following is None or (other := following[0].of(text.text)) == one:
                continue
            if bool(wrong) != bool(_misprint(other)):
                continue  # a number is not mistaken for a star
            after = (*_ends(following[0]), one)
            both = (note, following[1])
            yield Mutation(f"{name} doubled", (after,), both)
            yield Mutation(f"{name} swapped", ((*_ends(here), other), after), both)


def _framed(text: str, core: Span) -> tuple[int, int]:
    start = core.start - (text[core.start - 1 : core.start] in tuple("[(^"))
    return start, core.end + (text[core.end : core.end + 1] in tuple("])"))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _misprint(number: str) -> str:
    """Another last digit, and no neighbour of the number: 7 for 3, 3 for 7."""
    plain = number.translate(LOWERED)
    if not plain.isdecimal():
        return ""
    wrong = plain[:-1] + str((int(plain[-1]) + 4) % 9 + 1)
    return wrong if plain == number else wrong.translate(RAISED)


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


def _result(text: Text, mutation: Mutation, already: set[str]) -> Result:
    words, found = align(text, mutation.edits)
    links = tuple(judged(text, mutation.edits, words, found))
    wrong = wrong_links(text, mutation.edits, (words, found))
    fresh = wrong if len(wrong) != len(already) else ()
    told = any(_speaks(text, mutation, finding) for finding in found.findings)
    return Result(text.level, mutation.name, fresh, told, tuple(one for _, one in links))


def wrong_links(text: Text, edits: Sequence[Edit], aligned: tuple[str, Notes]) -> tuple[str, ...]:
    """The links that are wrong, in words."""
    return tuple(words for words, one in judged(text, edits, *aligned) if not one.right)


def judged(
    text: Text, edits: Sequence[Edit], words: str, found: Notes
) -> Iterator[tuple[str, Judged]]:
    """Every link in words, and whether it is right; where the note is cut off, neither."""
    true = {moved(marker.start, edits): text.starts[note] for marker, note in text.calls}
    for note in found.notes:
        for mark in note.marks:
            right = true.get(_core_start(words, mark), -9)
            if note.span is None or right is None:
                continue
            place = moved(right, edits) if right >= 0 else right
            yield (
                f"{mark.printed} at {mark.span.start} → {note.label} ({mark.confidence:.3f})",
                Judged(mark.confidence, abs(place - note.span.start) <= START),
            )


def _core_start(words: str, mark: Mark) -> int:
    return _core(words, (mark.span.start, mark.span.end)).start


def _speaks(text: Text, mutation: Mutation, finding: Finding) -> bool:
    """Whether a finding is about one of the notes concerned, or stands at the damage."""
    label = label_of(finding.note.rpartition(".")[2])
    if label in {text.marks[note] for note in mutation.notes}:
        return True
    hot = [moved(start, mutation.edits) for start, _, _ in mutation.edits]
    spans = (finding.span, *finding.candidates)
    return any(abs(at - place) <= NEAR for s in spans for at in _ends(s) for place in hot)


if __name__ == "__main__":
    main()
