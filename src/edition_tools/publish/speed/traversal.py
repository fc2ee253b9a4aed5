"""docutils looks through a tree by a generator for each node, one within the other.

Every node that is found is then handed up through all of them, and a page is looked through
some sixty times. One generator that remembers where it stands in each row of children finds the
same nodes in the same order, also when the tree is changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

NAME = "_fast_findall"  # what docutils uses where a class of nodes is asked for


def find(self: nodes.Node, kind: type[nodes.Node]) -> Iterator[Any]:
    """This node and those below it that are of a kind, in the order of the document."""
    if isinstance(self, kind):
        yield self
    rows = [iter(self.children)]
    while rows:
        for child in rows[-1]:
            if isinstance(child, kind):
                yield child
            if child.children:
                rows.append(iter(child.children))
                break
        else:
            rows.pop()


def setup(app: Sphinx) -> None:
    """Put it in the place of docutils' own; a second call changes nothing."""
    del app
    if hasattr(nodes.Node, NAME):
        setattr(nodes.Node, NAME, find)
