"""pybtex looks for an installed plugin anew at every citation; once is enough."""

from __future__ import annotations

import functools

import pybtex.plugin
from sphinx.application import Sphinx

NAME = "_load_entry_point"


def remember(app: Sphinx) -> None:
    """Keep what was found; a second call changes nothing."""
    del app
    found = getattr(pybtex.plugin, NAME, None)
    if found is not None and not hasattr(found, "cache_info"):
        setattr(pybtex.plugin, NAME, functools.lru_cache(maxsize=None)(found))
