"""A first glance at a clause: whether it can hold a citation at all.

Comes in: the words of a clause, and what the notes have named so far. Goes out: no, where none
of the things stands there without which nothing is read as a citation. In a long book most
sentences of the notes cite nothing, and reading is dear; a yes costs only time.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import BACK, EDITION, ROMAN
from edition_tools.convert.citations.known import Known
from edition_tools.convert.citations.lexicon import PLACES, PUBLISHERS
from edition_tools.convert.citations.shelter import OPENING

MARKED = re.compile(rf"[\d{''.join(OPENING)}]")  # a number, or a quotation may open
APOSTROPHE = re.compile(r"\w[’'](?=\w)")  # reader’s: opens no quotation
WORD = re.compile(r"\w+")
CAPITALS = re.compile(r"\b[IVXLC]+\b")  # vol. II
NUMERAL = re.compile(ROMAN)
# words of a back-reference, a case or a file without a number: Eadem, · Roe vs. Doe · op. B
OTHERS = re.compile(r"\b(?:[Ee]adem|Он же|vs?\.?|op\.|оп\.|vorige|supra)(?!\w)")
PLACE_WORDS = frozenset(WORD.findall(PLACES.replace(r"\s+", " ").replace("\\", "")))


def may_cite(words: str, known: Known) -> bool:
    """Whether a citation can stand in *words*."""
    if MARKED.search(APOSTROPHE.sub("", words)):
        return True
    single = WORD.findall(words)
    if not (PLACE_WORDS.isdisjoint(single) and known.words.isdisjoint(single)):
        return True
    return any(p.search(words) for p in (NUMERAL, CAPITALS, OTHERS, BACK, PUBLISHERS, EDITION))
