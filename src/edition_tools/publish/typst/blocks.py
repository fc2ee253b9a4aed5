"""Paragraphs and what is larger: passages, quotations, verse, lists, tables, boxes."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.columns import count_of, fits, shares
from edition_tools.publish.paged import (
    depth_of_line,
    leads_item,
    leads_note,
    number_in_margin,
    runs_on,
)
from edition_tools.publish.typst.code import CLOSE_CALL, OPEN, literal, opening, value
from edition_tools.publish.typst.ends import calls_from_the_ends
from edition_tools.publish.typst.pieces import Pieces

LOOKS = frozenset({"cited-in", "listed-head"})  # paragraphs that the template knows by name
PATTERNS = {"arabic": "1.", "loweralpha": "a.", "upperalpha": "A.", "lowerroman": "i.",
            "upperroman": "I."}  # fmt: skip


class Blocks(Pieces):
    """Visitors of blocks that any document may have."""

    # ------------------------------------------------------------ paragraphs
    def visit_paragraph(self, node: nodes.Element) -> None:
        if leads_note(node) or leads_item(node):
            self.anchors(node)
            self.add(opening("run-on"))
        elif runs_on(node):
            self.add(literal("\u2003") + ";")
            self.add(opening("run-on"))
        elif looks := LOOKS.intersection(node["classes"]):
            self.add("\n")
            self.anchors(node)
            self.add(opening(min(looks)))
        else:
            self.add("\n")
            ends = self.ends(node)
            self.add(opening("passage", **self.numbered(node), names=self.names_of(node), **ends))

    depart_paragraph = Pieces.close

    def ends(self, node: nodes.Element) -> dict[str, int]:
        """How far from the ends of a passage notes are called, if any are."""
        found = calls_from_the_ends(node, self.notes, self.printing.layout.places)
        return dict(zip(("early", "late"), found, strict=True)) if found else {}

    def numbered(self, node: nodes.Element) -> dict[str, str | bool | None]:
        """What stands in the margin beside a passage, if it is one."""
        number, supplied = number_in_margin(node)
        return {"number": number or None, "supplied": supplied}

    def visit_block_quote(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        self.add(opening("quotation"))

    depart_block_quote = Pieces.close

    def visit_attribution(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.add(opening("attribution"))

    depart_attribution = Pieces.close

    def visit_line_block(self, node: nodes.Element) -> None:
        if isinstance(node.parent, nodes.line_block):
            return
        self.add("\n")
        self.add(opening("verse", **self.numbered(node), names=self.names_of(node)))

    def depart_line_block(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self.close(node)

    def visit_line(self, node: nodes.Element) -> None:
        depth = depth_of_line(node)
        self.add(f"verse-line(depth: {depth}, names: {value(self.names_of(node))}, {OPEN}")

    depart_line = Pieces.close

    # ------------------------------------------------------------ lists
    def visit_bullet_list(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        self.add("bulleted(")

    def depart_bullet_list(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.add(");")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        pattern = PATTERNS.get(node.get("enumtype", "arabic"), "1.")
        self.add(f"numbered(start: {int(node.get('start', 1))}, pattern: {literal(pattern)}, ")

    depart_enumerated_list = depart_bullet_list

    def visit_list_item(self, node: nodes.Element) -> None:
        self.add(OPEN)
        self.anchors(node)

    def depart_list_item(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.add("}, ")

    def visit_definition_list(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        self.add("defined(")

    depart_definition_list = depart_bullet_list

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        self.add(f"({OPEN}")
        terms = [it for it in node.children if not isinstance(it, nodes.definition)]
        for at, term in enumerate(terms):
            self.add('" : ";' if at else "")
            term.walkabout(self)
        self.add(f"}}, {OPEN}")
        for it in node.children:
            if isinstance(it, nodes.definition):
                it.walkabout(self)
        self.add("}), ")
        raise nodes.SkipNode

    def visit_term(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_term = visit_classifier = depart_classifier = Pieces.pass_by
    visit_definition = depart_definition = Pieces.pass_by

    def visit_field_list(self, node: nodes.Element) -> None:
        self.add("\ndefined(")
        for it in node.children:
            if isinstance(it, nodes.field):
                name, body = it.children[0], it.children[1]
                assert isinstance(name, nodes.Element)
                assert isinstance(body, nodes.Element)
                self.add(f"({OPEN}")
                self.pieces += self.inside(name)
                self.add(f"}}, {OPEN}")
                self.pieces += self.inside(body)
                self.add("}), ")
        self.add(");")
        raise nodes.SkipNode

    def visit_option_list(self, node: nodes.Element) -> None:
        self.add("\ndefined(")
        for item in node.children:
            group, description = item.children
            options = [self.printable(it.astext(), it) for it in group.children]
            assert isinstance(description, nodes.Element)
            self.add(f"(monospaced({literal(', '.join(options))}), {OPEN}")
            self.pieces += self.inside(description)
            self.add("}), ")
        self.add(");")
        raise nodes.SkipNode

    # ------------------------------------------------------------ tables
    def visit_table(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        for child in node.children:
            if isinstance(child, nodes.title):
                self.add(opening("rubric"))
                self.pieces += self.inside(child)
                self.close(child)
            elif isinstance(child, nodes.tgroup):
                self._group(child)
        raise nodes.SkipNode

    def _group(self, group: nodes.Element) -> None:
        columns: object = count_of(group)
        if not fits(group):
            columns = "(" + "".join(f"{share:.3f}fr, " for share in shares(group)) + ")"
        self.add(f"tabular(columns: {columns}, header: (")
        for part, kind in (("", nodes.thead), ("), rows: (", nodes.tbody)):
            self.add(part)
            for rows in (it for it in group.children if isinstance(it, kind)):
                for entry in (it for row in rows.children for it in row.children):
                    assert isinstance(entry, nodes.Element)
                    self._cell(entry)
        self.add("));")

    def _cell(self, entry: nodes.Element) -> None:
        across, down = int(entry.get("morecols", 0)) + 1, int(entry.get("morerows", 0)) + 1
        spans = across > 1 or down > 1
        self.add(f"table.cell(colspan: {across}, rowspan: {down}, {OPEN}" if spans else OPEN)
        self.pieces += self.inside(entry)
        self.add("}), " if spans else "}, ")

    # ------------------------------------------------------------ boxes and pictures
    def boxed(self, node: nodes.Element, title: str) -> None:
        """Begin a box with a heading of ours."""
        self.add("\n")
        self.anchors(node)
        self.add(opening("boxed", title=title or None))

    def visit_admonition(self, node: nodes.Element) -> None:
        titles = [it.astext() for it in node.children if isinstance(it, nodes.title)]
        name = type(node).__name__
        self.boxed(node, titles[0] if titles else name.replace("_", " ").capitalize())
        self.pieces += self.inside(node, without=(nodes.title,))
        self.close(node)
        raise nodes.SkipNode

    def visit_Admonition(self, node: nodes.Element) -> None:
        self.visit_admonition(node)

    def visit_figure(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        captions = [it for it in node.children if isinstance(it, nodes.caption)]
        self.add("illustrated(")
        for caption in captions[:1]:
            self.add(f"caption: {OPEN}")
            self.pieces += self.inside(caption)
            self.add("}, ")
        self.add(OPEN)
        self.pieces += self.inside(node, without=(nodes.caption,))
        self.add(CLOSE_CALL)
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        if "source-line-shown" in node["classes"]:
            self._line_with_caret(node)
            raise nodes.SkipNode
        lines = self.printable(node.astext().expandtabs().replace("\n", "\u2028"), node)
        code = literal(lines).replace("\\u{2028}", "\\n")
        self.add(f"monospaced(block: true, {code});")
        raise nodes.SkipNode

    def _line_with_caret(self, node: nodes.Element) -> None:
        """A line of the source; what the carets below it mean is underlined instead."""
        line, _, carets = node.astext().partition("\n")
        start, end = carets.find("^"), carets.rfind("^") + 1
        parts = (line[: max(start, 0)], line[max(start, 0) : end], line[end:])
        before, marked, after = (literal(self.printable(it, node)) for it in parts)
        self.add(f"line-of-source({before}, {marked}, {after});")

    visit_doctest_block = visit_math_block = visit_literal_block

    def visit_rubric(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        self.add(opening("rubric"))

    depart_rubric = Pieces.close
    visit_caption = visit_centered = visit_rubric
    depart_caption = depart_centered = Pieces.close

    def visit_transition(self, node: nodes.Element) -> None:
        following = node.next_node(nodes.Element, descend=False, siblings=True)
        if following is not None and not isinstance(following, nodes.footnote):
            self.add("\nrule();")
        raise nodes.SkipNode

    def visit_container(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)

    depart_container = Pieces.pass_by

    def visit_topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:
            raise nodes.SkipNode  # the book has its own
        self.visit_container(node)

    visit_compound = visit_legend = visit_sidebar = visit_container
    visit_glossary = visit_hlist = visit_hlistcol = visit_container
    depart_glossary = depart_hlist = depart_hlistcol = Pieces.pass_by
    depart_compound = depart_legend = depart_topic = depart_sidebar = Pieces.pass_by
