"""The PDF: a builder of ours that turns the doctree into Typst, and Typst into a book."""

from __future__ import annotations

from sphinx.application import Sphinx

from edition_tools.publish.typst.builder import EditionPdfBuilder
from edition_tools.publish.typst.compile import compile_pdf

__all__ = ["EditionPdfBuilder", "compile_pdf", "setup_typst"]


def setup_typst(app: Sphinx) -> None:
    """Register the builder `edition-pdf`."""
    app.add_builder(EditionPdfBuilder)
