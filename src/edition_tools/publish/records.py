"""What a page leaves in the project's memory once it is read: its places, notes, citations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from edition_tools.publish import linking, print_pages, state
from edition_tools.publish.domain import (
    WITHHELD,
    CitingRecord,
    NoteRecord,
    PlaceRecord,
    edition_domain,
)
from edition_tools.publish.nodes import (
    apparatus_entry,
    blog_frame,
    cited,
    edition_list,
    editorial_note,
    former_place,
    reader_comment,
    withheld,
)
from edition_tools.publish.report import place_of
from edition_tools.publish.worktable import plain_key
from edition_tools.vocabulary import Voice, mark_of

VOICES = {
    "p": Voice.TEXT,
    "n": Voice.AUTHOR_NOTES,
    "f": Voice.COMMENTARY,
    "c": Voice.COMMENTARY,
}


def note(document: nodes.document, env: BuildEnvironment, docname: str, edition: str) -> None:
    """Remember a page that has just been read."""
    domain = edition_domain(env)
    domain.note("places", docname, tuple(_places(document, env.srcdir)))
    domain.note("notes", docname, tuple(_notes(document)))
    domain.note("states", docname, state.of_page(document, docname, edition))
    domain.note("links", docname, linking.links(document, edition))
    domain.note("citings", docname, tuple(_citings(document, edition)))
    lists = {(n["lists"], n["edition"]) for n in document.findall(edition_list)}
    if lists:
        domain.data["lists"].setdefault(docname, set()).update(lists)


def _places(document: nodes.document, srcdir: object) -> Iterator[PlaceRecord]:
    pages = print_pages.pages_of(document)
    for node in document.findall(nodes.Element):
        if not node["ids"]:
            continue
        id_ = node["ids"][0]
        where = place_of(node, str(srcdir))
        if node.get("passage"):
            voice = Voice.TEXT if id_.startswith("p") else Voice.COMMENTARY
            yield PlaceRecord(id_, str(voice), id_.lstrip("pcf"), where, pages.get(id_, ""))
        elif isinstance(node, withheld):
            yield from (PlaceRecord(i, WITHHELD, "", where) for i in node["ids"])
        elif isinstance(node, blog_frame | reader_comment):
            mark = node.get("number") or id_.lstrip("cf")
            yield PlaceRecord(id_, str(Voice.COMMENTARY), str(mark), where)
        elif isinstance(node, former_place):
            holding = citing_place(node)[1]
            yield PlaceRecord(id_, holding or WITHHELD, _mark_of(node["holder"]), where)
        elif node.get("moved_to"):
            holder = str(node["moved_to"])
            yield PlaceRecord(id_, str(VOICES.get(holder[:1], "")), _mark_of(holder), where)
        elif isinstance(node, nodes.footnote) and node.get("voice"):
            yield PlaceRecord(id_, node["voice"], node.get("mark", ""), where)


def _mark_of(holder: str) -> str:
    return mark_of(holder[1:]) if holder.startswith("n") else holder.lstrip("pcf")


def _notes(document: nodes.document) -> Iterator[NoteRecord]:
    for node in document.findall(nodes.footnote):
        if isinstance(node, editorial_note | apparatus_entry):
            said = repr(sorted(node.non_default_attributes().items())) + node.astext()
            digest = hashlib.sha256(said.encode()).hexdigest()
            mark, place = node["mark"], node.get("place", "")
            yield NoteRecord(node["ids"][0], node["voice"], mark, place, digest)


def _citings(document: nodes.document, edition: str) -> Iterator[CitingRecord]:
    for node in document.findall(nodes.Element):
        if isinstance(node, cited):
            locators = node.get("locators", "")
            yield CitingRecord(node["key"], edition, *citing_place(node), locators)
        elif isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite":
            target, voice, mark = citing_place(node)
            for found in parse_citation_targets(node["reftarget"]):
                key, locators = plain_key(edition, found.key), found.post
                yield CitingRecord(key, edition, target, voice, mark, locators)


def citing_place(node: nodes.Node) -> tuple[str, str, str]:
    """Id, voice and mark of the note or passage in which a citation stands."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.footnote) and parent.get("voice"):
            return parent["ids"][0], parent["voice"], parent.get("mark", "")
        if parent.get("passage"):
            id_ = str(parent["passage"])
            voice = Voice.TEXT if id_.startswith("p") else Voice.COMMENTARY
            return id_, str(voice), id_.lstrip("pcf")
        parent = parent.parent
    return "", "", ""
