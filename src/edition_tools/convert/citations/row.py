"""A citation's text as a row of atoms.

Comes in: a passage, and a span of it. Goes out: atoms that follow one another and cover
everything but separators.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from edition_tools.convert.citations.atoms import PATTERNS, Atom, Kind
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.shelter import OPENING
from edition_tools.convert.citations.starters import BEFORE
from edition_tools.text import Span

SEPARATOR = re.compile(r"(?:[\s,.;:·)\]”’\"»]|(?<=\d)/\Z)+")
LIKELY = {  # what may begin with a sign
    sign: tuple((kind, pattern) for kind, signs, pattern in PATTERNS if sign in signs)
    for sign in "".join(signs for _, signs, _ in PATTERNS)
}


def atoms(passage: Passage, span: Span) -> Iterator[Atom]:
    """The atoms of *span*, in order."""
    text, places = passage.text, passage.beginnings
    done = span.start  # up to *done* there are atoms
    i = bisect_left(places, done)
    if _inside_word(text, span):
        places, i = (done, *places[i:]), 0
    at = places[i] if i < len(places) else span.end
    i += 1
    while at < span.end:
        found = _atom_at(passage, at, span)
        if found is not None:
            yield from _words(text, done, at)
            yield found
            done = found.span.end
            i = bisect_left(places, done, i)
        at = places[i] if i < len(places) else span.end
        i += 1
    yield from _words(text, done, span.end)


def _inside_word(text: str, span: Span) -> bool:
    """Whether *span* begins where no word does: behind a name that what follows is joined to."""
    at = span.start
    return 0 < at < span.end and text[at - 1] not in BEFORE and text[at] not in BEFORE


def _words(text: str, start: int, end: int) -> Iterator[Atom]:
    """What stands between two atoms, without separators at its edges."""
    separator = SEPARATOR.match(text, start, end)
    start = separator.end() if separator else start
    while end > start and text[end - 1] in " \t\n,;:":
        end -= 1
    if end > start:
        yield Atom(Kind.WORDS, Span(start, end))


def _atom_at(passage: Passage, at: int, span: Span) -> Atom | None:
    text = passage.text
    character = text[at]
    if character in OPENING:
        quotation = passage.shelter.quotation_at(at)
        if quotation and quotation.start == at and span.holds(quotation):
            return Atom(Kind.QUOTED, quotation)
    if character in "([":
        bracket = passage.shelter.bracket_at(at)
        if bracket and bracket.start == at and span.holds(bracket) and bracket != span:
            return Atom(Kind.BRACKET, bracket)
    if at > span.start and text[at - 1] not in BEFORE:
        return None
    for kind, pattern in LIKELY.get(character, ()):
        match = pattern.match(text, at, span.end)
        if match is not None:
            return Atom(kind, Span(at, match.end()))
    return None
