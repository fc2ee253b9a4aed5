"""A view → its lines, each with what its shape shows.

A line here is a printed line that holds something. Where the page was wrapped at a fixed
width, the printed lines of one paragraph count as one line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from edition_tools.convert import printed
from edition_tools.convert.zones import shapes
from edition_tools.text import Span

SHORT = 160  # code points: longer lines are prose
SHAPED = 400  # code points: longer lines are not asked for dates or menus
ROW = re.compile(r"\s[·•∙|-]\s")  # between buttons
ROW_LEAST = 3  # times that a row of buttons stands on a page
ARCHIVE_LEAST = 4  # dates that stand alone on lines below each other
NUMBER = re.compile(  # "[1] ", "1. ", "1) ", "^1 ", "¹ 18", "1The", "*. ", "[†]", "a) "
    r"(?P<open>[\[(^]?)(?:(?P<n>\d{1,5})|(?P<symbol>[*†‡§‖¶]{1,4}|\|\|)|(?P<letter>[a-z]))"
    r"(?P<close>[\])]?[.)]?)(?:\s+(?=\S)|(?=[^\s\d]))|(?P<raised>[⁰¹²³⁴-⁹]{1,5})\s*(?=\S)"
)
INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")  # "Ben H.", no end of a sentence
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Line:
    """One line and its shape. `text` has no blanks at its edges; `gap` counts blank lines."""

    span: Span
    text: str
    gap: int
    indent: int
    words: int
    closed: bool  # ends as sentences do
    prose: bool
    titled: bool  # could be a heading: short, begins with a capital, not closed by a stop
    dates: int = 0
    rest: str = ""  # what is left without dates and fillers
    menu: float = 0.0  # share of menu words
    twins: int = 0  # other short lines of the page with the same skeleton
    says: bool = False
    counter: bool = False
    talk: bool = False
    number: int = 0  # the number that it begins with, 0 if none
    mark: str = ""  # style of that number: "[0]", "0.", "*"


def read(text: str) -> list[Line]:
    """The lines of *text*, in order."""
    spans = printed.lines(text)
    short = [text[s.start : s.end].strip() for s in spans if len(s) <= SHORT]
    skeletons = Counter(map(shapes.skeleton, short))
    lines = []
    end = 0
    for span in spans:
        lines.append(_line(text, span, text.count("\n", end, span.start), skeletons))
        end = span.end
    return _without_rows_of_buttons(_without_archives(lines))


def _without_rows_of_buttons(lines: list[Line]) -> list[Line]:
    """The lines; what stands between signs, the same each time but for a date, is all buttons."""
    times = Counter(line.rest for line in lines if line.dates and line.menu)
    return [
        replace(line, menu=1.0)
        if line.dates and times[line.rest] >= ROW_LEAST and len(ROW.split(line.text)) > 2
        else line
        for line in lines
    ]


def _without_archives(lines: list[Line]) -> list[Line]:
    """The lines; dates that stand in a list, one a line, are buttons of an archive."""
    run: list[int] = []
    for i, line in enumerate([*lines, None]):
        if line and line.dates and not any(c.isalpha() for c in line.rest):
            run.append(i)
            continue
        if len(run) >= ARCHIVE_LEAST:
            for k in run:
                lines[k] = replace(lines[k], dates=0, menu=1.0)
        run = []
    return lines


def _line(text: str, span: Span, breaks: int, skeletons: Counter[str]) -> Line:
    whole = span.of(text)
    words = whole.strip()
    count = _count_words(words)
    closed = bool(shapes.PUNCTUATED.search(words[-12:])) and not INITIAL.search(words[-4:])
    number, mark = note_number(words)
    prose = count >= 14 or (count >= 6 and closed and words[-1] != ":") or len(words) > SHORT
    plain = Line(
        span=span.trimmed(text),
        text=words,
        gap=max(0, breaks - 1),
        indent=len(whole) - len(whole.lstrip()),
        words=count,
        closed=closed,
        prose=prose,
        titled=_titled(words, count),
        number=number,
        mark=mark,
    )
    return plain if len(words) > SHAPED else _with_shape(plain, skeletons)


def _with_shape(line: Line, skeletons: Counter[str]) -> Line:
    """The same line, with what only short lines are asked for."""
    rest, dates = shapes.without_dates(line.text)
    talk = bool(shapes.TALK_WORD.search(line.text))
    counter = bool(shapes.COUNTER.search(line.text)) and (talk or not dates)
    return replace(
        line,
        prose=line.prose and not (counter and talk and _is_open(line)),
        dates=dates,
        rest=" ".join(rest.split()),
        menu=shapes.menu_share(line.text),
        twins=skeletons[shapes.skeleton(line.text)] - 1,
        says=bool(shapes.SAYS.search(line.text)),
        counter=counter,
        talk=talk,
    )


def _is_open(line: Line) -> bool:
    """Whether a line ends in a quoted title or otherwise not as sentences do."""
    return not line.closed or line.text[-1] in "”\"»“’'"


def _count_words(words: str) -> int:
    # long lines need no exact count
    return len(words.split()) if len(words) <= 4 * SHORT else len(words) // 6


def _titled(words: str, count: int) -> bool:
    if not 1 <= count <= 40 or len(words) > 2 * SHORT:
        return False
    first = next((c for c in words if c.isalnum()), "")
    return bool(first) and not first.islower() and words[-1] not in ".,;:"


def note_number(words: str) -> tuple[int, str]:
    """The number that a line begins with and its style; symbols and letters count from 1."""
    found = NUMBER.match(words[:16])
    if not found:
        return 0, ""
    if found["raised"]:
        return int(found["raised"].translate(RAISED)), "¹"
    frame = found["open"] + "0" + found["close"]
    if found["n"]:
        return int(found["n"]), frame
    if found["letter"] and not (found["open"] or found["close"]):
        return 0, ""
    if found["symbol"]:
        return 1, frame.replace("0", "*")
    return ord(found["letter"]) - 96, frame.replace("0", "a")
