"""Passages drawn at random for a person to compare with a print, and what his count proves.

Comes in: an `Edition`; or two numbers, wrong characters and all characters. Goes out: the
passages drawn; an interval for the true share of wrong characters. Nothing is read or written.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

from edition_tools.model import Edition
from edition_tools.text import Span
from edition_tools.vocabulary import note_id

CONFIDENCE = 0.95
HALVINGS = 100  # of the range that holds a bound: more than a float can tell apart
NEGLIGIBLE = 1e-17  # of a sum: what adds less than this changes nothing


@dataclass(frozen=True, slots=True)
class Drawn:
    """A passage of the body or a note: its id, its place in the view, its words.

    `words` are as the source has them, marks of notes included, every run of blanks and line
    ends made one blank; `characters` counts their code points.
    """

    id: str
    span: Span
    words: str

    @property
    def characters(self) -> int:
        """How many code points there are to compare."""
        return len(self.words)


def population(edition: Edition) -> tuple[Drawn, ...]:
    """All that can be drawn, in order of place: paragraphs of the body, the author's notes."""
    found = [(p.id, p.span) for p in edition.passages if p.id.startswith("p")]
    found += [(note_id(note.label), note.span) for note in edition.notes.notes if note.span]
    text = edition.view.text
    all_of = (Drawn(id_, span, " ".join(span.of(text).split())) for id_, span in found)
    return tuple(sorted((d for d in all_of if d.words), key=lambda d: d.span))


def draw(edition: Edition, n: int, seed: str) -> tuple[Drawn, ...]:
    """*n* passages, or all if there are fewer, in order of place.

    Each next one is drawn from those that are left with a chance in proportion to its
    characters. The same seed and source draw the same: nothing but the seed and a passage's
    own place and length bears on its lot, so a ruling elsewhere does not change it.
    """
    lots = sorted((_lot(edition, drawn, seed), drawn.span, drawn) for drawn in population(edition))
    return tuple(sorted((drawn for _, _, drawn in lots[:n]), key=lambda drawn: drawn.span))


def _lot(edition: Edition, drawn: Drawn, seed: str) -> float:
    """A waiting time, the shorter the more characters: who comes first is drawn first."""
    start = edition.view.origin(drawn.span).start
    digest = hashlib.sha256(f"{seed}:{start}".encode()).digest()
    chance = (int.from_bytes(digest[:6]) + 0.5) / 2**48  # between 0 and 1, neither reached
    return -math.log(chance) / drawn.characters


# ------------------------------------------------------------------ the interval
def interval(errors: int, characters: int) -> tuple[float, float]:
    """The exact 95 % interval (Clopper and Pearson) for the share of wrong characters.

    It supposes that errors fall one by one; where they come in clusters the truth is wider.
    """
    if not 0 <= errors <= characters or not characters:
        raise ValueError(f"{errors} errors in {characters} characters")
    return 1 - _highest(characters - errors, characters), _highest(errors, characters)


def _highest(errors: int, characters: int) -> float:
    """The highest share with which so few errors still happen once in forty times."""
    if errors == characters:
        return 1.0
    low, high = errors / characters, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _at_most(errors, characters, middle) > (1 - CONFIDENCE) / 2:
            low = middle
        else:
            high = middle
    return high


def _at_most(errors: int, characters: int, share: float) -> float:
    """The chance of at most so many errors, if *share* (above errors/characters) are wrong."""
    if share >= 1:
        return 0.0
    ways = math.lgamma(characters + 1) - math.lgamma(errors + 1)
    ways -= math.lgamma(characters - errors + 1)
    exactly = ways + errors * math.log(share) + (characters - errors) * math.log1p(-share)
    term = total = math.exp(exactly)
    for fewer in range(errors, 0, -1):  # the terms fall, so the first small one ends it
        term *= fewer / (characters - fewer + 1) * (1 - share) / share
        total += term
        if term <= total * NEGLIGIBLE:
            break
    return total
