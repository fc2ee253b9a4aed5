"""Words of editors in TEI → MyST: paragraphs, lists, quotations; stress, links, citations.

Comes in: an element. Goes out: MyST that Sphinx reads as the same. What has no form here keeps its
words, and is remembered in `lost`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from edition_tools.emit.escape import Escaped, fence
from edition_tools.emit.inline import role
from edition_tools.publish.tei.xml import AMONG_WORDS
from edition_tools.vocabulary import CITABLE_ID

BLANKS = re.compile(r"[ \t\n\r]+")
EDITORS_ID = re.compile(r"[ea][\w.-]*\d[\w.-]*")  # e12, a7
STRESS = {"italic": ("*", "emphasis"), "bold": ("**", "strong")}
SIGNS = frozenset(sign for sign, _ in STRESS.values())
RAISED = {"superscript": "superscript", "subscript": "subscript"}
PASSED = frozenset(
    {"foreign", "seg", "supplied", "choice", "corr", "p", "ab", "item", "label", "bibl"}
)
SILENT = frozenset({"ptr", "anchor", "pb", "sic"})
ADDRESS = re.compile(r"(?:https?|mailto|ftp|doi):[^\s<>]+")
# of “(see Grafton 1997, p. 3; Hume 1932)” what stands before a work and behind it
BEFORE, BEHIND = re.compile(r"^[(;,\s]*"), re.compile(r"^,?\s*|[);,\s]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words to the letter, or MyST."""

    said: str
    is_myst: bool = False


class Prose:
    """Writes the words of one document."""

    def __init__(self, root: ET.Element) -> None:
        self.works = {it.get("xml:id", "") for it in root.iter("biblStruct")}
        self.lost: set[str] = set()

    def blocks(self, holder: ET.Element) -> str:
        """All that an element holds, as blocks."""
        if not len(holder) or _holds_words(holder):
            return self.line(holder)
        return "\n\n".join(filter(None, map(self.block, holder)))

    def block(self, node: ET.Element) -> str:
        """One block."""
        match node.tag:
            case "list":
                return "\n".join(self._items(node))
            case "quote":
                return "\n".join(f"> {it}".rstrip() for it in self.blocks(node).split("\n"))
            case "eg":
                words = "".join(node.itertext()).rstrip("\n")
                ticks = fence(words, "`") if "`" in words else "```"
                ticks = ticks if len(ticks) > 2 else "```"
                return f"{ticks}text\n{words}\n{ticks}"
            case "p" | "ab" | "item" | "label":
                return self.line(node)
        self.lost.add(f"the form of <{node.tag}>")
        return self.line(node)

    def _items(self, node: ET.Element) -> Iterator[str]:
        first = int(node.get("n", "")) if node.get("n", "").isdecimal() else 1
        for number, item in enumerate(node.findall("item"), first):
            mark = f"{number}. " if node.get("rend") == "numbered" else "- "
            lines = self.blocks(item).split("\n")
            yield "\n".join(
                [mark + lines[0], *((" " * len(mark) + it).rstrip() for it in lines[1:])]
            )

    # ------------------------------------------------------------ words
    def line(self, node: ET.Element) -> str:
        """The words of a paragraph on one line."""
        return _composed(_trimmed(list(self._inside(node))))

    def _inside(self, node: ET.Element) -> Iterator[Piece]:
        yield Piece(BLANKS.sub(" ", node.text or ""))
        for child in node:
            yield from self._inline(child)
            yield Piece(BLANKS.sub(" ", child.tail or ""))

    def _inline(self, node: ET.Element) -> Iterator[Piece]:
        rend = node.get("rend", "")
        words = BLANKS.sub(" ", "".join(node.itertext()))
        if node.tag == "seg" and any(self._work(it) for it in node.iter("ref")):
            yield Piece(self._citation(node), is_myst=True)
        elif node.tag == "hi" and rend in STRESS and words.strip():
            yield from self._stressed(node, words, *STRESS[rend])
        elif node.tag == "hi" and rend in RAISED and words.strip():
            yield Piece(role(RAISED[rend], words), is_myst=True)
        elif node.tag == "code" and words.strip():
            ticks = fence(words)
            yield Piece(f"{ticks} {words} {ticks}" if "`" in words else f"`{words}`", is_myst=True)
        elif node.tag == "ref":
            yield from self._link(node)
        elif node.tag not in SILENT:
            if node.tag not in PASSED:
                self.lost.add(f"the form of <{node.tag}>")
            yield from self._inside(node)

    def _stressed(self, node: ET.Element, words: str, sign: str, name: str) -> Iterator[Piece]:
        if not len(node) and not (words[0].isalnum() and words[-1].isalnum()):
            yield Piece(role(name, words), is_myst=True)
            return
        yield Piece(sign, is_myst=True)
        yield from self._inside(node)
        yield Piece(sign, is_myst=True)

    def _link(self, node: ET.Element) -> Iterator[Piece]:
        target = node.get("target", "")
        id_ = target.removeprefix("#")
        if id_ != target and (CITABLE_ID.fullmatch(id_) or EDITORS_ID.fullmatch(id_)):
            yield Piece(role("passage", id_), is_myst=True)
        elif self._work(node):
            yield Piece(role("cite:t", id_), is_myst=True)
        elif ADDRESS.fullmatch(target):
            yield Piece("[", is_myst=True)
            yield from self._inside(node)
            yield Piece(f"](<{target}>)", is_myst=True)
        else:
            yield from self._inside(node)

    def _work(self, node: ET.Element) -> str:
        id_ = node.get("target", "").removeprefix("#")
        return id_ if id_ in self.works else ""

    def _citation(self, node: ET.Element) -> str:
        """A citation of works by its words: (Grafton 1997, p. 3), or Grafton (1997, p. 3)."""
        in_brackets = (node.text or "").lstrip().startswith("(")
        cited, before = [], BEFORE.sub("", node.text or "") if in_brackets else ""
        for ref in node.iter("ref"):
            after, _, following = (ref.tail or "").partition(";")
            post = BEHIND.sub("", after)
            key = self._work(ref)
            cited.append("".join((_braced(before), key, _braced(post))))
            before = following.strip() if in_brackets else ""
        return role("cite:p" if in_brackets else "cite:t", ",".join(cited))


