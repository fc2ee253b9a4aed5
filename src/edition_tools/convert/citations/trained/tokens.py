"""What the trained model sees of a reference: its words and marks, one by one, by their looks.

Comes in: a string that is one reference. Goes out: tokens, and for each what it looks like
(`words`), the piece in which it stands (`pieces`), what stands before it in the reference, and
the same of its neighbours. A word is seen as itself, never in a row with others: of words in a
row only shapes and marks are seen, so that no text can be had from the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition_tools.convert.citations.trained.past import past
from edition_tools.convert.citations.trained.pieces import pieces
from edition_tools.convert.citations.trained.words import looks
from edition_tools.text import Span

# before a number 27(5): is a token of its own; else tokens are words with their marks
TOKEN = re.compile(r"\d+(?:\([^()\s]*\))?[:,](?=\d)|\S+")
KINDS = (
    ("in", re.compile(r"\b[Ii]n:?\s|\b[Dd]ans\s")),
    ("editors", re.compile(r"\b[Ee]d(?:s|itor)|[Hh]rsg|a cura di|éd\.")),
    ("thesis", re.compile(r"[Tt]hesis|[Dd]iss|[Tt]hèse")),
    ("report", re.compile(r"[Rr]eport|[Mm]anuscript|[Ww]orking|[Uu]npublished")),
    ("volume", re.compile(r"\d\s?\(\d|\b[Vv]ol\.|\bno\.|\d:\s?\d")),
    ("pages", re.compile(r"\bpp?\.|\d\s?[-–—]\s?\d")),
    ("house", re.compile(r"[\w.]:\s[A-Z]")),
    ("proceedings", re.compile(r"[Pp]roc|[Cc]onf|[Ss]ymp|[Ww]orkshop")),
    ("quotes", re.compile(r"[“”\"«]")),
    ("address", re.compile(r"http|www|doi|arXiv")),
    ("year-first", re.compile(r"^.{3,80}?\(?(?:19|20)\d\d[a-z]?\)?[.,:]")),
)
NEAR = (-3, -2, -1, 1, 2, 3)


def tokens(text: str) -> tuple[Span, ...]:
    """The words, numbers and marks of a reference."""
    return tuple(Span(match.start(), match.end()) for match in TOKEN.finditer(text))


def features(text: str, spans: Sequence[Span]) -> list[list[str]]:
    """What the model sees of each token."""
    whole = _whole(text)
    words = [span.of(text) for span in spans]
    own = [looks(word) for word in words]
    standing = pieces(words)
    behind = past(words)
    rows = []
    for i in range(len(spans)):
        row = [*own[i], *behind[i], *whole, *standing[i]]
        for step in NEAR:
            if not 0 <= i + step < len(spans):
                row.append(f"{step}:edge")
            elif abs(step) < 3:
                row.extend(f"{step}:{feature}" for feature in own[i + step])
            else:
                row.extend(f"{step}:{feature}" for feature in own[i + step][:2])
        row.extend(_pairs(own, i))
        rows.append(row)
    return rows


def _pairs(own: list[list[str]], i: int) -> list[str]:
    before = own[i - 1][1] if i else "edge"
    after = own[i + 1][1] if i + 1 < len(own) else "edge"
    return [f"<{before}&{own[i][1]}", f"{own[i][1]}&{after}>", f"<{before}&{after}>"]


def _whole(text: str) -> list[str]:
    """What the reference has anywhere: it tells the kind, and so what to expect."""
    return [f"has={name}" for name, pattern in KINDS if pattern.search(text)]
