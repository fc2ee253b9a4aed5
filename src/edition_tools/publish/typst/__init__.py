"""The PDF: a builder of ours that turns the doctree into Typst, and Typst into a book.

Part of `edition_tools.publish`; alone, as an extension, it prints any Sphinx project.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from edition_tools.publish.typst.builder import EditionPdfBuilder
from edition_tools.publish.typst.compile import compile_pdf

__all__ = ["EditionPdfBuilder", "compile_pdf", "setup"]


def setup(app: Sphinx) -> dict[str, bool]:
    """The builder without the rest of the edition."""
    app.setup_extension("edition_tools.publish.layout")
    app.add_builder(EditionPdfBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
