"""One edition as one TEI document: header, what stands off, the text and the commentary.

TEI / teiHeader
    / standOff                     registers, mentions, annotations
    / text / front                 what editors write before the text
           / group / text          the author's text; his notes and the editors' in its back
                   / text[@type="commentary"]
           / back                  works cited, and what editors write after the text
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sphinx.environment import BuildEnvironment

from edition_tools.publish.book import Book, Chapter, Part
from edition_tools.publish.history import frozen_versions
from edition_tools.publish.statement import Statement
from edition_tools.publish.tei.header import header
from edition_tools.publish.tei.ids import Ids
from edition_tools.publish.tei.registers import stand_off
from edition_tools.publish.tei.translator import TeiTranslator
from edition_tools.publish.tei.xml import Element, append, element

TYPES = {Part.TEXT: "edition", Part.APPENDIX: "commentary"}
REST, COMMENTS = "rest", "comments"  # divisions that hold what follows a division
DIVISIONS = frozenset({"div", "divGen"})
TOPS = frozenset({"head", "byline", "anchor", "milestone"})


@dataclass(frozen=True)
class Edited:
    """An edition that is to be written: its pages, and what is known of it."""

    env: BuildEnvironment
    book: Book
    statement: Statement
    title: str
    folder: str
    ids: Ids
    people: Mapping[str, str]
    machine: str
    witness: str


def document(edited: Edited, translate: Callable[[Chapter], TeiTranslator]) -> Element:
    """The TEI element of an edition; *translate* walks one page."""
    walked = [(it.part, translate(it)) for it in edited.book.chapters]
    texts = [_text(part, it) for part, it in walked if part in TYPES]
    front = [it.top for part, it in walked if part is Part.FRONT and _says(it.top)]
    back = [it.top for part, it in walked if part is Part.BACK and _says(it.top)]
    known = {"machine": edited.machine, "witness": edited.witness}
    versions = [it.version for it in frozen_versions(edited.env, edited.book.slug)]
    root = element("TEI", header(edited.statement, edited.title, edited.people, known, versions))
    said = [it for _, page in walked for it in page.said]
    standing = stand_off(edited.env, edited.folder, edited.ids, said)
    if standing is not None:
        root.append(standing)
    whole = element("text")
    if front:
        whole.append(element("front", *front))
    whole.append(element("group", *texts))
    if back:
        whole.append(element("back", *back))
    root.append(whole)
    for division in [*front, *back]:
        division.attrib.pop("n", None)
    _mend(whole)
    return root


def _text(part: Part, page: TeiTranslator) -> Element:
    body = element("body")
    body.text = page.top.text
    body.extend(list(page.top))
    made = element("text", body, type=TYPES[part], xml_id=page.top.get("xml:id", ""))
    made.set("xml:lang", page.language)
    if page.back:
        made.append(element("back", *page.back))
    return made


def _says(page: Element) -> bool:
    """Whether a page has more than its title."""
    return any(child.tag not in TOPS for child in page)


def _mend(holder: Element) -> None:
    """TEI lets nothing but divisions follow a division, and no words stand beside blocks."""
    for child in holder:
        _mend(child)
    if holder.tag not in ("body", "div"):
        return
    seen = False
    for child in list(holder):
        if child.tag in DIVISIONS:
            seen = True
        elif seen:
            at = list(holder).index(child)
            before = holder[at - 1]
            holder.remove(child)
            if before.get("type") in (REST, COMMENTS) and "xml:id" not in before.attrib:
                append(before, child)
            else:
                kind = COMMENTS if child.tag == "post" else REST
                holder.insert(at, element("div", child, type=kind))
    if holder.tag == "body" and all(child.tag in TOPS for child in holder):
        holder.append(element("p"))
