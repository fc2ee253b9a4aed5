"""The builder `edition-annotations`: `<outdir>/<slug>.jsonld`, W3C Web Annotations, one an edition.

What a build withholds is not in its pages, and so in no annotation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.errors import SphinxError

from edition_tools.publish import book as books
from edition_tools.publish import readings
from edition_tools.publish.annotations.model import Noted, Site, collection
from edition_tools.publish.nodes import apparatus_entry, editorial_note
from edition_tools.publish.pages import statement_file
from edition_tools.publish.statement import read

__all__ = ["EditionAnnotationsBuilder", "setup_annotations"]


class EditionAnnotationsBuilder(Builder):
    """Writes the editors' notes and the apparatus of every edition as annotations."""

    name = "edition-annotations"
    format = "annotations"
    epilog = "The annotations are in %(outdir)s."
    allow_parallel = True

    def get_outdated_docs(self) -> str:
        return "every edition"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        return f"{docname}.html"

    def write_documents(self, _docnames: Set[str]) -> None:
        roots = books.roots(self.env)
        for path in Path(self.outdir).glob("*.jsonld"):
            if path.stem not in {slug for slug, _ in roots}:
                path.unlink()  # of an edition that is no longer here
        for slug, root in books.asked_for(self.env):
            path = Path(self.outdir, f"{slug}.jsonld")
            made = collection(self._site(slug, root), self._noted(slug, root))
            try:
                path.write_text(
                    json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
                )
            except OSError as error:
                raise SphinxError(f"{path} cannot be written: {error.strerror}") from error

    def _site(self, slug: str, root: str) -> Site:
        statement = read(statement_file(Path(self.srcdir), root.rpartition("/")[0]))
        address = str(self.config.html_baseurl or "")
        return Site(
            slug,
            address if not address or address.endswith("/") else f"{address}/",
            self.config.language or "en",
            {person.initials: person for person in statement.people},
        )

    def _noted(self, slug: str, root: str) -> Iterator[Noted]:
        for chapter in books.gather(self.env, slug, root, self._resolved).chapters:
            places = {it.id: it for it in readings.of_page(chapter.doctree)}
            callers = {id_: it for it in places.values() for _, id_ in reversed(it.calls)}
            for node in chapter.doctree.findall(nodes.footnote):
                if isinstance(node, editorial_note | apparatus_entry) and node["ids"]:
                    reading = callers.get(node["ids"][0])
                    if reading is not None:
                        yield Noted(chapter.docname, node, reading)

    def _resolved(self, docname: str) -> nodes.document:
        doctree = self.env.get_doctree(docname)
        books.without_toctrees(doctree)
        self.env.resolve_references(doctree, docname, self)
        return doctree


def setup_annotations(app: Sphinx) -> None:
    """Register the builder `edition-annotations`."""
    app.add_builder(EditionAnnotationsBuilder)
