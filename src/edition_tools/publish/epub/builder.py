"""The Sphinx builder `edition-epub`: one EPUB 3.3 file for each edition of the project.

For an edition it writes `<outdir>/<slug>.epub`; two builds of the same project are equal to the
byte.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from edition_tools.publish import book as books
from edition_tools.publish.book import Book
from edition_tools.publish.book_builder import BookBuilder
from edition_tools.publish.epub import cover, first_pages, fonts
from edition_tools.publish.epub.archive import pack
from edition_tools.publish.epub.bound import Bound, bind
from edition_tools.publish.epub.contents import navigation, ncx
from edition_tools.publish.epub.package import Item, package
from edition_tools.publish.epub.translator import EpubTranslator
from edition_tools.publish.epub.tree import Written
from edition_tools.publish.epub.xhtml import written

STYLE = Path(__file__).with_name("edition.css")
CONTAINER = (
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    b'<rootfiles><rootfile full-path="EPUB/package.opf" '
    b'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


class EditionEpubBuilder(BookBuilder):
    """Writes every edition as an EPUB."""

    name = "edition-epub"
    format = "epub"
    epilog = "The EPUB is in %(outdir)s."
    default_translator_class = EpubTranslator
    supported_image_types: ClassVar[list[str]] = [
        *BookBuilder.supported_image_types,
        "image/gif",
        "image/webp",
    ]
    suffix = ".epub"

    def write_edition(self, slug: str, root: str) -> None:
        self._write(self.book(slug, root))

    def _write(self, book: Book) -> None:
        title = self.title_of(book)
        chapters = [self._chapter(it) for it in book.chapters if not self._is_title(book, it)]
        bound = bind(book, chapters, self.config.language or "en")
        said, language = books.banners(book), bound.language
        files = {
            "EPUB/text/cover.xhtml": first_pages.cover_page(title, language),
            "EPUB/text/titlepage.xhtml": first_pages.title_page(title, language),
            "EPUB/text/imprint.xhtml": first_pages.imprint(title, said, language),
        }
        files |= {f"EPUB/text/{it.name}": written(it.root) for it in bound.pages}
        files["EPUB/css/edition.css"] = STYLE.read_bytes() + fonts.rules()
        files |= {f"EPUB/fonts/{it.name}": it.read_bytes() for it in fonts.files()}
        files["EPUB/images/cover.png"] = cover.picture(title)
        files |= self._pictures(bound)
        items = [Item.of(path) for path in files]
        files["EPUB/nav.xhtml"] = navigation(bound, title)
        files["EPUB/toc.ncx"] = ncx(bound, title)
        files["EPUB/package.opf"] = package(title, bound, items)
        pack(
            Path(self.outdir, f"{book.slug}.epub"),
            {
                "META-INF/container.xml": CONTAINER,
                "META-INF/OFL.txt": fonts.LICENCE.read_bytes(),  # not a part of the publication
                **files,
            },
            title.moment,
        )

    def _chapter(self, chapter: books.Chapter) -> Written:
        translator = self.create_translator(chapter.doctree, self, chapter)
        assert isinstance(translator, EpubTranslator)
        chapter.doctree.walkabout(translator)
        return translator.written

    def _is_title(self, book: Book, chapter: books.Chapter) -> bool:
        """Whether it is a front page that says nothing but the title, which has its own page."""
        return chapter.docname == book.docname and books.only_title(chapter.doctree)

    def _pictures(self, bound: Bound) -> dict[str, bytes]:
        """The pictures that the pages of this book show."""
        return {
            f"EPUB/images/{name}": Path(self.srcdir, image).read_bytes()
            for image, name in self.images.items()
            if name in bound.pictures
        }
