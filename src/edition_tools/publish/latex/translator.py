"""From the doctree of a chapter to LaTeX: headings and the nodes of an edition.

The words themselves are in `inlines`, notes in `notes`, blocks of any document in `blocks`.
"""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.book import BANNER, Part, said_by
from edition_tools.publish.latex import code
from edition_tools.publish.latex.blocks import Blocks
from edition_tools.publish.latex.code import command
from edition_tools.publish.latex.inlines import Inlines
from edition_tools.publish.latex.pieces import logger, places
from edition_tools.publish.latex.tables import Tables
from edition_tools.publish.paged import (
    FRONT_PAGE,
    is_attribution,
    reply_depth,
    shortened,
    words_of_title,
)

OPENINGS = {Part.TEXT: "textopening", Part.APPENDIX: "appendixopening"}
CONTAINERS = {"byline": "byline", "source-line": "sourceline"}


class LatexTranslator(Blocks, Inlines, Tables):
    """Visits one chapter; its code is in `pieces` when the walk is over."""

    sections = 0
    in_commentary = False

    # ------------------------------------------------------------ the chapter
    def visit_document(self, node: nodes.Element) -> None:
        source = self.chapter.part in OPENINGS
        self.language = self.printing.text_language if source else self.printing.language
        if tag := self.printing.tag(self.language):
            self.add(f"\n\n{command('languageis', tag)}\n")
        if node.next_node(nodes.title):
            return
        if self.chapter.depth == 1:
            self._open_chapter(self.docname, self.docname, code.words(self.docname))
        self._begin_commentary()

    def depart_document(self, node: nodes.Element) -> None:  # noqa: ARG002
        if self.in_commentary:
            self.end("commentary")

    def _begin_commentary(self) -> None:
        """Where the page's title has been set, in the appendix."""
        if self.chapter.part is Part.APPENDIX and not self.in_commentary:
            self.in_commentary = True
            self.add("\n\\begin{commentary}\n")

    def visit_section(self, node: nodes.Element) -> None:
        self.sections += 1
        if not any(isinstance(it, nodes.title) for it in node.children):
            self.anchors(node)

    def depart_section(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.sections -= 1

    def visit_title(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.section):
            self.add("\n\n\\rubric{")
            self.pieces += self.code_inside(node)
            self.add("}\n\n")
            raise nodes.SkipNode
        level = min(self.sections + self.chapter.depth - 1, self.printing.level + 1)
        names = self.names_of(node.parent)
        self.subtitle_follows = level <= 1
        plain, shown = words_of_title(node), self.printing.text_of(self.code_inside(node))
        self.subtitle_follows = False
        if level <= 1 and self.docname == self.printing.front_page:
            plain, shown = FRONT_PAGE, code.words(FRONT_PAGE)
        name = names[0] if names else self._own_name()
        if level <= 1:
            self._open_chapter(plain, name, shown)
        else:
            self.printing.level = level
            listed = self.chapter.part is Part.TEXT
            kind = "heading" if listed else "headingunlisted"
            given = (code.label(name), str(level), code.words(plain), shown)
            self.add(f"\n\n{command(kind, *given)}\n")
        self.add(places(names[1:]))
        self._begin_commentary()
        raise nodes.SkipNode

    def _open_chapter(self, plain: str, name: str, shown: str) -> None:
        self.printing.level = 1
        kind = OPENINGS.get(self.chapter.part, "opening")
        given = (code.label(name), code.words(plain), code.words(shortened(plain)), shown)
        self.add(f"\n\n{command(kind, *given)}\n")
        whole = f"{self.docname}:"
        if whole not in self.places.placed:
            self.places.placed.add(whole)
            self.add(command("place", code.label(whole)))

    def _own_name(self) -> str:
        name = f"{self.docname}:heading-{len(self.places.placed)}"
        self.places.placed.add(name)
        return name

    # ------------------------------------------------------------ words of the edition
    def visit_container(self, node: nodes.Element) -> None:
        classes: list[str] = node.get("classes", [])
        if BANNER in classes:
            if said_by(node) not in self.printing.banners:
                self.boxed(node, "")
                self.pieces += self.code_inside(node)
                self.end("boxed")
            raise nodes.SkipNode  # printed once, on the rights page
        if "listed-note" in classes:
            self.block("listednotes", node)
            self.pieces += self.code_inside(node)
            self.end("listednotes")
            raise nodes.SkipNode
        name = next((CONTAINERS[it] for it in classes if it in CONTAINERS), "")
        if not name:
            super().visit_container(node)
            return
        self.add("\n\n")
        self.anchors(node)
        self.add(f"\\{name}{{")
        self.pieces += self.code_inside(node)
        self.add("}\n\n")
        raise nodes.SkipNode

    def visit_blog_frame(self, node: nodes.Element) -> None:
        self.block("posted", node)

    def depart_blog_frame(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.end("posted")

    def visit_reader_comment(self, node: nodes.Element) -> None:
        names = places(self.names_of(node))
        self.add(f"\n\n\\begin{{readerscomment}}{{{min(reply_depth(node), 4)}}}{{{names}")
        for head in node.children:
            if not is_attribution(head):
                continue
            assert isinstance(head, nodes.Element)
            self.pieces += self.code_inside(head)
        self.add("}\n")
        if node.get("sensitive"):
            self.add("\\begin{boxed}\n" + code.words(f"Content note: {node['sensitive']}"))
            self.end("boxed")
        for child in node.children:
            if not is_attribution(child):
                child.walkabout(self)
        self.end("readerscomment")
        raise nodes.SkipNode

    def visit_withheld(self, node: nodes.Element) -> None:
        self.boxed(node, "")

    def depart_withheld(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.end("boxed")

    def visit_citation(self, node: nodes.Element) -> None:
        self.add(f"\n\n\\entry{{{places(self.names_of(node))}}}{{")
        self.pieces += self.code_inside(node, without=(nodes.label,))
        self.add("}")
        raise nodes.SkipNode

    # ------------------------------------------------------------ the rest
    def unknown_visit(self, node: nodes.Node) -> None:
        logger.warning(
            "LaTeX has no form for %s", type(node).__name__, location=node, type="edition"
        )
