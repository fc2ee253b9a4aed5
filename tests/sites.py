"""Building a miniature site, and looking at what came out. Nothing else."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from lxml import html
from sphinx.application import Sphinx
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

ROOTS = Path(__file__).parent / "roots"


@dataclass
class Site:
    """A folder of pages and what the last build made of it."""

    source: Path
    out: Path
    warnings: str = ""
    read: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    app: Sphinx | None = None
    pages: Path = Path()

    def build(self, builder: str = "html", *, parallel: int = 1, **settings: Any) -> Site:
        """Build what has changed, with no configuration but the extension if there is none."""
        if not (self.source / "conf.py").is_file():
            (self.source / "conf.py").write_text(CONF, encoding="utf-8")
        stream = io.StringIO()
        app = SphinxTestApp(
            builder,
            srcdir=self.source,
            builddir=self.out,
            confoverrides=settings,
            warning=stream,
            parallel=parallel,
        )
        self.app, self.read, self.written = app, (), ()
        app.connect("env-before-read-docs", self._note_read)
        app.connect("html-page-context", self._note_written)
        self.pages = Path(app.outdir)
        try:
            app.build()
        finally:
            app.cleanup()
            self.warnings = strip_escape_sequences(stream.getvalue())
        return self

    def _note_read(self, _app: Sphinx, _env: object, docnames: list[str]) -> None:
        self.read = tuple(docnames)

    def _note_written(self, _app: Sphinx, page: str, *_: object) -> None:
        self.written = (*self.written, page)

    def doctree(self, docname: str) -> nodes.document:
        """The doctree of a page as it was read."""
        assert self.app is not None
        return self.app.env.get_doctree(docname)

    def page(self, docname: str) -> html.HtmlElement:
        """A page as a browser reads it."""
        return html.fromstring((self.pages / f"{docname}.html").read_text(encoding="utf-8"))

    def all_text(self) -> str:
        """Every file that was written, in one string, and every file in a book."""
        files = sorted(path for path in self.pages.rglob("*") if path.is_file())
        return "\n".join(
            held.decode("utf-8", "replace") for path in files for held in held_in(path)
        )


def held_in(path: Path) -> Iterator[bytes]:
    """What a file holds: its bytes, or those of the files that are packed in it."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            yield from (book.read(name) for name in book.namelist())
    else:
        yield path.read_bytes()


CONF = 'extensions = ["edition_tools.publish"]\n'


def copy_of(root: str, folder: Path) -> Site:
    """A copy of a miniature project, to be built and spoiled."""
    shutil.copytree(ROOTS / root, folder / "pages")
    return Site(folder / "pages", folder / "out")


def site_of(folder: Path, pages: dict[str, str]) -> Site:
    """A project of the given pages, file name to text."""
    for name, text in pages.items():
        path = folder / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Site(folder / "pages", folder / "out")


def words(element: html.HtmlElement) -> str:
    """The words of an element, blanks made one."""
    return " ".join(element.text_content().split())
