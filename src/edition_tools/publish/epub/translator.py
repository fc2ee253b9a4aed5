"""From the doctree of a chapter to a tree of XHTML."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from edition_tools.publish.book import HERE
from edition_tools.publish.epub.blocks import Blocks
from edition_tools.publish.epub.tree import Tree
from edition_tools.publish.epub.voices import Voices

LOGGER = logging.getLogger(__name__)
EXTERNAL = ("http://", "https://", "mailto:", "ftp://", "doi:")
TAGS = {  # nodes that are one element and no more
    "block_quote": "blockquote", "bullet_list": "ul", "list_item": "li", "definition_list": "dl",
    "term": "dt", "definition": "dd", "field_list": "dl", "field_body": "dd", "option_list": "dl",
    "description": "dd", "thead": "thead", "tbody": "tbody", "row": "tr", "figure": "figure",
    "caption": "figcaption", "legend": "div", "compound": "div", "sidebar": "aside",
    "emphasis": "em", "strong": "strong", "superscript": "sup", "subscript": "sub",
    "literal": "code", "math": "code", "title_reference": "cite", "inline": "span",
    "abbreviation": "abbr", "acronym": "abbr", "problematic": "span", "target": "span",
    "glossary": "div", "hlist": "div", "hlistcol": "div", "literal_strong": "code",
}  # fmt: skip
PASSED = {"document", "definition_list_item", "field", "option_list_item", "generated"}
SKIPPED = {
    "comment", "substitution_definition", "index", "toctree", "meta", "raw", "pending", "label",
    "edition_list", "tabular_col_spec", "highlightlang", "system_message", "start_of_file",
}  # fmt: skip
RUBRICS = {"rubric", "centered", "subtitle"}


class EpubTranslator(Blocks, Voices):
    """Visits one chapter; `written` holds it when the walk is over."""

    def visit_Text(self, node: nodes.Text) -> None:
        self.say(node.astext())

    def depart_Text(self, node: nodes.Text) -> None:
        pass

    def visit_reference(self, node: nodes.Element) -> None:
        address = str(node.get("refuri") or "")
        if "refid" in node:
            address = f"#{node['refid']}"
        inside = address.startswith((HERE, "#"))
        if inside or address.startswith(EXTERNAL):
            self.start("a", node, href=address)
        else:
            self.start("span", node)

    depart_reference = Tree.end

    def unknown_visit(self, node: nodes.Node) -> None:
        assert isinstance(node, nodes.Element)
        name = type(node).__name__
        if name in SKIPPED:
            raise nodes.SkipNode
        if name in RUBRICS:
            self.start("p", node, class_="rubric")
        elif name in TAGS:
            self.start(TAGS[name], node)
        elif isinstance(node, nodes.Admonition):
            self.visit_admonition(node)
        elif name not in PASSED:
            LOGGER.warning("the EPUB has no form for %s", name, location=node, type="edition")

    def unknown_departure(self, node: nodes.Node) -> None:
        name = type(node).__name__
        if name in RUBRICS or name in TAGS or isinstance(node, nodes.Admonition):
            self.end(node)
