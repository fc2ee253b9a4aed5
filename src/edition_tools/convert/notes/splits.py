"""Where one note ends and the next begins when the number between them is lost.

The text's own notes teach it: how they open, how they end, what stands between their
sentences, how long they are. Each end of a sentence is weighed as an end of a note, and the
merged notes are parted only if one place (for two lost numbers: one pair) is clearly best.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

from edition_tools.text import Span

BOUNDARY = re.compile(  # "p. 12. See", "p. 12.See", "it.” See"
    r"(?:(?<=[.!?…])|(?<=[.!?][”’\"')\]])|(?<=—[A-Z]))(?P<gap>\s*)"
    r"(?=[^\W\d_a-zà-ÿ]|[“‘\"'(\[«„]|\d)"
)
LINE_BREAK = re.compile(r"\n\s*")  # up to the first word of the next line
WIDE = re.compile(r"(?<=\S)[ \xa0]{2,}(?=\S)")  # a blank on either side of what is lost
NO_BLANK = re.compile(r"(?<=[^\W\d_]{3})[.!?][”’»]?(?=[^\W\d_a-zà-ÿ]|[“«„])")  # none at all: it.See
WORD = re.compile(r"[^\W_]+")
BEFORE = re.compile(r"([^\W_]+)[^\w]*\Z")
SEEN = 0.96  # how often the true place is among the ends of sentences
SMOOTHING = 4.0
NOTHING_THERE = -5.0  # that merged notes are but one, the others lost with their words
LONG_WORD = re.compile(r"[^\W\d_]{4,}|\d{4}")  # words that may tell what a note is about
STEM = 6
# The observations are not independent, so each counts for less. The weights lie half-way
# between equal ones and those fitted to some 650 pairs of notes whose second number was cut.
OF_HABITS = (0.41, 0.7, 0.45, 0.3, 0.25)  # of the last word, the gap, the first three words
OF_LENGTH = 0.28
TOPIC = 0.65  # weight of a telling word that a note shares with the place that calls it
STRONGEST = 4.0  # no single observation counts for more
AFTER_INITIAL = -0.8  # "S. A. | Strahan"
AFTER_NUMBER = 0.35  # "p. 54. | Gratry"
AFTER_QUOTATION = -0.2
AFTER_BACK = 4.0  # "Ibid. | Fred": a note that goes on writes "Ibid., p. 3"
BACK = re.compile(  # a back-reference that is a sentence by itself
    r"(?:\A|[.!?;]\s)(?:ib|ibid|ibidem|id|idem|ebd|ebda|ebenda|loc\. ?cit)\.\Z", re.IGNORECASE
)
TIGHT = -0.3  # no blank between the sentences
BEFORE_LOWER = -0.2  # the second word is not capital: "The other | …"
INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]\.\Z")  # the "A." of "S. A."
AFTER_DIGIT = re.compile(r"\d[.)]?\Z")  # "p. 54."
SECOND_WORD = re.compile(r"\S+\s+(\S)")  # the "o" of "The other"
WORDS_READ = 3  # at the opening of a note
FEATURES = 2 + WORDS_READ
MOST_BOUNDARIES = 80
ENOUGH = 1500  # notes whose sentences show how sentences part: of more, every second, third …
EDGE = 24  # characters read around a boundary


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place between two sentences: `end` of the one, `start` of the other."""

    end: int
    start: int


@dataclass(frozen=True, slots=True)
class Parting:
    """The boundaries at which merged notes are parted, and how sure that is."""

    boundaries: tuple[Boundary, ...]
    probability: float


