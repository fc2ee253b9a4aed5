"""Works as CSL-JSON, the form that Zotero, pandoc and citation processors share; and back.

Variables are those of CSL 1.0.2; fields are mapped as Zotero maps them. Zotero keeps no name
particles and no suffixes of its own, so these stand where it looks for them: `van` before the
family name, `Jr` behind the given one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from edition_tools.bibliography import languages, names
from edition_tools.bibliography.dates import edtf_of, parts_of
from edition_tools.bibliography.fields import (
    BLANKS,
    TYPE,
    flat,
    left_over,
    part,
    put_right,
    whole_title,
    work_of,
)
from edition_tools.bibliography.keys import key_of
from edition_tools.bibliography.names import Name
from edition_tools.findings import BadShelf
from edition_tools.model import Work

TYPES = {  # entry type → CSL type; the first of two is what a CSL type is read as
    "article": "article-journal", "book": "book", "incollection": "chapter",
    "inproceedings": "paper-conference", "thesis": "thesis", "report": "report",
    "online": "webpage", "unpublished": "manuscript", "letter": "personal_communication",
    "misc": "document", "review": "review", "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case", "legislation": "legislation", "movie": "motion_picture",
    "artwork": "graphic", "music": "song", "patent": "patent", "dataset": "dataset",
    "software": "software", "periodical": "periodical", "map": "map", "interview": "interview",
    "speech": "speech",
    "inbook": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report",
    "collection": "book", "mvbook": "book", "mvcollection": "book", "booklet": "book",
    "proceedings": "book", "reference": "book", "archive": "manuscript", "manuscript": "manuscript",
}  # fmt: skip
BACK = {csl: entry for entry, csl in reversed(TYPES.items())} | {"article": "misc"}
SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
HOSTED = frozenset({"article", "review", "periodical"})  # what holds them is a journal
VARIABLES = {  # field → variable, where it is the same for every type
    "title": "title", "shorttitle": "title-short", "series": "collection-title",
    "volume": "volume", "volumes": "number-of-volumes", "edition": "edition",
    "location": "publisher-place", "pages": "page", "pagetotal": "number-of-pages",
    "chapter": "chapter-number", "library": "archive", "shelfmark": "archive_location",
    "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "abstract": "abstract",
    "keywords": "keyword", "type": "genre", "version": "version", "eventtitle": "event-title",
}  # fmt: skip
NAMES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author",
}  # fmt: skip
DATES = {"date": "issued", "origdate": "original-date", "urldate": "accessed"}
ORIGINAL = re.compile(r"original-date: (\S+)")  # as Zotero keeps it, in a note


# ------------------------------------------------------------------ writing
def write(works: Iterable[Work]) -> str:
    """The works as a CSL-JSON file, in the order given."""
    return json.dumps([item_of(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def item_of(work: Work) -> dict[str, Any]:
    """One work as a CSL item."""
    fields = flat(work)
    item = _said(work.key, work.type, fields)
    type_, said = _meant(item)
    rest = left_over({TYPE: work.type, **fields}, {TYPE: type_, **said})
    original = [f"original-date: {fields['origdate']}"] if "original-date" in item else []
    note = [line for line in (fields.get("note", ""), *original, *rest) if line]
    if note:
        item["note"] = "\n".join(note)
    return item


def _said(key: str, type_: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """What CSL has variables for."""
    item: dict[str, Any] = {"id": key, "type": _csl_type(type_, fields)}
    for field, variable in _variables(type_, fields).items():
        if field in fields:
            item.setdefault(variable, fields[field])
    if "title" in fields:
        item["title"] = whole_title(fields)
    for field, variable in NAMES.items():
        if field in fields:
            item[variable] = [_name(name) for name in names.parse(fields[field])]
    if "langid" in fields:
        item["language"] = languages.tag(fields["langid"])
    for field, variable in DATES.items():
        if field in fields:
            item[variable] = parts_of(fields[field])
    if "note" in fields:
        item["note"] = fields["note"]
    return item


def _csl_type(type_: str, fields: Mapping[str, str]) -> str:
    if type_ == "article":
        return SUBTYPES.get(fields.get("entrysubtype", ""), "article-journal")
    return TYPES.get(type_, "document")


def _variables(type_: str, fields: Mapping[str, Any]) -> dict[str, str]:
    """The variables of the fields of an entry of that type."""
    hosted = type_ in HOSTED
    in_series = "series" in fields or "collection-title" in fields
    number = "issue" if hosted else "collection-number" if in_series else "number"
    house = "institution" if TYPES.get(type_) in ("thesis", "report") else "publisher"
    return VARIABLES | {
        "journaltitle" if hosted else "booktitle": "container-title",
        "number": number,
        house: "publisher",
    }


def _name(name: Name) -> dict[str, str]:
    if name.is_body:
        return {"literal": name.family}
    given = ", ".join(filter(None, (name.given, name.suffix)))
    return {"family": name.whole_family} | ({"given": given} if given else {})


# ------------------------------------------------------------------ reading
def read(text: str, name: str = "works.json") -> tuple[Work, ...]:
    """The works of a CSL-JSON file; raises `BadShelf` with what is wrong."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadShelf(f"{name} is not JSON: {error}", "export it again as CSL-JSON") from None
    items = found if isinstance(found, list) else [found]
    works: list[Work] = []
    for at, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise BadShelf(f"{name}: item {at} is no work", "CSL-JSON is a list of objects")
        works.append(_work(item, {work.key for work in works}))
    return tuple(works)


