"""Names of places on other pages: a link to editors' note b must not go on saying so when it is c.

Comes in: the links that each page leaves when it is read. Goes out: the pages to be written again
because a place they link to has another mark, stands on another page, or has come or gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from edition_tools.publish.domain import EditionDomain, edition_domain, name_of
from edition_tools.publish.printed import printed_by

LISTS = frozenset({"apparatus", "editorial-notes"})  # print notes of other pages, links and all
Link = tuple[str, str]  # an edition's folder and an id


def links(document: nodes.document, edition: str) -> tuple[Link, ...]:
    """What a page links to, each place once."""
    found = (
        (str(node.get("edition", edition)), str(node["reftarget"]))
        for node in document.findall(addnodes.pending_xref)
        if node.get("refdomain") == EditionDomain.name
    )
    return tuple(sorted(set(found)))


def renamed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages with a link that reads otherwise, or leads elsewhere, than when they were written."""
    printed, domain = printed_by(app), edition_domain(env)
    names: dict[Link, list[tuple[str, str]]] = {}
    for docname, records in sorted(domain.data["places"].items()):
        for record in records:
            where = (docname, name_of(record))
            names.setdefault((domain.edition(docname), record.id), []).append(where)
    out = []
    for docname in sorted(domain.data["links"].keys() | domain.data["lists"].keys()):
        shown = [(link, names.get(link)) for link in _shown(domain, docname)]
        if printed.differs(("links", docname), shown):
            out.append(docname)
    return out


def _shown(domain: EditionDomain, docname: str) -> Iterator[Link]:
    """The links that a page prints: its own, and those of notes that it lists."""
    yield from domain.data["links"].get(docname, ())
    for kind, edition in sorted(domain.data["lists"].get(docname, ())):
        if kind in LISTS:
            for _, link in domain.records("links", edition):
                yield link


def setup_linking(app: Sphinx) -> None:
    """When all pages have been read."""
    app.connect("env-updated", renamed, priority=600)
