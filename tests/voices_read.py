"""Reads back from a finished file, of any format, what each voice says there. Nothing else.

Comes in: a file of ours. Goes out: `Said`: words by id, marks, calls, what is cited where. Blanks
are made one; numbers of passages, marks of calls and what a format adds of its own are left out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from lxml import etree, html

import pdf_words
import tex_words

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


# ------------------------------------------------------------------ LaTeX
LABEL_SIGN = re.compile(r"-x([0-9a-f]+)-")  # how a name of a place holds another sign: -x5f-


def latex(path: Path) -> Said:
    """A LaTeX document."""
    said = Said()
    tree = tex_words.read(path.read_text(encoding="utf-8"))
    for paragraph in tex_words.paragraphs(tree):
        _read_paragraph(said, paragraph)
    for it in tex_words.walk(tree):
        if it.name in ("authormark", "editorsmark", "apparatusmark"):
            call, note, mark = map(tex_words.words_of, it.arguments)
            said.calls[call] = (note, mark)
        elif found := tex_words.NOTE.match(it.name):
            _read_note(said, it, found[1])
        elif it.name == "entry":
            said.works.update(_name(name) for name in _places(it.arguments[0]))
    return said


def _read_paragraph(said: Said, paragraph: tex_words.Tree) -> None:
    first = next((it for it in paragraph if isinstance(it, tex_words.Command)), None)
    if first is None or first.name != "passage":
        return
    id_ = tex_words.words_of(first.arguments[0])
    if id_:
        said.passages[id_] = tex_words.words_of(paragraph)
        _read_cites(said, paragraph, id_)


def _read_note(said: Said, note: tex_words.Command, series: str) -> None:
    places, *_, mark, body = note.arguments
    voice = tex_words.SERIES.get(series, "author-notes")
    id_ = _places(places)[0]
    shown = tex_words.words_of(mark).removesuffix(".")
    said.notes[id_] = (voice, shown, tex_words.words_of(body))
    _read_cites(said, body, id_)


def _read_cites(said: Said, tree: tex_words.Tree, id_: str) -> None:
    """What a passage or note cites; the notes that are called in it speak for themselves."""
    for it in tree:
        if isinstance(it, str) or tex_words.NOTE.match(it.name):
            continue
        if it.name in ("toplace", "topage"):
            name = tex_words.words_of(it.arguments[0])
            if name.startswith("work-"):
                said.cites.add((id_, _name(name)))
        for argument in it.arguments:
            _read_cites(said, argument, id_)


def _places(tree: tex_words.Tree) -> list[str]:
    return [
        tex_words.words_of(it.arguments[0]) for it in tex_words.walk(tree) if it.name == "place"
    ]


def _name(label: str) -> str:
    return LABEL_SIGN.sub(lambda it: chr(int(it[1], 16)), label).removeprefix("work-")
