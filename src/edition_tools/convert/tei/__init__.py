"""TEI → View, Zones, Blocks, Notes: read from what the document says of itself, without a guess.

A TEI document is marked up already, so the steps that find structure in a bare text are not
needed for it; references and works are read as everywhere. Its bytes stay the source of record:
every tag is a run of the view of which nothing is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from edition_tools.convert.tei import reading, records, tokens
from edition_tools.convert.tei.found import Reading
from edition_tools.findings import UnreadableText
from edition_tools.model import Blocks, Notes, Pages, Zones
from edition_tools.register import Register
from edition_tools.text import Source, View

__all__ = ["Document", "read"]


@dataclass(frozen=True, slots=True)
class Document:
    """What the document says."""

    pages: Pages
    zones: Zones
    notes: Notes
    sensitive: tuple[tuple[int, str], ...]  # ordinals of comments, and the reason
    walked: Reading

    @property
    def view(self) -> View:
        """The words of the document."""
        return self.pages.view

    def ids(self) -> Register | None:
        """The ids that it gives its passages, if we have written it."""
        return records.ids(self.view, self.walked)

    def blocks(self, found: Zones) -> Blocks:
        """The blocks of the body zones of *found*, which rulings may have changed."""
        return records.blocks(self.walked, found)


def read(source: Source) -> Document:
    """The structure of a TEI document; raises `UnreadableText` if it is no XML or has no text."""
    walked = reading.walk(source, tokens.read(source.name, source.text))
    view = walked.out.view()
    if not view.text:
        raise UnreadableText(
            f"{source.name} has no words in a <text> element",
            "it may be a header alone, or not TEI; check the file",
        )
    found, notes = records.zones(view, walked), records.notes(walked)
    pages = Pages(view, tuple(walked.pages))
    return Document(pages, found, notes, records.sensitive(walked), walked)
