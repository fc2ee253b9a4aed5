"""The decisions as records: notes with their markers, and a finding for each that has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from edition_tools.convert.notes import groups, losses, texts
from edition_tools.convert.notes.decide import Decisions, Doubt, Made
from edition_tools.convert.notes.shapes import Form, Token
from edition_tools.convert.notes.texts import NoteText
from edition_tools.findings import Code
from edition_tools.model import Block, Finding, Mark, Note, Notes
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind

FIRST = "1"  # the number with which notes begin
MOST_SKIPPED = 3  # markers in a row that are told of as lost where their notes are, too
DOUBTED = 0.5  # confidence of a marker that nothing settles
SURE = 0.9  # a number read with less is reported


def assemble(
    text: str,
    notes: Sequence[NoteText],
    decisions: Decisions,
    blocks: Sequence[Block],
    parts: Sequence[Span],
    proposals: Mapping[Span, tuple[Span, ...]],
) -> Notes:
    """Notes, unanswered markers and findings.

    *parts* are the stretches of text that the notes of each zone belong to; *proposals* are
    places inside notes where another note, its number lost, may begin.
    """
    labels = groups.labels(notes)
    marks: dict[int, list[Mark]] = defaultdict(list)
    for made in decisions.made:
        if made.note >= 0:
            sure = made.probability * notes[made.note].probability
            marks[made.note].append(Mark(made.token.span, made.token.printed, sure))
    records = tuple(
        _record(text, note, label, tuple(marks[i]))
        for i, (note, label) in enumerate(zip(notes, labels, strict=True))
    )
    unanswered = _unanswered(decisions)
    findings = [
        *_about_numbers(notes, labels, proposals),
        *_about_markers(text, decisions, labels),
        *_called_twice(decisions, labels),
        *_doubts(decisions.doubts, labels),
        *_lost(text, records, decisions, blocks, [parts[note.zone] for note in notes]),
        *_without_note([*unanswered, *(_mark(token, DOUBTED) for token in decisions.strays)]),
        *_skipped(decisions, notes),
    ]
    findings.sort(key=lambda finding: finding.span)
    return Notes(records, unanswered, tuple(findings))


def _record(text: str, note: NoteText, label: str, marks: tuple[Mark, ...]) -> Note:
    return Note(
        label,
        note.mark,
        note.number,
        note.span,
        marks,
        note.group,
        note.probability,
        texts.paragraphs(text, note.span),
    )


def _unanswered(decisions: Decisions) -> tuple[Mark, ...]:
    found = [_mark(made.token, made.probability) for made in decisions.made if made.note < 0]
    found += [_mark(token, DOUBTED) for token in decisions.undecided]
    return tuple(sorted(found, key=lambda mark: mark.span))


def _mark(token: Token, probability: float) -> Mark:
    return Mark(token.span, token.printed, probability)


# ------------------------------------------------------------------ findings
def _about_numbers(
    notes: Sequence[NoteText],
    labels: Sequence[str],
    proposals: Mapping[Span, tuple[Span, ...]],
) -> Iterable[Finding]:
    """Numbers of notes that are misprinted, given twice, or read with doubt; lost ones."""
    for i, (note, label) in enumerate(zip(notes, labels, strict=True)):
        if note.second:
            yield Finding(
                Code.NOTES_NUMBER_TWICE,
                note.head,
                f"a second note bears the number {note.mark}",
                note=label,
                confidence=note.probability,
                candidates=(note.head,),
            )
        elif note.number is None:
            yield _number_supplied(note, label)
        elif note.misprinted or note.cut or note.probability < SURE:
            yield _number_doubtful(note, label)
        begins = i == 0 or notes[i - 1].group != note.group
        if begins and note.unheaded and not note.symbolic and note.mark != FIRST:
            yield _first_unheaded(note, note.unheaded, label)
        if i and _missing(notes[i - 1], note):
            before = notes[i - 1]
            yield _number_missing(before, note, labels[i - 1], proposals.get(before.span, ()))


def _first_unheaded(note: NoteText, words: Span, label: str) -> Finding:
    return Finding(
        Code.NOTES_NUMBER_LOST,
        words,
        f"no number of a note heads the words before note {note.mark}, the first",
        hint=f"if they are a note, the print has its number; {int(note.mark) - 1} would be next",
        note=label.removesuffix(note.mark) + str(int(note.mark) - 1),
        candidates=(Span(words.start, words.start),),
    )


def _number_supplied(note: NoteText, label: str) -> Finding:
    return Finding(
        Code.NOTES_NUMBER_LOST,
        note.head,
        f"the number of note {note.mark} is lost; its words are taken to begin here",
        guess="they begin here",
        confidence=note.probability,
        hint="compare with the print where the note before ends",
        note=label,
        candidates=(note.head,),
    )


def _number_doubtful(note: NoteText, label: str) -> Finding:
    what = "is misprinted" if note.misprinted else "is read with doubt"
    if note.cut:
        what = "runs into other digits"
    return Finding(
        Code.NOTES_NUMBER_LOST,
        note.head,
        f"the number of note {note.mark} {what}",
        guess=f"this is note {note.mark}",
        confidence=note.probability,
        hint="compare the order of the notes with the print",
        note=label,
        candidates=(note.head,),
    )


def _missing(before: NoteText, note: NoteText) -> int:
    if before.symbolic or note.symbolic or before.group != note.group:
        return 0
    step = int(note.mark) - int(before.mark)
    return step - 1 if 1 < step <= 20 else 0


def _number_missing(
    before: NoteText, note: NoteText, label: str, places: tuple[Span, ...]
) -> Finding:
    first, last = int(before.mark) + 1, int(note.mark) - 1
    which = f"note {first}" if first == last else f"notes {first} to {last}"
    return Finding(
        Code.NOTES_NUMBER_LOST,
        before.span,
        f"the number of {which} is not found; the text may stand in that of note {before.mark}",
        hint="see where the words of note "
        f"{before.mark} end, and whether the print has this number at all",
        note=label.removesuffix(before.mark) + str(first),
        candidates=places,
    )


def _about_markers(text: str, decisions: Decisions, labels: Sequence[str]) -> Iterable[Finding]:
    """Markers that read otherwise than their note's number, or have letters for digits."""
    for made in decisions.made:
        if made.note >= 0 and (made.token.printed != made.mark or made.token.lookalike):
            printed = made.token.core.of(text) if made.token.lookalike else made.token.printed
            yield Finding(
                Code.NOTES_MARKER_MISPRINTED,
                made.token.span,
                f"this marker reads {printed}, but stands where {made.mark} should",
                guess=f"it calls note {made.mark}",
                confidence=made.probability,
                hint="a ruling can say so: decision link, not-a-marker or leave",
                note=labels[made.note],
                candidates=(made.token.span,),
            )


