"""What a step has found, printed for people (`--after STEP`) and as JSON for measuring.

The JSON is shaped like the gold of the corpora: offsets are code points of the decoded file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from edition_tools.model import Edition, Mark, Mention, Note, Reference
from edition_tools.report import as_text, place_of
from edition_tools.text import Span, View
from edition_tools.vocabulary import BlockKind, ZoneKind

WIDTH = 72


def as_json(edition: Edition) -> str:
    """The recovered structure as one JSON object."""
    return json.dumps(_structure(edition), ensure_ascii=False)


def _structure(edition: Edition) -> dict[str, object]:
    view = edition.view
    blocks = edition.blocks.blocks
    headings = [b.span.trimmed(view.text) for b in blocks if b.kind == BlockKind.HEADING]
    return {
        "zones": [
            {"kind": zone.kind.value, **_ends(view, zone.span.trimmed(view.text))}
            | {"confidence": round(zone.confidence, 3)}
            for zone in edition.zones.zones
        ],
        "paragraphs": [
            view.origin(block.span.trimmed(view.text)).start
            for block in blocks
            if block.kind != BlockKind.HEADING
        ],
        "headings": [_pair(view, span) for span in headings],
        "blockquotes": [_pair(view, span) for span in quotations(edition)],
        "notes": [_note(view, note) for note in edition.notes.notes]
        + [
            {"n": mark.printed, "markers": [_pair(view, mark.span)], "start": None, "end": None}
            for mark in edition.notes.unanswered
            if _is_cut_off(edition, mark)
        ],
        "unanswered": [
            {"n": mark.printed, "marker": _pair(view, mark.span)}
            for mark in edition.notes.unanswered
            if not _is_cut_off(edition, mark)
        ],
    }


def _is_cut_off(edition: Edition, mark: Mark) -> bool:
    """Whether the source may break off before the note of a marker that nothing answers.

    Where a later marker has its note, the text of this one's is there too, but not told apart: that
    it is missing would be as wrong as to name another.
    """
    called = [it.span.start for note in edition.notes.notes if note.span for it in note.marks]
    return mark.span.start > max(called, default=-1)


def quotations(edition: Edition) -> list[Span]:
    """What is set off, verse too; quotations in several paragraphs as one; trimmed."""
    found: list[Span] = []
    for block in edition.blocks.blocks:
        if block.kind not in (BlockKind.QUOTATION, BlockKind.VERSE):
            continue
        span = block.span.trimmed(edition.view.text)
        if block.joins and found:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _note(view: View, note: Note) -> dict[str, object]:
    ends = _ends(view, note.span) if note.span else {"start": None, "end": None}
    return {
        "n": note.printed,
        "label": note.label,
        "markers": [_pair(view, mark.span) for mark in note.marks],
        **ends,
        "number": _pair(view, note.number) if note.number else None,
        "group": note.group,
        "confidence": round(note.confidence, 4),
    }


def _pair(view: View, span: Span) -> list[int]:
    origin = view.origin(span)
    return [origin.start, origin.end]


def _ends(view: View, span: Span) -> dict[str, int]:
    origin = view.origin(span)
    return {"start": origin.start, "end": origin.end}


# ------------------------------------------------------------------ for people
def after(edition: Edition, step: str) -> str:
    """The result of one step as lines a scholar can read."""
    return "\n".join(_PRINTERS[step](edition)) + "\n"


def _words(view: View, span: Span) -> str:
    """The beginning and end of a span, on one line."""
    words = " ".join(span.of(view.text).split())
    half = WIDTH // 2
    return words if len(words) <= WIDTH else f"{words[:half]} … {words[-half:]}"


def _clean(edition: Edition) -> Iterator[str]:
    view = edition.view
    changed = [run for run in view.runs if run.rule]
    yield f"{len(view.source.text)} characters, {len(changed)} changed by cleaning"
    for run in changed:
        place = view.source.place(run.source.start)
        was, reads = run.source.of(view.source.text), run.view.of(view.text)
        shown = was if len(was) <= WIDTH else f"{was[:WIDTH]} …"  # a page's scripts are long
        yield f"{place.line}:{place.column}  {run.rule}  {shown!r} → {reads!r}"


def _zones(edition: Edition) -> Iterator[str]:
    for zone in edition.zones.zones:
        where = place_of(edition.view, zone.span)
        words = _words(edition.view, zone.span)
        yield f"{where:<18} {zone.kind:<16} {zone.confidence:4.2f}  {words}"


def _blocks(edition: Edition) -> Iterator[str]:
    for block in edition.blocks.blocks:
        where = place_of(edition.view, block.span)
        joins = "+" if block.joins else " "
        found = f"{block.kind:<10}{joins} {block.begins:<9} {block.confidence:4.2f}"
        yield f"{where:<18} {found}  {_words(edition.view, block.span)}"


def _notes(edition: Edition) -> Iterator[str]:
    for note in edition.notes.notes:
        called = ", ".join(_mark(edition.view, mark.span) for mark in note.marks) or "no marker"
        words = _words(edition.view, note.span) if note.span else "(no text)"
        yield f"[{note.label}] {note.confidence:4.2f} called at {called}\n      {words}"
    for mark in edition.notes.unanswered:
        yield f"[{mark.printed}] without a note at {_mark(edition.view, mark.span)}"


def _mark(view: View, span: Span) -> str:
    return place_of(view, span).split(":", 1)[1]


def _citations(edition: Edition) -> Iterator[str]:
    for number, mention in enumerate(edition.citations.mentions):
        yield _mention(edition, number, mention)
        for part in mention.parts:
            yield f"        {part.label}: {_words(edition.view, part.span)}"
    for abbreviation in edition.citations.abbreviations:
        yield f"abbreviation {abbreviation.short} = mention {abbreviation.mention}"


def _mention(edition: Edition, number: int, mention: Mention) -> str:
    words = _words(edition.view, mention.span)
    return f"{number:4} n{mention.note:<5} {mention.kind:<9} {mention.type:<10} {words}"


def _works(edition: Edition) -> Iterator[str]:
    """The chain of references: what each says, what it means, and why."""
    references: dict[int, Reference] = {r.mention: r for r in edition.works.references}
    for number, mention in enumerate(edition.citations.mentions):
        yield _mention(edition, number, mention)
        reference = references.get(number)
        if reference is not None:
            yield _reference(edition, reference)
    for work in edition.works.works:
        fields = "; ".join(f"{field.name} {field.value}" for field in work.fields)
        yield f"[{work.key}] {work.type}{' (curated)' if work.curated else ''}: {fields}"


def _reference(edition: Edition, reference: Reference) -> str:
    """What a mention means, how surely, which words say so, through which earlier one, and why."""
    found = f"        → {reference.work or '?'} {reference.confidence:4.2f}"
    words = f" by “{_words(edition.view, reference.words)}”"
    if reference.antecedent is None:
        return f"{found}{words}: {reference.why}"
    note = edition.citations.mentions[reference.antecedent].note
    return f"{found}{words} through {reference.antecedent} (n{note}): {reference.why}"


def _assemble(edition: Edition) -> Iterator[str]:
    for passage in edition.passages:
        yield f"{passage.id:<6} {_words(edition.view, passage.span)}"
    comments = len(edition.zones.of(ZoneKind.COMMENT))
    yield f"{len(edition.notes.notes)} notes, {comments} comments"
    yield as_text(edition.view, edition.findings)


_PRINTERS = {
    "clean": _clean,
    "zones": _zones,
    "blocks": _blocks,
    "notes": _notes,
    "citations": _citations,
    "works": _works,
    "assemble": _assemble,
}
