"""Which characters the fonts cannot print.

A PDF for the archive may not contain a character without a glyph, and Typst refuses to write
one, without saying where it stands. So the doubtful characters are tried before, all at once,
and the translator can name each passage that has one. What comes in is text; what goes out is
the set of its characters that no font has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition_tools.publish.typst.code import literal
from edition_tools.publish.typst.compile import STANDARDS

# the text `"\u{1}"` could not be displayed; contains the codepoint `"\u{e000}"`
REFUSED = re.compile(
    r"""(?:the text|the codepoint) `"([^`]{1,12})"`(?: could not be displayed|\n| *$)""", re.M
)
CODE_POINT = re.compile(r"^\\u\{([0-9a-f]{1,6})\}$")  # \u{e000}
COMMON = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(map(chr, range(0xA0, 0x180)))
SHOWN = "[U+{:04X}]"  # printed in the place of a character that cannot be


def missing(characters: Iterable[str]) -> frozenset[str]:
    """Those of `characters` that cannot be printed in a PDF for the archive."""
    doubtful = sorted(set(characters) - COMMON - {"\n"})
    controls = {it for it in doubtful if ord(it) < 0x20 or 0x7F <= ord(it) < 0xA0}
    doubtful = [it for it in doubtful if it not in controls]
    refused: set[str] = set()
    while doubtful and (more := _refused(doubtful)):
        refused |= more
        doubtful = [it for it in doubtful if it not in more]
    return frozenset(refused | controls)


def shown(character: str) -> str:
    """What is printed instead: U+1F600 in square brackets."""
    return SHOWN.format(ord(character))


def replaced(text: str, without: frozenset[str]) -> str:
    """`text` with each character of `without` shown as its code point."""
    return "".join(shown(it) if it in without else it for it in text)


def _refused(characters: list[str]) -> set[str]:
    import typst

    source = '#set page(height: auto)\n#set text(font: "Libertinus Serif", region: none)\n'
    source += '#set document(title: "glyphs")\n'
    source += "".join(f"#{literal(it)};\n\n" for it in characters)
    try:
        typst.compile(
            source.encode(), ignore_system_fonts=True, pdf_standards=list(STANDARDS), timestamp=0
        )
    except typst.TypstError as error:
        named = {_character(found[1]) for found in REFUSED.finditer(error.diagnostic)}
        return named & set(characters)
    return set()


def _character(written: str) -> str:
    found = CODE_POINT.match(written)
    return chr(int(found[1], 16)) if found else written
