"""The calls that the notes lead us to expect, in order: one for each note, and the gaps.

Note texts in, entries out. Numbers and symbols make rows of their own: a star's note may
stand before or after all numbered ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from edition_tools.convert.notes import symbols
from edition_tools.convert.notes.calls import ABSENT, BEYOND, LOST, NO_HEADING, Entry
from edition_tools.convert.notes.shapes import LONGEST_NUMBER
from edition_tools.convert.notes.texts import NoteText
from edition_tools.model import Zone
from edition_tools.text import Span
from edition_tools.vocabulary import ZoneKind

MOST_ABSENT = 12  # numbers that are looked for in one gap
AFTER_GROUP = 3  # numbers looked for after the last note of each group
BEYOND_LAST = 600  # numbers after the last note that a cut-off text may still call
HEAD_LOST = -4.0  # a marker of a symbol whose note may have lost its head: no gap shows it
SECOND_CALLED = -2.5  # of two notes under one number the second has a marker of its own
FIRST_NUMBERS = 4  # a series that begins with 2 to 5 has lost its first notes


def parts(zones: Sequence[Zone]) -> list[Span]:
    """For each endnotes zone, the stretch of the text whose markers call its notes.

    Where notes stand at the end alone, that is all; where they stand inside the text, it
    reaches back to the notes before (zones of notes that follow each other share it).
    """
    found: list[Span] = []
    start, last_end, text_since = 0, 0, True
    for zone in zones:
        if zone.kind == ZoneKind.ENDNOTES:
            if found and text_since:
                start = last_end
            found.append(Span(start, zone.span.start))
            last_end, text_since = zone.span.end, False
        elif zone.kind == ZoneKind.BODY:
            text_since = True
    end = zones[-1].span.end if zones else 0
    if len({part.start for part in found}) == 1:
        return [Span(0, end)] * len(found)
    return found


def numbered(notes: Sequence[NoteText], where: Sequence[Span], *, open_end: bool) -> list[Entry]:
    """The numbered notes as entries, with the numbers they lack; *open_end*: and go beyond."""
    entries: list[Entry] = []
    last: NoteText | None = None
    for i, note in enumerate(notes):
        if note.symbolic:
            continue
        part = where[note.zone]
        new_group = last is None or note.group != last.group
        if new_group and last is not None:
            entries += _after_last(last, where[last.zone])
        if new_group and last is not None and where[last.zone] == part:
            entries.append(Entry("", note.group, part, NO_HEADING))
        before = 0 if new_group else int(last.mark) if last else 0
        entries += _absent(before, note, part, first=new_group)
        entries.append(_entry(note, i, part))
        last = note if len(note.mark) <= LONGEST_NUMBER and _counts(note, before) else last or note
    if open_end and last is not None:
        entries += beyond(int(last.mark), last.group, Span(0, where[-1].end))
    return entries


def _entry(note: NoteText, index: int, part: Span) -> Entry:
    """A note's entry; one number seldom calls a second note: rather both share the marker."""
    if note.second:
        return Entry(note.mark, note.group, part, 0.0, index, SECOND_CALLED, note.probability)
    return Entry(note.mark, note.group, part, LOST, index, sure=note.probability)


def _after_last(last: NoteText, part: Span) -> list[Entry]:
    """The next numbers of a group, whose notes may be lost though other groups follow."""
    numbers = range(int(last.mark) + 1, int(last.mark) + 1 + AFTER_GROUP)
    return [Entry(str(n), last.group, part, 0.0, take=BEYOND) for n in numbers]


def _counts(note: NoteText, before: int) -> bool:
    """Whether the number is one of the count, not one put in between (521 after 52)."""
    return before == 0 or int(note.mark) - before <= MOST_ABSENT + 1


def _absent(before: int, note: NoteText, part: Span, *, first: bool) -> list[Entry]:
    number = int(note.mark)
    most = FIRST_NUMBERS if first else MOST_ABSENT
    if not before < number <= before + most + 1:
        if not (first and note.unheaded):
            return []
        before = number - 2  # the words before it may be the last note's
    return [Entry(str(n), note.group, part, ABSENT) for n in range(before + 1, number)]


def beyond(last: int, group: int, part: Span) -> list[Entry]:
    """Numbers after the last note, whose notes are cut off."""
    numbers = range(last + 1, last + 1 + BEYOND_LAST)
    return [Entry(str(n), group, part, LOST, beyond=True) for n in numbers]


def signed(notes: Sequence[NoteText], where: Sequence[Span]) -> list[Entry]:
    """The notes headed by symbols or letters as entries, with the marks their series lack."""
    wanted = [(i, note) for i, note in enumerate(notes) if note.symbolic]
    series = symbols.customary([note.mark for _, note in wanted]) if len(wanted) > 1 else []
    entries: list[Entry] = []
    last: NoteText | None = None
    for i, note in wanted:
        entries += _unheaded(series, last, note, where[note.zone])
        sure = note.probability
        entries.append(Entry(note.mark, note.group, where[note.zone], LOST, i, sure=sure))
        last = note
    if last and series:
        after = {symbols.following(series, last.mark), series[0]} - {""}
        entries += _after(after, series, last, where[last.zone])
    return entries


def _after(marks: set[str], series: Sequence[str], last: NoteText, part: Span) -> list[Entry]:
    """Marks that may come after a note's, though their own notes have lost their heads."""
    ordered = sorted(marks, key=lambda mark: (mark == series[0], mark))
    return [Entry(mark, last.group, part, 0.0, take=HEAD_LOST) for mark in ordered]


def _unheaded(
    series: Sequence[str], last: NoteText | None, note: NoteText, part: Span
) -> list[Entry]:
    """Marks whose notes have lost their heads: those skipped, the next, and a lone first."""
    begins = last is None or last.group != note.group
    gaps = symbols.skipped(series, "" if last is None or begins else last.mark, note.mark)
    found = [Entry(mark, note.group, part, ABSENT) for mark in gaps]
    if last is None or not begins or not series:
        return found
    after = {symbols.following(series, last.mark), "" if gaps else series[0]} - {""}
    return [*_after(after, series, last, part), *found]
