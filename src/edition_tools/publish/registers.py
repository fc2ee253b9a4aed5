"""`{register}` and `{timeline}`: who and what an edition names, and when things happened.

The names stand in the edition's registers.toml. When every page has been read, each is looked
for in the words that are printed, and its entry links to all places that have it. The text is
not touched, and what a build withholds is not in it to be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from edition_tools.findings import BadShelf, Code
from edition_tools.publish.domain import PlaceRecord, edition_domain, name_of
from edition_tools.publish.facts import pairs
from edition_tools.publish.names import (
    KINDS,
    Entry,
    FormTwice,
    Register,
    finder,
    read_register,
)
from edition_tools.publish.nodes import edition_list
from edition_tools.publish.pages import REGISTERS, edition_of, join
from edition_tools.publish.printed import printed_by
from edition_tools.publish.report import fault
from edition_tools.publish.stretches import Stretch, stretches
from edition_tools.vocabulary import POSTER, READERS, Voice, part_of

LIST, TIMELINE, PROFILE = "register", "timeline", "profile"
VOICES: dict[str, str] = {
    Voice.TEXT: "In the author’s text",
    Voice.AUTHOR_NOTES: "In the author’s notes",
    Voice.EDITORS_NOTES: "In the editors’ notes",
    POSTER: "In the words of who posted it",
    READERS: "In the readers’ comments",
}
EMPTY = "The editors have entered no {}."
NOWHERE = "None of its forms stands in this edition."


class FromRegisters(SphinxDirective):
    """A directive that prints something of the edition's registers.toml."""

    has_content = True  # an empty body is allowed

    def register(self) -> Register | None:
        """The register; None if it cannot be read, which is said once for a page."""
        docname = self.env.current_document.docname
        self.edition = edition_of(Path(self.env.srcdir), docname)
        name = join(self.edition, REGISTERS)
        self.path = Path(self.env.srcdir) / name
        domain = edition_domain(self.env)
        domain.data["lists"].setdefault(docname, set()).add((self.name, self.edition))
        if not self.path.exists():
            return Register()
        self.env.note_dependency(str(self.path))
        try:
            return read_register(self.path)
        except BadShelf as error:
            twice = isinstance(error, FormTwice)
            code = Code.REGISTERS_FORM_TWICE if twice else Code.REGISTERS_UNREADABLE
            if not domain.data["faults"].get(docname):
                fault(self.env, docname, code, str(error).replace(str(self.path), name), docname)
            return None


class RegisterList(FromRegisters):
    """`{register} persons`."""

    required_arguments: ClassVar = 1

    def run(self) -> list[nodes.Node]:
        kind = self.arguments[0]
        if kind not in KINDS:
            raise self.error(f"there is no register of {kind!r}; there are {', '.join(KINDS)}")
        register = self.register()
        if register is None:
            return []
        if not register.of_kind(KINDS[kind]):
            return [nodes.paragraph("", EMPTY.format(kind))]
        node = edition_list(lists=LIST, kind=kind, register=register)
        node["edition"], node["refdoc"] = self.edition, self.env.current_document.docname
        self.set_source_info(node)
        return [node]


# ------------------------------------------------------------------ mentions
class Mention(NamedTuple):
    """A place that names an entry."""

    page: str
    place: PlaceRecord


def mentions(
    env: BuildEnvironment, edition: str, register: Register
) -> dict[Entry, dict[Mention, None]]:
    """The places that name each entry, in order of page and place, each place once."""
    out: dict[Entry, dict[Mention, None]] = {}
    look = finder(register)
    for mention, stretch in said(env, edition):
        for entry in look.named(stretch.text):
            out.setdefault(entry, {})[mention] = None
    return out


def said(env: BuildEnvironment, edition: str) -> Iterator[tuple[Mention, Stretch]]:
    """Every stretch of an edition that has a place, with it, in order of page and place."""
    for page in _pages(env, edition):
        places = {record.id: record for record in edition_domain(env).data["places"][page]}
        for stretch in stretches(env.get_doctree(page)):
            # the innermost id that readers can be sent to: headings and lists have none
            place = next((places[id_] for id_ in stretch.places if id_ in places), None)
            if place is not None and part_of(place.voice, place.id) in VOICES:
                yield Mention(page, place), stretch


