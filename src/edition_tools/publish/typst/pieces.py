"""What all parts of the translator share: pieces of code, names, and words made printable.

A translator walks one chapter and collects pieces. A link is a piece of its own kind, because
whether its target is in the book is known only when every chapter has been walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from edition_tools.publish import scripts
from edition_tools.publish.book import Book, Chapter
from edition_tools.publish.typst import glyphs
from edition_tools.publish.typst.code import CLOSE_CALL, literal, one_line, opening
from edition_tools.publish.typst.layout import Layout

logger = logging.getLogger(__name__)


LONG_WORD = re.compile(r"(\S{40,})")  # www.example.org/a/very/long/address/without/a/blank


@dataclass(frozen=True, slots=True)
class LinkTo:
    """The opening of a link to a place in the book, known by document and id."""

    docname: str
    id: str
    paged: bool = False  # whether the page is printed after the words


Piece = str | LinkTo


@dataclass(slots=True)
class Printing:
    """What is known while one book is printed."""

    book: Book
    front_page: str  # the document whose title is the edition's own; "" if there is none
    language: str  # of the edition
    text_language: str  # of the text and its readers
    banners: frozenset[str]  # what the rights page says of the state of the edition
    missing: frozenset[str]  # characters that no font has
    layout: Layout  # where the notes stand
    names: dict[tuple[str, str], str] = field(default_factory=dict)  # (document, id) → label
    placed: set[str] = field(default_factory=set)  # labels that stand in the output
    level: int = 0  # of the last heading

    def __post_init__(self) -> None:
        taken: set[str] = set()
        for chapter in self.book.chapters:
            for node in chapter.doctree.findall(nodes.Element):
                for it in _ids(node):
                    name = it if it not in taken else f"{chapter.docname}:{it}"
                    taken.add(name)
                    self.names.setdefault((chapter.docname, it), name)
            self.names[chapter.docname, ""] = f"{chapter.docname}:"

    def text_of(self, pieces: Iterable[Piece]) -> str:
        """The code, with every link whose target is in the book, and only those, a link."""
        return "".join(it if isinstance(it, str) else self._link(it) for it in pieces)

    def _link(self, link: LinkTo) -> str:
        name = self.names.get((link.docname, link.id))
        if not name or name not in self.placed:
            return "unlinked({[];"
        return f"{'to-page' if link.paged else 'to'}({literal(name)}, {{[];"


class Pieces(SphinxTranslator):
    """The base of the translator."""

    def __init__(
        self, document: nodes.document, builder: Builder, chapter: Chapter, printing: Printing
    ) -> None:
        super().__init__(document, builder)
        self.chapter = chapter
        self.printing = printing
        self.docname = chapter.docname
        self.pieces: list[Piece] = []
        self.language = printing.language
        self.notes = {i: it for it in document.findall(nodes.footnote) for i in it["ids"]}

    def add(self, piece: Piece) -> None:
        """Append one piece of code."""
        self.pieces.append(piece)

    def close(self, node: nodes.Element) -> None:  # noqa: ARG002
        """End a call that `opening` began."""
        self.add(CLOSE_CALL)

    def pass_by(self, node: nodes.Element) -> None:
        """Nothing of its own; its children are printed."""

    def skip(self, node: nodes.Element) -> None:  # noqa: ARG002
        """Not printed, with all that is in it."""
        raise nodes.SkipNode

    def names_of(self, node: nodes.Element) -> list[str]:
        """The labels of a node that are not yet placed, for its anchors; now they are."""
        names = [self.printing.names[self.docname, it] for it in _ids(node)]
        new = [it for it in dict.fromkeys(names) if it not in self.printing.placed]
        self.printing.placed.update(new)
        return new

    def anchors(self, node: nodes.Element) -> None:
        """Place the labels of a node here."""
        for name in self.names_of(node):
            self.add(f"anchor({literal(name)});")

    def inside(
        self, node: nodes.Element, without: tuple[type[nodes.Node], ...] = ()
    ) -> list[Piece]:
        """The pieces of a node's children, walked now; they are not added."""
        kept, self.pieces = self.pieces, []
        for child in node.children:
            if not isinstance(child, without):
                child.walkabout(self)
        made, self.pieces = self.pieces, kept
        return made

    def words(self, text: str, node: nodes.Node) -> None:
        """Text as code: to the letter, foreign scripts in their own language."""
        for language, piece in scripts.runs(self.printable(one_line(text), node), self.language):
            code = "".join(map(_code, LONG_WORD.split(piece)))
            inside = opening("in-language", lang=language) + code + CLOSE_CALL
            self.add(inside if language else code)

    def printable(self, text: str, node: nodes.Node) -> str:
        """`text` with what no font can print written as its code point, and said so."""
        for character in sorted(self.printing.missing & set(text)):
            logger.warning(
                "no font has %r (U+%04X) in %s; printed as %s",
                character,
                ord(character),
                _passage_of(node) or self.docname,
                glyphs.shown(character),
                location=node.parent if isinstance(node, nodes.Text) else node,
                type="edition",
                subtype="glyph",
            )
        return glyphs.replaced(text, self.printing.missing)


def _code(words: str) -> str:
    if LONG_WORD.fullmatch(words) and not words.startswith(("http://", "https://")):
        return f"long-word({literal(words)});"  # addresses are divided by Typst
    return f"{literal(words)};" if words else ""


def _passage_of(node: nodes.Node | None) -> str:
    while node is not None:
        if isinstance(node, nodes.paragraph | nodes.footnote | nodes.line_block | nodes.section):
            name = node.get("passage") or next(iter(node["ids"]), "")
            if name:
                return str(name)
        node = node.parent
    return ""


def _ids(node: nodes.Element) -> list[str]:
    ids: list[str] = node.get("ids", [])
    return ids
