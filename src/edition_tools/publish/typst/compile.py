"""From Typst source to a PDF: one call, its warnings, its failure in words.

The date comes from outside, so that the same source always gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from edition_tools.findings import EditionError

Standard = Literal["ua-1", "a-3a"]
STANDARDS: tuple[Standard, ...] = ("ua-1", "a-3a")  # accessible, and fit for the archive


class NotPrinted(EditionError):
    """Typst refused to make the PDF."""


def compile_pdf(
    source: Path, output: Path, timestamp: int, standards: tuple[Standard, ...] = STANDARDS
) -> tuple[str, ...]:
    """Write the PDF of `source` and return Typst's warnings.

    `timestamp` is in seconds since 1970; nothing outside the folder of `source` is read.
    """
    import typst

    try:
        made, warnings = typst.compile_with_warnings(
            str(source),
            root=str(source.parent),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=list(standards),
            timestamp=timestamp,
        )
    except typst.TypstError as error:
        said = _without_source(error.diagnostic or error.message)
        raise NotPrinted(
            f"{output.name} could not be made: {said}", f"the source is in {source}"
        ) from error
    assert isinstance(made, bytes)
    unfinished = output.with_name(f"{output.name}.part")
    unfinished.write_bytes(made)
    unfinished.replace(output)
    return tuple(_without_source(it.diagnostic or it.message) for it in warnings)


def _without_source(diagnostic: str) -> str:
    """What Typst says and where, without the lines of the book that it shows."""
    lines = (it.strip() for it in diagnostic.splitlines())
    return "\n".join(it for it in lines if it and "│" not in it)
