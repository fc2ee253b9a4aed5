"""The package document: what the book is, what is in it, in which order it is read.

Metadata follow EPUB 3.3 and the vocabularies it names; what is not known is left out, and what is
said of accessibility is what the tests of this package hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from edition_tools.publish.epub.bound import Bound
from edition_tools.publish.epub.identity import identifier
from edition_tools.publish.epub.xhtml import XML_LANG, legal, written
from edition_tools.publish.personal import surname_first
from edition_tools.publish.title import VOICES, Title, statement_lines

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
ROLES = {"author": "aut", "editor": "edt", "translator": "trl", "transcriber": "trc"}
ARTICLES = ("The ", "A ", "An ")
ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "ARIA"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
    (
        "schema:accessibilitySummary",
        "All of the book is text in reading order, with headings, contents and landmarks; notes "
        "are linked both ways and say whose they are.",
    ),
)

PAGED = ("pageBreakMarkers", "pageNavigation")  # where the pages of the print are known

ET.register_namespace("dc", DC)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book: its id, its name below EPUB/, its media type, what it is for."""

    id: str
    href: str
    media_type: str
    properties: str = ""

    @classmethod
    def of(cls, path: str) -> Item:
        """The item for a file of the archive."""
        href = path.removeprefix("EPUB/")
        properties = "cover-image" if href == "images/cover.png" else ""
        id_ = "".join(c if c.isalnum() or c in "-._" else "-" for c in href)
        return cls(f"f-{id_}", href, TYPES[PurePosixPath(href).suffix.lower()], properties)


def package(title: Title, bound: Bound, items: Sequence[Item]) -> bytes:
    """package.opf."""
    root = ET.Element(
        f"{{{OPF}}}package",
        {"version": "3.0", "unique-identifier": "uid", XML_LANG: bound.language},
    )
    metadata = ET.SubElement(root, f"{{{OPF}}}metadata")
    metadata.extend(_metadata(title, bound))
    manifest = ET.SubElement(root, f"{{{OPF}}}manifest")
    nav = Item("nav", "nav.xhtml", TYPES[".xhtml"], "nav")
    older = Item("ncx", "toc.ncx", "application/x-dtbncx+xml")
    for it in (nav, older, *items):
        given = {"id": it.id, "href": it.href, "media-type": it.media_type}
        if it.properties:
            given["properties"] = it.properties
        ET.SubElement(manifest, f"{{{OPF}}}item", given)
    spine = ET.SubElement(root, f"{{{OPF}}}spine", {"toc": "ncx"})
    for it in items:
        if it.media_type == TYPES[".xhtml"]:
            ET.SubElement(spine, f"{{{OPF}}}itemref", {"idref": it.id})
    return written(root)


def _metadata(title: Title, bound: Bound) -> Iterator[ET.Element]:
    statement = title.statement
    yield _dc("identifier", identifier(title), id="uid")
    yield _meta("dcterms:modified", title.moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    yield from _titles(title)
    yield from _people(title)
    languages = dict.fromkeys((bound.language, statement.language))
    yield from (_dc("language", it) for it in languages if it)
    for name, words in (
        ("publisher", title.fact("publisher")),
        ("description", ", ".join(statement_lines(title))),
        ("source", _source(title)),
        ("date", title.fact("version_date")),
        ("rights", _rights(title)),
        ("subject", "Scholarly edition"),
    ):
        if words:
            yield _dc(name, words)
    yield from (_meta(name, words) for name, words in ACCESSIBILITY)
    if bound.print_pages():
        yield from (_meta("schema:accessibilityFeature", it) for it in PAGED)
        yield _meta("pageBreakSource", _print(title))


def _titles(title: Title) -> Iterator[ET.Element]:
    main, _, rest = title.title.partition(": ")
    yield _dc("title", title.title, id="title")
    yield _meta("title-type", "main", of="title")
    yield _meta("file-as", _filed(title.title), of="title")
    if rest:
        yield _dc("title", main, id="short-title")
        yield _meta("title-type", "short", of="short-title")


def _people(title: Title) -> Iterator[ET.Element]:
    if title.statement.author:
        yield from _person("creator", "author", title.statement.author, "aut")
    for number, person in enumerate(title.statement.people, 1):
        role = next((r for name, r in ROLES.items() if name in person.role.lower()), "edt")
        if person.name:
            yield from _person("contributor", f"contributor-{number}", person.name, role)


def _person(kind: str, id_: str, name: str, role: str) -> Iterator[ET.Element]:
    yield _dc(kind, name, id=id_)
    yield _meta("file-as", _filed(surname_first(name)), of=id_)
    yield _meta("role", role, of=id_, scheme="marc:relators")


def _filed(title: str) -> str:
    """“The Eye Goes Down” → “Eye Goes Down, The”."""
    article, _, rest = title.partition(" ")
    return f"{rest}, {article}" if title.startswith(ARTICLES) and rest else title


def _source(title: Title) -> str:
    if not title.known:
        return ""
    named = f"{title.statement.siglum}: {title.fact('source_name')}".strip(": ")
    digest = title.fact("sha256")
    return "; ".join(it for it in (named, f"SHA-256 {digest}" if digest else "") if it)


def _print(title: Title) -> str:
    """What the pages are of: what source.toml names, else the print of this title."""
    named = str((title.statement.raw.get("pages") or {}).get("of") or "")
    return named or f"the print of {title.title}"


def _rights(title: Title) -> str:
    said = []
    for voice, name in VOICES.items():
        right = title.statement.right(voice)
        words = ". ".join(it.rstrip(".") for it in (right.holder, right.statement) if it)
        if words:
            said.append(f"{name}: {words}.")
    return " ".join(said)


def _dc(name: str, words: str, **given: str) -> ET.Element:
    out = ET.Element(f"{{{DC}}}{name}", given)
    out.text = legal(words)
    return out


def _meta(name: str, words: str, of: str = "", scheme: str = "") -> ET.Element:
    given = {"property": name}
    if of:
        given["refines"] = f"#{of}"
    if scheme:
        given["scheme"] = scheme
    out = ET.Element(f"{{{OPF}}}meta", given)
    out.text = legal(words)
    return out
