"""What all parts of the translator share: what is known of the book, and pieces of code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docutils import nodes
from sphinx.util import logging

from edition_tools.publish import paged, scripts
from edition_tools.publish.latex import code
from edition_tools.publish.latex.code import command
from edition_tools.publish.paged import Piece, Walk

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Printing(paged.Printing):
    """What is known while one book is written."""

    languages: set[str] = field(default_factory=set)  # that were used

    def link(self, name: str, *, paged: bool) -> str:
        """The opening of a link to a name, with its page if it is *paged*."""
        return f"\\{'topage' if paged else 'toplace'}{{{code.label(name)}}}{{" if name else "{"

    def tag(self, language: str) -> str:
        """A language tag for the code, remembered; "" if it is none."""
        tag = code.language(language)
        self.languages.update({tag} - {""})
        return tag


class Pieces(Walk):
    """The base of the translator."""

    printing: Printing

    def close(self, node: nodes.Element) -> None:  # noqa: ARG002
        """End an argument that was begun."""
        self.add("}")

    def anchors(self, node: nodes.Element) -> None:
        """Place the names of a node here."""
        self.add(places(self.names_of(node)))

    def block(self, name: str, node: nodes.Element) -> None:
        """Begin an environment, the node's names in it."""
        self.add(f"\n\n\\begin{{{name}}}\n")
        self.anchors(node)

    def end(self, name: str) -> None:
        """End an environment."""
        self.add(f"\n\\end{{{name}}}\n\n")

    def words(self, text: str) -> None:
        """Text as code: to the letter, foreign scripts in their own language."""
        for language, piece in scripts.runs(text, self.language):
            tag = self.printing.tag(language)
            said = code.words(piece)
            self.add(command("inlanguage", tag, said) if tag else said)

    def code_inside(
        self, node: nodes.Element, without: tuple[type[nodes.Node], ...] = ()
    ) -> list[Piece]:
        """The pieces of a node's children, for an argument: no blank lines round them."""
        return trimmed(self.inside(node, without))


def places(names: Iterable[str]) -> str:
    """The code that places names."""
    return "".join(command("place", code.label(it)) for it in names)


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without the line ends with which they begin and end."""
    out = list(pieces)
    while out and isinstance(out[0], str) and not out[0].strip("\n"):
        out.pop(0)
    while out and isinstance(out[-1], str) and not out[-1].strip("\n"):
        out.pop()
    if out and isinstance(out[0], str):
        out[0] = out[0].lstrip("\n")
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip("\n")
    return out
