"""The fonts that the site brings, for the book: a family with Cyrillic and polytonic Greek."""

from __future__ import annotations

from pathlib import Path

from edition_tools.publish.html import FACES

FONTS = FACES / "fonts"
LICENCE = FONTS / "OFL.txt"
RULES = FONTS / "fonts.css"


def files() -> list[Path]:
    """The font files to put into the book."""
    return sorted(FONTS.glob("*.woff2"))


def rules() -> bytes:
    """The style rules that name them, as they stand in css/edition.css."""
    css = RULES.read_text(encoding="utf-8")
    return css.replace('url("', 'url("../fonts/').encode()
