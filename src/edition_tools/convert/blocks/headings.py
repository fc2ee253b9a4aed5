"""Which units are headings, and how high."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition_tools.convert.blocks.units import Unit

WORDS_MOST = 45
PLAIN_WORDS_MOST = 14  # of a heading that is not written in capitals
EXCLAIMED_MOST = 6  # words of a heading that ends in ? or ! and is not written in capitals
SHARE = 0.6  # of its longer words that begin with a capital
# "IV", "III: Of Rent", "Chapter 4: …", "2. The Text", "§ 3", "Erster Teil", "A."
NUMBERED = re.compile(
    r"(?:(?:chapter|part|section|book|lecture|appendix|chapitre|partie|livre|kapitel|teil|buch"
    r"|abschnitt|capítulo|parte|capitolo|caput|liber|глава|часть)s?\b"
    r"|[IVXLC]{1,7}(?=$|[.:)\s])|§\s?\d|\d{1,2}(?:\.\d{1,2})*[.):]?\s(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)
ROMAN = re.compile(r"[IVXLC]{1,7}[.:)]?(?=\s|$)|\d")
LONGER = re.compile(r"[^\W\d_]{4,}")
INNER_STOP = re.compile(r"[^\W\d_]{4,}[.!?][”’\"'»]? [^\W\d_]")  # two sentences
ENDS_OPEN = re.compile(r"[.,;:…—–-][”’\"'»)\]]*$")  # headings do not end so
ENDS_SENTENCE = re.compile(r"[.!?…:][”’\"'»)\]—–]*$")


def find(units: Sequence[Unit]) -> dict[int, int]:
    """The units that are headings, each with its level; 1 is the highest."""
    found = [i for i in range(len(units)) if _is_heading(units, i)]
    levels: dict[int, int] = {}
    for i in found:
        below = i - 1 in levels and not NUMBERED.match(units[i].bare)
        levels[i] = min(3, levels[i - 1] + 1) if below else _level(units[i])
    return levels


def _level(unit: Unit) -> int:
    return 1 if NUMBERED.match(unit.bare) else 2


def _is_heading(units: Sequence[Unit], i: int) -> bool:
    unit = units[i]
    if unit.lines > 1 or unit.indent > 1 or i + 1 == len(units) or not _looks_like_one(unit.bare):
        return False
    before = units[i - 1] if i else None
    after = units[i + 1]
    opens = after.text[0].isupper() or not after.text[0].isalpha()
    return opens and (
        before is None
        or bool(ENDS_SENTENCE.search(before.bare))
        or i - 1 == 0
        or _looks_like_one(before.bare)
    )


def _looks_like_one(words: str) -> bool:
    """Whether *words* could be a heading by themselves."""
    count = len(words.split())
    if not words or count > WORDS_MOST or ENDS_OPEN.search(words):
        return bool(ROMAN.fullmatch(words.rstrip(".")) and len(words) <= 8)
    first = next((c for c in words if c.isalpha()), "")
    if first.islower():
        return False
    numbered = bool(NUMBERED.match(words))
    if not numbered and (INNER_STOP.search(words) or words[0] in "—–-"):
        return False
    if (
        words.rstrip("”’\"'»")[-1:] in "?!"
        and count > EXCLAIMED_MOST
        and capital_share(words) < SHARE
    ):
        return False
    return numbered or count <= PLAIN_WORDS_MOST or capital_share(words) >= SHARE


def capital_share(words: str) -> float:
    """Share of the words of four letters and more that begin with a capital."""
    longer: list[str] = LONGER.findall(words)
    return sum(word[0].isupper() for word in longer) / max(1, len(longer))
