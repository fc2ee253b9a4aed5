"""Names of persons and bodies as notes write them, at a given place.

Comes in: a text and an offset. Goes out: the spans of the names that a list there holds, and
where the list ends. Whether they are authors or editors is decided later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from edition_tools.convert.citations.lexicon import (
    CORPORATE,
    LETTER,
    NO_NAME,
    PARTICLES,
    PLACES,
    SOFT,
    UPPER,
    words,
)
from edition_tools.text import Span

_PART = rf"[{UPPER}](?:{LETTER}|[{SOFT}](?={LETTER}))+"  # O’Donovan, Pouget
_WORD = rf"{_PART}(?:[-‐‑]{_PART})*"
_INITIAL = rf"[{UPPER}]{LETTER}{{0,2}}\.-?"  # J. · A.- · Th.
_PARTICLE = rf"(?:(?:{PARTICLES})\s*(?=[{UPPER}]|(?:{PARTICLES})\s)){{0,3}}"

# one piece of a name: an initial, a particle, a word; names are rows of few of them
PIECE = re.compile(
    rf"(?P<initial>{_INITIAL})\s?|(?P<particle>{PARTICLES})(?:\s+|(?<=[’'])(?=[{UPPER}]))|(?P<word>(?!(?:[IVX]{{2,}}|[IVXLC]{{3,}})\b){_WORD})"
)
INITIAL = re.compile(rf"(?<!\w)[{UPPER}]{LETTER}{{0,2}}\.")  # J. in "Doe, J."
FIRST_WORD = re.compile(r"[^\s,’']*")
HONORIFIC = re.compile(r"(?:The\s+Hon\.\s+Justice|Dr\.?|Prof\.|Sir|Lord|St\.)\s+")
BLANK = re.compile(r"[ \t\n\u00a0]+")
JUNIOR = re.compile(r",?\s+(?:Jr|Sr)\.")
# the initials of an inverted name: Doe, J. · Roe, M. J.
AFTER_FAMILY = re.compile(
    rf",\s+(?!No\.|Vols?\.|Bde?\.|Nr\.|Pt\.|Jg\.|Add\.|Cod\.|Ms\.)(?P<initials>(?:{_INITIAL}\s?){{1,6}})(?!\s?\d)"
)
CYRILLIC = re.compile(  # Захарова Л.Г. before Указ. соч.
    r"[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?(?=\s)"
)
TITLE_WORD = re.compile(rf"\s*[{UPPER}]{LETTER}+[,:]")
# Maas/Pasquali · Doe/Roe/van Loon
SLASHED = re.compile(
    rf"(?:{_WORD}\s)?{_PARTICLE}{_WORD}(?:\s?/\s?(?:{_WORD}\s)?{_PARTICLE}{_WORD}){{1,9}}"
)
AND = re.compile(r",?\s+(?:and|und|et|e|y|i|и|&)\s+")
COMMA = re.compile(r",\s+")
OTHERS = re.compile(r",?\s*(?:and others|et\.?\s+al\b\.?(?:ii)?|u\.\s?a\.|et alii)")
BODY = re.compile(rf"(?:[{UPPER}][\w.’'-]*)(?:\s+(?:of|the|for|and|[{UPPER}][\w.’'-]*)){{0,12}}")
# its committee, behind a comma: US Senate, Subcommittee to Investigate the Paper Trade, Testimony …
COMMITTEE = re.compile(
    r",\s+(?:(?:Select|Special|Joint|Standing|Royal)\s+)?(?:Sub-?[Cc]ommittee|Committee|Commission|"
    r"Department|Division|Section|Bureau)\b[^,;:()‘“\"]{0,120}(?=,\s+\S)"
)
ACRONYM = re.compile(rf"(?:[{UPPER}]\.){{2,8}}[{UPPER}]?\.?|[{UPPER}]{{2,6}}(?![\w])")
_PLACE = re.compile(rf"(?:{PLACES})\Z")
ALONE = re.compile(
    rf"(?:[{UPPER}]{LETTER}+\s){{1,3}}([a-zß-ÿ]+)\s"
)  # Nero once · Septimius Severus was
# small words that go on with a name, and those behind a name that are marks of a citation
GOING_ON = words(
    "van von der den de del della dello degli di da dal dos du des la le ten ter zu zum zur "
    "af al el ibn bin y and und et e i u of the for in a ib ibid ibíd ibidem ibídem id idem ebd "
    "ebda ebenda ivi tam tamże op loc art cit above supra oben ed eds editor editors hrsg hg dir "
    "éd éds red see wie voir note notes footnote footnotes vorige p pp"
)
MANY = 8  # names in a list
FAR = 200  # code points before the stroke between two names
ASKED_AGAIN = 512  # places whose names are remembered, for the next question about them


@dataclass(frozen=True, slots=True)
class NameList:
    """Names found in a row; `end` is where the list ends, `sure` whether its form shows it."""

    names: tuple[Span, ...]
    end: int
    sure: bool


def cited_at(text: str, at: int, end: int) -> NameList | None:
    """The names at *at* behind which a title may stand, or a mark or number of a citation.

    None where great words stand alone before a small one that belongs to no name or citation:
    so sentences begin, *Nero once produced …*, and most of what a book's notes say are sentences.
    """
    alone = ALONE.match(text, at, end)
    return None if alone and alone[1] not in GOING_ON else names_at(text, at, end)


@lru_cache(maxsize=ASKED_AGAIN)
def names_at(text: str, at: int, end: int) -> NameList | None:
    """The list of names that begins at *at* and does not pass *end*."""
    slash = text.find("/", at, min(end, at + FAR))
    slashed = SLASHED.match(text, at, end) if slash > 0 else None
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
    return "." in name and INITIAL.search(name) is not None


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
    if _opening(text, at, end) in NO_NAME:  # as most that are no names, and soon seen
        return None
    found = inverted(text, at, end) or _natural(text, at, end)
    if found is None:
        return None
    name = found.of(text)
    if (
        name in NO_NAME
        or _opening(name, 0, len(name)) in NO_NAME
        or _PLACE.match(name)
        or CORPORATE.search(name)
    ):
        return None
    return found


def _opening(text: str, at: int, end: int) -> str:
    """The first word at *at*, as far as a blank, a comma or an apostrophe."""
    return FIRST_WORD.match(text, at, end)[0]  # type: ignore[index]


def inverted(text: str, at: int, end: int) -> Span | None:
    """A name with the family name first and initials behind a comma."""
    cyrillic = CYRILLIC.match(text, at, end)
    if cyrillic:
        return Span(at, cyrillic.end())
    family = _natural(text, at, end)
    if (
        family is None
        or not text.startswith(",", family.end)
        or has_initial(family.of(text))
        or family.of(text).count(" ") > 2
    ):
        return None
    initials = AFTER_FAMILY.match(text, family.end, end)
    if initials is None or TITLE_WORD.match(text, initials.end(), end):
        return None
    return Span(at, initials.end()).trimmed(text)


@lru_cache(maxsize=ASKED_AGAIN)
def _natural(text: str, at: int, end: int) -> Span | None:
    """A name in its natural order: pieces as far as a family name closes them."""
    honorific = HONORIFIC.match(text, at, end) if text[at : at + 1] in "TDPSL" else None
    start, counts = at, {"initial": 0, "particle": 0, "word": 0}
    at = honorific.end() if honorific else at
    close = None
    while True:
        piece = PIECE.match(text, at, end)
        if piece is None or piece.lastgroup is None:
            break
        counts[piece.lastgroup] += 1
        if counts["word"] > 4 or counts["initial"] > 6 or counts["particle"] > 3:
            break
        at = piece.end()
        if piece.lastgroup != "word":
            continue
        close = at
        blank = BLANK.match(text, at, end)
        if blank is None:
            break
        at = blank.end()
    if close is None:
        return None
    junior = JUNIOR.match(text, close, end)
    return Span(start, junior.end() if junior else close)


def _body(text: str, at: int, end: int) -> NameList | None:
    """A corporate author: an acronym, or a name that says it is a body."""
    second = text[at + 1 : at + 2]
    acronym = ACRONYM.match(text, at, end) if second == "." or second.isupper() else None
    body = BODY.match(text, at, end)
    if body and CORPORATE.search(body[0]) and len(body[0]) < 120:
        start = body.start() + (4 if body[0].startswith("The ") else 0)
        committee = COMMITTEE.match(text, body.end(), end)
        close = committee.end() if committee else body.end()
        return NameList((Span(start, close),), close, True)
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
    if has_initial(following.of(text).split()[0]) or inverted(text, comma.end(), end):
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
