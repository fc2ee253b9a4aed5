"""What all parts of the translator share: pieces of code, and words made printable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from edition_tools.publish import scripts
from edition_tools.publish.book import Book, Chapter
from edition_tools.publish.layout import Layout
from edition_tools.publish.paged import LinkTo, Names, Piece, Walk, passage_around
from edition_tools.publish.typst import glyphs
from edition_tools.publish.typst.code import CLOSE_CALL, literal, one_line, opening

logger = logging.getLogger(__name__)


LONG_WORD = re.compile(r"(\S{40,})")  # www.example.org/a/very/long/address/without/a/blank


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
    names: Names  # of its places
    level: int = 0  # of the last heading

    def text_of(self, pieces: Iterable[Piece]) -> str:
        """The code, with every link whose target is in the book, and only those, a link."""
        return "".join(it if isinstance(it, str) else self._link(it) for it in pieces)

    def _link(self, link: LinkTo) -> str:
        name = self.names.placed_of(link)
        if not name:
            return "unlinked({[];"
        return f"{'to-page' if link.paged else 'to'}({literal(name)}, {{[];"


class Pieces(Walk):
    """The base of the translator."""

    def __init__(
        self, document: nodes.document, builder: Builder, chapter: Chapter, printing: Printing
    ) -> None:
        super().__init__(document, builder, chapter, printing.names)
        self.printing = printing
        self.language = printing.language

    def close(self, node: nodes.Element) -> None:  # noqa: ARG002
        """End a call that `opening` began."""
        self.add(CLOSE_CALL)

    def anchors(self, node: nodes.Element) -> None:
        """Place the labels of a node here."""
        for name in self.names_of(node):
            self.add(f"anchor({literal(name)});")

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
                passage_around(node) or self.docname,
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
