"""Edition → pages of MyST, as `publish` reads them."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from edition_tools.emit import inline, turning
from edition_tools.emit.emphasis import emphasis
from edition_tools.emit.inline import IN_ORDER, Insert
from edition_tools.emit.voices import attribution, between
from edition_tools.manifest import Manifest
from edition_tools.model import Block, Comment, Edition, Mark, Note, Passage, Zone
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind

ARTICLE, COMMENTARY = "article", "commentary"


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be written: its name inside text/, and what it holds."""

    name: str
    text: str


def pages(edition: Edition) -> tuple[Page, ...]:
    """The pages of an edition: its text, the commentary if there is any, the works cited."""
    layout = _Layout(edition)
    found = [Page("article.md", _join(layout.article()))]
    moved = list(_moved(edition, COMMENTARY))
    if edition.zones.comments or edition.zones.of(ZoneKind.FRAME) or moved:
        found.append(Page("commentary.md", _join(layout.commentary())))
    if edition.works.works:
        found.append(Page("works.md", _works(edition.manifest)))
    return tuple(found)


def _works(manifest: Manifest) -> str:
    """The works cited, in the style and order that the manifest wants."""
    usual = Manifest(slug="", title="").bibliography
    said = zip(("style", "order"), manifest.bibliography, usual, strict=True)
    options = [f":{name}: {value}" for name, value, default in said if value != default]
    return "\n".join(("# Works cited", "", ":::{works}", *options, ":::", ""))


def _join(blocks: Iterator[str]) -> str:
    return "\n\n".join(blocks) + "\n"


