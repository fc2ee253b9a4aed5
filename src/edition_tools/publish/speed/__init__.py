"""Mends that make a build of many pages several times faster; each is a module that stands alone.

    edition_speed = ["navigation", "bibliography", "search"]     # these and no others

All are on by default. Nothing here is needed for a right result, and each can be switched off by
leaving it out.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from edition_tools.publish.html import memory
from edition_tools.publish.speed import (
    bibliography,
    collector,
    entry_points,
    latex,
    navigation,
    search,
    settings,
    templates,
    traversal,
)

LOGGER = logging.getLogger(__name__)
MENDS = {
    "collector": collector.rest,
    "settings": settings.setup,
    "entry-points": entry_points.remember,
    "latex": latex.remember,
    "bibliography": bibliography.setup,
    "navigation": navigation.setup,
    "search": search.setup,
    "search-memory": memory.setup,
    "templates": templates.setup,
    "traversal": traversal.setup,
}


def switch_on(app: Sphinx, config: Config) -> None:
    """Set up the mends that the project has not left out."""
    for name in config.edition_speed:
        if name in MENDS:
            MENDS[name](app)
        elif name:
            LOGGER.warning("edition_speed knows no %s, only %s", name, ", ".join(MENDS))


def setup_speed(app: Sphinx) -> None:
    """The setting, and what it switches on."""
    app.add_config_value("edition_speed", list(MENDS), "html", types=frozenset({list, tuple}))
    app.connect("config-inited", switch_on)
