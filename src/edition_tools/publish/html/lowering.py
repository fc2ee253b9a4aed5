"""Just before writing: the marks, the lists of notes, numbers and switches.

Runs when all links are resolved. The page holds each note once, in its list; a script sets copies
beside the text. Nothing needs a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from edition_tools.publish.book import head_length
from edition_tools.publish.html import lowered as html
from edition_tools.publish.html.capitals import set_capitals
from edition_tools.publish.nodes import (
    apparatus_entry,
    blog_frame,
    cited,
    editorial_note,
    emended,
    print_page,
    reader_comment,
    voice_list,
)
from edition_tools.vocabulary import PARTS, POSTER, READERS, mark_of


class LowerToHtml(SphinxPostTransform):
    """Make a page's doctree into what a browser shows."""

    default_priority = 900  # references are resolved from 4 to 10
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        del kwargs
        if self.env._app.builder.name == "epub":
            return  # EPUB has marks and lists of its own
        document = self.document
        self.notes = {
            id_: note
            for note in document.findall(nodes.footnote)
            if note.get("voice")
            for id_ in note["ids"]
        }
        self._add_switches()
        callers = {
            id_: _place_of(call)
            for call in document.findall(nodes.footnote_reference)
            for id_ in call["ids"]
        }
        for note in list(self.notes.values()):
            note.replace_self(_note(note, callers))
        for listed in document.findall(voice_list):
            _wrap(listed, html.html_notes(), html.html_note)
        for call in list(document.findall(nodes.footnote_reference)):
            if call.get("voice"):
                call.replace_self(_call(call))
        for page in list(document.findall(print_page)):
            page.replace_self(html.html_page(ids=page["ids"], n=page["n"]))
        for node in list(document.findall(emended)):
            node.replace_self(_emended(node))
        _lower_works(document)
        _lower_commentary(document)
        _number(document)
        _unwrap(document)
        set_capitals(document)

    # -------------------------------------------------------------- switches
    def _add_switches(self) -> None:
        voices = {note["voice"] for note in self.notes.values()} | _parts(self.document)
        if not voices:
            return
        readings = any(True for _ in self.document.findall(emended))
        switches = html.html_switches(voices=sorted(voices), readings=readings)
        whole = next(self.document.findall(nodes.section), self.document)
        whole.insert(head_length(whole), switches)


def _parts(document: nodes.document) -> set[str]:
    """The parts of the commentary that a page holds, and the voices that its lists tell apart."""
    found = {POSTER for _ in document.findall(blog_frame)}
    found |= {READERS for _ in document.findall(reader_comment)}
    listed = {name for node in document.findall(nodes.Element) for name in node["classes"]}
    listed &= set(PARTS)
    return found | (listed if len(listed) > 1 else set())


def _body(note: nodes.Element) -> list[nodes.Node]:
    """A note without its mark, with the initials of its writer behind the last words."""
    body = [child for child in note.children if not isinstance(child, nodes.label)]
    if isinstance(note, editorial_note) and note.get("initials"):
        by = nodes.inline("", f"\u00a0{note['initials']}", classes=["initials"])
        last = body[-1] if body else None
        if isinstance(last, nodes.paragraph):
            if not _is_signed(last):
                last += by
        else:
            body.append(nodes.paragraph("", "", by))
    return body


def _is_signed(paragraph: nodes.Element) -> bool:
    last = paragraph.children[-1] if paragraph.children else None
    return isinstance(last, nodes.inline) and "initials" in last["classes"]


# ------------------------------------------------------------------ lists
def _note(note: nodes.Element, callers: dict[str, str]) -> nodes.Element:
    backrefs: list[str] = note.get("backrefs", [])
    out = html.html_note(
        ids=note["ids"],
        voice=note["voice"],
        mark=note["mark"],
        refid=note["ids"][0],
        backrefs=backrefs[:1],
    )
    if isinstance(note, editorial_note) and note.get("lemma"):
        out += nodes.paragraph("", f"“{note['lemma']}”", classes=["on"])
    out += _body(note)
    facts = nodes.paragraph("", " · ".join(_said(note)), classes=["note-facts"])
    for ref in backrefs[1:]:
        where = nodes.reference("", callers[ref] or "the text", refid=ref, internal=True)
        facts += [nodes.Text(", and " if facts.children else "called also at "), where]
    if facts.children:
        out += facts
    return out


