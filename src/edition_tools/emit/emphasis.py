"""Words that the source sets off by its markup: as inserts, between those that stand there already.

Comes in: an edition and its inserts. Goes out: an insert for each stretch of such words that holds
no other insert, nor the beginning of a page of the print, nor the end of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from edition_tools.emit.inline import Insert, role
from edition_tools.model import Edition
from edition_tools.text import Span

# words with single blanks between them, no backtick at the edges: a role would not print them so
WORDS = re.compile(r"[^\s`](?:(?:\S| (?=\S))*[^\s`])?")


def emphasis(edition: Edition, inserts: Sequence[Insert]) -> Iterator[Insert]:
    """The inserts for what is emphasised; *inserts*, in order of place, are not to be broken up."""
    view = edition.view
    cuts = sorted([*(it.span for it in inserts), *(Span(p.at, p.at) for p in edition.pages)])
    starts = [cut.start for cut in cuts]
    for source in view.emphasised:
        span = view.reading(source)
        first = max(0, bisect_left(starts, span.start) - 1)
        for piece in _between(span, cuts[first : bisect_right(starts, span.end)]):
            for words in WORDS.finditer(view.text, piece.start, piece.end):
                yield Insert(Span(*words.span()), role("emphasis", words[0]), prints=True)


def _between(span: Span, cuts: Sequence[Span]) -> Iterator[Span]:
    """What is left of *span* between the *cuts*."""
    at = span.start
    for cut in cuts:
        if at < cut.start:
            yield Span(at, min(cut.start, span.end))
        at = max(at, cut.end)
    if at < span.end:
        yield Span(at, span.end)
