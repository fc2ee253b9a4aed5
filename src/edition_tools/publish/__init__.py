"""The Sphinx extension: five voices, published from MyST pages and the files of their editors.

    extensions = ["edition_tools.publish"]

is all that a project's conf.py needs.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from edition_tools import __version__
from edition_tools.publish.about import setup_about
from edition_tools.publish.accessibility import setup_accessibility
from edition_tools.publish.apparatus import setup_apparatus
from edition_tools.publish.citation_nodes import setup_citation_nodes
from edition_tools.publish.commentary import setup_commentary
from edition_tools.publish.configuration import setup_configuration
from edition_tools.publish.consistency import setup_consistency
from edition_tools.publish.domain import EditionDomain
from edition_tools.publish.editions import setup_editions
from edition_tools.publish.formats import setup_formats
from edition_tools.publish.history import setup_history
from edition_tools.publish.html import setup_html
from edition_tools.publish.linking import setup_linking
from edition_tools.publish.lists import setup_lists
from edition_tools.publish.nodes import EDITION_NODES
from edition_tools.publish.notes import setup_notes
from edition_tools.publish.passages import setup_passages
from edition_tools.publish.print_pages import setup_print_pages
from edition_tools.publish.printed import setup_printed
from edition_tools.publish.profile import setup_profile
from edition_tools.publish.reading import ReadPage
from edition_tools.publish.registers import setup_registers
from edition_tools.publish.speed import setup_speed
from edition_tools.publish.timeline import setup_timeline
from edition_tools.publish.works import setup_works


def setup(app: Sphinx) -> ExtensionMetadata:
    """Settings, parser, domain, nodes, what editors and the machine can write, formats."""
    setup_configuration(app)
    app.setup_extension("myst_parser")
    app.add_domain(EditionDomain)
    for node in EDITION_NODES:
        app.add_node(node, override=True)
    app.add_transform(ReadPage)
    setup_printed(app)
    setup_notes(app)
    setup_apparatus(app)
    setup_passages(app)
    setup_print_pages(app)
    setup_commentary(app)
    setup_works(app)
    setup_citation_nodes(app)
    setup_lists(app)
    setup_registers(app)
    setup_timeline(app)
    setup_profile(app)
    setup_about(app)
    setup_accessibility(app)
    setup_history(app)
    setup_editions(app)
    setup_consistency(app)
    setup_linking(app)
    setup_html(app)
    setup_speed(app)
    setup_formats(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
