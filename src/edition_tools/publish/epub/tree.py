"""What all parts of the translator share: an open page, and how an element of it is begun."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from edition_tools.publish.book import Chapter
from edition_tools.publish.epub.xhtml import EPUB_TYPE, XML_LANG, Attributes, append, element

LANGUAGE = "language-"  # class by which a block says that its words are in another language


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for the contents: its depth from 1, its id ("": the page), its words."""

    depth: int
    id: str
    words: str


@dataclass(slots=True)
class Written:
    """A chapter as XHTML: what stands in its body, its headings, its ids."""

    chapter: Chapter
    content: ET.Element
    headings: list[Heading] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)  # of the print: id, number
    ids: set[str] = field(default_factory=set)


class Tree(SphinxTranslator):
    """The base of the translator: elements are opened and closed, words go into the open one."""

    sections = 0  # how deep in sections we are

    def __init__(self, document: nodes.document, builder: Builder, chapter: Chapter) -> None:
        super().__init__(document, builder)
        self.written = Written(chapter, element("section"))
        self.open: list[ET.Element] = [self.written.content]
        self.notes = {i: it for it in document.findall(nodes.footnote) for i in it["ids"]}

    def start(
        self,
        tag: str,
        node: nodes.Element | None = None,
        kind: str = "",
        **more: str,
    ) -> ET.Element:
        """Begin an element with the ids, classes and language of *node*; *kind*: `epub:type`."""
        attributes: Attributes = {EPUB_TYPE: kind} if kind else {}
        attributes |= {name.rstrip("_").replace("_", "-"): it for name, it in more.items() if it}
        ids = self.own_ids(node)
        if ids:
            attributes["id"] = ids[0]
        _say_classes(attributes, node)
        out = element(tag, attributes)
        append(self.open[-1], out)
        self.open.append(out)
        if tag not in ("ul", "ol", "dl", "table", "tr"):
            for id_ in ids[1:]:
                append(out, element("span", {"id": id_}))
        return out

    def end(self, node: nodes.Node | None = None) -> None:  # noqa: ARG002
        """End the element that was begun last."""
        self.open.pop()

    def own_ids(self, node: nodes.Element | None) -> list[str]:
        """The ids of a node that the page does not have yet; now it has them."""
        given: list[str] = node["ids"] if node is not None else []
        new = [it for it in dict.fromkeys(given) if it not in self.written.ids]
        self.written.ids.update(new)
        return new

    def say(self, words: str) -> None:
        """Words of the open element."""
        append(self.open[-1], words)

    def within(self, node: nodes.Element, without: tuple[type[nodes.Node], ...] = ()) -> None:
        """Walk the children of *node*."""
        for child in node.children:
            if not isinstance(child, without):
                child.walkabout(self)

    def skip(self, node: nodes.Node) -> None:  # noqa: ARG002
        """Not in the book, with all that is in it."""
        raise nodes.SkipNode

    def pass_by(self, node: nodes.Node) -> None:
        """Nothing of its own; its children are in the book."""


def _say_classes(attributes: Attributes, node: nodes.Element | None) -> None:
    classes = [attributes["class"]] if "class" in attributes else []
    given: list[str] = node.get("classes", []) if node is not None else []
    for name in given:
        if name.startswith(LANGUAGE):
            attributes["lang"] = attributes[XML_LANG] = name.removeprefix(LANGUAGE)
        else:
            classes.append(name)
    if node is not None and node.get("lang"):
        attributes["lang"] = attributes[XML_LANG] = node["lang"]
    if classes:
        attributes["class"] = " ".join(dict.fromkeys(classes))