def _called_twice(decisions: Decisions, labels: Sequence[str]) -> Iterable[Finding]:
    """Notes that are called twice by bare numbers, or by markers without a word between.

    In brackets a note may well be called again and again.
    """
    by_note: dict[int, list[Span]] = defaultdict(list)
    bare = {made.token.span for made in decisions.made if made.token.form == Form.BARE}
    printed = {made.note: made.mark for made in decisions.made}
    for made in decisions.made:
        if made.note >= 0:
            by_note[made.note].append(made.token.span)
    for note, places in by_note.items():
        if any(two in bare or one.end == two.start for one, two in pairwise(sorted(places))):
            yield Finding(
                Code.NOTES_CALLED_TWICE,
                places[1],
                f"another marker calls note {printed[note]}, too",
                guess="the text cites it twice",
                hint="if one of them is no marker, rule so: decision not-a-marker",
                note=labels[note],
                candidates=tuple(places),
            )


def _doubts(doubts: Iterable[Doubt], labels: Sequence[str]) -> Iterable[Finding]:
    for doubt in doubts:
        yield Finding(
            Code.NOTES_TWO_READINGS,
            doubt.places[0],
            f"it is not decided whether this calls note {doubt.mark}",
            guess="the first of the places",
            confidence=doubt.probability,
            hint="rule with the decision link (note = …) on the marker that calls it",
            note=labels[doubt.note] if doubt.note >= 0 else doubt.mark,
            candidates=doubt.places,
        )