def _place_of(call: nodes.Element) -> str:
    node: nodes.Element | None = call
    while node is not None:
        if str(node.get("passage", "")).startswith("p"):
            return f"¶\u00a0{str(node['passage'])[1:]}"
        if isinstance(node, nodes.footnote):
            return f"note {node.get('mark', '')}"
        node = node.parent
    return ""


def _said(note: nodes.Element) -> list[str]:
    if isinstance(note, apparatus_entry):
        cert = note.get("certainty")
        words = [str(note.get("cause", "")), f"{cert} certainty" if cert else ""]
    elif isinstance(note, editorial_note):
        by = f" by {note['signed']}" if note.get("signed") else ""
        words = [str(note.get("kind", "")), f"{note.get('status', '')}{by}"]
    else:
        return []
    return [word for word in (_named(note.get("place", "")), *words) if word]


def _named(place: str) -> str:
    """Where a note is called, in words: ¶ 3, in note 12, in comment 2."""
    kind, rest = place[:1], place[1:]
    if kind == "p":
        return f"¶\u00a0{rest}"
    if kind == "n":
        return f"in note\u00a0{mark_of(rest)}"
    names = {
        "c": "in comment\u00a0{}",
        "f": "in the poster’s words\u00a0{}",
        "e": "in editors’ note e{}",
    }
    return names.get(kind, f"in {place}").format(rest) if place else ""


def _wrap(parent: nodes.Element, holder: nodes.Element, kind: type[nodes.Element]) -> nodes.Element:
    """Put all children of a kind into *holder*, where the first of them was."""
    found = [child for child in parent.children if isinstance(child, kind)]
    if found:
        parent.insert(parent.index(found[0]), holder)
        for child in found:
            parent.remove(child)
        holder += found
    return holder


def _call(call: nodes.Element) -> nodes.Element:
    return html.html_call(
        ids=call["ids"],
        voice=call["voice"],
        mark=call["mark"],
        printed=call.astext(),
        refid=call["refid"],
        supplied=bool(call.get("supplied")),
    )


def _emended(node: nodes.Element) -> nodes.Element:
    out = html.html_emended("", "", *node.children)
    out["source"], out["entry"] = node["source"], node["entry"]
    return out


def _lower_works(document: nodes.document) -> None:
    entries = [c for c in document.findall(nodes.citation) if c["ids"]]
    for entry in entries:
        body = [child for child in entry.children if not isinstance(child, nodes.label)]
        entry.replace_self(html.html_work("", *body, ids=entry["ids"]))
    parents: Iterable[nodes.Element] = {
        id(work.parent): work.parent for work in document.findall(html.html_work)
    }.values()
    for parent in list(parents):
        _wrap(parent, html.html_works(), html.html_work)


# ------------------------------------------------------------------ commentary
def _lower_commentary(document: nodes.document) -> None:
    for frame in list(document.findall(blog_frame)):
        frame.replace_self(html.html_frame("", *frame.children, ids=frame["ids"]))
    for node in list(document.findall(reader_comment)):
        body = [child for child in node.children if not _is_attribution(child)]
        if node.get("sensitive"):
            body = [html.html_folded("", *body, note=f"Sensitive: {node['sensitive']}")]
        out = html.html_comment("", *body, ids=node["ids"])
        for name in ("number", "attribution", "reply_to", "depth"):
            out[name] = node[name]
        node.replace_self(out)


def _is_attribution(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and "attribution" in node["classes"]


def _unwrap(document: nodes.document) -> None:
    """Take away what only held words together while the page was made: it says nothing."""
    for node in list(document.findall(nodes.inline)):
        bare = type(node) is nodes.inline and not any(node.attributes.values())
        if bare or isinstance(node, cited):
            node.replace_self(node.children)


def _number(document: nodes.document) -> None:
    for node in list(document.findall(nodes.Element)):
        id_ = str(node.get("passage", ""))
        if not id_.startswith("p") or not node["ids"]:
            continue
        number = html.html_number(refid=id_, mark=id_.removeprefix("p"))
        line = next(iter(node.children), None) if isinstance(node, nodes.line_block) else node
        if isinstance(line, nodes.Element):
            line.insert(0, number)
