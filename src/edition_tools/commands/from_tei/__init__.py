"""What editors wrote, taken over from a TEI document of ours: notes, names, works, pages.

Comes in: the document. Goes out: files for the folder of an edition, as an editor would write them.
Only a file that edition-tools has written is read so: it says of each thing what it is. Words enter
these files escaped, so that nothing in them acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from edition_tools.commands.from_tei import names, notes, pages, works
from edition_tools.commands.from_tei.prose import Prose
from edition_tools.convert.tei.header import tree
from edition_tools.convert.tei.reading import OURS
from edition_tools.model import Work
from edition_tools.text import Source

__all__ = ["Taken", "take"]


@dataclass(frozen=True, slots=True)
class Taken:
    """Files by their names in the edition's folder, and what could not be kept, in words."""

    files: Mapping[str, str]
    lost: tuple[str, ...]
    before: tuple[str, ...] = ()  # pages that stand before the text


def take(source: Source, read: tuple[Work, ...]) -> Taken:
    """The editors' part of *source*; *read* are the works that its notes give by themselves."""
    root = tree(source) if source.is_tei else None
    if root is None or not _is_ours(root):
        return Taken({}, ())
    prose = Prose(root)
    before = pages.pages(root, "front", prose)
    files = {
        **before,
        **pages.pages(root, "back", prose),
        **notes.files(root, prose),
        "registers.toml": names.register(root),
        "registers.md": names.page(root),
        "works.bib": works.bibliography(root, read),
    }
    kept = {name: text for name, text in files.items() if text}
    return Taken(kept, tuple(sorted(prose.lost)), tuple(before))


def _is_ours(root: ET.Element) -> bool:
    return any(it.get("ident") == OURS for it in root.iter("application"))
