"""The states in which pages are looked at: widths, colours, scripts, and what a reader opens."""

from __future__ import annotations

from dataclasses import dataclass

WIDTHS = (1440, 1024, 390)
SCHEMES = ("light", "dark")
SPACING = (  # WCAG 2.2, 1.4.12: what a reader may set
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    "word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
)


@dataclass(frozen=True, slots=True)
class State:
    """One way to see a page. `width` is in CSS pixels."""

    width: int
    scheme: str
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.width} px, {self.scheme}{'' if self.scripts else ', without JavaScript'}"


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that a reader opens: by what, how, and what is then there."""

    name: str
    width: int
    at: str
    shows: str
    by: str = "click"


@dataclass(frozen=True, slots=True)
class Room:
    """How much room the words have: a window of 1280, zoomed to 200 %, is 640 wide."""

    name: str
    width: int
    spaced: bool


FIRST = State(1440, "light")  # in which every page is looked at
WITH_SCRIPTS = tuple(State(width, scheme) for width in WIDTHS for scheme in SCHEMES)
WITHOUT_SCRIPTS = (State(1440, "dark", scripts=False), State(390, "light", scripts=False))
OPENINGS = (
    Opening("the panel for citing open", 1440, ".cite-open", ".cite-panel[open]"),
    Opening("a long note open", 1440, ".side-note.long .side-more", ".side-note.whole"),
    Opening("a folded note open", 1440, ".side-note.brief .side-more", ".side-note.brief.whole"),
    Opening("the source’s readings shown", 1440, "#readings-source", "#readings-source:checked"),
    Opening("a preview open", 1024, "a.call", "#preview:not([hidden])", by="hover"),
    Opening("a note open under its line", 390, "a.call", "a.call[aria-expanded=true]"),
    Opening("the site’s drawer open", 390, "#__navigation", "#__navigation:checked"),
    Opening("the page’s contents open", 390, "#__toc", "#__toc:checked"),
    Opening("results of a search", 1024, "#finding #q", ".found .result", by="search"),
)
ROOMS = (
    Room("zoomed to 200 %", 640, spaced=False),
    Room("320 px wide", 320, spaced=False),
    Room("zoomed to 200 %, WCAG text spacing", 640, spaced=True),
    Room("1440 px, WCAG text spacing", 1440, spaced=True),
)
