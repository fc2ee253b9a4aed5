"""The title page and the page of rights, from the edition's own statement."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from edition_tools.publish.epub.xhtml import EPUB_TYPE, element, page, written
from edition_tools.publish.title import Title, rights_page, statement_lines

STYLE_SHEET = "../css/edition.css"
FONT = "the reader’s own type, or in the one that this book brings"


def cover_page(title: Title, language: str) -> bytes:
    """cover.xhtml: the picture, with its words for those who do not see it."""
    words = ", ".join(it for it in (title.statement.author, title.title) if it)
    picture = element("img", {"src": "../images/cover.png", "alt": f"Cover: {words}"})
    section = element("section", {EPUB_TYPE: "cover", "class": "cover"}, picture)
    return written(page(language, "Cover", "frontmatter", section, css=STYLE_SHEET))


def title_page(title: Title, language: str) -> bytes:
    """titlepage.xhtml."""
    main, _, rest = title.title.partition(": ")
    heading = element("h1", {EPUB_TYPE: "title"}, element("span", {"class": "main"}, main))
    if rest:
        heading.append(element("span", {"class": "sub"}, rest))
    lines: list[ET.Element] = []
    if title.statement.author:
        lines.append(element("p", {"class": "author"}, title.statement.author))
    lines += [element("p", {"class": "statement"}, it) for it in statement_lines(title)]
    if title.fact("publisher"):
        lines.append(element("p", {"class": "publisher"}, title.fact("publisher")))
    given = {EPUB_TYPE: "titlepage", "class": "title-page"}
    section = element("section", given, heading, *lines)
    return written(page(language, title.title, "frontmatter", section, css=STYLE_SHEET))


def imprint(title: Title, banners: tuple[str, ...], language: str) -> bytes:
    """imprint.xhtml: rights in each voice, the witness, the people, how far it was verified."""
    groups = [element("p", None, *_lines(lines)) for lines in rights_page(title, banners, FONT)]
    section = element(
        "section",
        {EPUB_TYPE: "copyright-page", "class": "imprint"},
        element("h1", None, "Imprint"),
        *groups,
    )
    return written(page(language, "Imprint", "frontmatter", section, css=STYLE_SHEET))


def _lines(lines: list[str]) -> list[ET.Element | str]:
    out: list[ET.Element | str] = []
    for it in lines:
        out += [it, element("br")]
    return out[:-1]
