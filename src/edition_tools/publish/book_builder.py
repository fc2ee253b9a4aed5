"""What all builders that write a file or folder for each edition share.

A builder says how one edition is written; this says which there are, resolves their pages, takes
away what belongs to editions that are no longer here, and says in words what cannot be written.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util.display import progress_message

from edition_tools.publish import book as books
from edition_tools.publish.book import HERE, Book
from edition_tools.publish.title import Title, read


class BookBuilder(Builder):
    """Writes every edition by itself: `write_edition` is each format's own."""

    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = ["image/svg+xml", "image/png", "image/jpeg"]
    suffix = ""  # of the file that is written for an edition, as in ".epub"

    def write_edition(self, slug: str, root: str) -> None:
        """Write the edition *slug*, which begins with the page *root*."""
        raise NotImplementedError

    def get_outdated_docs(self) -> str:
        return "every edition"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        return HERE + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        return self.get_target_uri(to)

    def write_documents(self, _docnames: Set[str]) -> None:
        self.forget({slug for slug, _ in books.roots(self.env)})
        for slug, root in books.asked_for(self.env):
            with progress_message(f"writing {slug}{self.suffix}", nonl=False):
                try:
                    self.write_edition(slug, root)
                except OSError as error:
                    where = error.filename or self.outdir
                    raise SphinxError(f"{where} cannot be written: {error.strerror}") from error

    def forget(self, kept: set[str]) -> None:
        """Take away what an earlier build made of an edition that is no longer here."""
        for path in Path(self.outdir).glob(f"*{self.suffix}") if self.suffix else ():
            if path.stem not in kept:
                path.unlink()

    def book(self, slug: str, root: str) -> Book:
        """The chapters of an edition, their links resolved."""
        return books.gather(self.env, slug, root, self._resolved)

    def _resolved(self, docname: str) -> nodes.document:
        doctree = self.env.get_doctree(docname)
        books.without_toctrees(doctree)
        self.env.resolve_references(doctree, docname, self)
        self.post_process_images(doctree)
        return doctree

    def title_of(self, book: Book) -> Title:
        """What the first pages of *book* say; for a project without editions, its name."""
        name = self.env.titles.get(book.docname)
        fallback = name.astext() if name else self.config.project
        edition = book.docname.rpartition("/")[0]
        return read(Path(self.srcdir), edition, book.slug, fallback or self.config.project)
