"""Tables: columns as wide as their words ask for, notes after the table."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.columns import shares
from edition_tools.publish.latex.notes import Notes

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
        widths = shares(group)
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