def _work(item: Mapping[str, Any], taken: set[str]) -> Work:
    words, rest = part(_words(item.get("note")).split("\n"))
    type_, said = _meant({**item, "note": "\n".join(words)})
    meant = put_right({TYPE: type_, **said}, rest)
    type_ = meant.pop(TYPE, "misc")
    key = _words(item.get("citation-key")) or _words(item.get("id"))
    return work_of(key_of(key, meant, taken), type_, meant)


def _meant(item: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The type and fields that an item says, without what was left over."""
    csl_type = _words(item.get("type"))
    subtype = next((sub for sub, csl in SUBTYPES.items() if csl == csl_type), "")
    type_ = "article" if subtype else BACK.get(csl_type, "misc")
    fields = {"entrysubtype": subtype} if subtype else {}
    for field, variable in NAMES.items():
        fields[field] = names.written(_names(item.get(variable)))
    for field, variable in _variables(type_, item).items():
        fields[field] = _plain(item.get(variable))
    fields["langid"] = languages.name(_words(item.get("language")))
    for field, variable in DATES.items():
        fields[field] = edtf_of(item.get(variable))
    lines = _words(item.get("note")).split("\n")
    if not fields["origdate"]:
        fields["origdate"] = next((m[1] for m in map(ORIGINAL.fullmatch, lines) if m), "")
    fields["note"] = _plain("\n".join(line for line in lines if not ORIGINAL.fullmatch(line)))
    return type_, {name: value for name, value in fields.items() if value}


def _names(value: Any) -> Iterable[Name]:
    for entry in value if isinstance(value, list) else ():
        if not isinstance(entry, dict):
            continue
        family, given = _plain(entry.get("family")), _plain(entry.get("given"))
        if not family:
            words = _plain(entry.get("literal")) or given
            yield Name(words, is_body="literal" in entry)
            continue
        given, _, suffix = given.partition(", ")
        particle = _plain(entry.get("non-dropping-particle") or entry.get("dropping-particle"))
        suffix = suffix or _plain(entry.get("suffix"))
        whole = ", ".join(filter(None, (f"{particle} {family}".strip(), suffix, given)))
        yield from names.parse(whole)


def _plain(value: Any) -> str:
    return BLANKS.sub(" ", _words(value)).strip()


def _words(value: Any) -> str:
    """Text or a number as text; anything else is none."""
    return str(value) if isinstance(value, str | int | float) else ""
