"""Pages that editors wrote before and after the text, from a TEI document of ours.

Those that a build makes out of other things (lists, registers, the statement) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from edition_tools.commands.from_tei.prose import Prose

NAME = re.compile(r"page-([a-z0-9][a-z0-9-]*)")  # page-introduction
MADE = frozenset({"index", "about", "works", "registers", "citations", "article", "commentary"})
DEEPEST = 6  # levels of headings


def pages(root: ET.Element, part: str, prose: Prose) -> dict[str, str]:
    """The pages of `front` or `back`, in order: introduction.md and the like."""
    found: dict[str, str] = {}
    for division in root.iterfind(f"text/{part}/div"):
        name = NAME.fullmatch(division.get("xml:id", ""))
        if name and name[1] not in MADE:
            found[f"{name[1]}.md"] = "\n\n".join(_blocks(division, 1, prose)) + "\n"
    return found


def _blocks(division: ET.Element, level: int, prose: Prose) -> Iterator[str]:
    for child in division:
        if child.tag == "head":
            words = prose.line(child)
            mark = "\\#" if words.endswith("#") and not words.endswith("\\#") else ""
            yield f"{'#' * min(level, DEEPEST)} {words[:-1] + mark if mark else words}"
        elif child.tag == "div":
            yield from _blocks(child, level + (child.find("head") is not None), prose)
        else:
            yield prose.block(child)
