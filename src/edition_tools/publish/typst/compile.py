"""From Typst source to a PDF: one call, its warnings, its failure in words.

The date comes from outside, so that the same source always gives the same bytes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal

from edition_tools.findings import EditionError
from edition_tools.publish.typst import destinations

Standard = Literal["ua-1", "a-3a"]
STANDARDS: tuple[Standard, ...] = ("ua-1", "a-3a")  # accessible, and fit for the archive


# the text `"\u{1}"` could not be displayed; contains the codepoint `"\u{e000}"`
REFUSED = re.compile(r'(?:the text|the codepoint) `"([^`]{1,40})"`(?: could not|\n| *$)', re.M)
CODE_POINT = re.compile(r"\\u\{([0-9a-f]{1,6})\}")  # \u{e000}


class NotPrinted(EditionError):
    """Typst refused to make the PDF; `refused` are the characters that it could not set."""

    def __init__(self, message: str, hint: str, refused: frozenset[str]) -> None:
        super().__init__(message, hint)
        self.refused = refused


def compile_pdf(
    source: Path, output: Path, timestamp: int, standards: tuple[Standard, ...] = STANDARDS
) -> tuple[str, ...]:
    """Write the PDF of `source` and return Typst's warnings.

    `timestamp` is in seconds since 1970; nothing outside the folder of `source` is read.
    """
    import typst

    compiler = typst.Compiler(str(source), root=str(source.parent), ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=list(standards), timestamp=timestamp
        )
    except typst.TypstError as error:
        said = _without_source(error.diagnostic or error.message)
        message, hint = f"{output.name} could not be made: {said}", f"the source is in {source}"
        raise NotPrinted(message, hint, refused(error.diagnostic)) from error
    assert isinstance(made, bytes)
    unfinished = output.with_name(f"{output.name}.part")
    unfinished.write_bytes(destinations.name_places(made, _places(compiler)))
    unfinished.replace(output)
    return tuple(_without_source(it.diagnostic or it.message) for it in warnings)


def _places(compiler: Any) -> list[destinations.Destination]:
    """Where the ids of the book stand, as its template lists them."""
    listed = json.loads(compiler.query(f"<{destinations.LABEL}>", field="value"))
    return destinations.read(place for part in listed for place in part)


def refused(diagnostic: str) -> frozenset[str]:
    """The characters that a message of Typst's says it could not set."""
    texts = (CODE_POINT.sub(_character, it[1]) for it in REFUSED.finditer(diagnostic))
    return frozenset("".join(texts))


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _without_source(diagnostic: str) -> str:
    """What Typst says and where, without the lines of the book that it shows."""
    lines = (it.strip() for it in diagnostic.splitlines())
    return "\n".join(it for it in lines if it and "│" not in it)
