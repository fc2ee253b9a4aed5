"""Columns of a printed table: as wide as their words ask for."""

from __future__ import annotations

from docutils import nodes

from edition_tools.publish.paged import in_register

LINE = 76  # characters that a line of a table holds
LEAST, MOST = 6, 24  # characters that a column needs for one word
PAGE = 7  # that the page of a place takes: p. 123


def fits(group: nodes.Element) -> bool:
    """Whether every cell of the table has room in one line."""
    longest = [0] * count_of(group)
    for at, entry in _cells(group):
        longest[at] = max(longest[at], len(entry.astext()) + _pages(entry) + 2)
    return sum(longest) <= LINE


def shares(group: nodes.Element) -> list[float]:
    """The share of the width for each column: its longest word, and what its words ask for."""
    needed, asked = [LEAST] * count_of(group), [1] * count_of(group)
    for at, entry in _cells(group):
        words = entry.astext()
        longest = max(map(len, words.split()), default=0)
        needed[at] = max(needed[at], min(longest, MOST) + min(_pages(entry), PAGE))
        asked[at] += len(words)
    spare = max(LINE - sum(needed), 0)
    given = [own + spare * it / sum(asked) for own, it in zip(needed, asked, strict=True)]
    return [it / sum(given) for it in given]


def count_of(group: nodes.Element) -> int:
    """The number of columns."""
    return max(1, sum(isinstance(it, nodes.colspec) for it in group.children))


def _cells(group: nodes.Element) -> list[tuple[int, nodes.Element]]:
    """The cells of all rows, each with its column."""
    count = count_of(group)
    return [
        (at, entry)
        for row in group.findall(nodes.row)
        for at, entry in enumerate(row.children[:count])
        if isinstance(entry, nodes.Element)
    ]


def _pages(entry: nodes.Element) -> int:
    """Characters that the pages of the places in a cell add."""
    return PAGE * sum(in_register(it) for it in entry.findall(nodes.reference))
