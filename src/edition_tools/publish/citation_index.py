"""`{citation-index}`: works × places. Which places cite each work, and which works each place.

The directive leaves a mark; when every page has been read, two tables take its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from edition_tools.publish import citings
from edition_tools.publish.bibstyle import filed_as
from edition_tools.publish.citings import Citing
from edition_tools.publish.lists import EditionList
from edition_tools.publish.nodes import edition_list
from edition_tools.publish.worktable import own_key

NAME = "citation-index"
EMPTY = "Nothing is cited."


class FillCitationIndex(SphinxPostTransform):
    """Put the tables where the directive stands."""

    default_priority = 6  # bibtex makes the entries at 5

    def run(self, **kwargs: Any) -> None:
        del kwargs
        for node in list(self.document.findall(edition_list)):
            if node["lists"] == NAME:
                node.replace_self(list(_Index(self.env, node).tables()))


class _Index:
    """All citations of an edition, and where its works are listed."""

    def __init__(self, env: BuildEnvironment, node: nodes.Element) -> None:
        self.env, self.here, edition = env, str(node["refdoc"]), str(node["edition"])
        self.works = citings.by_work(env, edition)
        listed = env.get_domain("cite").data["citations"]
        places = {citation.key: at for at, citation in enumerate(listed)}
        found = {key: places.get(own_key(edition, key)) for key in self.works}
        self.citation = {key: listed[at] for key, at in found.items() if at is not None}
        self.keys = sorted(
            self.citation, key=lambda key: (filed_as(self.label(key)), found[key] or 0)
        )

    def tables(self) -> Iterator[nodes.Node]:
        if not self.keys:
            yield nodes.paragraph("", EMPTY)
            return
        yield _heading("By work")
        rows = [
            _row([[self.link(key)], list(citings.links(self.env, self.here, self.works[key]))])
            for key in self.keys
        ]
        yield _table(("Work", "Cited in"), rows)
        yield _heading("By place")
        yield _table(("Place", "Works"), list(self.places()))

    def places(self) -> Iterator[nodes.row]:
        """Every place that cites something, voice by voice, with what it cites."""
        found: dict[tuple[int, str, str], list[tuple[str, Citing]]] = {}
        for key in self.keys:
            for page, record in self.works[key]:
                at = (citings.GROUPS.index(record.voice), page, record.target)
                found.setdefault(at, []).append((key, (page, record)))
        for at in sorted(found, key=lambda at: (*at[:2], _numbered(at[2]))):
            page, record = found[at][0][1]
            place = record._replace(locators="")
            links = list(citings.links(self.env, self.here, [(page, place)]))
            row = _row([links, self.cited(found[at])])
            row["classes"] = list(links[0]["classes"])
            yield row

    def cited(self, records: Sequence[tuple[str, Citing]]) -> list[nodes.Node]:
        """The works that one place cites, each once, with all that it points to."""
        out: list[nodes.Node] = []
        locators: dict[str, list[str]] = {}
        for key, (_, record) in records:
            locators.setdefault(key, []).extend([record.locators] if record.locators else [])
        for key, points in locators.items():
            out += [nodes.Text("; ")] if out else []
            out.append(self.link(key))
            out += [nodes.Text(f", {', '.join(dict.fromkeys(points))}")] if points else []
        return out

    def label(self, key: str) -> str:
        """What a work is called in short."""
        return str(self.citation[key].formatted_entry.label)

    def link(self, key: str) -> nodes.reference:
        """A work by its label, linked to its entry."""
        citation = self.citation[key]
        words = nodes.inline("", self.label(key))
        page = citation.bibliography_key.docname
        builder = self.env._app.builder
        return make_refnode(builder, self.here, page, citation.citation_id, words)


def _numbered(id_: str) -> tuple[int, str]:
    """Ids in the order of their numbers: n2 before n10."""
    digits = "".join(c for c in id_ if c.isdecimal())
    return int(digits or 0), id_


def _heading(words: str) -> nodes.rubric:
    heading = nodes.rubric("", words, classes=["kind-of-work"])
    heading["heading-level"] = 2
    return heading


def _table(head: tuple[str, str], rows: Sequence[nodes.row]) -> nodes.table:
    group = nodes.tgroup(cols=2)
    group += [nodes.colspec(colwidth=2), nodes.colspec(colwidth=3)]
    group += nodes.thead("", _row([[nodes.Text(word)] for word in head]))
    group += nodes.tbody("", *rows)
    return nodes.table("", group, classes=["edition-table", NAME])


def _row(cells: Sequence[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


def setup_citation_index(app: Sphinx) -> None:
    """The directive and what fills it."""
    app.add_directive(NAME, EditionList)
    app.add_post_transform(FillCitationIndex)
