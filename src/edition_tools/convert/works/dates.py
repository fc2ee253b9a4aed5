"""Dates as notes write them, and what they say in EDTF where that is certain.

Comes in: a text and where a date was read. Goes out: the span of the whole date with what
brackets, question mark or *circa* say of it, and its value in EDTF (ISO 8601-2), empty where
it is doubtful what is meant. The words themselves are never changed.
"""

from __future__ import annotations

import re

from edition_tools.text import Span

BEFORE = re.compile(r"(?:\[\s*)?(?:\b(?:c|ca|circa|um|vers)\b\.?\s*)?(?:\[\s*)?$")  # [c. 1916]
AFTER = re.compile(r"\s?\?\]?|\]")  # 1916?] · 1916]
REACH = 12  # code points before a year in which its circa stands
REPRINT = re.compile(  # (Berlin, 1824; repr. Leipzig, 1885)
    r"\b(?:repr|rpt|reprint(?:ed)?|reissued?|Nachdr(?:uck)?|Neudr(?:uck)?|ND|réimpr(?:ession)?|"
    r"rist(?:ampa)?|переизд)\b"
)
ABOUT = re.compile(r"\b(?:c|ca|circa|um|vers)\b")
DASH = "[-‐‑–—−]"
YEAR = re.compile(r"(\d{4})[a-z]?")  # 1916 · 1916a
YEARS = re.compile(rf"(\d{{4}})\s?{DASH}\s?(\d{{2}}|\d{{4}})")  # 1983–85
DAY_FIRST = re.compile(r"(\d{1,2})\.?\s+(\w+)\.?,?\s+(\d{4})")  # 14 March 1933
DAY_LAST = re.compile(r"(\w+)\.?\s+(\d{1,2}),?\s+(\d{4})")  # July 5, 1940
MONTH = re.compile(r"(\w+)\.?,?\s+(\d{4})")  # October, 1977
MONTHS = re.compile(rf"(\w+)\.?\s?{DASH}\s?(\w+)\.?,?\s+(\d{{4}})")  # Jan.–Mar. 1980
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
STEMS = (  # beginnings of the names of months: English, German, French, Italian, Russian
    (1, "jan gen янв yan"), (2, "feb fév fev фев"), (3, "mar mär мар"), (4, "apr avr апр"),
    (5, "may mai mag мая maya"), (6, "jun juin giu июн iyun"), (7, "jul juil lug июл iyul"),
    (8, "aug aoû ago авг avg"), (9, "sep set сен sen"), (10, "oct okt ott окт"),
    (11, "nov ноя noy"), (12, "dec dez déc dic дек dek"),
)  # fmt: skip
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def printed(text: str, spans: list[Span]) -> list[tuple[str, Span]]:
    """The date of the print that is cited, and of the first one where that is a reprint.

    Of several dates without a word about a reprint, the first is meant.
    """
    if len(spans) < 2 or not REPRINT.search(text, spans[0].end, spans[1].start):
        return [("date", span) for span in spans[:1]]
    return [("date", spans[1]), ("origdate", spans[0])]


def whole(text: str, span: Span) -> Span:
    """The date with the brackets, circa and question mark that stand about it."""
    start = max(0, span.start - REACH)
    before = BEFORE.search(text[start : span.start])
    after = AFTER.match(text, span.end, span.end + 3)
    begin = start + before.start() if before else span.start
    found = Span(begin, after.end() if after else span.end).trimmed(text)
    return found if found.of(text).count("[") == found.of(text).count("]") else _bare(text, found)


def _bare(text: str, span: Span) -> Span:
    """Without a bracket that holds more than the date."""
    words = span.of(text)
    left = len(words) - len(words.lstrip("[ "))
    right = len(words) - len(words.rstrip("] "))
    return Span(span.start + left, span.end - right)


def edtf(words: str) -> str:
    """The date in EDTF: `1916?`, `1916~`, `1980-01/1980-03`; empty where it is not certain."""
    about, doubtful = ABOUT.search(words) is not None, "?" in words
    mark = "%" if about and doubtful else "~" if about else "?" if doubtful else ""
    plain = ABOUT.sub("", words).strip(" .?[]()")
    value = _certain(plain)
    return value + mark if value and not (mark and "/" in value) else ""


def _certain(words: str) -> str:
    year = YEAR.fullmatch(words)
    if year:
        return year[1]
    years = YEARS.fullmatch(words)
    if years:
        last = years[1][: 4 - len(years[2])] + years[2]
        return f"{years[1]}/{last}" if last > years[1] else ""
    for pattern, order in ((DAY_FIRST, (3, 2, 1)), (DAY_LAST, (3, 1, 2))):
        day = pattern.fullmatch(words)
        if day:
            return _day(*(day[i] for i in order))
    return _months(words)


def _day(year: str, month: str, day: str) -> str:
    number = _month(month)
    if not 0 < number <= 12 or not 0 < int(day) <= LENGTHS[number - 1]:
        return ""
    return f"{year}-{number:02}-{int(day):02}"


def _months(words: str) -> str:
    single = MONTH.fullmatch(words)
    if single:
        number = _month(single[1])
        return f"{single[2]}-{number:02}" if number else ""
    several = MONTHS.fullmatch(words)
    if several is None:
        return ""
    first, last = _month(several[1]), _month(several[2])
    return f"{several[3]}-{first:02}/{several[3]}-{last:02}" if 0 < first < last <= 12 else ""


def _month(name: str) -> int:
    """The month's number, a season's from 21, 0 for any other word."""
    lowered = name.casefold()
    if lowered in SEASONS:
        return SEASONS[lowered]
    return next((n for n, stems in STEMS if lowered.startswith(tuple(stems.split()))), 0)
