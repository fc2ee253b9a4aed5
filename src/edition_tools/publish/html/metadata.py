"""What the page of a text says of it to machines: in Google Scholar's names and Dublin Core.

Comes in: the record of an edition. Goes out: `meta` elements, on the page of the text only, so
that one text is indexed once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from edition_tools.bibliography import names
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.html.citing import address_of
from edition_tools.publish.pages import is_machine_written, statement_file
from edition_tools.publish.statement import Statement, read
from edition_tools.vocabulary import Voice

PAGE = "article"  # of the folder text/
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

PAGES = re.compile(r"(\w+)[-–](\w+)$")  # 24–35


def add(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Put the elements into the head of the page of a text."""
    del template, doctree
    if not is_machine_written(page) or page.rpartition("/")[2] != PAGE:
        return
    statement = read(statement_file(Path(app.srcdir), edition_domain(app.env).edition(page)))
    if statement.title:
        tags = "".join(
            f'<meta name="{name}" content="{escape(value)}">\n'
            for name, value in said(statement, address_of(app, page))
            if value
        )
        context["metatags"] = context.get("metatags", "") + tags


def said(statement: Statement, address: str) -> Iterator[tuple[str, str]]:
    """Names and values; what begins with *citation* is said of the print that came first."""
    raw, first = statement.raw, statement.first_print
    pages = PAGES.match(first.pages)
    found = DAY.match(statement.date)
    day = [part for part in found.groups() if part] if found else []
    publisher = str(raw.get("publisher") or "")
    rights = statement.right(Voice.TEXT)
    people = [_inverted(name) for name in names.parse(statement.author)]
    yield "citation_title", statement.title
    yield from (("citation_author", person) for person in people)
    yield "citation_publication_date", "/".join(day)
    yield "citation_journal_title", first.journal
    yield "citation_inbook_title", first.book
    yield "citation_volume", first.volume
    yield "citation_issue", first.number
    yield "citation_firstpage", pages[1] if pages else ""
    yield "citation_lastpage", pages[2] if pages else ""
    yield "citation_publisher", first.publisher or publisher
    yield "citation_language", statement.language
    yield "citation_doi", str(raw.get("doi") or "")
    yield "citation_fulltext_html_url", address
    yield "DC.title", statement.title
    yield from (("DC.creator", person) for person in people)
    yield from (("DC.contributor", person.name) for person in statement.people)
    yield "DC.date", "-".join(day)
    yield "DC.publisher", publisher
    yield "DC.language", statement.language
    yield "DC.identifier", address
    yield "DC.type", "Text"
    yield "DC.rights", ", ".join(filter(None, (rights.holder, rights.statement)))


def _inverted(name: names.Name) -> str:
    if name.is_body or not name.given:
        return name.whole_family
    return ", ".join(filter(None, (name.whole_family, name.given, name.suffix)))
