"""What formats with pages share: names of places, pieces of code, what stands where on a page.

A translator walks one chapter and collects pieces. A link is a piece of its own kind, because
whether its target is in the book is known only when every chapter has been walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from edition_tools.publish.book import Book, Chapter, Part
from edition_tools.publish.layout import Layout
from edition_tools.publish.nodes import apparatus_entry, voice_list

FRONT_PAGE = "To the reader"  # instead of the title of the edition, a second time
OVER = {Part.APPENDIX: "Appendix"}
RUNNING_LENGTH = 52  # characters of a running head
PASSAGE_NUMBER = re.compile(r"^p(\d.*)$")  # p14, p14a: printed without the letter before
SUPPLIED = frozenset({"break-proposed", "break-ruled", "quotation-proposed", "quotation-ruled"})
PAGED = frozenset({"register", "timeline", "citation-index"})  # lists that give pages in print


@dataclass(frozen=True, slots=True)
class LinkTo:
    """The opening of a link to a place in the book, known by document and id."""

    docname: str
    id: str
    paged: bool = False  # whether the page is printed after the words


Piece = str | LinkTo


@dataclass(slots=True)
class Names:
    """The names of a book's places: an id, with its document before it where it has a namesake."""

    book: Book
    of: dict[tuple[str, str], str] = field(default_factory=dict)  # (document, id) → name
    placed: set[str] = field(default_factory=set)  # names that stand in the output

    def __post_init__(self) -> None:
        taken: set[str] = set()
        for chapter in self.book.chapters:
            for node in chapter.doctree.findall(nodes.Element):
                for it in _ids(node):
                    name = it if it not in taken else f"{chapter.docname}:{it}"
                    taken.add(name)
                    self.of.setdefault((chapter.docname, it), name)
            self.of[chapter.docname, ""] = f"{chapter.docname}:"

    def new(self, docname: str, node: nodes.Element) -> list[str]:
        """The names of a node that are not yet placed; now they are."""
        names = [self.of[docname, it] for it in _ids(node)]
        new = [it for it in dict.fromkeys(names) if it not in self.placed]
        self.placed.update(new)
        return new

    def placed_of(self, link: LinkTo) -> str:
        """The name that a link leads to, "" if it does not stand in the output."""
        name = self.of.get((link.docname, link.id), "")
        return name if name in self.placed else ""


@dataclass(slots=True, kw_only=True)
class Printing:
    """What is known while one book is printed; a format says how it begins a link."""

    book: Book
    names: Names  # of its places
    front_page: str  # the document whose title is the edition's own; "" if there is none
    language: str  # of the edition
    text_language: str  # of the text and its readers
    banners: frozenset[str]  # what the rights page says of the state of the edition
    layout: Layout  # where the notes stand
    level: int = 0  # of the last heading

    def text_of(self, pieces: Iterable[Piece]) -> str:
        """The code, with every link whose target is in the book, and only those, a link."""
        return "".join(
            it if isinstance(it, str) else self.link(self.names.placed_of(it), paged=it.paged)
            for it in pieces
        )

    def link(self, name: str, *, paged: bool) -> str:
        """The opening of a link to a name; of words that are none, where it is ""."""
        raise NotImplementedError


class Walk(SphinxTranslator):
    """The base of the translators: one chapter, its pieces, the language at this place."""

    printing: Printing

    def __init__(
        self, document: nodes.document, builder: Builder, chapter: Chapter, printing: Printing
    ) -> None:
        super().__init__(document, builder)
        self.chapter = chapter
        self.docname = chapter.docname
        self.printing = printing
        self.language = printing.language
        self.places = printing.names
        self.pieces: list[Piece] = []
        self.notes = {i: it for it in document.findall(nodes.footnote) for i in it["ids"]}

    def add(self, piece: Piece) -> None:
        """Append one piece of code."""
        self.pieces.append(piece)

    def pass_by(self, node: nodes.Element) -> None:
        """Nothing of its own; its children are printed."""

    def skip(self, node: nodes.Element) -> None:  # noqa: ARG002
        """Not printed, with all that is in it."""
        raise nodes.SkipNode

    # what no page prints
    visit_comment = visit_substitution_definition = visit_index = skip
    visit_toctree = visit_meta = visit_raw = visit_pending = visit_edition_list = skip
    visit_tabular_col_spec = visit_highlightlang = visit_system_message = skip

    def unknown_departure(self, node: nodes.Node) -> None:
        """Nothing: what has no form was told when it was met."""

    def names_of(self, node: nodes.Element) -> list[str]:
        """The names of a node that are not yet placed, for its anchors; now they are."""
        return self.places.new(self.docname, node)

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


