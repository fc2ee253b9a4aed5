"""Words within a paragraph: stress, links, quoted code, the edition's own inline nodes."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from edition_tools.publish.book import HERE
from edition_tools.publish.latex import code
from edition_tools.publish.latex.code import command
from edition_tools.publish.latex.pieces import Pieces
from edition_tools.publish.paged import LinkTo, divides_a_word, in_register

logger = logging.getLogger(__name__)

EXTERNAL = ("http://", "https://", "mailto:", "ftp://", "doi:")


class Inlines(Pieces):
    """Visitors of inline nodes."""

    subtitle_follows = False  # in the title of a chapter, before its first colon

    def visit_Text(self, node: nodes.Text) -> None:
        main, colon, rest = node.astext().partition(": ")
        if not (self.subtitle_follows and rest):
            self.words(node.astext())
            return
        self.subtitle_follows = False
        self.words(main + colon.rstrip())
        self.add(command("subtitleline"))
        self.words(rest)

    def depart_Text(self, node: nodes.Text) -> None:
        pass

    def _call(self, name: str, node: nodes.Element) -> None:
        self.anchors(node)
        self.add(f"\\{name}{{")

    def visit_emphasis(self, node: nodes.Element) -> None:
        self._call("emph", node)

    def visit_strong(self, node: nodes.Element) -> None:
        self._call("textbf", node)

    def visit_superscript(self, node: nodes.Element) -> None:
        self._call("textsuperscript", node)

    def visit_subscript(self, node: nodes.Element) -> None:
        self._call("textsubscript", node)

    depart_emphasis = depart_strong = depart_superscript = depart_subscript = Pieces.close
    visit_title_reference = visit_emphasis
    depart_title_reference = Pieces.close

    def visit_inline(self, node: nodes.Element) -> None:
        self.anchors(node)
        tag = self.printing.tag(str(node.get("lang") or ""))
        self.add(f"\\inlanguage{{{tag}}}{{" if tag else "{")

    depart_inline = Pieces.close

    def visit_print_page(self, node: nodes.Element) -> None:
        self.anchors(node)
        name = "printpageinword" if divides_a_word(node) else "printpage"
        self.add(command(name, code.words(str(node["n"]))))
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.add(command("code", code.words(node.astext())))
        raise nodes.SkipNode

    def visit_math(self, node: nodes.Element) -> None:
        self.visit_literal(node)

    def visit_reference(self, node: nodes.Element) -> None:
        self.anchors(node)
        address = str(node.get("refuri") or "")
        if address.startswith(EXTERNAL):
            self.add(f"\\toweb{{{code.address(address)}}}{{")
        elif "refid" in node or address.startswith((HERE, "#")):
            docname, _, target = address.removeprefix(HERE).partition("#")
            name = str(node.get("refid") or target)
            self.add(LinkTo(docname or self.docname, name, paged=in_register(node)))
        else:
            self.add("{")

    depart_reference = Pieces.close

    def visit_target(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_target = Pieces.pass_by

    def visit_image(self, node: nodes.Element) -> None:
        name = self.builder.images.get(node["uri"])
        if name is not None and name.endswith(".svg"):
            words = "LaTeX cannot read SVG: “%s” is left out; give the picture as PDF or PNG too"
            logger.warning(words, node["uri"], location=node, type="edition", subtype="picture")
        elif name is not None:
            inline = isinstance(node.parent, nodes.TextElement)
            self.add(command("pictureinline" if inline else "pictureof", code.file_name(name)))
        raise nodes.SkipNode

    def visit_problematic(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_problematic = Pieces.pass_by
    visit_generated = visit_abbreviation = visit_acronym = visit_problematic
    depart_generated = depart_abbreviation = depart_acronym = Pieces.pass_by
