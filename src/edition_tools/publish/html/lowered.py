"""Nodes that only HTML knows: made just before writing, from the nodes of the doctree."""

from __future__ import annotations

from docutils import nodes


class html_call(nodes.inline):  # noqa: N801
    """A mark in the text, a link to its note."""


class html_notes(nodes.container):  # noqa: N801
    """The list of one voice's notes."""


class html_note(nodes.container):  # noqa: N801
    """A note in that list."""


class html_number(nodes.inline):  # noqa: N801
    """The number of a passage, a link to itself."""


class html_page(nodes.inline):  # noqa: N801
    """Where a page of the print begins."""


class html_emended(nodes.inline):  # noqa: N801
    """Both readings of changed words, one of them hidden."""


class html_switches(nodes.container):  # noqa: N801
    """Which voices, and whose readings, the page shows."""


class html_works(nodes.container):  # noqa: N801
    """The list of works cited."""


class html_work(nodes.container):  # noqa: N801
    """An entry of that list."""


class html_comment(nodes.container):  # noqa: N801
    """A reader's comment."""


class html_frame(nodes.container):  # noqa: N801
    """Words of whoever posted the text."""


class html_folded(nodes.container):  # noqa: N801
    """Something that opens on demand, behind a content note."""