# ------------------------------------------------------------------ what stands where
def shortened(title: str) -> str:
    """A title for the running head: without its subtitle if it is long, and never too long."""
    if len(title) > RUNNING_LENGTH:
        title = title.partition(": ")[0]
    if len(title) <= RUNNING_LENGTH:
        return title
    return title[:RUNNING_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.-–—") + " …"


def words_of_title(title: nodes.Element) -> str:
    """The words of a heading without the marks of notes."""
    texts = [
        it.astext()
        for it in title.findall(nodes.Text)
        if not isinstance(it.parent, nodes.footnote_reference)
    ]
    return " ".join("".join(texts).split())


def number_in_margin(node: nodes.Element) -> tuple[str, bool]:
    """What stands in the margin beside a passage, "" if it is none; whether we supply its break."""
    name = str(node.get("passage") or "")
    found = PASSAGE_NUMBER.match(name)
    supplied = bool(name) and not SUPPLIED.isdisjoint(node.get("classes", ()))
    return (found[1] if found else name), supplied


def leads_note(paragraph: nodes.Node) -> bool:
    """Whether this paragraph goes on in the line that its note's mark begins."""
    note = paragraph.parent
    if not isinstance(note, nodes.footnote):
        return False
    bodies = [it for it in note.children if not isinstance(it, nodes.label)]
    return paragraph is bodies[0]


def runs_on(paragraph: nodes.Node) -> bool:
    """Whether it follows the readings of an apparatus entry in the same line."""
    note = paragraph.parent
    if not isinstance(note, apparatus_entry):
        return False
    bodies = [it for it in note.children if not isinstance(it, nodes.label)]
    return len(bodies) > 1 and paragraph is bodies[1]


def leads_item(paragraph: nodes.Element) -> bool:
    """Whether it goes on in the line of its item's sign, its term, its cell."""
    holder = paragraph.parent
    held = (nodes.list_item, nodes.definition, nodes.field_body, nodes.entry)
    return (
        isinstance(holder, held) and paragraph is holder.children[0] and "passage" not in paragraph
    )


def in_register(link: nodes.Node) -> bool:
    """Whether a link is an entry of a register or index, which in print gives the page."""
    above: nodes.Node | None = link.parent
    while above is not None:
        if isinstance(above, nodes.Element) and PAGED.intersection(above.get("classes", ())):
            return True
        above = above.parent
    return False


def divides_a_word(page: nodes.Element) -> bool:
    """Whether a page of the print begins within a word, where no line may end."""
    at = page.parent.index(page)
    before, after = page.parent[max(0, at - 1)], page.parent[at + 1 : at + 2]
    if not (isinstance(before, nodes.Text) and after and isinstance(after[0], nodes.Text)):
        return False
    return str(before)[-1:].isalnum() and str(after[0])[:1].isalnum()


def order_in_series(note: nodes.Element) -> int:
    """Its place among the notes of its voice."""
    return note.parent.index(note) if isinstance(note.parent, voice_list) else 0


def reply_depth(comment: nodes.Element) -> int:
    """How far a comment is set in: 0 opens a thread."""
    return int(comment.get("depth") or (1 if comment.get("reply_to") else 0))


def is_attribution(node: nodes.Node) -> bool:
    """Whether it says who wrote a comment, and when."""
    return isinstance(node, nodes.Element) and "attribution" in node.get("classes", ())


def depth_of_line(line: nodes.Element) -> int:
    """How far a line of verse is set in: 0 in the outermost block."""
    depth, above = -1, line.parent
    while isinstance(above, nodes.line_block):
        depth, above = depth + 1, above.parent
    return depth


def passage_around(node: nodes.Node | None) -> str:
    """The id of the passage, note or section that a node stands in, "" if none."""
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
