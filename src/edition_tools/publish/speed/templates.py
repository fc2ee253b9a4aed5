"""Jinja compiles all templates of the theme anew in every build; it can keep what it compiled.

Each template is kept beside the doctrees under a checksum of its source, so one that has changed
is compiled again.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx

FOLDER = "templates"  # among the doctrees, which are nobody's output


def keep(app: Sphinx) -> None:
    """Give the environment of the builder's templates a place to keep them."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None:
        folder = Path(app.doctreedir) / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def setup(app: Sphinx) -> None:
    """When the builder has made its templates."""
    app.connect("builder-inited", keep)
