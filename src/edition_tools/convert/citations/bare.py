"""Whether a note is nothing but one reference, as reference lists have them, and its reading.

Comes in: the text of a note and what the grammar of prose notes found in it. Goes out: the
mention that the trained model reads, or None where the grammar's answer stands. The test is
plain: no signal leads to another work, nothing refers back, and no sentence is told. In an
apparatus of several notes the model is asked only where the grammar read nothing.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import BACK, HEREAFTER, NOTE
from edition_tools.convert.citations.lexicon import LEAD_IN, PROSE, STRONG_SIGNAL, UPPER
from edition_tools.convert.citations.trained.read import Reading, read
from edition_tools.model import Mention

BEGINS = re.compile(rf"\W{{0,3}}(?:\d|[{UPPER}]|(?:van|von|de|di|da|d’)\W?\s?[{UPPER}])")
YEAR = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20[0-3]\d)(?!\d)")
SHORTEST, LONGEST = 20, 600  # code points
TOLERATED = 2  # words of sentences in a string by itself: titles have some
MUCH = 0.5  # share of a text that one citation covers: the grammar knows its way there
# Doe, J. · Doe J., · DOE, Jane: as lists of references begin, and notes seldom
INVERTED = re.compile(
    rf"[{UPPER}][\w’'-]+(?:,\s[{UPPER}](?:\.|[a-zß-ÿ]+[,.(]|[a-zß-ÿ]+\s\()|\s[{UPPER}]{{1,3}}[.,]\s)"
)
# (1987) 160 · 12 ff. · S. 12 · 361 (364 ff.): so notes point to a page, and lists do not
IN_NOTES = re.compile(
    r"\(\D{0,40}\d{4}\)\s(?:\d+|[ivxlc]+\b)|\d\s?ff?\.|\bS\.\s\d|\d\s\((?!\d{4}\))\d+(?:\sff?\.?)?\)"
)
SURE = -0.2  # of a token, on the whole: the grammar's own reading is not set aside for less
LIKELY = -0.5  # where the grammar read nothing, or a piece


def reference(text: str, label: str, found: list[Mention], *, loose: bool) -> Mention | None:
    """The model's reading of *text*, if it is one bare reference. *loose*: a string by itself."""
    if found and (not loose or _is_note(text, found)):
        return None
    if not (_is_bare(text, loose) or (loose and not found and _is_dated(text))):
        return None
    reading = read(text, label)
    if reading is None or not _holds_together(reading, loose):
        return None
    return reading.mention if reading.sureness >= (SURE if _well(text, found) else LIKELY) else None


def _well(text: str, found: list[Mention]) -> bool:
    """Whether the grammar of notes read most of the text, and it does not begin as lists do."""
    covered = max((len(mention.span) for mention in found), default=0)
    return covered >= MUCH * len(text.strip()) and INVERTED.match(text) is None


def _is_note(text: str, found: list[Mention]) -> bool:
    """Whether the text is written as notes are: a sentence leads in, or a page is pointed to."""
    if not found or INVERTED.match(text):
        return False
    led = PROSE.search(text, 0, found[0].span.start) is not None
    return led or (_well(text, found) and IN_NOTES.search(text) is not None)


def _is_bare(text: str, loose: bool) -> bool:
    """Whether the text looks like one reference and no more."""
    if not SHORTEST <= len(text.strip()) <= LONGEST:
        return False
    begun = loose or (BEGINS.match(text) is not None and YEAR.search(text) is not None)
    if not begun or NOTE.search(text):
        return False
    if LEAD_IN.match(text) or any(p.search(text) for p in (STRONG_SIGNAL, BACK, HEREAFTER)):
        return False
    return len(PROSE.findall(text)) <= (TOLERATED if loose else 1)


def _is_dated(text: str) -> bool:
    """Whether a string in which no citation was found has a year, and tells no sentence."""
    few = len(PROSE.findall(text)) <= TOLERATED
    return few and SHORTEST <= len(text.strip()) <= LONGEST and YEAR.search(text) is not None


def _holds_together(reading: Reading, loose: bool) -> bool:
    """Whether there is what makes a reference: a title or container, and who, where or when."""
    labels = {part.label for part in reading.mention.parts}
    named = bool(labels & {"author", "editor", "place", "publisher", "container", "volume"})
    return bool(labels & {"title", "container"}) and (loose or (named and "date" in labels))
