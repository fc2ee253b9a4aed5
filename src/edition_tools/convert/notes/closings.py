"""Words with which the notes of a text end: `NdA`, `—Publius`, `u. f.`; a number follows them.

Candidates for the numbers of notes and those first decided in, the candidates out, marked up
where the word before them has been seen to close notes. Only what stands inside a line is
judged so: a number that opens one needs no such sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from edition_tools.convert.notes.heads import Candidate, Head

LAST_WORD = re.compile(r"([^\W\d_]+)\W*\Z")  # the "f" of "S. 12 u. f. "
LONGEST = 24  # code points that are searched for it
FEWEST = 3  # notes that must have ended with a word …
MOSTLY = 0.5  # … and so large a share of the numbers after it must head notes
CLOSES = 3.5
SURELY = 5.0  # a candidate with such a score needs no mending


def favoured(
    text: str, rows: Sequence[tuple[Candidate, ...]], decided: Sequence[Head]
) -> list[tuple[Candidate, ...]]:
    """The rows, their candidates marked up that follow a word which closes notes."""
    heads = Counter(
        _word_before(text, head.candidate) for head in decided if not head.candidate.opens_line
    )
    often = {word for word, count in heads.items() if word and count >= FEWEST}
    if not often:
        return list(rows)
    all_of = Counter(_word_before(text, row[0]) for row in rows if not row[0].opens_line)
    closing = {word for word in often if heads[word] >= MOSTLY * all_of[word]}
    return [_marked_up(text, row, closing) for row in rows]


def _marked_up(text: str, row: tuple[Candidate, ...], closing: set[str]) -> tuple[Candidate, ...]:
    if row[0].opens_line or _word_before(text, row[0]) not in closing:
        return row
    return tuple(
        replace(one, score=one.score + CLOSES) if one.score < SURELY else one for one in row
    )


def _word_before(text: str, candidate: Candidate) -> str:
    """The last word before a number, if nothing but stops and blanks is between."""
    start = candidate.token.span.start
    found = LAST_WORD.search(text, max(0, start - LONGEST), start)
    return found[1] if found else ""
