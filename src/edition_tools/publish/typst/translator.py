"""From the doctree of a chapter to Typst code: headings and the nodes of an edition.

The words themselves are in `inlines`, notes in `foot`, blocks of any document in `blocks`.
"""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.book import BANNER, Part, said_by
from edition_tools.publish.paged import (
    FRONT_PAGE,
    OVER,
    is_attribution,
    reply_depth,
    shortened,
    words_of_title,
)
from edition_tools.publish.typst.blocks import Blocks
from edition_tools.publish.typst.code import literal, opening, value
from edition_tools.publish.typst.foot import Notes
from edition_tools.publish.typst.inlines import Inlines
from edition_tools.publish.typst.pieces import Pieces, logger


class TypstTranslator(Blocks, Inlines, Notes):
    """Visits one chapter; its code is in `pieces` when the walk is over."""

    sections = 0

    # ------------------------------------------------------------ the chapter
    def visit_document(self, node: nodes.Element) -> None:
        source = self.chapter.part in (Part.TEXT, Part.APPENDIX)
        self.language = self.printing.text_language if source else self.printing.language
        self.add("\n")
        self.add(opening("in-language", lang=self.language))
        if self.chapter.part is Part.APPENDIX:
            self.add(opening("commentary"))
        if not node.next_node(nodes.title) and self.chapter.depth == 1:
            self._open_chapter(self.docname, "", literal(self.docname) + ";")
        self._place(f"{self.docname}:")

    def depart_document(self, node: nodes.Element) -> None:
        if self.chapter.part is Part.APPENDIX:
            self.close(node)
        self.close(node)

    def visit_section(self, node: nodes.Element) -> None:
        self.sections += 1
        if not any(isinstance(it, nodes.title) for it in node.children):
            self.anchors(node)

    def depart_section(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.sections -= 1

    def visit_title(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.section):
            self.add(opening("rubric"))
            self.pieces += self.inside(node)
            self.close(node)
            raise nodes.SkipNode
        level = min(self.sections + self.chapter.depth - 1, self.printing.level + 1)
        names = self.names_of(node.parent)
        self.subtitle_follows = level <= 1
        plain, shown = self._plain(node), self.printing.text_of(self.inside(node))
        self.subtitle_follows = False
        if level <= 1 and self.docname == self.printing.front_page:
            plain, shown = FRONT_PAGE, literal(FRONT_PAGE) + ";"
        if level <= 1:
            self._open_chapter(plain, names[0] if names else "", shown)
        else:
            self.printing.level = level
            name = names[0] if names else self._own_name(plain)
            self.add("\n")
            listed = self.chapter.part is Part.TEXT
            self.add(opening("subheading", name=name, plain=plain, level=level, listed=listed))
            self.add(shown)
            self.close(node)
        for name in names[1:]:
            self.add(f"anchor({literal(name)});")
        raise nodes.SkipNode

    def _open_chapter(self, plain: str, name: str, shown: str) -> None:
        self.printing.level = 1
        self.add("\n")
        recto = self.chapter.part in (Part.TEXT, Part.APPENDIX)
        self.add(
            opening(
                "chapter",
                name=name or self._own_name(plain),
                plain=plain,
                running=shortened(plain),
                over=OVER.get(self.chapter.part),
                recto=recto,
            )
        )
        self.add(shown)
        self.add("});")

    def _own_name(self, plain: str) -> str:
        name = f"{self.docname}:{nodes.make_id(plain) or 'heading'}-{len(self.places.placed)}"
        self.places.placed.add(name)
        return name

    def _place(self, name: str) -> None:
        if name not in self.places.placed:
            self.places.placed.add(name)
            self.add(f"anchor({literal(name)});")

    def _plain(self, title: nodes.Element) -> str:
        return self.printable(words_of_title(title), title)

    # ------------------------------------------------------------ words of the edition
    def visit_container(self, node: nodes.Element) -> None:
        classes = node.get("classes", ())
        if BANNER in classes:
            if said_by(node) not in self.printing.banners:
                self.boxed(node, "")
                self.pieces += self.inside(node)
                self.close(node)
            raise nodes.SkipNode  # printed once, on the rights page
        for name in ("byline", "source-line", "listed-note"):
            if name in classes:
                self.add("\n")
                self.anchors(node)
                self.add(opening(name))
                self.pieces += self.inside(node)
                self.close(node)
                raise nodes.SkipNode
        super().visit_container(node)

    def visit_blog_frame(self, node: nodes.Element) -> None:
        self.add("\n")
        self.anchors(node)
        self.add(opening("frame"))

    depart_blog_frame = Pieces.close

    def visit_reader_comment(self, node: nodes.Element) -> None:
        heads = [it for it in node.children if is_attribution(it)]
        self.add("\n")
        names = value(self.names_of(node))
        depth = reply_depth(node)
        self.add(f"reader-comment(names: {names}, depth: {depth}, ")
        if heads:
            self.add("head: {[];")
            for head in heads:
                assert isinstance(head, nodes.Element)
                self.pieces += self.inside(head)
            self.add("}, ")
        self.add("{[];")
        if node.get("sensitive"):
            said = self.printable(f"Content note: {node['sensitive']}", node)
            self.add(f"boxed(title: none, {{[];{literal(said)};}});")
        for child in node.children:
            if child not in heads:
                child.walkabout(self)
        self.close(node)
        raise nodes.SkipNode

    def visit_withheld(self, node: nodes.Element) -> None:
        self.boxed(node, "")

    depart_withheld = Pieces.close

    def visit_citation(self, node: nodes.Element) -> None:
        self.add("\n")
        self.add(f"entry(names: {value(self.names_of(node))}, {{[];")
        self.pieces += self.inside(node, without=(nodes.label,))
        self.close(node)
        raise nodes.SkipNode

    # ------------------------------------------------------------ the rest
    def unknown_visit(self, node: nodes.Node) -> None:
        logger.warning(
            "the PDF has no form for %s", type(node).__name__, location=node, type="edition"
        )
