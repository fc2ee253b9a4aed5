"""A view → its lines, each with what its shape shows.

A line here is a printed line that holds something. Where the page was wrapped at a fixed
width, the printed lines of one paragraph count as one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from edition_tools.convert import printed
from edition_tools.convert.zones import shapes
from edition_tools.text import Span

SHORT = 160  # code points: longer lines are prose
SHAPED = 400  # code points: longer lines are not asked for dates or menus
ROW = re.compile(r"\s[·•∙|-]\s")  # between buttons
ROW_LEAST = 3  # times that a row of buttons stands on a page
DATED_MOST = 14  # words of a line that holds nothing but dates
ARCHIVE_LEAST = 4  # dates that stand alone on lines below each other
SITE_MOST = 600  # code points: what a site prints is shorter
NUMBER = re.compile(  # "[1] ", "1. ", "1) ", "^1 ", "¹ 18", "1The", "*. ", "[†]", "a) "
    r"(?P<open>[\[(^]?)"
    r"(?:(?P<n>\d{1,5})|(?P<symbol>(?!§\.? ?\d)[*†‡§‖¶]{1,4}|\|\|)|(?P<letter>[a-z]))"
    r"(?P<close>[\])]?[.)]?)(?:\s+(?=\S)|(?=[^\s\d]))|(?P<raised>[⁰¹²³⁴-⁹]{1,5})\s*(?=\S)"
)
INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")  # "Ben H.", no end of a sentence
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Line:
    """One line and its shape. `text` has no blanks at its edges; `gap` counts blank lines.

    What only few lines are asked for is found when it is asked for: the notes of a book are told
    by their numbers, and nobody asks for the dates in them.
    """

    span: Span
    text: str
    gap: int
    indent: int
    words: int
    closed: bool  # ends as sentences do
    titled: bool  # could be a heading: short, begins with a capital, not closed by a stop
    number: int  # the number that it begins with, 0 if none
    mark: str  # style of that number: "[0]", "0.", "*"
    # skeletons of all short lines of the page, and how often they come
    alike: Mapping[str, int] = field(repr=False)
    buttons: bool = False  # nothing but buttons
    archived: bool = False  # … which are the dates of an archive

    @cached_property
    def shaped(self) -> bool:
        """Whether it is asked for dates or menus at all."""
        return len(self.text) <= SHAPED

    @cached_property
    def prose(self) -> bool:
        """Whether it is, or goes on with, a sentence."""
        long = self.words >= 14 or len(self.text) > SHORT
        sentence = self.words >= 6 and self.closed and self.text[-1] != ":"
        return (long or sentence) and not (self._is_open and self.counter and self.talk)

    @property
    def _is_open(self) -> bool:
        """Whether it ends in a quoted title or otherwise not as sentences do."""
        return not self.closed or self.text[-1] in "”\"»“’'"

    @cached_property
    def _undated(self) -> tuple[str, int]:
        return shapes.without_dates(self.text) if self.shaped else ("", 0)

    @property
    def dates(self) -> int:
        """How many dates and times it holds."""
        return 0 if self.archived else self._undated[1]

    @cached_property
    def rest(self) -> str:
        """What is left without dates and fillers."""
        return " ".join(self._undated[0].split())

    @cached_property
    def menu(self) -> float:
        """Share of menu words."""
        if self.buttons:
            return 1.0
        return shapes.menu_share(self.text) if self.shaped else 0.0

    @cached_property
    def skeleton(self) -> str:
        """Its letters, every figure as 0."""
        return shapes.skeleton(self.text)

    @cached_property
    def twins(self) -> int:
        """Other short lines of the page with the same skeleton."""
        return self.alike.get(self.skeleton, 0) - 1 if self.shaped else 0

    @cached_property
    def says(self) -> bool:
        """Whether a verb of saying stands in it, as before somebody's words."""
        return self.shaped and shapes.SAYS.search(self.text) is not None

    @cached_property
    def talk(self) -> bool:
        """Whether it has a word for comments."""
        return self.shaped and shapes.TALK_WORD.search(self.text) is not None

    @cached_property
    def counter(self) -> bool:
        """Whether it counts something: `5 comments`; a date does not."""
        counts = self.shaped and shapes.COUNTER.match(self.text) is not None
        return counts and (self.talk or not self._undated[1])


def read(text: str) -> list[Line]:
    """The lines of *text*, in order."""
    spans = printed.lines(text)
    short = [text[s.start : s.end].strip() for s in spans if len(s) <= SHORT]
    alike = Counter(map(shapes.skeleton, short))
    lines = []
    end = 0
    for span in spans:
        lines.append(_line(text, span, text.count("\n", end, span.start), alike))
        end = span.end
    return _without_rows_of_buttons(_without_archives(lines))


def _without_rows_of_buttons(lines: list[Line]) -> list[Line]:
    """The lines; what stands between signs, the same each time but for a date, is all buttons."""
    rows = {i for i, line in enumerate(lines) if _is_row(line)}
    if not rows:
        return lines  # the others need not be asked for their dates
    times = Counter(line.rest for line in lines if line.dates and line.menu)
    return [
        replace(line, buttons=True) if i in rows and times[line.rest] >= ROW_LEAST else line
        for i, line in enumerate(lines)
    ]


def _is_row(line: Line) -> bool:
    """Whether signs part a line, and a date is among the parts."""
    return line.shaped and len(ROW.split(line.text)) > 2 and line.dates > 0


def _without_archives(lines: list[Line]) -> list[Line]:
    """The lines; dates that stand in a list, one a line, are buttons of an archive."""
    run: list[int] = []
    for i, line in enumerate([*lines, None]):
        if line and _is_date(line):
            run.append(i)
            continue
        if len(run) >= ARCHIVE_LEAST:
            for k in run:
                lines[k] = replace(lines[k], buttons=True, archived=True)
        run = []
    return lines


def _is_date(line: Line) -> bool:
    """Whether nothing but dates and small words stands in a line."""
    return line.words <= DATED_MOST and line.dates > 0 and not any(map(str.isalpha, line.rest))


def _line(text: str, span: Span, breaks: int, alike: Mapping[str, int]) -> Line:
    whole = text[span.start : span.end]
    words = whole.strip()
    count = _count_words(words)
    number, mark = note_number(words)
    indent = len(whole) - len(whole.lstrip())
    start = span.start + indent
    return Line(
        span=Span(start, start + len(words)),
        text=words,
        gap=max(0, breaks - 1),
        indent=indent,
        words=count,
        closed=bool(shapes.PUNCTUATED.search(words[-12:])) and not INITIAL.search(words[-4:]),
        titled=_titled(words, count),
        number=number,
        mark=mark,
        alike=alike,
    )


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
