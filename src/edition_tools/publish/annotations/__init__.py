"""The builder `edition-annotations`: `<outdir>/<slug>.jsonld`, W3C Web Annotations, one an edition.

What a build withholds is not in its pages, and so in no annotation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes

from edition_tools.publish import readings
from edition_tools.publish.annotations.model import Noted, Site, collection
from edition_tools.publish.book_builder import BookBuilder
from edition_tools.publish.nodes import apparatus_entry, editorial_note
from edition_tools.publish.pages import statement_file
from edition_tools.publish.statement import read

__all__ = ["EditionAnnotationsBuilder"]


class EditionAnnotationsBuilder(BookBuilder):
    """Writes the editors' notes and the apparatus of every edition as annotations."""

    name = "edition-annotations"
    format = "annotations"
    epilog = "The annotations are in %(outdir)s."
    suffix = ".jsonld"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        return f"{docname}.html"

    def write_edition(self, slug: str, root: str) -> None:
        made = collection(self._site(slug, root), self._noted(slug, root))
        words = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
        Path(self.outdir, f"{slug}.jsonld").write_text(words, encoding="utf-8")

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
        for chapter in self.book(slug, root).chapters:
            places = {it.id: it for it in readings.of_page(chapter.doctree)}
            callers = {id_: it for it in places.values() for _, id_ in reversed(it.calls)}
            for node in chapter.doctree.findall(nodes.footnote):
                if isinstance(node, editorial_note | apparatus_entry) and node["ids"]:
                    reading = callers.get(node["ids"][0])
                    if reading is not None:
                        yield Noted(chapter.docname, node, reading)
