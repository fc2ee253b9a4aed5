"""The Sphinx builder `edition-tei`: `<outdir>/<slug>.xml` for each edition of the project.

Each file is TEI P5, valid against `tei_all`; two builds of the same project are equal to the
byte.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from edition_tools.publish.book import Book, Chapter
from edition_tools.publish.book_builder import BookBuilder
from edition_tools.publish.pages import statement_file
from edition_tools.publish.statement import read as read_statement
from edition_tools.publish.tei.document import Edited, document
from edition_tools.publish.tei.ids import Ids
from edition_tools.publish.tei.pieces import Encoding, category
from edition_tools.publish.tei.principles import CLASSES
from edition_tools.publish.tei.translator import TeiTranslator
from edition_tools.publish.tei.works import bibl_struct
from edition_tools.publish.tei.xml import Element, written
from edition_tools.publish.worklist import WORK_ID
from edition_tools.publish.worktable import shown


class EditionTeiBuilder(BookBuilder):
    """Writes every edition as one TEI document."""

    name = "edition-tei"
    format = "tei"
    epilog = "The TEI is in %(outdir)s."
    default_translator_class = TeiTranslator
    suffix = ".xml"

    def write_edition(self, slug: str, root: str) -> None:
        Path(self.outdir, f"{slug}.xml").write_bytes(self.document_of(slug, root))

    def document_of(self, slug: str, root: str) -> bytes:
        """The TEI document of the edition that begins with the page *root*."""
        return written(self._document(self.book(slug, root)))

    def _document(self, book: Book) -> Element:
        folder = book.docname.rpartition("/")[0]
        statement = read_statement(statement_file(Path(self.srcdir), folder))
        ids = Ids(book, _reserved())
        people = {it.initials: ids.claim(it.initials) for it in statement.people}
        encoding = Encoding(
            ids=ids,
            people=people,
            works=self._works(book, folder, ids),
            language=self.config.language or "en",
            text_language=statement.language or self.config.language or "en",
        )
        edited = Edited(
            env=self.env,
            book=book,
            statement=statement,
            title=statement.title or self._name(book),
            folder=folder,
            ids=ids,
            people=people,
            machine=ids.claim("edition-tools"),
            witness=ids.claim(statement.siglum),
        )
        root = document(edited, lambda chapter: self._walked(chapter, encoding))
        root.set("xml:id", ids.claim(book.slug))
        root.set("xml:lang", encoding.language)
        return root

    def _walked(self, chapter: Chapter, encoding: Encoding) -> TeiTranslator:
        translator = self.create_translator(chapter.doctree, self, chapter, encoding)
        assert isinstance(translator, TeiTranslator)
        chapter.doctree.walkabout(translator)
        return translator

    def _name(self, book: Book) -> str:
        title = self.env.titles.get(book.docname)
        return title.astext() if title else str(self.config.project)

    def _works(self, book: Book, folder: str, ids: Ids) -> dict[str, Element]:
        listed = {
            node["ids"][0].removeprefix(WORK_ID.format("")): ids.of[chapter.docname, node["ids"][0]]
            for chapter in book.chapters
            for node in chapter.doctree.findall(nodes.citation)
            if node["ids"]
        }
        private = bool(self.config.edition_private)
        found = shown(Path(self.srcdir), folder, private=private)
        return {key: bibl_struct(listed[key], it) for key, it in found.items() if key in listed}


def _reserved() -> list[str]:
    names = [category("taxonomy", kind) for kind in CLASSES]
    return names + [category(kind, name) for kind, (_, them) in CLASSES.items() for name in them]
