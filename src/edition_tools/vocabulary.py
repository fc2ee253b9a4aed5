"""Words that the converter and the publisher share: zones, voices, names in MyST, marks, ids."""

from __future__ import annotations

import re
from enum import StrEnum


class ZoneKind(StrEnum):
    """What a part of a page is."""

    FURNITURE = "furniture"
    FRAME = "frame"
    TITLE = "title"
    BYLINE = "byline"
    SOURCE_CITATION = "source_citation"
    BODY = "body"
    ENDNOTES = "endnotes"
    COMMENT = "comment"


class Voice(StrEnum):
    """Whose words they are; the five never mix."""

    TEXT = "text"
    AUTHOR_NOTES = "author-notes"
    EDITORS_NOTES = "editors-notes"
    APPARATUS = "apparatus"
    COMMENTARY = "commentary"


POSTER, READERS = "poster", "readers"
PARTS = (*(str(v) for v in Voice if v != Voice.COMMENTARY), POSTER, READERS)


def part_of(voice: str, id_: str) -> str:
    """The voice of a place, the commentary parted into its two: whose words a reader can hide.

    >>> part_of("commentary", "f1"), part_of("commentary", "c2.3"), part_of("text", "p1")
    ('poster', 'readers', 'text')
    """
    if voice != Voice.COMMENTARY:
        return str(voice)
    return POSTER if id_.startswith("f") else READERS


class BlockKind(StrEnum):
    """What a block of the body is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    VERSE = "verse"


class BreakSource(StrEnum):
    """How we know that a block begins where it does."""

    SHOWN = "shown"  # a line break of the source shows it
    PROPOSED = "proposed"  # the machine proposes it
    RULED = "ruled"  # a ruling decided it


NOTE_KINDS = ("gloss", "context", "textual", "cross-reference", "translation", "content-warning")
NOTE_STATUSES = ("draft", "reviewed", "approved")
EMENDATION_CLASSES = ("transmission", "print", "author")
CERTAINTIES = ("high", "medium", "low")
BIBLIOGRAPHY_STYLES = ("chicago", "mhra")
BIBLIOGRAPHY_ORDERS = ("kinds", "one-list")
MYST_EXTENSIONS = ("attrs_block", "attrs_inline", "colon_fence")

SYMBOL_LABELS = {
    "*": "star",
    "†": "dagger",
    "‡": "ddagger",
    "§": "section",
    "‖": "parallels",
    "¶": "pilcrow",
}
LABEL_SYMBOLS = {label: symbol for symbol, label in SYMBOL_LABELS.items()}
SYMBOL_LABEL = re.compile(r"^([a-z]+?)(\d?)$")  # star, star2


def label_of(mark: str) -> str:
    """The footnote label for a printed mark: `12` → `12`, `*` → `star`, `††` → `dagger2`."""
    if mark and mark[0] in SYMBOL_LABELS and set(mark) == {mark[0]}:
        return SYMBOL_LABELS[mark[0]] + (str(len(mark)) if len(mark) > 1 else "")
    return mark


def mark_of(label: str) -> str:
    """The printed mark for a footnote label, after its last dot: `ch2.star2` → `**`."""
    last = label.rsplit(".", 1)[-1]
    found = SYMBOL_LABEL.match(last)
    if found and found[1] in LABEL_SYMBOLS:
        return LABEL_SYMBOLS[found[1]] * int(found[2] or 1)
    return last


# p14, p14a, n27, nch2.star, c2, c2.3, c2.3a, f1: what a source's own words are cited by
CITABLE_ID = re.compile(r"[pfc]\d+[a-z]*(?:\.\d+[a-z]*)?|n[A-Za-z0-9][A-Za-z0-9.-]*")


def note_id(label: str) -> str:
    """The id of an author's note: `27` → `n27`."""
    return f"n{label}"


def editorial_mark(ordinal: int) -> str:
    """The mark of the nth editors' note of a page, from 1: a … z, aa, ab."""
    letters = ""
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


APPARATUS_MARK = "†"
PAGE_MARK = "page-mark"  # why the mark of a page of the print is not among the words
