"""bibtex reads through all citations of the project for each citation; an index spares it that."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain


class IndexedBibtexDomain(BibtexDomain):
    """bibtex's domain with the citations in question in view, and no others."""

    _whole: list[Any] | None = None
    _index: dict[str, list[Any]]

    def resolve_xref(self, *arguments: Any) -> Any:
        """As bibtex does; the fifth argument is the target, keys separated by commas."""
        whole = self.data["citations"]
        if self._whole is not whole:
            self._whole, self._index = whole, _by_key(whole)
        keys = dict.fromkeys(found.key for found in parse_citation_targets(arguments[4]))
        self.data["citations"] = [c for key in keys for c in self._index.get(key, ())]
        try:
            return super().resolve_xref(*arguments)
        finally:
            self.data["citations"] = whole

    def env_updated(self) -> Any:
        """As bibtex does; it decides the citations anew, in the same list."""
        self._whole = None
        return super().env_updated()


def _by_key(citations: list[Any]) -> dict[str, list[Any]]:
    index: dict[str, list[Any]] = {}
    for citation in citations:
        index.setdefault(citation.key, []).append(citation)
    return index


def setup(app: Sphinx) -> None:
    """Put the indexed domain in the place of bibtex's."""
    app.add_domain(IndexedBibtexDomain, override=True)
