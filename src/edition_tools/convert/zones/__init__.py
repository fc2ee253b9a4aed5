"""View → Zones: furniture, frame, title, byline, source, body, notes, comments."""

from __future__ import annotations

import re

from edition_tools.convert.zones import comments, edges, lines, numbers, page
from edition_tools.convert.zones.order import KINDS, Part
from edition_tools.findings import Code
from edition_tools.model import Finding, Zone, Zones
from edition_tools.text import Span, View
from edition_tools.vocabulary import ZoneKind

__all__ = ["divide"]


def divide(view: View) -> Zones:
    """The zones of the page; they tile the view."""
    read = lines.read(view.text)
    if not read:
        blank = Zone(ZoneKind.FURNITURE, Span(0, len(view.text)))
        return Zones((blank,) if view.text else (), (), _findings(view.text, ()))
    notes = numbers.find(read)
    parts = page.parts(read, notes)
    zones = edges.split(view.text, _tile(view.text, read, parts))
    found = comments.read(view.text, read, parts, zones)
    doubts = _findings(view.text, zones) + _miscounted(read, parts, len(found))
    return Zones(zones, found, doubts)


def _tile(text: str, read: list[lines.Line], parts: list[Part]) -> tuple[Zone, ...]:
    """Lines of one kind that follow each other made one zone; every comment its own."""
    starts: list[tuple[int, ZoneKind]] = []
    last: Part | None = None
    for line, part in zip(read, parts, strict=True):
        kind = KINDS[part]
        opens = part in (Part.OPENING, Part.ITEM) or (part == Part.UNNAMED and last != Part.UNNAMED)
        if not starts or starts[-1][1] != kind or opens:
            starts.append((line.span.start if starts else 0, kind))
        last = part
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return tuple(Zone(kind, Span(at, end)) for (at, kind), end in zip(starts, ends, strict=True))


def _findings(text: str, zones: tuple[Zone, ...]) -> tuple[Finding, ...]:
    kinds = {zone.kind for zone in zones}
    found = []
    if ZoneKind.BODY not in kinds:
        found.append(
            Finding(
                Code.ZONES_NO_BODY,
                Span(0, len(text)),
                "no text was found on this page",
                hint="rule which part of the page the text is (zones.doubtful)",
            )
        )
    elif ZoneKind.ENDNOTES not in kinds:
        body = next(zone for zone in zones if zone.kind == ZoneKind.BODY)
        found.append(
            Finding(
                Code.ZONES_NO_ENDNOTES,
                Span(body.span.end, body.span.end),
                "no notes were found",
                hint="if the text has notes, rule which part of the page they are",
            )
        )
    return tuple(found)


COUNT = re.compile(r"\d+")  # "5 comments", "Responses (3)"


def _miscounted(read: list[lines.Line], parts: list[Part], found: int) -> tuple[Finding, ...]:
    """A finding where the page says below the text how many comments it has, and is not right."""
    last = max((i for i, part in enumerate(parts) if part in (Part.BODY, Part.NOTES)), default=-1)
    for line, part in zip(read[last + 1 :], parts[last + 1 :], strict=True):
        number = COUNT.search(line.text.split("“")[0].split("«")[0].split("„")[0])
        if part != Part.SHARING or not (line.counter and line.talk and number):
            continue
        told = int(number[0])
        if told == found:
            return ()
        return (
            Finding(
                Code.ZONES_DOUBTFUL,
                line.span,
                f"the page counts {told} comment{'s' * (told != 1)} here, but {found}"
                f" {'was' if found == 1 else 'were'} found below",
                hint="see where comments begin; a ruling can say what a part of the page is",
            ),
        )
    return ()
