"""Marker candidates in the text: numbers, symbols and letters that may call a note.

The zones of the text in, candidates out, with a score by their neighbours alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from edition_tools.convert.notes import shapes, weights
from edition_tools.convert.notes.shapes import Form, Token, tokens
from edition_tools.text import Span

NOT_THE_STYLE = -6.0
LETTER = 1.0  # the score of a letter glued to a stop
SPACED_STYLE = 2.5  # where all markers stand after blanks, a blank speaks less against one
LOOSE = 5.0
CLOSED = 2.5  # … and a stop after it no longer does
CLOSING = re.compile(r"[.,;:!?»”)]|[ \u00a0\u202f][;:!?»]")  # `mot 12.`, `mot 12 ;` in French
CUSTOM = 0.7  # share of the marks that makes a way of closing them the text's custom
CUSTOMARY = 2.5
RARE = 0.3  # share of the marks below which a way of setting them off is not the text's


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may be a marker."""

    token: Token
    score: float
    way: str  # how it is set off: the form, and for bare numbers whether a blank stands before
    closed: bool = False  # whether a stop or comma stands right after it


def letters(text: str, zones: Sequence[Span]) -> list[tuple[Candidate, ...]]:
    """Letters glued to stops, for a text whose notes are headed by letters."""
    return [
        (Candidate(token, LETTER, str(token.form)),)
        for zone in zones
        for token in shapes.letters(text, zone)
    ]


def candidates(text: str, zones: Sequence[Span]) -> list[tuple[Candidate, ...]]:
    """All candidates of *zones*, those that exclude each other in one tuple."""
    return [
        tuple(_candidate(text, token) for token in group)
        for zone in zones
        for group in tokens(text, zone, heads=False)
    ]


def _candidate(text: str, token: Token) -> Candidate:
    way = str(token.form)
    if token.form == Form.BARE and text[max(0, token.span.start - 1)].isspace():
        way = "spaced"
    closed = bool(CLOSING.match(text, token.span.end))
    return Candidate(token, weights.in_text(text, token), way, closed)


def loosely(rows: Sequence[tuple[Candidate, ...]]) -> list[tuple[Candidate, ...]]:
    """The rows as a text has them that sets its markers off by a blank: `word 12.`"""
    return [
        tuple(
            replace(candidate, score=candidate.score + LOOSE + CLOSED * candidate.closed)
            if candidate.way == "spaced"
            else candidate
            for candidate in row
        )
        for row in rows
    ]


def by_custom(
    rows: Sequence[tuple[Candidate, ...]], taken: Sequence[Candidate]
) -> list[tuple[Candidate, ...]]:
    """The rows with candidates marked up that are closed (or open) as most of those *taken*."""
    closed = sum(candidate.closed for candidate in taken)
    custom = closed > len(taken) / 2
    if max(closed, len(taken) - closed) < CUSTOM * len(taken):
        return list(rows)
    return [
        tuple(
            replace(one, score=one.score + (CUSTOMARY if one.closed == custom else -CUSTOMARY))
            if one.way == "spaced"
            else one
            for one in row
        )
        for row in rows
    ]


def in_style(
    rows: Sequence[tuple[Candidate, ...]], taken: Iterable[Candidate]
) -> list[tuple[Candidate, ...]]:
    """The rows with candidates marked down whose way is rare among those *taken*."""
    counts: dict[str, int] = {}
    for candidate in taken:
        if candidate.token.form != Form.SYMBOL:
            counts[candidate.way] = counts.get(candidate.way, 0) + 1
    total = sum(counts.values())
    if total < 3:
        return list(rows)
    costs = {way: _cost(count / total) for way, count in counts.items()}
    if counts.get("spaced", 0) > total / 2:
        costs["spaced"] = SPACED_STYLE
    return [tuple(_restyled(candidate, costs) for candidate in row) for row in rows]


def _cost(share: float) -> float:
    return max(NOT_THE_STYLE, 2 * math.log(share / RARE)) if share < RARE else 0.0


def _restyled(candidate: Candidate, costs: dict[str, float]) -> Candidate:
    if candidate.token.form == Form.SYMBOL:
        return candidate
    cost = costs.get(candidate.way, NOT_THE_STYLE)
    if not cost:
        return candidate
    return replace(candidate, score=candidate.score + cost)
