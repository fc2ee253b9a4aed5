"""Tables: columns as wide as their words ask for, notes after the table."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.latex.notes import Notes
from edition_tools.publish.paged import in_register

LINE = 76  # characters that a line of a table holds
LEAST, MOST = 6, 24  # characters that a column needs for one word
PAGE = 7  # that the page of a place takes: p. 123
ROW_END = " \\tabularnewline\n"


class Tables(Notes):
    """The visitor of tables."""

    def visit_table(self, node: nodes.Element) -> None:
        self.add("\n\n")
        self.anchors(node)
        for title in (it for it in node.children if isinstance(it, nodes.title)):
            self.add("\\rubric{")
            self.pieces += self.code_inside(title)
            self.add("}\n")
        for group in (it for it in node.children if isinstance(it, nodes.tgroup)):
            with self.holding():
                self._group(group)
            self.add("\n\n")
        raise nodes.SkipNode

    def _group(self, group: nodes.Element) -> None:
        widths = _widths(group)
        columns = "".join(f"L{{{share:.3f}}}" for share in widths)
        self.add(f"\\begin{{tabled}}{{{len(widths)}}}{{{columns}}}\n\\hline\n")
        for head in (it for it in group.children if isinstance(it, nodes.thead)):
            self._rows(head)
            self.add("\\hline\\endhead\n")
        for body in (it for it in group.children if isinstance(it, nodes.tbody)):
            self._rows(body)
        self.add("\\hline\n\\end{tabled}")

    def _rows(self, part: nodes.Element) -> None:
        waiting: dict[int, int] = {}  # column → rows that a cell above still covers
        for row in part.children:
            column = 0
            for entry in row.children:
                assert isinstance(entry, nodes.Element)
                column = self._skipped(column, waiting)
                across = int(entry.get("morecols", 0)) + 1
                self.add(" & " if column else "")
                self._cell(entry, across)
                for at in range(column, column + across):
                    waiting[at] = int(entry.get("morerows", 0))
                column += across
            self._skipped(column, waiting)
            self.add(ROW_END)

    def _skipped(self, column: int, waiting: dict[int, int]) -> int:
        while waiting.get(column, 0) > 0:
            waiting[column] -= 1
            self.add(" & " if column else "")
            self.add("\\cell{}")
            column += 1
        return column

    def _cell(self, entry: nodes.Element, across: int) -> None:
        self.add(f"\\multicolumn{{{across}}}{{l}}{{" if across > 1 else "\\cell{")
        self.pieces += self.code_inside(entry)
        self.add("}")


def _widths(group: nodes.Element) -> list[float]:
    """The share of the width for each column: its longest word, and what its words ask for."""
    count = max(1, sum(isinstance(it, nodes.colspec) for it in group.children))
    needed, asked = [LEAST] * count, [1] * count
    for row in group.findall(nodes.row):
        for at, entry in enumerate(row.children[:count]):
            words = entry.astext()
            paged = any(in_register(it) for it in entry.findall(nodes.reference))
            longest = max(map(len, words.split()), default=0)
            needed[at] = max(needed[at], min(longest, MOST) + PAGE * paged)
            asked[at] += len(words)
    spare = max(LINE - sum(needed), 0)
    given = [own + spare * it / sum(asked) for own, it in zip(needed, asked, strict=True)]
    return [it / sum(given) for it in given]
