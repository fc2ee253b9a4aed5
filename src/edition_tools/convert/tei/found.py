"""What the walk through a document finds: blocks, notes and calls, with places in the view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from edition_tools.convert.tei.layout import Layout
from edition_tools.convert.tei.tokens import Token
from edition_tools.model import PageBreak
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind, ZoneKind


@dataclass(slots=True)
class Open:
    """An element that is open."""

    token: Token
    index: int  # of its token
    silent: bool


@dataclass(slots=True)
class Laid:
    """A block of words and where it belongs; `owner` is the element that makes a zone of it."""

    zone: ZoneKind
    owner: int
    kind: BlockKind
    start: int
    end: int = 0
    level: int = 0
    quote: int = -1  # the element that sets it off
    known: str = ""  # how the file says that we know of it
    note: int = -1  # the note that it is a paragraph of
    head: bool = False  # says who wrote a comment
    id: str = ""  # that the file gives it


@dataclass(slots=True)
class NoteFound:
    """A note of the author's: where it is called, where its words are."""

    token: Token
    inline: bool
    paragraphs: list[Span] = field(default_factory=list)
    calls: list[tuple[Span, str, bool]] = field(default_factory=list)  # place, mark, supplied
    number: Span | None = None


@dataclass(slots=True)
class Reading:
    """All that the walk has found."""

    out: Layout
    ours: bool
    laid: list[Laid] = field(default_factory=list)
    notes: dict[int, NoteFound] = field(default_factory=dict)
    posts: dict[int, Token] = field(default_factory=dict)
    warned: dict[int, str] = field(default_factory=dict)  # comments not for everybody, and why
    unanswered: list[Span] = field(default_factory=list)  # marks that call no note
    pages: list[PageBreak] = field(default_factory=list)
    met: dict[str, list[int]] = field(default_factory=dict)  # elements that say more than we keep

    def spoken(self) -> Iterator[Laid]:
        """The blocks that have words."""
        return (it for it in self.laid if it.end > it.start)
