"""Notes and emendations find their words in the page, and the page is changed accordingly.

All quotations are looked up in the page as the source reads it, before anything is changed.
A quotation that is not found exactly once where it is looked for is an error with the editor's
own file and line, and the nearest candidates; it is never put in the likeliest wrong place.
"""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.environment import BuildEnvironment

from edition_tools.findings import Code
from edition_tools.publish import anchors
from edition_tools.publish.apparatus import altered, emended_node, readings
from edition_tools.publish.marks import claim
from edition_tools.publish.nodes import (
    apparatus_entry,
    editorial_note,
    former_place,
    note_call,
    withheld,
)
from edition_tools.publish.report import fault, place_of, shown, warn
from edition_tools.publish.statement import Statement
from edition_tools.publish.stretches import Edits, Stretch, edit, end_of_word, stretches
from edition_tools.text import Span
from edition_tools.vocabulary import Voice

ALIKE = 0.7  # words that resemble a place this much are a slip of the editor's


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words stand that a note or emendation is about."""

    stretch: int
    span: Span


class Anchoring:
    """The anchors of one page."""

    def __init__(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        docname: str,
        statement: Statement,
        private: bool,
    ) -> None:
        self.document = document
        self.env = env
        self.docname = docname
        self.statement = statement
        self.private = private
        self.former = {p["ids"][0]: str(p["holder"]) for p in document.findall(former_place)}
        self.seen: dict[str, nodes.Element] = {}
        self.stretches: list[Stretch] = []
        self.edits: dict[int, Edits] = {}
        self.changed: dict[int, list[tuple[Span, nodes.Element]]] = {}

    def anchor(self, editors: list[nodes.Element]) -> None:
        """Anchor all, then change the page."""
        wanted = [node for node in editors if self._may_be_shown(node) and self._is_sound(node)]
        holder = nodes.container("", *wanted)  # notes upon notes find their words here
        self.document += holder
        self.stretches = stretches(self.document)
        for node in wanted:
            found = self._find(node)
            if found is None or not self._place(node, found):
                holder.remove(node)
        for index, edits in self.edits.items():
            edit(self.stretches[index], edits)
        for node in self.document.findall(editorial_note):
            self._dress_ednote(node)
        self.document += list(holder.children)
        self.document.remove(holder)

    # -------------------------------------------------------------- is it sound
    def _may_be_shown(self, node: nodes.Element) -> bool:
        """False for a voice that is withheld; emendations still change the text."""
        if isinstance(node, editorial_note):
            return self.statement.shows(Voice.EDITORS_NOTES, private=self.private)
        return True

    def _is_sound(self, node: nodes.Element) -> bool:
        id_ = node["ids"][0]
        first = self.seen.setdefault(id_, node)
        holder = self.document.ids.get(id_)
        if first is not node or (holder is not None and holder is not node):
            other = place_of(first if first is not node else holder, self.env.srcdir)  # type: ignore[arg-type]
            self._fault(Code.ANCHORS_ID_TWICE, f"the id {id_} is taken: {other}", node)
            return False
        self.document.ids[id_] = node
        if not self._is_known(node["initials"]):
            known = ", ".join(p.initials for p in self.statement.people) or "nobody"
            self._fault(
                Code.ANCHORS_UNKNOWN_INITIALS,
                f"nobody with the initials “{node['initials']}” works on this edition ({known})",
                node,
            )
        return True

    def _is_known(self, initials: str) -> bool:
        people = {person.initials for person in self.statement.people}
        return not people or not initials or initials in people

    # -------------------------------------------------------------- where is it
    def _find(self, node: nodes.Element) -> Anchor | None:
        node["within"] = self.former.get(node["within"], node["within"])
        words = node.get("after") or node.get("lemma") or node.get("source_reading") or ""
        within = node["within"]
        scope = self._scope(within)
        found = [
            Anchor(index, span)
            for index in scope
            for span in anchors.find(self.stretches[index].text, words)
        ]
        if len(found) == 1:
            return found[0]
        hidden = self._hidden(within) if not found else None
        if hidden is not None:
            hidden["ids"] += node["ids"]  # links to the note lead to what is withheld
        elif within and not scope:
            self._fault(Code.ANCHORS_UNKNOWN_PLACE, f"this page has no place {within}", node)
        elif found or not self._perhaps_hidden(node, words, within):
            self._lost(node, words, within, found)
        return None

    def _scope(self, within: str) -> list[int]:
        if within:
            return [i for i, s in enumerate(self.stretches) if within in s.places]
        return [i for i, s in enumerate(self.stretches) if s.is_source]

    def _hidden(self, within: str) -> nodes.Element | None:
        """What this build withholds and the note is about: the note goes with it.

        The note says so by its place, or nothing else is left on the page.
        """
        places = list(self.document.findall(withheld))
        if not within and not any(s.is_source and s.places for s in self.stretches):
            return next(iter(places), None)
        whole = {within, within.partition(".")[0]}  # c2.3 is a paragraph of c2
        return next((place for place in places if whole.intersection(place["ids"])), None)

    def _perhaps_hidden(self, node: nodes.Element, words: str, within: str) -> bool:
        """Whether words that resemble nothing here may stand in what is withheld; says so.

        It is not known: a private build sees them, and `:in:` would tell.
        """
        places = [id_ for place in self.document.findall(withheld) for id_ in place["ids"][:1]]
        texts = [stretch.text for stretch in self.stretches]
        if within or not places:
            return False
        if any(found.score > ALIKE for found in anchors.nearest(texts, words)):
            return False
        message = (
            f"the words of {node['ids'][0]} are not in what this build shows, so it is left out; "
            f"if they are in what is withheld here ({', '.join(places)}), say which with :in:"
        )
        warn(Code.ANCHORS_MISSING, message, f"{node.source}:{node.line}")
        return True

    def _lost(self, node: nodes.Element, words: str, within: str, found: list[Anchor]) -> None:
        where = f"in {within}" if within else "in the page"
        places = [s.place for s in self.stretches]
        texts = [s.text for s in self.stretches]
        if found:
            cases = [
                anchors.Candidate(a.stretch, a.span, _context(texts[a.stretch], a.span), 1.0)
                for a in found
            ]
            message = f"“{words}” stands {len(found)} times {where}; quote more, or name the place"
            self._fault(Code.ANCHORS_AMBIGUOUS, message + shown(cases[:5], places), node)
            return
        nearest = anchors.nearest(texts, words)
        message = f"“{words}” is not {where}"
        self._fault(Code.ANCHORS_MISSING, message + shown(nearest, places), node)

    # -------------------------------------------------------------- what it does
    def _place(self, node: nodes.Element, anchor: Anchor) -> bool:
        """Note what is to be done for *node*; False if it cannot be done."""
        if isinstance(node, apparatus_entry):
            return self._emend(node, anchor)
        self._add_call(node, anchor.stretch, anchor.span.end)
        return True

    def _add_call(self, node: nodes.Element, index: int, offset: int, before: str = "") -> None:
        node["place"] = self.stretches[index].place
        call = note_call("", "", refid=node["ids"][0], voice=node["voice"])
        call.source, call.line = node.source, node.line
        claim(self.document, f"{node['ids'][0]}-ref", call)
        at = end_of_word(self.stretches[index], offset, before[-1:])
        self.edits.setdefault(index, Edits()).calls.append((at, call))

    def _emend(self, node: nodes.Element, anchor: Anchor) -> bool:
        stretch = self.stretches[anchor.stretch]
        found = altered(stretch, anchor.span, node)
        if found is None:
            message = (
                "the words that change stand on both sides of a mark or of a link; "
                "write one emendation for each side"
            )
            self._fault(Code.ANCHORS_CROSSES, message, node)
            return False
        done = self.changed.setdefault(anchor.stretch, [])
        for span, other in done:
            if any(_same_words(change.span, span) for change in found):
                message = (
                    f"{other['ids'][0]} changes the same words: {place_of(other, self.env.srcdir)}"
                )
                self._fault(Code.ANCHORS_OVERLAP, message, node)
                return False
        done += [(change.span, node) for change in found]
        edits = self.edits.setdefault(anchor.stretch, Edits())
        edits.replaced += [(c.span, emended_node(stretch, c, node)) for c in found]
        node["siglum"] = self.statement.siglum
        node.insert(0, readings(node))
        last = max(found, key=lambda change: change.span.end, default=None)
        if last is None:
            self._add_call(node, anchor.stretch, anchor.span.end)
        else:
            before = last.words or stretch.text[: last.span.start].rstrip()
            self._add_call(node, anchor.stretch, last.span.end, before)
        return True

    def _dress_ednote(self, node: nodes.Element) -> None:
        """Notes of `{ednote}` stand where they are called: give their calls an id."""
        if "within" in node:
            return
        for call in self.document.findall(note_call):
            if call["refid"] == node["ids"][0] and not call["ids"]:
                call["voice"] = node["voice"]
                claim(self.document, f"{node['ids'][0]}-ref", call)
                node["place"] = ""

    def _fault(self, code: Code, message: str, node: nodes.Element) -> None:
        fault(self.env, self.docname, code, message, f"{node.source}:{node.line}")


def _same_words(one: Span, other: Span) -> bool:
    return one.meets(other) or (one == other and not len(one))


def _context(text: str, span: Span, around: int = 24) -> str:
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    return text[start:end].replace("\n", " ")
