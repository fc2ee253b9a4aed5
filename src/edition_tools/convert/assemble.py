"""The parts → one Edition, checked against the laws before anybody sees it."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from itertools import pairwise

from edition_tools.convert import ids, pages
from edition_tools.convert.rule import Placed, rule_pages, unanswered
from edition_tools.findings import BrokenLaw, Code
from edition_tools.manifest import Manifest, Paging
from edition_tools.model import (
    AppliedRuling,
    Blocks,
    Citations,
    Edition,
    Finding,
    Notes,
    Pages,
    Passage,
    Works,
    Zones,
)
from edition_tools.register import Register
from edition_tools.text import Span, View
from edition_tools.vocabulary import BlockKind, ZoneKind

LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")  # 27, star, ch2.1
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")  # between two paragraphs of a frame


@dataclass(frozen=True, slots=True)
class Parts:
    """What the steps have found."""

    zones: Zones
    blocks: Blocks
    notes: Notes
    citations: Citations
    works: Works
    pages: Pages


def assemble(
    view: View, manifest: Manifest, parts: Parts, placed: Placed, register: Register | None
) -> Edition:
    """The edition of all *parts*; raises `BrokenLaw` if they do not fit together."""
    _check_runs(view)
    _check_zones(view, parts.zones)
    _check_blocks(parts.zones, parts.blocks)
    _check_notes(parts.notes)
    named = ids.name(view, _counted(view, parts), register)
    entered = ids.enter(view, named, parts.notes, register)
    return Edition(
        view=view,
        manifest=manifest,
        zones=ids.in_zones(parts.zones, named),
        blocks=parts.blocks,
        notes=parts.notes,
        citations=parts.citations,
        works=parts.works,
        passages=named.passages,
        former=ids.former(view, named, parts.notes, entered),
        register=entered,
        pages=rule_pages(parts.pages, placed),
        rulings=placed.rulings,
        sensitive=_sensitive(parts.zones, placed),
        findings=_findings(view, parts, placed, manifest.pages),
    )


def _counted(view: View, parts: Parts) -> ids.Counted:
    """The passages, numbered in order of place."""
    body = [b for b in parts.blocks.blocks if b.kind != BlockKind.HEADING]
    frames = enumerate(parts.zones.of(ZoneKind.FRAME), 1)
    return ids.Counted(
        tuple(Passage(f"p{n}", block.span.trimmed(view.text)) for n, block in enumerate(body, 1)),
        tuple(_numbered(f"f{n}", _paragraphs(view, zone.span)) for n, zone in frames),
        tuple(_numbered(f"c{c.ordinal}", c.text) for c in parts.zones.comments),
    )


def _numbered(first: str, spans: tuple[Span, ...]) -> tuple[Passage, ...]:
    return tuple(
        Passage(first if number == 1 else f"{first}.{number}", span)
        for number, span in enumerate(spans, 1)
    )


def _paragraphs(view: View, span: Span) -> tuple[Span, ...]:
    """The parts of *span* between blank lines, trimmed."""
    edges = [span.start]
    for gap in BLANK_LINE.finditer(view.text, span.start, span.end):
        edges += [gap.start(), gap.end()]
    edges.append(span.end)
    parts = (Span(a, b).trimmed(view.text) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return tuple(part for part in parts if len(part))


def _sensitive(zones: Zones, placed: Placed) -> tuple[tuple[int, str], ...]:
    return tuple(
        (comment.ordinal, applied.ruling.reason)
        for comment in zones.comments
        for applied in placed.about(Code.ZONES_SENSITIVE_COMMENT)
        if comment.span.meets(applied.span)
    )


def _findings(view: View, parts: Parts, placed: Placed, paging: Paging) -> tuple[Finding, ...]:
    references = (*parts.citations.findings, *parts.works.findings)
    proposed = pages.propose(parts.pages, paging, parts.notes)
    of_pages = (*parts.pages.findings, *pages.missing(rule_pages(parts.pages, placed)), *proposed)
    found = (
        *parts.zones.findings,
        *parts.blocks.findings,
        *parts.notes.findings,
        *unanswered(view, (*references, *of_pages), placed),
        *placed.findings,
        *_unused(parts, placed),
    )
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.code)))


def _unused(parts: Parts, placed: Placed) -> list[Finding]:
    """Rulings that have found their place but nothing to decide there."""
    labels = {note.label for note in parts.notes.notes}
    return [
        Finding(
            Code.SHELF_RULING_UNUSED,
            applied.span,
            f"the ruling on {applied.ruling.code} decides about"
            f" {applied.ruling.note or 'a comment'}, which is not there",
        )
        for applied in placed.rulings
        if _idle(applied, labels, parts.zones)
    ]


def _idle(applied: AppliedRuling, labels: set[str], zones: Zones) -> bool:
    if applied.ruling.note:
        return applied.ruling.note not in labels
    if applied.ruling.code == Code.ZONES_SENSITIVE_COMMENT:
        return not any(comment.span.meets(applied.span) for comment in zones.comments)
    return False


# ------------------------------------------------------------------ the laws
def _check_runs(view: View) -> None:
    source = reading = 0
    for run in view.runs:
        same = run.source.of(view.source.text) == run.view.of(view.text)
        if run.source.start != source or run.view.start != reading or not (same or run.rule):
            raise BrokenLaw(f"the reading loses its source at character {source}")
        source, reading = run.source.end, run.view.end
    if source != len(view.source.text) or reading != len(view.text):
        raise BrokenLaw("the reading does not account for the whole source")


def _check_zones(view: View, zones: Zones) -> None:
    at = 0
    for zone in zones.zones:
        if zone.span.start != at or not len(zone.span):
            raise BrokenLaw(f"the zones leave a gap or overlap at character {at}")
        at = zone.span.end
    if at != len(view.text):
        raise BrokenLaw("the zones do not reach the end of the text")
    comments = [zone.span for zone in zones.of(ZoneKind.COMMENT)]
    if [comment.span for comment in zones.comments] != comments:
        raise BrokenLaw("comments and comment zones do not agree")


def _check_blocks(zones: Zones, blocks: Blocks) -> None:
    remaining = deque(blocks.blocks)
    for zone in zones.of(ZoneKind.BODY):
        at = zone.span.start
        while remaining and remaining[0].span.start < zone.span.end:
            block = remaining.popleft()
            if block.span.start != at:
                raise BrokenLaw(f"the blocks leave a gap or overlap at character {at}")
            at = block.span.end
        if at != zone.span.end:
            raise BrokenLaw(f"the blocks do not fill the body that ends at {zone.span.end}")
    if remaining:
        raise BrokenLaw("a block stands outside the body")


def _check_notes(notes: Notes) -> None:
    labels = [note.label for note in notes.notes]
    if len(set(labels)) != len(labels):
        raise BrokenLaw("two notes bear one label")
    for label in labels:
        if not LABEL.fullmatch(label):
            raise BrokenLaw(f"the label {label!r} cannot stand in a page")
    marks = sorted(mark.span for note in notes.notes for mark in note.marks)
    for before, after in pairwise(marks):
        if before.end > after.start:
            raise BrokenLaw(f"two markers overlap at character {after.start}")
