"""Keys of entries: readable, ASCII, the same in every run.

`deutscher1963`: the first author's or editor's family name, or the first word of the title,
and the year. A second work of that key is `deutscher1963b`.
"""

from __future__ import annotations

import re

from edition_tools.bibliography.keys import free
from edition_tools.convert.works.entries import Entry
from edition_tools.convert.works.likeness import ascii_of, tokens

LETTERS = re.compile(r"[^a-z0-9]+")
MARGINAL = frozenset(
    [
        "of",
        "and",
        "fur",
        "im",
        "zum",
        "on",
        "in",
        "to",
        "for",
        "by",
        "with",
        "und",
        "von",
        "der",
        "die",
        "das",
        "zur",
        "de",
        "la",
        "le",
        "et",
        "du",
        "i",
        "o",
        "na",
        "po",
        "k",
    ]
)


def assign(entries: list[Entry], taken: set[str]) -> None:
    """Give every entry without a key one that nobody has; *taken* are used already."""
    for entry in entries:
        if not entry.key:
            entry.key = free(_stem(entry), taken)
        taken.add(entry.key)


def _stem(entry: Entry) -> str:
    families = entry.families()
    words = families[0] if families else _first_word(entry)
    named = LETTERS.sub("", ascii_of(words)) or "work"
    # an id of TEI and of EPUB begins with a letter
    return (named if named[0].isalpha() else f"work{named}") + entry.year()


def _first_word(entry: Entry) -> str:
    words = [w for w in tokens(entry.value("title")) if w not in MARGINAL] or ["work"]
    return words[0] if entry.year() or len(words[0]) > 8 else "".join(words[:2])
