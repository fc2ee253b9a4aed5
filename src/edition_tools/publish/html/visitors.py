"""How the nodes that only HTML knows are written."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes

from edition_tools.publish.marks import LIST_TITLES
from edition_tools.publish.print_pages import NAME
from edition_tools.vocabulary import POSTER, READERS, Voice

NAMES = {
    Voice.AUTHOR_NOTES: "Note",
    Voice.EDITORS_NOTES: "Editors’ note",
    Voice.APPARATUS: "Apparatus entry",
}
SWITCHES: dict[str, str] = {
    Voice.TEXT: "Author’s text",
    Voice.AUTHOR_NOTES: "Author’s notes",
    Voice.EDITORS_NOTES: LIST_TITLES[Voice.EDITORS_NOTES],
    Voice.APPARATUS: LIST_TITLES[Voice.APPARATUS],
    POSTER: "The poster",
    READERS: "The readers",
}
NUMBER = '<span class="comment-number">Comment {}</span> '
READINGS = (("edition", "the edition’s"), ("source", "the source’s"))


def name_of(node: nodes.Element) -> str:
    """What a screen reader says for a mark: "Note 27", "Editors' note b"."""
    if node["voice"] == Voice.APPARATUS:
        return f"{NAMES[Voice.APPARATUS]} {node['refid']}"
    return f"{NAMES[Voice(node['voice'])]} {node['mark']}"


def visit_call(self: Any, node: nodes.Element) -> None:
    """The mark, a link to its note in the list."""
    supplied = " supplied" if node.get("supplied") else ""
    self.body.append(
        f'<a class="call {escape(node["voice"])}{supplied}" id="{escape(node["ids"][0])}" '
        f'href="#{escape(node["refid"])}" role="doc-noteref" '
        f'aria-label="{escape(name_of(node))}">{escape(node["printed"])}</a>'
    )
    raise nodes.SkipNode


def visit_notes(self: Any, node: nodes.Element) -> None:
    """The list; its items carry their own marks."""
    del node
    self.body.append('<ol class="notes" role="list">\n')


def depart_notes(self: Any, node: nodes.Element) -> None:
    """End of the list."""
    del node
    self.body.append("</ol>\n")


def visit_note(self: Any, node: nodes.Element) -> None:
    """A note, its mark a link back to the text."""
    id_, voice = escape(node["ids"][0]), escape(node["voice"])
    self.body.append(f'<li class="note {voice}" id="{id_}">{_mark(node)}<div class="said">')


def _mark(node: nodes.Element) -> str:
    mark, backrefs = escape(node["mark"]), node["backrefs"]
    if not backrefs:
        return f'<span class="note-mark">{mark}</span>'
    name = escape(name_of(node))
    return (
        f'<a class="note-mark" href="#{escape(backrefs[0])}" role="doc-backlink" '
        f'aria-label="{name}, back to the text">{mark}</a>'
    )


def depart_note(self: Any, node: nodes.Element) -> None:
    """End of a note."""
    del node
    self.body.append("</div></li>\n")


def visit_number(self: Any, node: nodes.Element) -> None:
    """The number in the margin."""
    id_, mark = escape(node["refid"]), escape(node["mark"])
    self.body.append(
        f'<a class="passage-number" href="#{id_}" aria-hidden="true" tabindex="-1" '
        f'aria-label="Passage {mark}">{mark}</a>'
    )
    raise nodes.SkipNode


def visit_page(self: Any, node: nodes.Element) -> None:
    """The number of a page of the print, which the style sheet shows: it is no word of the text."""
    number = escape(node["n"])
    name = escape(NAME.format(node["n"]))
    ids = f' id="{escape(node["ids"][0])}"' if node["ids"] else ""
    self.body.append(
        f'<span class="print-page"{ids} role="doc-pagebreak" title="{name}" '
        f'data-n="{number}"></span>'
    )
    raise nodes.SkipNode


def visit_emended(self: Any, node: nodes.Element) -> None:
    """The source's reading first, hidden until it is asked for."""
    source, entry = escape(node["source"]), escape(node["entry"])
    self.body.append(
        f'<span class="emended" data-of="{entry}"><span class="source-has">{source}</span>'
        '<span class="edition-has">'
    )


def depart_emended(self: Any, node: nodes.Element) -> None:
    """End of the edition's reading."""
    del node
    self.body.append("</span></span>")


def visit_switches(self: Any, node: nodes.Element) -> None:
    """Check boxes for the voices, and whose readings are shown."""
    boxes = "".join(
        f'<label class="{voice}"><input type="checkbox" id="show-{voice}" checked> {name}</label>'
        for voice, name in SWITCHES.items()
        if voice in node["voices"]
    )
    self.body.append(f'<fieldset class="switches"><legend>Show</legend>{boxes}</fieldset>')
    if node["readings"]:
        radios = "".join(
            f'<label><input type="radio" name="readings" id="readings-{id_}"'
            f"{' checked' if id_ == 'edition' else ''}> {name}</label>"
            for id_, name in READINGS
        )
        self.body.append(
            f'<fieldset class="switches readings"><legend>Readings</legend>{radios}</fieldset>'
        )
    raise nodes.SkipNode


def visit_works(self: Any, node: nodes.Element) -> None:
    """The works cited."""
    del node
    self.body.append('<ul class="works" role="list">\n')


def depart_works(self: Any, node: nodes.Element) -> None:
    """End of the works."""
    del node
    self.body.append("</ul>\n")


def visit_work(self: Any, node: nodes.Element) -> None:
    """An entry."""
    self.body.append(f'<li class="work" id="{escape(node["ids"][0])}">')


def depart_work(self: Any, node: nodes.Element) -> None:
    """End of the entry."""
    del node
    self.body.append("</li>\n")


def visit_comment(self: Any, node: nodes.Element) -> None:
    """A card; how deep it stands in its thread is a class."""
    number = escape(str(node["number"]))
    ids = f' id="{escape(node["ids"][0])}"' if node["ids"] else ""
    depth = min(int(node["depth"]), 4)
    reply = node["reply_to"]
    who = node["attribution"]
    counted = who.split(" ")[0].strip("#.)(") == number  # the source has the number there already
    answers = (
        f' <a class="answers" href="#{escape(reply)}">in reply to {escape(reply.lstrip("c"))}</a>'
    )
    self.body.append(
        f'<article class="comment readers depth-{depth}"{ids} '
        f'aria-label="Reader’s comment {number}"><header>'
        f"{'' if counted else NUMBER.format(number)}"
        f'<span class="comment-who">{escape(who)}</span>'
        f"{answers if reply else ''}</header>\n"
    )


def depart_comment(self: Any, node: nodes.Element) -> None:
    """End of the card."""
    del node
    self.body.append("</article>\n")


def visit_frame(self: Any, node: nodes.Element) -> None:
    """Words of the poster."""
    ids = f' id="{escape(node["ids"][0])}"' if node["ids"] else ""
    label = " ".join(("The poster writes", *node["ids"][:1]))
    self.body.append(
        f'<section class="frame poster"{ids} aria-label="{escape(label)}">'
        '<p class="frame-who">The poster writes</p>\n'
    )


def depart_frame(self: Any, node: nodes.Element) -> None:
    """End of the poster's words."""
    del node
    self.body.append("</section>\n")


def visit_folded(self: Any, node: nodes.Element) -> None:
    """Closed until it is opened on purpose."""
    self.body.append(f"<details><summary>{escape(node['note'])}</summary>\n")


def depart_folded(self: Any, node: nodes.Element) -> None:
    """End of what is folded."""
    del node
    self.body.append("</details>\n")
