"""References as Russian books write them: stops between the parts, the family name first.

Comes in: a text. Goes out: mentions for `Фамилия И. О. Название. М., 1996. С. 79.` and for a
newspaper by its day, `Правда. 1937. 5 марта.` Stops divide these parts as they divide sentences,
so they are looked for before a note is cut into clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition_tools.convert.citations.atoms import RANGE
from edition_tools.convert.citations.lexicon import MONTHS
from edition_tools.model import Locator, Mention, Part
from edition_tools.text import Span

_PAGES = rf"[СсSs]{{1,2}}\.\s?{RANGE}(?:,\s{RANGE}){{0,5}}"
_NAME = r"[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?"
BOOK = re.compile(
    rf"(?<!\w)(?P<author>{_NAME}(?:,\s{_NAME}){{0,3}})\s(?P<title>[А-ЯЁ«„][^/\n]{{3,160}}?)"
    r"(?:\s//\s(?P<container>[А-ЯЁ][^.\n]{2,80}))?"
    r"\.\s(?:(?P<place>М|Л|СПб|Пг|[А-ЯЁ][а-яё]{2,20})\.?(?:\s?:\s?(?P<publisher>[^,.\n]{2,60}))?,\s)?"
    r"(?P<date>\d{4})(?:\.\s(?P<issue>№\s?\d+(?:[–-]\d+)?)|\.\s(?P<volume>(?:Т|Вып|Ч)\.\s?\d+))?"
    rf"(?:\.\s(?P<pages>{_PAGES}))?"
)
DAY = re.compile(  # Правда. 1937. 5 марта
    rf"(?<!\w)(?P<container>[А-ЯЁ][а-яё]+(?:\s[а-яё]+){{0,2}})\.\s(?P<date>\d{{4}}\.\s\d{{1,2}}\s(?:{MONTHS}))"
    rf"(?:\.\s(?P<pages>{_PAGES}))?"
)
NUMBER = re.compile(RANGE)


def gost(text: str, label: str, taken: Sequence[Span]) -> Iterator[Mention]:
    """The mentions of this form in *text* that meet nothing *taken*."""
    for pattern in (BOOK, DAY):
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if not any(span.meets(other) for other in taken):
                yield _mention(match, span, label, pattern is DAY)


def _mention(match: re.Match[str], span: Span, label: str, newspaper: bool) -> Mention:
    parts = [
        Part(name, Span(*match.span(name)))
        for name, found in match.groupdict().items()
        if found and name != "author"
    ]
    authors = [] if newspaper else re.finditer(_NAME, match["author"])
    start = match.start()
    parts += [Part("author", Span(start + a.start(), start + a.end())) for a in authors]
    type_ = "newspaper" if newspaper else "article" if match.groupdict()["container"] else "book"
    return Mention(
        label,
        span,
        "full",
        type_,
        tuple(sorted(parts, key=lambda part: part.span)),
        () if type_ == "article" else tuple(_locators(match)),
        0.9,
    )


def _locators(match: re.Match[str]) -> Iterator[Locator]:
    if match["pages"]:
        for page in NUMBER.finditer(match.string, match.start("pages"), match.end("pages")):
            yield Locator("pages", page[0], Span(page.start(), page.end()))
