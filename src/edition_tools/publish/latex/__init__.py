"""LaTeX source: a builder of ours that turns the doctree into a document a press can take over.

Part of `edition_tools.publish`; what is chosen for the PDF (paper, draft, where each series of
notes stands) holds for it too.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from edition_tools.publish.latex.builder import EditionLatexBuilder

__all__ = ["EditionLatexBuilder", "setup_latex"]


def setup_latex(app: Sphinx) -> None:
    """Register the builder `edition-latex`."""
    app.add_builder(EditionLatexBuilder)
