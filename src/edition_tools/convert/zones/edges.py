"""What is run into the text's last paragraph: the author's affiliation and his star note.

`… the end of the text.38 University of X, Town * The author is grateful to …`: after the last
sentence a phrase that is none, a star, and thanks or circumstances to the end of the paragraph.
"""

from __future__ import annotations

import re

from edition_tools.model import Zone
from edition_tools.text import Span
from edition_tools.vocabulary import ZoneKind

LAST = 2500  # code points from the end of the body that are searched
STAR = re.compile(r"(?<=\s)(?P<star>\*|†|\[\*\])\s?(?=[^\W\d_])")  # " * The author", " *An earlier"
SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*(?:\[?\^?\d{1,4}\]?|[⁰¹²³⁴-⁹]+)?(?=\s)")
AFFILIATION_MOST = 160  # code points
AFFILIATION_WORDS = 16
PLAIN_WORDS = 6  # of an affiliation in small letters, where the star is announced above


def split(text: str, zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """The zones, with a star note at the end of a body made endnotes, and byline before it."""
    done: list[Zone] = []
    starred = any(
        "*" in zone.span.of(text)
        for zone in zones
        if zone.kind in (ZoneKind.TITLE, ZoneKind.BYLINE)
    )
    last = max((i for i, zone in enumerate(zones) if zone.kind == ZoneKind.BODY), default=-1)
    for i, zone in enumerate(zones):
        done.extend(_cut(text, zone, starred=starred) if i == last else (zone,))
    return tuple(done)


def _cut(text: str, zone: Zone, *, starred: bool) -> tuple[Zone, ...]:
    star = _star(text, zone.span, starred=starred)
    if star is None:
        return (zone,)
    ends = list(SENTENCE_END.finditer(text, max(zone.span.start, star - LAST), star))
    end = ends[-1].end() if ends else star
    phrase = Span(end, star).trimmed(text)
    sure = 0.95 if starred else 0.7
    notes = Zone(ZoneKind.ENDNOTES, Span(star, zone.span.end), sure)
    alone = not text[zone.span.start : phrase.start].strip()  # nothing would be left as text
    if alone or not _is_affiliation(phrase.of(text), starred=starred):
        return Zone(ZoneKind.BODY, Span(zone.span.start, star)), notes
    return (
        Zone(ZoneKind.BODY, Span(zone.span.start, phrase.start)),
        Zone(ZoneKind.BYLINE, Span(phrase.start, star), sure),
        notes,
    )


def _star(text: str, body: Span, *, starred: bool) -> int | None:
    """Where the star of a note stands in the last paragraph, if it has one."""
    end = body.trimmed(text).end
    start = max(body.start, text.rfind("\n", body.start, end) + 1, end - LAST)
    stars = [found.start("star") for found in STAR.finditer(text, start, end)]
    if len(stars) != 1 or not (starred or _is_thanks(text[stars[0] : end])):
        return None
    if not text[body.start : stars[0]].strip():
        return None
    return stars[0]


THANKS = re.compile(
    r"\b(?:grateful|thank|indebted|acknowledg|earlier version|the author|remercie|gratitude"
    r"|dank|verpflichtet|verfasser|auteur|autor|agradec|ringrazi|благодар)",
    re.IGNORECASE,
)


def _is_thanks(words: str) -> bool:
    return bool(THANKS.search(words))


def _is_affiliation(phrase: str, *, starred: bool) -> bool:
    """A short phrase in capitals that is no sentence: `University of X, Town`.

    Where the title or byline bears the star, nothing else stands between the last sentence and
    the star note; there a few words are enough: `The Tuesday reading group`.
    """
    words = phrase.split()
    if not 1 <= len(words) <= AFFILIATION_WORDS or len(phrase) > AFFILIATION_MOST:
        return False
    few = starred and len(words) <= PLAIN_WORDS and phrase[-1].isalpha()
    capitals = sum(word[0].isupper() for word in words)
    return phrase[0].isupper() and (few or capitals * 2 >= len(words))