def _holds_words(holder: ET.Element) -> bool:
    """Whether an element holds words, and what stands among words, rather than blocks."""
    among = any(it.tag in AMONG_WORDS or (it.tail or "").strip() for it in holder)
    return among or bool((holder.text or "").strip())


def _braced(words: str) -> str:
    return f"{{{words.strip()}}}" if words.strip() else ""


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a paragraph without blanks at its ends, words beside words made one."""
    out: list[Piece] = []
    for piece in pieces:
        if out and not piece.is_myst and not out[-1].is_myst:
            out[-1] = Piece(BLANKS.sub(" ", out[-1].said + piece.said))
        else:
            out.append(piece)
    if out and not out[0].is_myst:
        out[0] = Piece(out[0].said.lstrip(" "))
    if out and not out[-1].is_myst:
        out[-1] = Piece(out[-1].said.rstrip(" "))
    return [piece for piece in out if piece.said]


def _composed(pieces: list[Piece]) -> str:
    """The words are escaped as a whole: what a character may do depends on its place."""
    escaped = Escaped("".join(piece.said for piece in pieces if not piece.is_myst))
    out: list[str] = []
    at = 0
    for number, piece in enumerate(pieces):
        if piece.is_myst:
            out.append(piece.said)
            continue
        after = number > 0 and pieces[number - 1].said not in SIGNS
        before = number + 1 < len(pieces) and pieces[number + 1].said not in SIGNS
        out.append(escaped.part(at, at + len(piece.said), after=after, before=before))
        at += len(piece.said)
    return "".join(out)
