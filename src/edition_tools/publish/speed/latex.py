"""pybtex reads the LaTeX of a field again at each citation of the work; once is enough."""

from __future__ import annotations

import functools

from pybtex.richtext import Text
from sphinx.application import Sphinx

KEPT = 20_000  # fields


def remember(app: Sphinx) -> None:
    """Keep what was read; rich text cannot change. A second call changes nothing."""
    del app
    read = Text.__dict__["from_latex"]
    if isinstance(read, classmethod):
        kept = functools.lru_cache(maxsize=KEPT)(functools.partial(read.__func__, Text))
        Text.from_latex = staticmethod(kept)
