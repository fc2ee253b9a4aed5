"""The index of the search: every word of the site, and the places that have it.

Comes in: the places of all pages (`places`). Goes out: `_search/index.js`, which names the pages,
and `_search/terms/N.js`, parts of the index of about equal size: a reader's browser fetches the
parts that hold the words looked for, and nothing else. No program is needed on a server, and none
at all from a disk.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import Path

from sphinx.application import Sphinx

from edition_tools.publish.domain import edition_domain
from edition_tools.publish.html import memory as memories
from edition_tools.publish.html import terms
from edition_tools.publish.html.memory import Made
from edition_tools.publish.html.places import EDITORS as EDITORS_PAGES
from edition_tools.publish.html.places import (
    FOLDER,
    PAGES,
    REPLACED,
    WORKS,
    Page,
    finds,
    read,
    store,
    written,
)
from edition_tools.publish.pages import join
from edition_tools.vocabulary import Voice

TERMS = f"{FOLDER}/terms"
INDEX = f"{FOLDER}/index.js"
TERMS_CALL, END = "edition.terms(", ");\n"
# one letter a place says whose words it has
LETTERS = {
    str(Voice.TEXT): "t",
    str(Voice.AUTHOR_NOTES): "n",
    str(Voice.EDITORS_NOTES): "e",
    str(Voice.APPARATUS): "a",
    str(Voice.COMMENTARY): "c",
    WORKS: "w",
    EDITORS_PAGES: "p",
}


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index of all pages, and clear away what belongs to pages that are gone."""
    if exception is not None or not finds(app.builder):
        return
    outdir = Path(app.outdir)
    pages = {name: text for name in sorted(app.env.found_docs) if (text := written(outdir, name))}
    titles = [_edition(app, name) for name in pages]
    files = _written(outdir)
    memory = memories.of_site(app)
    made = Made.of(pages, titles, files)
    if memory is not None and memory.made == made:
        return
    found = memory.renewed(pages, made, [_lines(part) for part in files[1:]]) if memory else {}
    if not found:
        found = terms.of_all(terms.of_page(read(text).places) for text in pages.values())
        _clear_away(outdir, pages)
    _write(outdir, [read(text) for text in pages.values()], titles, list(terms.parts(found)))
    if memory is not None:
        memory.keep(Made.of(pages, titles, _written(outdir)))


def _write(outdir: Path, pages: list[Page], titles: list[str], parts: list[list[str]]) -> None:
    """The names of the pages, and the parts; no part that is left of a longer index."""
    for number, lines in enumerate(parts):
        text = f"{TERMS_CALL}{number},{_said(chr(10).join(lines))}{END}"
        store(outdir / TERMS / f"{number}.js", text)
    for path in _parts(outdir)[len(parts) :]:
        path.unlink()
    rows = [
        [page.name, page.title, title, "".join(LETTERS[place.voice] for place in page.places)]
        for page, title in zip(pages, titles, strict=True)
    ]
    starts = [lines[0].partition(" ")[0] for lines in parts]
    store(outdir / INDEX, f"edition.index({_said(rows)},{_said(starts)}{END}")


def _written(outdir: Path) -> list[str]:
    """The files of the index that are there: the names of the pages, then all parts."""
    paths = [outdir / INDEX, *_parts(outdir)]
    return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]


def _parts(outdir: Path) -> list[Path]:
    """The files of the parts, in their order."""
    return sorted((outdir / TERMS).glob("*.js"), key=lambda path: (len(path.name), path.name))


def _lines(part: str) -> str:
    """The lines of a part, from its file."""
    return str(json.loads(part.partition(",")[2].removesuffix(END)))


def _clear_away(outdir: Path, pages: Container[str]) -> None:
    """The files of pages that are gone."""
    for path in (outdir / PAGES).rglob("*.js"):
        if path.relative_to(outdir / PAGES).with_suffix("").as_posix() not in pages:
            path.unlink()


def _edition(app: Sphinx, page: str) -> str:
    """The title of the edition that a page belongs to, if that has a page of its own."""
    home = join(edition_domain(app.env).edition(page), "index")
    if home in {page, app.config.root_doc} or home not in app.env.titles:
        return ""
    return app.env.titles[home].astext()


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def search_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """The page with the field and the results, and the one for addresses that lead nowhere."""
    if replaces_search(app):
        yield "search", {"title": "Search"}, "search.html"
        base = {"html_baseurl": app.config.html_baseurl}
        yield "404", {"title": "There is no such page", **base}, "404.html"


def replaces_search(app: Sphinx) -> bool:
    """Whether the site's search is ours: with another theme the theme's own stays."""
    return finds(app.builder) and app.config.html_theme == "furo"


def leave_out_search(app: Sphinx) -> None:
    """Spare the build the index of Sphinx's own search."""
    if replaces_search(app):
        app.builder.search = False  # type: ignore[attr-defined]  # of builders of HTML


def setup_finding(app: Sphinx) -> None:
    """The index, written when all pages are; the page that asks it."""
    app.add_event(REPLACED)
    app.connect("builder-inited", leave_out_search)
    app.connect("html-collect-pages", search_pages)
    app.connect("build-finished", write_index)
