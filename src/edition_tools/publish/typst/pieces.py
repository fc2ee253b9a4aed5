"""What all parts of the translator share: pieces of code, and words made printable."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docutils import nodes
from sphinx.util import logging

from edition_tools.publish import paged, scripts
from edition_tools.publish.paged import Walk, passage_around
from edition_tools.publish.typst import glyphs
from edition_tools.publish.typst.code import CLOSE_CALL, literal, one_line, opening

logger = logging.getLogger(__name__)


LONG_WORD = re.compile(r"(\S{40,})")  # www.example.org/a/very/long/address/without/a/blank


@dataclass(slots=True, kw_only=True)
class Printing(paged.Printing):
    """What is known while one book is printed."""

    missing: frozenset[str]  # characters that no font has

    def link(self, name: str, *, paged: bool) -> str:
        """The opening of a link to a name, with its page if it is *paged*."""
        return f"{'to-page' if paged else 'to'}({literal(name)}, {{[];" if name else "unlinked({[];"


class Pieces(Walk):
    """The base of the translator."""

    printing: Printing

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
