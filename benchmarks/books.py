"""Whole books and parts of them, for the measurements of cost.

Comes in: a folder with `raw.txt.xz` and `gold.json.xz`. Goes out: the text of the first
chapters with the notes that they call, as large as is wished, with the frame and the comments
of the whole; or the same book as clean Markdown with footnotes, for comparison with other
programs. Not to be run by itself.
"""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ACTS = re.compile(r"[\\`*_\[\]<{}$~|#^@]")  # what Markdown could take for a sign
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Book:
    """A damaged book and the truth about its parts (offsets in code points)."""

    name: str
    raw: str
    gold: dict[str, Any]

    def zone(self, kind: str) -> tuple[int, int]:
        """Where the (only) zone of one kind begins and ends."""
        zone = next(zone for zone in self.gold["zones"] if zone["kind"] == kind)
        return zone["start"], zone["end"]


def read(folder: Path) -> Book:
    """The book in *folder*."""
    with lzma.open(folder / "raw.txt.xz", "rt", encoding="utf-8", newline="") as file:
        raw = file.read()
    with lzma.open(folder / "gold.json.xz", "rt", encoding="utf-8") as file:
        return Book(folder.name, raw, json.load(file))


def part(book: Book, words: int) -> str:
    """The first chapters and their notes, about *words* words of the book in all."""
    share = min(1.0, words / len(book.raw.split()))
    if share == 1.0:
        return book.raw
    _, body_end = book.zone("body")
    _, notes_end = book.zone("endnotes")
    ends = [start for start, _ in book.gold["headings"][1:]]
    cut = min(ends, key=lambda end: abs(_length(book, end) - share * len(book.raw)))
    tail = book.raw[notes_end:]
    heading_and_notes = book.raw[body_end : _last_note(book, cut)]
    return book.raw[:cut].rstrip() + heading_and_notes.rstrip() + tail


def _length(book: Book, cut: int) -> int:
    _, body_end = book.zone("body")
    return cut + _last_note(book, cut) - body_end


def _last_note(book: Book, cut: int) -> int:
    """Where the text of the last note ends that is called before *cut*."""
    ends = [
        note["end"]
        for note in book.gold["notes"]
        if any(start < cut for start, _ in note["markers"])
    ]
    return max(ends, default=book.zone("body")[1])


def markdown(book: Book) -> str:
    """The whole book as clean Markdown: headings, paragraphs, footnotes."""
    body_start, body_end = book.zone("body")
    headings = dict(book.gold["headings"])
    notes = book.gold["notes"]
    signs = [(start, end, f"[^{note['n']}]") for note in notes for start, end in note["markers"]]
    signs += [(at, at, "\n\n") for at in book.gold["paragraphs"]]
    signs += [
        (start, end, f"\n\n## {_plain(book.raw[start:end])}\n\n") for start, end in headings.items()
    ]
    pieces, at = [], body_start
    for start, end, sign in sorted(signs):
        if start >= at:
            pieces += [_plain(book.raw[at:start]), sign]
            at = end
    pieces.append(_plain(book.raw[at:body_end]) + "\n\n")
    for note in notes:
        pieces.append(f"[^{note['n']}]: {_plain(book.raw[note['start'] : note['end']])}\n\n")
    return "".join(pieces)


def _plain(words: str) -> str:
    return ACTS.sub(r"\\\g<0>", BLANKS.sub(" ", words))
