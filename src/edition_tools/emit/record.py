"""Edition → edition.json: what the publisher needs to know besides the pages.

No words of furniture and none of a withheld comment are in it.
"""

from __future__ import annotations

import bisect
import hashlib
import json
from dataclasses import asdict

from edition_tools.model import AppliedRuling, Edition
from edition_tools.report import as_records, place_of
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind

SUPPLIED = ("notes.marker-lost", "blocks.hidden-break", "blocks.quotation")


def write(edition: Edition) -> str:
    """The record as JSON, keys in a fixed order."""
    return json.dumps(record(edition), ensure_ascii=False, indent=1) + "\n"


def record(edition: Edition) -> dict[str, object]:
    """The record as plain values."""
    manifest = edition.manifest
    view = edition.view
    hidden = _Hidden(edition)
    shown = [finding for finding in edition.findings if not hidden.meets(finding.span)]
    return {
        "slug": manifest.slug,
        "title": manifest.title,
        "author": manifest.author,
        "date": manifest.date,
        "siglum": manifest.siglum,
        "language": manifest.language,
        "sha256": view.source.sha256,
        "source_name": view.source.name,
        "received": manifest.received,
        "received_from": manifest.received_from,
        "archived_url": manifest.archived_url,
        "publisher": manifest.publisher,
        "contact": manifest.contact,
        "doi": manifest.doi,
        "version": "draft",
        "people": [asdict(person) for person in manifest.people],
        "rights": {rights.voice: asdict(rights) for rights in manifest.rights},
        "verification": asdict(manifest.verification),
        "counts": counts(edition),
        "findings": as_records(view, shown),
        "rulings": [_ruling(edition, applied) for applied in edition.rulings],
        "supplied": [
            _supplied(edition, applied)
            for applied in edition.rulings
            if applied.ruling.code in SUPPLIED
        ],
        "furniture": [
            {"place": place_of(view, zone.span), "characters": len(zone.span)}
            for zone in edition.zones.of(ZoneKind.FURNITURE)
        ],
        "passages": {
            passage.id: {
                "start": view.origin(passage.span).start,
                "end": view.origin(passage.span).end,
                "sha256": hashlib.sha256(passage.span.of(view.text).encode()).hexdigest(),
            }
            for passage in edition.passages
        },
        "withheld": [{"id": f"c{n}", "reason": reason} for n, reason in edition.sensitive],
    }


def counts(edition: Edition) -> dict[str, int]:
    """How much was found, proposed and ruled."""
    notes, blocks = edition.notes.notes, edition.blocks.blocks
    body = [b for b in blocks if b.kind != BlockKind.HEADING]
    quotations = [b for b in blocks if b.kind == BlockKind.QUOTATION and not b.joins]
    return {
        "characters": len(edition.view.source.text),
        "notes": sum(note.span is not None for note in notes),
        "notes_without_marker": sum(not note.marks for note in notes),
        "markers": sum(len(note.marks) for note in notes),
        "markers_supplied": sum(mark.supplied for note in notes for mark in note.marks),
        "markers_unanswered": len(edition.notes.unanswered)
        + sum(len(note.marks) for note in notes if note.span is None),
        "paragraphs": len(body),
        "breaks_proposed": sum(b.begins == BreakSource.PROPOSED for b in body),
        "breaks_ruled": sum(b.begins == BreakSource.RULED for b in body),
        "quotations": len(quotations),
        "quotations_proposed": sum(b.displayed == BreakSource.PROPOSED for b in quotations),
        "quotations_ruled": sum(b.displayed == BreakSource.RULED for b in quotations),
        "comments": len(edition.zones.comments),
        "works": len(edition.works.works),
        "references": len(edition.works.references),
        "references_resolved": sum(r.work is not None for r in edition.works.references),
        "furniture_characters": sum(len(z.span) for z in edition.zones.of(ZoneKind.FURNITURE)),
        "findings": len(edition.findings),
        "rulings": len(edition.rulings),
    }


class _Hidden:
    """Where words stand that may not be quoted: furniture and withheld comments."""

    def __init__(self, edition: Edition) -> None:
        withheld = {ordinal for ordinal, _ in edition.sensitive}
        spans = [c.span for c in edition.zones.comments if c.ordinal in withheld]
        spans += [zone.span for zone in edition.zones.of(ZoneKind.FURNITURE)]
        self._spans = sorted(spans)  # they never overlap
        self._starts = [span.start for span in self._spans]

    def meets(self, span: Span) -> bool:
        before = bisect.bisect_left(self._starts, span.end)
        return before > 0 and self._spans[before - 1].meets(span)


def _ruling(edition: Edition, applied: AppliedRuling) -> dict[str, str]:
    ruling = applied.ruling
    return {
        "code": ruling.code.value,
        "decision": ruling.decision,
        "note": ruling.note,
        "words": ruling.after or ruling.before or ruling.words,
        "place": place_of(edition.view, applied.span),
        "passage": _passage(edition, applied.span),
        "reason": ruling.reason,
        "by": ruling.by,
    }


def _supplied(edition: Edition, applied: AppliedRuling) -> dict[str, str]:
    kinds = {"place": "marker", "break": "break", "no-break": "no-break"}
    return {
        "kind": kinds.get(applied.ruling.decision, applied.ruling.decision),
        "label": applied.ruling.note,
        "passage": _passage(edition, applied.span),
        "reason": applied.ruling.reason,
        "by": applied.ruling.by,
    }


def _passage(edition: Edition, span: Span) -> str:
    """The id of the passage that the span begins in, or of the next one."""
    for passage in edition.passages:
        if passage.span.start <= span.start < passage.span.end:
            return passage.id
    return ""
