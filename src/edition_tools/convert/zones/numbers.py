"""Which runs of numbered lines are the author's notes.

A list in the body, numbered paragraphs, numbered comments and notes look alike line by line.
What tells notes is the whole: their numbers are answered by the markers of the text before
them, they cite, a heading stands over them. Every run is a candidate; one choice is made for
the page by dynamic programming over the candidates in order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, islice, pairwise

from edition_tools.convert.zones import called, shapes
from edition_tools.convert.zones.lines import Line

BEFORE_INNER = r"[.!?…)\]”’\"»\s;,:]"
INNER = re.compile(  # "here. 12 The", "172-5.2 Most", ") 3. See": a note's number in a line
    # the figure first, and then what stands before it: so most of a line is passed over at once
    rf"(\d(?:(?<={BEFORE_INNER}.)|(?<={BEFORE_INNER}[\[(^].))\d{{0,4}})"
    r"(?:[\])]?[.)]?)\s{0,3}(?=[^\W\d]|[‘’“”\"'(\[«*§])"
)
CITES = re.compile(
    r"\b(?:ibid|idem|op\.? ?cit|loc\.? ?cit|cf|see|vgl|siehe|voir|véase|vedi|ders|pp?|vol|bd|eds?"
    r"|chap|ch|tome|f{1,2}|s)\b\.?|\d{4}|https?:|[“«„]",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"\W*(?:(?:end|foot|author.{0,3}s )?notes?|notes? (?:and references|de bas de page|de fin)"
    r"|references|références|referenzen|anmerkungen(?: des autors)?|anm\.|fu(?:ß|ss)noten"
    r"|endnoten|nachweise|einzelnachweise|belege|notas(?: al pie| finales)?|note|annotationes"
    r"|adnotationes|notae|noten|voetnoten|eindnoten|noter|fotnoter|przypisy|poznámky"
    r"|примечания|сноски|σημειώσεις|remarques|anmærkninger)\W*",
    re.IGNORECASE,
)
CITES_WITHIN = 20_000  # code points of a note in which signs of citations are looked for
HEADING_MOST = 14  # words
BUTTON_MOST = 6  # words
MOST_BETWEEN = 8  # unnumbered lines within one run of notes
LONG, LAST_LONG = 400, 3  # code points of a line that may hold notes; such lines, from the last
FEWEST_RUN_ON = 5  # numbers in it
LEFT_LEAST, LEFT_MOST = 5, 8  # markers that count on below the last notes
OTHER_STYLE = -8.0  # notes are set off in one way throughout
MOST = 150  # candidates weighed against each other; of more, the largest
WINDOW = 8  # candidates looked back at
THREAD_LEAST = 5  # short lines with day and time, of a thread of comments and not of a text
BEFORE_LEAST = 80  # code points of text must stand before notes


@dataclass(frozen=True)
class Candidate:
    """A run of numbered lines: first and last line (inclusive), numbers, what speaks for it."""

    first: int
    last: int
    numbers: tuple[int, ...]
    mark: str  # how the first of them is set off: "[0]", "0.", "*"
    symbols: bool
    cites: float  # share of its items that cite
    headed: bool  # a heading "Notes" stands over it
    counted: bool  # a line above counts as many comments as it has items
    bare: bool  # no unnumbered line between its numbered ones
    timed: int = 0  # short lines above it that give both a day and a time

    @cached_property
    def size(self) -> int:
        return len(self.numbers)


def find(lines: Sequence[Line]) -> list[Candidate]:
    """The runs of lines that are notes."""
    timed = [0, *accumulate(not line.prose and line.dates > 1 for line in lines)]
    candidates = [replace(one, timed=timed[one.first]) for one in _candidates(lines)]
    candidates.sort(key=lambda one: one.first)
    if len(candidates) > MOST:
        best = sorted(candidates, key=lambda one: (one.headed, one.size), reverse=True)[:MOST]
        candidates = sorted(best, key=lambda one: one.first)
    if not candidates:
        return []
    return _choose(lines, candidates, called.Markers(lines))


# ------------------------------------------------------------------ candidates
def _candidates(lines: Sequence[Line]) -> Iterator[Candidate]:
    run: list[int] = []
    for i, line in enumerate(lines):
        if not line.number or _is_of_a_page(line) or (run and _is_heading(lines, run[-1], i)):
            continue
        if run and not _links(lines, run[-1], i):
            yield _candidate(lines, run)
            run = []
        run.append(i)
    if run:
        yield _candidate(lines, run)
    yield from _unheaded(lines)


def _unheaded(lines: Sequence[Line]) -> Iterator[Candidate]:
    """Notes run together in a line that has lost the first number: it opens none."""
    long = [i for i, line in enumerate(lines) if len(line.text) >= LONG]
    for i in long[-LAST_LONG:]:
        row = called.rising(_numbers(lines[i].text), 1)
        if not lines[i].number and len(row) >= FEWEST_RUN_ON and row[0] <= 3:
            first = _with_heading(lines, i)
            headed = first < i
            cites = min(1.0, _cites(lines[i].text, len(row)) / len(row))
            yield Candidate(
                first, i, tuple(row), "0", symbols=False, cites=cites, headed=headed,
                counted=False, bare=True,
            )  # fmt: skip


def _is_of_a_page(line: Line) -> bool:
    """Whether the number of a line is that of a button, a date or a count of comments."""
    if line.words <= BUTTON_MOST and line.counter and line.menu > 0.3:
        return True
    return not line.prose and (_is_dated(line) or (line.counter and line.talk))


def _is_dated(line: Line) -> bool:
    """Whether a line begins with a date or time."""
    opens = shapes.DATE.match(line.text) or shapes.TIME.match(line.text)
    return opens is not None and line.dates > 0


def _links(lines: Sequence[Line], before: int, here: int) -> bool:
    """Whether two numbered lines, with none between them, belong to one run."""
    one, two = lines[before], lines[here]
    between = lines[before + 1 : here]
    step = two.number - _last_number(one)
    if not between:
        if _lettered(one) != _lettered(two):
            return False
        return one.mark == two.mark or 1 <= step <= 3 or two.number <= 2
    if len(between) <= 2 and two.number <= 2 and all(_is_short(line) for line in between):
        return one.mark == two.mark  # headings of groups
    return (
        1 <= step <= 3
        and len(between) <= MOST_BETWEEN
        and one.mark == two.mark
        and all(two.number not in called.tokens(line.text) for line in between)
    )


def _is_heading(lines: Sequence[Line], last: int, here: int) -> bool:
    """Whether "b) Of dreams" stands over a group of notes, the last of which is line *last*."""
    after = lines[here + 1 : here + 2]
    return (
        _lettered(lines[here])
        and _is_short(lines[here])
        and lines[here].gap > 0
        and not _lettered(lines[last])
        and any(0 < line.number <= 2 and line.mark == lines[last].mark for line in after)
    )


def _lettered(line: Line) -> bool:
    return "a" in line.mark


def _is_short(line: Line) -> bool:
    """Whether a line can be a heading; in older books these end in a stop."""
    return line.words <= HEADING_MOST and (line.text[:1].isupper() or line.text[1:2] in ").")


def _last_number(line: Line) -> int:
    inner = _inner(line)
    return inner[-1] if inner else line.number


def _inner(line: Line) -> list[int]:
    """The numbers that go on from the line's own inside it: notes run together."""
    if len(line.text) < 40 or "*" in line.mark or "a" in line.mark:
        return []
    return called.rising(_numbers(line.text), line.number)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in INNER.findall(text)]


