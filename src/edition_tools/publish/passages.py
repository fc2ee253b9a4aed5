"""Passages: the citable paragraphs of a text, what else the source prints, and links to them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from edition_tools.findings import Code
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.marks import claim, forget_names
from edition_tools.publish.nodes import blog_frame, former_place, reader_comment, withheld
from edition_tools.publish.pages import statement_file
from edition_tools.publish.report import warn
from edition_tools.publish.statement import read
from edition_tools.vocabulary import Voice

OF_THE_SOURCE = (Voice.TEXT, Voice.AUTHOR_NOTES, Voice.COMMENTARY)
VOICES_OF_ID: dict[str, tuple[Voice, ...]] = {  # what must be shown for such an id to be there
    "p": (Voice.TEXT,),
    "n": (Voice.AUTHOR_NOTES,),
    "e": (Voice.EDITORS_NOTES, *OF_THE_SOURCE),  # a note on withheld words goes with them
    "a": (Voice.APPARATUS, *OF_THE_SOURCE),
    "c": (Voice.COMMENTARY,),
    "f": (Voice.COMMENTARY,),
}
COMMENTARY = (blog_frame, reader_comment, withheld)
PASSAGE_ID = re.compile(r"^[pfc]\d+[a-z]*(\.\d+[a-z]*)?$")  # p14, p14a, c2.3a
FORMER = re.compile(r"(\S+) <(\S+)>")  # p15 <p14>


def number(document: nodes.document) -> None:
    """Give every paragraph with a passage's id its `passage`, and the id to the letter."""
    for node in list(document.findall(nodes.paragraph)):
        id_ = id_said(node)
        if id_ and not node.get("passage"):
            forget_names(document, node)
            claim(document, id_, node)
            node["passage"] = id_
    for block in list(document.findall(nodes.Element)):
        if block["ids"] and (block.get("passage") or isinstance(block, COMMENTARY)):
            claim(document, block["ids"][0], block)


def id_said(node: nodes.Element) -> str:
    """The passage's id that is written before a paragraph; empty if there is none."""
    # an id that a heading has already is only a name here
    said = (*node["ids"], *node["names"], *node["dupnames"])
    return next((id_ for id_ in said if PASSAGE_ID.match(id_)), "")


class FormerPlace(SphinxRole):
    """`{former}`: where the words begin of an id that nothing bears any more: p15 <p14>."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        found = FORMER.fullmatch(self.text.strip())
        if found is None:
            message = f"not an id and the id that holds it, as in p15 <p14>: {self.text}"
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        place = former_place("", "", ids=[found[1]], holder=found[2])
        self.set_source_info(place)
        self.inliner.document.ids.setdefault(found[1], place)
        return [place], []


class Moved(SphinxDirective):
    """`{moved}`: an id whose words stand on another page now: `:to:` says by which id."""

    required_arguments = 1
    option_spec: ClassVar = {"to": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        id_, holder = self.arguments[0], str(self.options.get("to", "")).strip()
        link = link_to(holder, self.env.current_document.docname)
        words = nodes.paragraph("", f"What was {id_} stands elsewhere now: ", link)
        place = nodes.container("", words, ids=[id_], classes=["moved"], moved_to=holder)
        self.set_source_info(place)
        self.set_source_info(link)
        self.state.document.ids.setdefault(id_, place)
        return [place]


def link_to(
    id_: str, docname: str, *, edition: str | None = None, warn: bool = True
) -> addnodes.pending_xref:
    """A link from the page *docname* to what has the id; of its own edition if none is named.

    With *warn*, an id that leads nowhere is a warning, else it is only named.
    """
    link = addnodes.pending_xref(
        "",
        nodes.inline("", id_, classes=["passage-link"]),
        refdomain="edition",
        reftype="passage",
        reftarget=id_,
        refexplicit=False,
        refwarn=warn,
        refdoc=docname,
    )
    if edition is not None:
        link["edition"] = edition
    return link


class Passage(SphinxRole):
    """`{passage}`: a link to a passage, note or comment of the same edition."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        xref = link_to(self.text, self.env.current_document.docname)
        self.set_source_info(xref)
        return [xref], []


class SourceBlock(SphinxDirective):
    """`{byline}`, `{source-line}`: what the source prints round the text."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        block = nodes.container(classes=[self.name], voice_of_source=True)
        self.set_source_info(block)
        block += self.parse_content_to_nodes()
        return [block]


class Verse(SphinxDirective):
    """`{verse}`: lines of the source that keep their ends."""

    has_content = True
    option_spec: ClassVar = {"id": directives.unchanged, "class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        block = nodes.line_block(classes=["verse", *self.options.get("class", [])])
        self.set_source_info(block)
        id_ = str(self.options.get("id", "")).strip()
        if id_:
            block["ids"], block["passage"] = [id_], id_
        for at, words in enumerate(self.content):
            line = nodes.line()
            line.source, line.line = self.get_source_info()[0], self.lineno + at + 1
            children, _ = self.state.inline_text(words.strip(), self.lineno + at + 1)
            line += children
            block += line
        return [block]


def warn_missing(app: Sphinx, domain: object, node: addnodes.pending_xref) -> bool | None:
    """Say which edition lacks the passage, with the editor's file and line."""
    del domain
    if node.get("refdomain") != "edition":
        return None
    edition = edition_domain(app.env).edition(node.get("refdoc", "")) or "this edition"
    warn(Code.ANCHORS_UNKNOWN_PLACE, f"{edition} has no place {node['reftarget']}", node)
    return True


def say_withheld(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, words: nodes.Element
) -> nodes.Element | None:
    """A link into a voice that is withheld whole: its ids are in no page, so it says as much."""
    if node.get("refdomain") != "edition":
        return None
    id_ = str(node["reftarget"])
    domain = edition_domain(env)
    edition = str(node.get("edition", domain.edition(node.get("refdoc", ""))))
    voices = VOICES_OF_ID.get(id_[:1], ())
    statement = read(statement_file(Path(app.srcdir), edition))
    private = app.config.edition_private
    if all(statement.shows(voice, private=private) for voice in voices):
        return None
    words.clear()
    words += nodes.Text(f"{id_} (withheld)")
    return words


def setup_passages(app: Sphinx) -> None:
    """Directives and roles for passages."""
    app.add_role("passage", Passage())
    app.add_role("former", FormerPlace())
    app.add_directive("moved", Moved)
    app.add_directive("byline", SourceBlock)
    app.add_directive("source-line", SourceBlock)
    app.add_directive("verse", Verse)
    app.connect("missing-reference", say_withheld)
    app.connect("warn-missing-reference", warn_missing)
