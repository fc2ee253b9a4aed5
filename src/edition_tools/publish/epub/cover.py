"""The cover: title, author, editors, set by Typst from the title data."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from edition_tools.publish.title import Title, statement_lines
from edition_tools.publish.typst import glyphs
from edition_tools.publish.typst.code import Value, value

TEMPLATE = Path(__file__).with_name("cover.typ")
PIXELS_PER_INCH = 200.0  # of a sheet of 8 by 12 inches: 1600 by 2400 pixels


def picture(title: Title) -> bytes:
    """The cover as PNG."""
    main, _, rest = title.title.partition(": ")
    facts: dict[str, Value] = {
        "title": main,
        "subtitle": rest,
        "author": title.statement.author,
        "statement": statement_lines(title)[:2],
    }
    printable = _printable(facts)
    with TemporaryDirectory() as folder:
        source = Path(folder, "cover.typ")
        code = TEMPLATE.read_text(encoding="utf-8") + f"\n#cover({value(printable)})\n"
        source.write_text(code, encoding="utf-8")
        made = typst.compile(
            str(source), root=folder, format="png", ppi=PIXELS_PER_INCH, ignore_system_fonts=True
        )
    assert isinstance(made, bytes)
    return made


def _printable(facts: dict[str, Value]) -> Value:
    """The words without what no font has."""
    words = "".join(str(it) for it in facts.values())
    missing = glyphs.missing(words)

    def clean(given: Value) -> Value:
        if isinstance(given, str):
            return glyphs.replaced(given, missing)
        return [clean(it) for it in given] if isinstance(given, list) else given

    return {name: clean(it) for name, it in facts.items()}
