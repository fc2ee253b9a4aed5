"""Edition → edition.json: what the publisher needs to know besides the pages.

No words of furniture and none of a withheld comment are in it.
"""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from json import JSONEncoder
from json.encoder import encode_basestring

from edition_tools.emit.certainty import certainty
from edition_tools.emit.traces import traces
from edition_tools.model import AppliedRuling, Edition, Version
from edition_tools.report import as_records, place_of
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind, note_id

QUOTED = JSONEncoder(ensure_ascii=False).encode
SUPPLIED = ("notes.marker-lost", "blocks.hidden-break", "blocks.quotation")


def write(edition: Edition, frozen: Iterable[Version] = ()) -> str:
    """The record as JSON, keys in a fixed order; *frozen* are the versions there are."""
    versions = [{"version": it.number, "date": it.date} for it in frozen]
    raw = {**record(edition), "versions": versions}
    return _laid_out(raw, "\n") + "\n"


def _laid_out(value: object, margin: str) -> str:
    """A value as JSON, one thing a line: what `json.dumps` makes with an indent of 1, but faster.

    *margin*: the line end and the blanks before each line.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = margin + " "
    if isinstance(value, dict) and value:
        rows = [f"{QUOTED(key)}: {_laid_out(it, inner)}" for key, it in value.items()]
        return f"{{{inner}{f',{inner}'.join(rows)}{margin}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join(_laid_out(it, inner) for it in value)}{margin}]"
    return QUOTED(value)


def record(edition: Edition) -> dict[str, object]:
    """The record as plain values."""
    view = edition.view
    hidden = _Hidden(edition)
    shown = [finding for finding in edition.findings if not hidden.meets(finding.span)]
    places = _Places(edition)
    return {
        **_witness(edition),
        **_pages(edition),
        "counts": counts(edition),
        "certainty": certainty(edition),
        "findings": [
            row | {"passage": places.id_at(finding.span)}
            for row, finding in zip(as_records(view, shown), shown, strict=True)
        ],
        "rulings": [_ruling(edition, applied, places) for applied in edition.rulings],
        "supplied": [
            _supplied(applied, places)
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
        "former": {former.id: former.holder for former in edition.former},
        "works": traces(edition, places.id_at),
        "withheld": [
            {"id": edition.zones.comments[ordinal - 1].id, "reason": reason}
            for ordinal, reason in edition.sensitive
        ],
    }


def _witness(edition: Edition) -> dict[str, object]:
    """What the manifest says of the text, and the checksum of what was read."""
    manifest, source = edition.manifest, edition.view.source
    return {
        "slug": manifest.slug,
        "title": manifest.title,
        "author": manifest.author,
        "date": manifest.date,
        "siglum": manifest.siglum,
        "language": manifest.language,
        "sha256": source.sha256,
        "source_name": source.name,
        "received": manifest.received,
        "received_from": manifest.received_from,
        "archived_url": manifest.archived_url,
        "publisher": manifest.publisher,
        "contact": manifest.contact,
        "doi": manifest.doi,
        "version": edition.version.number,
        "version_date": edition.version.date,
        "people": [asdict(person) for person in manifest.people],
        "rights": {rights.voice: asdict(rights) for rights in manifest.rights},
        "verification": asdict(manifest.verification),
        "first_print": asdict(manifest.first_print),
    }


def _pages(edition: Edition) -> dict[str, object]:
    """What print the pages are of, and how many are known; nothing where there are none."""
    if not edition.pages:
        return {}
    return {"pages": {"of": edition.manifest.pages.of, "count": len(edition.pages)}}


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


def _ruling(edition: Edition, applied: AppliedRuling, places: _Places) -> dict[str, str]:
    ruling = applied.ruling
    return {
        "code": ruling.code.value,
        "decision": ruling.decision,
        "note": ruling.note,
        "words": ruling.after or ruling.before or ruling.words,
        "place": place_of(edition.view, applied.span),
        "passage": places.id_at(applied.span),
        "reason": ruling.reason,
        "by": ruling.by,
    }


def _supplied(applied: AppliedRuling, places: _Places) -> dict[str, str]:
    kinds = {"place": "marker", "break": "break", "no-break": "no-break"}
    return {
        "kind": kinds.get(applied.ruling.decision, applied.ruling.decision),
        "label": applied.ruling.note,
        "passage": places.id_at(applied.span),
        "reason": applied.ruling.reason,
        "by": applied.ruling.by,
    }


class _Places:
    """Where passages and notes stand, to name the one that holds a place."""

    def __init__(self, edition: Edition) -> None:
        found = [(passage.span, passage.id) for passage in edition.passages]
        notes = edition.notes.notes
        found += [(note.span, note_id(note.label)) for note in notes if note.span is not None]
        self._places = sorted(found)  # they never overlap
        self._starts = [span.start for span, _ in self._places]

    def id_at(self, span: Span) -> str:
        """The id of the passage or note that the span begins in; empty if there is none."""
        before = bisect.bisect_right(self._starts, span.start)
        if before and span.start < self._places[before - 1][0].end:
            return self._places[before - 1][1]
        return ""
