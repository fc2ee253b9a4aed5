"""From probable calls to decisions: a call is made, or two readings are reported.

Two readings that are about as good leave a marker unlinked: a wrong link puts false words
under an author's name, a missing one only asks a question.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from edition_tools.convert.notes import stretches
from edition_tools.convert.notes.calls import Call, Entry, Row
from edition_tools.convert.notes.markers import Candidate
from edition_tools.convert.notes.shapes import Form, Token
from edition_tools.convert.notes.stretches import STRAY
from edition_tools.text import Span

LINKED = 0.8  # a call less probable than this is not made
CLOSE = 0.15  # … nor one whose marker may, as probably as this, call another note
SURELY_A_MARKER = 0.9  # … though the token may be a marker all the same
TWICE = 0.9  # no call is surer than this of a note that bare numbers call twice
WORTH_TELLING = 0.2  # a reading less probable than this is not reported


@dataclass(frozen=True, slots=True)
class Made:
    """A call that is made: the marker, the index of the note (-1: it has none)."""

    token: Token
    note: int
    mark: str  # the mark that it bears by right
    probability: float
    group: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A note that two places may call, or a marker that may call two notes."""

    mark: str
    note: int
    places: tuple[Span, ...]  # of the possible markers, best first
    probability: float  # of the best


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided about the markers of one kind."""

    made: tuple[Made, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    undecided: tuple[Token, ...] = ()  # markers whose note is not decided
    strays: tuple[Token, ...] = ()  # numbers that look like markers, though no note is like them


def decide(rows: Sequence[Row], calls: Sequence[Call], entries: Sequence[Entry]) -> Decisions:
    """The calls that are made, and the doubts about the others."""
    rivalled, perhaps_again = _rivalled(calls), _perhaps_again(calls)
    likely = [
        call
        for call in calls
        if call.probability * entries[call.entry].sure >= LINKED
        and call.candidate.token.span not in rivalled
        and call.entry not in perhaps_again
    ]
    unsettled = stretches.unsettled(rows, likely, entries)
    again = {call.entry for call in likely if _again(call)}
    made = [
        _made(call, entries, TWICE if call.entry in again else 1.0)
        for call in likely
        if call.candidate.token.span not in unsettled.markers
    ]
    taken = {one.token.span for one in made}
    open_calls = [call for call in calls if call.candidate.token.span not in taken]
    undecided = tuple(_undecided(open_calls))
    doubts = tuple(_doubts(open_calls, entries, made, unsettled.again))
    return Decisions(tuple(made), doubts, undecided, tuple(_strays(rows, calls, entries)))


def _strays(
    rows: Sequence[Row], calls: Iterable[Call], entries: Iterable[Entry]
) -> Iterator[Token]:
    """Numbers set like markers that call nothing, but might: that of a note, or of one put in.

    So is the 1361 or 13611 of a note put in after note 136, if its own number is lost.
    """
    read = {call.candidate.token.span for call in calls if call.probability >= WORTH_TELLING}
    marks = {entry.mark for entry in entries if entry.note >= 0}
    for row in rows:
        if any(candidate.token.span in read for candidate in row.candidates):
            continue
        found = (c.token for c in row.candidates if set_like_a_marker(c))
        yield from islice((t for t in found if marks & _bases(t.printed)), 1)


def _bases(printed: str) -> set[str]:
    """The number itself, and those after which it may be put in: 33 of 331 and of 3311."""
    return {printed, printed[:-1], printed[:-2]}


def set_like_a_marker(candidate: Candidate) -> bool:
    """Whether a number is a marker by its neighbours alone, and nothing in it had to be mended."""
    token = candidate.token
    plain = token.printed.isdecimal() and not token.part and not token.lookalike
    return plain and candidate.score >= STRAY and candidate.way != "spaced"


def _rivalled(calls: Iterable[Call]) -> set[Span]:
    """The tokens of which the second-best reading, as the call of another note, is too good."""
    probable = [call for call in calls if call.probability >= CLOSE]
    met = Counter(call.candidate.token.span for call in probable)
    return {span for span, count in met.items() if count > 1}


def _again(call: Call) -> bool:
    """Whether a note is called a second time by a bare number, which may also be none of its."""
    return call.again and call.candidate.token.form == Form.BARE


def _perhaps_again(calls: Iterable[Call]) -> set[int]:
    """The entries of which it is open whether they are called twice: then, where is not sure."""
    return {
        call.entry for call in calls if _again(call) and WORTH_TELLING <= call.probability < LINKED
    }


def _made(call: Call, entries: Sequence[Entry], most: float) -> Made:
    entry, sure = entries[call.entry], min(most, call.probability)
    return Made(call.candidate.token, entry.note, entry.mark, sure, entry.group)


def _undecided(calls: Iterable[Call]) -> list[Token]:
    """Tokens that are markers in nearly every reading, though not of one note."""
    sums: dict[Token, float] = defaultdict(float)
    for call in calls:
        sums[call.candidate.token] += call.probability
    return [token for token, total in sums.items() if total >= SURELY_A_MARKER]


def _doubts(
    calls: Iterable[Call],
    entries: Sequence[Entry],
    made: Sequence[Made],
    again: Mapping[Span, list[Span]],
) -> list[Doubt]:
    """For each note that is called in no sure place: its possible places."""
    answered = {one.note for one in made}
    by_entry: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        if call.probability >= WORTH_TELLING and entries[call.entry].note not in answered:
            by_entry[call.entry].append(call)
    doubts = []
    for i, rivals in sorted(by_entry.items()):
        rivals.sort(key=lambda call: -call.probability)
        places = [call.candidate.token.span for call in rivals]
        places += [other for span in places for other in again.get(span, ()) if other not in places]
        entry = entries[i]
        doubts.append(Doubt(entry.mark, entry.note, tuple(places), rivals[0].probability))
    return doubts
