"""References as Russian books write them: stops between the parts, the family name first.

Comes in: a text. Goes out: mentions for `Фамилия И. О. Название. М., 1996. С. 79.`, for another
title of the same author, `Он же. Название …`, for a short title, `Фамилия И. О. Название. С. 79.`,
and for a newspaper by its day, `Правда. 1937. 5 марта.` Stops divide these parts as they divide
sentences, so they are looked for before a note is cut into clauses.
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
    rf"(?<!\w)(?:(?P<author>{_NAME}(?:,\s{_NAME}){{0,3}})|(?P<ref>(?:Он|Она|Его|Её|Ее) же)\.)"
    r"\s(?P<title>[А-ЯЁ«„][^/\n]{3,160}?)"
    r"(?:\s//\s(?P<container>[А-ЯЁ][^.\n]{2,80}))?"
    r"\.\s(?:(?P<place>М|Л|СПб|Пг|[А-ЯЁ][а-яё]{2,20})\.?(?:\s?:\s?(?P<publisher>[^,.\n]{2,60}))?,\s)?"
    r"(?P<date>\d{4})(?:\.\s(?P<issue>№\s?\d+(?:[–-]\d+)?)|\.\s(?P<volume>(?:Т|Вып|Ч)\.\s?\d+))?"
    rf"(?:\.\s(?P<pages>{_PAGES}))?"
)
SHORT = re.compile(  # Лихачев Д. С. Поэтика. С. 9
    rf"(?<!\w)(?P<author>{_NAME})\s(?P<title>(?!Указ)[А-ЯЁ«„][^/.\n]{{3,100}})\.\s(?P<pages>{_PAGES})"
)
DAY = re.compile(  # Правда. 1937. 5 марта
    rf"(?<!\w)(?P<container>[А-ЯЁ][а-яё]+(?:\s[а-яё]+){{0,2}})\.\s(?P<date>\d{{4}}\.\s\d{{1,2}}\s(?:{MONTHS}))"
    rf"(?:\.\s(?P<pages>{_PAGES}))?"
)
NUMBER = re.compile(RANGE)
CYRILLIC = re.compile("[А-ЯЁ]")  # without a great letter there is none


def gost(text: str, label: str, taken: Sequence[Span]) -> Iterator[Mention]:
    """The mentions of this form in *text* that meet nothing *taken*."""
    if CYRILLIC.search(text) is None:
        return
    taken = list(taken)
    for pattern in (BOOK, DAY, SHORT):
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if not any(span.meets(other) for other in taken):
                taken.append(span)
                yield _mention(match, span, label, pattern)


def _mention(match: re.Match[str], span: Span, label: str, pattern: re.Pattern[str]) -> Mention:
    found = match.groupdict()
    parts = [
        Part(name, Span(*match.span(name)))
        for name, words in found.items()
        if words and name != "author"
    ]
    authors = re.finditer(_NAME, found.get("author") or "")
    start = match.start()
    parts += [Part("author", Span(start + a.start(), start + a.end())) for a in authors]
    type_ = "newspaper" if pattern is DAY else "article" if found.get("container") else "book"
    kind = "short" if pattern is SHORT else "idem" if found.get("ref") else "full"
    return Mention(
        label,
        span,
        kind,
        type_,
        tuple(sorted(parts, key=lambda part: part.span)),
        () if type_ == "article" else tuple(_locators(match)),
        0.9,
    )


def _locators(match: re.Match[str]) -> Iterator[Locator]:
    if match.groupdict().get("volume"):
        number = NUMBER.search(match["volume"])
        yield Locator("volume", number[0] if number else "", Span(*match.span("volume")))
    if match["pages"]:
        for page in NUMBER.finditer(match.string, match.start("pages"), match.end("pages")):
            yield Locator("page", page[0], Span(page.start(), page.end()))
