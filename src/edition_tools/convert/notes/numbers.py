"""The numbers that stand before notes: candidates in the notes' zones, and their series.

Endnotes zones in, numbered heads out, each with the probability that it is one. A series
counts up by one; it may lack a number, misprint one, give one twice, or begin again.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edition_tools.convert.notes import misprints, weights
from edition_tools.convert.notes.lattice import Move, Step, weigh
from edition_tools.convert.notes.shapes import Token, tokens
from edition_tools.text import Span

EXACT = 2.0  # a number that is just the next one
LOST = -3.4  # a number of the series is missing
LONGEST_GAP = 12  # numbers that may be missing in a row
TWICE = -5.5  # a number comes a second time
INSERTED = -5.0  # 521 between 52 and 53: a note put in between
INSERTED_ON_LINE = -1.0
ANEW = -9.0  # the numbering begins again without any sign of it
ANEW_IN_LINE = -14.0
ANEW_AFTER_BREAK = -1.0  # … after a heading or a new zone
LIKELY = 0.7  # a number less probable than this does not head a note
SHORTEST_SERIES = 2
ANEW_SOON = -4.0  # … after a series of one note
UNUSUAL_START = -6.0  # the first note is not number 1
UNUSUAL_START_AT_HEAD = -2.0
UNUSUAL_START_IN_LINE = -12.0
NOT_THE_STYLE = -6.0
HOPELESS = -5.0
LONGEST_LEAD = 40  # blanks before a number that opens a line
CROWDED = -6.0  # nothing stands between it and a number before: that note would be empty
FEWEST_FOR_STYLE = 3
HOLE = 0.12  # share of the notes' zone
HOLE_IN_NOTES = 6  # times the length of a note
RARE_TAIL = 0.1
OTHER_TAIL = -4.0  # where each note has a line and a "." after its number, and this has none
CUT_ON_LINE = -4.0  # where each note has a line of its own, its number is not run into others

GROUP = 1 << 17  # states: group * GROUP + number
SWAPPED = 1 << 39  # flag of a state: the last number was printed one too high
BEGINNING = -1
INSERTION = 1 << 40  # flag of an entry: a note put in between, outside the count
SECOND = 1 << 41  # flag of an entry: the number is given a second time

LONGEST_HEADING = 80
STOPS = ".):"
ENDS_SENTENCE = ".,;:?!”’\"')]—"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may be a note's number."""

    token: Token
    number: int
    score: float
    opens_line: bool
    line: int  # where its line begins, an arrow before the number included
    tail: str  # what stands after the number: a stop, a bracket or nothing
    after_break: bool  # a heading or the zone's beginning comes just before
    zone: int


@dataclass(frozen=True, slots=True)
class Head:
    """The number of a note, as decided: `number` counts, `candidate` is what stands there."""

    candidate: Candidate
    group: int
    number: int
    inserted: bool
    second: bool
    probability: float

    @property
    def mark(self) -> str:
        """The mark that the note bears by right."""
        return self.candidate.token.printed if self.inserted else str(self.number)


def heads(text: str, zones: Sequence[Span]) -> list[Head]:
    """The numbered heads of the notes in *zones*, in order of place."""
    rows = [group for i, zone in enumerate(zones) for group in _candidates(text, zone, i)]
    plain = _in_own_style(rows, anew_in_line=False)
    if not _leaves_a_hole(plain, zones):
        return plain
    return max(plain, _in_own_style(rows, anew_in_line=True), key=len)


def _in_own_style(rows: Sequence[tuple[Candidate, ...]], *, anew_in_line: bool) -> list[Head]:
    """The heads, read once to learn the style, and once more in that style."""
    decided = series(_worth_weighing(rows), anew_in_line=anew_in_line)
    if len(decided) < FEWEST_FOR_STYLE:
        return decided
    return series(_in_style(rows, decided), anew_in_line=anew_in_line)


def _leaves_a_hole(decided: Sequence[Head], zones: Sequence[Span]) -> bool:
    """Whether a long stretch of the notes is without numbers: the count may begin again there.

    Else a list inside a note (1. … 2. …) is not taken for a new series.
    """
    for i, zone in enumerate(zones):
        starts = [h.candidate.token.span.start for h in decided if h.candidate.zone == i]
        edges = [zone.start, *starts, zone.end]
        holes = [after - before for before, after in pairwise(edges)]
        if max(holes) > max(HOLE * len(zone), HOLE_IN_NOTES * len(zone) / len(holes)):
            return True
    return False


