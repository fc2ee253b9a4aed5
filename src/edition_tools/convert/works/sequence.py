"""Issues of a bulletin out of their order: a number that its date and its neighbours deny.

Comes in: the chain and a mention that cites a piece of a periodical for the first time. Goes out: a
finding where most pieces cited so far say that an issue of that date cannot bear that number.
"""

from __future__ import annotations

import re

from edition_tools.convert.works.chain import Chain
from edition_tools.convert.works.entries import Entry
from edition_tools.findings import Code
from edition_tools.model import Finding

NUMBER = re.compile(r"\d+")
DAY = re.compile(r"(\d{4})(?:-(\d{2}))?")  # 1932 · 1932-10 of EDTF
SLACK = 1.0  # years: a piece may be dated long before the issue that prints it
WITNESSES = 3  # pieces that must speak against a number
LOOKED_AT = 60  # pieces of the periodical, latest first


def out_of_order(chain: Chain, index: int, entry: Entry) -> list[Finding]:
    """The finding that the number of *entry*, first cited by mention *index*, does not fit."""
    place = _place(entry)
    if entry.first != index or entry.parent is None or place is None:
        return []
    known = chain.issues[id(entry.parent)]
    against = [other for other in known[-LOOKED_AT:] if _denies(place, other)]
    finding = _finding(chain, index, entry, against)
    agreeing = len(known[-LOOKED_AT:]) - len(against)
    if len(against) >= WITNESSES and len(against) > agreeing and finding:
        return [finding]
    known.append(place)
    return []


def _place(entry: Entry) -> tuple[int, float] | None:
    """The number of the issue and its date in years."""
    number, date = NUMBER.match(entry.value("number")), entry.fields.get("date")
    day = DAY.match(date.edtf) if date else None
    if number is None or day is None or entry.value("volume"):
        return None
    return int(number[0]), int(day[1]) + (int(day[2] or 6) - 1) / 12


def _denies(place: tuple[int, float], other: tuple[int, float]) -> bool:
    """Whether a higher number came out well before, or a lower one well after."""
    (number, year), (theirs, then) = place, other
    return (theirs > number and then < year - SLACK) or (theirs < number and then > year + SLACK)


def _finding(
    chain: Chain, index: int, entry: Entry, against: list[tuple[int, float]]
) -> Finding | None:
    span = entry.fields["number"].span
    if span is None or not against:
        return None
    numbers = sorted(number for number, _ in against)
    between = f"{numbers[0]}–{numbers[-1]}" if numbers[0] != numbers[-1] else str(numbers[0])
    return Finding(
        Code.WORKS_INCONSISTENT,
        span,
        f"number {entry.value('number')} does not fit its date {entry.value('date')}: "
        f"numbers {between} of the same periodical are dated otherwise",
        confidence=0.5,
        hint="see the print; an emendation can say so if it is a slip",
        note=chain.mentions[index].note,
    )
