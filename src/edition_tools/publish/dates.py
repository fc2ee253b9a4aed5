"""Dates as one writes them: January 1986 for 1986-01."""

from __future__ import annotations

import re

DATE = re.compile(r"^(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?$")  # 1986-01
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def in_words(date: str) -> str:
    """A date of the calendar, or two with a stroke between, in words; all else as it is.

    >>> in_words("1986-01"), in_words("1986-01-05"), in_words("c. 1450")
    ('January 1986', '5 January 1986', 'c. 1450')
    >>> in_words("1929/1941")
    '1929–1941'
    """
    first, stroke, last = date.partition("/")
    if stroke and all(part[:4].isdecimal() for part in (first, last)):
        return f"{in_words(first)}–{in_words(last)}"
    found = DATE.match(date)
    if found is None or not 1 <= int(found["month"]) <= 12:
        return date
    day = f"{int(found['day'])} " if found["day"] else ""
    return f"{day}{MONTHS[int(found['month']) - 1]} {found['year']}"