def _candidate(lines: Sequence[Line], run: list[int]) -> Candidate:
    items = [lines[i] for i in run]
    inside = [_inner(item) for item in items]
    numbers = [n for item, inner in zip(items, inside, strict=True) for n in (item.number, *inner)]
    first = _with_heading(lines, run[0])
    hints = sum(
        _cites(item.text, 1 + len(inner)) for item, inner in zip(items, inside, strict=True)
    )
    near = lines[max(0, run[0] - 3) : run[0]]
    above = [line.text for line in near if line.counter and line.talk]
    count = re.compile(rf"(?<!\d){len(run)}(?!\d)")
    return Candidate(
        first=first,
        last=run[-1],
        numbers=tuple(numbers),
        mark=items[0].mark,
        symbols="*" in items[0].mark,
        cites=min(1.0, hints / len(numbers)),
        headed=any(HEADING.fullmatch(line.text) for line in lines[first : run[0]]),
        counted=len(run) > 1 and any(map(count.search, above)),
        bare=run[-1] - run[0] + 1 == len(run),
    )


def _cites(words: str, most: int) -> int:
    """How many signs of citations a note shows, up to *most*."""
    return sum(1 for _ in islice(CITES.finditer(words, 0, CITES_WITHIN), most))


def _with_heading(lines: Sequence[Line], first: int) -> int:
    """The first line of the run with the headings over it, if one of them says "Notes"."""
    for i in range(first - 1, max(-1, first - 4), -1):
        if not _is_short(lines[i]):
            break
        if HEADING.fullmatch(lines[i].text):
            return i
    return first


