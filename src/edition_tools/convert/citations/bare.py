"""Whether a note is nothing but one reference, as reference lists have them, and its reading.

Comes in: the text of a note and what the grammar of prose notes found in it. Goes out: the
mention that the trained model reads, or None where the grammar's answer stands. In an apparatus
of several notes the model is asked only where the grammar read nothing, and nothing refers back,
leads on or tells a sentence. A string by itself is read by the model, unless it is written as
notes are.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import BACK, HEREAFTER, NOTE
from edition_tools.convert.citations.lexicon import LEAD_IN, PROSE, STRONG_SIGNAL, UPPER
from edition_tools.convert.citations.trained.read import Reading, read
from edition_tools.model import Mention

BEGINS = re.compile(rf"\W{{0,3}}(?:\d|[{UPPER}]|(?:van|von|de|di|da|d’)\W?\s?[{UPPER}])")
YEAR = re.compile(r"1(?<!\d1)[4-9]\d\d(?!\d)|2(?<!\d2)0[0-3]\d(?!\d)")  # 1 or 2 is found fast
SHORTEST, LONGEST = 20, 600  # code points
TOLERATED = 2  # words of sentences in a string by itself: titles have some
MUCH = 0.5  # share of a text that one citation covers: the grammar knows its way there
LIKELY = -0.5  # of a token, on the whole, where the grammar read nothing
# Doe, J. · Doe J., · DOE, Jane: as lists of references begin, and notes seldom
INVERTED = re.compile(
    rf"[{UPPER}][\w’'-]+(?:,\s[{UPPER}](?:\.|[a-zß-ÿ]+[,.(]|[a-zß-ÿ]+\s\()|\s[{UPPER}]{{1,3}}[.,]\s)"
)
# (1987) 160 · (1991) 125–6 · 12 ff. · S. 12 · 361 (364 ff.) · (London 1980) Chapter VIII: so notes
# point to a page; behind a volume, 60 (1893) 40-58, a range is the extent that lists have
IN_NOTES = re.compile(
    r"(?<!\d\s)\([^()]{0,60}\d{4}\)\s(?:\d+|[ivxlc]+\b|[Cc]h|Kap)|\d\s?ff?\.|\bS\.\s\d|"
    r"\d\s\([^()]{0,60}\d{4}\)\s\d+\b(?!\s?[-–]\s?\d)|\d\s\((?!\d{4}\))\d+(?:\sff?\.?)?\)"
)
# … . See also · — Siehe auch: so a note goes on to the next work
GOES_ON = re.compile(
    r"[.;)—–]\s+(?:[Ss]ee|[Cc]f\.|Compare|[Ss]iehe|[Vv]gl\.|Voir|[Cc]fr\.)"
    rf"\s(?:also\s|auch\s|aussi\s)?(?=[{UPPER}‘“„«])"
)
POINTS = re.compile(r"\b(?:above|supra|oben|Anm\.|Fn\.|note)\s*(?:[nN]\.\s?)?\d")
WHOLE = frozenset(("author", "title", "date"))  # a citation in itself


def reference(text: str, label: str, found: list[Mention], *, loose: bool) -> Mention | None:
    """The model's reading of *text*, if it is one bare reference. *loose*: a string by itself."""
    if not SHORTEST <= len(text.strip()) <= LONGEST:
        return None
    if loose:
        return None if _is_note(text, found) else _read(text, label)
    if found or not _is_bare(text):
        return None
    reading = read(text, label)
    likely = reading is not None and _holds_together(reading) and reading.sureness >= LIKELY
    return reading.mention if reading and likely else None


def _read(text: str, label: str) -> Mention | None:
    reading = read(text, label)
    return reading.mention if reading else None


def _is_note(text: str, found: list[Mention]) -> bool:
    """Whether a string by itself is written as notes are.

    A signal leads in or on, something refers back, sentences are told, two works are cited, or
    a page is pointed to in a way that lists have not.
    """
    if LEAD_IN.match(text) or any(p.search(text) for p in (GOES_ON, BACK, HEREAFTER, POINTS)):
        return True
    if len(PROSE.findall(text)) > TOLERATED:
        return True
    if not found or INVERTED.match(text):
        return False
    if sum({part.label for part in mention.parts} >= WHOLE for mention in found) > 1:
        return True
    if (
        sum(_is_dated(m) for m in found) > 1
        and ";" in text[found[0].span.end : found[-1].span.start]
    ):
        return True
    led = PROSE.search(text, 0, found[0].span.start) is not None
    covered = max(len(mention.span) for mention in found) >= MUCH * len(text.strip())
    legal = found[0].type == "legal"
    return led or (covered and (legal or IN_NOTES.search(text) is not None))


def _is_dated(mention: Mention) -> bool:
    return any(part.label == "date" for part in mention.parts)


def _is_bare(text: str) -> bool:
    """Whether a note among notes looks like one reference and no more."""
    if BEGINS.match(text) is None or YEAR.search(text) is None or NOTE.search(text):
        return False
    if LEAD_IN.match(text) or any(p.search(text) for p in (STRONG_SIGNAL, BACK, HEREAFTER)):
        return False
    return len(PROSE.findall(text)) <= 1


def _holds_together(reading: Reading) -> bool:
    """Whether there is what makes a reference: a title or container, and who, where and when."""
    labels = {part.label for part in reading.mention.parts}
    named = bool(labels & {"author", "editor", "place", "publisher", "container", "volume"})
    return bool(labels & {"title", "container"}) and named and "date" in labels
