"""Whether words tell a sentence, so that no citation begins with them, as far as is seen at once.

Comes in: the first atoms of a reading that no name and no signal begins. Goes out: yes, where the
judge would refuse whatever is read on; most sentences of a long book's notes are told so.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import BACK_WORDS, NOTE_WORDS, Atom, Kind
from edition_tools.convert.citations.lexicon import DAILIES, PROSE, words
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.signs import ROMAN_ALONE

SPEAKERS = frozenset(["We", "I", "He", "She", "They", "It", "There", "These", "Those"])
POINTING = BACK_WORDS | NOTE_WORDS | words("Eadem eadem")
# where a title may end, and what follows be no part of it: . X · : · , X · , in X
MAY_END = re.compile(
    r"[.?!:;„“”\"«»‘]|(?<!\w)[’']|,(?!\s[a-zß-ÿ])|,\s(?:in|dans|в|abgedruckt|repr)"
)
LONGEST_PAPER = 60  # code points in which a newspaper is named


def is_told(passage: Passage, row: list[Atom], *, hopeful: bool) -> bool:
    """Whether the words with which *row*, its first atoms, begins are a sentence's."""
    if row[0].kind != Kind.WORDS:
        return False
    if len(row) == 1 and not hopeful:
        return True  # a title, perhaps, and nothing else
    text, start, end = passage.text, row[0].span.start, row[0].span.end
    prose = PROSE.search(text, start, end)
    if prose and MAY_END.search(text, start, prose.start()) is None:
        return True
    first = text[start:end].split(maxsplit=1)[0]
    if not (first in SPEAKERS or first[0].islower()) or ROMAN_ALONE.fullmatch(first):
        return False
    if not POINTING.isdisjoint(passage.words):
        return False
    return DAILIES.search(text, start, start + LONGEST_PAPER) is None
