"""HTML."""

from __future__ import annotations

from sphinx.application import Sphinx


def setup_html(app: Sphinx) -> None:
    """Nothing yet."""
