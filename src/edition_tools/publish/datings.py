"""Dates in the words of a text, in English, French and German, as EDTF.

Comes in: a stretch of text. Goes out: `Dating`s, each with its place in the text and its date as
EDTF says it, level 1: 1933-07-15, 1932-23 (the autumn), 193X, 1929/1933, 1932~ (about). Precision
comes before completeness: a number alone is a year only where the words before it say so, and
what follows *p.*, *no.* or *vol.* never is. Rules: ISO 8601-2, as the Library of Congress gives it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from edition_tools.text import Span

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar jänner",
            "february feb février februar",
            "march mar mars märz",
            "april apr avril",
            "may mai",
            "june jun juin juni",
            "july jul juillet juli",
            "august aug août",
            "september sept sep septembre",
            "october oct octobre oktober",
            "november nov novembre",
            "december dec décembre dezember",
        ),
        1,
    )
    for name in names.split()
}
SEASONS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "spring printemps frühling frühjahr",
            "summer été sommer",
            "autumn fall automne herbst",
            "winter hiver",
        ),
        21,
    )
    for name in names.split()
}
YEAR = r"(?:1[0-9]|20)\d\d"
NOT_YEAR = (
    r"(?![\d/]|[.,]\d|\s+(?:pages?|copies|volumes|items|documents|letters|men|women|people|words|"
    r"miles|metres|tons|roubles|rubles|dollars|francs|marks|pounds|lines|leaves|members|delegates|"
    r"votes|workers|Seiten|Exemplare|exemplaires)\b)"
)
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|\.)?"
PART = (
    r"(?:(?P<part>early|mid|late|the (?:beginning|middle|end) of|début|mi|fin|Anfang|Mitte|Ende)"
    r"[\s-]+)?"
)
ABOUT = r"(?:(?P<about>c\.|ca\.|circa|about|around|vers|um)\s*)?"
# 15 July 1933; 12–15 July 1933; 1er juillet 1933; 15. Juli 1933
DAY_MONTH_YEAR = re.compile(
    rf"(?<![\d.])(?:(?P<first>3[01]|[12]\d|0?[1-9])\s?[–-]\s?)?{DAY}\s+(?:of\s+)?{MONTH},?\s+"
    rf"(?P<year>{YEAR})(?!\d)",
    re.IGNORECASE,
)
# July 15, 1933
MONTH_DAY_YEAR = re.compile(rf"\b{MONTH}\s+{DAY},\s+(?P<year>{YEAR})(?!\d)", re.IGNORECASE)
# July 1933; early March 1933; juillet 1933
MONTH_YEAR = re.compile(
    rf"\b{PART}{MONTH},?\s+(?:of\s+|de\s+)?(?P<year>{YEAR})(?!\d)", re.IGNORECASE
)
# the autumn of 1932; été 1932
SEASON_YEAR = re.compile(
    rf"\b{PART}(?P<season>{'|'.join(SEASONS)})\s+(?:of\s+|de\s+)?(?P<year>{YEAR})(?!\d)",
    re.IGNORECASE,
)
# the early 1930s; les années 1930; die 1930er
DECADE = re.compile(
    rf"\b{PART}(?:(?P<cue>années\s+)(?P<french>(?:1[0-9]|20)\d0)(?!\d)|(?P<decade>(?:1[0-9]|20)\d0)[’']?(?:s|er)\b)",
    re.IGNORECASE,
)
# 1932–33, 1929–1941, between 1929 and 1933, from 1929 to 1933
BEFORE_YEARS = (
    r"(?<![\w.,/-])(?:(?P<cue>in|by|since|until|till|from|of|during|before|after|between|"
    r"en|dès|depuis|jusqu’en|entre|de|im Jahre|seit|bis|vor|nach|zwischen|von|the years|the year)"
    r"\s+)"
)
YEARS = re.compile(
    rf"{BEFORE_YEARS}(?P<year>{YEAR})(?:\s?[–-]\s?|\s+(?:and|to|et|à|und|bis)\s+)"
    rf"(?P<last>{YEAR}|\d\d)(?!\d|[–-]){NOT_YEAR}",
    re.IGNORECASE,
)
# in 1933, since about 1929
ONE_YEAR = re.compile(rf"{BEFORE_YEARS}{ABOUT}(?P<year>{YEAR})(?![–-]\d){NOT_YEAR}", re.IGNORECASE)
# c. 1450
ABOUT_YEAR = re.compile(rf"(?<!\w)(?P<about>c\.|ca\.|circa)\s*(?P<year>{YEAR}){NOT_YEAR}")
# the 1933 break
THE_YEAR = re.compile(rf"\b(?:the|The)\s+(?P<year>{YEAR})(?=\s+[a-z]{{3,}}){NOT_YEAR}")
NUMBERED = re.compile(
    r"(?:\b(?:pp?|no|nos|nr|vol|vols|fols?|s|doc|reel|box)\.?|§|№|[£$€])\s*$", re.I
)
EARLY = frozenset({"early", "début", "anfang", "the beginning of"})
LATE = frozenset({"late", "fin", "ende", "the end of"})
LAST_OF = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}  # days; of the rest 31


@dataclass(frozen=True, slots=True)
class Dating:
    """A date in a text: where it stands, and what it says."""

    span: Span
    edtf: str


def find(text: str) -> list[Dating]:
    """The dates in *text*, in order; where two readings overlap the fuller one counts.

    >>> [d.edtf for d in find("From 15 July 1933, or the autumn of 1932, to the early 1930s.")]
    ['1933-07-15', '1932-23', '1930~/1933~']
    """
    found: list[Dating] = []
    for pattern, said in READINGS:
        for match in pattern.finditer(text):
            span = Span(*_extent(match))
            if NUMBERED.search(text, 0, span.start) or any(_meet(span, d.span) for d in found):
                continue
            edtf = said(match)
            if edtf:
                found.append(Dating(span, edtf))
    return sorted(found, key=lambda dating: dating.span.start)


def _extent(match: re.Match[str]) -> tuple[int, int]:
    """The words of the date, without the word that only leads to it."""
    start = match.start()
    if match.re.groupindex.get("cue") and match["cue"] and match.re is not DECADE:
        start = match.end("cue")
        start += len(match.string[start:]) - len(match.string[start:].lstrip())
    return start, match.end()


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _day(match: re.Match[str]) -> str:
    month, day = MONTHS[match["month"].lower()], int(match["day"])
    if day > LAST_OF.get(month, 31):
        return ""
    date = f"{match['year']}-{month:02}-{day:02}"
    first = match.groupdict().get("first")
    if first and int(first) < day:
        return f"{match['year']}-{month:02}-{int(first):02}/{date}"
    return date


def _month(match: re.Match[str]) -> str:
    if match["month"] in {"may", "mar", "march"}:
        return ""  # he may 1933 times; English months are written with a capital
    return f"{match['year']}-{MONTHS[match['month'].lower()]:02}{'~' if match['part'] else ''}"


def _season(match: re.Match[str]) -> str:
    return f"{match['year']}-{SEASONS[match['season'].lower()]}{'~' if match['part'] else ''}"


def _decade(match: re.Match[str]) -> str:
    century = (match["decade"] or match["french"])[:3]
    part = (match["part"] or "").lower()
    if not part:
        return f"{century}X"
    first, last = (0, 3) if part in EARLY else (7, 9) if part in LATE else (4, 6)
    return f"{century}{first}~/{century}{last}~"


def _years(match: re.Match[str]) -> str:
    first, last = match["year"], match["last"]
    last = last if len(last) == 4 else first[:2] + last
    return f"{first}/{last}" if int(first) < int(last) <= int(first) + 150 else ""


def _year(match: re.Match[str]) -> str:
    return match["year"] + ("~" if match.groupdict().get("about") else "")


READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (DAY_MONTH_YEAR, _day),
    (MONTH_DAY_YEAR, _day),
    (SEASON_YEAR, _season),
    (MONTH_YEAR, _month),
    (DECADE, _decade),
    (YEARS, _years),
    (ABOUT_YEAR, _year),
    (ONE_YEAR, _year),
    (THE_YEAR, _year),
)


# ------------------------------------------------------------------ dates as lengths of time
def extent(edtf: str) -> tuple[float, float]:
    """The first and last moment a date can mean, in years: 1933-07 is 1933.5 to 1933.58.

    >>> extent("1929/1933"), extent("193X")
    ((1929.0, 1934.0), (1930.0, 1940.0))
    """
    points = [point.rstrip("?~%") for point in edtf.split("/")]
    return min(map(_first, points)), max(map(_last, points))


def _first(point: str) -> float:
    year, month, day = _numbers(point)
    if month > 12:
        return year + ((month - 21) * 3 + 2) / 12  # spring begins in March
    return year + max(month - 1, 0) / 12 + max(day - 1, 0) / 372


def _last(point: str) -> float:
    year, month, day = _numbers(point)
    if day:
        return year + (month - 1) / 12 + day / 372
    if month > 12:
        return year + ((month - 21) * 3 + 5) / 12
    if month:
        return year + month / 12
    return year + (10 if point.endswith("X") else 1)


def _numbers(point: str) -> tuple[int, int, int]:
    year, month, day, *_ = [*point.split("-"), "0", "0"]
    return int(year.replace("X", "0")), int(month), int(day)
