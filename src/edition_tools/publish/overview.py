"""What kind of edition this is, and what it changes: counted when all pages have been read.

`{about-this-text}` leaves a mark for each; here the marks are replaced. Nothing is claimed that
is not in the pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from edition_tools.publish.domain import edition_domain
from edition_tools.publish.facts import table
from edition_tools.publish.lists import notes_of
from edition_tools.publish.nodes import apparatus_entry, edition_list
from edition_tools.publish.pages import join, statement_file
from edition_tools.publish.statement import read
from edition_tools.vocabulary import CERTAINTIES, EMENDATION_CLASSES, Voice

KIND, EMENDATIONS = "kind-of-edition", "emendations-by-class"
PRINCIPLES = "principles"  # the editors' page of that name
CLASSES = {
    "transmission": "Transmission: made on the way from print to the source",
    "print": "Print: stood in print already",
    "author": "Author: the author’s own slip",
    "": "Of no class",
}
RETAINED = "retained"
WHOLE = "titles, notes and commentary too"
NOTHING = "The edition changes nothing in the source."


class FillOverview(SphinxPostTransform):
    """Put the overviews where their marks stand, while links can still be resolved."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        del kwargs
        for node in list(self.document.findall(edition_list)):
            if node["lists"] == KIND:
                node.replace_self(self._kind(node["edition"], node["refdoc"]))
            elif node["lists"] == EMENDATIONS:
                node.replace_self(self._emendations(node["edition"], node["refdoc"]))

    def _entries(self, edition: str) -> list[tuple[str, nodes.Element]]:
        """The entries of the apparatus with their pages, in order of reading."""
        records = edition_domain(self.env).records("notes", edition)
        pages = dict.fromkeys(page for page, record in records if record.voice == Voice.APPARATUS)
        return [
            (page, note)
            for page in pages
            for note in notes_of(self.env.get_doctree(page)).values()
            if isinstance(note, apparatus_entry)
        ]

    def _kind(self, edition: str, docname: str) -> nodes.paragraph:
        statement = read(statement_file(Path(self.env.srcdir), edition))
        entries = self._entries(edition)
        changed = sum(note.get("change") != RETAINED for _, note in entries)
        records = list(edition_domain(self.env).records("notes", edition))
        notes = sum(record.voice == Voice.EDITORS_NOTES for _, record in records)
        if changed:
            said = f"A critical edition of one witness, {statement.siglum}: it corrects what it has"
            kept = len(entries) - changed
            said += (
                f" in {_many(changed, 'place')}{f', keeps it on purpose in {kept}' * bool(kept)}"
            )
            said += ", and says in each what the witness reads."
        else:
            said = f"An edition of one witness, {statement.siglum}, as it stands."
        said += f" {_many(notes, 'note').capitalize()} of the editors."
        out = nodes.paragraph("", f"{said} Both count the whole edition, {WHOLE}.")
        principles = join(edition, PRINCIPLES)
        if principles in self.env.found_docs:
            title = nodes.inline("", self.env.titles[principles].astext())
            out += nodes.Text(" The rules that it follows: ")
            out += make_refnode(self.app.builder, docname, principles, "", title)
            out += nodes.Text(".")
        return out

    def _emendations(self, edition: str, docname: str) -> nodes.Element:
        entries = self._entries(edition)
        if not entries:
            return nodes.paragraph("", NOTHING)
        out = nodes.container(classes=["emendations-by-class"])
        out += self._table(entries)
        for name, title in CLASSES.items():
            mine = [it for it in entries if _class(it[1]) == name and not _is_retained(it[1])]
            if mine:
                out += self._line(title, mine, docname)
        kept = [it for it in entries if _is_retained(it[1])]
        if kept:
            out += self._line("Retained on purpose", kept, docname)
        return out

    def _table(self, entries: list[tuple[str, nodes.Element]]) -> nodes.table:
        rows = []
        for name in (*EMENDATION_CLASSES, ""):
            mine = [n for _, n in entries if _class(n) == name and not _is_retained(n)]
            sure = [sum(n.get("certainty") == degree for n in mine) for degree in CERTAINTIES]
            if mine:
                counts = (len(mine), *sure)
                title = CLASSES[name].partition(":")[0]
                rows.append([title, *(str(count) if count else "–" for count in counts)])
        kept = sum(_is_retained(note) for _, note in entries)
        if kept:
            rows.append(["Retained", str(kept), *["–"] * len(CERTAINTIES)])
        head = ["Class", "All", *(f"{degree.capitalize()} certainty" for degree in CERTAINTIES)]
        return table(head, rows, classes=["counts"])

    def _line(
        self, title: str, entries: list[tuple[str, nodes.Element]], docname: str
    ) -> nodes.paragraph:
        """A class and a link to each of its entries."""
        out = nodes.paragraph("", f"{title}: ")
        for number, (page, note) in enumerate(entries):
            id_ = note["ids"][0]
            link = make_refnode(self.app.builder, docname, page, id_, nodes.inline("", id_))
            out += [nodes.Text(", " if number else ""), link]
        out += nodes.Text(".")
        return out


def _class(note: nodes.Element) -> str:
    cause = str(note.get("cause", ""))
    return cause if cause in CLASSES else ""


def _is_retained(note: nodes.Element) -> bool:
    return bool(note.get("change") == RETAINED)


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count or 'no'} {thing}s"
