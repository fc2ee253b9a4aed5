"""Plain pieces of a page about a text: names and values, tables, a line of the source.

Comes in: words. Goes out: docutils nodes that every format prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from edition_tools.report import WINDOW


def sentence(words: str) -> str:
    """The words with a capital and a full stop."""
    stop = "" if words.endswith((".", "?", "!")) else "."
    return words[:1].upper() + words[1:] + stop


def line_shown(line: str, caret: str) -> list[nodes.Node]:
    """The line of the source, the place marked that the carets point at."""
    if not line.strip():
        return []
    start = len(caret) - len(caret.lstrip(" "))
    end = start + caret.count("^")
    while end - start >= WINDOW and end < len(line) and line[end].isalnum():
        end += 1  # a long place is cut to size, but not within a word
    here = nodes.inline("", line[start:end], classes=["here"])
    words = [nodes.Text(line[:start]), here, nodes.Text(line[end:])]
    return [nodes.paragraph("", "", *words, classes=["source-line-shown"])]


def pairs(rows: Iterable[tuple[str, Sequence[nodes.Node]]]) -> nodes.field_list:
    """Names and values, one under the other."""
    out = nodes.field_list(classes=["edition-facts"])
    for name, words in rows:
        body = nodes.field_body("", nodes.paragraph("", "", *words))
        out += nodes.field("", nodes.field_name("", name), body)
    return out


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], classes: Sequence[str] = ()
) -> nodes.table:
    """A table of plain words."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["edition-table", *classes])


def _row(cells: Sequence[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))
