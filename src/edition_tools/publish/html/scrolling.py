"""What may scroll sideways can be reached by the keyboard, also where no script runs.

Code, tables and drawings are given a place in the order of the Tab key; the script takes it away
again from those that have room enough.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

# <pre>, <div class="table-wrapper docutils container">, <div class="drawing strip …">
SCROLLING = re.compile(r'<(?=pre>|div class="(?:table-wrapper|drawing)[ "])(pre|div)')


def let_keys_scroll(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Give each a `tabindex`; words of a text are escaped and hold no tag."""
    del app, page, template, doctree
    if "body" in context:
        context["body"] = SCROLLING.sub(r'<\1 tabindex="0"', context["body"])


def setup_scrolling(app: Sphinx) -> None:
    """After the theme, which wraps the tables."""
    app.connect("html-page-context", let_keys_scroll, priority=900)
