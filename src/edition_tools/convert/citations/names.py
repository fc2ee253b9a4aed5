"""Names of persons and bodies as notes write them, at a given place.

Comes in: a text and an offset. Goes out: the spans of the names that a list there holds, and
where the list ends. Whether they are authors or editors is decided later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition_tools.convert.citations.lexicon import (
    CORPORATE,
    LETTER,
    NO_NAME,
    PARTICLES,
    PLACES,
    SOFT,
    UPPER,
)
from edition_tools.text import Span

_PART = rf"[{UPPER}](?:{LETTER}|[{SOFT}](?={LETTER}))+"  # O’Donovan, Pouget
_WORD = rf"{_PART}(?:[-‐‑]{_PART})*"
_INITIAL = rf"[{UPPER}]{LETTER}{{0,2}}\.(?:\s?-?[{UPPER}]{LETTER}{{0,2}}\.)*"  # J. · A.-M. · Th. · M.D.A.
_TITLE = r"(?:The\s+Hon\.\s+Justice\s+|Dr\.?\s+|Prof\.\s+|Sir\s+|Lord\s+|St\.\s+)?"
_PARTICLE = rf"(?:(?:{PARTICLES})\s*(?=[{UPPER}]|(?:{PARTICLES})\s)){{0,3}}"

# Isaac Deutscher · J. Arch Getty · Jean van Heijenoort · Podgdrecki · A. Alverà Bortolotto
PERSON = re.compile(
    rf"{_TITLE}(?:{_WORD}\s+)?(?:(?:{_INITIAL}\s?)+)?(?:(?:{_WORD}|{_INITIAL})\s+){{0,2}}{_PARTICLE}{_WORD}"
    r"(?:,?\s+(?:Jr|Sr)\.)?"
)
# Deransart, P. · Heidegger, Martin (the family name first, initials after a comma)
INVERTED = re.compile(rf"{_PARTICLE}{_WORD}(?:\s{_WORD})?,\s+(?!No\.|Vols?\.|Bde?\.|Nr\.|Pt\.|Jg\.|Add\.|Cod\.|Ms\.){_INITIAL}(?!\s*[{UPPER}]{LETTER}+[,:])")
# Zweigert/Kötz · Podgórecki/Kaupen/van Houtte
SLASHED = re.compile(rf"{_PARTICLE}{_WORD}(?:\s?/\s?{_PARTICLE}{_WORD})+")
AND = re.compile(r",?\s+(?:and|und|et|e|y|i|и|&)\s+")
COMMA = re.compile(r",\s+")
OTHERS = re.compile(r",?\s*(?:and others|et\.?\s+al\b\.?(?:ii)?|u\.\s?a\.|et alii)")
BODY = re.compile(rf"(?:[{UPPER}][\w.’'-]*)(?:\s+(?:of|the|for|and|[{UPPER}][\w.’'-]*))*")
ACRONYM = re.compile(rf"(?:[{UPPER}]\.){{2,}}[{UPPER}]?\.?|[{UPPER}]{{2,6}}(?![\w])")
_PLACE = re.compile(rf"(?:{PLACES})\Z")
MANY = 8  # names in a list


@dataclass(frozen=True, slots=True)
class NameList:
    """Names found in a row; `end` is where the list ends, `sure` whether its form shows it."""

    names: tuple[Span, ...]
    end: int
    sure: bool


def names_at(text: str, at: int, end: int) -> NameList | None:
    """The list of names that begins at *at* and does not pass *end*."""
    slashed = SLASHED.match(text, at, end)
    if slashed:
        return NameList(tuple(_split(slashed)), _others(text, slashed.end(), end), True)
    first = _name(text, at, end)
    body = _body(text, at, end)
    if first is None or (body and body.end > first.end):
        return body
    found, at = [first], first.end
    while len(found) < MANY:
        following = _next(text, at, end, found)
        if following is None:
            break
        found.append(following)
        at = following.end
    close = _others(text, at, end)
    sure = len(found) > 1 or has_initial(first.of(text)) or close > at
    return NameList(tuple(found), close, sure)


def has_initial(name: str) -> bool:
    """Whether the words hold an initial: `J. Doe`."""
    return re.search(rf"(?<!\w)[{UPPER}]{LETTER}{{0,2}}\.", name) is not None


def _split(match: re.Match[str]) -> list[Span]:
    found, at = [], match.start()
    for part in match[0].split("/"):
        found.append(Span(at, at + len(part)).trimmed(match.string))
        at += len(part) + 1
    return found


def _others(text: str, at: int, end: int) -> int:
    others = OTHERS.match(text, at, end)
    return others.end() if others else at


def _name(text: str, at: int, end: int) -> Span | None:
    """A person's name at *at*."""
    match = INVERTED.match(text, at, end) or PERSON.match(text, at, end)
    if match is None:
        return None
    words = match[0]
    first = re.split(r"[\s,’']", words, maxsplit=1)[0]
    if first in NO_NAME or words in NO_NAME or _PLACE.match(words) or CORPORATE.search(words):
        return None
    return Span(match.start(), match.end())


def _body(text: str, at: int, end: int) -> NameList | None:
    """A corporate author: an acronym, or a name that says it is a body."""
    acronym = ACRONYM.match(text, at, end)
    body = BODY.match(text, at, end)
    if body and CORPORATE.search(body[0]) and len(body[0]) < 120:
        start = body.start() + (4 if body[0].startswith("The ") else 0)
        return NameList((Span(start, body.end()),), body.end(), True)
    if acronym:
        return NameList((Span(acronym.start(), acronym.end()),), acronym.end(), False)
    return None


def _next(text: str, at: int, end: int, found: list[Span]) -> Span | None:
    """The name that goes on with the list, or None where something else begins."""
    joined = AND.match(text, at, end)
    if joined:
        following = _name(text, joined.end(), end)
        return following if following and _alike(text, found[0], following) else None
    comma = COMMA.match(text, at, end)
    if not comma or OTHERS.match(text, at, end):
        return None
    following = _name(text, comma.end(), end)
    if following is None:
        return None
    if has_initial(following.of(text).split()[0]) or INVERTED.match(text, comma.end(), end):
        return following
    return following if _list_goes_on(text, following, end, found) else None


def _alike(text: str, first: Span, other: Span) -> bool:
    """Whether two names have the same make, so that a list of them is likely."""
    one, two = first.of(text), other.of(text)
    return has_initial(one) or has_initial(two) or (" " in one) == (" " in two)


def _list_goes_on(text: str, name: Span, end: int, found: list[Span]) -> bool:
    """Whether after a full name an `and` and another name close the list: A B, C D, and E F,"""
    if " " not in name.of(text) or " " not in found[0].of(text):
        return False
    if has_initial(found[0].of(text)):
        return False  # J. Doe, Law Books and …: a title
    at = name.end
    for _ in range(MANY):
        joined = AND.match(text, at, end)
        comma = COMMA.match(text, at, end)
        step = joined or comma
        following = _name(text, step.end(), end) if step else None
        if following is None or " " not in following.of(text):
            return False
        if joined:
            return True
        at = following.end
    return False
