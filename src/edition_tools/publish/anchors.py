"""Finding the words that an editor quotes: exactly, or with the nearest candidates.

Comes in: the text of a passage and a quotation. Goes out: where the quotation stands, as spans
of the passage (code points, half-open). Typographic and straight quotation marks are taken
as the same, and so are blanks of any kind and number; nothing else is. Nothing here knows
Sphinx, and nothing here ever picks the best wrong place.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from edition_tools.text import Span

SAME = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'}
)
WORD = re.compile(r"\w+")  # Bolshevik, 1905
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")  # a word, blanks, or one other character
CANDIDATES = 3  # so many are shown
SHORTLIST = 40  # so many are compared letter by letter
LIKENESS = 0.4  # below this a candidate is no help


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that resemble a quotation: where (index of the text, span) and how much (0 … 1)."""

    text: int
    span: Span
    words: str
    score: float


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a lemma that an emendation alters: its span in the lemma, the new words."""

    span: Span
    words: str


@functools.lru_cache(maxsize=8192)  # every quotation is looked for in every passage of a page
def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """*text* with one form for all quotation marks and blanks, and the offset of each character.

    There is one offset more than there are characters: the end.

    >>> fold("a  ‘b’")
    ("a 'b'", (0, 1, 3, 4, 5, 6))
    """
    out: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text.translate(SAME)):
        if character.isspace():
            if out and out[-1] == " ":
                continue
            character = " "
        out.append(character)
        offsets.append(at)
    offsets.append(len(text))
    return "".join(out), tuple(offsets)


def find(text: str, quotation: str) -> list[Span]:
    """Every place in *text* where *quotation* stands; whole words before parts of words.

    >>> find("the other, the", "the")
    [Span(start=0, end=3), Span(start=11, end=14)]
    """
    folded, offsets = fold(text)
    wanted = fold(quotation)[0].strip()
    if not wanted:
        return []
    starts: list[int] = []
    at = folded.find(wanted)
    while at >= 0:
        starts.append(at)
        at = folded.find(wanted, at + 1)
    whole = [at for at in starts if _stands_alone(folded, at, at + len(wanted))]
    # the end is that of the last character, not the start of the next: blanks may follow
    return [Span(offsets[at], offsets[at + len(wanted) - 1] + 1) for at in (whole or starts)]


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left = before.isalnum() and text[start].isalnum()
    right = after.isalnum() and text[end - 1].isalnum()
    return not left and not right


def nearest(texts: Sequence[str], quotation: str, limit: int = CANDIDATES) -> list[Candidate]:
    """The stretches of *texts* that resemble *quotation* most, the likeliest first."""
    wanted = fold(quotation)[0].strip()
    words = _words(wanted)
    if not words:
        return []
    found: list[tuple[int, int, Span]] = []
    for index, text in enumerate(texts):
        found += ((n, index, span) for n, span in _windows(text, words))
    found.sort(key=lambda item: -item[0])
    scored = [_scored(texts[i], i, span, wanted) for _, i, span in found[:SHORTLIST]]
    scored = [c for c in scored if c.score >= LIKENESS]
    return _apart(sorted(scored, key=lambda c: (-c.score, c.text, c.span)))[:limit]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _windows(text: str, words: list[str]) -> Iterable[tuple[int, Span]]:
    """Windows as many words long as the quotation that share a word with it, and how many."""
    places = [Span(*m.span()) for m in WORD.finditer(text)]
    here = [span.of(text).casefold() for span in places]
    wanted = Counter(words)
    size = min(len(words), len(here))
    # words that are only like one of the quotation's (a slip) count half: their first letters
    heads = {word[:3] for word in words}
    weights = [2 if w in wanted else (1 if w[:3] in heads else 0) for w in here]
    total = sum(weights[:size])
    for at in range(len(here) - size + 1):
        if total:
            yield total, Span(places[at].start, places[at + size - 1].end)
        if at + size < len(here):
            total += weights[at + size] - weights[at]


def _scored(text: str, index: int, span: Span, wanted: str) -> Candidate:
    words = span.of(text)
    score = SequenceMatcher(None, fold(words)[0], wanted, autojunk=False).ratio()
    return Candidate(index, span, words, round(score, 2))


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """The best of those that overlap."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(c.text == candidate.text and c.span.meets(candidate.span) for c in kept):
            kept.append(candidate)
    return kept


def core(old: str, new: str) -> Change:
    """The one stretch of *old* outside of which *new* says the same, in whole words.

    >>> core("in the yaer 1905", "in the year 1905")
    Change(span=Span(start=7, end=11), words='year')
    >>> core("either these", "either of these")
    Change(span=Span(start=6, end=6), words=' of')
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    left = 0
    while left < min(len(before), len(after)) and before[left] == after[left]:
        left += 1
    right = 0
    while right < min(len(before), len(after)) - left and before[-1 - right] == after[-1 - right]:
        right += 1
    start = len("".join(before[:left]))
    end = len(old) - len("".join(before[len(before) - right :]))
    return _blank_in_front(old, Change(Span(start, end), "".join(after[left : len(after) - right])))


def _blank_in_front(old: str, change: Change) -> Change:
    """An insertion before a word taken as one behind the word before: a mark can follow it."""
    at, words = change.span.start, change.words
    if len(change.span) or not words[-1:].isspace() or old[at - 1 : at] != words[-1]:
        return change
    return Change(Span(at - 1, at - 1), words[-1] + words[:-1])


def changes(old: str, new: str) -> list[Change]:
    """All stretches of *old* that *new* alters, in whole words, in order."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    ends = [0]
    for token in before:
        ends.append(ends[-1] + len(token))
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        Change(Span(ends[a], ends[b]), "".join(after[c:d]))
        for tag, a, b, c, d in found
        if tag != "equal"
    ]
