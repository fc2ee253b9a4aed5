"""Leave out of a page what it has no use for, so that it weighs little.

The scripts of Sphinx that mark the words of a search, the colours of program code on pages without
code, and the theme's dress for extensions that are not there. Where the site's search is Sphinx's
own, its scripts stay.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _CascadingStyleSheet

from edition_tools.publish.html.bundle import TEXT_THEME
from edition_tools.publish.html.finding import replaces_search

OF_SEARCH = {"documentation_options.js", "doctools.js", "sphinx_highlight.js"}
OF_CODE = {"pygments.css"}
THEME = "styles/furo.css"
RICHER = (
    *(nodes.literal_block, nodes.Admonition, nodes.topic, nodes.sidebar, nodes.option_list),
    *(nodes.math_block, nodes.math, addnodes.desc, addnodes.glossary, addnodes.versionmodified),
    *(nodes.literal, nodes.figure, nodes.legend, nodes.footnote),
)
OF_EXTENSIONS = {"furo-extensions.css"}
DRESSED = {"sphinx_copybutton", "sphinx_design", "sphinx_inline_tabs", "sphinx_panels"}


def travel_light(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take the files off the page's list."""
    del page, template
    if not replaces_search(app):
        return
    context["script_files"] = _without(context.get("script_files", ()), OF_SEARCH)
    if not DRESSED.intersection(app.extensions):
        context["css_files"] = _without(context.get("css_files", ()), OF_EXTENSIONS)
    if doctree is not None and not any(isinstance(n, RICHER) for n in doctree.findall()):
        context["css_files"] = [
            _of_text(css) for css in _without(context.get("css_files", ()), OF_CODE)
        ]


def _of_text(css: Any) -> Any:
    """The theme's style sheet gives way to its part for texts."""
    if css.filename != f"_static/{THEME}":
        return css
    return _CascadingStyleSheet(f"_static/{TEXT_THEME}", priority=css.priority)


def _without(files: Any, names: set[str]) -> list[Any]:
    return [f for f in files if str(f.filename or "").rpartition("/")[2] not in names]
