"""The texts of the notes: from the end of a number to the next note.

Heads of notes in, their texts out, trimmed, each inside its zone; a heading that stands
between two groups of notes belongs to neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition_tools.convert.notes import numbers, symbols
from edition_tools.convert.notes.doubtful_heads import DOUBTFUL
from edition_tools.convert.notes.heads import Head
from edition_tools.convert.notes.shapes import Token, tokens
from edition_tools.text import Span

AFTER_NUMBER = re.compile(r"[\])}]?(?:[.:)](?![.…]))?\s*(?:[\^↑] )?")  # "] ", ". ", ". ^ "
BREAK = re.compile(r"\n[ \t]*\n\s*")
LONGEST_HEADING = 80
YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")  # 1843
ENDS_NOTE = ".,;?!”’\"'»—"  # and hardly a heading


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as it stands in the notes' zone."""

    mark: str  # the mark it bears by right: 27, *, a
    group: int
    zone: int
    head: Span  # its number with brackets
    number: Span | None  # the digits alone
    span: Span  # its words
    probability: float = 1.0
    misprinted: bool = False
    second: bool = False  # another note bears the same number
    cut: bool = False  # digits follow its number without a break
    unheaded: Span | None = None  # words before it that open the zone and have no number

    @property
    def symbolic(self) -> bool:
        """Whether it is headed by a symbol or letter."""
        return not self.mark.isdecimal()


def note_texts(text: str, zones: Sequence[Span]) -> list[NoteText]:
    """All notes of *zones*, in order of place."""
    marks = [tokens(text, zone, heads=True) for zone in zones]
    titles = numbers.titles(text, zones)
    numbered = numbers.heads(text, zones, marks, titles)
    signs = symbols.heads(text, zones, marks)
    if not numbered and not signs:
        signs = symbols.letter_heads(text, zones)
    starts = sorted(
        [_numbered(text, head) for head in numbered] + [_signed(head) for head in signs],
        key=lambda note: note.head,
    )
    found = _with_words(text, zones, _without_overlap(starts), titles)
    kept = {i for i, note in enumerate(found) if not _empty_in_line(text, note)}
    return found if len(kept) == len(found) else only(text, zones, found, kept)


def only(
    text: str, zones: Sequence[Span], notes: Sequence[NoteText], kept: set[int]
) -> list[NoteText]:
    """The notes *kept* (by index) alone; the words of the others fall to the note before."""
    left = [note for i, note in enumerate(notes) if i in kept]
    return _with_words(text, zones, left, numbers.titles(text, zones))


def _empty_in_line(text: str, note: NoteText) -> bool:
    """Whether a number inside a line has no words after it: it ends the note before."""
    line = text.rfind("\n", max(0, note.head.start - LONGEST_HEADING), note.head.start) + 1
    return len(note.span) == 0 and bool(text[line : note.head.start].strip())


def _numbered(text: str, head: Head) -> NoteText:
    token, candidate = head.candidate.token, head.candidate
    start = candidate.line if candidate.opens_line else token.span.start
    return NoteText(
        head.mark,
        head.group,
        candidate.zone,
        Span(start, token.span.end),
        token.core,
        token.span,
        min(head.probability, DOUBTFUL) if _year(text, token) else head.probability,
        misprinted=token.printed != head.mark or token.lookalike,
        second=head.second,
        cut=token.part and text[token.span.end : token.span.end + 1].isdecimal(),
    )


def _year(text: str, token: Token) -> bool:
    """Whether a number is but the beginning of a year: 17 in `1730 A sketch`."""
    return token.part and bool(YEAR.match(text, token.span.start))


def _signed(head: symbols.SymbolHead) -> NoteText:
    token: Token = head.token
    return NoteText(
        token.printed,
        head.group,
        head.zone,
        token.span,
        token.core,
        token.span,
        head.probability,
    )


def _without_overlap(notes: Sequence[NoteText]) -> list[NoteText]:
    kept: list[NoteText] = []
    for note in notes:
        if not kept or kept[-1].head.end <= note.head.start:
            kept.append(note)
    return kept


def _with_words(
    text: str, zones: Sequence[Span], starts: Sequence[NoteText], titles: numbers.Titles
) -> list[NoteText]:
    notes = []
    for i, note in enumerate(starts):
        zone = zones[note.zone]
        end = starts[i + 1].head.start if i + 1 < len(starts) else zone.end
        stop = min(end, zone.end)
        found = AFTER_NUMBER.match(text, note.head.end, stop)
        begin = found.end() if found else note.head.end
        words = Span(min(begin, stop), stop).trimmed(text)
        opens = i == 0 or starts[i - 1].zone != note.zone
        unheaded = _unheaded(text, zone.start, note.head.start) if opens else None
        following = starts[i + 1] if i + 1 < len(starts) else None
        if following and following.zone == note.zone and following.group != note.group:
            words = _without_heading(text, words, titles)
        notes.append(replace(note, span=words, unheaded=unheaded))
    return notes


def _unheaded(text: str, start: int, end: int) -> Span | None:
    """The words before the first number of a zone, if they do not end as a heading does."""
    words = Span(start, end).trimmed(text)
    runs_on = "\n" not in text[words.end : end]
    return words if len(words) > 1 and (runs_on or text[words.end - 1] in ENDS_NOTE) else None


def _without_heading(text: str, words: Span, titles: numbers.Titles) -> Span:
    """The words of a group's last note, without the next group's heading."""
    line = text.rfind("\n", words.start, words.end) + 1
    if line <= words.start or words.end - line > LONGEST_HEADING:
        return words
    alone = not text[text.rfind("\n", words.start, line - 1) + 1 : line - 1].strip()
    if alone and numbers.is_heading(text[line : words.end].strip(), titles):
        return Span(words.start, line).trimmed(text)
    return words


def paragraphs(text: str, words: Span) -> tuple[Span, ...]:
    """The paragraphs of a note, trimmed; empty if it has but one."""
    found = []
    start = words.start
    for gap in BREAK.finditer(text, words.start, words.end):
        found.append(Span(start, gap.start()))
        start = gap.end()
    found.append(Span(start, words.end))
    return tuple(found) if len(found) > 1 else ()
