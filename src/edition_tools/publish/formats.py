"""The formats beside the site: their builders, each fetched when a build asks for it.

To build a site needs none of what makes a PDF or an EPUB, and a tenth of a build of which nothing
has changed would go into starting it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

BUILDERS = {
    "edition-pdf": "typst.builder:EditionPdfBuilder",
    "edition-latex": "latex.builder:EditionLatexBuilder",
    "edition-epub": "epub.builder:EditionEpubBuilder",
    "edition-tei": "tei.builder:EditionTeiBuilder",
    "edition-annotations": "annotations:EditionAnnotationsBuilder",
    "edition-text": "plain:EditionTextBuilder",
}


class Asked:
    """Stands for a builder until a build asks for it: all that Sphinx does before is to look at
    its name, and then it calls it."""

    def __init__(self, name: str, place: str) -> None:
        self.name, self.place = name, place

    def __call__(self, app: Sphinx, env: BuildEnvironment) -> Builder:
        """The builder itself."""
        module, _, kind = self.place.partition(":")
        found: Any = getattr(import_module(f"edition_tools.publish.{module}"), kind)
        return found(app, env)  # type: ignore[no-any-return]


def setup_formats(app: Sphinx) -> None:
    """Register the builders, and the settings of those that have pages."""
    app.setup_extension("edition_tools.publish.layout")
    for name, place in BUILDERS.items():
        app.add_builder(Asked(name, place))  # type: ignore[arg-type]
