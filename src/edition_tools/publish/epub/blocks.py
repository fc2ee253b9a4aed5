"""Headings, passages, quotations, verse, lists, tables, pictures of a page."""

from __future__ import annotations

import re

from docutils import nodes

from edition_tools.publish.epub.tree import Heading, Tree
from edition_tools.publish.epub.xhtml import append, element
from edition_tools.publish.nodes import voice_list

PASSAGE_NUMBER = re.compile(r"^p(\d.*)$")  # p14, p14a: printed without the letter before
LISTS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


class Blocks(Tree):
    """Visitors of blocks."""

    # ------------------------------------------------------------ headings
    def visit_section(self, node: nodes.Element) -> None:
        self.sections += 1
        if self.sections == 1 and len(self.open) == 1:
            content = self.written.content
            for id_ in self.own_ids(node):
                append(content, element("span", {"id": id_}))
        else:
            self.start("section", node)

    def depart_section(self, node: nodes.Element) -> None:
        self.sections -= 1
        if self.open[-1] is not self.written.content:
            self.end(node)

    def visit_title(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.section):
            self.start("p", node, class_="rubric")
            return
        self.start(f"h{min(self.sections, 6)}", node)
        if not isinstance(node.parent, voice_list):
            id_ = next(iter(node.parent["ids"]), "") if self.sections > 1 else ""
            self.written.headings.append(Heading(self.sections, id_, plain(node)))

    depart_title = Tree.end

    # ------------------------------------------------------------ passages
    def visit_paragraph(self, node: nodes.Element) -> None:
        self.start("p", node, class_="passage" if is_numbered(node) else "")
        self.number(node)

    depart_paragraph = Tree.end

    def number(self, node: nodes.Element) -> None:
        """The number of a passage, in the margin; screen readers pass it by."""
        found = PASSAGE_NUMBER.match(str(node.get("passage") or ""))
        if found:
            mark = element("span", {"class": "number", "aria-hidden": "true"}, found[1])
            append(self.open[-1], mark)

    def visit_print_page(self, node: nodes.Element) -> None:
        """Where a page of the print begins; its number is shown by the style sheet."""
        given = {"class_": "print-page", "role": "doc-pagebreak", "title": str(node["n"])}
        made = self.start("span", node, kind="pagebreak", **given)
        self.written.pages.append((made.get("id", ""), str(node["n"])))
        self.end()
        raise nodes.SkipNode

    def visit_line_block(self, node: nodes.Element) -> None:
        self.start("div", node, class_="verse" if not self._in_verse(node) else "verse-part")
        self.number(node)

    depart_line_block = Tree.end

    @staticmethod
    def _in_verse(node: nodes.Element) -> bool:
        return isinstance(node.parent, nodes.line_block)

    def visit_line(self, node: nodes.Element) -> None:
        self.start("div", node, class_="line")

    depart_line = Tree.end

    def visit_attribution(self, node: nodes.Element) -> None:
        self.start("p", node, class_="attribution")

    depart_attribution = Tree.end

    # ------------------------------------------------------------ lists
    def visit_enumerated_list(self, node: nodes.Element) -> None:
        start = int(node.get("start", 1))
        kind = LISTS.get(node.get("enumtype", "arabic"), "1")
        self.start("ol", node, type=kind, start=str(start) if start != 1 else "")

    depart_enumerated_list = Tree.end

    def visit_field_name(self, node: nodes.Element) -> None:
        self.start("dt", node)

    visit_option_group = visit_field_name
    depart_field_name = depart_option_group = Tree.end

    def visit_option(self, node: nodes.Element) -> None:
        if node.parent.index(node):
            self.say(", ")
        self.start("code", node)
        self.say(node.astext())
        self.end(node)
        raise nodes.SkipNode

    def visit_classifier(self, node: nodes.Element) -> None:
        self.say(" : ")
        self.start("i", node)

    depart_classifier = Tree.end

    # ------------------------------------------------------------ tables
    def visit_table(self, node: nodes.Element) -> None:
        self.start("table", node)
        for title in (it for it in node.children if isinstance(it, nodes.title)):
            self.start("caption", title)
            self.within(title)
            self.end(title)
        for group in (it for it in node.children if isinstance(it, nodes.tgroup)):
            self.within(group, without=(nodes.colspec,))
        self.end(node)
        raise nodes.SkipNode

    def visit_entry(self, node: nodes.Element) -> None:
        across, down = int(node.get("morecols", 0)) + 1, int(node.get("morerows", 0)) + 1
        head = isinstance(node.parent.parent, nodes.thead)
        self.start(
            "th" if head else "td",
            node,
            scope="col" if head else "",
            colspan=str(across) if across > 1 else "",
            rowspan=str(down) if down > 1 else "",
        )

    depart_entry = Tree.end

    # ------------------------------------------------------------ the rest
    def visit_admonition(self, node: nodes.Element) -> None:
        self.start("aside", node, class_="admonition")
        if not any(isinstance(it, nodes.title) for it in node.children):
            name = type(node).__name__.replace("_", " ").capitalize()
            append(self.open[-1], element("p", {"class": "rubric"}, name))

    depart_admonition = Tree.end

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.start("pre", node)
        self.say(node.astext().expandtabs())
        self.end(node)
        raise nodes.SkipNode

    visit_doctest_block = visit_math_block = visit_literal_block

    def visit_transition(self, node: nodes.Element) -> None:
        following = node.next_node(nodes.Element, descend=False, siblings=True)
        if following is not None and not isinstance(following, nodes.footnote):
            append(self.open[-1], element("hr"))
        raise nodes.SkipNode

    def visit_image(self, node: nodes.Element) -> None:
        name = self.builder.images.get(node["uri"])
        if name is not None:
            self.start("img", node, src=f"../images/{name}", alt=node.get("alt") or " ")
            self.end(node)
        raise nodes.SkipNode

    def visit_topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:
            raise nodes.SkipNode  # the book has its own
        self.start("div", node)

    depart_topic = Tree.end


def is_numbered(node: nodes.Element) -> bool:
    """Whether a block is a passage whose number stands beside it."""
    return bool(PASSAGE_NUMBER.match(str(node.get("passage") or "")))


def plain(title: nodes.Element) -> str:
    """The words of a title without the marks of notes."""
    texts = (
        it.astext()
        for it in title.findall(nodes.Text)
        if not isinstance(it.parent, nodes.footnote_reference)
    )
    return " ".join("".join(texts).split())
