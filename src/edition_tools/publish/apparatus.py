"""Emendations: how an editor writes one, and what it does to the words of the source.

    :::{emendation} “words as the source has them” → “words as the edition reads”

An empty right side deletes, an empty left side inserts (after the words in `:after:`), no
arrow keeps the reading on purpose (*sic*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from edition_tools.findings import Code
from edition_tools.publish.anchors import Change, changes, core
from edition_tools.publish.nodes import apparatus_entry, emended
from edition_tools.publish.notes import QUOTED, EditorsDirective
from edition_tools.publish.stretches import Stretch, piece_of
from edition_tools.text import Span
from edition_tools.vocabulary import CERTAINTIES, EMENDATION_CLASSES, Voice

BETWEEN = re.compile(r'(?<=[”"])\s*(?:→|->)\s*(?=[“"])')  # “old” → “new”
AT_END = re.compile(r'(?<=[”"])\s*(?:→|->)$')  # “old” →
AT_START = re.compile(r'^(?:→|->)\s*(?=[“"])')  # → “new”


@dataclass(frozen=True, slots=True)
class Emending:
    """What an emendation's argument says. `change` is the name of what it does."""

    change: str  # correction, deletion, insertion, retained
    old: str = ""
    new: str = ""


def read_argument(argument: str) -> Emending | None:
    """What the argument says, None if it cannot be read.

    >>> read_argument("“teh” → “the”")
    Emending(change='correction', old='teh', new='the')
    >>> read_argument("“sic”")
    Emending(change='retained', old='sic', new='sic')
    """
    argument = argument.strip()
    if found := AT_START.match(argument):
        new = _words(argument[found.end() :])
        return Emending("insertion", "", new) if new else None
    if found := AT_END.search(argument):
        old = _words(argument[: found.start()])
        return Emending("deletion", old) if old else None
    arrows = list(BETWEEN.finditer(argument))
    if len(arrows) == 1:
        return _correction(argument[: arrows[0].start()], argument[arrows[0].end() :])
    kept = _words(argument)
    return Emending("retained", kept, kept) if kept and not arrows else None


def _correction(left: str, right: str) -> Emending | None:
    old, new = _words(left), _words(right)
    if old is None or new is None or not (old or new):
        return None
    if not new:
        return Emending("deletion", old)
    return Emending("correction" if old else "insertion", old, new)


def _words(quoted: str) -> str | None:
    found = QUOTED.match(quoted.strip())
    return found["words"] if found else None


class Emendation(EditorsDirective):
    """`{emendation}`: what the edition reads where the source has something else, and why."""

    required_arguments = 1
    ids_begin = "a"
    option_spec: ClassVar = {
        "id": directives.unchanged,
        "in": directives.unchanged,
        "by": directives.unchanged,
        "class": directives.unchanged,
        "cert": directives.unchanged,
        "after": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        emending = read_argument(self.arguments[0])
        if emending is None or (emending.change == "insertion" and not self._after()):
            self.wrong(Code.ANCHORS_UNREADABLE, GRAMMAR)
            return []
        entry = apparatus_entry()
        self.dressed(entry, Voice.APPARATUS)
        entry["change"] = emending.change
        entry["source_reading"], entry["reading"] = emending.old, emending.new
        entry["after"] = self._after() if emending.change == "insertion" else ""
        entry["cause"] = self.checked("class", EMENDATION_CLASSES)
        entry["certainty"] = self.checked("cert", CERTAINTIES)
        return [entry]

    def _after(self) -> str:
        after = str(self.options.get("after", "")).strip()
        found = QUOTED.match(after)
        return found["words"].strip() if found else after


GRAMMAR = (
    "an emendation is written “old” → “new”, or “old” → (deleted), or → “new” with :after:, "
    "or “old” (retained on purpose)"
)


# ------------------------------------------------------------------ what it does to the text
def altered(stretch: Stretch, lemma: Span, entry: nodes.Element) -> list[Change] | None:
    """The changes to *stretch* (spans of its text), each in one piece; None if one crosses."""
    old = lemma.of(stretch.text)
    new = _wanted(old, entry)
    if entry["change"] == "retained":
        return []
    if entry["change"] == "deletion":
        lemma = _with_blank(stretch.text, lemma)
        old = lemma.of(stretch.text)
    one = _moved(core(old, new), lemma.start)
    if piece_of(stretch, one.span) is not None:
        return [one]
    several = [_moved(change, lemma.start) for change in changes(old, new)]
    return several if all(piece_of(stretch, c.span) for c in several) else None


def _wanted(old: str, entry: nodes.Element) -> str:
    """What is to stand where *old* stands; an insertion keeps it and adds to it."""
    new = str(entry["reading"])
    if entry["change"] != "insertion":
        return new
    blank = " " if old[-1:].isalnum() and new[:1].isalnum() else ""
    return f"{old}{blank}{new}"


def _with_blank(text: str, span: Span) -> Span:
    """*span* and a blank beside it, where a deletion would leave two blanks in a row."""
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    if before.isspace() and (not after or after.isspace()):
        return Span(span.start - 1, span.end)
    return Span(span.start, span.end + 1) if after.isspace() and not before else span


def _moved(change: Change, by: int) -> Change:
    return Change(Span(change.span.start + by, change.span.end + by), change.words)


def emended_node(stretch: Stretch, change: Change, entry: nodes.Element) -> nodes.Element:
    """The node that takes the place of the changed words."""
    node = emended("", "", entry=entry["ids"][0], source=change.span.of(stretch.text))
    if change.words:
        node += nodes.Text(change.words)
    return node


def readings(entry: nodes.Element) -> nodes.paragraph:
    """The entry's first paragraph: edition's reading] source's reading SIGLUM (initials)."""
    change = entry["change"]
    paragraph = nodes.paragraph("", "", classes=["readings"])
    if change == "insertion":
        paragraph += _reading("lemma", f"{entry['after']} {entry['reading']}".strip())
        paragraph += [nodes.Text("] "), *_source(entry, str(entry["after"]))]
    elif change == "deletion":
        paragraph += [nodes.emphasis("", "deleted"), nodes.Text("] ")]
        paragraph += _source(entry, str(entry["source_reading"]))
    elif change == "retained":
        paragraph += _reading("lemma", str(entry["source_reading"]))
        paragraph += [nodes.Text("] "), nodes.emphasis("", "sic"), nodes.Text(" ")]
        paragraph += nodes.inline("", entry["siglum"], classes=["siglum"])
    else:
        paragraph += _reading("lemma", str(entry["reading"]))
        paragraph += [nodes.Text("] "), *_source(entry, str(entry["source_reading"]))]
    if entry["initials"]:
        paragraph += nodes.Text(f" ({entry['initials']})")
    paragraph.source, paragraph.line = entry.source, entry.line
    return paragraph


def _reading(kind: str, words: str) -> nodes.inline:
    return nodes.inline("", words, classes=[kind])


def _source(entry: nodes.Element, words: str) -> list[nodes.Node]:
    return [
        _reading("source-reading", words),
        nodes.Text(" "),
        nodes.inline("", entry["siglum"], classes=["siglum"]),
    ]


def setup_apparatus(app: Sphinx) -> None:
    """The directive for emendations."""
    app.add_directive("emendation", Emendation)
