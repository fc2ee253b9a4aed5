"""What a note mark can look like, in the text and at the head of a note.

Text in, candidates out, each with its place and its printed mark. Nothing here decides
whether a candidate is a mark; every scan is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edition_tools.text import Span


class Form(StrEnum):
    """How a mark is set off from the words around it."""

    BRACKET = "bracket"  # [12]
    PAREN = "paren"  # (12)
    CARET = "caret"  # ^12
    SUPERSCRIPT = "superscript"  # ¹²
    BARE = "bare"  # stop.12
    SYMBOL = "symbol"  # † ** ‡


@dataclass(frozen=True, slots=True)
class Token:
    """Something that might be a mark: `span` with its brackets, `core` without."""

    span: Span
    core: Span
    printed: str  # ordinary digits, a symbol, or letters
    form: Form
    lookalike: bool = False  # a letter was read as a digit: 1S for 15
    part: bool = False  # only a part of a longer run of digits

    @property
    def number(self) -> int:
        """The printed number, -1 if it is not one."""
        return int(self.printed) if self.printed.isdecimal() else -1


Tokens = Sequence[tuple[Token, ...]]  # those that exclude each other in one tuple
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
SYMBOLS = "*†‡§‖¶"
LOOKALIKES = str.maketrans("lI|OoSsZB", "111005528")

# [12]  (iv)  [*]  [a]  [^12]
ENCLOSED = re.compile(
    r"\[ ?\^?(?P<inner>\d{1,5}|[*†‡§‖¶]{1,3}|[a-z]{1,2}|[ivxlc]{3,7}) ?\]"
    r"|\((?P<round>\d{1,5}|[*†‡§‖¶]{1,3}|[a-z]{1,2}|[ivxlc]{3,7})\)"
)
RAISED = re.compile(r"\^[\[({]?(\d{1,5}|[*†‡§‖¶]{1,3}|[a-z])[\])}]?(?![\w])")  # ^12 ^{12}
SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5}")  # ¹²
DIGITS = re.compile(r"[0-9]{1,24}")  # 12
MISREAD_END = re.compile(r"[lIOSZB](?![^\W_])")  # the S of 1S
MISREAD_START = re.compile(  # stop.I26 or stop.Z: letters where a number should stand
    r"[.,;:!?)”’\"'»\]]([lIOSZB][0-9lIOSZB]{0,2})(?=[\s—])"
)
MISREAD_HEAD = re.compile(r"(?<=\s)([lIOSZB][0-9lIOSZB]{1,3})(?=[.)]? )")  # ". l2 See"
SYMBOL = re.compile(r"\*{1,3}|†{1,3}|‡{1,3}|§{1,3}|‖{1,3}|¶{1,3}|\|\|")  # ** ††
LETTER = re.compile(r"(?<=[.,;:!?)”’»\]])[a-z](?=\s|$)")  # stop.a
WORD = re.compile(r"[^\W\d_]")
OPENERS = re.compile(r"[\[(^⁰¹²³⁴⁵⁶⁷⁸⁹0-9*†‡§‖¶]")  # where any of them may begin

MARK_FOLLOWS = ".,;:!?…)]”’»\"'\n\r"  # what a mark is glued to; at a head, also a line's beginning
LONGEST_NUMBER = 5  # digits of a note number
USUAL_NUMBER = 4  # … of nearly all: years have as many
LONGEST_RUN = 8  # digits of a run that may hide a number at its edge
EDGE_OF_ROW = 3  # numbers at either end of a row of numbers that may be marks


def tokens(text: str, within: Span, *, heads: bool) -> list[tuple[Token, ...]]:
    """All tokens of *within*, those that exclude each other in one tuple, in order of place.

    *heads*: the text is a notes' zone, where a number stands before its words; a long run of
    digits is then cut at both ends (`4723 Geo. II` holds 47), in a text at its end alone.
    What stands in the midst of a long row of numbers, as in a table, is left out.
    """
    found = list(_marks(text, within, heads))
    found += [(token,) for token in _misread(text, within, heads)]
    found.sort(key=lambda group: group[0].span)
    return [group for row in _rows(text, found) for group in _edges_of_row(row)]


def _rows(text: str, found: Sequence[tuple[Token, ...]]) -> Iterator[list[tuple[Token, ...]]]:
    """Tokens without a word between them, together."""
    row: list[tuple[Token, ...]] = []
    for group in found:
        if row and WORD.search(text, row[-1][0].span.end, group[0].span.start):
            yield row
            row = []
        row.append(group)
    yield row


def _edges_of_row(row: list[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    if len(row) <= 2 * EDGE_OF_ROW:
        return row
    return row[:EDGE_OF_ROW] + row[-EDGE_OF_ROW:]


def _marks(text: str, within: Span, heads: bool) -> Iterator[tuple[Token, ...]]:
    at = within.start
    while opener := OPENERS.search(text, at, within.end):
        group = _token_at(text, opener.start(), within.end, heads)
        at = group[0].span.end if group else opener.end()
        if group:
            at = max(token.span.end for token in group)
            yield group


def _token_at(text: str, at: int, end: int, heads: bool) -> tuple[Token, ...]:
    character = text[at]
    if character in "[(":
        return _enclosed(text, at, end)
    if character == "^":
        found = RAISED.match(text, at, end)
        return (_token(found, 1, Form.CARET),) if found else ()
    if character in SUPERSCRIPTS:
        found = SUPERSCRIPT.match(text, at, end)
        return (_token(found, 0, Form.SUPERSCRIPT),) if found else ()
    if character in SYMBOLS:
        found = SYMBOL.match(text, at, end)
        return (_token(found, 0, Form.SYMBOL),) if found else ()
    return _digits(text, at, end, heads)


def _enclosed(text: str, at: int, end: int) -> tuple[Token, ...]:
    found = ENCLOSED.match(text, at, end)
    if not found:
        return ()
    if found["inner"]:
        return (_token(found, "inner", Form.BRACKET),)
    return (_token(found, "round", Form.PAREN),)


def _token(found: re.Match[str], group: int | str, form: Form) -> Token:
    printed = found[group].translate(TO_DIGITS)
    return Token(Span(*found.span()), Span(*found.span(group)), printed, form)


def _digits(text: str, at: int, end: int, heads: bool) -> tuple[Token, ...]:
    found = DIGITS.match(text, at, end)
    if not found:
        return ()
    stop = found.end()
    if stop < end and text[stop].isdecimal() and text[stop] not in SUPERSCRIPTS:
        return (_bare(text, at, stop),)  # an endless run of digits: passed over piecewise
    group = [_bare(text, at, stop)] if stop - at <= LONGEST_NUMBER else []
    if 2 <= stop - at <= LONGEST_RUN:
        group += [_bare(text, *edge, part=True) for edge in _edges(text, at, stop, heads)]
    if (odd := MISREAD_END.match(text, stop, end)) and stop - at < USUAL_NUMBER:
        group.append(_bare(text, at, odd.end(), lookalike=True))
    return tuple(group) or (_bare(text, at, stop),)


def _edges(text: str, start: int, end: int, heads: bool) -> list[tuple[int, int]]:
    """The shorter runs that share an edge: the end may be a mark, at a head the beginning too.

    A usual number may well stand alone: its end is no mark.
    """
    sizes = range(1, min(LONGEST_NUMBER, end - start - 1) + 1)
    front = [(start, start + size) for size in sizes] if heads else []
    long = end - start > USUAL_NUMBER
    back = [(end - size, end) for size in sizes] if long and not _whole(text, start) else []
    # 05752 is no more than 5752
    return [(a, b) for a, b in front + back if b - a <= USUAL_NUMBER or text[a] != "0"]


def _whole(text: str, at: int) -> bool:
    """Whether a run of digits stands where a mark does, so that its end alone cannot be one.

    `stop.13` is no marker 3; but in `p. 3413` and `1,84313` a mark may follow a number.
    """
    before = text[max(0, at - 1) : at]
    if before == "," and text[max(0, at - 2) : at - 1].isdecimal():
        return False
    return not before or before.isalpha() or before in MARK_FOLLOWS


def _bare(text: str, start: int, end: int, *, lookalike: bool = False, part: bool = False) -> Token:
    span = Span(start, end)
    printed = text[start:end]
    if lookalike:
        printed = printed.translate(LOOKALIKES)
    return Token(span, span, printed, Form.BARE, lookalike, part)


def _misread(text: str, within: Span, heads: bool) -> Iterator[Token]:
    """Letters that stand where a number should and look like one."""
    pattern = MISREAD_HEAD if heads else MISREAD_START
    for found in pattern.finditer(text, within.start, within.end):
        yield _bare(text, *found.span(1), lookalike=True)


def letters(text: str, within: Span) -> Iterator[Token]:
    """Single letters glued to a stop, where the notes are headed by letters."""
    for found in LETTER.finditer(text, within.start, within.end):
        span = Span(*found.span())
        yield Token(span, span, found[0], Form.SYMBOL)
