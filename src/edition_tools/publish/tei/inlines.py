"""Words within a paragraph: stress, links, the author's words for a work, changed words."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.book import HERE
from edition_tools.publish.nodes import cited
from edition_tools.publish.tei.pieces import Pieces, category
from edition_tools.publish.tei.xml import append, element, one_line

READINGS = {"lemma": "lemma", "source-reading": "source-reading", "siglum": "siglum"}


class Inlines(Pieces):
    """Visitors of inline nodes."""

    def visit_Text(self, node: nodes.Text) -> None:
        self.words(node.astext(), node)

    def depart_Text(self, node: nodes.Text) -> None:
        pass

    def visit_emphasis(self, node: nodes.Element) -> None:
        self.open("hi", node, rend="italic")

    def visit_strong(self, node: nodes.Element) -> None:
        self.open("hi", node, rend="bold")

    def visit_superscript(self, node: nodes.Element) -> None:
        kind = "unanswered" if "unanswered" in node["classes"] else ""
        self.open("hi", node, rend="superscript", ana=f"#{category('mark', kind)}" if kind else "")

    def visit_subscript(self, node: nodes.Element) -> None:
        self.open("hi", node, rend="subscript")

    depart_emphasis = depart_strong = depart_superscript = depart_subscript = Pieces.close
    visit_title_reference = visit_emphasis
    depart_title_reference = Pieces.close

    def visit_literal(self, node: nodes.Element) -> None:
        self.put("code", node, words=one_line(node.astext()))
        raise nodes.SkipNode

    visit_math = visit_literal

    def visit_inline(self, node: nodes.Element) -> None:
        kind = next((READINGS[it] for it in node["classes"] if it in READINGS), "")
        if node.get("lang"):
            self.open("foreign", node, xml_lang=str(node["lang"]))
        else:
            self.open("seg", node, type=kind)

    def depart_inline(self, node: nodes.Element) -> None:
        made = self.at.pop()
        if made.tag == "seg" and not made.attrib:
            self._dissolve()
        del node

    def _dissolve(self) -> None:
        """Put what a wrapper without meaning holds in its place."""
        holder = self.at[-1]
        made = holder[-1]
        holder.remove(made)
        append(holder, made.text or "")
        for child in list(made):
            tail, child.tail = child.tail or "", None
            append(holder, child)
            append(holder, tail)

    def visit_print_page(self, node: nodes.Element) -> None:
        self.put("pb", node, n=str(node["n"]))
        raise nodes.SkipNode

    # ------------------------------------------------------------ links
    def visit_reference(self, node: nodes.Element) -> None:
        if isinstance(node.parent, cited):
            key = self.encoding.works.get(node.parent["key"])
            target = f"#{key.get('xml:id')}" if key is not None else ""
            self.open("ref", node, type="cited", target=target)
            return
        address = str(node.get("refuri") or "")
        if "refid" in node or address.startswith((HERE, "#")):
            docname, _, target = address.removeprefix(HERE).partition("#")
            self.open("ref", node, target=self.link(docname, str(node.get("refid") or target)))
        else:
            self.open("ref", node, target=_pointer(address))

    def depart_reference(self, node: nodes.Element) -> None:
        made = self.at.pop()
        if not made.get("target") and not made.get("xml:id"):
            self._dissolve()
        del node

    visit_cited = depart_cited = Pieces.pass_by

    def visit_target(self, node: nodes.Element) -> None:
        if node.get("ids"):
            self.put("anchor", node)

    def depart_target(self, node: nodes.Element) -> None:
        pass

    def visit_image(self, node: nodes.Element) -> None:
        figure = self.open("figure" if self.at[-1].tag in ("div", "figure") else "seg")
        if figure.tag == "figure":
            self.put("graphic", node, url=_pointer(str(node["uri"])))
            if node.get("alt"):
                figure.append(element("figDesc", str(node["alt"])))
        else:
            append(figure, str(node.get("alt") or ""))
        self.close()
        raise nodes.SkipNode

    # ------------------------------------------------------------ emended words
    def visit_emended(self, node: nodes.Element) -> None:
        entry = self.entries.get(node["entry"])
        choice = self.open("choice", node)
        self.put("sic", words=one_line(node["source"]))
        if entry is None:
            self.open("corr")
            return
        cause = str(entry.get("cause") or "")
        choice.set("corresp", f"#{self.encoding.ids.of[self.docname, node['entry']]}")
        if cause:
            choice.set("ana", f"#{category('cause', cause)}")
        self.open(
            "corr",
            resp=self.person(str(entry.get("initials"))),
            cert=str(entry.get("certainty") or ""),
            type=str(entry.get("change") or ""),
        )

    def depart_emended(self, node: nodes.Element) -> None:
        self.close(node)
        self.close(node)

    def visit_problematic(self, node: nodes.Element) -> None:
        pass

    depart_problematic = Pieces.pass_by
    visit_generated = visit_abbreviation = visit_acronym = Pieces.pass_by
    depart_generated = depart_abbreviation = depart_acronym = Pieces.pass_by


def _pointer(address: str) -> str:
    """An address as TEI's pointers want it: without blanks."""
    return "%20".join(address.split())
