"""Reads back from a finished file, of any format, what each voice says there. Nothing else.

Comes in: a file of ours. Goes out: `Said`: words by id, marks, calls, what is cited where. Blanks
are made one; numbers of passages, marks of calls and what a format adds of its own are left out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from lxml import etree, html

import pdf_words

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = "{http://www.tei-c.org/ns/1.0}"
BLOCKS = {
    "p",
    "div",
    "li",
    "lg",
    "l",
    "blockquote",
    "head",
    "quote",
    "section",
    "item",
    "pre",
    "ab",
}
MADE = {"passage-number", "number", "source-has", "headerlink"}  # not words of the passage
OWN = {"note-facts", "on", "initials", "mark", "note-mark", "cite-this"}  # not words of the note


@dataclass
class Said:
    """What a format says: words of passages and notes by id, calls, places that cite a work."""

    passages: dict[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # voice, mark, words
    calls: dict[str, tuple[str, str]] = field(default_factory=dict)  # id → note, mark
    marked: dict[str, str] = field(default_factory=dict)  # words of notes with marks of calls
    cites: set[tuple[str, str]] = field(default_factory=set)  # id of note or passage, key
    works: set[str] = field(default_factory=set)


def words_of(node: etree._Element, left_out: Callable[[etree._Element], bool]) -> str:
    """The words of an element, without the elements that are *left_out*."""
    return " ".join("".join(_pieces(node, left_out)).split())


def _pieces(node: etree._Element, left_out: Callable[[etree._Element], bool]) -> Iterator[str]:
    block = isinstance(node.tag, str) and etree.QName(node).localname in BLOCKS
    if block:
        yield " "
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str) and not left_out(child):
            yield from _pieces(child, left_out)
        yield child.tail or ""
    if block:
        yield " "


def _classes(node: etree._Element) -> set[str]:
    return set((node.get("class") or "").split())


# ------------------------------------------------------------------ pages of a site or an EPUB
def html_pages(folder: Path) -> Said:
    """The pages of one edition in a site."""
    return _of_pages(html.parse(str(path)).getroot() for path in sorted(folder.rglob("*.html")))


def epub(path: Path) -> Said:
    """An EPUB."""
    with zipfile.ZipFile(path) as book:
        names = [it for it in book.namelist() if it.startswith("EPUB/text/")]
        return _of_pages([etree.fromstring(book.read(name)) for name in names])


def _of_pages(pages: object) -> Said:
    said = Said()
    for page in pages:  # type: ignore[attr-defined]
        for node in page.iter(etree.Element):
            _read_element(said, node)
    return said


def _read_element(said: Said, node: etree._Element) -> None:
    id_, classes = node.get("id") or "", _classes(node)
    tag = etree.QName(node).localname
    if "call" in classes and tag == "a" and id_:
        said.calls[id_] = (node.get("href").removeprefix("#"), words_of(node, lambda _: False))
    elif "note" in classes and tag in ("li", "aside") and id_:
        mark = next(it for it in node.iter(etree.Element) if _classes(it) & {"mark", "note-mark"})
        voice = next(it for it in classes if it.endswith("-notes") or it == "apparatus")
        body = words_of(node, lambda it: bool(_classes(it) & (MADE | OWN | {"call"})))
        said.notes[id_] = (voice, words_of(mark, lambda _: False), body)
        said.marked[id_] = words_of(node, lambda it: bool(_classes(it) & (MADE | OWN)))
    elif _is_passage(node, id_, tag):
        said.passages[id_] = words_of(node, lambda it: bool(_classes(it) & (MADE | {"call"})))
    elif "work" in classes and id_.startswith("work-"):
        said.works.add(id_.removeprefix("work-"))
    if tag == "a" and "#work-" in (node.get("href") or ""):
        key = node.get("href").partition("#work-")[2]
        said.cites.update((place, key) for place in _place(node, "id"))


def _is_passage(node: etree._Element, id_: str, tag: str) -> bool:
    verse = tag == "div" and "verse" in _classes(node)
    numbered = id_[:1] in ("p", "c", "f") and id_[1:2].isdigit()
    return numbered and (tag == "p" or verse)


def _place(node: etree._Element, name: str) -> list[str]:
    """The id of the passage or note that a link stands in; nothing elsewhere."""
    above = node.getparent()
    while above is not None:
        id_ = above.get(name) or ""
        is_note = "note" in _classes(above) or above.tag == f"{TEI}note"
        if id_ and (is_note or (id_[:1] in "pcf" and id_[1:2].isdigit())):
            return [id_]
        above = above.getparent()
    return []


# ------------------------------------------------------------------ TEI
VOICES = {"authorial": "author-notes", "editorial": "editors-notes", "apparatus": "apparatus"}


def tei(path: Path) -> Said:
    """A TEI document."""
    said = Said()
    root = etree.parse(str(path)).getroot()
    said.works = {it.get(XML_ID) for it in root.iter(f"{TEI}biblStruct")}
    for node in root.find(f"{TEI}text").iter(etree.Element):
        id_, tag = node.get(XML_ID) or "", etree.QName(node).localname
        kind = node.get("type") or ""
        if tag in ("ref", "ptr") and kind in VOICES:
            mark = node.get("n") if tag == "ptr" else words_of(node, lambda _: False)
            supplied = node.find(f"{TEI}supplied") is not None
            mark = f"⟨{mark}⟩" if supplied else mark  # the brackets are what TEI says by its tag
            said.calls[id_] = (node.get("target").removeprefix("#"), mark)
        elif tag == "note" and kind in VOICES:
            said.notes[id_] = (VOICES[kind], node.get("n"), words_of(node, _not_in_tei_words))
        elif _is_passage_of_tei(node, id_, tag):
            said.passages[id_] = words_of(node, _not_in_tei_words)
        target = (node.get("target") or "").removeprefix("#")
        if tag == "ref" and target in said.works:
            said.cites.update((place, target) for place in _place(node, XML_ID))
    return said


def _is_passage_of_tei(node: etree._Element, id_: str, tag: str) -> bool:
    numbered = id_[:1] in ("p", "c", "f") and id_[1:2].isdigit() and tag in ("p", "lg")
    return numbered and node.find(f"{TEI}gap") is None  # what is withheld is no passage


def _not_in_tei_words(node: etree._Element) -> bool:
    tag, kind = etree.QName(node).localname, node.get("type") or ""
    in_choice = tag == "sic" and node.getparent().tag == f"{TEI}choice"
    return in_choice or (tag in ("ref", "ptr") and kind in VOICES)


# ------------------------------------------------------------------ PDF
@dataclass(frozen=True)
class Printed:
    """What a PDF says: its paragraphs and its notes in order, and the ids that open a place."""

    paragraphs: list[str]
    notes: list[str]
    names: set[str]


def pdf(path: Path) -> Printed:
    """A PDF, by its structure tree."""
    tree = pdf_words.read(path)
    with pikepdf.open(path) as file:
        names = set(pikepdf.NameTree(file.Root.Names.Dests).keys())
    paragraphs = [it.words("Note", "Lbl") for it in tree.all("P")]
    return Printed(paragraphs, [it.words("Note", "Lbl") for it in tree.all("Note")], names)