# ------------------------------------------------------------------ candidates
def _candidates(text: str, zone: Span, index: int) -> list[tuple[Candidate, ...]]:
    groups: list[tuple[Candidate, ...]] = []
    break_before, last_end = True, -1
    for group in tokens(text, zone, heads=True):
        start = group[0].span.start
        opens = _opens_line(text, start, zone.start)
        if opens and not break_before:
            break_before = _heading_before(text, start, zone.start)
        line = text.rfind("\n", zone.start, start) + 1 if opens else start
        crowded = last_end >= 0 and not text[last_end:start].strip(" .)]")
        kept = tuple(
            _candidate(
                text, token, max(line, zone.start) if opens else -1, break_before, index, crowded
            )
            for token in group
            if token.number > 0
        )
        if kept:
            groups.append(kept)
            break_before = break_before and not opens
            last_end = kept[0].token.span.end if opens else -1
    return groups


def _candidate(
    text: str, token: Token, line: int, after_break: bool, zone: int, crowded: bool
) -> Candidate:
    """A token with its score; *line* is where its line begins, -1 if it does not open it."""
    score = weights.in_notes(text, token, opens_line=line >= 0)
    score += CROWDED if crowded else 0.0
    tail = text[token.span.end : token.span.end + 1]
    tail = tail if tail in STOPS else ""
    opens = line >= 0
    return Candidate(token, token.number, score, opens, max(line, 0), tail, after_break, zone)


def _opens_line(text: str, at: int, floor: int) -> bool:
    """Whether nothing but blanks (or a site's arrow) stands before *at* in its line."""
    line = text.rfind("\n", max(floor, at - LONGEST_LEAD), at)
    if line < 0 and at - floor >= LONGEST_LEAD:
        return False
    return not text[max(line + 1, floor) : at].strip(" \t\r\xa0↑•")


def _heading_before(text: str, at: int, floor: int) -> bool:
    """Whether the last line before *at* is short, stands alone and does not end a sentence."""
    words = text[max(floor, at - 2 * LONGEST_HEADING) : at].rstrip()
    line = words.rpartition("\n")
    alone = line[0].endswith("\n") or not line[0].strip()
    heading = line[2].strip()
    return alone and 0 < len(heading) <= LONGEST_HEADING and heading[-1] not in ENDS_SENTENCE


