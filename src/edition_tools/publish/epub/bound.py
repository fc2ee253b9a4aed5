"""The chapters bound into one book: names of files, links from page to page.

Comes in: chapters as trees of XHTML, their links still addressed by document. Goes out: pages
whose every link leads to something that is in the book; a link that would not is plain words.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from edition_tools.publish.book import HERE, Book, Chapter, Part
from edition_tools.publish.epub.tree import Heading, Written
from edition_tools.publish.epub.xhtml import EPUB_TYPE, XHTML, page

STYLE_SHEET = "../css/edition.css"
DIVISIONS = {
    Part.FRONT: "frontmatter",
    Part.TEXT: "bodymatter",
    Part.BACK: "backmatter",
    Part.APPENDIX: "backmatter",
}
KINDS = {Part.TEXT: ("chapter", "doc-chapter"), Part.APPENDIX: ("appendix", "doc-appendix")}


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the book: its name, its tree, its chapter, the headings for the contents."""

    name: str
    root: ET.Element
    chapter: Chapter
    headings: tuple[Heading, ...]
    pages: tuple[tuple[str, str], ...] = ()  # of the print: id, number


@dataclass(frozen=True, slots=True)
class Bound:
    """All pages in order, the language they speak, the pictures they show."""

    language: str
    pages: tuple[Page, ...]
    pictures: frozenset[str]

    def print_pages(self) -> list[tuple[str, str]]:
        """Where each page of the print begins, and its number."""
        return [(f"text/{it.name}#{id_}", n) for it in self.pages for id_, n in it.pages if id_]


def bind(book: Book, chapters: list[Written], language: str) -> Bound:
    """Give every chapter a file of its own and make its links lead there."""
    names = _names(book, chapters)
    places = {it.chapter.docname: (names[it.chapter.docname], it.ids) for it in chapters}
    pictures: set[str] = set()
    pages = []
    for it in chapters:
        _lead(it, places)
        for image in it.content.iter(f"{{{XHTML}}}img"):
            pictures.add(image.get("src", "").rpartition("/")[2])
        pages.append(_page(it, names[it.chapter.docname], language))
    return Bound(language, tuple(pages), frozenset(pictures))


def _names(book: Book, chapters: list[Written]) -> dict[str, str]:
    folder = book.docname.rpartition("/")[0]
    inside = f"{folder}/" if folder else ""
    return {
        it.chapter.docname: it.chapter.docname.removeprefix(inside).replace("/", "-") + ".xhtml"
        for it in chapters
    }


def _lead(chapter: Written, places: dict[str, tuple[str, set[str]]]) -> None:
    for link in chapter.content.iter(f"{{{XHTML}}}a"):
        address = link.get("href", "")
        if not address.startswith((HERE, "#")):
            continue
        docname, _, target = address.removeprefix(HERE).partition("#")
        own = chapter.chapter.docname
        name, ids = places.get(docname or own, ("", set()))
        if not name or (target and target not in ids):
            _unlink(link)
        else:
            shown = "" if docname in ("", own) and target else name
            link.set("href", f"{shown}#{target}" if target else name)


def _unlink(link: ET.Element) -> None:
    """Leave the words of a link whose target is not in the book."""
    link.tag = f"{{{XHTML}}}span"
    for name in ("href", "role", "aria-label", EPUB_TYPE):
        link.attrib.pop(name, None)


def _page(chapter: Written, name: str, language: str) -> Page:
    part = chapter.chapter.part
    kind, role = KINDS.get(part, ("", ""))
    if next((it for it in chapter.content.iter() if it.get("class") == "work"), None) is not None:
        kind, role = "bibliography", "doc-bibliography"
    if kind:
        chapter.content.attrib |= {EPUB_TYPE: kind, "role": role}
    title = chapter.headings[0].words if chapter.headings else chapter.chapter.docname
    root = page(language, title, DIVISIONS[part], chapter.content, css=STYLE_SHEET)
    return Page(name, root, chapter.chapter, tuple(chapter.headings), tuple(chapter.pages))
