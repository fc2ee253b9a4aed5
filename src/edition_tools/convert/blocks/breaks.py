"""Where a new paragraph seems to begin though no line break shows it.

A logistic model over the cues. Its weights were fitted to English works of the 18th to 21st
century whose paragraphs are known. The confidence is the share of right places among places
like this one; most breaks stay hidden.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from edition_tools.convert.blocks import cues
from edition_tools.convert.blocks.sentences import Sentence, split
from edition_tools.text import Span

PROPOSE = 0.4  # from here the edition begins a paragraph; more than half of these are right
MENTION = 0.25  # from here a finding asks the editors
BIAS = -0.94
WEIGHTS = {
    "marker": 0.39,
    "unmarked": 2.44,
    "glued": 4.00,
    "pronoun": -0.69,
    "and": -0.44,
    "this": 0.06,
    "turn": 0.33,
    "place": 0.18,
    "the": 0.11,
    "name": 0.24,
    "quoted": 0.38,
    "year": -0.07,
    "question": 0.10,
    "closed": 0.03,
    "before": 0.51,
    "after": -0.06,
    "cohesion": -1.86,
    "depth": -1.62,
    "echo": -0.96,
    "novelty": -0.46,
    "promise": 1.16,
    "inside": -0.27,
}
VECTOR = tuple(WEIGHTS[name] for name in cues.names())
SHRINK, FLOOR = 0.78, 0.05  # the model is too sure of itself on works that it has not seen
RUN_TOGETHER = 3800  # code points: half of a text that shows its paragraphs stands in shorter ones
LONG = 1200  # code points from which a paragraph of a text without its breaks is looked into
LONGEST = 6000  # code points from which one of any other text is
CUSTOM = 10  # paragraphs that the custom of other texts counts for
ENDS_MOST, ENDS_TIMES = 0.7, 2.5  # paragraphs end with markers more often than sentences do


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a paragraph may begin."""

    offset: int
    confidence: float


def find(text: str, paragraphs: Sequence[Span]) -> list[Break]:
    """The places inside *paragraphs* where another may begin, at `MENTION` or above."""
    long = _run_together(paragraphs)
    if not long:
        return []
    prose = [split(text, span) for span in paragraphs]
    habit = _habit(prose)
    found: list[Break] = []
    for span, sentences in zip(paragraphs, prose, strict=True):
        if span in long and len(sentences) > 1:
            found.extend(_breaks(cues.Prose(text, sentences), habit))
    return found


def _run_together(paragraphs: Sequence[Span]) -> frozenset[Span]:
    """The paragraphs that are too long to be one: most of a text's that lost its breaks."""
    sizes = sorted(map(len, paragraphs))
    half, so_far = sum(sizes) / 2, 0
    middle = 0  # half of the text stands in paragraphs at least so long
    for middle in sizes:
        so_far += middle
        if so_far >= half:
            break
    least = LONG if middle >= RUN_TOGETHER else LONGEST
    return frozenset(span for span in paragraphs if len(span) >= least)


def _breaks(prose: cues.Prose, habit: tuple[float, float]) -> list[Break]:
    found = []
    for i in range(1, len(prose.sentences)):
        values = prose.between(i, habit)
        odds = BIAS + sum(w * value for w, value in zip(VECTOR, values, strict=True))
        sure = FLOOR + SHRINK / (1 + math.exp(-odds))
        if sure >= MENTION:
            found.append(Break(prose.sentences[i].span.start, round(sure, 2)))
    return found


def _habit(prose: Sequence[Sequence[Sentence]]) -> tuple[float, float]:
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
