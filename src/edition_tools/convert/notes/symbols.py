"""Notes headed by symbols or letters: *, †, ‡ … in their customary order, or a, b, c.

Such marks are few and begin again often (on each page, in each chapter), so they are not
counted up: a symbol that opens a line of the notes heads a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition_tools.convert.notes.shapes import SYMBOLS, Form, Token, Tokens
from edition_tools.text import Span

LETTER_HEAD = re.compile(  # "a. See", "[b] See", "(iv) See", "d) See"
    r"(?m)^[ \t]*[\[(^]?([a-z]{1,2}|[ivxlc]{3,7})(?:[\])]|\.|(?= ))[.\])]?[ \t]*"
    r"(?=[^\W_a-z]|[“‘\"'«])"
)
LETTERS = [*map(chr, range(97, 123)), *(2 * chr(n) for n in range(97, 123))]
ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = [tens + ones for tens in ("", "x", "xx", "xxx") for ones in ONES][1:]
SIGNS = [turns * sign for turns in (1, 2, 3) for sign in SYMBOLS]
MOST_LOST = 2
DOUBTFUL = 0.5  # probability of a sign that may have changed places with its neighbour
RUN_ON_BEFORE = re.compile(r"[.!?…)\]”’»\"']\s+\Z")  # what stands before "† See" in a line


@dataclass(frozen=True, slots=True)
class SymbolHead:
    """A symbol (or letter) that heads a note; `group` counts up where they begin again."""

    token: Token
    group: int
    zone: int
    probability: float = 1.0


def heads(text: str, zones: Sequence[Span], marks: Sequence[Tokens]) -> list[SymbolHead]:
    """The notes headed by symbols in *zones*, in order of place; *marks* are each zone's tokens."""
    found: list[SymbolHead] = []
    for index, (zone, inside) in enumerate(zip(zones, marks, strict=True)):
        for token in _symbols(text, zone, inside):
            last = found[-1].token.printed if found else ""
            opens = _opens_line(text, token.span.start, zone)
            if not opens and not _follows_in_line(text, token, last):
                continue
            group = found[-1].group if found else 0
            if found and not _comes_after(last, token.printed):
                group += 1
            found.append(SymbolHead(token, group, index))
    return _doubted(found)


def _doubted(found: Sequence[SymbolHead]) -> list[SymbolHead]:
    """The heads, those made doubtful that may be swapped: † § ‡ is no series, nor are two."""
    crossed = {
        i
        for i in range(2, len(found))
        if found[i - 2].group == found[i - 1].group != found[i].group
        and order(found[i - 2].token.printed)
        < order(found[i].token.printed)
        < order(found[i - 1].token.printed)
    }
    return [
        replace(head, probability=DOUBTFUL) if {i, i + 1} & crossed else head
        for i, head in enumerate(found)
    ]


def _symbols(text: str, zone: Span, marks: Tokens) -> list[Token]:
    return [
        group[0]
        for group in marks
        if group[0].printed[0] in SYMBOLS and _has_words(text, group[0], zone)
    ]


def _has_words(text: str, token: Token, zone: Span) -> bool:
    ahead = text[token.span.end : min(zone.end, token.span.end + 12)].lstrip(" .)\t")
    return bool(ahead) and not ahead[0].isspace() and not ahead[0].isdecimal()


def _opens_line(text: str, at: int, zone: Span) -> bool:
    line = max(text.rfind("\n", zone.start, at) + 1, zone.start)
    return not text[line:at].strip()


def _follows_in_line(text: str, token: Token, last: str) -> bool:
    """Whether the next symbol of the series stands between two sentences."""
    before = text[max(0, token.span.start - 4) : token.span.start]
    return bool(last and order(token.printed) == order(last) + 1 and RUN_ON_BEFORE.search(before))


def customary(marks: Sequence[str]) -> list[str]:
    """The series that *marks* belong to: signs, letters or small Roman numbers; else empty."""
    known = (series for series in (SIGNS, LETTERS, ROMAN) if all(m in series for m in marks))
    return next(known, [])


def skipped(series: Sequence[str], last: str, mark: str) -> list[str]:
    """The few marks between *last* (empty: the beginning) and *mark*, if it is later."""
    if mark not in series:
        return []
    start = series.index(last) + 1 if last in series else 0
    between = list(series[start : series.index(mark)])
    return between if len(between) <= MOST_LOST else []


def following(series: Sequence[str], mark: str) -> str:
    """The mark that comes next, empty if none does."""
    at = series.index(mark) + 1 if mark in series else len(series)
    return series[at] if at < len(series) else ""


def _comes_after(last: str, new: str) -> bool:
    return order(new) > order(last)


def order(mark: str) -> int:
    """The customary place of a symbol: * † ‡ § ‖ ¶ ** †† …"""
    single = mark[0] if mark != "||" else "‖"
    turns = len(mark) - 1 if mark != "||" else 0
    return SYMBOLS.index(single) + turns * len(SYMBOLS)


def letter_heads(text: str, zones: Sequence[Span]) -> list[SymbolHead]:
    """The notes headed by letters or small Roman numbers that open lines, if they are a series."""
    readings = [_series(text, zones, LETTERS), _series(text, zones, ROMAN)]
    found = max(readings, key=len)
    return found if len(found) > 1 else []


def _series(text: str, zones: Sequence[Span], customary: Sequence[str]) -> list[SymbolHead]:
    places = {mark: i for i, mark in enumerate(customary)}
    found: list[SymbolHead] = []
    last = -1
    for index, zone in enumerate(zones):
        for match in LETTER_HEAD.finditer(text, zone.start, zone.end):
            here = places.get(match[1], -1)
            if here != 0 and not 0 < here - last <= MOST_LOST:
                continue
            group = found[-1].group + (here <= last) if found else 0
            last = here
            core = Span(*match.span(1))
            start = match.start() + len(match[0]) - len(match[0].lstrip(" \t"))
            token = Token(Span(start, core.end), core, match[1], Form.BARE)
            found.append(SymbolHead(token, group, index))
    return found
