"""What speaks for a new paragraph between two sentences: marks, openers, change of words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

from edition_tools.convert.blocks.openers import BOUND, KINDS, OPENER, PAST, PERSONS, POINTERS
from edition_tools.convert.blocks.sentences import Sentence

WORD = re.compile(r"[^\W\d_]+")
YEAR = re.compile(r"\b1[0-9]\d\d\b|\b20\d\d\b")
CONTENT_LEAST = 5  # letters of a word that can carry a subject
STEM = 6  # letters that are compared
COMMON = 0.12  # share of the sentences from which on a word carries no subject
NEAR, WIDE, VALLEY = 3, 8, 5  # sentences compared on each side; places a valley is sought among
BACK, AHEAD = 5, 5  # sentences in which a word is known already, or comes back
LEADING = 8  # words of a sentence among which its subject is sought
CAPITALS_MOST = 0.18  # share of words in capitals from which they do not tell names (German)
SHORT = 70  # code points of a sentence that sums up or strikes
USUAL = 4.8  # logarithm of the length of a common sentence

# "1. ", "IV. ", "(2) ": an item of a list
NUMBERED = re.compile(r"[“‘\"'(\[]?(?:[IVXL]{1,5}|\d{1,2}|[a-z])[.)\]] ")
COMING = 4  # sentences in which markers are counted: a paragraph seldom begins with its evidence
FAR = 1500  # code points: a quotation that long counts no more than this

OPENING, CLOSING = ("“", "«", "„"), ("”", "»", "“")

MARKS = ("marker", "unmarked", "glued", "quoted", "year", "question", "closed", "asking", "inside")
SIGNS = ("answered", "coming", "quotation", "numbered")
SIZES = ("before", "before2", "after", "after2", "short")
SUBJECTS = ("cohesion", "wide", "valley", "echo", "novelty", "promise", "subject", "given")
VOICES = ("points", "named", "renamed", "tense", "past", "person", "next", "last")
NAMES = (*MARKS, *SIGNS, *SIZES, *SUBJECTS, *VOICES, *KINDS)


class Prose:
    """Sentences of one stretch of text, counted once for all cues."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.words = [s.span.of(text) for s in sentences]
        self.tokens = [WORD.findall(words) for words in self.words]
        self.small = [[token.casefold() for token in tokens] for tokens in self.tokens]
        self.kinds = [OPENER.get(row[0], "other") if row else "other" for row in self.small]
        self.past = [_past(row) for row in self.small]
        self.person = [float(not PERSONS.isdisjoint(row)) for row in self.small]

    @cached_property
    def bags(self) -> list[frozenset[str]]:
        """The words of each sentence that can carry a subject."""
        raw = [frozenset(w[:STEM] for w in row if len(w) >= CONTENT_LEAST) for row in self.small]
        often = Counter(word for bag in raw for word in bag)
        limit = max(3, COMMON * len(raw))
        return [frozenset(word for word in bag if often[word] <= limit) for bag in raw]

    @cached_property
    def names(self) -> list[frozenset[str]]:
        """The words in capitals of each sentence, where capitals tell names."""
        inner = [token[0].isupper() for tokens in self.tokens for token in tokens[1:]]
        if sum(inner) > CAPITALS_MOST * max(1, len(inner)):
            return [frozenset() for _ in self.tokens]
        return [
            frozenset(t for t in tokens[kind != "other" :] if len(t) > 2 and t[0].isupper())
            for tokens, kind in zip(self.tokens, self.kinds, strict=True)
        ]

    @cached_property
    def near(self) -> list[float]:
        """For each boundary, how many words the sentences on both sides share."""
        return [self._shared(i, NEAR) for i in range(1, len(self.words))]

    @cached_property
    def wide(self) -> list[float]:
        """The same, over more sentences."""
        return [self._shared(i, WIDE) for i in range(1, len(self.words))]

    def _shared(self, i: int, reach: int) -> float:
        left = Counter(chain.from_iterable(self.bags[max(0, i - reach) : i]))
        right = Counter(chain.from_iterable(self.bags[i : i + reach]))
        met = sum(min(n, right[word]) for word, n in left.items() if word in right)
        return met / math.sqrt(max(1, left.total()) * max(1, right.total()))

    @cached_property
    def open_quotes(self) -> list[float]:
        """For each boundary, whether a quotation is open there."""
        depth = 0
        found = []
        for words in self.words[:-1]:
            depth += words.count("“") + words.count("«") + words.count("„")
            depth = max(0, depth - words.count("”") - words.count("»"))
            found.append(float(depth > 0))
        return found

    @cached_property
    def quoted(self) -> list[int]:
        """For each boundary, how long the quotation is that ends there, in code points."""
        found, so_far = [], 0
        for one, words in zip(self.sentences, self.words, strict=True):
            at = max(map(words.rfind, OPENING))
            so_far = so_far + len(words) if at < 0 else len(words) - at
            found.append(so_far if one.stop[-1:] in CLOSING else 0)
        return found

    def between(self, i: int, habit: tuple[float, float]) -> list[float]:
        """The cues at the boundary before sentence *i*, in the order of `NAMES`.

        *habit*: log odds that a paragraph of this text ends with a marker, and without.
        """
        return [
            *self._marks(i, habit),
            *self._signs(i),
            *(self._size(i + k) for k in (-1, -2, 0, 1)),
            float(len(self.words[i - 1]) < SHORT),
            *self._subjects(i),
            *self._voices(i),
            *(float(self.kinds[i] == kind) for kind in KINDS),
        ]

    def _marks(self, i: int, habit: tuple[float, float]) -> list[float]:
        one, words = self.sentences[i - 1], self.words[i]
        return [
            habit[0] if one.mark else 0.0,
            0.0 if one.mark else habit[1],
            float(not one.blank and not one.mark),
            float(words[:1] in "“‘«„\"'"),
            float(bool(YEAR.search(words[:60]))),
            float(one.stop[:1] in "?!"),
            float(len(one.stop) > 1),
            float(words.rstrip("”’\"'» 0123456789")[-1:] == "?"),
            self.open_quotes[i - 1],
        ]

    def _signs(self, i: int) -> list[float]:
        """Markers to come, a quotation that has ended, the number of an item."""
        marked = [float(bool(one.mark)) for one in self.sentences[i : i + COMING]]
        return [
            marked[0],
            sum(marked),
            min(FAR, self.quoted[i - 1]) / 1000,
            float(bool(NUMBERED.match(self.words[i]))),
        ]

    def _size(self, i: int) -> float:
        return math.log(1 + len(self.words[i])) - USUAL if 0 <= i < len(self.words) else 0.0

    def _subjects(self, i: int) -> list[float]:
        """How far the words change here, and which of the new ones come back."""
        k, bags, bag = i - 1, self.bags, self.bags[i]
        valley = max(self.wide[max(0, k - VALLEY) : i]) + max(self.wide[k : k + VALLEY + 1])
        back, ahead = _all(bags[max(0, i - BACK) : i]), _all(bags[i + 1 : i + AHEAD])
        size = max(1, len(bag))
        lead = next((w[:STEM] for w in self.small[i][:LEADING] if len(w) >= CONTENT_LEAST), "")
        return [
            self.near[k],
            self.wide[k],
            valley - 2 * self.wide[k],
            len(bag & bags[k]) / size,
            len(bag - back) / size,
            len((bag & ahead) - back) / size,
            float(lead in ahead and lead not in back),
            float(lead in bags[k]),
        ]

    def _voices(self, i: int) -> list[float]:
        """Words that point back, names, tense and person, and how the neighbours begin."""
        known = _all(self.names[max(0, i - BACK) : i])
        points = sum(word in POINTERS for word in self.small[i][1:LEADING])
        before = self.past[i - 1] + self.past[max(0, i - 2)]
        turn = (self.past[i] + self.past[min(len(self.past) - 1, i + 1)] - before) / 2
        following = self.kinds[i + 1] if i + 1 < len(self.kinds) else ""
        return [
            float(min(2, points)),
            float(min(2, len(self.names[i] - known))),
            float(min(2, len(self.names[i] & known))),
            abs(turn),
            turn,
            abs(self.person[i] - self.person[i - 1]),
            float(following in BOUND),
            float(self.kinds[i - 1] in BOUND),
        ]


def _past(words: Sequence[str]) -> float:
    """How much a sentence tells of the past."""
    found = sum(word in PAST or (len(word) > 4 and word.endswith("ed")) for word in words)
    return found / (3 + len(words) / 8)


def _all(bags: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*bags)
