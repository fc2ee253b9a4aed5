"""Programs that know nothing of ours read our exports, and see in each form the same of a work.

BibLaTeX and BibTeX are read by bibtexparser, CSL-JSON by citeproc-py, RIS by rispy. What each of
them sees is turned into one plain shape, names as *family, given*, and compared with one table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from citeproc.source.json import CiteProcJSON

from edition_tools.bibliography import FORMS
from test_bibliography import WORKS

Seen = dict[str, object]  # what a reader sees of one work: names are lists, all else are strings

WANTED: dict[str, Seen] = {
    "heijenoort1978": {
        "author": ["van Heijenoort, Jean"],
        "title": "With Trotsky in Exile: From Prinkipo to Coyoacán",
        "publisher": "Harvard University Press",
        "place": "Cambridge, Mass.",
        "year": "1978",
        "series": "Studies & Papers",
        "volume": "1",
        "edition": "2",
        "number": "0-674-80255-1",
    },
    "nove1977": {
        "author": ["Nove, Alec"],
        "title": "A Note on Trotsky and the ‘Left Opposition’, 1929–31",
        "container": "Soviet Studies",
        "volume": "29",
        "issue": "4",
        "year": "1977",
        "pages": "576-589",
        "doi": "10.1080/096_681%3",
        "url": "https://example.org/a_b?c=d#e%20f~g",
        "number": "0038-5859",
    },
    "parkes1976": {
        "author": ["Parkes, M. B."],
        "editor": ["Alexander, J. J. G.", "Gibson, M. T."],
        "title": "The Influence of Ordinatio",
        "container": "Medieval Learning",
        "place": "Oxford",
        "year": "1976",
        "pages": "115-41",
    },
    "roe1970": {
        "author": ["Roe, Anna"],
        "title": "On Notes",
        "publisher": "Leeds",
        "year": "1970",
        "genre": "PhD dissertation",
    },
    "trotskypapers": {
        "title": "Trotsky Papers, Exile Correspondence, 10248",
        "archive": "Houghton Library, Harvard University",
        "shelfmark": "bMS Russ 13.1",
    },
    "pravda": {
        "title": "Передовая: о «двурушниках»",
        "container": "Правда",
        "year": "1933",
    },
}  # fmt: skip

BIB = {
    "title": ("title",), "publisher": ("publisher", "institution", "school"),
    "place": ("location", "address"), "series": ("series",), "volume": ("volume",),
    "edition": ("edition",), "container": ("journaltitle", "journal", "booktitle"),
    "issue": ("number",), "pages": ("pages",), "doi": ("doi",), "url": ("url",),
    "number": ("isbn", "issn"), "genre": ("type",), "archive": ("library",),
    "shelfmark": ("shelfmark",),
}  # fmt: skip
CSL = {
    "title": "title", "publisher": "publisher", "place": "publisher_place",
    "series": "collection_title", "volume": "volume", "edition": "edition",
    "container": "container_title", "issue": "issue", "doi": "DOI", "url": "URL", "genre": "genre",
    "archive": "archive", "shelfmark": "archive_location",
}  # fmt: skip
RIS = {
    "author": "authors", "editor": "secondary_authors", "title": "title",
    "publisher": "publisher", "place": "place_published", "volume": "volume",
    "edition": "edition", "issue": "number", "year": "year", "doi": "doi", "number": "issn",
    "genre": "type_of_work", "archive": "name_of_database", "shelfmark": "accession_number",
}  # fmt: skip


def by_bibtexparser(text: str) -> dict[str, Seen]:
    library = bibtexparser.parse_string(
        text,
        append_middleware=[
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
        ],
    )
    assert library.failed_blocks == []
    return {entry.key: _of_bib({f.key: f.value for f in entry.fields}) for entry in library.entries}


def _of_bib(fields: dict[str, object]) -> Seen:
    seen: Seen = {}
    for name, keys in BIB.items():
        found = [str(fields[key]) for key in keys if fields.get(key)]
        if found:
            seen[name] = _printed(found[0]) if name not in ("doi", "url") else found[0]
    if "subtitle" in fields:
        seen["title"] = f"{seen['title']}: {_printed(str(fields['subtitle']))}"
    for role in ("author", "editor"):
        if role in fields:
            seen[role] = [name.merge_last_name_first for name in fields[role]]  # type: ignore[attr-defined]
    year = re.match(r"\d{4}", str(fields.get("date", fields.get("year", ""))))
    return seen | ({"year": year[0]} if year else {})


def _printed(value: str) -> str:
    """A value as LaTeX prints it: without braces, `\\&` as &."""
    return re.sub(r"\\([&%#$_])", r"\1", re.sub(r"[{}]", "", value))


def by_citeproc(text: str) -> dict[str, Seen]:
    return {key: _of_csl(item) for key, item in CiteProcJSON(json.loads(text)).items()}


def _of_csl(item: dict[str, object]) -> Seen:
    seen: Seen = {name: str(item[key]) for name, key in CSL.items() if item.get(key)}
    for number in ("ISBN", "ISSN"):
        if item.get(number):
            seen["number"] = str(item[number])
    if item.get("page"):
        seen["pages"] = str(item["page"])
    for role in ("author", "editor"):
        if item.get(role):
            seen[role] = [_csl_name(name) for name in item[role]]  # type: ignore[attr-defined]
    if item.get("issued"):
        date = item["issued"]
        seen["year"] = str(date.get("begin", date).get("year", ""))  # type: ignore[attr-defined]
    return seen


def _csl_name(name: dict[str, str]) -> str:
    return ", ".join(name[part] for part in ("literal", "family", "given") if part in name)


def by_rispy(text: str) -> dict[str, Seen]:
    return {str(entry["id"]): _of_ris(entry) for entry in rispy.loads(text)}


def _of_ris(entry: dict[str, object]) -> Seen:
    seen: Seen = {name: entry[key] for name, key in RIS.items() if entry.get(key)}
    if "start_page" in entry:
        seen["pages"] = "-".join(str(entry[k]) for k in ("start_page", "end_page") if k in entry)
    for url in entry.get("urls", ()):  # type: ignore[attr-defined]
        seen["url"] = url
    host = "container" if entry["type_of_reference"] in ("JOUR", "NEWS", "CHAP") else "series"
    if entry.get("secondary_title"):
        seen[host] = entry["secondary_title"]
    return seen


READERS: dict[str, Callable[[str], dict[str, Seen]]] = {
    "biblatex": by_bibtexparser,
    "bibtex": by_bibtexparser,
    "csl-json": by_citeproc,
    "ris": by_rispy,
}


@pytest.mark.parametrize("form", READERS)
def test_another_program_sees_the_same_of_a_work(form: str) -> None:
    seen = READERS[form](FORMS[form].write([w for w in WORKS if w.key in WANTED]))

    assert {key: _plain(seen[key], WANTED[key]) for key in seen} == WANTED


@pytest.mark.parametrize("form", READERS)
def test_another_program_finds_every_work(form: str) -> None:
    assert sorted(READERS[form](FORMS[form].write(WORKS))) == sorted(w.key for w in WORKS)


def _plain(seen: Seen, wanted: Seen) -> Seen:
    """What was seen of the fields asked for, a dash in pages as a hyphen."""
    found = {name: value for name, value in seen.items() if name in wanted}
    if "pages" in found:
        found["pages"] = re.sub("[–-]+", "-", str(found["pages"]))
    return found
