"""LaTeX source: a builder of ours that turns the doctree into a document a press can take over.

Part of `edition_tools.publish`; alone, as an extension, it writes any Sphinx project. What is
chosen for the PDF (paper, draft, where each series of notes stands) holds for it too.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from edition_tools.publish.latex.builder import EditionLatexBuilder

__all__ = ["EditionLatexBuilder", "setup"]


def setup(app: Sphinx) -> dict[str, bool]:
    """The builder without the rest of the edition."""
    app.setup_extension("edition_tools.publish.layout")
    app.add_builder(EditionLatexBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
