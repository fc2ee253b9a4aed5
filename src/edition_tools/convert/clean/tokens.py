"""A page → its tokens: tags, words between them, and what is never shown; they tile the page.

The rules are those by which browsers read a page, broken pages included, as far as they
matter for words. Not `html.parser`: its places are lines and columns, its rules change from
one Python to the next, and unclosed brackets make it slow. Time is linear in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from edition_tools.text import Span

NOWHERE = Span(0, 0)


class Kind(StrEnum):
    """What a token is."""

    WORDS = "words"  # between tags
    OPEN = "open"  # <p class="x">
    CLOSE = "close"  # </p>
    UNPRINTED = "unprinted"  # words that no browser shows: a script, a style, the head's title
    MARKUP = "markup"  # comments, declarations


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the page. `inner`: for a tag, where its attributes stand."""

    kind: Kind
    span: Span
    name: str = ""
    inner: Span = NOWHERE


BLANK = " \t\n\r\f"
# "<p", "</p", "<!--", "<!doctype", "<?xml", "</ "
OPENER = re.compile(r"<(?:(?P<close>/?)(?P<name>[A-Za-z][^ \t\n\r\f/>]*)|(?P<note>!--)|[!?/])")
NOTE_END = re.compile(r"--!?>")  # the end of "<!-- … -->"
# class="x", class='x', class=x, hidden, or the end of the tag
ATTRIBUTE = re.compile(
    r"[ \t\n\r\f/]*(?:(?P<end>>)|(?P<name>[^ \t\n\r\f/>][^ \t\n\r\f/>=]*)"
    r"(?:[ \t\n\r\f]*=[ \t\n\r\f]*(?:\"(?P<double>[^\"]*)(?:\"|\Z)|'(?P<single>[^']*)(?:'|\Z)"
    r"|(?P<plain>[^ \t\n\r\f>\"'][^ \t\n\r\f>]*)?))?)"
)
# elements whose words are not shown in the page, up to their end tag
UNPRINTED = (
    *("script", "style", "title", "textarea", "template", "svg", "select", "datalist", "iframe"),
    *("noscript", "noembed", "noframes", "audio", "video", "canvas", "object"),
)
TO_THE_END = ("script", "style", "title", "textarea")  # … or, if there is none, to the end
ENDS = {name: re.compile(rf"</{name}(?=[ \t\n\r\f/>])", re.IGNORECASE) for name in UNPRINTED}


def read(page: str) -> list[Token]:
    """The tokens of *page*, in order."""
    return list(_tokens(page))


def attributes(page: str, token: Token) -> dict[str, str]:
    """The attributes of a tag, as written; of two of one name, the first."""
    found: dict[str, str] = {}
    for one in ATTRIBUTE.finditer(page, token.inner.start, token.inner.end):
        if one["name"]:
            value = one["double"] or one["single"] or one["plain"] or ""
            found.setdefault(one["name"].lower(), value)
    return found


def _tokens(page: str) -> Iterator[Token]:
    at = words = 0
    endless: set[str] = set()  # elements that are not closed any more from here on
    while (bracket := page.find("<", at)) >= 0:
        opener = OPENER.match(page, bracket)
        if not opener:
            at = bracket + 1
            continue
        if words < bracket:
            yield Token(Kind.WORDS, Span(words, bracket))
        token = _token(page, opener)
        yield token
        at = token.span.end
        if token.kind == Kind.OPEN and token.name in ENDS:
            end = _unprinted_end(page, token, endless)
            if end > at:
                yield Token(Kind.UNPRINTED, Span(at, end))
                at = end
        words = at
    if words < len(page):
        yield Token(Kind.WORDS, Span(words, len(page)))


def _token(page: str, opener: re.Match[str]) -> Token:
    if opener["name"]:
        end = _tag_end(page, opener.end())
        kind = Kind.CLOSE if opener["close"] else Kind.OPEN
        span = Span(opener.start(), end)
        return Token(kind, span, opener["name"].lower(), Span(opener.end(), end))
    if opener["note"]:
        # "<!-->" and "<!--->" are whole
        found = NOTE_END.search(page, opener.end() - 2)
        end = found.end() if found else len(page)
    else:
        end = page.find(">", opener.end() - 1) + 1 or len(page)
    return Token(Kind.MARKUP, Span(opener.start(), end))


def _tag_end(page: str, at: int) -> int:
    """Where a tag ends: at its bracket, quoted ones passed over; else at the end of the page."""
    while found := ATTRIBUTE.match(page, at):
        at = found.end()
        if found["end"]:
            return at
    return len(page)


def _unprinted_end(page: str, token: Token, endless: set[str]) -> int:
    """Where the words of an element that is not shown end; its beginning if it is shown."""
    start = token.span.end
    if token.name in endless or page[start - 2 : start] == "/>":
        return start
    found = ENDS[token.name].search(page, start)
    if found:
        return found.start()
    endless.add(token.name)
    return len(page) if token.name in TO_THE_END else start