class _Layout:
    """The edition, and what stands where in it, looked up once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.text = edition.view.text
        inserts = sorted(_inserts(edition), key=IN_ORDER)
        inserts = sorted([*inserts, *emphasis(edition, inserts)], key=IN_ORDER)
        inserts += [*_anchors(edition, inserts), *turning.pages(edition, inserts)]
        self.inserts = sorted(inserts, key=IN_ORDER)
        self.starts = [insert.span.start for insert in self.inserts]
        self.passage = {passage.span: passage for passage in edition.passages}
        self.former = {inline.former(it, it.at).myst for it in edition.former}
        self.sensitive = dict(edition.sensitive)
        self.levels: list[int] = []
        notes = edition.notes.notes
        # notes that stand where they are called: their words are their own marks
        self.in_place = tuple(m.span for n in notes for m in n.marks if m.span == n.span)

    def within(self, span: Span) -> tuple[Insert, ...]:
        first, last = between(self.starts, span)
        found = tuple(i for i in self.inserts[first:last] if span.holds(i.span))
        around = [note for note in self.in_place if note.meets(span)] if self.in_place else []
        return tuple(i for i in found if not any(_hides(note, i, span) for note in around))

    # -------------------------------------------------------------- the text
    def article(self) -> Iterator[str]:
        yield self.title()
        blocks = self.edition.blocks.blocks
        starts = [block.span.start for block in blocks]
        for zone in self.edition.zones.zones:
            match zone.kind:
                case ZoneKind.TITLE if zone is not self.first_title():
                    yield self.line("byline", zone)
                case ZoneKind.BYLINE:
                    yield self.line("byline", zone)
                case ZoneKind.SOURCE_CITATION:
                    yield self.line("source-line", zone)
                case ZoneKind.BODY:
                    first, last = between(starts, zone.span)
                    inside = tuple(b for b in blocks[first:last] if zone.span.holds(b.span))
                    yield from self.body(inside)
        yield from _moved(self.edition, ARTICLE)
        for note in self.edition.notes.notes:
            if note.span is not None:
                yield self.note(note)

    def first_title(self) -> Zone | None:
        titles = self.edition.zones.of(ZoneKind.TITLE)
        return titles[0] if titles else None

    def title(self) -> str:
        zone = self.first_title()
        if zone is None:
            words = self.edition.manifest.title or "Untitled"
            return "# " + inline.heading(words, Span(0, len(words)), ())
        span = zone.span.trimmed(self.text)
        return "# " + inline.heading(self.text, span, self.within(span))

    def line(self, directive: str, zone: Zone) -> str:
        span = zone.span.trimmed(self.text)
        body = inline.compose(self.text, span, self.within(span))
        return f":::{{{directive}}}\n{body}\n:::"

    def body(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        quotation: list[str] = []
        for block in blocks:
            if quotation and not (block.kind == BlockKind.QUOTATION and block.joins):
                yield "\n>\n".join(quotation)
                quotation = []
            if block.kind == BlockKind.QUOTATION:
                quotation.append(_prefixed("> ", self.paragraph(block)))
            elif block.kind == BlockKind.HEADING:
                yield self.heading(block)
            elif block.kind == BlockKind.VERSE:
                yield self.verse(block)
            else:
                yield self.paragraph(block)
        if quotation:
            yield "\n>\n".join(quotation)

    def heading(self, block: Block) -> str:
        """A heading; levels are closed up, so that none is skipped on the way down."""
        while self.levels and self.levels[-1] >= block.level:
            self.levels.pop()
        self.levels.append(block.level)
        span = block.span.trimmed(self.text)
        marks = "#" * min(6, 1 + len(self.levels))
        return f"{marks} {inline.heading(self.text, span, self.within(span))}"

    def paragraph(self, block: Block) -> str:
        span = block.span.trimmed(self.text)
        classes = ""
        if block.begins != BreakSource.SHOWN:
            classes += f" .break-{block.begins.value}"
        if block.kind == BlockKind.QUOTATION and block.displayed != BreakSource.SHOWN:
            classes += f" .quotation-{block.displayed.value}"
        attributes = f"{{#{self.passage[span].id}{classes}}}"
        return f"{attributes}\n{inline.compose(self.text, span, self.within(span))}"

    def verse(self, block: Block) -> str:
        span = block.span.trimmed(self.text)
        body = inline.compose(self.text, span, self.within(span))
        return f":::{{verse}}\n:id: {self.passage[span].id}\n\n{body}\n:::"

    # -------------------------------------------------------------- the notes
    def note(self, note: Note) -> str:
        assert note.span is not None
        paragraphs = [
            inline.compose(self.text, span, self.within(span))
            for span in note.paragraphs or (note.span,)
        ]
        if not note.marks:
            body = "\n\n".join(paragraphs)
            return f":::{{uncalled-note}} {note.label}\n{body}\n:::"
        body = "\n\n".join(paragraphs).replace("\n", "\n    ").replace("\n    \n", "\n\n")
        return f"[^{note.label}]: {body}"

    # -------------------------------------------------------------- the commentary
    def commentary(self) -> Iterator[str]:
        yield "# The post and its readers"
        passages = sorted(self.edition.passages, key=lambda passage: passage.span)
        starts = [passage.span.start for passage in passages]
        for number, zone in enumerate(self.edition.zones.of(ZoneKind.FRAME), 1):
            first, last = between(starts, zone.span)
            inside = [p for p in passages[first:last] if zone.span.holds(p.span)]
            id_ = inside[0].id if inside else f"f{number}"
            yield f"::::{{frame}}\n:id: {id_}\n\n{self.plain(id_, inside)}\n::::"
        for comment in self.edition.zones.comments:
            yield self.comment(comment)
        yield from _moved(self.edition, COMMENTARY)

    def comment(self, comment: Comment) -> str:
        who = " ".join(span.of(self.text) for span in attribution(comment, self.text))
        options = [f":id: {comment.id}", f":number: {comment.ordinal}"]
        if comment.reply_to:
            options.append(f":reply-to: {self.edition.zones.comments[comment.reply_to - 1].id}")
        reason = self.sensitive.get(comment.ordinal)
        if reason is not None:
            options.append(f":sensitive: {_option(reason)}")
        inside = [self.passage[span] for span in comment.text if span in self.passage]
        head = "::::{reader-comment}" + (f" {who}" if who else "")
        return "\n".join((head, *options, "", self.plain(comment.id, inside), "::::"))

    def plain(self, whole: str, passages: list[Passage]) -> str:
        """Paragraphs of the frame or comment *whole*; one that counting would name otherwise
        says its id."""
        paragraphs = []
        for number, passage in enumerate(passages, 1):
            counted = whole if number == 1 else f"{whole}.{number}"
            words = inline.compose(self.text, passage.span, self.anchors(passage))
            named = "" if passage.id == counted else f"{{#{passage.id}}}\n"
            paragraphs.append(named + words)
        return "\n\n".join(paragraphs)

    def anchors(self, passage: Passage) -> tuple[Insert, ...]:
        """The ids of other passages whose words have come into this one; no markers."""
        return tuple(i for i in self.within(passage.span) if i.myst in self.former)


def _inserts(edition: Edition) -> Iterator[Insert]:
    """Every marker and every cited work, where it stands."""
    for note in edition.notes.notes:
        for mark in note.marks:
            yield _call(note, mark)
    for mark in edition.notes.unanswered:
        yield inline.unanswered(mark.span, mark.printed)
    for reference in edition.works.references:
        if reference.work is not None and len(reference.words):
            locators = edition.citations.mentions[reference.mention].locators
            yield inline.cited(reference.words, edition.view.text, reference.work, locators)


def _anchors(edition: Edition, inserts: list[Insert]) -> Iterator[Insert]:
    """Where ids lead that nothing bears any more: never into the midst of another insert."""
    starts = [insert.span.start for insert in inserts]
    for former in edition.former:
        if _page_of(former.id) != _page_of(former.holder):
            continue
        before = bisect.bisect_right(starts, former.at) - 1
        over = before >= 0 and former.at < inserts[before].span.end
        yield inline.former(former, inserts[before].span.start if over else former.at)


def _moved(edition: Edition, page: str) -> Iterator[str]:
    """What stands on *page* for ids whose words have gone to another: the text of the author may
    turn out to be the poster's."""
    for former in edition.former:
        if _page_of(former.id) == page != _page_of(former.holder):
            yield f":::{{moved}} {former.id}\n:to: {former.holder}\n:::"


def _page_of(id_: str) -> str:
    return ARTICLE if id_[0] in "pn" else COMMENTARY


def _call(note: Note, mark: Mark) -> Insert:
    if note.span is None:
        return inline.unanswered(mark.span, mark.printed)
    make = inline.placed if mark.supplied else inline.marker
    return make(mark.span, note.label)


def _hides(note: Span, insert: Insert, span: Span) -> bool:
    """Whether a note in place keeps *insert* out of *span*: the note's own call when its words
    are written, and all but that call in the passage that it stands in."""
    calls = insert.span == note and not insert.prints
    return note.holds(insert.span) and calls == note.holds(span)


def _prefixed(prefix: str, text: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _option(words: str) -> str:
    """An editor's words as a directive option: quoted, because options are YAML."""
    return '"' + " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
