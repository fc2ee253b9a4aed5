"""`{apparatus}` and `{editorial-notes}`: all of an edition's, from all its pages, in one list.

The directive leaves a mark; when every page has been read, the notes are copied to it, each
with a link to its own place, and their links are made to start from the page of the list.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from edition_tools.publish.domain import NoteRecord, edition_domain, name_of
from edition_tools.publish.nodes import apparatus_entry, cited, edition_list, editorial_note
from edition_tools.publish.pages import edition_of
from edition_tools.publish.printed import printed_by
from edition_tools.vocabulary import Voice

KINDS = {"apparatus": Voice.APPARATUS, "editorial-notes": Voice.EDITORS_NOTES}
EMPTY = {
    "apparatus": "The edition changes nothing in the source.",
    "editorial-notes": "The editors have written no notes.",
}


class EditionList(SphinxDirective):
    """`{apparatus}`, `{editorial-notes}`."""

    def run(self) -> list[nodes.Node]:
        docname = self.env.current_document.docname
        node = edition_list(lists=self.name, refdoc=docname)
        node["edition"] = edition_of(self.env.srcdir, docname)
        self.set_source_info(node)
        return [node]


class FillLists(SphinxPostTransform):
    """Put the notes where their list stands, while their links can still be resolved."""

    default_priority = 4  # references are resolved at 10, the author's words linked at 8

    def run(self, **kwargs: Any) -> None:
        del kwargs
        for node in list(self.document.findall(edition_list)):
            if node["lists"] in KINDS:
                node.replace_self(self._list(node))

    def _list(self, node: nodes.Element) -> nodes.Element:
        voice = KINDS[node["lists"]]
        found = [
            (page, record)
            for page, record in edition_domain(self.env).records("notes", node["edition"])
            if record.voice == voice
        ]
        if not found:
            return nodes.paragraph("", EMPTY[node["lists"]])
        out = nodes.container(classes=["edition-list", node["lists"]])
        pages: dict[str, dict[str, nodes.Element]] = {}
        for page, record in found:
            if page not in pages:
                pages[page] = notes_of(self.env.get_doctree(page))
                title = self.env.titles[page].astext()
                out += nodes.rubric("", title, classes=["page-of-list"])
            note = pages[page].get(record.id)
            if note is not None:
                out += self._item(node["refdoc"], page, record, note)
        return out

    def _item(self, here: str, page: str, record: NoteRecord, note: nodes.Element) -> nodes.Element:
        item = nodes.container(classes=["listed-note", str(note["voice"])])
        head = nodes.paragraph("", "", classes=["listed-head"])
        head += make_refnode(
            self.env._app.builder, here, page, record.id, nodes.inline("", record.id)
        )
        domain = edition_domain(self.env)
        place = domain.place(domain.edition(page), record.place, page)
        if place is not None:
            words = nodes.inline("", name_of(place[1]))
            head += [
                nodes.Text(" at "),
                make_refnode(self.env._app.builder, here, page, f"{record.id}-ref", words),
            ]
        if note.get("lemma"):
            head += nodes.Text(f" on “{note['lemma']}”")
        said = [
            f"{note[name]} certainty" if name == "certainty" else str(note[name])
            for name in SAID
            if note.get(name)
        ]
        if said:
            head += nodes.inline("", f" ({', '.join(said)})", classes=["listed-said"])
        item += [head, *copied(note, here, page)]
        return item


SAID = ("kind", "change", "cause", "certainty", "initials", "status")


def notes_of(doctree: nodes.document) -> dict[str, nodes.Element]:
    """The editors' notes and apparatus entries of a page, by id."""
    return {
        note["ids"][0]: note
        for note in doctree.findall(nodes.footnote)
        if isinstance(note, editorial_note | apparatus_entry)
    }


def copied(note: nodes.Element, here: str, page: str) -> list[nodes.Node]:
    """The body of a note of *page* as it can stand on the page *here*: no ids, links mended."""
    body = [child.deepcopy() for child in note.children if not isinstance(child, nodes.label)]
    for child in body:
        for element in list(child.findall(nodes.Element)):
            element["ids"], element["names"] = [], []
            if isinstance(element, nodes.footnote_reference):
                element.parent.remove(element)
            elif isinstance(element, addnodes.pending_xref | cited):
                if element.get("reftype") == "doc":
                    element["reftarget"] = "/" + docname_join(page, element["reftarget"])
                element["refdoc"], element["near"] = here, page
            elif isinstance(element, nodes.reference) and "refid" in element:
                inner = nodes.inline("", "", *element.children)
                element.replace_self(inner)
    return list(body)


def changed_lists(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages whose list prints something else than when they were last written."""
    domain, printed = edition_domain(env), printed_by(app)
    out: list[str] = []
    for docname, lists in sorted(domain.data["lists"].items()):
        for kind, edition in sorted(lists):
            if kind not in KINDS:
                continue
            now = tuple(
                (page, record.digest)
                for page, record in domain.records("notes", edition)
                if record.voice == KINDS[kind]
            )
            if printed.differs((kind, edition, docname), now):
                out.append(docname)
    return out


def setup_lists(app: Sphinx) -> None:
    """Directives for lists."""
    for name in KINDS:
        app.add_directive(name, EditionList)
    app.add_post_transform(FillLists)
    app.connect("env-updated", changed_lists, priority=600)
