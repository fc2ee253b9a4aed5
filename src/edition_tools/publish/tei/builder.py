"""The Sphinx builder `edition-tei`: `<outdir>/<slug>.xml` for each edition of the project.

Each file is TEI P5, valid against `tei_all`; two builds of the same project are equal to the
byte.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util.display import progress_message

from edition_tools.publish import book as books
from edition_tools.publish.book import HERE, Book, Chapter
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


class EditionTeiBuilder(Builder):
    """Writes every edition as one TEI document."""

    name = "edition-tei"
    format = "tei"
    epilog = "The TEI is in %(outdir)s."
    allow_parallel = True
    default_translator_class = TeiTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg"]  # noqa: RUF012

    def get_outdated_docs(self) -> str:
        return "every edition"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        return HERE + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        return self.get_target_uri(to)

    def write_documents(self, _docnames: Set[str]) -> None:
        roots = books.roots(self.env)
        for path in Path(self.outdir).glob("*.xml"):
            if path.stem not in {slug for slug, _ in roots}:
                path.unlink()  # of an edition that is no longer here
        for slug, root in books.asked_for(self.env):
            with progress_message(f"writing {slug}.xml", nonl=False):
                path = Path(self.outdir, f"{slug}.xml")
                try:
                    path.write_bytes(self.document_of(slug, root))
                except OSError as error:
                    raise SphinxError(f"{path} cannot be written: {error.strerror}") from error

    def document_of(self, slug: str, root: str) -> bytes:
        """The TEI document of the edition that begins with the page *root*."""
        return written(self._document(books.gather(self.env, slug, root, self._resolved)))

    def _resolved(self, docname: str) -> nodes.document:
        doctree = self.env.get_doctree(docname)
        books.without_toctrees(doctree)
        self.env.resolve_references(doctree, docname, self)
        return doctree

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
