"""Pages that are gone leave the site too.

Sphinx leaves their files where they were, and whoever has the address, or a search engine, goes on
reading what the editors took out, perhaps because they had to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from edition_tools.publish.html.places import finds
from edition_tools.publish.printed import READING, printed_by


def clear_away(app: Sphinx, exception: Exception | None) -> None:
    """Delete the files of pages that this site had and that are no longer among its sources."""
    builder: Any = app.builder
    if exception is not None or not finds(builder):
        return
    there = app.env.all_docs.keys()
    gone = printed_by(app).before.get(READING, {}).keys() - there
    if gone:
        kept = {Path(builder.get_outfilename(name)) for name in there}
        for path in sorted({Path(builder.get_outfilename(name)) for name in gone} - kept):
            path.unlink(missing_ok=True)


def setup_gone(app: Sphinx) -> None:
    """When all pages have been written."""
    app.connect("build-finished", clear_away)
