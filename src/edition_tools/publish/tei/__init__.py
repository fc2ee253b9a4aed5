"""TEI P5: a builder of ours that writes each edition as one document a library can ingest.

Part of `edition_tools.publish`. What is in the file, and how its five voices are told apart, is
said in the file itself, in its `encodingDesc` (`principles`).
"""

from __future__ import annotations

from sphinx.application import Sphinx

from edition_tools.publish.tei.builder import EditionTeiBuilder

__all__ = ["EditionTeiBuilder", "setup_tei"]


def setup_tei(app: Sphinx) -> None:
    """Register the builder `edition-tei`."""
    app.add_builder(EditionTeiBuilder)
