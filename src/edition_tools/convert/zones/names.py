"""Readers' names that no date stands beside: above their words, with buttons or a date below.

What tells such a name is the row of them: each stands above words, each has the same below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from edition_tools.convert.zones import forms, shapes
from edition_tools.convert.zones.lines import Line
from edition_tools.convert.zones.signs import ANY_FIELD, is_dateline, is_foot, is_name

BUTTON_MOST = 8  # words of a row of buttons
COUNTS_MOST = 8  # lines that count comments, asked for names below them
HANDLE_MOST = 2  # words of a name in small letters
WORDS_LEAST = 4  # of what a reader says, unless it ends as sentences do
NEARLY = 0.8  # of the comments that a page counts
FEW = 4  # dates below each other that need no line about comments above them
FOOT_WITHIN = 16  # lines between a name and the buttons below the words


def ended_alike(lines: Sequence[Line], kinds: Mapping[int, str]) -> list[int]:
    """Names before one and the same ending: `Anna pisze:`, `Anna shared this and added:`."""
    rows: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if 2 <= line.words <= 10 and line.text.endswith(":") and not line.number:
            rows.setdefault(line.text.split()[-1].casefold(), []).append(i)
    return [
        i
        for alike in rows.values()
        if len({lines[i].text.split()[0] for i in alike}) > 1
        and sum(any(line.prose for line in lines[i + 1 : i + 4]) for i in alike) * 2 > len(alike)
        for i in alike
        if i not in kinds and not ANY_FIELD.match(lines[i].text)
    ]


def footed(lines: Sequence[Line], kinds: Mapping[int, str]) -> list[int]:
    """Names over words that buttons with a date follow: `Anna`, words, `Like · Reply · 3 y`."""
    feet = [i for i, line in enumerate(lines) if is_foot(line)]
    found = []
    for before, foot in pairwise([-1, *feet]):
        near = range(max(before + 1, foot - FOOT_WITHIN), foot - 1)
        known = [i for i in near if i in kinds]
        if known and before >= 0:
            continue
        below = range(known[-1] + 1, near.stop) if known else near
        names = [i for i in below if lines[i].menu < 0.5 and is_name(lines[i].text)]
        if before < 0:
            found += names[-1:]
        elif names and names[0] == before + 1:
            found.append(names[0])
    return found


def over_dates(lines: Sequence[Line], start: int) -> list[int]:
    """Names over words with a date below: `Anna`, words, `reply`, `3 March 2010`.

    That dates stand below and not above is told by what stands beside all of them: words
    before and a name after, and a name over the words before the first. Below *start* only.
    """
    groups, names, run = _between_words_and_names(lines, start)
    first = _first_name(lines, start, groups[run[0]][0]) if run else None
    if first is not None and is_dateline(lines[first - 1]) and run.start:
        run = range(run.start - 1, run.stop)  # the words above that date end like a name
        first = _first_name(lines, start, groups[run[0]][0])
    if first is None or is_dateline(lines[first - 1]):
        return []
    if len(run) < FEW and not any(line.talk for line in lines[first - 3 : first]):
        return []
    return [first, *(name for k in run[:-1] if (name := names[k]) is not None)]


def below_dates(lines: Sequence[Line], start: int) -> list[int]:
    """Dates over names over words, each the first line of a comment. Below *start* only."""
    groups, names, run = _between_words_and_names(lines, start)
    first = _first_name(lines, start, groups[run[0]][0]) if run else None
    if len(run) < 2 or (first is not None and not is_dateline(lines[first - 1])):
        return []
    rows = range(max(0, run.start - 1), run.stop)
    return [groups[k][0] for k in rows if names[k] is not None]


def _between_words_and_names(
    lines: Sequence[Line], start: int
) -> tuple[list[tuple[int, int]], list[int | None], range]:
    """The datelines, the name below each, and the stretch of those with words above and a name
    below."""
    groups = list(_dates(lines, start))
    names = [_after(lines, last + 1, len(groups)) for _, last in groups]
    said = [_is_below_words(lines, first - 1, len(groups)) for first, _ in groups]
    fits = [one and name is not None for one, name in zip(said, names, strict=True)]
    return groups, names, _longest(fits) or _longest(said)[:1]


def _longest(fits: Sequence[bool]) -> range:
    """The longest stretch that begins well and in which no two fail that follow each other."""
    best = range(0)
    begins, failed = -1, 0
    for k, one in enumerate(fits):
        failed = 0 if one else failed + 1
        if one and begins < 0:
            begins = k
        elif failed == 2:
            begins = -1
        if begins >= 0 and k + 1 - begins > len(best):
            best = range(begins, k + 1)
    return best


def _dates(lines: Sequence[Line], start: int) -> Iterator[tuple[int, int]]:
    """First and last of the datelines that follow each other."""
    first = last = -2
    for i in range(start, len(lines)):
        if not is_dateline(lines[i]):
            continue
        if i != last + 1:
            if last >= 0:
                yield first, last
            first = i
        last = i
    if last >= 0:
        yield first, last


def _is_constant(line: Line, times: int) -> bool:
    """Whether a line is a button: it stands below nearly all comments."""
    return line.words <= BUTTON_MOST and (line.menu >= 0.5 or (line.twins + 1) * 2 > max(times, 3))


def _after(lines: Sequence[Line], i: int, times: int) -> int | None:
    """The name that stands right below a date, buttons apart."""
    for k in range(i, min(len(lines), i + 3)):
        line = lines[k]
        if is_name(line.text) and not (line.dates or line.closed or line.menu >= 0.5):
            return k
        if not _is_constant(line, times):
            return None
    return None


def _is_below_words(lines: Sequence[Line], i: int, times: int) -> bool:
    """Whether words end on line *i* or above the buttons there."""
    for k in range(i, max(-1, i - 3), -1):
        if lines[k].prose or not _is_constant(lines[k], times):
            return lines[k].prose or lines[k].closed or not is_name(lines[k].text)
    return False


def _first_name(lines: Sequence[Line], start: int, date: int) -> int | None:
    """The name above the first date: the last one that stands right below a line of buttons."""
    below_buttons = True
    for i in range(date - 1, max(start, date - FOOT_WITHIN) - 1, -1):
        line = lines[i]
        heading = line.counter or shapes.THREAD_HEADING.fullmatch(line.text)
        if below_buttons and not heading and _is_constant(line, 0):
            continue
        if line.talk and line.menu >= 0.5 and not line.prose:
            return None
        named = i and is_name(line.text) and line.menu < 0.5
        if named and not below_buttons and _heads_words(lines, i):
            return i
        below_buttons = False
    return None


def _heads_words(lines: Sequence[Line], i: int) -> bool:
    above, below = lines[i - 1], lines[i + 1]
    return (above.menu >= 0.2 or not above.prose) and below.words > 1 and not below.dates


def alone(lines: Sequence[Line], kinds: Mapping[int, str], start: int) -> list[int]:
    """Names over words and nothing else, below a line that counts about as many."""
    told = ((i, n) for i in range(start, len(lines)) for n in forms.told(lines[i : i + 1]))
    for i, n in islice(told, COUNTS_MOST):
        end = next((k for k in range(i + 1, len(lines)) if _closes(lines[k])), len(lines))
        every = [k for k in range(i + 1, end - 1) if _is_alone(lines, k)]
        colon = bool(every) and lines[every[0]].text[-1] == ":"
        every = [k for k in every if (lines[k].text[-1] == ":") == colon]
        alike = [k for k in every if lines[k].gap >= lines[i + 1].gap]
        found = (alike if len(alike) >= n else every)[:n]
        fits = found[:1] == [i + 1] and len(found) >= max(1, int(NEARLY * n))
        if fits and not any(k in kinds for k in range(i, found[-1] + 2)):
            return found
    return []


def _closes(line: Line) -> bool:
    return line.talk and not line.prose and line.menu >= 0.25


def _is_alone(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a name, to judge by the lines beside it: words and buttons."""
    line, above, below = lines[i], lines[i - 1], lines[i + 1]
    named = is_name(line.text.rstrip(" :")) and not (line.menu or line.dates)
    named &= line.titled or line.text[-1] == ":" or line.words <= HANDLE_MOST
    ended = above.prose or above.closed or above.talk or above.twins > 0 or line.gap > below.gap
    return named and ended and (below.prose or below.closed or below.words >= WORDS_LEAST)
