"""Pages of the print that a text was made from: where each begins, and which a passage stands on.

Part of `edition_tools.publish`. A page that begins is a node without words, so that no word of the
text changes for it; each format shows its number in its own quiet way.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from edition_tools.publish.nodes import print_page

NAME = "page {} of the print"


class PrintPage(SphinxRole):
    """`{print-page}`: here page 86 of the print begins."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        number = " ".join(self.text.split())
        if not number:
            message = "a page of the print has a number, as in {print-page}`86`"
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        page = print_page("", "", n=number)
        self.set_source_info(page)
        document = self.inliner.document
        base = f"page-{nodes.make_id(f'n{number}')[1:].lstrip('-') or 'unnumbered'}"
        id_, again = base, 1
        while id_ in document.ids:
            again += 1
            id_ = f"{base}-{again}"
        page["ids"] = [id_]
        document.ids[id_] = page
        return [page], []


def pages_of(document: nodes.document) -> dict[str, str]:
    """The pages on which each passage of the text stands, by its id: p. 86, pp. 86–87.

    A passage before the first known page has none.
    """
    found: dict[str, str] = {}
    page = ""
    for block in document.findall(nodes.Element):
        if isinstance(block, print_page):
            page = str(block["n"])
        if not str(block.get("passage", "")).startswith("p"):
            continue
        inside = [str(it["n"]) for it in block.findall(print_page)]
        first = inside[0] if inside and _begins_page(block) else page
        last = inside[-1] if inside else page
        if first:
            found[str(block["passage"])] = f"p. {first}" if first == last else f"pp. {first}–{last}"
    return found


def _begins_page(block: nodes.Element) -> bool:
    """Whether the first words of a block are the first of a page."""
    first = next(iter(_words_and_pages(block)), None)
    return isinstance(first, print_page)


def _words_and_pages(block: nodes.Element) -> Iterator[nodes.Node]:
    return (it for it in block.findall() if isinstance(it, print_page | nodes.Text))


def setup_print_pages(app: Sphinx) -> None:
    """The role."""
    app.add_role("print-page", PrintPage())
