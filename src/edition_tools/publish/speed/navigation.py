"""Furo resolves the whole table of contents for every page; its titles are all it takes.

The tree is the one that Furo draws, from the same tables of contents, in plain words. In a
project of many pages it is opened where the reader stands and nowhere else, because a full
tree would be half of every page. What most pages have in common is then written once for each
folder, for in a folder all links are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

MANY = 60  # pages; from here on only the current part is opened
ARROW = '<span class="icon"><svg><use href="#svg-arrow-right"></use></svg></span>'
BOX = (
    '<input aria-label="Toggle navigation of {title}"{on} class="toctree-checkbox" '
    'id="toctree-checkbox-{n}" name="toctree-checkbox-{n}" role="switch" type="checkbox"/>'
    '<label for="toctree-checkbox-{n}">' + ARROW + "</label>"
)


class Rows:
    """The items of tables of contents as they are where nothing is opened, by folder."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int, str], dict[str, str]] = {}

    def of(self, tree: Tree, toctree: addnodes.toctree, level: int) -> dict[str, str]:
        """The items of one table, by the page that each leads to; none to be changed."""
        folder = tree.builder.get_target_uri(tree.page).rpartition("/")[0]
        key = (id(toctree), level, folder)
        if key not in self._kept:
            self._kept[key] = dict(tree.plain(toctree, level))
        return self._kept[key]

    def forget(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Titles and tables may have changed: begin anew."""
        del app, env
        self._kept.clear()


class Tree:
    """The navigation of one page."""

    def __init__(self, app: Sphinx, page: str, rows: Rows) -> None:
        self.rows = rows
        self.env: BuildEnvironment = app.env
        self.builder: Any = app.builder
        self.page = page
        self.above = set(_above(self.env, page))
        self.is_whole = len(self.env.found_docs) <= MANY
        self.boxes = 0

    def html(self) -> str:
        """The tree below the root page, captions included."""
        root = self.env.config.root_doc
        out = ""
        for toctree in _toctrees(self.env, root):
            if toctree.get("caption"):
                caption = f'<span class="caption-text">{escape(toctree["caption"])}</span>'
                out += f'<p class="caption" role="heading">{caption}</p>\n'
            items = "".join(self._items(toctree, 1, {root}))
            out += f"<ul{self._current(root)}>\n{items}</ul>\n" if items else ""
        return out

    def _items(self, toctree: addnodes.toctree, level: int, seen: set[str]) -> Iterable[str]:
        refs = [ref for _, ref in toctree["entries"]]
        if self.is_whole or len(set(refs)) < len(refs) or not seen.isdisjoint(refs):
            return (item for _, item in self._written(toctree, level, seen))
        plain = self.rows.of(self, toctree, level)
        mine = {
            ref: self._item(title or self.env.titles[ref].astext(), ref, level, seen)
            for title, ref in toctree["entries"]
            if ref in self.above and ref in plain
        }
        return (plain | mine).values()

    def plain(self, toctree: addnodes.toctree, level: int) -> Iterator[tuple[str, str]]:
        """The items of *toctree*, each with where it leads, as if the page were not among them."""
        above, self.above = self.above, set()
        yield from self._written(toctree, level, set())
        self.above = above

    def _written(
        self, toctree: addnodes.toctree, level: int, seen: set[str]
    ) -> Iterator[tuple[str, str]]:
        for title, ref in toctree["entries"]:
            if ref in self.env.titles and ref not in seen:
                yield ref, self._item(title or self.env.titles[ref].astext(), ref, level, seen)
            elif "://" in ref:
                link = f'<a class="reference external" href="{escape(ref)}">'
                yield ref, f'<li class="toctree-l{level}">{link}{escape(title or ref)}</a></li>\n'

    def _item(self, title: str, ref: str, level: int, seen: set[str]) -> str:
        on_the_way = ref in self.above
        is_here = on_the_way and ref == self.page
        classes = f"toctree-l{level}" + (" current" if on_the_way else "")
        address = "#" if is_here else self.builder.get_relative_uri(self.page, ref)
        current = "current " if is_here else ""
        link = f'<a class="{current}reference internal" href="{escape(address)}">'
        toctrees = _toctrees(self.env, ref) if self.is_whole or on_the_way else []
        box, below = "", ""
        if toctrees:
            self.boxes += 1
            box = BOX.format(
                title=escape(title), n=self.boxes, on=' checked=""' if on_the_way else ""
            )
            items = (i for t in toctrees for i in self._items(t, level + 1, seen | {ref}))
            below = f"<ul{self._current(ref)}>\n{''.join(items)}</ul>\n"
            classes += " has-children"
        classes += " current-page" if is_here else ""
        return f'<li class="{classes}">{link}{escape(title)}</a>{box}{below}</li>\n'

    def _current(self, ref: str) -> str:
        return ' class="current"' if ref in self.above and ref != self.page else ""


def _toctrees(env: BuildEnvironment, docname: str) -> list[addnodes.toctree]:
    toc = env.tocs.get(docname)
    found = [] if toc is None else list(toc.findall(addnodes.toctree))
    return [toctree for toctree in found if toctree["entries"]]


def _above(env: BuildEnvironment, page: str) -> Iterator[str]:
    """The page, what it stands under, and so on to the root."""
    parents = {child: parent for parent, below in env.toctree_includes.items() for child in below}
    seen: set[str] = set()
    at: str | None = page
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = parents.get(at)


def before(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
    """Before the theme asks: it gets an empty table of contents."""
    del page, template, tree
    if app.config.html_theme == "furo":
        context["toctree"] = lambda **_: ""


def setup(app: Sphinx) -> None:
    """Round the theme's own handler, which has priority 500."""
    rows = Rows()

    def after(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
        """After the theme: our tree."""
        del template, tree
        if app.config.html_theme == "furo":
            context["furo_navigation_tree"] = Tree(app, page, rows).html()

    app.connect("env-updated", rows.forget)
    app.connect("html-page-context", before, priority=100)
    app.connect("html-page-context", after, priority=900)
