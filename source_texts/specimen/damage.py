"""Damage the specimen as borrowed texts are damaged, and remember where everything went.

In: gold.md, the specimen as it ought to read. Out: source.txt, the same text as it might come from
a blog: markers as bare digits glued to the words, the notes run together, most paragraph breaks
gone, one marker lost, slips of transmission, and a blog with its readers round about.

    python source_texts/specimen/damage.py            write source.txt
    python source_texts/specimen/damage.py --check    is source.txt what would be written?
    python source_texts/specimen/damage.py --digests  the digests that source.toml and rulings quote

Same gold, same bytes: chance is seeded. Offsets are Unicode code points, half-open.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
SEED = 1697  # the year of Bayle's dictionary
BREAKS_KEPT = 3  # paragraph breaks that survive, besides those round headings and quotations
GLUED_NOTES = 0.5  # chance that a note that ends in "55." is glued to the number of the next

PART = re.compile(r"^%% (\w+) ?(.*)$", re.MULTILINE)  # %% comment 3 > 2
MARKER = re.compile(r"\[\^(\d+|\*)\]")  # [^12]
NOTE = re.compile(r"^\[\^(\d+|\*)\]: ", re.MULTILINE)  # [^12]: Ibid.
SLIP = re.compile(r"^\| (.+) \| (.+) \| (transmission|print|author) \|$", re.MULTILINE)
LOST = re.compile(r"^lost marker: (\d+)$", re.MULTILINE)
GLUED = re.compile(r"^marker glued on both sides: (\d+)$", re.MULTILINE)
ENDS_IN_DIGIT = re.compile(r"\d\.$")  # pp. 115-41.

ZONES = {"source": "source_citation", "affiliation": "byline", "star": "endnotes"}
Place = list[int]  # start, end
Item = dict[str, object]  # a zone or a note, as the corpus's gold.json writes it


class Slip(NamedTuple):
    """What the gold reads, what the source reads, and how it came about."""

    gold: str
    source: str
    kind: str


@dataclass
class Page:
    """The page as it is written: its text so far, and the places of what stands in it."""

    lost: str
    glued: str
    text: str = ""
    zones: list[Item] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    headings: list[Place] = field(default_factory=list)
    blockquotes: list[Place] = field(default_factory=list)
    comments: list[Place] = field(default_factory=list)
    markers: dict[str, list[Place]] = field(default_factory=dict)
    notes: list[Item] = field(default_factory=list)

    def put(self, words: str) -> Place:
        """Write words and say where they stand."""
        start = len(self.text)
        self.text += words
        return [start, len(self.text)]

    def zone(self, kind: str, start: int) -> None:
        """Close a zone that began at `start`."""
        self.zones.append({"kind": ZONES.get(kind, kind), "start": start, "end": len(self.text)})

    def put_marked(self, words: str) -> Place:
        """Write words whose markers become bare digits; one is lost, one eats the blank after."""
        start, at = len(self.text), 0
        for marker in MARKER.finditer(words):
            self.put(words[at : marker.start()])
            at = marker.end()
            label = marker[1]
            if label != self.lost:
                self.markers.setdefault(label, []).append(self.put(label))
            if label == self.glued:
                at += words[at:].startswith(" ")
        self.put(words[at:])
        return [start, len(self.text)]

    def put_note(self, label: str, words: str) -> None:
        """Write a note with its number."""
        number = self.put(label)
        start, end = self.put(" " + words)
        note: Item = {"n": label, "markers": self.markers.get(label, []), "number": number}
        self.notes.append(note | {"start": start + 1, "end": end})


def slips(gold_text: str) -> list[Slip]:
    """The table at the end of gold.md."""
    return [Slip(*row.groups()) for row in SLIP.finditer(gold_text)]


def gold(folder: Path = HERE) -> dict[str, object]:
    """Where everything is in source.txt, in the shape of the corpus's gold.json."""
    page = damaged(folder)
    kinds = ("zones", "paragraphs", "headings", "blockquotes", "notes")
    return {"id": "specimen", "lang": "en"} | {kind: getattr(page, kind) for kind in kinds}


