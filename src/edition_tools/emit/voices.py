"""What an edition publishes, word for word: every stretch of every voice, with its id.

Pages, ledger and the tests of the laws all read this one list, so they cannot disagree.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edition_tools.model import Comment, Edition, Mark, Note
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind, Voice, ZoneKind, note_id


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words published in one place.

    `id`: p3, n27 (n27.2 its second paragraph), f1, c2, title1, byline1, source1, h1,
    c2.name (who wrote the comment, and when). `cut`: spans inside that are not printed as
    words, because they are markers.
    """

    id: str
    voice: Voice
    span: Span
    cut: tuple[Span, ...] = ()

    def pieces(self) -> tuple[Span, ...]:
        """The printed parts of the span, in order."""
        edges = [self.span.start]
        for cut in self.cut:
            edges += [cut.start, cut.end]
        edges.append(self.span.end)
        spans = (Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))
        return tuple(span for span in spans if len(span))

    def words(self, text: str) -> str:
        """What is printed, to the letter."""
        return "".join(piece.of(text) for piece in self.pieces())


def stretches(edition: Edition) -> tuple[Stretch, ...]:
    """Everything that is published of the source, in order of place."""
    text = edition.view.text
    marks = _Marks(edition)
    found = [
        *_front(edition, marks),
        *(
            Stretch(f"h{number}", Voice.TEXT, span, marks.inside(span))
            for number, span in enumerate(_headings(edition), 1)
        ),
        *(
            Stretch(
                passage.id,
                Voice.TEXT if passage.id.startswith("p") else Voice.COMMENTARY,
                passage.span,
                marks.inside(passage.span) if passage.id.startswith("p") else (),
            )
            for passage in edition.passages
        ),
        *(stretch for note in edition.notes.notes for stretch in _note(note)),
        *(stretch for comment in edition.zones.comments for stretch in _attribution(comment, text)),
    ]
    return tuple(sorted(found, key=lambda stretch: (stretch.span, stretch.id)))


class _Marks:
    """The printed markers of an edition, by place."""

    def __init__(self, edition: Edition) -> None:
        marks: list[Mark] = [m for note in edition.notes.notes for m in note.marks]
        marks += edition.notes.unanswered
        self._spans = sorted(mark.span for mark in marks if not mark.supplied)
        self._starts = [span.start for span in self._spans]

    def inside(self, span: Span) -> tuple[Span, ...]:
        first, last = between(self._starts, span)
        return tuple(mark for mark in self._spans[first:last] if span.holds(mark))


def between(starts: Sequence[int], span: Span) -> tuple[int, int]:
    """Which of *starts*, in ascending order, lie in *span*, its end included: first and last + 1.

    Looking them up, instead of trying all, keeps the cost of a book in proportion to its size.
    """
    return bisect.bisect_left(starts, span.start), bisect.bisect_right(starts, span.end)


def _front(edition: Edition, marks: _Marks) -> list[Stretch]:
    kinds = {
        ZoneKind.TITLE: "title",
        ZoneKind.BYLINE: "byline",
        ZoneKind.SOURCE_CITATION: "source",
    }
    found = []
    for kind, name in kinds.items():
        for number, zone in enumerate(edition.zones.of(kind), 1):
            span = zone.span.trimmed(edition.view.text)
            found.append(Stretch(f"{name}{number}", Voice.TEXT, span, marks.inside(span)))
    return found


def _headings(edition: Edition) -> list[Span]:
    return [
        block.span.trimmed(edition.view.text)
        for block in edition.blocks.blocks
        if block.kind == BlockKind.HEADING
    ]


def _note(note: Note) -> list[Stretch]:
    if note.span is None:
        return []
    name = note_id(note.label)
    spans = note.paragraphs or (note.span,)
    return [
        Stretch(name if number == 1 else f"{name}.{number}", Voice.AUTHOR_NOTES, span)
        for number, span in enumerate(spans, 1)
    ]


def attribution(comment: Comment, text: str) -> tuple[Span, ...]:
    """The parts of a comment that say who wrote it and when, line by line, in order.

    Its number is not among them: the edition counts the comments itself.
    """
    lines = []
    for part in _united(p for p in (comment.author, comment.date) if p):
        at = part.start
        for line in part.of(text).splitlines(keepends=True):
            span = Span(at, at + len(line)).trimmed(text)
            at += len(line)
            if len(span):
                lines.append(span)
    return tuple(lines)


def _united(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that share characters as one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _attribution(comment: Comment, text: str) -> list[Stretch]:
    return [
        Stretch(f"{comment.id}.name{number}", Voice.COMMENTARY, span)
        for number, span in enumerate(attribution(comment, text), 1)
    ]
