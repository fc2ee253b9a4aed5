"""Where the marker of a note may have stood when the text has lost it.

A note with its neighbours' markers in, likely places out, best first: the end of a
displayed quotation, of a quotation, of a sentence, best where a number stands that is no
marker of another note; the more so the more words the note
shares with the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition_tools.model import Block
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind

SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*(?=\s|$)")  # end.”
QUOTATION_END = re.compile(r"[”’\"»](?=[\s.,;:])")  # end’,
STRAY_NUMBER = re.compile(  # end.13  word[13]  where a marker that nothing links may stand
    r"(?<=[^\W\d_]|[.!?…,;:”’\"'»)\]])[\[(^]?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5}(?![\w,.]\d)"
)
WORD = re.compile(r"[^\W\d_]{4,}")
MOST_PLACES = 12
CONTEXT = 320  # characters before a place that its words are taken from
LONGEST_STRETCH = 60_000  # between two markers; beyond it no place is likelier than another
AFTER_DISPLAYED = 3.0  # weights of a place
AFTER_QUOTATION = 0.5
BEFORE_NUMBER = 6.0
STEM = 5  # letters by which two forms of a word are known as one


def places(text: str, between: Span, blocks: Sequence[Block], words: Span) -> tuple[Span, ...]:
    """Likely places (empty spans) in *between* for the marker of the note with these *words*."""
    if len(between) > LONGEST_STRETCH:
        between = Span(between.start, between.start + LONGEST_STRETCH)
    found = _ends(text, between, blocks)
    topic = _stems(words.of(text))
    rated = sorted(
        ((bonus + _shared(text, between, at, topic), -at) for at, bonus in found.items()),
        reverse=True,
    )
    return tuple(Span(-at, -at) for _, at in rated[:MOST_PLACES])


def _ends(text: str, between: Span, blocks: Sequence[Block]) -> dict[int, float]:
    """Every end of a sentence or quotation, with the weight of its kind."""
    found: dict[int, float] = {}
    for end in SENTENCE_END.finditer(text, between.start, between.end):
        bonus = AFTER_QUOTATION if text[end.end() - 1] in '”’"»' else 0.0
        found[end.end()] = bonus
    for end in QUOTATION_END.finditer(text, between.start, between.end):
        found.setdefault(end.end(), 0.0)
    for stray in STRAY_NUMBER.finditer(text, between.start, between.end):
        if not text[max(0, stray.start() - 2) : stray.start()][:1].isdecimal():
            found[stray.start()] = BEFORE_NUMBER
    for block in blocks:
        at = block.span.trimmed(text).end
        if block.kind == BlockKind.QUOTATION and between.start < at <= between.end:
            found[at] = AFTER_DISPLAYED
    return found


def _shared(text: str, between: Span, at: int, topic: set[str]) -> float:
    """How many words the note shares with what stands just before a place."""
    before = text[max(between.start, at - CONTEXT) : at]
    return 1.0 * len(topic & _stems(before))


def _stems(words: str) -> set[str]:
    return {word.casefold()[:STEM] for word in WORD.findall(words)}
