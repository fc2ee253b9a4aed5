"""Rulings on what a part of the page is."""

from __future__ import annotations

from dataclasses import replace

from edition_tools.convert.rule.place import Placed, first_word, unanswered
from edition_tools.findings import Code
from edition_tools.model import Comment, Zone, Zones
from edition_tools.text import Span, View
from edition_tools.vocabulary import ZoneKind


def rule_zones(view: View, found: Zones, placed: Placed) -> Zones:
    """Zones as ruled by `zones.doubtful`: the words at the place become a zone of that kind."""
    zones = found.zones
    for applied in placed.about(Code.ZONES_DOUBTFUL):
        zones = _carve(view, zones, applied.span, ZoneKind(applied.ruling.decision))
    comments = found.comments
    if zones != found.zones:
        comments = _comments(view, zones, comments)
    return Zones(zones, comments, unanswered(view, found.findings, placed))


def _carve(view: View, zones: tuple[Zone, ...], span: Span, kind: ZoneKind) -> tuple[Zone, ...]:
    """The zones with *span*, and the blanks after it, as a zone of its own."""
    span = Span(span.start, first_word(view, span.end))
    out: list[Zone] = []
    for zone in zones:
        if not zone.span.meets(span):
            out.append(zone)
            continue
        if zone.span.start < span.start:
            out.append(replace(zone, span=Span(zone.span.start, span.start)))
        if not out or out[-1].span.end <= span.start:
            out.append(Zone(kind, span))
        if span.end < zone.span.end:
            out.append(replace(zone, span=Span(span.end, zone.span.end)))
    return tuple(out)


def _comments(
    view: View, zones: tuple[Zone, ...], found: tuple[Comment, ...]
) -> tuple[Comment, ...]:
    """A comment for each comment zone: the one that was found there, or its bare words."""
    known = {comment.span: comment for comment in found}
    spans = [zone.span for zone in zones if zone.kind == ZoneKind.COMMENT]
    ordinals = {known[s].ordinal: n for n, s in enumerate(spans, 1) if s in known}
    return tuple(
        replace(
            known.get(span, Comment(span, number, text=(span.trimmed(view.text),))),
            ordinal=number,
            reply_to=_answered(known.get(span), ordinals),
        )
        for number, span in enumerate(spans, 1)
    )


def _answered(comment: Comment | None, ordinals: dict[int, int]) -> int | None:
    if comment is None or comment.reply_to is None:
        return None
    return ordinals.get(comment.reply_to)
