"""From probable calls to decisions: a call is made, or two readings are reported.

Two readings that are about as good leave a marker unlinked: a wrong link puts false words
under an author's name, a missing one only asks a question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from edition_tools.convert.notes.calls import Call, Entry
from edition_tools.convert.notes.shapes import Token
from edition_tools.text import Span

LINKED = 0.8  # a call less probable than this is not made
SURELY_A_MARKER = 0.9  # … though the token may be a marker all the same
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
    undecided: tuple[Token, ...] = field(default=())  # markers whose note is not decided


def decide(calls: Sequence[Call], entries: Sequence[Entry]) -> Decisions:
    """The calls that are made, and the doubts about the others."""
    made = [
        _made(call, entries)
        for call in calls
        if call.probability * entries[call.entry].sure >= LINKED
    ]
    taken = {one.token.span for one in made}
    open_calls = [call for call in calls if call.candidate.token.span not in taken]
    undecided = tuple(_undecided(open_calls))
    return Decisions(tuple(made), tuple(_doubts(open_calls, entries, made)), undecided)


def _made(call: Call, entries: Sequence[Entry]) -> Made:
    entry = entries[call.entry]
    return Made(call.candidate.token, entry.note, entry.mark, call.probability, entry.group)


def _undecided(calls: Iterable[Call]) -> list[Token]:
    """Tokens that are markers in nearly every reading, though not of one note."""
    sums: dict[Token, float] = defaultdict(float)
    for call in calls:
        sums[call.candidate.token] += call.probability
    return [token for token, total in sums.items() if total >= SURELY_A_MARKER]


def _doubts(calls: Iterable[Call], entries: Sequence[Entry], made: Sequence[Made]) -> list[Doubt]:
    """For each note that is called in no sure place: its possible places."""
    answered = {one.note for one in made}
    by_entry: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        if call.probability >= WORTH_TELLING and entries[call.entry].note not in answered:
            by_entry[call.entry].append(call)
    doubts = []
    for i, rivals in sorted(by_entry.items()):
        rivals.sort(key=lambda call: -call.probability)
        places = tuple(call.candidate.token.span for call in rivals)
        entry = entries[i]
        doubts.append(Doubt(entry.mark, entry.note, places, rivals[0].probability))
    return doubts
