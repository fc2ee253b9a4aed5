"""Where the markers of notes may have stood when the text has lost them.

The notes that are lost in one stretch of the text come in, likely places go out, best first:
the end of a displayed quotation, of a quotation, of a sentence, best where a number stands
that is no marker of another note; the more so the more words the note shares with what
stands before.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from edition_tools.model import Block
from edition_tools.text import Span

SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*(?=\s|$)")  # end.”
QUOTATION_END = re.compile(r"[”’\"»](?=[\s.,;:])")  # end’,
STRAY_NUMBER = re.compile(  # end.13  word[13]  where a marker that nothing links may stand
    r"(?<=[^\W\d_]|[.!?…,;:”’\"'»)\]])[\[(^]?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5}(?![\w,.]\d)"
)
WORD = re.compile(r"[^\W\d_]{4,}")
MOST_PLACES = 12
CONTEXT = 320  # characters before a place that its words are taken from
LONGEST_STRETCH = 60_000  # between two markers; beyond it no place is likelier than another
FEW = 6  # of more notes lost in one stretch, each is looked for near its share of it
AFTER_DISPLAYED = 3.0  # weights of a place
AFTER_QUOTATION = 0.5
BEFORE_NUMBER = 6.0
STEM = 5  # letters by which two forms of a word are known as one


@dataclass(frozen=True, slots=True)
class _Word:
    at: int
    stem: str


def places(
    text: str, between: Span, blocks: Sequence[Block], lost: Sequence[Span]
) -> list[tuple[Span, ...]]:
    """For each note (its words) *lost* in a stretch: likely places (empty spans) of its marker.

    *blocks* are displayed quotations, in order of place.
    """
    if len(lost) <= FEW and len(between) > LONGEST_STRETCH:
        between = Span(between.start, between.start + LONGEST_STRETCH)
    ends = sorted(_ends(text, between, blocks).items())
    words = [
        _Word(found.start(), _stem(found[0]))
        for found in WORD.finditer(text, between.start, between.end)
    ]
    return [
        _best(_within(ends, share), words, {_stem(word) for word in WORD.findall(note.of(text))})
        for note, share in zip(lost, _shares(between, len(lost)), strict=True)
    ]


def _shares(between: Span, count: int) -> list[Span]:
    """Where each of *count* notes may be called: anywhere, or near its place in the order."""
    if count <= FEW:
        return [between] * count
    one = len(between) / count
    starts = [between.start + int(one * max(0.0, i - FEW / 2)) for i in range(count)]
    return [Span(start, min(between.end, start + int(one * FEW))) for start in starts]


def _within(ends: Sequence[tuple[int, float]], share: Span) -> Sequence[tuple[int, float]]:
    first = bisect.bisect_left(ends, (share.start,))
    last = bisect.bisect_right(ends, (share.end + 1,))
    return ends[first:last][:LONGEST_STRETCH]


def _best(
    ends: Sequence[tuple[int, float]], words: Sequence[_Word], topic: set[str]
) -> tuple[Span, ...]:
    """The ends that share most words with a note, the best first."""
    if not ends:
        return ()
    first = bisect.bisect_left(words, ends[0][0] - CONTEXT, key=lambda word: word.at)
    last = bisect.bisect_left(words, ends[-1][0], key=lambda word: word.at)
    shared = [word for word in words[first:last] if word.stem in topic]
    rated = []
    start = stop = 0
    seen: dict[str, int] = {}
    for at, bonus in ends:
        while stop < len(shared) and shared[stop].at < at:
            seen[shared[stop].stem] = seen.get(shared[stop].stem, 0) + 1
            stop += 1
        while start < stop and shared[start].at < at - CONTEXT:
            seen[shared[start].stem] -= 1
            start += 1
        rated.append((bonus + sum(count > 0 for count in seen.values()), -at))
    rated.sort(reverse=True)
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
    first = bisect.bisect_right(blocks, between.start, key=lambda block: block.span.end)
    for block in blocks[first:]:
        if block.span.start >= between.end:
            break
        at = block.span.trimmed(text).end
        if between.start < at <= between.end:
            found[at] = AFTER_DISPLAYED
    return found


def _stem(word: str) -> str:
    return word.casefold()[:STEM]