def damaged(folder: Path = HERE) -> Page:
    """The damaged page, made from gold.md."""
    whole = (folder / "gold.md").read_text(encoding="utf-8")
    before, table = whole.split("%% damage", 1)
    for slip in slips(table):
        if before.count(slip.gold) != 1:
            raise ValueError(f"not found exactly once in gold.md: {slip.gold}")
        before = before.replace(slip.gold, slip.source)
    lost, glued = LOST.search(table), GLUED.search(table)
    page = Page(lost[1] if lost else "", glued[1] if glued else "")
    chance = random.Random(SEED)
    heads = list(PART.finditer(before))
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        words = before[head.end() : after.start() if after else None].strip("\n")
        write_part(page, head[1], head[2], words, chance)
    page.put("\n")
    return page


def write_part(page: Page, kind: str, what: str, words: str, chance: random.Random) -> None:
    """Write one part of gold.md, with the space that parts it from the one before."""
    run_in = kind in ("affiliation", "star")  # run into the last paragraph of the body
    page.put("" if not page.text else " " if run_in else "\n\n\n" if kind == "notes" else "\n\n")
    margin = ("       " if ">" in what else "  ") if kind == "comment" else ""
    start = page.put(margin)[1]
    if kind == "body":
        write_body(page, words, chance)
    elif kind in ("notes", "star"):
        write_notes(page, words, chance)
    elif kind == "comment":
        number = what.split(" ")[0]
        page.put(
            f"{number}. " + words.replace("\n", f"\n{margin}   ").replace(margin + "   \n", "\n")
        )
        page.comments.append([start, len(page.text)])
    else:
        page.put_marked(words)
    page.zone("endnotes" if kind == "notes" else kind, start)


def write_body(page: Page, words: str, chance: random.Random) -> None:
    """Write the body; a paragraph break survives next to headings and quotations, else by luck."""
    blocks = words.split("\n\n")
    apart = {at for at, block in enumerate(blocks) if block.startswith(("## ", "> "))}
    shown = apart | {at + 1 for at in apart}
    hidden = [at for at in range(1, len(blocks)) if at not in shown]
    shown |= set(chance.sample(hidden, BREAKS_KEPT))
    for at, block in enumerate(blocks):
        page.put("" if at == 0 else "\n\n" if at in shown else " ")
        place = page.put_marked(block.removeprefix("## ").removeprefix("> "))
        if block.startswith("## "):
            page.headings.append(place)
            continue
        page.paragraphs.append(place[0])
        if block.startswith("> "):
            page.blockquotes.append(place)


def write_notes(page: Page, words: str, chance: random.Random) -> None:
    """Write notes as one run of text, some glued to the number of the next: pp. 115-41.7 Ibid."""
    starts = list(NOTE.finditer(words))
    for head, after in zip(starts, [*starts[1:], None], strict=True):
        note = words[head.end() : after.start() if after else None].strip()
        if page.notes and head is not starts[0]:
            glue = ENDS_IN_DIGIT.search(page.text) and chance.random() < GLUED_NOTES
            page.put("" if glue else " ")
        page.put_note(head[1], note)


def main(arguments: list[str]) -> int:
    """Write source.txt, check it, or print digests."""
    page, path = damaged(), HERE / "source.txt"
    written = page.text.encode("utf-8")
    if "--check" in arguments:
        same = path.exists() and path.read_bytes() == written
        print("source.txt is up to date" if same else "source.txt is not what gold.md makes")
        return 0 if same else 1
    if "--digests" in arguments:
        print("source.txt", hashlib.sha256(written).hexdigest())
        for start, end in page.comments:
            digest = hashlib.sha256(page.text[start:end].encode("utf-8")).hexdigest()
            print(f'comment: at = [{start}, {end}]  sha256 = "{digest}"')
        return 0
    path.write_bytes(written)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