# ------------------------------------------------------------------ the series
class _Series:
    """What number may follow what."""

    beam = 18.0

    def __init__(self, rows: Sequence[tuple[Candidate, ...]], anew_in_line: bool) -> None:
        self.rows = rows
        self.anew_in_line = anew_in_line

    def family(self, state: int) -> int:
        return state // GROUP % GROUP

    def begin(self) -> int:
        return BEGINNING

    def end(self, state: int) -> float:  # noqa: ARG002 - any number may be the last
        return 0.0

    def moves(self, states: Iterable[int], moment: int, choice: int) -> Iterable[Move]:
        candidate = self.rows[moment][choice]
        for state in states:
            if state == BEGINNING:
                yield from self._first(candidate)
                continue
            last = state % GROUP
            step = candidate.number - last
            if -1 <= step <= LONGEST_GAP:
                yield from self._next(state, step, candidate)
            else:
                yield from self._misread(state, candidate)
            if (
                last <= candidate.number // 10 <= last + 1
                or last <= candidate.number // 100 <= last + 1
            ):
                yield from self._inserted(state, candidate)
            if candidate.number <= 3 and (candidate.opens_line or self.anew_in_line):
                yield from self._anew(state, candidate)

    def _first(self, candidate: Candidate) -> Iterable[Move]:
        if candidate.token.part and candidate.number > 1:
            return
        usual = LOST * (candidate.number - 1)
        floor = UNUSUAL_START if candidate.opens_line else UNUSUAL_START_IN_LINE
        if candidate.after_break and candidate.opens_line:
            floor = UNUSUAL_START_AT_HEAD
        score = candidate.score + EXACT
        yield Move(BEGINNING, candidate.number, candidate.number, score + max(usual, floor))
        wrong = misprints.weight(1, candidate.token)
        if candidate.after_break and candidate.opens_line and wrong is not None:
            swapped = SWAPPED if candidate.number == 2 else 0
            yield Move(BEGINNING, 1 | swapped, 1, score + wrong)

    def _next(self, flagged: int, step: int, candidate: Candidate) -> Iterable[Move]:
        state, score = flagged & ~SWAPPED, candidate.score + EXACT
        if step >= 1:
            yield Move(flagged, state + step, state + step, score + LOST * (step - 1))
        elif step == 0 and flagged & SWAPPED:
            weight = score + misprints.SWAP_COMPLETED
            yield Move(flagged, state + 1, state + 1, weight)
        elif step == 0:
            yield Move(flagged, flagged, state | SECOND, score + TWICE)
        yield from self._misread(flagged, candidate)

    def _misread(self, flagged: int, candidate: Candidate) -> Iterable[Move]:
        """The candidate is a misprint of the next number, or of the one after."""
        state = flagged & ~SWAPPED
        for lost in (0, 1):
            true = state % GROUP + 1 + lost
            wrong = misprints.weight(true, candidate.token)
            if wrong is not None:
                here = state + 1 + lost
                swapped = SWAPPED if candidate.number == true + 1 else 0
                weight = candidate.score + EXACT + wrong + LOST * lost
                yield Move(flagged, here | swapped, here, weight)

    def _inserted(self, state: int, candidate: Candidate) -> Iterable[Move]:
        group, last = divmod(state & ~SWAPPED, GROUP)
        printed, score = candidate.token.printed, candidate.score + EXACT
        if candidate.token.part or len(printed) < 2:
            return
        entry = (group * GROUP + int(printed)) | INSERTION
        cost = INSERTED_ON_LINE if candidate.opens_line else INSERTED
        if len(printed) > len(str(last)) and printed.startswith(str(last)):
            yield Move(state, state, entry, score + cost)
        elif len(printed) > len(str(last + 1)) and printed.startswith(str(last + 1)):
            yield Move(state, group * GROUP + last + 1, entry, score + cost + LOST)

    def _anew(self, state: int, candidate: Candidate) -> Iterable[Move]:
        cost = ANEW_IN_LINE
        if candidate.opens_line:
            cost = ANEW_AFTER_BREAK if candidate.after_break else ANEW
        if state % GROUP < SHORTEST_SERIES:
            cost += ANEW_SOON
        group, score = ((state & ~SWAPPED) // GROUP + 1) * GROUP, candidate.score + EXACT + cost
        new = group + candidate.number
        yield Move(state, new, new, score + LOST * (candidate.number - 1))
        if candidate.number == 2 and candidate.after_break:
            yield Move(state, (group + 1) | SWAPPED, group + 1, score + misprints.AHEAD)


def series(rows: Sequence[tuple[Candidate, ...]], *, anew_in_line: bool = True) -> list[Head]:
    """The numbers that most readings take: no two of them can contradict each other."""
    steps = weigh(_Series(rows, anew_in_line), [len(row) for row in rows])
    places: dict[tuple[int, int], list[Step]] = {}
    for step in steps:
        places.setdefault((step.moment, step.choice), []).append(step)
    return [
        _head(rows[moment][choice], rivals)
        for (moment, choice), rivals in places.items()
        if sum(step.probability for step in rivals) >= LIKELY
    ]


def _head(candidate: Candidate, rivals: Sequence[Step]) -> Head:
    step = max(rivals, key=lambda rival: rival.probability)
    plain = step.entry & (INSERTION - 1)
    group, number = divmod(plain, GROUP)
    inserted, second = bool(step.entry & INSERTION), bool(step.entry & SECOND)
    return Head(candidate, group, number, inserted, second, step.probability)


# ------------------------------------------------------------------ style
def _in_style(
    rows: Sequence[tuple[Candidate, ...]], decided: Sequence[Head]
) -> list[tuple[Candidate, ...]]:
    """The rows with candidates marked down that are not in the style of those decided."""
    lined = sum(head.candidate.opens_line for head in decided)
    one_a_line = lined > 0.8 * len(decided)
    shares = _shares(head.candidate.token.form for head in decided)
    tails = _shares(head.candidate.tail for head in decided if head.candidate.opens_line)
    restyled = [
        tuple(_restyled(candidate, one_a_line, shares, tails) for candidate in row) for row in rows
    ]
    return _worth_weighing(restyled)


def _worth_weighing(rows: Iterable[tuple[Candidate, ...]]) -> list[tuple[Candidate, ...]]:
    """The rows without candidates that no reading would take: a lost number is likelier."""
    kept = (tuple(c for c in row if c.score >= HOPELESS) for row in rows)
    return [row for row in kept if row]


def _shares(ways: Iterable[str]) -> dict[str, float]:
    counts = Counter(ways)
    return {way: count / counts.total() for way, count in counts.items()}


def _restyled(
    candidate: Candidate, one_a_line: bool, forms: dict[str, float], tails: dict[str, float]
) -> Candidate:
    share = forms.get(candidate.token.form, 0.0)
    cost = max(NOT_THE_STYLE, math.log(share + 0.002)) if share < 0.5 else 0.0
    if one_a_line and not candidate.opens_line:
        cost += NOT_THE_STYLE
    if one_a_line and tails.get(candidate.tail, 0.0) < RARE_TAIL:
        cost += OTHER_TAIL
    if one_a_line and candidate.token.part:
        cost += CUT_ON_LINE
    if not cost:
        return candidate
    return replace(candidate, score=candidate.score + cost)
