"""The numbers that stand before notes: candidates in the notes' zones, read as series.

Endnotes zones in, numbered heads out, each with the probability that it is one. The reading
is done twice: once to learn the style of the numbers, once more in that style.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from edition_tools.convert.notes import closings, context, weights
from edition_tools.convert.notes.doubtful_heads import DOUBTFUL
from edition_tools.convert.notes.heads import Candidate, Head
from edition_tools.convert.notes.series import series
from edition_tools.convert.notes.shapes import Token, Tokens
from edition_tools.text import Span

NOT_THE_STYLE = -6.0
HOPELESS = -5.0
LONGEST_LEAD = 40  # blanks before a number that opens a line
CROWDED = -6.0  # nothing stands between it and a number before: that note would be empty
FEWEST_FOR_STYLE = 3
HOLE = 0.12  # share of the notes' zone
HOLE_IN_NOTES = 6  # times the length of a note
RARE_TAIL = 0.1
ONE_A_LINE = 0.8  # share of the numbers that open lines where each note has a line of its own
OTHER_TAIL = -4.0  # where each note has a line and a "." after its number, and this has none
CUT_ON_LINE = -4.0  # where each note has a line of its own, its number is not run into others
LONGEST_HEADING = 80
STOPS = ".):"
Titles = frozenset[str]
ENDS_SENTENCE = ".,;:?!”’\"')]—"


def heads(text: str, zones: Sequence[Span], marks: Sequence[Tokens], titles: Titles) -> list[Head]:
    """The numbered heads of the notes in *zones*, in order; *marks* are each zone's tokens.

    *titles* are the lines of the text, any of which may stand over a group of its notes.
    """
    rows = [
        group
        for i, (zone, inside) in enumerate(zip(zones, marks, strict=True))
        for group in _candidates(text, zone, i, inside, titles)
    ]
    plain = _in_own_style(text, rows, anew_in_line=False)
    if not _leaves_a_hole(plain, zones):
        return plain
    return max(plain, _in_own_style(text, rows, anew_in_line=True), key=len)


def _in_own_style(
    text: str, rows: Sequence[tuple[Candidate, ...]], *, anew_in_line: bool
) -> list[Head]:
    """The heads, read once to learn the style, and once more in that style."""
    decided = series(rows, anew_in_line=anew_in_line)
    if len(decided) < FEWEST_FOR_STYLE:
        return decided
    own = closings.favoured(text, _in_style(rows, decided), decided)
    styled = series(own, anew_in_line=anew_in_line)
    return _doubted_in_line(styled)


def _leaves_a_hole(decided: Sequence[Head], zones: Sequence[Span]) -> bool:
    """Whether a long stretch of the notes is without numbers: the count may begin again there.

    Else a list inside a note (1. … 2. …) is not taken for a new series.
    """
    starts: dict[int, list[int]] = defaultdict(list)
    for head in decided:
        starts[head.candidate.zone].append(head.candidate.token.span.start)
    for i, zone in enumerate(zones):
        edges = [zone.start, *starts[i], zone.end]
        holes = [after - before for before, after in pairwise(edges)]
        if max(holes) > max(HOLE * len(zone), HOLE_IN_NOTES * len(zone) / len(holes)):
            return True
    return False


# ------------------------------------------------------------------ candidates
def titles(text: str, zones: Sequence[Span]) -> Titles:
    """The short lines outside the notes: chapters are named there as over their notes."""
    edges = [0, *(at for zone in zones for at in (zone.start, zone.end)), len(text)]
    outside = (text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    lines = (line.strip() for part in outside for line in part.splitlines())
    return frozenset(line for line in lines if len(line) <= LONGEST_HEADING)


def _candidates(
    text: str, zone: Span, index: int, marks: Tokens, titles: Titles
) -> list[tuple[Candidate, ...]]:
    groups: list[tuple[Candidate, ...]] = []
    break_before, last_end = True, -1
    for group in marks:
        numbers = [token for token in group if token.number > 0]
        start = group[0].span.start
        opens = _opens_line(text, start, zone.start)
        if opens and _line_at(text, start, zone.end) in titles:  # "II. The Second Mill."
            continue
        if opens and not break_before:
            break_before = _heading_before(text, start, zone.start, titles)
        line = text.rfind("\n", zone.start, start) + 1 if opens else start
        crowded = last_end >= 0 and not text[last_end:start].strip(" .)]")
        place = _Place(max(line, zone.start) if opens else -1, break_before, index, crowded)
        if kept := tuple(_worthy(text, numbers, place)):
            groups.append(kept)
        if numbers:
            break_before = break_before and not opens
            last_end = numbers[0].span.end if opens else -1
    return groups


class _Place(NamedTuple):
    """Where a number stands: `line` is where its line begins, -1 if it does not open it."""

    line: int
    after_break: bool
    zone: int
    crowded: bool


def _worthy(text: str, tokens: Iterable[Token], place: _Place) -> Iterator[Candidate]:
    """The tokens with their scores; those are left out that no style could mend."""
    opens = place.line >= 0
    near, seen = "line", -1
    for token in tokens:
        if not opens and token.span.start != seen:  # the parts of a number begin where it does
            near, seen = context.before(text, token.span), token.span.start
        score = weights.in_notes(text, token, near, opens_line=opens)
        score += CROWDED if place.crowded else 0.0
        if score < HOPELESS:
            continue
        tail = text[token.span.end : token.span.end + 1]
        yield Candidate(
            token,
            token.number,
            score,
            opens,
            max(place.line, 0),
            tail if tail in STOPS else "",
            place.after_break,
            place.zone,
        )


def _opens_line(text: str, at: int, floor: int) -> bool:
    """Whether nothing but blanks (or a site's arrow) stands before *at* in its line."""
    line = text.rfind("\n", max(floor, at - LONGEST_LEAD), at)
    if line < 0 and at - floor >= LONGEST_LEAD:
        return False
    return not text[max(line + 1, floor) : at].strip(" \t\r\xa0↑•")


def _line_at(text: str, at: int, end: int) -> str:
    """The rest of the line, or as much of it as a heading is long."""
    return text[at : min(end, at + LONGEST_HEADING + 1)].partition("\n")[0].rstrip()


def _heading_before(text: str, at: int, floor: int, titles: Titles) -> bool:
    """Whether the last line before *at* stands alone and is a heading."""
    words = text[max(floor, at - 2 * LONGEST_HEADING) : at].rstrip()
    line = words.rpartition("\n")
    alone = line[0].endswith("\n") or not line[0].strip()
    heading = line[2].strip()
    return alone and is_heading(heading, titles)


def is_heading(line: str, titles: Titles) -> bool:
    """Whether a line is short and does not end a sentence, or stands in the text as well."""
    if not 0 < len(line) <= LONGEST_HEADING:
        return False
    return line[-1] not in ENDS_SENTENCE or line in titles


# ------------------------------------------------------------------ style
def _in_style(
    rows: Sequence[tuple[Candidate, ...]], decided: Sequence[Head]
) -> list[tuple[Candidate, ...]]:
    """The rows with candidates marked down that are not in the style of those decided."""
    lined = sum(head.candidate.opens_line for head in decided)
    one_a_line = lined > ONE_A_LINE * len(decided)
    shares = _shares(head.candidate.token.form for head in decided)
    tails = _shares(head.candidate.tail for head in decided if head.candidate.opens_line)
    found = []
    for row in rows:
        restyled = []
        for candidate in row:
            cost = _cost(candidate, one_a_line, shares, tails)
            if candidate.score + cost >= HOPELESS:
                score = candidate.score + cost
                restyled.append(replace(candidate, score=score) if cost else candidate)
        if restyled:
            found.append(tuple(restyled))
    return found


def _doubted_in_line(decided: Sequence[Head]) -> list[Head]:
    """The heads, those made doubtful that stand in a line and look like no other.

    Where each note has a line and a stop after its number, the 18 of ". 18 Car. II" may be
    no number of a note, but the beginning of one whose number is lost.
    """
    lined = [head.candidate.tail for head in decided if head.candidate.opens_line]
    if len(lined) <= ONE_A_LINE * len(decided):
        return list(decided)
    tails = _shares(lined)
    return [
        replace(head, probability=min(DOUBTFUL, head.probability))
        if not head.candidate.opens_line and tails.get(head.candidate.tail, 0.0) < RARE_TAIL
        else head
        for head in decided
    ]


def _shares(ways: Iterable[str]) -> dict[str, float]:
    counts = Counter(ways)
    return {way: count / counts.total() for way, count in counts.items()}


def _cost(
    candidate: Candidate, one_a_line: bool, forms: dict[str, float], tails: dict[str, float]
) -> float:
    """The weight of a candidate's not being in the style of the notes; 0 if it is."""
    share = forms.get(candidate.token.form, 0.0)
    cost = max(NOT_THE_STYLE, math.log(share + 0.002)) if share < 0.5 else 0.0
    if one_a_line and not candidate.opens_line:
        cost += NOT_THE_STYLE
    if one_a_line and tails.get(candidate.tail, 0.0) < RARE_TAIL:
        cost += OTHER_TAIL
    if one_a_line and candidate.token.part:
        cost += CUT_ON_LINE
    return cost
