"""From the doctree of a page to TEI: headings, and the nodes of an edition.

The words themselves are in `inlines`, notes in `notes`, blocks of any document in `blocks`.
What goes out: `top`, a `div` with the page; `back`, the divisions of its notes.
"""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.book import BANNER
from edition_tools.publish.tei.blocks import Blocks
from edition_tools.publish.tei.inlines import Inlines
from edition_tools.publish.tei.notes import Notes
from edition_tools.publish.tei.pieces import Pieces, logger
from edition_tools.publish.tei.xml import element

LISTS = frozenset({"edition-list", "register", "timeline"})  # made of what the file has already
BYLINES = {"byline": "byline", "source-line": "bibl"}


class TeiTranslator(Blocks, Inlines, Notes):
    """Visits one page."""

    sections = 0

    def visit_document(self, node: nodes.Element) -> None:
        self.top.set("xml:id", self.encoding.ids.of[self.docname, ""])
        del node

    depart_document = Pieces.pass_by

    def visit_section(self, node: nodes.Element) -> None:
        self.sections += 1
        if self.sections == 1 and self.at[-1] is self.top and not len(self.top):
            for id_ in node["ids"][:1]:
                self.top.set("n", id_)
            self.at.append(self.top)  # the page is the section
        else:
            self.open("div", node)

    def depart_section(self, node: nodes.Element) -> None:
        self.sections -= 1
        self.close(node)

    def visit_title(self, node: nodes.Element) -> None:
        self.open("head")
        del node

    depart_title = Pieces.close
    visit_subtitle, depart_subtitle = visit_title, Pieces.close

    # ------------------------------------------------------------ words of the edition
    def visit_container(self, node: nodes.Element) -> None:
        classes: list[str] = node["classes"]
        # what the banner says stands in the header
        if BANNER in classes or not LISTS.isdisjoint(classes):
            raise nodes.SkipNode
        name = next((BYLINES[it] for it in classes if it in BYLINES), "")
        if not name:
            return
        for child in node.children:
            assert isinstance(child, nodes.Element)
            self.open(name, child, type="source-line" if name == "bibl" else "")
            self.inside(child)
            self.close()
        raise nodes.SkipNode

    def visit_definition_list(self, node: nodes.Element) -> None:
        if not LISTS.isdisjoint(node["classes"]):
            raise nodes.SkipNode
        super().visit_definition_list(node)

    visit_field_list = Blocks.visit_definition_list

    def visit_table(self, node: nodes.Element) -> None:
        if not LISTS.isdisjoint(node["classes"]):
            raise nodes.SkipNode
        super().visit_table(node)

    def visit_blog_frame(self, node: nodes.Element) -> None:
        self.open("div", node, type="frame")

    depart_blog_frame = Pieces.close

    def visit_reader_comment(self, node: nodes.Element) -> None:
        answers = self.link("", str(node.get("reply_to") or ""))
        self.open("post", node, type="comment", n=str(node.get("number") or ""), replyTo=answers)
        if node.get("sensitive"):
            self.at[-1].append(element("note", str(node["sensitive"]), type="content-warning"))

    depart_reader_comment = Pieces.close

    def visit_withheld(self, node: nodes.Element) -> None:
        reason = element("desc", node.astext(), xml_lang=self.encoding.language)
        self.put("p", node).append(element("gap", reason, reason="withheld"))
        raise nodes.SkipNode

    # ------------------------------------------------------------ works
    def visit_citation(self, node: nodes.Element) -> None:
        name = self.encoding.ids.of[self.docname, node["ids"][0]]
        entry = next((it for it in self.encoding.works.values() if it.get("xml:id") == name), None)
        if entry is None:
            raise nodes.SkipNode
        holder = self.at[-1]
        if not len(holder) or holder[-1].tag != "listBibl":
            holder.append(element("listBibl"))
        holder[-1].append(entry)
        for paragraph in node.findall(nodes.paragraph):
            if "cited-in" in paragraph["classes"]:
                self.at.append(entry)
                self.open("note", type="cited-in")
                self.inside(paragraph)
                self.close()
                self.close()
        raise nodes.SkipNode

    # ------------------------------------------------------------ the rest
    visit_comment = visit_substitution_definition = visit_index = Pieces.skip
    visit_toctree = visit_meta = visit_raw = visit_pending = visit_edition_list = Pieces.skip
    visit_tabular_col_spec = visit_highlightlang = visit_system_message = Pieces.skip

    def unknown_visit(self, node: nodes.Node) -> None:
        logger.warning("TEI has no form for %s", type(node).__name__, location=node, type="edition")

    def unknown_departure(self, node: nodes.Node) -> None:
        pass
