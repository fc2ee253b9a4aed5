"""What a page's links and raised figures say of its notes: calls, heads of notes, ways back.

A call in the text (`<a href="#fn12">12</a>`, `<sup>12</sup>`) is to be read as `[12]`, the
place where its note begins likewise, and links that lead back to the text not at all. What
is decided here is given to the reader of the page token by token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import unquote

from edition_tools.convert.clean import references
from edition_tools.convert.clean.elements import (
    BACK,
    BLOCKS,
    CELLS,
    HEADINGS,
    INLINE,
    LINES,
    NOTE_CALL,
    NOTE_ID,
)
from edition_tools.convert.clean.letters import (
    MARK,
    SEVERAL,
    SYMBOLS,
    Piece,
    characters,
    kept_of,
    piece,
)
from edition_tools.convert.clean.rules import BACK_LINK, MARKUP, NOTE_MARK, RAISED
from edition_tools.convert.clean.tokens import Kind
from edition_tools.convert.clean.tree import NONE, Element, Page
from edition_tools.text import Span

WAY_BACK = 60  # characters of a stretch that does nothing but lead back
SHORT = 16  # characters of a mark and what stands round it
OPENING = " \t\r\n\u00a0[({"
CLOSERS = {"[": "]", "(": ")"}
# what stands before a raised figure that is no mark: "5 km", "x", "10", of an area or a power
POWER = re.compile(r"(?:(?:^|[\s\d(/])(?:[kcdm]?m|ft|yd|[b-df-hj-xzB-HJ-NP-Z])|(?:^|\D)10)$")
STOP_BEFORE = re.compile(r"[.,;:!?”’»“)\]]$")  # before a raised letter that is a mark
SIGNED = re.compile(r"[+−–-]?\d{1,4}[+−–-]?")  # "-6", "2+": a power, a charge
RAISED_FIGURES = str.maketrans("0123456789+-–−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the page: the element `a`, what it points to, its words."""

    element: int
    target: int
    words: str


@dataclass(frozen=True)
class Marks:
    """What is decided beforehand.

    `fixed`: for a token what is read there; `heads`: for an element the mark that its note
    has by its calls; `joined`: tokens after which the line goes on; `cut`: places of brackets
    that are left out.
    """

    fixed: Mapping[int, tuple[Piece, ...]]
    heads: Mapping[int, str]
    joined: Set[int]
    cut: Sequence[int]


def find(page: Page) -> Marks:
    """The marks of all notes of *page*."""
    return _Finder(page).marks()


