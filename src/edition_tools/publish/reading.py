"""When a page has been parsed: its ids, marks and anchors, in the one order that works.

First the author's notes get the source's marks; then all quotations are looked up in the page
as the source reads it; only then is anything changed; then the editors' marks follow the order
of place, and the notes of each voice are gathered in a list at the page's end.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.transforms import SphinxTransform

from edition_tools.findings import Code
from edition_tools.publish import commentary, language, marks, passages, records, standoff, works
from edition_tools.publish.anchoring import Anchoring
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.nodes import uncalled_note
from edition_tools.publish.pages import edition_of, is_machine_written, statement_file
from edition_tools.publish.report import fault
from edition_tools.publish.rights import add_banner, withhold
from edition_tools.publish.statement import read
from edition_tools.vocabulary import Voice


class ReadPage(SphinxTransform):
    """Make the doctree of a page what `nodes` says it is."""

    default_priority = 15  # before ids (260), docutils' footnotes (618 to 623), doctree-read (880)

    def apply(self) -> None:
        docname = self.env.current_document.docname
        srcdir = Path(self.env.srcdir)
        domain = edition_domain(self.env)
        edition = edition_of(srcdir, docname)
        domain.note("editions", docname, edition)
        files = standoff.names_of_files(srcdir, docname)
        domain.note("files", docname, files)
        path = statement_file(srcdir, edition)
        statement = read(path)
        if path is not None and (files or is_machine_written(docname)):
            self.env.note_dependency(str(path))
        private = bool(self.config.edition_private)

        passages.number(self.document)
        commentary.set_depths(self.document)
        if self._holds_a_text(docname, path is not None, bool(files)):
            marks.take_author_notes(self.document, self._missing)
        for note in self.document.findall(uncalled_note):
            marks.claim(self.document, note["ids"][0], note)
        editors = standoff.statements(self.document, self.env, docname)
        Anchoring(self.document, self.env, docname, statement, private).anchor(editors)
        withhold(self.document, statement, editors, private=private)
        ordered = marks.mark_editors(self.document)
        self._check_calls()
        marks.collect_notes(self.document, ordered)
        if language.differs(statement.language, self.config.language):
            language.say(self.document, statement.language)
        if is_machine_written(docname):
            add_banner(self.document, statement)
        works.own_keys(self.document, self.env, edition)
        records.note(self.document, self.env, docname, edition)

    def _holds_a_text(self, docname: str, has_record: bool, has_files: bool) -> bool:
        """Whether footnotes here are the author's: in an edition, a page of the editors' own
        (its introduction, say) keeps docutils' footnotes, with ids that no note of his can have.
        """
        if not has_record or has_files or is_machine_written(docname):
            return True
        return any(node.get("passage") for node in self.document.findall(nodes.Element))

    def _missing(self, call: nodes.Element, label: str) -> None:
        fault(
            self.env,
            self.env.current_document.docname,
            Code.NOTES_CALL_WITHOUT_NOTE,
            f"the mark [^{label}] has no note; if the source has none, "
            f"write {{unanswered}}`{label}`",
            call,
        )

    def _check_calls(self) -> None:
        for note in self.document.findall(nodes.footnote):
            is_his = note.get("voice") == Voice.AUTHOR_NOTES
            if is_his and not note["backrefs"] and not isinstance(note, uncalled_note):
                fault(
                    self.env,
                    self.env.current_document.docname,
                    Code.NOTES_MARKER_LOST,
                    f"nothing calls note {note['mark']}; put it into {{uncalled-note}} "
                    "until a ruling places its mark",
                    note,
                )
