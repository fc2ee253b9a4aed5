"""Words within a paragraph: stress, links, quoted code, the edition's own inline nodes."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.book import HERE
from edition_tools.publish.paged import LinkTo, divides_a_word, in_register
from edition_tools.publish.typst.code import CLOSE_CALL, literal, one_line, opening, value
from edition_tools.publish.typst.pieces import Pieces

EXTERNAL = ("http://", "https://", "mailto:", "ftp://", "doi:")


class Inlines(Pieces):
    """Visitors of inline nodes."""

    subtitle_follows = False  # in the title of a chapter, before its first colon

    def visit_Text(self, node: nodes.Text) -> None:
        main, colon, rest = node.astext().partition(": ")
        if not (self.subtitle_follows and rest):
            self.words(node.astext(), node)
            return
        self.subtitle_follows = False
        self.words(main + colon, node)
        self.add("linebreak();")
        self.words(rest, node)

    def depart_Text(self, node: nodes.Text) -> None:
        pass

    def _call(self, function: str, node: nodes.Element) -> None:
        self.anchors(node)
        self.add(opening(function))

    def visit_emphasis(self, node: nodes.Element) -> None:
        self._call("emph", node)

    def visit_strong(self, node: nodes.Element) -> None:
        self._call("strong", node)

    def visit_superscript(self, node: nodes.Element) -> None:
        self._call("super", node)

    def visit_subscript(self, node: nodes.Element) -> None:
        self._call("sub", node)

    depart_emphasis = depart_strong = depart_superscript = depart_subscript = Pieces.close
    visit_title_reference = visit_emphasis
    depart_title_reference = Pieces.close

    def visit_inline(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.add(opening("in-language", lang=node["lang"]) if node.get("lang") else "")

    def depart_inline(self, node: nodes.Element) -> None:
        self.add(CLOSE_CALL if node.get("lang") else "")

    def visit_print_page(self, node: nodes.Element) -> None:
        self.anchors(node)
        number = literal(self.printable(str(node["n"]), node))
        self.add(f"print-page({number}, {value(divides_a_word(node))});")
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.Element) -> None:
        self.anchors(node)
        words = self.printable(one_line(node.astext()), node)
        self.add(f"monospaced({literal(words)});")
        raise nodes.SkipNode

    def visit_math(self, node: nodes.Element) -> None:
        self.visit_literal(node)

    def visit_reference(self, node: nodes.Element) -> None:
        self.anchors(node)
        address = str(node.get("refuri") or "")
        if address.startswith(EXTERNAL):
            self.add(f"link({literal(address)}, {{[];")
        elif "refid" in node or address.startswith((HERE, "#")):
            docname, _, target = address.removeprefix(HERE).partition("#")
            name = str(node.get("refid") or target)
            self.add(LinkTo(docname or self.docname, name, paged=in_register(node)))
        else:
            self.add(opening("unlinked"))

    depart_reference = Pieces.close

    def visit_target(self, node: nodes.Element) -> None:
        self.anchors(node)

    def depart_target(self, node: nodes.Element) -> None:
        pass

    def visit_image(self, node: nodes.Element) -> None:
        name = self.builder.images.get(node["uri"])
        if name is None:
            raise nodes.SkipNode
        alt = node.get("alt") or None
        given = opening("picture", path=name, alt=alt).removesuffix("{[];").rstrip(", ")
        self.add(f"{given});")
        raise nodes.SkipNode

    def visit_problematic(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_problematic = Pieces.pass_by
    visit_generated = visit_abbreviation = visit_acronym = visit_problematic
    depart_generated = depart_abbreviation = depart_acronym = Pieces.pass_by
