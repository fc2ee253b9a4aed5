"""What a format may carry along beside the words it prints: nothing of which a part is withheld."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from edition_tools.publish.book import Book
from edition_tools.publish.nodes import reader_comment, withheld
from edition_tools.publish.pages import is_machine_written, works_file


def withholds(doctree: nodes.document) -> bool:
    """Whether something of a page is withheld, or shown in private builds only."""
    return any(
        isinstance(it, withheld) or (isinstance(it, reader_comment) and it.get("sensitive"))
        for it in doctree.findall(nodes.container)
    )


def works_of(book: Book, srcdir: Path) -> bytes | None:
    """The book's works.bib as it stands; None if there is none, or if a work in it is withheld."""
    for chapter in book.chapters:
        lists = next(chapter.doctree.findall(nodes.citation), None) is not None
        if lists and is_machine_written(chapter.docname) and not withholds(chapter.doctree):
            path = works_file(srcdir, book.docname.rpartition("/")[0])
            return path.read_bytes() if path is not None else None
    return None
