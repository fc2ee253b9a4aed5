"""A saved web page: what the view reads of it.

Comes in: the page as it was saved. Goes out: its words in the shape of a plain text. Tags,
comments, scripts and styles are left out; ends of blocks are line ends; displayed quotations
and answers to comments are indented; marks of notes and the notes themselves begin with
`[12]`; items of lists bear the numbers that browsers show. Every character of the page is in
exactly one stretch.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from edition_tools.convert.clean import lists, marks, plain, references, rules
from edition_tools.convert.clean.elements import (
    BLOCKS,
    CELLS,
    COMMENT,
    DATE,
    DEPTH,
    EMPHASIS,
    INLINE,
    LINES,
    META,
    ONE_COMMENT,
    PREFORMATTED,
)
from edition_tools.convert.clean.marks import Marks
from edition_tools.convert.clean.setting import Setter, Stretch, pieces
from edition_tools.convert.clean.tokens import Kind, Token
from edition_tools.convert.clean.tree import NONE, Element, Page
from edition_tools.text import Span

BLANKS = " \t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
# within words: more than one blank, a line end, "&", ">", a control character
ODD = re.compile(
    rf"(?P<blank>[{BLANKS[1:]}][{BLANKS}]*| [{BLANKS}]+)|(?P<sign>[&>])"
    rf"|(?P<control>{plain.CONTROLS.pattern})|(?P<mark>\A\ufeff)"
)
LINE_ENDS = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
LONG_CELL = 80  # characters: longer cells are columns of a layout, not of a table
NBSP = "\u00a0"


def stretches(page: Page) -> Iterator[Stretch]:
    """Each stretch of the page, what is read there, and the rule (empty: as it stands)."""
    return pieces(page.text, _Reader(page, marks.find(page)).read())


def emphasised(page: Page) -> Iterator[Span]:
    """What stands in elements of emphasis, in order; of one inside another the outer alone."""
    after = 0
    for element in page.elements:
        if element.name in EMPHASIS and element.closed and element.first >= after:
            after = element.end
            inner = Span(page.tokens[element.first].span.end, page.tokens[after].span.start)
            if inner.start < inner.end:
                yield inner


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, page: Page, found: Marks) -> None:
        self.page, self.marks = page, found
        self.heads = lists.heads(page, found.heads)
        quoted = _count(page, lambda one: one.name == "blockquote")
        self.depths = [sum(both) for both in zip(quoted, _answers(page), strict=True)]
        self.comments = _count(page, _is_talk)
        self.preformatted = _count(page, lambda one: one.name in PREFORMATTED)
        self.out = Setter(page.text)

    def read(self) -> list[Stretch]:
        for i, token in enumerate(self.page.tokens):
            own = self.page.owner[i]
            self.out.depth = self.depths[own] if own != NONE else 0
            if i in self.marks.fixed:
                self._fixed(i)
            elif token.kind == Kind.WORDS:
                self._words(i, token.span)
            elif token.kind == Kind.UNPRINTED:
                self.out.silent(token.span, rules.UNPRINTED)
            elif token.kind == Kind.MARKUP:
                self.out.silent(token.span, rules.MARKUP)
            else:
                self._tag(i, token)
            if i in self.marks.joined:
                self.out.joined = True
        return self.out.done()

    def _fixed(self, i: int) -> None:
        for span, reading, rule in self.marks.fixed[i]:
            if reading:
                self.out.ink(span, reading, rule)
            else:
                self.out.silent(span, rule)

    # -------------------------------------------------------------- tags
    def _tag(self, i: int, token: Token) -> None:
        if token.name == "q":
            self.out.ink(token.span, "“" if token.kind == Kind.OPEN else "”", rules.QUOTED)
            return
        if token.name in CELLS and token.kind == Kind.OPEN and not self._is_column(i):
            self.out.space(token.span, rules.MARKUP)
        else:
            self.out.silent(token.span, rules.MARKUP)
        if token.name == "br":
            self.out.line()
        else:
            self.out.ask(self._level(i, token))
        if token.kind == Kind.OPEN:
            self.out.head += self.heads.get(self.page.owner[i], "")

    def _level(self, i: int, token: Token) -> int:
        """How many line ends a tag asks for."""
        if token.name in BLOCKS:
            return 2
        own = self.page.owner[i]
        if token.name in LINES:
            talk = own != NONE and (self.comments[own] or own in self.marks.heads)
            return 2 if token.name == "li" and talk else 1
        if token.name in CELLS:
            return 2 if token.kind == Kind.OPEN and self._is_column(i) else 0
        if token.kind == Kind.OPEN and token.name == "a" and self._follows_link(i):
            return 1
        return int(own != NONE and self._is_date(own))

    def _is_column(self, i: int) -> bool:
        """Whether a cell is a column of the page, not of a table."""
        own = self.page.owner[i]
        return own != NONE and self.page.size(self.page.elements[own]) > LONG_CELL

    def _follows_link(self, i: int) -> bool:
        """Whether a link follows a link without a blank: menus that are set apart by style."""
        before = self.page.tokens[i - 1] if i else None
        return before is not None and before.kind == Kind.CLOSE and before.name == "a"

    def _is_date(self, own: int) -> bool:
        """Whether an inline element is the date of a post or comment: a line of its own."""
        one = self.page.elements[own]
        if one.name not in INLINE:
            return False
        if one.name != "time" and not DATE.search(one.says("class", "itemprop")):
            return False
        if self.comments[own]:
            return True
        above = [self.page.elements[index] for index in self.page.above(own)[:3]]
        return any(META.search(other.says("class", "id") + " " + other.name) for other in above)

    # -------------------------------------------------------------- words
    def _words(self, i: int, span: Span) -> None:
        own = self.page.owner[i]
        kept = own != NONE and self.preformatted[own] > 0
        at = span.start
        while at < span.end:
            odd = ODD.search(self.page.text, at, span.end)
            end = odd.start() if odd else span.end
            if at < end:
                self._plain(Span(at, end), kept)
            at = self._odd(odd, span.end, kept) if odd else end

    def _odd(self, odd: re.Match[str], end: int, kept: bool) -> int:
        """What a stretch that is no plain words is read as; returns where it ends."""
        span = Span(*odd.span())
        if odd["control"] or odd["mark"]:
            self.out.silent(span, plain.CONTROL if odd["control"] else plain.BYTE_ORDER_MARK)
        elif odd["blank"]:
            self._blank(span, kept)
        elif odd["sign"] == ">":
            self._sign(span, ">", "")
        else:
            reading, stop = references.read(self.page.text, span.start)
            if not reading or stop > end:
                reading, stop = "&", span.end
            self._reference(Span(span.start, stop), reading)
            return stop
        return span.end

    def _reference(self, span: Span, reading: str) -> None:
        if not reading.strip(BLANKS):
            self.out.space(span)
        elif reading == NBSP and self.out.at_line_start:
            self.out.silent(span, rules.WHITE_SPACE)
        elif plain.CONTROLS.fullmatch(reading):
            self.out.silent(span, plain.CONTROL)
        else:
            self._sign(span, reading, "" if reading == "&" and len(span) == 1 else rules.REFERENCE)

    def _sign(self, span: Span, reading: str, rule: str) -> None:
        if reading == ">" and self.out.at_line_start:
            self.out.sign(span)
        else:
            self.out.ink(span, reading, rule)

    def _blank(self, span: Span, kept: bool) -> None:
        words = span.of(self.page.text)
        ends = list(LINE_ENDS.finditer(words)) if kept else []
        if kept and ends:
            self.out.silent(span, plain.LINE_END)
            for _ in ends[:2]:
                self.out.line()
            self.out.indent = words[ends[-1].end() :]
        elif kept and not self.out.at_line_start:
            self.out.ink(span, words, "")
        else:
            self.out.space(span)
            self.out.indent += words if kept and not self.out.signs else ""

    def _plain(self, span: Span, kept: bool) -> None:
        """Words with single blanks between them, of which those at the edges may go."""
        words = span.of(self.page.text)
        start, end = span.start, span.end
        if words[0] == " ":
            self.out.space(Span(start, start + 1))
            start += 1
        if self.out.at_line_start and not kept:
            bare = self.page.text[start:end].lstrip(NBSP + " ")
            if len(bare) < end - start:
                self.out.silent(Span(start, end - len(bare)), rules.WHITE_SPACE)
                start = end - len(bare)
        last = end - 1 if start < end and words[-1] == " " else end
        if start < last:
            self._uncut(Span(start, last))
        if last < end:
            self.out.space(Span(last, end))

    def _uncut(self, span: Span) -> None:
        """Words, without brackets that held a link that is left out."""
        at = span.start
        cut = self.marks.cut
        for place in cut[bisect_left(cut, span.start) : bisect_left(cut, span.end)]:
            blank = place > at and self.page.text[place - 1] == " "
            self._ink(Span(at, place - blank))
            if blank:
                self.out.space(Span(place - 1, place))
            self.out.silent(Span(place, place + 1), rules.BACK_LINK)
            at = place + 1
        self._ink(Span(at, span.end))

    def _ink(self, span: Span) -> None:
        if span.start < span.end:
            self.out.ink(span, span.of(self.page.text), "")


def _count(page: Page, is_one: Callable[[Element], bool]) -> list[int]:
    """For each element how many of it and those round it are of a kind."""
    counts: list[int] = []
    for element in page.elements:
        above = counts[element.parent] if element.parent != NONE else 0
        counts.append(above + is_one(element))
    return counts


def _answers(page: Page) -> list[int]:
    """For each element how many comments the one that it belongs to answers: 0 opens a thread."""
    depths: list[int] = []  # of the comment round each element, from 1; 0 outside comments
    for element in page.elements:
        above = depths[element.parent] if element.parent != NONE else 0
        names = element.says("class")
        told = DEPTH.search(names)
        if told:
            above = int(told[1])
        elif element.name == "li" and ONE_COMMENT.search(names):
            above += 1
        depths.append(above)
    return [max(0, depth - 1) for depth in depths]


def _is_talk(element: Element) -> bool:
    names = element.says("class", "id", "itemprop")
    return element.name not in ("html", "body", "main") and bool(COMMENT.search(names))