class Habits:
    """How the notes of a text open, end and part, learnt from those that are sure."""

    def __init__(self, text: str, notes: Sequence[Span]) -> None:
        self.text = text
        self.openings: list[Counter[str]] = [Counter() for _ in range(FEATURES)]
        self.insides: list[Counter[str]] = [Counter() for _ in range(FEATURES)]
        self.count = len(notes)
        # the gaps, as a lost number leaves them, that stand in no note where nothing is lost
        self.odd = tuple(
            gap
            for gap in (WIDE, NO_BLANK)
            if not any(gap.search(text, note.start, note.end) for note in notes)
        )
        self.spread = Counter(chain.from_iterable(stems(note.of(text)) for note in notes))
        lengths = [math.log(max(4, len(note))) for note in notes]
        self.mean = sum(lengths) / max(1, len(lengths))
        spread = sum((length - self.mean) ** 2 for length in lengths) / max(1, len(lengths) - 1)
        self.variance = max(0.25, spread)
        for before, after in pairwise(notes):
            _count(self.openings, _features(text, Boundary(before.end, after.start), ""))
        for note in notes[:: 1 + len(notes) // ENOUGH]:
            for boundary in boundaries(text, note):
                gap = text[boundary.end : boundary.start]
                _count(self.insides, _features(text, boundary, gap))

    def part(self, merged: Span, contexts: Sequence[str], *, lined: bool = False) -> Parting | None:
        """The best way to part *merged* into as many notes as there are *contexts*.

        A context is what stands in the text before the note's marker, empty if unknown.
        *lined*: each note has lines of its own, so that they part at line breaks alone.
        """
        lost = len(contexts) - 1
        found = line_breaks if lined else boundaries
        places = list(found(self.text, merged))[:MOST_BOUNDARIES]
        if not 1 <= lost <= 2 or len(places) < lost:
            return None
        odds = {
            place: self._odds(place) + _after_back(self.text, merged, place) for place in places
        }
        ways = list(combinations(places, lost))
        topics = [stems(context) for context in contexts]
        weights = [sum(odds[p] for p in way) + self._likely(merged, way, topics) for way in ways]
        best = max(range(len(ways)), key=weights.__getitem__)
        whole = NOTHING_THERE + self._likely(merged, (), topics[:1])
        total = sum(math.exp(weight - weights[best]) for weight in (*weights, whole))
        return Parting(ways[best], SEEN**lost / total)

    def _likely(
        self, merged: Span, way: Sequence[Boundary], topics: Sequence[frozenset[str]]
    ) -> float:
        """How like notes of this text the parts are, each called where it is."""
        fit = OF_LENGTH * max(-4 * STRONGEST, self._fit(merged, way))
        return fit + self._shared(merged, way, topics)

    def _odds(self, place: Boundary) -> float:
        gap = self.text[place.end : place.start]
        features = _features(self.text, place, gap)
        learnt = sum(
            part * _bounded(_ratio(self.openings[i], self.insides[i], feature))
            for i, (part, feature) in enumerate(zip(OF_HABITS, features, strict=True))
            if feature
        )
        return learnt + _anywhere(self.text, place)

    def _fit(self, merged: Span, way: Iterable[Boundary]) -> float:
        """How well the parts fit the usual length of a note."""
        start, fit = merged.start, 0.0
        for place in (*way, Boundary(merged.end, merged.end)):
            length = math.log(max(1, place.end - start))
            fit -= (length - self.mean) ** 2 / (2 * self.variance)
            start = place.start
        return fit

    def _shared(
        self, merged: Span, way: Iterable[Boundary], topics: Sequence[frozenset[str]]
    ) -> float:
        """How many telling words each part shares with the place that calls it."""
        start, shared = merged.start, 0.0
        ends = [*way, Boundary(merged.end, merged.end)]
        for place, topic in zip(ends, topics, strict=True):
            for stem in topic & stems(self.text[start : place.end]):
                shared += self.telling(stem)
            start = place.start
        return TOPIC * _bounded(shared)

    def telling(self, stem: str) -> float:
        """How much a word tells: the fewer notes have it, the more."""
        return math.log((self.count + 1) / (self.spread[stem] + 1)) / math.log(self.count + 2)


def _bounded(weight: float) -> float:
    return max(-STRONGEST, min(STRONGEST, weight))


def _after_back(text: str, merged: Span, place: Boundary) -> float:
    before = text[max(merged.start, place.end - EDGE) : place.end]
    return AFTER_BACK if BACK.search(before) else 0.0


def _anywhere(text: str, place: Boundary) -> float:
    """What speaks for the end of a note in any text."""
    before = text[max(0, place.end - EDGE) : place.end]
    second = SECOND_WORD.match(text, place.start, place.start + 2 * EDGE)
    return (
        (AFTER_INITIAL if INITIAL.search(before) else 0.0)
        + (AFTER_NUMBER if AFTER_DIGIT.search(before) else 0.0)
        + (AFTER_QUOTATION if before[-1:] in '”’"' else 0.0)
        + (TIGHT if place.end == place.start else 0.0)
        + (BEFORE_LOWER if second and second[1].islower() else 0.0)
    )


def line_breaks(text: str, within: Span) -> Iterable[Boundary]:
    """Every place where a new line begins inside *within*."""
    for found in LINE_BREAK.finditer(text, within.start, within.end):
        yield Boundary(found.start(), found.end())


def stems(words: str) -> frozenset[str]:
    """The longer words, cut so that two forms of one are the same."""
    long = " ".join(LONG_WORD.findall(words)).casefold()  # all at once: a book has a million
    return frozenset(word[:STEM] for word in long.split())


def boundaries(text: str, within: Span) -> Iterable[Boundary]:
    """Every end of a sentence inside *within*, and abbreviations that look like one."""
    for found in BOUNDARY.finditer(text, within.start + 1, within.end):
        yield Boundary(found.start(), found.end())


def _features(text: str, place: Boundary, gap: str) -> tuple[str, ...]:
    found = BEFORE.search(text[max(0, place.end - EDGE) : place.end])
    opening = text[place.start : place.start + 2 * EDGE]
    words = [w.casefold() if not w.isdecimal() else "9" for w in WORD.findall(opening)]
    words = (words + [""] * WORDS_READ)[:WORDS_READ]
    if opening[:1] in "“‘\"'«„":
        words[0] = "“" + words[0][:0]
    kind = {0: "tight", 1: "blank"}.get(len(gap), "wide") if gap or place.start == place.end else ""
    return (_ending(found[1] if found else "", text[place.end - 1]), kind, *words)


def _ending(word: str, last: str) -> str:
    """The class of the last word before a boundary."""
    if word.isdecimal():
        size = "number"
    elif len(word) <= 1:
        size = "initial" if word.isupper() else "letter"
    elif len(word) <= 3:
        size = "tiny"
    else:
        size = "long" if word.islower() else "name"
    return f"{size}{last}"


def _count(tables: list[Counter[str]], features: tuple[str, ...]) -> None:
    for table, feature in zip(tables, features, strict=True):
        if feature:
            table[feature] += 1


def _ratio(openings: Counter[str], insides: Counter[str], feature: str) -> float:
    kinds = len(openings | insides) + 1
    of_openings = (openings[feature] + SMOOTHING / kinds) / (openings.total() + SMOOTHING)
    of_insides = (insides[feature] + SMOOTHING / kinds) / (insides.total() + SMOOTHING)
    return math.log(of_openings / of_insides)
