"""Notes and their calls.

All notes of a page stand in divisions of their own behind it, one for each voice, with the ids
and marks that they have everywhere; in the text a call points to its note, and the note back to
all its calls. A call of the author's holds the figure that the source prints; those of the
editors are empty, so that the words of the text are the author's alone. No note says `place`:
programs take that for a note at its call, and would move it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docutils import nodes

from edition_tools.publish.nodes import uncalled_note
from edition_tools.publish.tei.pieces import NOTE_TYPES, Pieces, category
from edition_tools.publish.tei.xml import Element, append, element, one_line
from edition_tools.vocabulary import Voice

MOTIVATIONS = {Voice.EDITORS_NOTES: "commenting", Voice.APPARATUS: "editing"}
WORD = re.compile(r"\w*")


@dataclass(frozen=True)
class Said:
    """A note of the editors' and what stands off it: the words it is about, who signed it."""

    element: Element
    motivation: str
    lemma: str
    status: str
    signed: str


class Notes(Pieces):
    """Visitors of notes and their calls."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.back: list[Element] = []  # divisions of notes, behind the page
        self.said: list[Said] = []  # the editors' own

    # ------------------------------------------------------------ calls
    def visit_footnote_reference(self, node: nodes.Element) -> None:
        target = self.link("", str(node.get("refid")))
        mark = one_line(node.astext())
        if not node.get("voice"):
            self.open("ref", node, target=target, type="note")
            append(self.at[-1], mark)
            self.close()
        elif node["voice"] == Voice.AUTHOR_NOTES:
            own = {"target": target, "type": "authorial", "n": str(node["mark"])}
            call = self.open("ref", node, **own)
            if node.get("supplied"):
                call.append(element("supplied", str(node["mark"]), reason="lost"))
            else:
                append(call, mark)
            self.close()
        else:
            self._editors_call(node, target)
        raise nodes.SkipNode

    visit_note_call = visit_footnote_reference

    def _editors_call(self, node: nodes.Element, target: str) -> None:
        entry = self.entries.get(str(node["refid"]))
        if entry is not None and entry.get("change") == "retained":
            self._retain(one_line(entry["source_reading"]), target)
        kind = NOTE_TYPES[Voice(node["voice"])]
        self.put("ptr", node, target=target, type=kind, n=str(node["mark"]))

    def _retain(self, kept: str, target: str) -> None:
        """Say `sic` of words that stand right before, where they are in one piece."""
        holder = self.at[-1]
        last = holder[-1] if len(holder) else None
        before = (holder.text if last is None else last.tail) or ""
        at = before.rfind(kept)
        if at < 0 or not WORD.fullmatch(before[at + len(kept) :]):
            return
        if last is None:
            holder.text = before[:at]
        else:
            last.tail = before[:at]
        holder.append(element("sic", kept, corresp=target))
        append(holder, before[at + len(kept) :])

    # ------------------------------------------------------------ notes
    def visit_voice_list(self, node: nodes.Element) -> None:
        division = element(
            "div", type=str(node["voice"]), xml_id=self.link("", node["ids"][0]).lstrip("#")
        )
        self.back.append(division)
        self.at.append(division)
        outer = self.language
        if node["voice"] != Voice.AUTHOR_NOTES:
            self.language = self.encoding.language
        for child in node.children:
            if isinstance(child, nodes.title):
                self.put("head", words=child.astext(), xml_lang=self.encoding.language)
            else:
                child.walkabout(self)
        self.language = outer
        self.close()
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.Element) -> None:
        voice = node.get("voice")
        backrefs: list[str] = node.get("backrefs", [])
        calls = [self.link("", it) for it in backrefs]
        own = {"n": str(node.get("mark") or ""), "target": " ".join(filter(None, calls))}
        if voice:
            kind = NOTE_TYPES[Voice(voice)]
            made = self.open("note", node, type=kind, **own, **self._attributes(node))
            if voice in MOTIVATIONS:
                self.said.append(_said(made, node))
        else:
            self.open("note", node, **own)
        self.inside(node, without=(nodes.label,))
        self.close()
        raise nodes.SkipNode

    visit_editorial_note = visit_apparatus_entry = visit_uncalled_note = visit_footnote

    def _attributes(self, node: nodes.Element) -> dict[str, str]:
        """What else is known of a note, as attributes."""
        if node["voice"] == Voice.AUTHOR_NOTES:
            return {"subtype": "uncalled"} if isinstance(node, uncalled_note) else {}
        kinds = {"kind": "kind", "status": "status", "cause": "cause"}
        classes = [f"#{category(k, node[name])}" for name, k in kinds.items() if node.get(name)]
        return {
            "subtype": str(node.get("change") or ""),
            "resp": self.person(str(node.get("initials") or "")),
            "cert": str(node.get("certainty") or ""),
            "ana": " ".join(classes),
            "xml_lang": self.encoding.language,
        }

    def visit_label(self, node: nodes.Element) -> None:  # noqa: ARG002
        raise nodes.SkipNode


def _said(made: Element, node: nodes.Element) -> Said:
    lemma = node.get("lemma") or node.get("source_reading") or node.get("after")
    return Said(
        made,
        MOTIVATIONS[Voice(node["voice"])],
        one_line(str(lemma or "")),
        str(node.get("status") or "reviewed"),
        str(node.get("signed") or ""),
    )
