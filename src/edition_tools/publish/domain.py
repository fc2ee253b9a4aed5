"""What is remembered between pages: places, notes, citations, and what depends on them.

Everything is plain data keyed by page, so that pages can be read in parallel and read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode


class PlaceRecord(NamedTuple):
    """Something that has an id: a passage, a note, an entry, a comment."""

    id: str
    voice: str
    mark: str  # what is printed: "14", "27", "a"
    location: str  # file:line, for messages
    pages: str = ""  # of the print: "p. 86", "pp. 86–87"


class NoteRecord(NamedTuple):
    """An editors' note or apparatus entry, as lists show it."""

    id: str
    voice: str
    mark: str
    place: str
    digest: str  # of all that a list prints of it


class CitingRecord(NamedTuple):
    """A place that cites a work."""

    key: str
    edition: str
    target: str  # id of the note, passage, or the citation itself
    voice: str
    mark: str
    locators: str = ""  # where in the work: p. 12


class EditionDomain(Domain):
    """The places of all editions in the project."""

    name = "edition"
    label = "Edition"
    data_version = 4
    initial_data: ClassVar[dict[str, Any]] = {
        "editions": {},  # docname -> edition folder
        "places": {},  # docname -> tuple[PlaceRecord, ...]
        "notes": {},  # docname -> tuple[NoteRecord, ...]
        "states": {},  # docname -> tuple[State, ...]: what the page says, to be compared later
        "links": {},  # docname -> tuple of (edition, id): the places that it links to
        "headings": {},  # docname -> digest of its headings, as tables of contents have them
        "citings": {},  # docname -> tuple[CitingRecord, ...]
        "files": {},  # docname -> names of the editors' files it was read with
        "lists": {},  # docname -> what its lists print: set of ("apparatus", edition)
        "faults": {},  # docname -> how many errors stop the build
        "read-with": {},  # what pages were read with, besides files that they depend on
    }

    def clear_doc(self, docname: str) -> None:
        for name, table in self.data.items():
            if name not in ("version", "read-with"):
                table.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for name, table in otherdata.items():
            if name in ("version", "read-with"):
                continue
            for docname in docnames:
                if docname in table:
                    self.data[name][docname] = table[docname]

    def note(self, table: str, docname: str, value: Any) -> None:
        """Remember *value* for a page."""
        self.data[table][docname] = value

    def edition(self, docname: str) -> str:
        """The edition folder of a page that has been read."""
        return str(self.data["editions"].get(docname, ""))

    def records(self, table: str, edition: str) -> Iterable[tuple[str, Any]]:
        """All records of a table that belong to one edition, with their pages, in order."""
        for docname in sorted(self.data[table]):
            if self.edition(docname) == edition:
                for record in self.data[table][docname]:
                    yield docname, record

    def place(self, edition: str, id_: str, near: str) -> tuple[str, PlaceRecord] | None:
        """The page and record of an id in an edition; on the page *near* before all others."""
        for record in self.data["places"].get(near, ()):
            if record.id == id_:
                return near, record
        for docname, record in self.records("places", edition):
            if record.id == id_:
                return docname, record
        return None

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Any,
        typ: str,  # noqa: ARG002
        target: str,
        node: Any,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        page = str(node.get("near") or node.get("refdoc", fromdocname))
        found = self.place(str(node.get("edition", self.edition(page))), target, page)
        if found is None:
            return None
        docname, record = found
        contnode.clear()
        contnode += nodes.Text(name_of(record))
        del env
        return make_refnode(builder, fromdocname, docname, target, contnode, None)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for docname, records in sorted(self.data["places"].items()):
            for record in records:
                name = f"{self.edition(docname)}#{record.id}"
                yield name, name_of(record), "passage", docname, record.id, -1


WITHHELD = "withheld"  # stands for the voice of what this build does not show
VOICE_NAMES = {
    "text": "¶",
    "commentary": "commentary",
    "author-notes": "note",
    "editors-notes": "editors’ note",
    "apparatus": "apparatus",
}


def name_of(record: PlaceRecord) -> str:
    """How a link to a place reads: ¶ 4, note 7, editors’ note b, poster’s words 1.2, comment 2."""
    if record.voice == WITHHELD:
        return f"{record.id} (withheld)"
    if record.voice == "apparatus":
        return f"apparatus {record.id}"
    if record.voice == "commentary":
        kind = "comment" if record.id.startswith("c") else "poster’s words"
        return f"{kind} {record.mark}"
    return f"{VOICE_NAMES[record.voice]} {record.mark}".replace("¶ ", "¶\u00a0")


def edition_domain(env: BuildEnvironment) -> EditionDomain:
    """The domain of this project."""
    return cast(EditionDomain, env.get_domain("edition"))
