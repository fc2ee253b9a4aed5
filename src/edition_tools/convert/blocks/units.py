"""A body zone → its units: the printed paragraphs, headings and stanzas, as the page has them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition_tools.text import Span

VERSE_MOST = 75  # code points: lines of verse are seldom longer
LINE_MOST = 200  # code points: and never longer than this
STOP = re.compile(r"[.!?][”’\"'»)\]]*$")
END = 40  # code points: longer than any list of signs that end a paragraph
TAB = 4  # blanks that a tabulator counts for
# "[12]", "^12", "12", "¹²", "*" after the last stop or quotation mark of a unit
MARK_AT_END = re.compile(
    r"(?:\s?\[\w{1,4}\]|\^\d{1,4}|(?<=[^\s\d–—/-])\d{1,4}|(?<=[.!?”’\"»)]) \d{1,4}|[⁰¹²³⁴-⁹]+"
    r"|\s?\[?[*†‡§‖¶]{1,3}\]?)\s*$"
)
ITEM = re.compile(r"[\[(]?(?:\d{1,3}|[a-z])[\])]?[.)]?\s|[-*•–]\s")  # "1. ", "(2) ", "- "


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed paragraph: one line, or the lines of a stanza. `bare` has no marker at its end."""

    span: Span
    text: str
    bare: str
    indent: int  # blanks before it beyond those of the text's common paragraphs
    gap: int  # blank lines before it
    lines: int = 1
    grouped: bool = False  # set apart, together with its neighbours, from the paragraphs

    @property
    def end(self) -> str:
        """The last signs of `bare`: what asks how a paragraph ends need not read all of it."""
        return self.bare[-END:]


def read(text: str, body: Span, lines: Sequence[Span]) -> list[Unit]:
    """The units of one body zone; *lines* are the page's printed lines."""
    first = bisect_right(lines, body.start, key=lambda line: line.end)
    last = bisect_left(lines, body.end, key=lambda line: line.start)
    # a zone may end inside a line: what is left of it here can be nothing but blanks
    inside = [
        part
        for line in lines[first:last]
        if (part := Span(max(line.start, body.start), min(line.end, body.end))).of(text).strip()
    ]
    units: list[Unit] = []
    end = body.start
    for line in inside:
        gap = max(0, text.count("\n", end, line.start) - 1)
        units.append(_unit(text, line, gap))
        end = line.end
    base = _common_indent(units)
    return _stanzas(text, [replace(unit, indent=max(0, unit.indent - base)) for unit in units])


def _common_indent(units: Sequence[Unit]) -> int:
    """The least indentation at which a fair share of the prose stands."""
    weights: Counter[int] = Counter()
    for unit in units:
        if len(unit.text) > VERSE_MOST:
            weights[unit.indent] += len(unit.text)
    fair = [indent for indent, weight in weights.items() if weight * 4 >= weights.total()]
    return min(fair or [unit.indent for unit in units] or [0])


def _unit(text: str, line: Span, gap: int, lines: int = 1) -> Unit:
    words = line.of(text)
    whole = words.strip()
    left = len(words) - len(words.lstrip())
    blanks = words[:left].expandtabs(TAB)
    start = line.start + left
    span = Span(start, start + len(whole))
    bare = whole[:-END] + MARK_AT_END.sub("", whole[-END:])
    return Unit(span, whole, bare, len(blanks), gap, lines)


def _stanzas(text: str, units: list[Unit]) -> list[Unit]:
    """Lines without blank lines between them, in a text that sets its paragraphs apart."""
    prose = [unit for unit in units[1:] if len(unit.text) > VERSE_MOST] or units[1:]
    if sum(unit.gap > 0 for unit in prose) * 2 <= len(prose):
        return units  # paragraphs follow each other without blank lines
    groups: list[list[Unit]] = []
    for unit in units:
        if groups and not unit.gap:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [unit for group in groups for unit in _grouped(text, group)]


def _grouped(text: str, group: list[Unit]) -> list[Unit]:
    """A stanza as one unit; paragraphs of one quotation; a list as it stands."""
    if len(group) == 1 or any(ITEM.match(unit.text) for unit in group):
        return group
    if not _is_verse(group):
        return [replace(unit, grouped=True) for unit in group]
    span = Span(group[0].span.start, group[-1].span.end)
    stanza = _unit(text, span, group[0].gap, len(group))
    return [replace(stanza, indent=group[0].indent, grouped=True)]


def _is_verse(group: list[Unit]) -> bool:
    """Short lines, or longer ones that mostly do not end where sentences end."""
    longest = max(len(unit.text) for unit in group)
    running = sum(not STOP.search(unit.end) for unit in group[:-1])
    return longest <= VERSE_MOST or (longest <= LINE_MOST and running * 2 >= len(group) - 1)
