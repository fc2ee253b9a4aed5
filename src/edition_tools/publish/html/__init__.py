"""HTML: its own nodes, how they are written, the style sheet and small scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader

from edition_tools.publish.domain import edition_domain
from edition_tools.publish.html import lowered as html
from edition_tools.publish.html import metadata, visitors
from edition_tools.publish.html.bundle import rebundled, write_bundle
from edition_tools.publish.html.citing import setup_citing
from edition_tools.publish.html.finding import setup_finding
from edition_tools.publish.html.gone import setup_gone
from edition_tools.publish.html.lowering import LowerToHtml
from edition_tools.publish.html.luggage import travel_light
from edition_tools.publish.html.places import WritePlaces
from edition_tools.publish.html.scrolling import setup_scrolling
from edition_tools.publish.nodes import print_page

STATIC = Path(__file__).parent / "static"
FACES = Path(__file__).parent / "faces"
TEMPLATES = Path(__file__).parent / "templates"
VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    html.html_call: (visitors.visit_call, None),
    html.html_notes: (visitors.visit_notes, visitors.depart_notes),
    html.html_note: (visitors.visit_note, visitors.depart_note),
    html.html_number: (visitors.visit_number, None),
    html.html_page: (visitors.visit_page, None),
    html.html_emended: (visitors.visit_emended, visitors.depart_emended),
    html.html_switches: (visitors.visit_switches, None),
    html.html_works: (visitors.visit_works, visitors.depart_works),
    html.html_work: (visitors.visit_work, visitors.depart_work),
    html.html_comment: (visitors.visit_comment, visitors.depart_comment),
    html.html_frame: (visitors.visit_frame, visitors.depart_frame),
    html.html_folded: (visitors.visit_folded, visitors.depart_folded),
}


def add_static_files(app: Sphinx) -> None:
    """The fonts, and the script of the search page, where the site has no files of those names."""
    if app.builder.format == "html":
        app.config.html_static_path.insert(0, str(STATIC))
        if app.builder.name != "epub":  # a book is set in its reader's fonts
            app.config.html_static_path.insert(0, str(FACES))
            app.add_css_file("fonts/fonts.css")


def add_templates(app: Sphinx) -> None:
    """Furo's pages with names for its landmarks; templates of the project come before ours."""
    bridge = getattr(app.builder, "templates", None)
    if app.config.html_theme == "furo" and isinstance(bridge, BuiltinTemplateLoader):
        # not through templates_path: a setting with this machine's path would be in .buildinfo
        bridge.loaders.insert(bridge.templatepathlen, SphinxFileSystemLoader(str(TEMPLATES)))
        bridge.templatepathlen += 1
        bridge.pathchain.append(str(TEMPLATES))  # type: ignore[arg-type]  # a newer template writes all pages anew


def stay_in_edition(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Leave out a link to the next page, or the last, where that belongs to another edition."""
    del template, doctree
    relations = getattr(app.builder, "relations", {}).get(page)
    root, domain = app.config.root_doc, edition_domain(app.env)
    if relations is None or page == root:
        return
    for name, other in zip(("prev", "next"), relations[1:], strict=True):
        if other not in (None, root) and domain.edition(other) != domain.edition(page):
            context[name] = None


def silence_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Marks in headings are not part of their words in contents and navigation."""
    del doctree
    env: BuildEnvironment = app.env
    docname = env.current_document.docname
    for tree in (env.titles.get(docname), env.longtitles.get(docname), env.tocs.get(docname)):
        if tree is not None:
            for mark in [*tree.findall(nodes.footnote_reference), *tree.findall(print_page)]:
                mark.parent.remove(mark)


def setup_html(app: Sphinx) -> None:
    """Nodes with their visitors, the transform that makes them, style and script."""
    for node, pair in VISITORS.items():
        app.add_node(node, override=True, html=pair)
    app.add_post_transform(LowerToHtml)
    app.add_post_transform(WritePlaces)
    setup_finding(app)
    setup_gone(app)
    app.connect("builder-inited", add_static_files)
    app.connect("builder-inited", write_bundle)
    app.connect("builder-inited", add_templates)
    app.connect("env-updated", rebundled, priority=600)
    app.connect("html-page-context", stay_in_edition)
    app.connect("html-page-context", travel_light)
    app.connect("html-page-context", metadata.add)
    app.connect("doctree-read", silence_titles, priority=900)  # collectors of titles run at 500
    setup_scrolling(app)
    setup_citing(app)
