"""The words round the text: whoever posted it, and the readers who commented.

What may not be published is dropped where it is read: its words never enter the doctree.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from edition_tools.publish import marks, passages
from edition_tools.publish.nodes import blog_frame, reader_comment, withheld
from edition_tools.publish.pages import edition_of, statement_file
from edition_tools.publish.statement import read
from edition_tools.vocabulary import Voice

COMMENT_WITHHELD = "Comment {} is withheld: {}."
VOICE_WITHHELD = "This part of the page is withheld: its words may not be published."


class Commentary(SphinxDirective):
    """What frame and comment share."""

    has_content = True

    def voice_is_withheld(self) -> bool:
        """Whether the edition may not publish the commentary at all."""
        srcdir = Path(self.env.srcdir)
        path = statement_file(srcdir, edition_of(srcdir, self.env.current_document.docname))
        private = bool(self.config.edition_private)
        return not read(path).shows(Voice.COMMENTARY, private=private)

    def notice(self, id_: str, reason: str, words: str) -> list[nodes.Node]:
        """What is printed in the place of withheld words."""
        node = withheld("", nodes.paragraph("", words), voice=str(Voice.COMMENTARY), reason=reason)
        node["classes"].append("withheld")
        node["ids"] = [id_] if id_ else []
        self.set_source_info(node)
        return [node]

    def number_paragraphs(self, node: nodes.Element, id_: str) -> None:
        """Ids of the paragraphs: the first goes by the id of the whole, then c1.2, c1.3.

        One that says its own id, because it was numbered otherwise when it was cited, keeps it.
        """
        count = 0
        for paragraph in node.findall(nodes.paragraph):
            if "attribution" in paragraph["classes"]:
                continue
            count += 1
            counted = id_ if count == 1 else f"{id_}.{count}"
            paragraph["passage"] = passages.id_said(paragraph) or counted
            if count > 1:
                marks.forget_names(self.state.document, paragraph)
                paragraph["ids"] = [paragraph["passage"]]


class Frame(Commentary):
    """`{frame}`: words of whoever posted the text."""

    option_spec: ClassVar = {"id": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        id_ = str(self.options.get("id", "")).strip()
        if self.voice_is_withheld():
            return self.notice(id_, "rights", VOICE_WITHHELD)
        frame = blog_frame()
        self.set_source_info(frame)
        frame += self.parse_content_to_nodes()
        if id_:
            frame["ids"] = [id_]
            self.number_paragraphs(frame, id_)
        return [frame]


class ReaderComment(Commentary):
    """`{reader-comment} who and when`: a comment of a reader."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {
        "id": directives.unchanged_required,
        "number": directives.unchanged,
        "reply-to": directives.unchanged,
        "sensitive": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        id_ = str(self.options.get("id", "")).strip()
        number = str(self.options.get("number", "")).strip()
        reason = str(self.options.get("sensitive", "")).strip()
        if self.voice_is_withheld():
            return self.notice(id_, "rights", VOICE_WITHHELD)
        if "sensitive" in self.options and not self.config.edition_private:
            reason = reason.rstrip(".") or "the editors judged it so"
            return self.notice(id_, reason, COMMENT_WITHHELD.format(number, reason))
        return [self._comment(id_, number, reason)]

    def _comment(self, id_: str, number: str, reason: str) -> nodes.Element:
        attribution = self.arguments[0].strip() if self.arguments else ""
        comment = reader_comment(
            number=number,
            attribution=attribution,
            reply_to=str(self.options.get("reply-to", "")).strip(),
            depth=0,
        )
        self.set_source_info(comment)
        if reason:
            comment["sensitive"] = reason
        if attribution:
            line = nodes.paragraph("", attribution, classes=["attribution"])
            line.source, line.line = comment.source, comment.line
            comment += line
        comment += self.parse_content_to_nodes()
        if id_:
            comment["ids"] = [id_]
            self.number_paragraphs(comment, id_)
        return comment


def set_depths(document: nodes.document) -> None:
    """How deep each comment stands in its thread; replies to what is missing open one."""
    depths: dict[str, int] = {}
    for comment in document.findall(reader_comment):
        above = depths.get(comment["reply_to"])
        comment["depth"] = 0 if above is None else above + 1
        for id_ in comment["ids"]:
            depths[id_] = comment["depth"]


def setup_commentary(app: Sphinx) -> None:
    """Directives for the commentary."""
    app.add_directive("frame", Frame)
    app.add_directive("reader-comment", ReaderComment)
