"""A first glance at a clause: whether it can hold a citation at all.

Comes in: the words of a clause, and what the notes have named so far. Goes out: no, where none
of the things stands there without which nothing is read as a citation. In a long book most
sentences of the notes cite nothing, and reading is dear; a yes costs only time.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import BACK_WORDS, EDITION, ROMAN
from edition_tools.convert.citations.known import Known
from edition_tools.convert.citations.lexicon import PLACES, PUBLISHERS, words
from edition_tools.convert.citations.passage import WORD, words_of
from edition_tools.convert.citations.shelter import OPENING

DIGIT = re.compile(r"\d")
QUOTING = re.compile(f"[{''.join(OPENING)}]")  # a quotation may open
APOSTROPHE = re.compile(r"\w[’'](?=\w)")  # reader’s: opens no quotation
CAPITALS = re.compile(r"\b[IVXLC]+\b")  # vol. II
NUMERAL = re.compile(ROMAN)
# words of a back-reference, a case or a file without a number: Eadem, · Roe vs. Doe · op. B
OTHERS = BACK_WORDS | words("Eadem eadem v vs op оп Vorige vorige supra")
PLACE_WORDS = frozenset(WORD.findall(PLACES.replace(r"\s+", " ").replace("\\", "")))


def may_cite(clause: str, known: Known) -> bool:
    """Whether a citation can stand in *clause*."""
    if DIGIT.search(clause) or QUOTING.search(APOSTROPHE.sub("", clause)):
        return True
    single = words_of(clause)
    if not all(some.isdisjoint(single) for some in (PLACE_WORDS, known.words, OTHERS)):
        return True
    return any(p.search(clause) for p in (NUMERAL, CAPITALS, PUBLISHERS, EDITION))
