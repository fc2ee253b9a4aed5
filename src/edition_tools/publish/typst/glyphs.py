"""Which characters the fonts cannot print.

A PDF for the archive may not contain a character without a glyph, and Typst refuses to write
one, without saying where it stands. So the doubtful characters are tried before, all at once,
and the translator can name each passage that has one. What comes in is text; what goes out is
the set of its characters that no font has.
"""

from __future__ import annotations

from collections.abc import Iterable

from edition_tools.publish.typst.code import LINE_ENDS, literal
from edition_tools.publish.typst.compile import STANDARDS, refused

COMMON = (
    frozenset(LINE_ENDS)
    | frozenset(map(chr, range(0x20, 0x7F)))
    | frozenset(map(chr, range(0xA0, 0x180)))
)
SHOWN = "[U+{:04X}]"  # printed in the place of a character that cannot be


def missing(characters: Iterable[str]) -> frozenset[str]:
    """Those of `characters` that cannot be printed in a PDF for the archive."""
    doubtful = set(characters) - COMMON
    found = {it for it in doubtful if ord(it) < 0x20 or 0x7F <= ord(it) < 0xA0}  # controls
    doubtful -= found
    while doubtful and (more := _refused(sorted(doubtful))):
        found |= more
        doubtful -= more
    return frozenset(found)


def shown(character: str) -> str:
    """What is printed instead: U+1F600 in square brackets."""
    return SHOWN.format(ord(character))


def replaced(text: str, without: frozenset[str]) -> str:
    """`text` with each character of `without` shown as its code point."""
    return "".join(shown(it) if it in without else it for it in text)


def _refused(characters: list[str]) -> frozenset[str]:
    import typst

    source = '#set page(height: auto)\n#set text(font: "Libertinus Serif", region: none)\n'
    source += '#set document(title: "glyphs")\n'
    source += "".join(f"#{literal(it)};\n\n" for it in characters)
    try:
        typst.compile(
            source.encode(), ignore_system_fonts=True, pdf_standards=list(STANDARDS), timestamp=0
        )
    except typst.TypstError as error:
        return refused(error.diagnostic) & set(characters)
    return frozenset()
