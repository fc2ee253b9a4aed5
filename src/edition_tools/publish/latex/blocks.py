"""Paragraphs and what is larger: passages, quotations, verse, lists, boxes; tables in `tables`."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.latex import code
from edition_tools.publish.latex.code import command
from edition_tools.publish.latex.pieces import Pieces
from edition_tools.publish.paged import (
    depth_of_line,
    leads_item,
    leads_note,
    number_in_margin,
    runs_on,
)

LOOKS = {"cited-in": "citedin", "listed-head": "listedhead"}
BULLET = "\u2022"
COUNTED = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i",
           "upperroman": "I"}  # fmt: skip
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Blocks(Pieces):
    """Visitors of blocks that any document may have."""

    # ------------------------------------------------------------ paragraphs
    def visit_paragraph(self, node: nodes.Element) -> None:
        look = next((LOOKS[it] for it in node["classes"] if it in LOOKS), "")
        if leads_note(node) or leads_item(node):
            self.anchors(node)
        elif runs_on(node):
            self.add("\\quad{}")
            self.anchors(node)
        elif look:
            self.add("\n\n")
            self.anchors(node)
            self.add(f"\\{look}{{")
        else:
            self.add("\n\n")
            self._numbered(node)

    def depart_paragraph(self, node: nodes.Element) -> None:
        if not (leads_note(node) or leads_item(node)) and not LOOKS.keys().isdisjoint(
            node["classes"]
        ):
            self.close(node)

    def _numbered(self, node: nodes.Element) -> None:
        """Begin a passage, its number in the margin, or a paragraph that is none."""
        number, supplied = number_in_margin(node)
        names = self.names_of(node)
        if number and names:
            shown = code.words(f"\u27e8{number}\u27e9" if supplied else number)
            self.add(f"{command('passage', code.label(names.pop(0)), shown)}%\n")
        elif number:  # the id stands before the whole comment
            self.add(f"{command('passage', '', code.words(number))}%\n")
        self.add("".join(command("place", code.label(it)) for it in names))

    def visit_block_quote(self, node: nodes.Element) -> None:
        self.block("quoted", node)

    def depart_block_quote(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.end("quoted")

    def visit_attribution(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.add("\n\n\\attribution{")

    depart_attribution = Pieces.close

    def visit_line_block(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self.add("\n\n\\begin{verselines}\n")
            self._numbered(node)

    def depart_line_block(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self.end("verselines")

    def visit_line(self, node: nodes.Element) -> None:
        self.add(command("verseline", str(depth_of_line(node))))
        self.anchors(node)

    def depart_line(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.add("\n")

    # ------------------------------------------------------------ lists
    def visit_bullet_list(self, node: nodes.Element) -> None:
        self.block("listed", node)

    def depart_bullet_list(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.end("listed")

    visit_enumerated_list, depart_enumerated_list = visit_bullet_list, depart_bullet_list

    def visit_list_item(self, node: nodes.Element) -> None:
        self.add(f"\n{command('listitem', code.words(_sign_of(node)))}")
        self.anchors(node)

    depart_list_item = Pieces.pass_by

    def visit_definition_list(self, node: nodes.Element) -> None:
        self.block("defined", node)

    def depart_definition_list(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.end("defined")

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        terms = [it for it in node.children if not isinstance(it, nodes.definition)]
        self.add("\n\\term{")
        for at, term in enumerate(terms):
            self.add(" : " if at else "")
            term.walkabout(self)
        self.add("}")
        for it in node.children:
            if isinstance(it, nodes.definition):
                it.walkabout(self)
        raise nodes.SkipNode

    def visit_term(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_term = visit_classifier = depart_classifier = Pieces.pass_by
    visit_definition = depart_definition = Pieces.pass_by

    def visit_field_list(self, node: nodes.Element) -> None:
        self.block("defined", node)
        for it in node.findall(nodes.field):
            name, body = it.children[0], it.children[1]
            assert isinstance(name, nodes.Element)
            assert isinstance(body, nodes.Element)
            self.add("\n\\term{")
            self.pieces += self.inside(name)
            self.add("}")
            self.pieces += self.inside(body)
        self.end("defined")
        raise nodes.SkipNode

    def visit_option_list(self, node: nodes.Element) -> None:
        self.block("defined", node)
        for item in node.children:
            group, description = item.children
            options = ", ".join(it.astext() for it in group.children)
            self.add(f"\n{command('term', command('code', code.words(options)))}")
            assert isinstance(description, nodes.Element)
            self.pieces += self.inside(description)
        self.end("defined")
        raise nodes.SkipNode

    # ------------------------------------------------------------ boxes and pictures
    def boxed(self, node: nodes.Element, title: str) -> None:
        """Begin a box with a heading of ours."""
        self.block("boxed", node)
        self.add(command("boxtitle", code.words(title)) + "\n" if title else "")

    def visit_admonition(self, node: nodes.Element) -> None:
        titles = [it.astext() for it in node.children if isinstance(it, nodes.title)]
        name = type(node).__name__
        self.boxed(node, titles[0] if titles else name.replace("_", " ").capitalize())
        self.pieces += self.code_inside(node, without=(nodes.title,))
        self.end("boxed")
        raise nodes.SkipNode

    def visit_Admonition(self, node: nodes.Element) -> None:
        self.visit_admonition(node)

    def visit_figure(self, node: nodes.Element) -> None:
        self.add("\n\n")
        self.anchors(node)
        self.pieces += self.inside(node, without=(nodes.caption,))
        for caption in (it for it in node.children if isinstance(it, nodes.caption)):
            self.add("\n\n\\captioned{")
            self.pieces += self.code_inside(caption)
            self.add("}\n\n")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.add("\n\n")
        self.anchors(node)
        if "source-line-shown" in node["classes"]:
            self._line_with_caret(node)
        else:
            for line in node.astext().splitlines():
                self.add(f"{command('codeline', code.monospaced(line))}\n")
        self.add("\n")
        raise nodes.SkipNode

    def _line_with_caret(self, node: nodes.Element) -> None:
        """A line of the source; what the carets below it mean is underlined instead."""
        line, _, carets = node.astext().partition("\n")
        start, end = max(carets.find("^"), 0), carets.rfind("^") + 1
        parts = (line[:start], line[start:end], line[end:])
        self.add(command("sourceshown", *map(code.words, parts)))

    visit_doctest_block = visit_math_block = visit_literal_block

    def visit_rubric(self, node: nodes.Element) -> None:
        self.add("\n\n")
        self.anchors(node)
        self.add("\\rubric{")

    def depart_rubric(self, node: nodes.Element) -> None:  # noqa: ARG002
        self.add("}\n\n")

    visit_caption = visit_centered = visit_rubric
    depart_caption = depart_centered = depart_rubric

    def visit_transition(self, node: nodes.Element) -> None:
        following = node.next_node(nodes.Element, descend=False, siblings=True)
        if following is not None and not isinstance(following, nodes.footnote):
            self.add(f"\n\n{command('ruleacross')}\n\n")
        raise nodes.SkipNode

    def visit_container(self, node: nodes.Element) -> None:
        self.add("\n\n")
        self.anchors(node)

    depart_container = Pieces.pass_by

    def visit_topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:
            raise nodes.SkipNode  # the book has its own
        self.visit_container(node)

    visit_compound = visit_legend = visit_sidebar = visit_container
    visit_glossary = visit_hlist = visit_hlistcol = visit_container
    depart_glossary = depart_hlist = depart_hlistcol = Pieces.pass_by
    depart_compound = depart_legend = depart_topic = depart_sidebar = Pieces.pass_by


def _sign_of(item: nodes.Element) -> str:
    """What stands before an item of a list."""
    holder = item.parent
    if not isinstance(holder, nodes.enumerated_list):
        return BULLET
    number = int(holder.get("start", 1)) + holder.index(item)
    kind = COUNTED.get(holder.get("enumtype", "arabic"), "1")
    if kind in "aA":
        shown = chr(ord(kind) + (number - 1) % 26)
    elif kind in "iI":
        shown = _roman(number) if kind == "i" else _roman(number).upper()
    else:
        shown = str(number)
    return f"{shown}."


def _roman(number: int) -> str:
    out = ""
    for value, sign in ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out
