"""The Sphinx builder `edition-latex`: the LaTeX source of each edition of the project, for presses.

For an edition it writes `<outdir>/<slug>/<slug>.tex`, which lualatex compiles, with its pictures
and works.bib beside it. Two builds of the same project are equal to the byte.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from edition_tools.publish import book as books
from edition_tools.publish.book import Book, Part
from edition_tools.publish.book_builder import BookBuilder
from edition_tools.publish.carried import works_of
from edition_tools.publish.latex import code, first_pages
from edition_tools.publish.latex.pieces import Printing
from edition_tools.publish.latex.translator import LatexTranslator
from edition_tools.publish.layout import Layout, chosen
from edition_tools.publish.paged import Names, Piece
from edition_tools.publish.title import Title

LOOK = Path(__file__).with_name("edition.tex")
WORKS = "works.bib"


class EditionLatexBuilder(BookBuilder):
    """Writes every edition as one LaTeX document."""

    name = "edition-latex"
    format = "latex-source"
    epilog = "The LaTeX is in %(outdir)s."
    default_translator_class = LatexTranslator
    supported_image_types = ["image/png", "image/jpeg", "application/pdf"]  # noqa: RUF012

    def write_edition(self, slug: str, root: str) -> None:
        book, folder = self.book(slug, root), Path(self.outdir) / slug
        folder.mkdir(parents=True, exist_ok=True)
        title = self.title_of(book)
        text = self._source(book, title, chosen(self.config))
        (folder / f"{slug}.tex").write_text(text, encoding="utf-8")
        self._write_works(book, folder / WORKS)
        for image, name in self.images.items():
            shutil.copyfile(Path(self.srcdir, image), folder / code.file_name(name))

    def forget(self, kept: set[str]) -> None:
        for source in Path(self.outdir).glob("*/*.tex"):
            folder = source.parent
            if source.stem == folder.name and folder.name not in kept:
                shutil.rmtree(folder)

    def _write_works(self, book: Book, path: Path) -> None:
        works = works_of(book, Path(self.srcdir))
        path.unlink(missing_ok=True)
        if works is not None:
            path.write_bytes(works)

    def _source(self, book: Book, title: Title, layout: Layout) -> str:
        language = code.language(self.config.language or "en") or "en"
        said = books.banners(book)
        printing = Printing(
            book=book,
            names=Names(book),
            front_page=book.docname if title.known else "",
            language=language,
            text_language=code.language(title.statement.language) or language,
            banners=frozenset(said),
            layout=layout,
        )
        front, main = self._chapters(printing)
        words = "".join(it.doctree.astext() for it in book.chapters) + title.title
        chapters = [
            printing.text_of(front),
            "\n\n\\mainmatter\n",
            first_pages.DRAFT if layout.draft else "",
            printing.text_of(main),
        ]
        printing.tag(printing.text_language)
        return "".join(
            [
                first_pages.head(title, layout, words),
                LOOK.read_text(encoding="utf-8"),
                "\n",
                first_pages.languages(language, printing.languages),
                first_pages.opening(title, said, printing.text_language),
                *chapters,
                "\n\\end{document}\n",
            ]
        )

    def _chapters(self, printing: Printing) -> tuple[list[Piece], list[Piece]]:
        front: list[Piece] = []
        main: list[Piece] = []
        for chapter in printing.book.chapters:
            if chapter.docname == printing.book.docname and books.only_title(chapter.doctree):
                continue
            translator = self.create_translator(chapter.doctree, self, chapter, printing)
            assert isinstance(translator, LatexTranslator)
            chapter.doctree.walkabout(translator)
            (front if chapter.part is Part.FRONT and not main else main).extend(translator.pieces)
        return front, main
