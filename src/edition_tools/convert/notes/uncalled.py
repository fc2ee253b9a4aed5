"""Markers of a text whose notes are all lost: a series of numbers, or signs, that none answers.

Numbers are read like a series of note numbers, but only a series that is long and sure is
taken for one. A sign glued to a word is told of where no note is headed by signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition_tools.convert.notes import heads, markers
from edition_tools.convert.notes.decide import Decisions, Made, set_like_a_marker
from edition_tools.convert.notes.markers import Candidate
from edition_tools.convert.notes.misprints import slips
from edition_tools.convert.notes.series import series
from edition_tools.convert.notes.shapes import SYMBOLS, Token

SHORTEST_SERIES = 3
SURE = 0.9
LOWEST_SCORE = 3.0  # by its neighbours alone a marker must be likely: no notes confirm it
OPENING = re.compile(rf"(?<![^\s(\[“‘«„])[{SYMBOLS}](?=[^\W\d])")  # the first * of *word*


def decide(rows: Sequence[tuple[Candidate, ...]], headings: Sequence[int]) -> Decisions:
    """The markers of a text without notes, in order of place, and what may be a wrong last one."""
    made = _marks(rows, headings)
    return Decisions(tuple(made), strays=tuple(_after_last(rows, made[-1])) if made else ())


def _after_last(rows: Sequence[tuple[Candidate, ...]], last: Made) -> Iterator[Token]:
    """Numbers after the last marker that may be misprinted for the next."""
    wrong = slips(int(last.mark) + 1)
    for row in rows:
        if row[0].token.span.start > last.token.span.end:
            yield from (c.token for c in row if c.token.number in wrong and set_like_a_marker(c))


def _marks(rows: Sequence[tuple[Candidate, ...]], headings: Sequence[int]) -> list[Made]:
    first = _series(rows, headings)
    styled = markers.in_style(rows, [candidate for candidate, _ in first])
    found = _series(styled, headings)
    sure = [(candidate, head) for candidate, head in found if head.probability >= SURE]
    if len(sure) < SHORTEST_SERIES:
        return []
    return [Made(c.token, -1, head.mark, head.probability) for c, head in sure]


def _series(
    rows: Sequence[tuple[Candidate, ...]], headings: Sequence[int]
) -> list[tuple[Candidate, heads.Head]]:
    origins: dict[int, Candidate] = {}
    groups = []
    next_heading = 0
    for row in rows:
        fresh = False
        while next_heading < len(headings) and headings[next_heading] < row[0].token.span.start:
            next_heading, fresh = next_heading + 1, True
        kept = []
        for candidate in row:
            if candidate.token.number > 0 and candidate.score >= LOWEST_SCORE:
                one = heads.Candidate(
                    candidate.token, candidate.token.number, candidate.score, fresh, 0, "", fresh, 0
                )
                origins[id(one)] = candidate
                kept.append(one)
        if kept:
            groups.append(tuple(kept))
    return [(origins[id(head.candidate)], head) for head in series(groups)]


def signs(text: str, rows: Sequence[tuple[Candidate, ...]]) -> Iterator[Token]:
    """Signs set like markers, that of `Leyton*`, but not those that set off words, as in *so*."""
    for candidate, *_ in rows:
        span = candidate.token.span
        if candidate.token.printed[0] in SYMBOLS and candidate.score >= LOWEST_SCORE:
            line = text.rfind("\n", 0, span.start) + 1
            inside = text[span.end : span.end + 1].isalnum()
            if not inside and not OPENING.search(text, line, span.end):
                yield candidate.token