class _Finder:
    """Looks at the links of a page, then at its raised figures."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.fixed: dict[int, tuple[Piece, ...]] = {}
        self.heads: dict[int, str] = {}
        self.joined: set[int] = set()
        self.cut: set[int] = set()

    def marks(self) -> Marks:
        links = list(_links(self.page))
        calls = self._calls(links)
        called: set[int] = set()  # tokens of calls and those beside them
        for call in calls:
            called.update(self._near(call))
            self._fix(self._wrapper(call.element))
        targets = {call.target for call in calls}
        for link in links:
            self._look_back(link, called, targets)
        for call in calls:
            self._head(call)
        for element in self.page.elements:
            if element.name == "sup":
                self._raised(element)
            elif element.name == "dt" and MARK.fullmatch(self.page.words(element, SHORT)):
                self.joined.add(element.end)
        return Marks(self.fixed, self.heads, self.joined, sorted(self.cut))

    # -------------------------------------------------------------- calls in the text
    def _calls(self, links: list[Link]) -> list[Link]:
        """The links that call notes: short marks that point forward, known as calls."""
        elements = self.page.elements
        aims = {
            elements[link.target].first
            for link in links
            if elements[link.target].first < elements[link.element].first
        }
        return [link for link in links if self._is_call(link, aims)]

    def _is_call(self, link: Link, aims: set[int]) -> bool:
        source, target = self.page.elements[link.element], self.page.elements[link.target]
        if not source.closed or target.first <= source.end or target.name in HEADINGS:
            return False
        if not MARK.fullmatch(link.words):
            return False
        wrapper = self._wrapper(link.element)
        names = f"{source.says('class', 'role', 'rel')} {wrapper.says('class', 'role')}"
        return (
            wrapper.name == "sup"
            or self._is_in_sup(link.element)
            or bool(NOTE_CALL.search(names) or NOTE_ID.match(target.says("id", "name")))
            or any(token in aims for token in self._near(link))
        )

    def _is_in_sup(self, element: int) -> bool:
        above = self.page.above(element)[:3]
        return any(self.page.elements[one].name == "sup" for one in above)

    def _near(self, call: Link) -> range:
        wrapper = self._wrapper(call.element)
        return range(wrapper.first - 2, wrapper.end + 3)

    def _wrapper(self, element: int) -> Element:
        """The outermost inline element that holds nothing but the mark."""
        found = self.page.elements[element]
        for index in self.page.above(element):
            one = self.page.elements[index]
            if one.name not in INLINE or not one.closed:
                break
            if not MARK.fullmatch(self.page.words(one, SHORT)):
                break
            found = one
        return found

    # -------------------------------------------------------------- heads of notes
    def _look_back(self, link: Link, called: set[int], targets: set[int]) -> None:
        """A link that leads back to a call: the number of a note, or left out."""
        source, target = self.page.elements[link.element], self.page.elements[link.target]
        leads_back = target.first in called or BACK.search(source.says("class", "rel", "role"))
        if target.first >= source.first or not leads_back or source.first in self.fixed:
            return
        wrapper = self._wrapper(link.element)
        marked = bool(MARK.fullmatch(link.words)) and source.closed
        if marked and (link.element in targets or self._opens_block(wrapper, link.element)):
            self._fix(wrapper)
            self.joined.add(wrapper.end)
            return
        self._leave_out(link.element)

    def _opens_block(self, wrapper: Element, element: int) -> bool:
        """Whether no words stand before it in its block."""
        block = self._block(element)
        return block != NONE and (
            self.page.ink[self.page.elements[block].first] == self.page.ink[wrapper.first]
        )

    def _block(self, element: int) -> int:
        """The innermost block round an element, or the element itself if it is one."""
        for index in (element, *self.page.above(element)):
            name = self.page.elements[index].name
            if name in CELLS:
                row = self.page.elements[index].parent
                return row if row != NONE and self.page.elements[row].name == "tr" else index
            if name in BLOCKS or name in LINES:
                return index
        return NONE

    def _leave_out(self, element: int) -> None:
        found = self.page.elements[element]
        for index in self.page.above(element):
            one = self.page.elements[index]
            if one.name not in INLINE or self.page.size(one) > WAY_BACK:
                break
            if self.page.size(one) > self.page.size(found) and not BACK.search(one.says("class")):
                break
            found = one
        last = min(found.end, len(self.page.tokens) - 1)
        for i in range(found.first, last + found.closed):
            if self.page.tokens[i].kind == Kind.WORDS:
                self.fixed[i] = ((self.page.tokens[i].span, "", BACK_LINK),)
        self._cut_brackets(found)

    def _cut_brackets(self, found: Element) -> None:
        """Brackets that hold nothing but a link that is left out."""
        before, after = self._words(found.first - 1), self._words(found.end + 1)
        opener = before.of(self.page.text).rstrip()[-1:]
        closer = after.of(self.page.text).lstrip()[:1]
        if opener and CLOSERS.get(opener) == closer:
            self.cut.add(before.start + before.of(self.page.text).rindex(opener))
            self.cut.add(after.start + after.of(self.page.text).index(closer))

    def _words(self, token: int) -> Span:
        """Where the words of a token stand, if it is one of words."""
        if 0 <= token < len(self.page.tokens) and self.page.tokens[token].kind == Kind.WORDS:
            return self.page.tokens[token].span
        return Span(0, 0)

    def _head(self, call: Link) -> None:
        """Give the note of a call its mark, where the page does not write it."""
        target = self.page.elements[call.target]
        index = self._block(call.target)
        mark = MARK.fullmatch(call.words)
        if index == NONE or not mark or self.page.elements[index].name in HEADINGS:
            return
        block = self.page.elements[index]
        leads_back = bool(self.page.size(target)) and not MARK.fullmatch(
            self.page.words(target, SHORT)
        )
        if self.page.ink[target.first] > self.page.ink[block.first] and not leads_back:
            return  # the note begins within a paragraph
        if not opens_with(self.page, block, mark["core"]):
            self.heads.setdefault(index, mark["core"])

    # -------------------------------------------------------------- raised figures
    def _raised(self, sup: Element) -> None:
        words = self.page.words(sup, SHORT)
        inside = range(sup.first, sup.end + 1)
        if not words or not sup.closed or any(i in self.fixed for i in inside):
            return
        if SEVERAL.fullmatch(words) or _is_mark(words, _before(self.page, sup.first)):
            self._fix(sup)
        elif SIGNED.fullmatch(words):
            self._raise(sup)

    def _raise(self, sup: Element) -> None:
        for i in range(sup.first, sup.end):
            token = self.page.tokens[i]
            if token.kind == Kind.WORDS:
                read = characters(self.page.text, token.span)
                self.fixed[i] = tuple(
                    (span, reading.translate(RAISED_FIGURES), RAISED) for span, reading, _ in read
                )

    def _fix(self, element: Element) -> None:
        """Read an element as its mark in brackets (symbols stand without)."""
        inner = range(element.first, element.end + 1)
        words = {
            i: characters(self.page.text, self.page.tokens[i].span)
            for i in inner
            if self.page.tokens[i].kind == Kind.WORDS
        }
        whole = "".join(reading for read in words.values() for _, reading, _ in read)
        kept, framed = kept_of(whole)
        at = 0
        for i in inner:
            frame = "[" if i == element.first else "]" if i == element.end else ""
            pieces = [(self.page.tokens[i].span, frame * framed, NOTE_MARK if frame else MARKUP)]
            if i in words:
                pieces = []
                for span, reading, rule in words[i]:
                    pieces += piece(span, reading, rule, kept.get(at))
                    at += len(reading)
            self.fixed[i] = tuple(pieces)


def opens_with(page: Page, block: Element, core: str) -> bool:
    """Whether the words of *block* begin with the mark *core*."""
    words = ""
    i = page.next_ink[block.first]
    while i < block.end and len(words) < SHORT:
        words += references.resolved(page.tokens[i].span.of(page.text)[:40])
        i = page.next_ink[i + 1]
    words = words.lstrip(OPENING)
    after = words[len(core) : len(core) + 1]
    return words.startswith(core) and not after.isalnum()


def _links(page: Page) -> Iterator[Link]:
    """The links of *page* to places in it."""
    places: dict[str, int] = {}
    for i, element in enumerate(page.elements):
        for name in ("id", *(("name",) if element.name == "a" else ())):
            if name in element.attributes:
                places.setdefault(references.resolved(element.attributes[name]), i)
    for i, element in enumerate(page.elements):
        *_, fragment = element.attributes.get("href", "").partition("#")
        if element.name != "a" or not fragment:
            continue
        fragment = references.resolved(fragment)
        target = places.get(fragment, places.get(unquote(fragment), NONE))
        if target != NONE:
            yield Link(i, target, page.words(element, SHORT))


def _is_mark(words: str, before: str) -> bool:
    """Whether raised *words* after *before* call a note: not a power, not an ordinal's end."""
    mark = MARK.fullmatch(words)
    if not mark:
        return False
    if mark["core"].isdecimal():
        return not POWER.search(before)
    return mark["core"][0] in SYMBOLS or bool(STOP_BEFORE.search(before))


def _before(page: Page, token: int) -> str:
    """The last words before a token in its block."""
    for i in range(token - 1, max(-1, token - 5), -1):
        one = page.tokens[i]
        if one.kind == Kind.WORDS:
            return references.resolved(one.span.of(page.text)[-24:])
        if one.name not in INLINE:
            break
    return ""
