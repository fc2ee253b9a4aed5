"""Every record that passes between the steps, and the Edition they make.

All spans are in view coordinates: code points from 0, half-open. A confidence of 1.0 is certain.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from edition_tools.findings import Code
from edition_tools.manifest import Manifest
from edition_tools.register import Former, Register
from edition_tools.text import Span, View
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful in a text: what, where, what the machine would guess, what to do."""

    code: Code
    span: Span
    message: str
    guess: str = ""
    confidence: float = 0.0
    hint: str = ""
    note: str = ""  # label of the note it is about, if it is about one
    candidates: tuple[Span, ...] = ()  # likely places, best first


# ------------------------------------------------------------------ pages of the print
@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where page `n` of the print begins: right before the character `at` of the view."""

    n: str
    at: int


@dataclass(frozen=True, slots=True)
class Pages:
    """What `pages.take` made of a view: its reading without marks of pages, and where they were."""

    view: View = field(repr=False)
    breaks: tuple[PageBreak, ...] = ()
    findings: tuple[Finding, ...] = ()


# ------------------------------------------------------------------ zones
@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the page. Zones tile the view; white space belongs to the zone before it."""

    kind: ZoneKind
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment; its zone is `span`. What the page does not show is None."""

    span: Span
    ordinal: int  # from 1, in order of place
    number: Span | None = None
    author: Span | None = None
    date: Span | None = None
    text: tuple[Span, ...] = ()  # its paragraphs, trimmed
    reply_to: int | None = None  # ordinal of the comment it answers, where the page shows it
    id: str = ""  # c2; set when all is put together


@dataclass(frozen=True, slots=True)
class Zones:
    """What `zones.divide` found."""

    zones: tuple[Zone, ...]
    comments: tuple[Comment, ...] = ()
    findings: tuple[Finding, ...] = ()

    def of(self, kind: ZoneKind) -> tuple[Zone, ...]:
        """The zones of one kind, in order."""
        return tuple(zone for zone in self.zones if zone.kind == kind)


# ------------------------------------------------------------------ blocks
@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, quotation or verse of a body zone. Blocks tile their zone."""

    kind: BlockKind
    span: Span
    begins: BreakSource = BreakSource.SHOWN
    confidence: float = 1.0
    level: int = 0  # headings: 1 is the highest
    joins: bool = False  # goes on with the displayed quotation of the block before it
    displayed: BreakSource = BreakSource.SHOWN  # quotations: how we know that it was displayed


@dataclass(frozen=True, slots=True)
class Blocks:
    """What `blocks.find` found, in order of place, for all body zones."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()


# ------------------------------------------------------------------ notes
@dataclass(frozen=True, slots=True)
class Mark:
    """A note marker in the text. An empty span is a place where a ruling puts one."""

    span: Span
    printed: str  # as the source has it, brackets off: 1, *, iv
    confidence: float = 1.0
    supplied: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """An author's note: the markers that call it and its text.

    `label` is unique in the edition and ends in the mark (`27`, `star`, `ch2.1`);
    `span` is its text without number, trimmed, None if the source breaks off before it.
    """

    label: str
    printed: str
    number: Span | None
    span: Span | None
    marks: tuple[Mark, ...] = ()
    group: int = 0  # counts up where numbering begins again
    confidence: float = 1.0
    paragraphs: tuple[Span, ...] = ()  # of the text, trimmed; empty means one: `span`


@dataclass(frozen=True, slots=True)
class Notes:
    """What `notes.align` decided. `unanswered` are markers without a note."""

    notes: tuple[Note, ...]
    unanswered: tuple[Mark, ...] = ()
    findings: tuple[Finding, ...] = ()


# ------------------------------------------------------------------ citations and works
@dataclass(frozen=True, slots=True)
class Part:
    """A labelled piece of a citation: author, title, container, place, date, pages …"""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a work, by CSL’s label: `page` 172-5, `issue` 34; `file` 10248 of an archive."""

    label: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference to a work in a note, as found; unread ones keep their place in the chain."""

    note: str  # label of the note
    span: Span
    kind: str  # full, short, ibid, op.cit., loc.cit., idem, archival, see-note, mention, unread
    type: str  # book, article, chapter, newspaper, archive, … or "" if not known
    parts: tuple[Part, ...] = ()
    locators: tuple[Locator, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form that the text defines on the way ("hereafter BO")."""

    short: str
    span: Span
    mention: int | None  # index of the mention that it abbreviates
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Citations:
    """What `citations.find` read, in the order of the notes."""

    mentions: tuple[Mention, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Which work a mention means, and why."""

    mention: int  # index into the mentions
    work: str | None  # key, None where it is not decided
    words: Span  # the author's words that are linked to the entry
    antecedent: int | None = None  # the earlier mention it was resolved through
    why: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class WorkField:
    """One field of an entry, and the place it was read from (None: curated)."""

    name: str  # BibLaTeX name: author, title, date, journaltitle …
    value: str
    span: Span | None = None
    edtf: str = ""  # of a date, where it is certain; `value` is the date as written


@dataclass(frozen=True, slots=True)
class Work:
    """A bibliography entry. Names in `author` and `editor` are joined by ` and `."""

    key: str
    type: str  # BibLaTeX entry type: book, article, incollection, unpublished …
    fields: tuple[WorkField, ...]
    curated: bool = False
    otherwise: tuple[WorkField, ...] = ()  # what the notes say and the editors' entry does not


@dataclass(frozen=True, slots=True)
class Works:
    """What `works.gather` decided."""

    works: tuple[Work, ...]
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...] = ()


# ------------------------------------------------------------------ rulings
@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's answer to a finding. Exactly one of after, before, words, at is given."""

    code: Code
    decision: str
    reason: str
    by: str
    note: str = ""
    after: str = ""
    before: str = ""
    words: str = ""
    at: Span | None = None  # in the *source*
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class AppliedRuling:
    """A ruling and the place in the view where it took effect."""

    ruling: Ruling
    span: Span


# ------------------------------------------------------------------ the whole
@dataclass(frozen=True, slots=True)
class Passage:
    """A citable paragraph and its id (p3, f1, c2.1); `span` is trimmed."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Version:
    """A state of an edition that can be cited: `1.0`, and the day on which it was frozen."""

    number: str = "draft"
    date: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """All that is known of one text."""

    view: View = field(repr=False)
    manifest: Manifest
    zones: Zones
    blocks: Blocks
    notes: Notes
    citations: Citations
    works: Works
    passages: tuple[Passage, ...]
    register: Register  # with all that is cited here
    former: tuple[Former, ...] = ()
    pages: tuple[PageBreak, ...] = ()  # in order of place
    rulings: tuple[AppliedRuling, ...] = ()
    sensitive: tuple[tuple[int, str], ...] = ()  # ordinals of comments, and the reason
    version: Version = Version()
    findings: tuple[Finding, ...] = ()
