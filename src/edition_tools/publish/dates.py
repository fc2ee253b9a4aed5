"""Dates as one writes them: January 1986 for 1986-01, c. 1916 for 1916~."""

from __future__ import annotations

import re

DATE = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[?~%]?)$")
DECADE = re.compile(r"^(?P<decade>\d{3})X$")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}  # EDTF


def in_words(date: str) -> str:
    """A date in EDTF, or two with a stroke between, in words; all else as it is.

    >>> in_words("1986-01"), in_words("1986-01-05"), in_words("c. 1450")
    ('January 1986', '5 January 1986', 'c. 1450')
    >>> in_words("1929/1941"), in_words("1980-01/1980-03"), in_words("1977-21")
    ('1929–1941', 'January–March 1980', 'Spring 1977')
    >>> in_words("1916~"), in_words("1916?"), in_words("1916%")
    ('c. 1916', '1916?', 'c. 1916?')
    >>> in_words("193X")
    '1930s'
    """
    first, stroke, last = date.partition("/")
    if stroke and all(part[:4].isdecimal() for part in (first, last)):
        ends = in_words(first), in_words(last)
        if len(first) == len(last) == 7 and first[:4] == last[:4]:
            return f"{ends[0].removesuffix(' ' + first[:4])}–{ends[1]}"
        return "–".join(ends)
    if decade := DECADE.match(date):
        return f"{decade['decade']}0s"
    found = DATE.match(date)
    month = int(found["month"] or 0) if found else 0
    if found is None or not (month <= 12 or month in SEASONS) or found["month"] == "00":
        return date
    name = SEASONS.get(month) or (MONTHS[month - 1] if month else "")
    day = f"{int(found['day'])}" if found["day"] else ""
    words = " ".join(filter(None, (day, name, found["year"])))
    about = "c. " if found["mark"] in ("~", "%") else ""
    return f"{about}{words}{'?' if found['mark'] in ('?', '%') else ''}"
