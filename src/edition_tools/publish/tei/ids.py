"""Ids: those of the pages are those of the file, where one name is not asked for twice.

An id that editors cite (p14, n27, e12, a7, c2, the key of a work) is its own `xml:id`. Those of
the text's own pages come first; a second owner of a name is called by its page as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from edition_tools.publish.book import Book, Chapter, Part
from edition_tools.publish.tei.xml import name_of
from edition_tools.publish.worklist import WORK_ID

ORDER = (Part.TEXT, Part.APPENDIX, Part.FRONT, Part.BACK)


def ids_of(node: nodes.Element) -> list[str]:
    """The ids of a node of the doctree."""
    ids: list[str] = node.get("ids", [])
    return ids


class Ids:
    """Who has which `xml:id` in one file."""

    def __init__(self, book: Book, reserved: Iterable[str] = ()) -> None:
        self.taken: set[str] = set()
        self.of: dict[tuple[str, str], str] = {}
        for name in reserved:
            self.taken.add(name)
        for part in ORDER:
            for chapter in book.chapters:
                if chapter.part is part:
                    self._claim_all(chapter)

    def _claim_all(self, chapter: Chapter) -> None:
        page = chapter.docname.rpartition("/")[2]
        self.of[chapter.docname, ""] = self.claim(f"page-{page}")
        for node in chapter.doctree.findall(nodes.Element):
            for id_ in ids_of(node):
                if (chapter.docname, id_) not in self.of:
                    wanted = id_
                    if isinstance(node, nodes.citation):
                        wanted = id_.removeprefix(WORK_ID.format(""))
                    self.of[chapter.docname, id_] = self.claim(wanted, f"{page}.{wanted}")

    def claim(self, wanted: str, otherwise: str = "") -> str:
        """The name that *wanted* gets; nobody else gets it again."""
        name = base = name_of(wanted)
        if name in self.taken and otherwise:
            name = base = name_of(otherwise)
        count = 1
        while name in self.taken:
            count += 1
            name = f"{base}.{count}"
        self.taken.add(name)
        return name
