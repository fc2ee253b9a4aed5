"""Works of a TEI document of ours that say more, or something else, than its notes do."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from pybtex.database import parse_string

from edition_tools.bibliography import bibtex, names
from edition_tools.bibliography.fields import TYPE, work_of
from edition_tools.model import Work
from edition_tools.publish.tei.works import bibl_struct

SCOPES = {"volume": "volume", "issue": "number", "page": "pages"}
LINKS = {"DOI": "doi", "URI": "url"}
THESES = frozenset({"thesis", "phdthesis", "mastersthesis", "report", "techreport"})
CITED_IN = "cited-in"  # made at every build


def bibliography(root: ET.Element, read: tuple[Work, ...]) -> str:
    """The editors' works.bib: each entry that the notes alone do not give as it is here."""
    known = {work.key: work for work in read}
    found = [
        _work(it)
        for it in root.iter("biblStruct")
        if not _same(it, known.get(it.get("xml:id", "")))
    ]
    return bibtex.write(found)


def _same(listed: ET.Element, read: Work | None) -> bool:
    if read is None:
        return False
    entry = parse_string(bibtex.write([read]), "bibtex").entries[read.key]
    return list(_said(bibl_struct(read.key, entry))) == list(_said(listed))


def _said(node: ET.Element) -> Iterator[tuple[str, str, str]]:
    """Every element with its words, blanks made one; not where the work is cited."""
    if node.get("type") == CITED_IN:
        return
    words = "" if len(node) else " ".join((node.text or "").split())
    yield node.tag, node.get("type", ""), words
    for child in node:
        yield from _said(child)


def _work(listed: ET.Element) -> Work:
    fields = {name: value for name, value in _fields(listed) if value}
    type_ = fields.pop(TYPE, listed.get("type", "misc"))
    return work_of(listed.get("xml:id", ""), type_, fields)


def _fields(listed: ET.Element) -> Iterator[tuple[str, str]]:
    type_ = listed.get("type", "")
    for role in ("author", "editor"):
        yield role, _people(listed.findall(f".//{role}"))
    titles = listed.findall("analytic/title") or listed.findall("monogr/title")
    for title in titles:
        yield ("subtitle" if title.get("type") == "sub" else "title"), _text(title)
    if listed.find("analytic") is not None:
        for host in listed.findall("monogr/title"):
            yield ("journaltitle" if host.get("level") == "j" else "booktitle"), _text(host)
    yield "edition", _words(listed, "monogr/edition")
    house = "institution" if type_ in THESES else "publisher"
    for path, name in (("pubPlace", "location"), ("publisher", house), ("date", "date")):
        yield name, _words(listed, f"monogr/imprint/{path}")
    for scope in listed.findall("monogr/biblScope"):
        yield SCOPES.get(scope.get("unit", ""), "note"), _text(scope)
    for link in listed.iter("idno"):
        yield LINKS.get(link.get("type", ""), "note"), _text(link)
    for note in listed.findall("note"):
        name = note.get("type", "note")
        if name != CITED_IN:
            yield name, _people(list(note)) if name in names.ROLES else _text(note)


def _people(listed: list[ET.Element]) -> str:
    return names.written(_person(it) for it in listed)


def _person(node: ET.Element) -> names.Name:
    family, given = _words(node, ".//surname"), _words(node, ".//forename")
    if not family:
        return names.Name(_text(node), is_body=True)
    return names.Name(family, given, suffix=_words(node, ".//genName"))


def _words(holder: ET.Element, path: str) -> str:
    found = holder.find(path)
    return _text(found) if found is not None else ""


def _text(node: ET.Element) -> str:
    return " ".join("".join(node.itertext()).split())
