"""Reads the words of a tagged PDF by its structure tree, as a screen reader would.

Comes in: a file of ours. Goes out: its structure elements, in order, with their words. Only
what our own PDFs need: composite fonts with a ToUnicode map, marked content, ActualText.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

SOFT_HYPHEN = "\u00ad"  # what a hyphen at the end of a line stands for
BF_CHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")  # <0003> <0041>
BF_BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.S)
BF_RANGE = re.compile(r"beginbfrange(.*?)endbfrange", re.S)
RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass(slots=True)
class Element:
    """A structure element: its kind, and its children, elements or words, in order."""

    kind: str
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, kind: str) -> list[Element]:
        """The elements of one kind, in order."""
        return [it for it in self.walk() if it.kind == kind]

    def words(self, *without: str) -> str:
        """All words in it, but not in elements of the kinds `without`; no hyphenation."""
        return " ".join(self._text(frozenset(without)).replace(SOFT_HYPHEN, "").split())

    def _text(self, without: frozenset[str]) -> str:
        pieces = []
        for child in self.children:
            if isinstance(child, str):
                pieces.append(child)
            elif child.kind not in without:
                apart = child.kind in {"P", "H1", "H2", "H3", "LI", "TD", "TH", "BlockQuote"}
                pieces.append(f" {child._text(without)} " if apart else child._text(without))
        return "".join(pieces)


def read(path: Path) -> Element:
    """The structure tree of a PDF."""
    with pikepdf.open(path) as pdf:
        marked = {page.objgen: _marked(page) for page in pdf.pages}
        root = pdf.Root.StructTreeRoot
        return Element("Document", _children(root.K, marked, None))


def pages(path: Path) -> list[str]:
    """The words of each page."""
    with pikepdf.open(path) as pdf:
        return [" ".join(_marked(page).values()) for page in pdf.pages]


def _children(given: Any, marked: dict[Any, dict[int, str]], page: Any) -> list[Element | str]:
    if isinstance(given, int):
        return [marked[page].get(given, "")]
    if isinstance(given, pikepdf.Array):
        return [child for it in given for child in _children(it, marked, page)]
    page = given.Pg.objgen if "/Pg" in given else page
    if given.get("/Type") == "/OBJR":
        return []
    if given.get("/Type") == "/MCR":
        return [marked[page].get(int(given.MCID), "")]
    below = _children(given.K, marked, page) if "/K" in given else []
    return [Element(str(given.S).removeprefix("/"), below)]


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The words of each piece of marked content of a page."""
    fonts = {name: _to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    open_: list[int | None] = []
    hidden = 0
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in ("BDC", "BMC"):
            tag = operands[1] if name == "BDC" else {}
            tag = tag if isinstance(tag, pikepdf.Dictionary) else pikepdf.Dictionary()
            open_.append(int(tag.MCID) if "/MCID" in tag else None)
            if "/ActualText" in tag or hidden:
                hidden += 1
                if hidden == 1:
                    _put(found, open_, str(tag.ActualText))
        elif name == "EMC":
            open_.pop()
            hidden = max(hidden - 1, 0)
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and not hidden:
            _put(found, open_, _decoded(operands[0], font))
    return found


def _put(found: dict[int, str], open_: list[int | None], words: str) -> None:
    current = next((it for it in reversed(open_) if it is not None), None)
    if current is not None:
        found[current] = found.get(current, "") + words


def _decoded(operand: Any, font: dict[int, str]) -> str:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    pieces = []
    for it in strings:
        if isinstance(it, pikepdf.String):
            raw = bytes(it)
            codes = [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)]
            pieces += [font.get(code, "\ufffd") for code in codes]
    return "".join(pieces)


def _to_unicode(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in BF_BLOCK.findall(table):
        for code, text in BF_CHAR.findall(block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in BF_RANGE.findall(table):
        for first, last, text in RANGE.findall(block):
            start = int.from_bytes(bytes.fromhex(text), "big")
            for at in range(int(first, 16), int(last, 16) + 1):
                found[at] = chr(start + at - int(first, 16))
    return found
