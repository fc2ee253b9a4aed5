"""Sphinx weighs each word of a page for its search index as often as it stands there.

The index only holds on which pages a word stands, so each word once gives the same index.
"""

from __future__ import annotations

import functools
from typing import Any

from sphinx.application import Sphinx
from sphinx.search import IndexBuilder

NAME = "_word_collector"  # what makes the list of a page's words


def setup(app: Sphinx) -> None:
    """Let the list of a page's words hold each of them once; a second call changes nothing."""
    del app
    collect = getattr(IndexBuilder, NAME, None)
    if collect is not None and not hasattr(collect, "__wrapped__"):
        setattr(IndexBuilder, NAME, _each_once(collect))


def _each_once(collect: Any) -> Any:
    @functools.wraps(collect)
    def collected(*arguments: Any) -> Any:
        found = collect(*arguments)
        found.words = list(dict.fromkeys(found.words))
        return found

    return collected
