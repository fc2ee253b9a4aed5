"""Citations in the page: a ready one behind each passage, and what the script needs for more.

Just before writing, behind every numbered passage stands its citation; the style sheet shows it
when the passage is the target of the address, so that it needs no script. With one, the number or
some selected words open a panel (`cite.js`), which fills the same forms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from edition_tools.bibliography import bibtex
from edition_tools.publish import cite, history
from edition_tools.publish.book import head_length
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.html.lowered import html_switches
from edition_tools.publish.pages import statement_file
from edition_tools.publish.statement import read

READY = 0  # the form in which the ready citation is written: the first


class html_citation(nodes.General, nodes.Element):  # noqa: N801
    """The ready citation of a passage."""


class html_cite(nodes.General, nodes.Element):  # noqa: N801
    """A link to how the edition is cited; the script makes it open the panel."""


class html_citing(nodes.General, nodes.Element):  # noqa: N801
    """The forms, and the names of places that the script fills them with."""


class AddCitations(SphinxPostTransform):
    """Put the citations in when the page is otherwise as a browser shows it."""

    default_priority = 950  # passages are numbered at 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        del kwargs
        docname = self.env.current_document.docname
        domain = edition_domain(self.env)
        places = cite.names(domain.data["places"].get(docname, ()))
        statement = read(statement_file(Path(self.env.srcdir), domain.edition(docname)))
        if not places or not statement.raw or self.app.builder.name == "epub":
            return
        forms = cite.forms(statement)
        address = address_of(self.app, docname)
        for node in list(self.document.findall(nodes.Element)):
            id_ = str(node.get("passage", ""))
            if id_.startswith("p") and id_ in node["ids"] and id_ in places:
                url = f"{address}#{id_}" if address else ""
                said = cite.say(forms[READY], cite.Cited(places[id_], "", url, id_))
                node.parent.insert(node.parent.index(node) + 1, html_citation(said=said))
        first = next(iter(places))
        self._add_link(_how_to_cite(self.app, docname, domain.edition(docname)) or f"#{first}")
        self.document += html_citing(data=_data(forms, places, address))

    def _add_link(self, target: str) -> None:
        """Behind the switches, or in their place, below the head of the text."""
        whole = next(self.document.findall(nodes.section), self.document)
        at = head_length(whole)
        has_switches = isinstance(whole[at] if at < len(whole) else None, html_switches)
        whole.insert(at + has_switches, html_cite(target=target))


def _how_to_cite(app: Sphinx, docname: str, edition: str) -> str:
    """The link to where the edition says how it is cited, if it says so."""
    lists = edition_domain(app.env).data["lists"]
    found = [page for page, those in sorted(lists.items()) if (history.LIST, edition) in those]
    return f"{app.builder.get_relative_uri(docname, found[0])}#about-cite" if found else ""


def address_of(app: Sphinx, docname: str) -> str:
    """Where the page will be on the web, if the configuration says so."""
    base = app.config.html_baseurl
    return f"{base.rstrip('/')}/{app.builder.get_target_uri(docname)}" if base else ""


def _data(
    forms: tuple[cite.Form, ...], places: Mapping[str, str], address: str
) -> dict[str, object]:
    return {
        "address": address,
        "forms": [[form.name, form.kind, form.pieces] for form in forms],
        "places": list(name_rows(places)),
        "bibtex": [bibtex.ESCAPES, bibtex.LIGATURES.pattern],
    }


def name_rows(places: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    """Names of places in few bytes: the words that names have in common, how many letters of an
    id are left out behind them, and the ids.

    >>> list(name_rows({"p1": "¶ 1", "p2": "¶ 2", "nstar": "note *"}))
    [('¶ ', 1, 'p1 p2'), ('note *', 5, 'nstar')]
    """
    for (words, cut), ids in groupby(places, key=lambda id_: _parted(id_, places[id_])):
        yield words, cut, " ".join(ids)


def _parted(id_: str, name: str) -> tuple[str, int]:
    cut = next(at for at in range(len(id_) + 1) if name.endswith(id_[at:]))
    return name[: len(name) - len(id_) + cut], cut


def visit_citation(self: Any, node: nodes.Element) -> None:
    """Hidden until its passage is the target."""
    self.body.append(f'<p class="cite-this"><b>Cite this passage:</b> {escape(node["said"])}</p>\n')
    raise nodes.SkipNode


def visit_cite(self: Any, node: nodes.Element) -> None:
    """A link that looks like a button."""
    self.body.append(f'<p><a class="cite-open" href="{escape(node["target"])}">Cite</a></p>\n')
    raise nodes.SkipNode


def visit_citing(self: Any, node: nodes.Element) -> None:
    """Data that is no script, whatever the words of the edition are."""
    data = json.dumps(node["data"], ensure_ascii=False, separators=(",", ":"))
    data = data.replace("<", "\\u003c")
    self.body.append(f'<script type="application/json" id="cite-data">{data}</script>\n')
    raise nodes.SkipNode


def setup_citing(app: Sphinx) -> None:
    """Nodes, transform, script and style."""
    app.add_node(html_citation, html=(visit_citation, None))
    app.add_node(html_cite, html=(visit_cite, None))
    app.add_node(html_citing, html=(visit_citing, None))
    app.add_post_transform(AddCitations)
