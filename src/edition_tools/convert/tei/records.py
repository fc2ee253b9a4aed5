"""What a document marks, as the records of the steps: zones, blocks, notes, findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition_tools.convert.tei import elements
from edition_tools.convert.tei.found import Laid, NoteFound, Reading
from edition_tools.convert.tei.tokens import NAMED_ID
from edition_tools.findings import Code
from edition_tools.model import Block, Blocks, Comment, Finding, Mark, Note, Notes, Zone, Zones
from edition_tools.register import Register, entry
from edition_tools.text import Span, View
from edition_tools.vocabulary import CITABLE_ID, BlockKind, BreakSource, ZoneKind, label_of

LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")  # 27, star, ch2.1
NOT_A_MARK = re.compile(r"[^\w*†‡§‖¶]")  # of "27)", "[a]"
HINT = "the source keeps it: see whether the edition needs an emendation or a note for it"


# ------------------------------------------------------------------ zones
def zones(view: View, reading: Reading) -> Zones:
    """Zones that tile the view, and the readers' comments."""
    grouped = _grouped(reading)
    found: list[Zone] = []
    comments: list[Comment] = []
    ordinals: dict[str, int] = {}
    for at, blocks in enumerate(grouped):
        start = blocks[0].start if at else 0
        end = grouped[at + 1][0].start if at + 1 < len(grouped) else len(view.text)
        found.append(Zone(blocks[0].zone, Span(start, end)))
        if blocks[0].zone == ZoneKind.COMMENT:
            post = reading.posts[blocks[0].owner]
            ordinals[post.says(NAMED_ID)] = len(comments) + 1
            answered = ordinals.get(post.says("replyTo").removeprefix("#"))
            inside = [(it.head, reading.out.trimmed(Span(it.start, it.end))) for it in blocks]
            comments.append(_comment(Span(start, end), inside, len(comments) + 1, answered))
    return Zones(tuple(found), tuple(comments), tuple(_findings(view, reading)))


def _grouped(reading: Reading) -> list[list[Laid]]:
    groups: list[list[Laid]] = []
    for block in reading.spoken():
        last = groups[-1][-1] if groups else None
        if last and (last.zone, last.owner) == (block.zone, block.owner):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def sensitive(reading: Reading) -> tuple[tuple[int, str], ...]:
    """The comments that the document itself withholds from the public, and why."""
    owners = [it[0].owner for it in _grouped(reading) if it[0].zone == ZoneKind.COMMENT]
    return tuple(
        (ordinal, reading.warned[owner])
        for ordinal, owner in enumerate(owners, 1)
        if owner in reading.warned
    )


def _comment(
    span: Span, inside: list[tuple[bool, Span]], ordinal: int, answered: int | None
) -> Comment:
    heads = [it for head, it in inside if head and len(it)]
    words = tuple(it for head, it in inside if not head and len(it))
    return Comment(span, ordinal, author=heads[0] if heads else None, text=words, reply_to=answered)


def _findings(view: View, reading: Reading) -> Iterator[Finding]:
    for name, places in sorted(reading.met.items()):
        at = min(places[0], len(view.text))
        times = f"{len(places)} times" if len(places) > 1 else "once"
        lost = elements.LOST.get(name)
        said = f"<{name}> says {lost}" if lost else f"<{name}> is no element that is known here"
        yield Finding(
            Code.CLEAN_MARKUP, Span(at, at), f"{said}, which is not kept ({times})", hint=HINT
        )
    if not any(it.zone == ZoneKind.BODY for it in reading.spoken()):
        whole = Span(0, len(view.text))
        yield Finding(Code.ZONES_NO_BODY, whole, "no text was found in this document")


