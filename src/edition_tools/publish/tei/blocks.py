"""Paragraphs and what is larger: passages, quotations, verse, lists, tables, boxes."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.tei.pieces import Pieces, category
from edition_tools.publish.tei.xml import append

# how we know that a passage begins or was displayed here: classes of paragraphs
KNOWN_BY = ("break-proposed", "break-ruled", "quotation-proposed", "quotation-ruled")


def known_by(node: nodes.Element) -> str:
    """Pointers to what the classes of a passage say of how it is known."""
    found = [f"#{category('known', it)}" for it in KNOWN_BY if it in node.get("classes", ())]
    return " ".join(found)


class Blocks(Pieces):
    """Visitors of blocks that any document may have."""

    # ------------------------------------------------------------ paragraphs
    def visit_paragraph(self, node: nodes.Element) -> None:
        if "passage" not in node and self._alone(node):
            self.at.append(self.at[-1])  # its holder is the paragraph
            return
        attributes = {"n": self._number(node), "ana": known_by(node)}
        if "attribution" in node["classes"] and self.at[-1].tag == "post":
            self.open("head", node, type="attribution")
        else:
            self.open("p", node, **attributes)

    depart_paragraph = Pieces.close

    def _alone(self, node: nodes.Element) -> bool:
        """Whether it is all that an item, a cell, a short note holds."""
        held = (nodes.list_item, nodes.definition, nodes.field_body, nodes.entry)
        return isinstance(node.parent, held) and len(node.parent.children) == 1

    def _number(self, node: nodes.Element) -> str:
        name = str(node.get("passage") or "")
        return name[1:] if name.startswith("p") else name.lstrip("cf")

    def visit_block_quote(self, node: nodes.Element) -> None:
        if any(isinstance(it, nodes.attribution) for it in node.children):
            self.open("cit")
        self.open("quote", node)

    def depart_block_quote(self, node: nodes.Element) -> None:
        if self.at[-1].tag == "quote":
            self.close(node)
        if self.at[-1].tag == "cit":
            self.close(node)

    def visit_attribution(self, node: nodes.Element) -> None:
        self.close(node)  # of the quotation
        self.open("bibl", node)

    depart_attribution = Pieces.close

    def visit_line_block(self, node: nodes.Element) -> None:
        self.open("lg", node, n=self._number(node), ana=known_by(node))

    depart_line_block = Pieces.close

    def visit_line(self, node: nodes.Element) -> None:
        self.open("l", node)

    depart_line = Pieces.close

    # ------------------------------------------------------------ lists
    def visit_bullet_list(self, node: nodes.Element) -> None:
        self.open("list", node, rend="bulleted")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        self.open("list", node, rend="numbered", n=str(node.get("start", "")))

    depart_bullet_list = depart_enumerated_list = Pieces.close

    def visit_list_item(self, node: nodes.Element) -> None:
        self.open("item", node)

    depart_list_item = Pieces.close

    def visit_definition_list(self, node: nodes.Element) -> None:
        self.open("list", node, type="gloss")

    depart_definition_list = Pieces.close
    visit_definition_list_item = depart_definition_list_item = Pieces.pass_by

    def visit_term(self, node: nodes.Element) -> None:
        self.open("label", node)

    depart_term = Pieces.close

    def visit_definition(self, node: nodes.Element) -> None:
        self.open("item", node)

    depart_definition = Pieces.close

    def visit_classifier(self, node: nodes.Element) -> None:
        append(self.at[-1], " ")
        del node

    depart_classifier = Pieces.pass_by
    visit_field_list, depart_field_list = visit_definition_list, Pieces.close
    visit_field = depart_field = Pieces.pass_by
    visit_field_name, depart_field_name = visit_term, Pieces.close
    visit_field_body, depart_field_body = visit_definition, Pieces.close

    # ------------------------------------------------------------ tables
    def visit_table(self, node: nodes.Element) -> None:
        self.open("table", node)

    depart_table = Pieces.close
    visit_tgroup = depart_tgroup = visit_tbody = depart_tbody = Pieces.pass_by
    visit_thead = depart_thead = Pieces.pass_by
    visit_colspec = Pieces.skip

    def visit_row(self, node: nodes.Element) -> None:
        self.open("row", node, role="label" if isinstance(node.parent, nodes.thead) else "data")

    depart_row = Pieces.close

    def visit_entry(self, node: nodes.Element) -> None:
        across, down = int(node.get("morecols", 0)), int(node.get("morerows", 0))
        self.open(
            "cell",
            node,
            cols=str(across + 1) if across else "",
            rows=str(down + 1) if down else "",
        )

    depart_entry = Pieces.close

    # ------------------------------------------------------------ boxes and pictures
    def visit_admonition(self, node: nodes.Element) -> None:
        name = type(node).__name__
        self.open("note", node, type=name)

    depart_admonition = Pieces.close

    def visit_Admonition(self, node: nodes.Element) -> None:
        self.visit_admonition(node)

    def depart_Admonition(self, node: nodes.Element) -> None:
        self.close(node)

    def visit_figure(self, node: nodes.Element) -> None:
        self.open("figure", node)

    depart_figure = Pieces.close

    def visit_caption(self, node: nodes.Element) -> None:
        self.open("p" if self.at[-1].tag == "figure" else "head", node)

    depart_caption = Pieces.close

    def visit_rubric(self, node: nodes.Element) -> None:
        self.open("ab", node, type="rubric")

    depart_rubric = Pieces.close
    visit_centered, depart_centered = visit_rubric, Pieces.close

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.put("eg", node, words=node.astext())
        raise nodes.SkipNode

    visit_doctest_block = visit_math_block = visit_literal_block

    def visit_transition(self, node: nodes.Element) -> None:
        following = node.next_node(nodes.Element, descend=False, siblings=True)
        if following is not None and not isinstance(following, nodes.footnote):
            self.put("milestone", unit="section", rend="rule")
        raise nodes.SkipNode

    visit_container = visit_compound = visit_topic = visit_sidebar = Pieces.pass_by
    depart_container = depart_compound = depart_topic = depart_sidebar = Pieces.pass_by
    visit_legend = visit_glossary = visit_hlist = visit_hlistcol = Pieces.pass_by
    depart_legend = depart_glossary = depart_hlist = depart_hlistcol = Pieces.pass_by
