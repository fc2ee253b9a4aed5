"""Where a new paragraph seems to begin though no line break shows it.

Some lost breaks have left a trace (`traces`), and these are fairly sure. For the others, cues at
every sentence give odds (a logistic model); the customary length of paragraphs is weighed with
them over the whole stretch, so that one break makes the next one less likely close by. The weights
were fitted by `benchmarks/fit_breaks.py` to five English works of the 18th to 21st century, and the
confidence is the share of right places among places like this one in works that the model had not
seen, each left out in turn. It is seldom high. From `PROPOSE` on, where right and wrong are best
balanced (F1), a third of the proposals is right, and half of the hidden breaks are among them; so
each is marked as the edition's.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import exp
from operator import add, mul, sub

from edition_tools.convert.blocks import cues
from edition_tools.convert.blocks.break_weights import BIAS, KNOTS, WEIGHTS
from edition_tools.convert.blocks.sentences import Sentence, split
from edition_tools.convert.blocks.traces import find as trace
from edition_tools.convert.blocks.traces import glued
from edition_tools.text import Span

PROPOSE = 0.25  # from here the edition begins a paragraph, and a finding asks the editors
VECTOR = tuple(WEIGHTS.get(name, 0.0) for name in cues.NAMES)  # a new cue has none until fitted
USUAL, SPREAD = 6.6, 0.7  # logarithm of the length of paragraphs in code points, and its spread
LENGTH = 0.5  # how much the length counts beside the cues
KNOWN = 6.0  # log odds of a break that has left a trace
MOST = 60  # sentences of a paragraph
LENGTHS = 20_000  # of which is remembered how customary they are; a book has few others
RUN_TOGETHER = 3800  # code points: half of a text that shows its paragraphs stands in shorter ones
LONG = 1200  # code points from which a paragraph of a text without its breaks is looked into
RUN_TOGETHER_TOO = 2000  # … where its notes are run together as well
LONGEST = 6000  # code points from which one of any other text is
LARGE = 1e100  # odds within which floating-point numbers are kept
TERSE = 8  # code points of a sentence on average: shorter ones are those of a list, not of prose
CUSTOM = 10  # paragraphs that the custom of other texts counts for
ENDS_MOST, ENDS_TIMES = 0.7, 2.5  # paragraphs end with markers more often than sentences do


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a paragraph may begin."""

    offset: int
    confidence: float


def find(
    text: str,
    paragraphs: Sequence[Span],
    quotations: Sequence[Span] = (),
    *,
    notes_too: bool = False,
) -> list[Break]:
    """The places inside *paragraphs* where another may begin, at `PROPOSE` or above.

    In *quotations* only breaks that have left a trace are found. *notes_too*: the notes of the
    text have lost the breaks between them.
    """
    traces = {span: found for span in (*paragraphs, *quotations) if (found := trace(text, span))}
    long = _run_together(paragraphs, notes_too=notes_too)
    places = {place: sure for found in traces.values() for place, sure in found.items()}
    if long:
        prose = [split(text, span) for span in paragraphs]
        custom = habit(prose)
        for span, sentences in zip(paragraphs, prose, strict=True):
            if span in long and 1 < len(sentences) <= len(span) / TERSE:
                known = traces.get(span, {}) | glued(text, sentences)
                places |= _weighed(cues.Prose(text, sentences), custom, known) | known
    return [Break(place, sure) for place, sure in sorted(places.items())]


def _run_together(paragraphs: Sequence[Span], *, notes_too: bool) -> frozenset[Span]:
    """The paragraphs that are too long to be one: most of a text's that lost its breaks."""
    sizes = sorted(map(len, paragraphs))
    half, so_far = sum(sizes) / 2, 0
    middle = 0  # half of the text stands in paragraphs at least so long
    for middle in sizes:
        so_far += middle
        if so_far >= half:
            break
    lost = middle >= (RUN_TOGETHER_TOO if notes_too else RUN_TOGETHER)
    return frozenset(span for span in paragraphs if len(span) >= (LONG if lost else LONGEST))


def _weighed(
    prose: cues.Prose, custom: tuple[float, float], known: Mapping[int, float]
) -> dict[int, float]:
    """The places where the words speak for a break, and how sure; *known* ones have left traces."""
    rows = (prose.between(i, custom) for i in range(1, len(prose.sentences)))
    odds = [BIAS + sum(map(mul, VECTOR, row)) for row in rows]
    places = [one.span.start for one in prose.sentences]
    odds = [KNOWN if at in known else one for at, one in zip(places[1:], odds, strict=True)]
    sure = map(calibrated, shares(odds, [*places, prose.sentences[-1].span.end]))
    return {
        place: round(share, 2)
        for place, share in zip(places[1:], sure, strict=True)
        if share >= PROPOSE
    }


def calibrated(share: float) -> float:
    """The share of right places among those to which the model gives *share*."""
    i = min(max(1, bisect_left(KNOTS, (share, 0.0))), len(KNOTS) - 1)
    (x, low), (y, high) = KNOTS[i - 1], KNOTS[i]
    part = min(1.0, max(0.0, (share - x) / (y - x)))
    return low + part * (high - low)


# ------------------------------------------------------------------ lengths
def shares(odds: Sequence[float], places: Sequence[int]) -> list[float]:
    """The probability of a break at each boundary, lengths considered (forward-backward).

    `odds[i]`: the log odds of a break before sentence i + 1; `places[i]`: where sentence i
    begins, and at last where the stretch ends.
    """
    gains = [0.0, *odds, 0.0]  # of a paragraph that begins at sentence i
    left = _paths(gains, places)
    right = _paths(gains[::-1], [-place for place in reversed(places)])[::-1]
    both = list(map(sub, map(add, left, right), gains))  # the gain is in either of them
    return [exp(min(0.0, one - left[-1])) for one in both[1:-1]]


def _paths(gains: Sequence[float], places: Sequence[int]) -> list[float]:
    """For each place, the logarithm of the summed odds of all divisions of what lies before it."""
    found, base = [0.0], 0.0
    odds = [1.0]  # the same, not as logarithms, divided by e to the power of `base`
    for j in range(1, len(places)):
        i = max(0, j - MOST)
        lengths = map(sub, repeat(places[j]), places[i:j])
        here = exp(gains[j]) * sum(map(mul, odds[i:j], map(_fit, lengths)))
        if not 1 / LARGE < here < LARGE:
            base += math.log(here)
            odds[i:j] = [one / here for one in odds[i:j]]
            here = 1.0
        odds.append(here)
        found.append(base + math.log(here))
    return found


@lru_cache(maxsize=LENGTHS)
def _fit(length: int) -> float:
    """How customary a paragraph of this length is."""
    away = (math.log(max(1, length)) - USUAL) / SPREAD
    return exp(-LENGTH * (away * away / 2 + math.log(SPREAD)))


# ------------------------------------------------------------------ markers
def habit(prose: Sequence[Sequence[Sentence]]) -> tuple[float, float]:
    """Log odds that a paragraph of this text ends with a marker, and without, against sentences.

    The text's own shown paragraphs and the custom of other texts are weighed together.
    """
    within = [one for sentences in prose for one in sentences[:-1]]
    marked = (sum(bool(one.mark) for one in within) + 1) / (len(within) + 4)
    ends = sum(bool(sentences[-1].mark) for sentences in prose)
    usual = min(ENDS_MOST, ENDS_TIMES * marked)
    share = (ends + CUSTOM * usual) / (len(prose) + CUSTOM)
    share = min(max(share, 0.01), 0.95)
    return math.log(share / marked), math.log((1 - share) / (1 - marked))
