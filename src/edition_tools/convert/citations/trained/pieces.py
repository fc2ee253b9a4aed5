"""The pieces of a reference between its commas and stops, as the trained model sees them.

Comes in: the tokens of a reference. Goes out: for each token what its own piece looks like, what
the pieces before and behind it look like, and where in its piece it stands: a place and a house
are known by their neighbours more than by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition_tools.convert.citations.glance import PLACE_WORDS
from edition_tools.convert.citations.lexicon import PUBLISHERS
from edition_tools.convert.citations.titles import JOURNAL
from edition_tools.convert.citations.trained.words import HOUSE, MARKS, SERIAL, YEAR

ENDS = re.compile(r"[.,;:?!][)\]”’\"'»]*$|[)\]”»][.,;:]?$")  # a mark behind which a piece ends
INITIALS = re.compile(r"\W*[A-ZÀ-Þ]\w?\.[,;]?$|(?:[A-Z]\.-?)+,?$")  # J. · Th., · J.-P.
EDITORS = re.compile(r"\W*(?:[Ee]ds?|[Hh]rsg|[Hh]g|[Ee]ditors?|[Ee]dited|éd|comp|a cura)\W*$")
LEADS_IN = frozenset(("In", "in", "dans", "Dans", "nel"))


def pieces(words: Sequence[str]) -> list[list[str]]:
    """What each of the *words* shows by the piece in which it stands."""
    cut = _cut(words)
    seen = [_looks([words[i] for i in piece]) for piece in cut]
    rows: list[list[str]] = []
    for k, piece in enumerate(cut):
        common = [f"p={look}" for look in seen[k]]
        common += [f"pk={min(k, 6)}", f"pr={min(len(cut) - k, 5)}"]
        common += [f"p-={look}" for look in (seen[k - 1] if k else ["none"])]
        common += [f"p+={look}" for look in (seen[k + 1] if k + 1 < len(cut) else ["none"])]
        common += [f"p++={look}" for look in (seen[k + 2] if k + 2 < len(cut) else [])]
        length = len(piece)
        rows += [[*common, f"pj={min(j, 3)}", f"pl={min(length - j, 3)}"] for j in range(length)]
    return rows


def _cut(words: Sequence[str]) -> list[list[int]]:
    found, now = [], []
    for i, word in enumerate(words):
        now.append(i)
        if ENDS.search(word) and not INITIALS.match(word):
            found.append(now)
            now = []
    return [*found, now] if now else found


def _looks(words: list[str]) -> list[str]:
    """How a piece looks: how long, how many capitals, which things are in it, its last mark."""
    bare = [word.strip(MARKS) for word in words]
    capitals = sum(word[:1].isupper() for word in bare) / len(bare)
    tail = words[-1][len(words[-1].rstrip(MARKS)) :]
    has = (
        ("year", any(YEAR.search(word) for word in words)),
        ("digit", any(word[:1].isdigit() for word in bare)),
        ("serial", any(_serial(word) for word in bare if word[:1].isupper())),
        ("house", any(HOUSE.fullmatch(word) or PUBLISHERS.match(word) for word in bare)),
        ("place", not PLACE_WORDS.isdisjoint(bare)),
        ("editors", any(EDITORS.match(word) for word in words)),
        ("in", bare[0] in LEADS_IN),
        ("initials", any(INITIALS.match(word) for word in words)),
        ("opens", words[0][0] in '“"‘«„`'),
        ("bracket", words[0][0] in "(["),
    )
    looks = [f"n{min(len(words), 8)}", f"c{int(capitals * 3.99)}", f"e{tail[:2]}"]
    return looks + [name for name, holds in has if holds]


def _serial(word: str) -> bool:
    return bool(SERIAL.fullmatch(word) or JOURNAL.match(word))
