"""What speaks for a new paragraph between two sentences: marks, openers, change of words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cached_property

from edition_tools.convert.blocks.openers import BOUND, KINDS, OPENER, PAST, PERSONS, POINTERS
from edition_tools.convert.blocks.recurrence import Recurrence
from edition_tools.convert.blocks.sentences import Sentence

WORD = re.compile(r"[^\W\d_]+")
ASCII = re.compile("[A-Za-z]+")  # the same where a text has no other letters, at half the cost
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
OF_KIND = {one: tuple(float(one == kind) for kind in KINDS) for one in KINDS}


class Prose:
    """Sentences of one stretch of text, counted once for all cues."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.words = [s.span.of(text) for s in sentences]
        self.tokens = [(ASCII if w.isascii() else WORD).findall(w) for w in self.words]
        self.small = [" ".join(tokens).casefold().split() for tokens in self.tokens]
        self.kinds = [OPENER.get(row[0], "other") if row else "other" for row in self.small]
        self.past = [_past(row) for row in self.small]
        self.person = [float(not PERSONS.isdisjoint(row)) for row in self.small]
        self.sizes = [math.log(1 + len(words)) - USUAL for words in self.words]
        self.marked = [float(bool(s.mark)) for s in sentences]

    @cached_property
    def subjects(self) -> Recurrence:
        """The words of each sentence that can carry a subject."""
        bags = [{w[:STEM] for w in row if len(w) >= CONTENT_LEAST} for row in self.small]
        return Recurrence(bags, BACK, AHEAD, often=max(3, COMMON * len(bags)))

    @cached_property
    def names(self) -> Recurrence:
        """The words in capitals of each sentence, where capitals tell names."""
        capitals = [[t for t in tokens if t[0].isupper()] for tokens in self.tokens]
        firsts = sum(tokens[0][0].isupper() for tokens in self.tokens if tokens)
        inner = sum(len(tokens) - 1 for tokens in self.tokens if tokens)
        if sum(map(len, capitals)) - firsts > CAPITALS_MOST * max(1, inner):
            return Recurrence([()] * len(self.tokens), BACK, AHEAD)
        begins = [
            kind != "other" and tokens[:1] == row[:1]  # with one that only the place makes a name
            for row, tokens, kind in zip(capitals, self.tokens, self.kinds, strict=True)
        ]
        pairs = zip(capitals, begins, strict=True)
        return Recurrence([{t for t in row[n:] if len(t) > 2} for row, n in pairs], BACK, AHEAD)

    @cached_property
    def near(self) -> list[float]:
        """For each boundary, how many words the sentences on both sides share."""
        return self.subjects.shared(NEAR)

    @cached_property
    def wide(self) -> list[float]:
        """The same, over more sentences."""
        return self.subjects.shared(WIDE)

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
            self.sizes[i - 1],
            self.sizes[i - 2] if i > 1 else 0.0,
            self.sizes[i],
            self.sizes[i + 1] if i + 1 < len(self.sizes) else 0.0,
            float(len(self.words[i - 1]) < SHORT),
            *self._subjects(i),
            *self._voices(i),
            *OF_KIND[self.kinds[i]],
        ]

    def _marks(self, i: int, habit: tuple[float, float]) -> list[float]:
        one, words = self.sentences[i - 1], self.words[i]
        head = words[:60]
        return [
            habit[0] if one.mark else 0.0,
            0.0 if one.mark else habit[1],
            float(not one.blank and not one.mark),
            float(words[:1] in "“‘«„\"'"),
            float(("1" in head or "20" in head) and bool(YEAR.search(head))),
            float(one.stop[:1] in "?!"),
            float(len(one.stop) > 1),
            float("?" in words and words.rstrip("”’\"'» 0123456789")[-1] == "?"),
            self.open_quotes[i - 1],
        ]

    def _signs(self, i: int) -> list[float]:
        """Markers to come, a quotation that has ended, the number of an item."""
        return [
            self.marked[i],
            sum(self.marked[i : i + COMING]),
            min(FAR, self.quoted[i - 1]) / 1000,
            float(bool(NUMBERED.match(self.words[i]))),
        ]

    def _subjects(self, i: int) -> list[float]:
        """How far the words change here, and which of the new ones come back."""
        k, words = i - 1, self.subjects
        valley = max(self.wide[max(0, k - VALLEY) : i]) + max(self.wide[k : k + VALLEY + 1])
        size = max(1, words.sizes[i])
        lead = next((w[:STEM] for w in self.small[i][:LEADING] if len(w) >= CONTENT_LEAST), "")
        before, after = words.around(lead, i)
        return [
            self.near[k],
            self.wide[k],
            valley - 2 * self.wide[k],
            words.echoes[i] / size,
            (words.sizes[i] - words.known[i]) / size,
            words.promises[i] / size,
            float(after < AHEAD and before > BACK),
            float(before == 1),
        ]

    def _voices(self, i: int) -> list[float]:
        """Words that point back, names, tense and person, and how the neighbours begin."""
        known = self.names.known[i]
        points = sum(map(POINTERS.__contains__, self.small[i][1:LEADING]))
        before = self.past[i - 1] + self.past[max(0, i - 2)]
        turn = (self.past[i] + self.past[min(len(self.past) - 1, i + 1)] - before) / 2
        following = self.kinds[i + 1] if i + 1 < len(self.kinds) else ""
        return [
            float(min(2, points)),
            float(min(2, self.names.sizes[i] - known)),
            float(min(2, known)),
            abs(turn),
            turn,
            abs(self.person[i] - self.person[i - 1]),
            float(following in BOUND),
            float(self.kinds[i - 1] in BOUND),
        ]


def _past(words: Sequence[str]) -> float:
    """How much a sentence tells of the past."""
    found = sum(map(PAST.__contains__, words))
    found += len([1 for word in words if word[-2:] == "ed" and len(word) > 4])  # none in `PAST`
    return found / (3 + len(words) / 8)
