"""Saying what is wrong, with the editor's own file and line, so that the build stops for it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging

from edition_tools.findings import Code
from edition_tools.publish.anchors import Candidate
from edition_tools.publish.domain import edition_domain

LOGGER = logging.getLogger(__name__)


class EditionFault(SphinxError):
    """Something in the editors' files needs a person."""

    category = "The edition cannot be published"


def fault(
    env: BuildEnvironment, docname: str, code: Code, message: str, location: nodes.Node | str
) -> None:
    """Report an error of *docname*'s editors; the build ends without success."""
    faults = edition_domain(env).data["faults"]
    faults[docname] = faults.get(docname, 0) + 1
    warn(code, message, location)


def warn(code: Code, message: str, location: nodes.Node | str | tuple[str, int] | None) -> None:
    """Report something that fails a build only where warnings do."""
    LOGGER.warning(message, location=location, type="edition", subtype=str(code))


def shown(candidates: Sequence[Candidate], places: Sequence[str]) -> str:
    """The candidates as an editor reads them, one a line."""
    if not candidates:
        return "\n    nothing in the page resembles these words"
    lines = (
        f"\n    {c.score:.0%} {places[c.text] or 'outside the passages'}: “{c.words}”"
        for c in candidates
    )
    return "\n  nearest:" + "".join(lines)


def place_of(node: nodes.Element, srcdir: str | os.PathLike[str]) -> str:
    """`file:line` of a node, the file relative to the source folder."""
    source = node.source or ""
    if source:
        source = os.path.relpath(source, srcdir)
    return f"{source}:{node.line or 0}"
