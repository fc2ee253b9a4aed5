"""Dates in EDTF and in the parts that CSL has for them.

Comes in: `1916`, `1977-10`, `1933-05-02`, `1916~`, `1980-21` (spring), `1980-01/1980-03`. Goes out:
`{"date-parts": [[1916]], "circa": true}`. What is no such date goes through as words.
"""

from __future__ import annotations

import re
from typing import Any

ONE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")  # 1933-05-02
MARKS = "?~%"  # uncertain, about, both
SPRING, WINTER = 21, 24  # months of EDTF that are seasons


def parts_of(date: str) -> dict[str, Any]:
    """The date as CSL has it."""
    plain = date.rstrip(MARKS)
    ends = plain.split("/")
    found = [ONE.fullmatch(end) for end in ends]
    if len(ends) > 2 or not all(found):
        return {"literal": date}
    parts = [[int(number) for number in one.groups() if number] for one in found if one]
    value: dict[str, Any] = {"date-parts": parts}
    if len(parts) == 1 and len(parts[0]) == 2 and SPRING <= parts[0][1] <= WINTER:
        value = {"date-parts": [parts[0][:1]], "season": parts[0][1] - SPRING + 1}
    if any(len(one) > 1 and one[1] > 12 for one in value["date-parts"]):
        return {"literal": date}
    return value | ({"circa": True} if plain != date else {})


def edtf_of(value: Any) -> str:
    """The date of a CSL variable; its words where it has no parts; empty where it has nothing."""
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not parts:
        return str(value.get("raw") or value.get("literal") or "")
    dates = [date for date in map(_one, parts) if date]
    season = str(value.get("season") or "")
    if len(dates) == 1 and season in ("1", "2", "3", "4"):
        dates[0] = f"{dates[0][:4]}-{SPRING - 1 + int(season)}"
    return "/".join(dates) + ("~" if dates and value.get("circa") else "")


def _one(parts: Any) -> str:
    try:
        numbers = [int(part) for part in parts]
    except (TypeError, ValueError):
        return ""
    if not numbers:
        return ""
    return "-".join((f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:3])))
