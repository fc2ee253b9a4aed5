"""The Sphinx builder `edition-pdf`: one PDF for each edition of the project.

For an edition it writes `<outdir>/<slug>.pdf`, and its Typst source beside it in a folder of
that name. Every PDF is tagged and archival (PDF/UA-1 and PDF/A-3a), and two builds of the same
project are equal to the byte.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from sphinx.errors import SphinxError
from sphinx.util import logging

from edition_tools.publish import book as books
from edition_tools.publish.book import Book, Part
from edition_tools.publish.book_builder import BookBuilder
from edition_tools.publish.layout import Layout, chosen
from edition_tools.publish.nodes import print_page
from edition_tools.publish.paged import Names, Piece, shortened
from edition_tools.publish.tei.builder import EditionTeiBuilder
from edition_tools.publish.title import Title, rights_page, statement_lines
from edition_tools.publish.typst import glyphs
from edition_tools.publish.typst.attached import attachments, write
from edition_tools.publish.typst.code import Value, value
from edition_tools.publish.typst.compile import NotPrinted, compile_pdf
from edition_tools.publish.typst.pieces import Printing
from edition_tools.publish.typst.translator import TypstTranslator

logger = logging.getLogger(__name__)
TEMPLATES = ("edition.typ", "notes.typ")
WORDS = {"contents": "Contents"}
FONT = "Libertinus Serif"


class EditionPdfBuilder(BookBuilder):
    """Writes every edition as a book."""

    name = "edition-pdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    default_translator_class = TypstTranslator
    suffix = ".pdf"

    def write_edition(self, slug: str, root: str) -> None:
        try:
            self._print(self.book(slug, root))
        except NotPrinted as error:
            raise SphinxError(str(error)) from error

    def forget(self, kept: set[str]) -> None:
        for source in Path(self.outdir).glob("*/*.typ"):
            folder = source.parent
            if source.stem == folder.name and folder.name not in kept:
                folder.with_name(f"{folder.name}.pdf").unlink(missing_ok=True)
                shutil.rmtree(folder)

    def _print(self, book: Book) -> None:
        folder = Path(self.outdir) / book.slug
        folder.mkdir(parents=True, exist_ok=True)
        title = self.title_of(book)
        source = folder / f"{book.slug}.typ"
        self._copy(folder)
        self.layout = chosen(self.config)
        (folder / "settings.typ").write_text(_constants(self.layout), encoding="utf-8")
        self.attached = self._attached(book, title, folder)
        for warning in self._compiled(book, title, source):
            logger.warning("typst: %s", warning, type="edition", subtype="typst")

    def _attached(self, book: Book, title: Title, folder: Path) -> str:
        """The code that attaches an edition's TEI and its pages; other books carry nothing."""
        if not title.known:
            return ""
        tei = EditionTeiBuilder(self._app, self.env).document_of(book.slug, book.docname)
        return write(folder, attachments(book, Path(self.srcdir), tei))

    def _compiled(self, book: Book, title: Title, source: Path) -> tuple[str, ...]:
        """Print, again if need be: some characters only fail beside others."""
        output = source.parent.with_name(f"{book.slug}.pdf")
        refused: frozenset[str] = frozenset()
        while True:
            source.write_text(self._source(book, title, refused), encoding="utf-8")
            try:
                return compile_pdf(source, output, int(title.moment.timestamp()))
            except NotPrinted as error:
                if error.refused <= refused:
                    raise
                refused |= error.refused

    def _copy(self, folder: Path) -> None:
        for template in TEMPLATES:
            shutil.copyfile(Path(__file__).with_name(template), folder / template)
        for image, name in self.images.items():
            shutil.copyfile(Path(self.srcdir, image), folder / name)

    def _source(self, book: Book, title: Title, refused: frozenset[str]) -> str:
        language = self.config.language or "en"
        words = "".join(it.doctree.astext() for it in book.chapters)
        words += "".join(
            str(p["n"]) for it in book.chapters for p in it.doctree.findall(print_page)
        )
        first = _first_pages(title, books.banners(book))
        printing = Printing(
            book=book,
            names=Names(book),
            front_page=book.docname if title.known else "",
            language=language,
            text_language=title.statement.language or language,
            banners=frozenset(books.banners(book)),
            layout=self.layout,
            missing=refused | glyphs.missing(words + title.title + _words(first)),
        )
        front, main = self._chapters(printing)
        facts: Value = {
            "title": title.title,
            "running": shortened(title.title),
            "authors": [it for it in (title.statement.author,) if it],
            "lang": language,
            "text-lang": printing.text_language,
            **first,
        }
        facts = _printable(facts, printing.missing)
        return "\n".join(
            [
                '#import "edition.typ": *',
                f"#show: edition.with({value(facts)}, {value(WORDS)})",
                "#front-matter({[];" + printing.text_of(front) + "})",
                "#main-matter({[];" + printing.text_of(main) + "})",
                self.attached,
                f"#places-of({value(sorted(printing.names.placed))})",
                "",
            ]
        )

    def _chapters(self, printing: Printing) -> tuple[list[Piece], list[Piece]]:
        front: list[Piece] = []
        main: list[Piece] = []
        for chapter in printing.book.chapters:
            if chapter.docname == printing.book.docname and books.only_title(chapter.doctree):
                continue
            translator = self.create_translator(chapter.doctree, self, chapter, printing)
            assert isinstance(translator, TypstTranslator)
            chapter.doctree.walkabout(translator)
            (front if chapter.part is Part.FRONT and not main else main).extend(translator.pieces)
        return front, main


def _constants(layout: Layout) -> str:
    """`settings.typ`: the measures that both templates take from it."""
    paper = layout.paper
    lengths = {
        "width": layout.width,
        "height": paper.height,
        "text-width": paper.column,
        "inner": paper.inner,
        "top-margin": paper.top,
        "bottom-margin": paper.bottom,
    }
    lines = [f"#let {name} = {value}mm" for name, value in lengths.items()]
    lines += [f"#let size = {paper.size}pt", f"#let draft = {str(layout.draft).lower()}"]
    return "\n".join(lines) + "\n"


def _first_pages(title: Title, said: tuple[str, ...]) -> dict[str, Value]:
    return {
        "author": title.statement.author or None,
        "statement": statement_lines(title),
        "imprint": [it for it in (title.fact("publisher"),) if it],
        "rights": rights_page(title, said, FONT),
        "description": " ".join(statement_lines(title)),
        "keywords": ["scholarly edition"],
    }


def _words(given: Value) -> str:
    """All words of the first pages."""
    if isinstance(given, str):
        return given
    held = given.values() if isinstance(given, Mapping) else given
    return "".join(map(_words, held)) if isinstance(held, Iterable) else ""


def _printable(given: Value, missing: frozenset[str]) -> Value:
    """The words of the first pages, without what no font has."""
    if isinstance(given, str):
        return glyphs.replaced(given, missing)
    if isinstance(given, Mapping):
        return {name: _printable(it, missing) for name, it in given.items()}
    return [_printable(it, missing) for it in given] if isinstance(given, list) else given
