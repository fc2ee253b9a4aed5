"""What each place of a page reads, in the witness and in the edition, and where its calls stand.

Comes in: the doctree of a page, when reading has ended. Goes out: a `Reading` for each passage,
note and heading, in order. Offsets count code points of the edition's reading, in which runs of
blanks and line ends are one blank. Whatever must say the same as every format starts from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docutils import nodes

from edition_tools.publish.nodes import (
    emended,
    reader_comment,
    voice_list,
)
from edition_tools.text import Span
from edition_tools.vocabulary import Voice

BLANKS = re.compile(r"[ \n]+")
SILENT = (nodes.label, nodes.comment, nodes.system_message, nodes.raw)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both readings share, or that an entry of the apparatus changes."""

    witness: str
    edition: str
    entry: str = ""


@dataclass(slots=True)
class Reading:
    """One place: its id (p3, n27, n27.2, title1, h2, byline1, source1, c2, c2.name), and words.

    `anchor` is the id in the page of the element that it is or stands in, "" if it has none.
    """

    id: str
    voice: str
    anchor: str = ""
    pieces: list[Piece] = field(default_factory=list)
    calls: list[tuple[int, str]] = field(default_factory=list)  # offset, id of the note

    @property
    def edition(self) -> str:
        """What the edition reads."""
        return "".join(piece.edition for piece in self.pieces)

    @property
    def witness(self) -> str:
        """What the witness reads."""
        return "".join(piece.witness for piece in self.pieces)

    def changed(self, entry: str) -> Span | None:
        """The words of the edition that an entry of the apparatus stands for."""
        at, found = 0, list[int]()
        for piece in self.pieces:
            if piece.entry == entry:
                found += [at, at + len(piece.edition)]
            at += len(piece.edition)
        return Span(found[0], found[-1]) if found else None


def of_page(document: nodes.document) -> list[Reading]:
    """All that a page says in its sources' voices and its editors'."""
    found: list[Reading] = []
    for node in document.findall(nodes.Element):
        found += _of(node, found)
    return [_tidy(reading) for reading in found]


def _of(node: nodes.Element, found: list[Reading]) -> Iterator[Reading]:
    if node.get("passage"):
        id_ = str(node["passage"])
        yield _read(id_, Voice.TEXT if id_.startswith("p") else Voice.COMMENTARY, node)
    elif isinstance(node, nodes.footnote) and node.get("voice"):
        bodies = [it for it in node.children if not isinstance(it, nodes.label)]
        for number, child in enumerate(bodies, 1):
            id_ = node["ids"][0] if number == 1 else f"{node['ids'][0]}.{number}"
            if isinstance(child, nodes.Element):
                yield _read(id_, node["voice"], child)
    elif isinstance(node, nodes.title) and not isinstance(node.parent, voice_list):
        first = not any(it.id == "title1" for it in found)
        yield _read("title1" if first else _next("h", found), Voice.TEXT, node)
    elif isinstance(node, nodes.container) and node.get("voice_of_source"):
        name = "byline" if "byline" in node["classes"] else "source"
        yield _read(_next(name, found), Voice.TEXT, node)
    elif isinstance(node, reader_comment) and node["ids"]:
        words = str(node["attribution"])
        yield Reading(f"{node['ids'][0]}.name", Voice.COMMENTARY, pieces=[Piece(words, words)])


def _next(name: str, found: list[Reading]) -> str:
    return f"{name}{1 + sum(it.id.removeprefix(name).isdecimal() for it in found)}"


def _read(id_: str, voice: str, node: nodes.Element) -> Reading:
    holder = node if node["ids"] else node.parent
    ids: list[str] = holder.get("ids", []) if isinstance(holder, nodes.Element) else []
    reading = Reading(id_, str(voice), next(iter(ids), ""))
    _walk(node, reading)
    return reading


def _walk(node: nodes.Node, reading: Reading) -> None:
    if isinstance(node, nodes.Text):
        reading.pieces.append(Piece(str(node), str(node)))
    elif isinstance(node, emended):
        reading.pieces.append(Piece(node["source"], node.astext(), node["entry"]))
    elif isinstance(node, nodes.footnote_reference):
        reading.calls.append((len(reading.pieces), str(node.get("refid") or "")))
    elif isinstance(node, nodes.Element) and not isinstance(node, (*SILENT, nodes.footnote)):
        if "unanswered" in node["classes"]:
            return
        for child in node.children:
            _walk(child, reading)
        if isinstance(node, nodes.line | nodes.paragraph):
            reading.pieces.append(Piece("\n", "\n"))


def _tidy(reading: Reading) -> Reading:
    """The same with single blanks, none at the edges; calls counted in characters."""
    starts = [0]
    pieces: list[Piece] = []
    before = [" ", " "]  # what the witness and the edition end with
    for piece in reading.pieces:
        words = [piece.witness, piece.edition]
        for at, said in enumerate(words):
            words[at] = BLANKS.sub(" ", said)
            if before[at].endswith(" "):
                words[at] = words[at].removeprefix(" ")
            before[at] = words[at] or before[at]
        pieces.append(Piece(words[0], words[1], piece.entry))
        starts.append(starts[-1] + len(words[1]))
    _trim(pieces)
    end = sum(len(piece.edition) for piece in pieces)
    calls = [(min(starts[index], end), id_) for index, id_ in reading.calls]
    kept = [it for it in pieces if it != Piece("", "")]
    return Reading(reading.id, reading.voice, reading.anchor, kept, calls)


def _trim(pieces: list[Piece]) -> None:
    """Take the last blank of each reading away."""
    for name in ("witness", "edition"):
        for at in range(len(pieces) - 1, -1, -1):
            words = getattr(pieces[at], name)
            if words:
                said = {"witness": pieces[at].witness, "edition": pieces[at].edition}
                said[name] = words.removesuffix(" ")
                pieces[at] = Piece(said["witness"], said["edition"], pieces[at].entry)
                break
