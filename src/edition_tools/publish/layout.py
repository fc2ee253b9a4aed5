"""How a printed edition is laid out: the sheet, where each series of notes stands, draft or not.

Comes in: the project's settings. Goes out: a record, for every format that has pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.application import Sphinx
from sphinx.config import Config

from edition_tools.vocabulary import Voice

FOOT, MARGIN, END = "foot", "margin", "end"
PLACES = {  # where each series may stand
    "edition_pdf_notes": (FOOT, END),
    "edition_pdf_editors_notes": (FOOT, MARGIN, END),
    "edition_pdf_apparatus": (FOOT, END),
}
DRAFT_PAPER = "a4"
MARGIN_FOR_NOTES = 44.0  # mm of outer margin that notes in it need


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in millimetres, the column on it, and the size of its type in points."""

    width: float
    height: float
    column: float
    inner: float
    top: float
    bottom: float
    size: float


PAPERS = {
    "royal": Paper(156, 234, 104, 24, 25, 27, 10.6),
    "a4": Paper(210, 297, 118, 40, 34, 38, 11.6),
    "a5": Paper(148, 210, 104, 20, 21, 23, 10.2),
    "letter": Paper(215.9, 279.4, 118, 42, 31, 35, 11.6),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """What was chosen for a printing."""

    paper: Paper
    places: dict[Voice, str]
    draft: bool

    @property
    def width(self) -> float:
        """Of the sheet in mm: wider than the paper's where its margin is too narrow for notes."""
        in_margin = MARGIN in self.places.values()
        needed = self.paper.inner + self.paper.column + MARGIN_FOR_NOTES
        return max(self.paper.width, needed) if in_margin else self.paper.width


def chosen(config: Config) -> Layout:
    """The layout that a project's settings ask for."""
    draft = bool(config.edition_pdf_draft)
    name = config.edition_pdf_paper or (DRAFT_PAPER if draft else "royal")
    places = {
        Voice.AUTHOR_NOTES: config.edition_pdf_notes,
        Voice.EDITORS_NOTES: config.edition_pdf_editors_notes,
        Voice.APPARATUS: config.edition_pdf_apparatus,
    }
    return Layout(PAPERS[name], places, draft)


def check(app: Sphinx, config: Config) -> None:
    """Refuse a place or a paper that there is not, before anything is built."""
    from sphinx.errors import ConfigError

    del app
    known = PLACES | {"edition_pdf_paper": ("", *PAPERS)}
    for name, values in known.items():
        given = getattr(config, name)
        if given not in values:
            names = ", ".join(it for it in values if it)
            raise ConfigError(f"{name} is {given!r}, but can only be one of: {names}")


def setup(app: Sphinx) -> dict[str, bool]:
    """The settings of the printed edition."""
    for name in PLACES:
        app.add_config_value(name, FOOT, "", types=frozenset({str}))
    app.add_config_value("edition_pdf_paper", "", "", types=frozenset({str}))
    app.add_config_value("edition_pdf_draft", False, "", types=frozenset({bool}))
    app.connect("config-inited", check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