def _pages(env: BuildEnvironment, edition: str) -> list[str]:
    """The pages of an edition that have places to name."""
    domain = edition_domain(env)
    places = domain.data["places"]
    return [page for page in sorted(places) if places[page] and domain.edition(page) == edition]


class FillRegisters(SphinxPostTransform):
    """Put the entries where their register stands."""

    default_priority = 4  # as the other lists

    def run(self, **kwargs: Any) -> None:
        del kwargs
        found: dict[Entry, dict[Mention, None]] | None = None
        for node in list(self.document.findall(edition_list)):
            if node["lists"] == LIST:
                if found is None:
                    found = mentions(self.env, node["edition"], node["register"])
                node.replace_self(self._list(node, found))

    def _list(
        self, node: nodes.Element, found: dict[Entry, dict[Mention, None]]
    ) -> nodes.definition_list:
        out = nodes.definition_list(classes=[LIST, f"register-{node['kind']}"])
        for entry in node["register"].of_kind(KINDS[node["kind"]]):
            body = nodes.definition("", *_said(entry))
            rows = self._rows(node["refdoc"], list(found.get(entry, ())))
            body += _by_voice(rows) if rows else nodes.paragraph("", NOWHERE)
            out += nodes.definition_list_item("", nodes.term("", entry.name), body)
        return out

    def _rows(self, here: str, places: list[Mention]) -> dict[str, list[nodes.Node]]:
        rows: dict[str, list[nodes.Node]] = {}
        for page, place in places:
            words = rows.setdefault(part_of(place.voice, place.id), [])
            words += [nodes.Text(", ")] if words else []
            words.append(self._link(here, page, place))
        return {part: rows[part] for part in VOICES if part in rows}

    def _link(self, here: str, page: str, place: PlaceRecord) -> nodes.Node:
        said = name_of(place)
        for whose in ("editors’ ", "poster’s words "):
            said = said.removeprefix(whose)  # its row says it
        name = nodes.inline("", said, classes=["passage-link"])
        return make_refnode(self.env._app.builder, here, page, place.id, name)


def _by_voice(rows: Mapping[str, list[nodes.Node]]) -> nodes.field_list:
    """A row for each part of the edition, with its class, so that it can be switched off."""
    out = pairs((VOICES[part], words) for part, words in rows.items())
    for part, row in zip(rows, out.findall(nodes.field), strict=True):
        for cell in row.findall(nodes.Element):
            cell["classes"] += (
                [part] if isinstance(cell, nodes.field_name | nodes.field_body) else []
            )
    return out


def _said(entry: Entry) -> Iterator[nodes.paragraph]:
    if entry.note:
        yield nodes.paragraph("", entry.note)
    if entry.links:
        words: list[nodes.Node] = []
        for name, address in entry.links:
            words += [nodes.Text(" · ")] if words else []
            words.append(nodes.reference("", name, refuri=address, internal=False))
        yield nodes.paragraph("", "", *words, classes=["identifiers"])


# ------------------------------------------------------------------ what is made again
def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Pages that print a register whose file has come or gone."""
    del added, changed, removed
    out: list[str] = []
    data = edition_domain(env).data
    for docname, edition in _printing(env):
        now = (Path(app.srcdir) / edition / REGISTERS).exists()
        if data["read-with"].get((REGISTERS, docname), now) != now:
            out.append(docname)
    return out


def changed_registers(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages that print a register, when a page of the edition has been read anew."""
    read_with = edition_domain(env).data["read-with"]
    out: list[str] = []
    for docname, edition in _printing(env):
        read_with[REGISTERS, docname] = (Path(app.srcdir) / edition / REGISTERS).exists()
        now = tuple((page, env.all_docs[page]) for page in _pages(env, edition) if page != docname)
        if printed_by(app).differs((LIST, docname), now):
            out.append(docname)
    return out


def _printing(env: BuildEnvironment) -> list[tuple[str, str]]:
    """The pages that print registers, each with its edition."""
    lists = edition_domain(env).data["lists"].items()
    return sorted({(doc, ed) for doc, rows in lists for kind, ed in rows if kind in PRINTING})


PRINTING = (LIST, TIMELINE, PROFILE)


def setup_registers(app: Sphinx) -> None:
    """Directives for registers and timelines."""
    app.add_directive(LIST, RegisterList)
    app.add_post_transform(FillRegisters)
    app.connect("env-get-outdated", outdated)
    app.connect("env-updated", changed_registers, priority=600)
