"""The five voices in XHTML: calls and notes, emended words, the poster and the readers."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.book import BANNER
from edition_tools.publish.epub.tree import Tree
from edition_tools.publish.epub.xhtml import append, element
from edition_tools.publish.html.visitors import name_of
from edition_tools.publish.nodes import editorial_note


class Voices(Tree):
    """Visitors of our own nodes, and of notes."""

    # ------------------------------------------------------------ notes
    def visit_footnote_reference(self, node: nodes.Element) -> None:
        if str(node.get("refid")) not in self.notes or not node.get("voice"):
            self.start("sup", node)
            return
        supplied = " supplied" if node.get("supplied") else ""
        self.start(
            "a",
            node,
            kind="noteref",
            role="doc-noteref",
            class_=f"call {node['voice']}{supplied}",
            href=f"#{node['refid']}",
            aria_label=name_of(node),
        )

    def depart_footnote_reference(self, node: nodes.Element) -> None:
        self.end(node)

    visit_note_call = visit_footnote_reference
    depart_note_call = depart_footnote_reference

    def visit_footnote(self, node: nodes.Element) -> None:
        voice = str(node.get("voice") or "note")
        self.start("aside", node, kind="footnote", role="doc-footnote", class_=f"note {voice}")
        body = [it for it in node.children if not isinstance(it, nodes.label)]
        first = body[0] if body and isinstance(body[0], nodes.paragraph) else None
        self.start("p", first)
        self._mark(node)
        if first is not None:
            self.within(first)
        if len(body) < 2:
            self._sign(node)
        self.end()
        for at, it in enumerate(body[first is not None :], 2):
            it.walkabout(self)
            if at == len(body) and isinstance(it, nodes.paragraph):
                self._sign_last(node)
        self.end(node)
        raise nodes.SkipNode

    visit_uncalled_note = visit_editorial_note = visit_apparatus_entry = visit_footnote

    def _mark(self, note: nodes.Element) -> None:
        label = next(iter(note.findall(nodes.label)), None)
        mark = str(note.get("mark") or (label.astext() if label else ""))
        back = next(iter(note.get("backrefs", ())), "")
        if back and note.get("voice"):
            # the name of the way back says whose note it is, as the call does
            named = nodes.Element(voice=note["voice"], mark=mark, refid=note["ids"][0])
            label_ = f"{name_of(named)}, back to the text"
            given = {"class": "mark", "role": "doc-backlink", "href": f"#{back}"}
            append(self.open[-1], element("a", given | {"aria-label": label_}, mark))
        else:
            append(self.open[-1], element("span", {"class": "mark"}, mark))
        self.say(" ")

    def _sign(self, note: nodes.Element) -> None:
        if isinstance(note, editorial_note) and note.get("initials"):
            self.say("\u00a0")
            append(self.open[-1], element("span", {"class": "initials"}, note["initials"]))

    def _sign_last(self, note: nodes.Element) -> None:
        last = self.open[-1][-1]
        self.open.append(last)
        self._sign(note)
        self.open.pop()

    def visit_voice_list(self, node: nodes.Element) -> None:
        self.sections += 1
        self.start("section", node, kind="footnotes", role="doc-endnotes")

    def depart_voice_list(self, node: nodes.Element) -> None:
        self.sections -= 1
        self.end(node)

    # ------------------------------------------------------------ the text
    def visit_emended(self, node: nodes.Element) -> None:
        self.start("span", node, class_="emended")

    depart_emended = Tree.end

    def visit_cited(self, node: nodes.Element) -> None:
        self.start("span", node, class_="cited")

    depart_cited = Tree.end

    def visit_citation(self, node: nodes.Element) -> None:
        self.start("div", node, class_="work")
        self.within(node, without=(nodes.label,))
        self.end(node)
        raise nodes.SkipNode

    def visit_container(self, node: nodes.Element) -> None:
        if BANNER in node.get("classes", ()):
            raise nodes.SkipNode  # said once, on the page of rights
        self.start("div", node)

    depart_container = Tree.end

    # ------------------------------------------------------------ the poster and the readers
    def visit_blog_frame(self, node: nodes.Element) -> None:
        self.start("section", node, class_="frame")
        append(self.open[-1], element("p", {"class": "who"}, "The poster writes"))

    depart_blog_frame = Tree.end

    def visit_reader_comment(self, node: nodes.Element) -> None:
        depth = min(int(node.get("depth") or 0), 4)
        self.start(
            "article",
            node,
            class_=f"comment depth-{depth}",
            aria_label=f"Reader’s comment {node.get('number', '')}",
        )
        if node.get("sensitive"):
            said = f"Content note: {node['sensitive']}"
            append(self.open[-1], element("p", {"class": "content-note"}, said))

    depart_reader_comment = Tree.end

    def visit_withheld(self, node: nodes.Element) -> None:
        self.start("div", node, class_="withheld")

    depart_withheld = Tree.end
