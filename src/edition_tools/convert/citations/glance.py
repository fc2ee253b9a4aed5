"""A first glance at a clause: whether it can hold a citation at all.

Comes in: a clause of a passage, and what the notes have named so far. Goes out: no, where none
of the things stands there without which nothing is read as a citation. In a long book most
sentences of the notes cite nothing, and reading is dear; a yes costs only time.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import BACK_WORDS
from edition_tools.convert.citations.evidence import HOUSED, PRINTED_AGAIN
from edition_tools.convert.citations.known import Known
from edition_tools.convert.citations.lexicon import PLACES, words
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.shelter import OPENING
from edition_tools.convert.citations.sought import WORD, words_of
from edition_tools.text import Span

DIGIT = re.compile(r"\d")
QUOTING = re.compile(f"[{''.join(OPENING)}]")  # a quotation may open
APOSTROPHE = re.compile(r"\w[’'](?=\w)")  # reader’s: opens no quotation
NUMERAL = re.compile(  # p. xii · vol. II; a first letter is found fast
    r"[ivxIVXLC](?<!\w.)(?:(?<=x)(?:x{0,2}(?:ix|iv|v?i{0,3})|l\w{0,4})|(?<=i)(?:x|v|i{0,2})|"
    r"(?<=v)i{0,3}|(?<=[IVXLC])[IVXLC]*)\b"
)
# words of a back-reference, a case or a file without a number: Eadem, · Roe vs. Doe · op. B
OTHERS = BACK_WORDS | words("Eadem eadem v vs op оп Vorige vorige supra")
_NAMES = [name.replace(r"\s+", " ").replace("\\", "") for name in PLACES.split("|")]
PLACE_WORDS = frozenset(word for name in _NAMES for word in WORD.findall(name))
# a word of each place, the longest: Hague, not The; with the words of a back-reference
TELLING = OTHERS | {max(WORD.findall(name), key=len) for name in _NAMES}


def may_cite(read_in: Passage, clause: Span, known: Known) -> bool:
    """Whether a citation can stand in *clause*, a stretch of the passage."""
    if DIGIT.search(read_in.text, clause.start, clause.end):
        return True
    words = clause.of(read_in.text)
    if QUOTING.search(words) and QUOTING.search(APOSTROPHE.sub("", words)):
        return True
    # what the whole passage has not, its clause has not
    if not all(some.isdisjoint(read_in.words) for some in (TELLING, known.words)):
        single = words_of(words)
        if not all(some.isdisjoint(single) for some in (TELLING, known.words)):
            return True
    if NUMERAL.search(words) or PRINTED_AGAIN.search(words):
        return True
    return HOUSED.stands_in(words, read_in.words)