# ------------------------------------------------------------------ the choice
def _choose(
    lines: Sequence[Line], candidates: list[Candidate], markers: called.Markers
) -> list[Candidate]:
    best: list[tuple[float, int]] = []  # score of the best choice that ends here, the one before
    for j, one in enumerate(candidates):
        options = [(_score(lines, one, None, markers), -1)]
        for i in range(max(0, j - WINDOW), j):
            if best[i][0] > -math.inf:
                options.append((best[i][0] + _score(lines, one, candidates[i], markers), i))
        best.append(max(options))
    totals = [
        score - _left(one, markers) if score > 0 else score
        for one, (score, _) in zip(candidates, best, strict=True)
    ]
    j = max(range(len(best)), key=totals.__getitem__)
    chosen: list[Candidate] = []
    if totals[j] <= 0:
        return chosen
    while j >= 0:
        chosen.append(candidates[j])
        j = best[j][1]
    return chosen[::-1]


def _left(one: Candidate, markers: called.Markers) -> float:
    """What speaks against *one* being the last notes: markers below it count on."""
    if one.symbols:
        return 0.0
    above = called.rising(markers.within(0, one.first), 1)
    below = markers.within(one.last + 1)
    left = max(len(called.rising(below, last)) for last in {one.numbers[-1], *above[-1:]})
    return float(min(LEFT_MOST, left)) if left >= max(LEFT_LEAST, one.size) else 0.0


def _score(
    lines: Sequence[Line], one: Candidate, before: Candidate | None, markers: called.Markers
) -> float:
    """How much speaks for *one* being notes, if *before* are the notes before it."""
    start = before.last + 1 if before else 0
    answered = _answered(one, markers.within(start, one.first))
    score = -4 + 6 * answered * min(1.0, (one.size + 1) / 6)
    score += (
        4 * one.headed
        + 2 * one.cites
        + max(min(2.0, math.log2(one.size) / 2), answered * math.log2(one.size))
    )
    score -= 6 * (one.counted and not one.headed) + 6 * _jumps(one.numbers)
    if sum(len(line.text) for line in lines[start : one.first][-40:]) < BEFORE_LEAST:
        score -= 6
    if before:
        score += _sequel(one, before, answered) + 4 * (one.headed and before.headed)
    timed = one.timed - (before.timed if before else 0)
    return score - 12 * (timed >= THREAD_LEAST)


def _sequel(one: Candidate, before: Candidate, answered: float) -> float:
    """What it costs that these notes are not the first: little if they count on or begin again."""
    if one.mark != before.mark and not (one.headed and before.headed):
        return OTHER_STYLE
    if one.numbers[0] == before.numbers[-1] + 1:
        return 4.0 * (answered > 0.5)
    return -1.0 if one.numbers[0] == before.numbers[0] and answered > 0.8 else -4.0


def _jumps(numbers: Sequence[int]) -> float:
    """Share of the steps that neither count on nor begin again: 25, 1, 2, 26 in a list of lists."""
    steps = [not (1 <= two - last <= called.GAP + 1 or two <= 2) for last, two in pairwise(numbers)]
    return sum(steps) / max(1, len(steps))


def _answered(one: Candidate, inside: Sequence[int]) -> float:
    """Share of the candidate's numbers and of the text's markers that answer each other."""
    times = Counter(inside)
    if one.symbols:
        most = one.size if one.headed else max(times[0], one.size)
        return min(times[0], one.size) / most
    met = sum(min(times[n], wanted) for n, wanted in Counter(one.numbers).items())
    row = 1 + max(len(called.rising(inside, first)) for first in {1, one.numbers[0]})
    return met / max(one.size, row)
