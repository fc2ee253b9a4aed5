"""Notes on paper, as every format with pages has them: which series, where, in whose language.

A note is set where it is called. The lists of notes that end a page on screen are left out, unless
the layout wants the notes of a voice at the end of their chapter. Notes that nothing calls follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from edition_tools.publish.book import Part
from edition_tools.publish.layout import END, FOOT
from edition_tools.publish.nodes import uncalled_note, voice_list
from edition_tools.publish.paged import Walk
from edition_tools.vocabulary import Voice

UNCALLED = "Notes without a mark in the text"
SERIES = {Voice.EDITORS_NOTES: "editors", Voice.APPARATUS: "apparatus"}


class NotesInPrint(Walk):
    """Visitors of notes and their lists; a format writes `ended` and `uncalled`."""

    def set_at(self, note: nodes.Element) -> str:
        """Where the layout sets the notes of this one's voice: foot, margin, end."""
        return self.printing.layout.places.get(note.get("voice"), FOOT)

    def at_end(self, note: nodes.Element) -> bool:
        """Whether the note stands in the list of its voice, at the end of its chapter."""
        return self.set_at(note) == END and isinstance(note.parent, voice_list)

    def language_of(self, series: str) -> str:
        """The language of the notes of a series in this chapter."""
        authors = series == "author" and self.chapter.part in (Part.TEXT, Part.APPENDIX)
        return self.printing.text_language if authors else self.printing.language

    def visit_footnote(self, node: nodes.Element) -> None:  # noqa: ARG002
        raise nodes.SkipNode  # printed where it is called

    def visit_voice_list(self, node: nodes.Element) -> None:
        notes = [it for it in node.children if isinstance(it, nodes.footnote)]
        uncalled = [it for it in notes if isinstance(it, uncalled_note)]
        ended = [it for it in notes if it not in uncalled and self.at_end(it)]
        if ended:
            self.ended(node, ended)
        if uncalled:
            self.uncalled(uncalled)
        raise nodes.SkipNode

    def visit_uncalled_note(self, node: uncalled_note) -> None:
        self.uncalled([node])
        raise nodes.SkipNode

    visit_label = Walk.skip

    def ended(self, listed: nodes.Element, notes: Sequence[nodes.footnote]) -> None:
        """Print the notes of one voice, at the end of their chapter."""
        raise NotImplementedError

    def uncalled(self, notes: Sequence[nodes.footnote]) -> None:
        """Print notes whose calls are lost, under a line that says so."""
        raise NotImplementedError


def series_of(note: nodes.Element) -> str:
    """The series in which a note is printed: author, editors, apparatus."""
    return SERIES.get(note.get("voice"), "author")
