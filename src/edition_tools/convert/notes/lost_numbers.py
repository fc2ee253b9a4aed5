"""Notes whose number is lost: their words stand at the end of the note before.

Notes and calls in, notes out. A note is parted from the one before only if the text calls
it and one place is clearly best; otherwise the best place is a proposal for a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from edition_tools.convert.notes.decide import Decisions
from edition_tools.convert.notes.misprints import slips
from edition_tools.convert.notes.shapes import LOOKALIKES, Token
from edition_tools.convert.notes.splits import LINE_BREAK, Habits, Parting, boundaries
from edition_tools.convert.notes.texts import NoteText
from edition_tools.text import Span

SURE = 0.87  # merged notes are parted if the place is this probable
TRUST = 0.94  # … and even then not more than this is claimed: a note may be lost with its words
CONTEXT = 250  # characters before a marker that tell what its note is about
UNSURE = 0.85  # … but not where one of them may bear a misprinted number
HEADS_SENTENCE = re.compile(  # the 31 of "31 See", not that of "p. 31, see"
    r"([0-9]{1,5})[.\])]?\s{1,3}(?=[^\W\d_a-zà-ÿ]|[“‘«„])"
)
ANY_NUMBER = re.compile(  # the [3l] of "[3l] See", the ^12 of "^12See", the B of "B. See"
    r"[\[(^]?([0-9⁰¹²³⁴⁵⁶⁷⁸⁹lIOSZB]{1,5})[.\])]{0,2}\s{0,3}(?=[^\W\d_a-zà-ÿ]|[“‘«„\[])"
)
AFTER_STOP = re.compile(r"(?<=[.!?…”’\"')\]])\s{0,3}(?=[\[(^0-9⁰¹²³⁴⁵⁶⁷⁸⁹lIOSZB])")
MOST_LOST = 2  # numbers lost in a row
MOSTLY = 0.8
NUMBER_IN_NOTE = re.compile(r"(?<![\d,–-])\d{1,5}(?![\d,–-])")  # the 29 of "him. 29 The"
# a number that could head a note: the 29 of "him. 29 The", of "c. 49.29 The", of "1759 29 5 Geo."
HEADS_WORDS = re.compile(r"(?<![\d,–-])(\d{1,6})[.)\]]?\s{0,3}(?=[^\W\d_a-zà-ÿ]|[“‘«„]|(?<=\s)\d)")
# the last page of a range with a number run on to it: the 33104 of "pp. 31–33104 The"
RANGE_END = re.compile(r"(?<=\d[,–-])(\d{2,6})[.)\]]?\s{0,3}(?=[^\W\d_a-zà-ÿ]|[“‘«„])")
YEAR = 4  # digits: in a longer row the last ones may be a number by itself, as in "p. 19732 The"
TELLING = 3  # digits: so long a number is seldom by chance nearly the one that is missing
SUSPECT = 0.7  # a note that may bear the number of its neighbour is not linked
LONGEST_WORD = 30  # characters of a note of one word
FEWEST_NOTES = 8  # with fewer notes there are no habits to learn


@dataclass(frozen=True, slots=True)
class Parted:
    """The notes after parting; proposals are places (by the note they stand in)."""

    notes: list[NoteText]
    proposals: dict[Span, tuple[Span, ...]]


def part(text: str, notes: Sequence[NoteText], decisions: Decisions) -> Parted:
    """Parts notes that the text calls by numbers which the notes lack."""
    lined = sum(_opens_line(text, note) for note in notes) > MOSTLY * len(notes)
    called = {
        (made.group, made.mark): made.token for made in decisions.made if made.mark.isdecimal()
    }
    gaps = [(i, marks) for i in range(len(notes) - 1) if (marks := _lacking(notes, i, called))]
    if not gaps or len(notes) < FEWEST_NOTES:
        return Parted(list(notes), {})
    suspects = {i for gap in gaps for i in _swapped(text, notes, *gap)}
    notes = [
        replace(note, probability=min(SUSPECT, note.probability)) if i in suspects else note
        for i, note in enumerate(notes)
    ]
    merged = {i for i, _ in gaps}
    sure = [n.span for i, n in enumerate(notes) if i not in merged and not n.symbolic]
    habits = Habits(text, sure)
    words = {word for span in sure if len(word := span.of(text).strip()) <= LONGEST_WORD}
    found: dict[int, tuple[tuple[str, ...], Parting]] = {}
    for i, marks in gaps:
        contexts = [
            _context(text, called.get((notes[i].group, mark))) for mark in (notes[i].mark, *marks)
        ]
        parting = habits.part(notes[i].span, contexts, lined=lined)
        if parting and not suspects & {i, i + 1} and not _stands_later(text, notes[i + 1], marks):
            if (
                _misnumbered(text, notes[i].span, marks)
                or _doubtful(notes[i], notes[i + 1])
                or _numbered_otherwise(text, notes[i].span, marks, lined=lined)
                or _hole_elsewhere(text, notes[i].span, parting, habits.odd)
                or lone_word(text, notes[i].span, parting, words)
            ):
                parting = replace(parting, probability=min(UNSURE, parting.probability))
            found[i] = (marks, parting)
    return _apply(text, notes, found)


def _lacking(
    notes: Sequence[NoteText], i: int, called: dict[tuple[int, str], Token]
) -> tuple[str, ...]:
    """The numbers between a note and the next, if few and all called by the text."""
    here, after = notes[i], notes[i + 1]
    if here.symbolic or after.symbolic or here.group != after.group or here.zone != after.zone:
        return ()
    marks = tuple(str(n) for n in range(int(here.mark) + 1, int(after.mark)))
    if len(marks) > MOST_LOST or any((here.group, mark) not in called for mark in marks):
        return ()
    return marks


def _opens_line(text: str, note: NoteText) -> bool:
    return text[max(0, note.head.start - 20) : note.head.start].rstrip(" \t").endswith("\n")


def _stands_later(text: str, after: NoteText, marks: tuple[str, ...]) -> bool:
    """Whether a number that seems lost stands in the next note: then the two may be swapped."""
    numbers = {
        found[0] for found in NUMBER_IN_NOTE.finditer(text, after.span.start, after.span.end)
    }
    return any(mark in numbers for mark in marks)


def _swapped(text: str, notes: Sequence[NoteText], i: int, marks: tuple[str, ...]) -> Iterator[int]:
    """The notes beside a gap that may bear the number of a neighbour.

    The number that is missing stands in the note after the gap, or the number before the gap
    stands in the note before it: two numbers may have changed places there.
    """
    if not _marks_in(text, notes[i + 1]).isdisjoint(marks):
        yield i + 1
    if i and not _marks_in(text, notes[i - 1]).isdisjoint((notes[i].mark, *marks)):
        yield i


def _marks_in(text: str, note: NoteText) -> set[str]:
    """The numbers in the words of a note that could head another."""
    found: set[str] = set()
    for number in HEADS_WORDS.finditer(text, note.span.start, note.span.end):
        digits = number[1]
        found.add(digits)
        if len(digits) > YEAR:
            found.update(_tails(digits))
    for last in RANGE_END.finditer(text, note.span.start, note.span.end):
        found.update(_tails(last[1]))
    return found


def _tails(digits: str) -> Iterator[str]:
    """The numbers that may have run on to another: of 33104 the 104, the 04 and the 4."""
    return (digits[-size:] for size in range(1, min(TELLING, len(digits) - 1) + 1))


def _misnumbered(text: str, merged: Span, marks: tuple[str, ...]) -> bool:
    """Whether a sentence begins with a number that may be one of *marks*, misprinted.

    A number of three digits tells as much before any words: few others are so near to it.
    """
    wrong = {number for mark in marks for number in slips(int(mark))}
    opening = (HEADS_SENTENCE.match(text, b.start, merged.end) for b in boundaries(text, merged))
    found = [number[1] for number in opening if number]
    if len(marks[0]) >= TELLING:
        inside = [number[1] for number in HEADS_WORDS.finditer(text, merged.start, merged.end)]
        found += inside
        found += [digits[: len(marks[0])] for digits in inside if len(digits) > YEAR]  # 408|15 Car.
    return any(int(digits) in wrong for digits in found)


def _numbered_otherwise(text: str, merged: Span, marks: tuple[str, ...], *, lined: bool) -> bool:
    """Whether any number heads a sentence (*lined*: a line): it may stand for the lost one."""
    places = (LINE_BREAK if lined else AFTER_STOP).finditer(text, merged.start, merged.end)
    opening = (ANY_NUMBER.match(text, place.end(), merged.end) for place in places)
    return any(
        any(map(str.isdigit, number[1])) or number[1].translate(LOOKALIKES) in marks
        for number in opening
        if number
    )


def _hole_elsewhere(
    text: str, merged: Span, parting: Parting, odd: Sequence[re.Pattern[str]]
) -> bool:
    """Whether an *odd* gap, as a lost number leaves it, stands where no note is parted."""
    parted = {boundary.start for boundary in parting.boundaries}
    holes = (hole.end() for gap in odd for hole in gap.finditer(text, merged.start, merged.end))
    return any(hole not in parted for hole in holes)


def lone_word(text: str, merged: Span, parting: Parting, words: Set[str]) -> bool:
    """Whether a part would be a single word that is nowhere a note by itself, as `Ibid.` is."""
    starts = [merged.start, *(boundary.start for boundary in parting.boundaries)]
    ends = [*(boundary.end for boundary in parting.boundaries), merged.end]
    parts = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return any(len(part.split()) == 1 and part not in words for part in parts)


def _doubtful(*around: NoteText) -> bool:
    """Whether a note beside the gap is not surely the one it is taken for."""
    return any(note.probability < SURE or note.misprinted for note in around)


def _context(text: str, token: Token | None) -> str:
    if token is None:
        return ""
    return text[max(0, token.span.start - CONTEXT) : token.span.start]


def _apply(
    text: str, notes: Sequence[NoteText], found: dict[int, tuple[tuple[str, ...], Parting]]
) -> Parted:
    parted: list[NoteText] = []
    proposals: dict[Span, tuple[Span, ...]] = {}
    for i, note in enumerate(notes):
        marks, parting = found.get(i, ((), None))
        if parting is None or parting.probability < SURE:
            parted.append(note)
            if parting is not None:
                proposals[note.span] = tuple(Span(b.start, b.start) for b in parting.boundaries)
            continue
        parted += _parts(text, note, marks, parting)
    return Parted(parted, proposals)


def _parts(text: str, note: NoteText, marks: tuple[str, ...], parting: Parting) -> list[NoteText]:
    starts = [b.start for b in parting.boundaries]
    ends = [*(b.end for b in parting.boundaries), note.span.end]
    sure = min(TRUST, parting.probability)
    first = replace(
        note, span=Span(note.span.start, ends[0]).trimmed(text), probability=note.probability * sure
    )
    rest = [
        NoteText(
            mark,
            note.group,
            note.zone,
            Span(start, start),
            None,
            Span(start, end).trimmed(text),
            sure,
        )
        for mark, start, end in zip(marks, starts, ends[1:], strict=True)
    ]
    return [first, *rest]