def _without_note(unanswered: Iterable[Mark]) -> Iterable[Finding]:
    for mark in unanswered:
        yield Finding(
            Code.NOTES_CALL_WITHOUT_NOTE,
            mark.span,
            f"no note answers the marker {mark.printed}",
            confidence=mark.confidence,
            hint="the note may be cut off, or its number lost; rule link, not-a-marker or leave",
            note=mark.printed,
            candidates=(mark.span,),
        )


def _skipped(decisions: Decisions, notes: Sequence[NoteText]) -> Iterable[Finding]:
    """Numbers that the markers skip where no note answers them: those may be lost too."""
    made = [one for one in decisions.made if one.mark.isdecimal()]
    made.sort(key=lambda one: one.token.span)
    known = {(note.group, note.mark) for note in notes}
    if made and len(made) == len(decisions.made) and all(one.note < 0 for one in made):
        yield from _none_before(made[0])
    for before, after in pairwise(made):
        first, last = int(before.mark) + 1, int(after.mark) - 1
        if after.note >= 0 or before.group != after.group or last >= first + MOST_SKIPPED:
            continue
        for number in range(first, last + 1):
            if (after.group, str(number)) not in known:
                yield Finding(
                    Code.NOTES_MARKER_LOST,
                    Span(before.token.span.end, before.token.span.end),
                    f"no marker {number} between {before.mark} and {after.mark}, "
                    f"and no note {number} either",
                    hint="compare with the print",
                    note=str(number),
                )


def _none_before(first: Made) -> Iterable[Finding]:
    """A text without notes whose markers do not begin with 1."""
    for number in range(1, min(int(first.mark), 2 + MOST_SKIPPED)):
        yield Finding(
            Code.NOTES_MARKER_LOST,
            first.token.span,
            f"the first marker is {first.mark}; no marker {number} is found before it",
            hint="compare with the print; a number before this place may be misprinted",
            note=str(number),
        )


def _lost(
    text: str,
    notes: Sequence[Note],
    decisions: Decisions,
    blocks: Sequence[Block],
    parts: Sequence[Span],
) -> Iterable[Finding]:
    """Notes that no marker calls, each with the likely places of its marker."""
    doubted = {doubt.note for doubt in decisions.doubts}
    displayed = [block for block in blocks if block.kind == BlockKind.QUOTATION]
    stretches: dict[Span, list[int]] = defaultdict(list)
    for i, between in enumerate(_between(notes, parts, blocks)):
        if not notes[i].marks and i not in doubted:
            stretches[between].append(i)
    for between, lost in stretches.items():
        words = [span for i in lost if (span := notes[i].span)]
        for i, found in zip(lost, losses.places(text, between, displayed, words), strict=True):
            yield Finding(
                Code.NOTES_MARKER_LOST,
                found[0] if found else Span(between.start, between.start),
                f"the text has no marker for note {notes[i].printed}",
                guess="the first of the likely places",
                confidence=1.0 / (1 + len(found)),
                hint="rule with the decision place: after = the words that it follows",
                note=notes[i].label,
                candidates=found,
            )


def _between(notes: Sequence[Note], parts: Sequence[Span], blocks: Sequence[Block]) -> list[Span]:
    """For each note the stretch of text between the markers of the notes before and after."""
    text_end = blocks[-1].span.end if blocks else max((part.end for part in parts), default=0)
    text_start = blocks[0].span.start if blocks else 0
    starts = _running(notes, parts)
    ends = _running(notes[::-1], parts[::-1])[::-1]
    found = []
    for part, before, after in zip(parts, starts, ends, strict=True):
        start = max(part.start, text_start, before.end if before else 0)
        end = min(part.end, text_end)
        if after and after.start >= start:
            end = min(end, after.start)
        found.append(Span(start, max(start, end)))
    return found


def _running(notes: Sequence[Note], parts: Sequence[Span]) -> list[Span | None]:
    """For each note the first marker of the last note before it that has one in its part."""
    found: list[Span | None] = []
    last: Span | None = None
    for note, part in zip(notes, parts, strict=True):
        found.append(last if last and part.holds(last) else None)
        if note.marks:
            last = note.marks[0].span
    return found
