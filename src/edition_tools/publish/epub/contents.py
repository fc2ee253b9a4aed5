"""The contents: the navigation document, and toc.ncx for older reading systems.

A chapter that goes on in others (depth 2) holds them; headings within a chapter come below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from edition_tools.publish.book import Part
from edition_tools.publish.epub.bound import Bound
from edition_tools.publish.epub.identity import identifier
from edition_tools.publish.epub.xhtml import EPUB_TYPE, element, legal, page, written
from edition_tools.publish.title import Title

DEEPEST = 2  # levels of headings within a chapter that the contents show
NCX = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(slots=True)
class Entry:
    """A line of the contents, and those below it."""

    words: str
    address: str
    depth: int
    below: list[Entry] = field(default_factory=list)


def entries(bound: Bound) -> list[Entry]:
    """The contents as a tree."""
    top: list[Entry] = [
        Entry("Title page", "text/titlepage.xhtml", 1),
        Entry("Imprint", "text/imprint.xhtml", 1),
    ]
    for it in bound.pages:
        for heading in it.headings:
            if heading.depth > DEEPEST:
                continue
            depth = it.chapter.depth + heading.depth - 1
            anchor = f"#{heading.id}" if heading.id else ""
            _add(top, Entry(heading.words, f"text/{it.name}{anchor}", depth))
    return top


def _add(level: list[Entry], entry: Entry) -> None:
    if level and level[-1].depth < entry.depth:
        _add(level[-1].below, entry)
    else:
        level.append(entry)


def navigation(bound: Bound, title: Title) -> bytes:
    """nav.xhtml: the contents and the landmarks."""
    toc = element(
        "nav",
        {EPUB_TYPE: "toc", "role": "doc-toc", "id": "toc", "aria-labelledby": "contents"},
        element("h1", {"id": "contents"}, "Contents"),
        _list(entries(bound)),
    )
    landmarks = element(
        "nav",
        {EPUB_TYPE: "landmarks", "id": "landmarks", "hidden": "hidden", "aria-label": "Landmarks"},
        element("ol", None, *_landmarks(bound)),
    )
    parts = [toc, landmarks, *_page_list(bound)]
    root = page(bound.language, title.title, "frontmatter", *parts, css="css/edition.css")
    return written(root)


def _page_list(bound: Bound) -> list[ET.Element]:
    """Where the pages of the print begin, if that is known."""
    items = [
        element("li", None, element("a", {"href": address}, number))
        for address, number in bound.print_pages()
    ]
    given = {EPUB_TYPE: "page-list", "role": "doc-pagelist", "hidden": "hidden"}
    given |= {"id": "page-list", "aria-label": "Pages of the print"}
    return [element("nav", given, element("ol", None, *items))] if items else []


def _list(given: Sequence[Entry]) -> ET.Element:
    out = element("ol")
    for it in given:
        item = element("li", None, element("a", {"href": it.address}, it.words))
        if it.below:
            item.append(_list(it.below))
        out.append(item)
    return out


def _landmarks(bound: Bound) -> list[ET.Element]:
    """Title page, beginning of the text, notes on the works: what a reader jumps to."""
    found = [
        ("cover", "Cover", "text/cover.xhtml"),
        ("titlepage", "Title page", "text/titlepage.xhtml"),
    ]
    text = next((it for it in bound.pages if it.chapter.part is Part.TEXT), None)
    if text is not None:
        found.append(("bodymatter", "The text", f"text/{text.name}"))
    works = next(
        (
            it
            for it in bound.pages
            if it.root.find(f".//*[@{EPUB_TYPE}='bibliography']") is not None
        ),
        None,
    )
    if works is not None:
        found.append(("bibliography", "Works cited", f"text/{works.name}"))
    return [
        element("li", None, element("a", {EPUB_TYPE: kind, "href": address}, words))
        for kind, words, address in found
    ]


def ncx(bound: Bound, title: Title) -> bytes:
    """toc.ncx, with the same lines."""
    counter = iter(range(1, 1_000_000))
    uid = ET.Element(f"{{{NCX}}}meta", {"name": "dtb:uid", "content": identifier(title)})
    head = ET.Element(f"{{{NCX}}}head")
    head.append(uid)
    root = ET.Element(f"{{{NCX}}}ncx", {"version": "2005-1"})
    root.append(head)
    root.append(_labelled("docTitle", title.title))
    points = ET.SubElement(root, f"{{{NCX}}}navMap")

    def add(parent: ET.Element, given: Sequence[Entry]) -> None:
        for it in given:
            point = ET.SubElement(parent, f"{{{NCX}}}navPoint", {"id": f"line-{next(counter)}"})
            point.append(_labelled("navLabel", it.words))
            ET.SubElement(point, f"{{{NCX}}}content", {"src": it.address})
            add(point, it.below)

    add(points, entries(bound))
    root.extend(_page_targets(bound))
    return written(root)


def _page_targets(bound: Bound) -> list[ET.Element]:
    pages = bound.print_pages()
    targets = ET.Element(f"{{{NCX}}}pageList")
    for order, (address, number) in enumerate(pages, 1):
        kind = {"id": f"page-{order}", "type": "normal"}
        target = ET.SubElement(targets, f"{{{NCX}}}pageTarget", kind)
        target.append(_labelled("navLabel", number))
        ET.SubElement(target, f"{{{NCX}}}content", {"src": address})
    return [targets] if pages else []


def _labelled(tag: str, words: str) -> ET.Element:
    out = ET.Element(f"{{{NCX}}}{tag}")
    ET.SubElement(out, f"{{{NCX}}}text").text = legal(words)
    return out
