"""Entries of a bibliography, each time a page is resolved: bibtex fills one node for all times.

A page may be resolved more than once in a build (for a PDF and the TEI attached to it); without
this the second time would print every entry twice.
"""

from __future__ import annotations

from typing import Any, cast

from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.nodes import bibliography


class FreshEntries(SphinxPostTransform):
    """Give each bibliography of the page empty nodes for its entries."""

    default_priority = 4  # bibtex fills them at 5

    def run(self, **kwargs: Any) -> None:
        del kwargs
        domain = cast("BibtexDomain", self.env.get_domain("cite"))
        for node in self.document.findall(bibliography):
            key = BibliographyKey(docname=node["docname"], id_=node["ids"][0])
            entries = domain.bibliographies[key].citation_nodes
            for name, entry in entries.items():
                entries[name] = entry.copy()  # without its children


def setup_citation_nodes(app: Sphinx) -> None:
    """The transform."""
    app.add_post_transform(FreshEntries)
