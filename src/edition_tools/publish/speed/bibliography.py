"""bibtex reads through all citations of the project for each citation, and formats all works anew
at every build.

An index spares it the first; the second is done again only for a bibliography that could have
changed: by its works, its settings, or by what is cited where. There, too,
an index says which pages cite a work, where bibtex would ask each citation anew for each work.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain

FORMATTED = "formatted"  # in the domain's data: by bibliography, a digest and its entries
UNSAID = {"line", "filter_", "citation_nodes"}  # of a bibliography: no matter for its entries


class IndexedBibtexDomain(BibtexDomain):
    """bibtex's domain with the citations in question in view, and no others."""

    _whole: list[Any] | None = None
    _index: dict[str, list[Any]]
    _only: Any = None  # the entry in question, if not all are

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
        formatted = self.data.setdefault(FORMATTED, {})
        for key in formatted.keys() - self.bibliographies.keys():
            del formatted[key]
        return super().env_updated()

    def get_formatted_entries(
        self, bibliography_key: BibliographyKey, docnames: list[str], *tooltips: Any
    ) -> Iterable[Any]:
        """As bibtex does, or as it did when nothing was different."""
        digest = self._digest(bibliography_key, docnames, tooltips)
        formatted = self.data.setdefault(FORMATTED, {})
        if formatted.get(bibliography_key, ("",))[0] != digest:
            warned = _warnings(self.env)
            entries = list(super().get_formatted_entries(bibliography_key, docnames, *tooltips))
            if _warnings(self.env) > warned:  # to be heard again at the next build
                formatted.pop(bibliography_key, None)
                return entries
            formatted[bibliography_key] = (digest, entries)
        return list(formatted[bibliography_key][1])

    def get_entries(self, bibfiles: list[Any]) -> Iterable[Any]:
        """As bibtex does, or the one that is in question."""
        return super().get_entries(bibfiles) if self._only is None else [self._only]

    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterable[Any]:
        """As bibtex does, of each entry by itself, with what cites it in view and nothing else."""
        of_list, whole = self.bibliographies[bibliography_key], self.data["citation_refs"]
        index: dict[str, list[Any]] = {}
        for ref in whole:
            for key in dict.fromkeys(target.key for target in ref.targets):
                index.setdefault(key, []).append(ref)
        found: list[Any] = []
        try:
            for entry in list(self.get_entries(of_list.bibfiles)):
                self._only = entry
                self.data["citation_refs"] = index.get(of_list.keyprefix + entry.key, [])
                found += super().get_filtered_entries(bibliography_key)
        finally:
            self._only, self.data["citation_refs"] = None, whole
        return found

    def get_all_cited_keys(self, docnames: list[str]) -> Iterable[str]:
        """As bibtex does, with a table that says at which place a page stands."""
        place = {name: at for at, name in reversed(list(enumerate(docnames)))}
        for ref in sorted(self.citation_refs, key=lambda ref: place[ref.docname]):
            yield from (target.key for target in ref.targets)

    def _digest(self, key: BibliographyKey, docnames: list[str], tooltips: Any) -> str:
        """Of all that the formatted entries of a bibliography depend on."""
        of_list = self.bibliographies[key]
        settings = [getattr(of_list, name) for name in of_list._fields if name not in UNSAID]
        settings.append(ast.dump(of_list.filter_))
        whole = hashlib.sha256()
        for part in (settings, tooltips, self._cited(docnames)):
            whole.update(repr(part).encode())
        for entry in self.get_entries(of_list.bibfiles):
            whole.update(repr((entry.key, entry)).encode())
        return whole.hexdigest()

    def _cited(self, docnames: list[str]) -> list[tuple[str, str]]:
        """Which page cites what, each once, in the order of *docnames* and of each page.

        bibtex keeps its references in the order in which pages were read: a page that is read
        again has its own at the end, and says nothing new by that.
        """
        place = {name: at for at, name in enumerate(docnames)}
        refs = sorted(self.citation_refs, key=lambda ref: place.get(ref.docname, -1))
        cited = ((ref.docname, target.key) for ref in refs for target in ref.targets)
        return list(dict.fromkeys(cited))


def _warnings(env: BuildEnvironment) -> int:
    return int(env._app._warncount)


def _by_key(citations: list[Any]) -> dict[str, list[Any]]:
    index: dict[str, list[Any]] = {}
    for citation in citations:
        index.setdefault(citation.key, []).append(citation)
    return index


def setup(app: Sphinx) -> None:
    """Put the indexed domain in the place of bibtex's."""
    app.add_domain(IndexedBibtexDomain, override=True)