# ------------------------------------------------------------------ blocks
def blocks(reading: Reading, found: Zones) -> Blocks:
    """The blocks of each body zone; they tile it."""
    out: list[Block] = []
    laid = list(reading.spoken())
    for zone in found.of(ZoneKind.BODY):
        inside = [it for it in laid if zone.span.start <= it.start < zone.span.end]
        last: Laid | None = None
        for at, it in enumerate(inside):
            start = it.start if at else zone.span.start
            end = inside[at + 1].start if at + 1 < len(inside) else zone.span.end
            out.append(replace(_block(it, last), span=Span(start, end)))
            last = it
        if not inside:
            out.append(Block(BlockKind.PARAGRAPH, zone.span))
    return Blocks(tuple(out))


def _block(it: Laid, last: Laid | None) -> Block:
    joins = last is not None and it.quote >= 0 and last.quote == it.quote
    return Block(
        it.kind,
        Span(it.start, it.end),
        begins=_source(it.known, "break"),
        level=it.level,
        joins=joins,
        displayed=_source(it.known, "quotation"),
    )


def _source(known: str, what: str) -> BreakSource:
    for source in (BreakSource.RULED, BreakSource.PROPOSED):
        if f"#known-{what}-{source.value}" in known.split():
            return source
    return BreakSource.SHOWN


# ------------------------------------------------------------------ notes
def notes(reading: Reading) -> Notes:
    """The author's notes, in order of place, with the calls that the document gives them."""
    of_blocks: dict[int, list[Span]] = {}
    for it in reading.spoken():
        if it.note >= 0 and it.zone == ZoneKind.ENDNOTES:
            words = reading.out.trimmed(Span(it.start, it.end))
            of_blocks.setdefault(it.note, []).extend([words] if len(words) else [])
    found: list[Note] = []
    taken: set[str] = set()
    for index, note in reading.notes.items():
        paragraphs = note.paragraphs if note.inline else of_blocks.get(index, [])
        if paragraphs:
            found.append(_note(note, paragraphs, reading.ours, taken, len(found) + 1))
    marks = [Mark(span, reading.out.words_at(span)) for span in reading.unanswered]
    lost = tuple(map(_lost, (n for n in found if not n.marks)))
    return Notes(tuple(found), unanswered=tuple(marks), findings=lost)


# ------------------------------------------------------------------ ids
def ids(view: View, reading: Reading) -> Register | None:
    """The ids that a file of ours gives its passages; None for other people's files."""
    places: dict[str, Span] = {}
    for it in reading.spoken():
        if CITABLE_ID.fullmatch(it.id) and it.kind != BlockKind.HEADING:
            places.setdefault(it.id, view.origin(reading.out.trimmed(Span(it.start, it.end))))
    found = tuple(entry(id_, span, view.source) for id_, span in places.items())
    return Register(found) if found else None


def _note(
    note: NoteFound, paragraphs: list[Span], ours: bool, taken: set[str], ordinal: int
) -> Note:
    said = note.token.says("n") or next((words for _, words, _ in note.calls if words), "")
    printed = NOT_A_MARK.sub("", said) if not note.calls or not note.inline else said
    printed = NOT_A_MARK.sub("", printed) or str(ordinal)
    own = note.token.says(NAMED_ID)
    wanted = own[1:] if ours and own.startswith("n") else label_of(printed)
    label = wanted if LABEL.fullmatch(wanted) else str(ordinal)
    again = 2
    while label in taken:
        label = f"again{again}.{wanted if LABEL.fullmatch(wanted) else ordinal}"
        again += 1
    taken.add(label)
    marks = tuple(
        Mark(span, printed, supplied=supplied)
        for span, _, supplied in sorted(note.calls, key=lambda call: call[0])
    )
    whole = Span(paragraphs[0].start, paragraphs[-1].end)
    several = tuple(paragraphs) if len(paragraphs) > 1 else ()
    return Note(label, printed, None, whole, marks, paragraphs=several)


def _lost(note: Note) -> Finding:
    assert note.span is not None
    return Finding(
        Code.NOTES_MARKER_LOST,
        note.span,
        f"the text has no marker for note {note.printed}",
        hint="place it by a ruling: after = the words that it follows",
        note=note.label,
    )
