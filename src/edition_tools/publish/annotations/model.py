"""The editors' notes and the apparatus as W3C Web Annotations: plain values, ready for JSON.

Comes in: what the pages of an edition read, and its notes. Goes out: one collection. Each note is
an annotation of the words that it is about: the passage by its id, within it the words as they
stand (with what is round them) and their place in the passage's reading, in code points.
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docutils import nodes

from edition_tools.manifest import Person
from edition_tools.publish.nodes import apparatus_entry
from edition_tools.publish.readings import Reading
from edition_tools.text import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"  # what #p14 means in a page of HTML
AROUND = 32  # code points of prefix and suffix
GENERATOR = {"type": "Software", "name": "edition-tools"}


@dataclass(frozen=True)
class Site:
    """Where the edition is: its slug, the address that its pages are under ("" if unknown)."""

    slug: str
    address: str
    language: str
    people: Mapping[str, Person]

    def page(self, docname: str) -> str:
        """The address of a page; relative where the site's own is not known."""
        return f"{self.address}{docname}.html"

    def name(self, id_: str) -> str:
        """The IRI of an annotation: the same in every build, whatever the address."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"edition-tools/{self.slug}/{id_}").urn


@dataclass(frozen=True)
class Noted:
    """An editors' note or entry of the apparatus, and the place that it is about."""

    docname: str
    node: nodes.Element
    reading: Reading


def collection(site: Site, noted: Iterable[Noted]) -> dict[str, Any]:
    """All of them, in order of place."""
    items = [annotation(site, it) for it in noted]
    return {
        "@context": CONTEXT,
        "id": site.name("annotations"),
        "type": "AnnotationCollection",
        "label": f"Editors’ notes and apparatus of {site.slug}",
        "generator": GENERATOR,
        "total": len(items),
        "first": {
            "id": site.name("annotations/1"),
            "type": "AnnotationPage",
            "partOf": site.name("annotations"),
            "startIndex": 0,
            "items": items,
        },
    }


def annotation(site: Site, noted: Noted) -> dict[str, Any]:
    """One of them."""
    node = noted.node
    is_entry = isinstance(node, apparatus_entry)
    made: dict[str, Any] = {
        "id": site.name(node["ids"][0]),
        "type": "Annotation",
        "motivation": "editing" if is_entry else "commenting",
        "body": _bodies(site, node),
        "target": {
            "source": site.page(noted.docname),
            "selector": _within(noted.reading, selectors(noted.reading, place(noted))),
        },
        "canonical": f"{site.page(noted.docname)}#{node['ids'][0]}",
    }
    person = site.people.get(str(node.get("initials") or ""))
    if person is not None:
        made["creator"] = {"type": "Person", "name": person.name, "nickname": person.initials}
        if person.orcid:
            made["creator"]["id"] = f"https://orcid.org/{person.orcid}"
    return made


def _within(reading: Reading, words: list[dict[str, Any]]) -> Any:
    """The words within the element that has an id; within the page, where none has."""
    if not reading.anchor:
        return words[0]
    return {
        "type": "FragmentSelector",
        "conformsTo": FRAGMENTS,
        "value": reading.anchor,
        # offsets count from the beginning of the element, not of its second paragraph
        "refinedBy": words if reading.anchor == reading.id else words[0],
    }


def _bodies(site: Site, node: nodes.Element) -> list[dict[str, Any]]:
    is_entry = isinstance(node, apparatus_entry)
    bodies: list[dict[str, Any]] = []
    said = []
    for it in node.children:
        words = " ".join(_plain(it).split())
        if isinstance(it, nodes.Element) and "readings" in it["classes"]:
            bodies.append(_body(site, words, "editing"))  # reading] source S (AB)
        elif not isinstance(it, nodes.label):
            said.append(words)
    words = "\n\n".join(filter(None, said))
    if words or not bodies:
        bodies.append(_body(site, words, "describing" if is_entry else "commenting"))
    for name in ("kind", "cause", "certainty", "status"):
        if node.get(name):
            bodies.append(_body(site, str(node[name]), "tagging"))
    return bodies


def _plain(node: nodes.Node) -> str:
    if isinstance(node, nodes.footnote_reference):
        return ""
    if isinstance(node, nodes.Text):
        return str(node)
    return "".join(_plain(child) for child in node.children) + (
        " " if isinstance(node, nodes.paragraph | nodes.list_item) else ""
    )


def _body(site: Site, words: str, purpose: str) -> dict[str, Any]:
    made = {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": purpose}
    return made if purpose == "tagging" else {**made, "language": site.language}


# ------------------------------------------------------------------ the words it is about
def place(noted: Noted) -> Span:
    """Where its words stand in the edition's reading of the place; empty for a deletion."""
    id_, reading = noted.node["ids"][0], noted.reading
    changed = reading.changed(id_)
    if changed is not None:
        return changed
    called = next((at for at, target in reading.calls if target == id_), len(reading.edition))
    lemma = " ".join(str(noted.node.get("lemma") or noted.node.get("source_reading") or "").split())
    return _quoted(reading, lemma, called) or Span(called, called)


def _quoted(reading: Reading, lemma: str, called: int) -> Span | None:
    """The last place of the quoted words before their call: as the edition or the witness reads."""
    if not lemma:
        return None
    start = reading.edition.rfind(lemma, 0, called)
    if start >= 0:
        return Span(start, start + len(lemma))
    start = reading.witness.rfind(lemma)
    if start < 0:
        return None
    end = start + len(lemma)
    return Span(_in_edition(reading, start), _in_edition(reading, end, is_end=True))


def _in_edition(reading: Reading, at: int, *, is_end: bool = False) -> int:
    """Where a place of the witness's reading is in the edition's."""
    here = there = 0
    for piece in reading.pieces:
        end = here + len(piece.witness)
        if at < end or (is_end and at == end):
            if not piece.entry:
                return there + at - here
            return there + (len(piece.edition) if is_end else 0)
        here, there = end, there + len(piece.edition)
    return there


def selectors(reading: Reading, span: Span) -> list[dict[str, Any]]:
    """The words with what is round them, and their offsets."""
    text = reading.edition
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
