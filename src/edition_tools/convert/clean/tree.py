"""Tokens → elements: which tag ends which, in broken pages too, and what stands inside.

Elements are in the order of their opening tags, parents before children; an element is named
by its place in that order. Places inside the page are token numbers, half-open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from edition_tools.convert.clean import references, tokens
from edition_tools.convert.clean.elements import BLOCKS, CELLS, CLOSES, INLINE, VOID
from edition_tools.convert.clean.tokens import Kind, Token

SEARCHED = 64  # elements: no end tag looks further out for its beginning past a block
NONE = -1
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its opening tag is token `first`; its content ends before token `end`."""

    name: str
    attributes: Mapping[str, str]
    parent: int
    first: int
    end: int
    closed: bool  # token `end` is its end tag

    def says(self, *names: str) -> str:
        """What the attributes *names* say, as one line."""
        return " ".join(filter(None, map(self.attributes.get, names)))


@dataclass(frozen=True)
class Page:
    """A page with its tokens and elements.

    `owner`: for each token the element that it opens, closes or stands in. `ink`, `linked`:
    for each token how many characters of words, and of words in links, stand before it.
    `next_ink`: for each token the first one from there on that holds words.
    """

    text: str = field(repr=False)
    tokens: Sequence[Token] = field(repr=False)
    elements: Sequence[Element] = field(repr=False)
    owner: Sequence[int] = field(repr=False)
    ink: Sequence[int] = field(repr=False)
    linked: Sequence[int] = field(repr=False)
    next_ink: Sequence[int] = field(repr=False)

    def size(self, element: Element) -> int:
        """How many characters of words an element holds."""
        return self.ink[element.end] - self.ink[element.first]

    def is_linked(self, element: Element) -> bool:
        """Whether more than half of its words are links: a menu, a table of contents."""
        return 2 * (self.linked[element.end] - self.linked[element.first]) > self.size(element)

    def words(self, element: Element, most: int) -> str:
        """Its words, blanks made one, if there are no more than *most* characters."""
        if self.size(element) > most or element.end - element.first > most:
            return ""
        inner = self.tokens[element.first : element.end]
        kept = "".join(t.span.of(self.text) for t in inner if t.kind == Kind.WORDS)
        return " ".join(references.resolved(kept).split())

    def above(self, element: int) -> Sequence[int]:
        """The elements round *element*, innermost first, as far as is worth looking."""
        found: list[int] = []
        while (element := self.elements[element].parent) != NONE and len(found) < SEARCHED:
            found.append(element)
        return found


def read(text: str) -> Page:
    """The tokens and elements of the page *text*."""
    builder = _Builder(text, tokens.read(text))
    return builder.page()


class _Builder:
    """Reads the tokens once; keeps the elements that are open."""

    def __init__(self, text: str, read: Sequence[Token]) -> None:
        self.text, self.tokens = text, read
        self.names: list[str] = []
        self.attributes: list[Mapping[str, str]] = []
        self.parents: list[int] = []
        self.firsts: list[int] = []
        self.ends: list[tuple[int, bool]] = []
        self.owner: list[int] = []
        self.open: list[int] = []
        self.count: Counter[str] = Counter()

    def page(self) -> Page:
        """The page, read through."""
        for i, token in enumerate(self.tokens):
            if token.kind == Kind.OPEN:
                self._start(i, token)
            elif token.kind == Kind.CLOSE:
                self.owner.append(self._finish(i, token.name))
            else:
                self.owner.append(self.open[-1] if self.open else NONE)
        while self.open:
            self._pop(len(self.tokens), closed=False)
        rows = zip(self.names, self.attributes, self.parents, self.firsts, self.ends, strict=True)
        elements = [Element(n, a, p, f, end, closed) for n, a, p, f, (end, closed) in rows]
        return _measured(self.text, self.tokens, elements, self.owner)

    def _start(self, i: int, token: Token) -> None:
        closes, beyond = CLOSES.get(token.name, (frozenset(), frozenset()))
        if any(self.count[name] for name in closes):
            self._close_open(i, closes, beyond)
        self.names.append(token.name)
        self.attributes.append(tokens.attributes(self.text, token))
        self.parents.append(self.open[-1] if self.open else NONE)
        self.firsts.append(i)
        self.ends.append((i + 1, False))
        self.owner.append(len(self.names) - 1)
        if token.name not in VOID:
            self.open.append(len(self.names) - 1)
            self.count[token.name] += 1

    def _close_open(self, i: int, closes: frozenset[str], beyond: frozenset[str]) -> None:
        """End the outermost of the open elements *closes* that is near enough."""
        depth = 0
        for back in range(1, min(SEARCHED, len(self.open)) + 1):
            name = self.names[self.open[-back]]
            if name in beyond:
                break
            if name in closes:
                depth = back
        for _ in range(depth):
            self._pop(i, closed=False)

    def _finish(self, i: int, name: str) -> int:
        """End the element that the end tag *i* ends; returns it, or the one it stands in."""
        inside = self.open[-1] if self.open else NONE
        if not self.count[name]:
            return inside
        depth = self._depth(name)
        if not depth:
            return inside
        for _ in range(depth - 1):
            self._pop(i, closed=False)
        element = self.open[-1]
        self._pop(i, closed=True)
        return element

    def _depth(self, name: str) -> int:
        """How many elements an end tag ends; one of an inline element ends no block."""
        inline = name in INLINE
        for back in range(1, len(self.open) + 1):
            other = self.names[self.open[-back]]
            if other == name:
                return back
            if inline and (back > SEARCHED or other in BLOCKS or other in CELLS):
                return 0
        return 0

    def _pop(self, i: int, *, closed: bool) -> None:
        element = self.open.pop()
        self.count[self.names[element]] -= 1
        self.ends[element] = (i, closed)


def _measured(
    text: str, read: Sequence[Token], elements: Sequence[Element], owner: Sequence[int]
) -> Page:
    """The page with the sums that make its questions cheap."""
    in_link = [False] * len(elements)
    for i, element in enumerate(elements):
        above = element.parent != NONE and in_link[element.parent]
        in_link[i] = above or (element.name == "a" and "href" in element.attributes)
    sizes = [_size(text, token) for token in read]
    links = [
        size if own != NONE and in_link[own] else 0 for size, own in zip(sizes, owner, strict=True)
    ]
    following = [len(read)] * (len(read) + 1)
    for i in range(len(read) - 1, -1, -1):
        following[i] = i if sizes[i] else following[i + 1]
    ink = list(accumulate(sizes, initial=0))
    return Page(text, read, elements, owner, ink, list(accumulate(links, initial=0)), following)


def _size(text: str, token: Token) -> int:
    """How many characters of words a token holds, blanks at its edges not counted."""
    if token.kind != Kind.WORDS:
        return 0
    words = token.span.of(text).strip()
    if words.startswith("&") and len(words) < SEARCHED:
        words = references.resolved(words).strip()
    return len(words.strip(NBSP))
