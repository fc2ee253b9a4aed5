"""A work as COinS: data in a page that Zotero and other reference managers find (OpenURL 1.0).

Comes in: a work. Goes out: an empty `span`, whose title says all in the order of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import urlencode

from edition_tools.bibliography import languages, names
from edition_tools.bibliography.fields import flat, whole_title
from edition_tools.model import Work

FORMATS = {
    "article": ("journal", "article"), "review": ("journal", "article"),
    "incollection": ("book", "bookitem"), "inbook": ("book", "bookitem"),
    "inproceedings": ("book", "proceeding"), "report": ("book", "report"),
    "techreport": ("book", "report"), "book": ("book", "book"), "collection": ("book", "book"),
    "mvbook": ("book", "book"), "proceedings": ("book", "book"), "booklet": ("book", "book"),
    "thesis": ("dissertation", ""), "phdthesis": ("dissertation", ""),
    "mastersthesis": ("dissertation", ""),
}  # fmt: skip
OTHERS = {  # types of Zotero, for what has no format of its own
    "unpublished": "manuscript", "archive": "manuscript", "manuscript": "manuscript",
    "letter": "letter", "online": "webpage",
}  # fmt: skip
PLAIN = {
    "volume": "volume", "number": "issue", "edition": "edition", "series": "series",
    "location": "place", "isbn": "isbn", "issn": "issn",
}  # fmt: skip
DAY = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
RANGE = re.compile(r"(\w+)[–-](\w+)")


def span(work: Work) -> str:
    """The work as an element of HTML."""
    return f'<span class="Z3988" title="{escape(context(work))}"></span>'


def context(work: Work) -> str:
    """The work as an OpenURL context object."""
    return urlencode([pair for pair in _pairs(work) if pair[1]])


def _pairs(work: Work) -> Iterator[tuple[str, str]]:
    fields = flat(work)
    kind, genre = FORMATS.get(work.type, ("dc", ""))
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"
    doi = fields.get("doi", "")
    yield "rft_id", f"info:doi/{doi}" if doi else fields.get("url", "")
    yield "rft.genre", genre
    yield from _titles(kind, genre, work.type, fields)
    for name, key in PLAIN.items():
        if kind != "dc":
            yield f"rft.{key}", fields.get(name, "")
    publisher = fields.get("publisher") or fields.get("institution", "")
    yield ("rft.inst" if kind == "dissertation" else "rft.publisher"), publisher
    yield from _authors(kind, fields)
    day = DAY.match(fields.get("date", ""))
    yield "rft.date", day[0] if day else fields.get("date", "")
    yield "rft.pages", fields.get("pages", "") if kind != "dc" else ""
    ends = RANGE.fullmatch(fields.get("pages", ""))
    if ends and kind != "dc":
        yield "rft.spage", ends[1]
        yield "rft.epage", ends[2]
    yield "rft.language", languages.tag(fields.get("langid", ""))


def _titles(
    kind: str, genre: str, type_: str, fields: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    title = whole_title(fields)
    if kind == "journal":
        yield "rft.atitle", title
        yield "rft.jtitle", fields.get("journaltitle", "")
    elif genre in ("bookitem", "proceeding"):
        yield "rft.atitle", title
        yield "rft.btitle", fields.get("booktitle", "")
    elif kind == "book":
        yield "rft.btitle", title
    else:
        yield "rft.title", title
        yield "rft.type", OTHERS.get(type_, "document") if kind == "dc" else ""
        yield "rft.source", fields.get("library", "") or fields.get("journaltitle", "")
        yield "rft.identifier", fields.get("shelfmark", "")


def _authors(kind: str, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    people = names.parse(fields.get("author") or fields.get("editor", ""))
    for at, one in enumerate(people):
        whole = " ".join(filter(None, (one.given, one.whole_family, one.suffix)))
        if kind == "dc":
            yield "rft.creator", ", ".join(filter(None, (one.whole_family, one.given)))
        elif at or kind == "dc":
            yield "rft.au", whole
        elif one.is_body:
            yield "rft.aucorp", one.family
        else:
            yield "rft.aulast", one.whole_family
            yield "rft.aufirst", one.given
            yield "rft.ausuffix", one.suffix
            yield "rft.au", whole
