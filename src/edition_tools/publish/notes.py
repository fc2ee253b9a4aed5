"""What an editor or the machine can write about notes: directives and roles.

`{editorial-note}` and `{ednote}` are the editors'; `{uncalled-note}`, `{placed}` and
`{unanswered}` are what the machine writes where the source has lost a mark or a note.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from edition_tools.findings import Code
from edition_tools.publish.nodes import editorial_note, note_call, uncalled_note
from edition_tools.publish.report import fault
from edition_tools.vocabulary import NOTE_KINDS, NOTE_STATUSES, Voice, mark_of, note_id

QUOTED = re.compile(r'^[“"](?P<words>.*)[”"]$', re.DOTALL)  # “words of the text”
ID = re.compile(r"^[A-Za-z][\w.\-]*$")  # e12, c1.2


class EditorsDirective(SphinxDirective):
    """What notes and emendations share: id, place, initials, and checked words."""

    has_content = True
    final_argument_whitespace = True
    ids_begin: ClassVar[str] = ""

    def checked(self, name: str, known: tuple[str, ...], default: str = "") -> str:
        """An option whose value must be one of *known*."""
        value = str(self.options.get(name, default)).strip()
        if value and value not in known:
            self.wrong(
                Code.ANCHORS_UNKNOWN_WORD,
                f"“{value}” is not a {name} that the edition knows: {', '.join(known)}",
            )
        return value

    def wrong(self, code: Code, message: str) -> None:
        """Report an error at this directive's own place."""
        source, line = self.get_source_info()
        fault(self.env, self.env.docname, code, message, f"{source}:{line}")

    def id_given(self) -> str:
        """The id an editor gave, or one made of the words, which stays while they stay."""
        given = str(self.options.get("id", "")).strip()
        if given and ID.match(given):
            return given
        if given:
            self.wrong(Code.ANCHORS_UNREADABLE, f"“{given}” is no id: letters, digits, points")
        words = "\n".join((*self.arguments, *self.content))
        return f"{self.ids_begin}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"

    def dressed(self, node: nodes.Element, voice: Voice) -> nodes.Element:
        """*node* with what every note of the editors has, and its body."""
        self.set_source_info(node)
        node["ids"] = [self.id_given()]
        node["voice"] = str(voice)
        node["initials"] = str(self.options.get("by", "")).strip()
        node["within"] = str(self.options.get("in", "")).strip()
        node += self.parse_content_to_nodes()
        return node


class EditorialNote(EditorsDirective):
    """`{editorial-note} “quoted words”`: a note of the edition's editors."""

    required_arguments = 1
    ids_begin = "e"
    option_spec: ClassVar = {
        "id": directives.unchanged,
        "in": directives.unchanged,
        "by": directives.unchanged,
        "kind": directives.unchanged,
        "status": directives.unchanged,
        "signed": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        found = QUOTED.match(self.arguments[0].strip())
        if found is None or not found["words"].strip():
            self.wrong(
                Code.ANCHORS_UNREADABLE,
                "an editors' note begins with the words it is about, in quotation marks: "
                "{editorial-note} “quoted words”",
            )
            return []
        note = editorial_note()
        self.dressed(note, Voice.EDITORS_NOTES)
        note["lemma"] = found["words"].strip()
        note["kind"] = self.checked("kind", NOTE_KINDS)
        note["status"] = self.checked("status", NOTE_STATUSES, "draft")
        note["signed"] = str(self.options.get("signed", "")).strip()
        return [note]


class EdNote(SphinxRole):
    """`{ednote}`: a short note of the editors, written in place."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        inliner: Any = self.inliner
        children, messages = inliner.parse(self.text, self.lineno, inliner, inliner.parent)
        note = editorial_note(voice=str(Voice.EDITORS_NOTES), status="draft")
        note.update_all_atts({"lemma": "", "kind": "", "initials": "", "signed": ""})
        words = hashlib.sha256(self.text.encode()).hexdigest()[:8]
        note["ids"] = [f"e-{words}"]
        note += nodes.paragraph("", "", *children)
        call = note_call("", "", refid=note["ids"][0])
        for node in (note, note[0], call):
            self.set_source_info(node)
        return [call, note], messages


class UncalledNote(SphinxDirective):
    """`{uncalled-note} 27`: an author's note whose call the source has lost."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        label = self.arguments[0].strip()
        mark = mark_of(label)
        note = uncalled_note(
            "", nodes.label("", mark), voice=str(Voice.AUTHOR_NOTES), mark=mark, backrefs=[]
        )
        self.set_source_info(note)
        note["ids"] = [note_id(label)]
        note += self.parse_content_to_nodes()
        return [note]


def content(role: SphinxRole) -> str:
    """What a role holds, to the letter: a blank at both edges keeps backticks off its fence."""
    text = role.text
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == " " else text


class Placed(SphinxRole):
    """`{placed}`: the call of an author's note where a ruling has put it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        call = nodes.footnote_reference("", "", refname=content(self), classes=["supplied"])
        call["supplied"] = True
        self.set_source_info(call)
        return [call], []


class Unanswered(SphinxRole):
    """`{unanswered}`: a mark of the source to which no note answers."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return [nodes.superscript("", mark_of(content(self)), classes=["unanswered"])], []


def setup_notes(app: Sphinx) -> None:
    """Directives and roles for notes."""
    app.add_directive("editorial-note", EditorialNote)
    app.add_directive("uncalled-note", UncalledNote)
    app.add_role("ednote", EdNote())
    app.add_role("placed", Placed())
    app.add_role("unanswered", Unanswered())
