"""What all parts of the translator share: the element that is being filled, ids, words.

A translator walks one page. Links to places of the same file become `#id`; whether a place is
in the file is known before the walk, from `Ids`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from edition_tools.publish import scripts
from edition_tools.publish.book import Chapter, Part
from edition_tools.publish.nodes import apparatus_entry
from edition_tools.publish.tei.ids import Ids, ids_of
from edition_tools.publish.tei.xml import ILLEGAL, Element, append, element, one_line
from edition_tools.vocabulary import Voice

logger = logging.getLogger(__name__)
NOTE_TYPES = {
    Voice.AUTHOR_NOTES: "authorial",
    Voice.EDITORS_NOTES: "editorial",
    Voice.APPARATUS: "apparatus",
}


@dataclass(frozen=True)
class Encoding:
    """What is known while one edition is written."""

    ids: Ids
    people: Mapping[str, str]  # initials → xml:id
    works: Mapping[str, Element]  # key → biblStruct
    language: str  # of the edition
    text_language: str  # of the text and its readers


class Pieces(SphinxTranslator):
    """The base of the translator."""

    def __init__(
        self, document: nodes.document, builder: Builder, chapter: Chapter, encoding: Encoding
    ) -> None:
        super().__init__(document, builder)
        self.chapter = chapter
        self.encoding = encoding
        self.docname = chapter.docname
        self.top = element("div")
        self.at = [self.top]
        source = chapter.part in (Part.TEXT, Part.APPENDIX)
        self.language = encoding.text_language if source else encoding.language
        self.notes = {i: it for it in document.findall(nodes.footnote) for i in it["ids"]}
        self.entries = {it["ids"][0]: it for it in document.findall(apparatus_entry) if it["ids"]}

    # ------------------------------------------------------------ elements
    def open(self, name: str, node: nodes.Element | None = None, **attributes: str) -> Element:
        """Begin an element with the ids of *node*; what follows goes into it."""
        made = self.put(name, node, **attributes)
        self.at.append(made)
        return made

    def put(
        self, name: str, node: nodes.Element | None = None, words: str = "", **attributes: str
    ) -> Element:
        """An element that holds *words* and nothing else."""
        first, others = "", list[str]()
        if node is not None:
            names = [self.encoding.ids.of[self.docname, it] for it in ids_of(node)]
            first, others = (names[0], names[1:]) if names else ("", [])
        made = element(name, *([words] if words else []), xml_id=first, **attributes)
        self.at[-1].append(made)
        for other in others:
            self.at[-1].append(element("anchor", xml_id=other))
        return made

    def close(self, node: nodes.Node | None = None) -> None:  # noqa: ARG002
        """End the element that was begun last."""
        self.at.pop()

    def inside(self, node: nodes.Element, without: tuple[type[nodes.Node], ...] = ()) -> None:
        """Walk the children of a node now."""
        for child in node.children:
            if not isinstance(child, without):
                child.walkabout(self)

    def pass_by(self, node: nodes.Element) -> None:
        """Nothing of its own; its children are written."""

    def skip(self, node: nodes.Element) -> None:  # noqa: ARG002
        """Not written, with all that is in it."""
        raise nodes.SkipNode

    # ------------------------------------------------------------ words and links
    def words(self, text: str, node: nodes.Node) -> None:
        """Text to the letter; words in a foreign script say their language."""
        for character in sorted(set(ILLEGAL.findall(text))):
            logger.warning(
                "XML cannot hold U+%04X: written as U+FFFD",
                ord(character),
                location=node.parent,
                type="edition",
                subtype="character",
            )
        for language, piece in scripts.runs(one_line(text), self.language):
            if language:
                self.put("foreign", words=piece, xml_lang=language)
            else:
                append(self.at[-1], piece)

    def link(self, docname: str, id_: str) -> str:
        """The pointer to a place, "" if it is not in this file."""
        if not (docname or id_):
            return ""
        name = self.encoding.ids.of.get((docname or self.docname, id_))
        return f"#{name}" if name else ""

    def person(self, initials: str) -> str:
        """The pointer to a person, "" for somebody unknown."""
        name = self.encoding.people.get(initials)
        return f"#{name}" if name else ""


def category(kind: str, name: str) -> str:
    """The `xml:id` of a class in the header's taxonomies: `cause-print`."""
    return f"{kind}-{name}"
