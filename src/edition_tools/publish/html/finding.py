"""The index of the search: every word of the site, and the places that have it.

Comes in: the places of all pages (`places`). Goes out: `_search/index.js`, which names the pages,
and `_search/terms/N.js`, parts of the index of about equal size: a reader's browser fetches the
parts that hold the words looked for, and nothing else. No program is needed on a server, and none
at all from a disk. Words are folded: no case, no accents, no apostrophes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx

from edition_tools.publish.domain import edition_domain
from edition_tools.publish.html.places import EDITORS as EDITORS_PAGES
from edition_tools.publish.html.places import FOLDER, PAGES, WORKS, Page, finds, read, store
from edition_tools.publish.pages import join
from edition_tools.vocabulary import Voice

TERMS = f"{FOLDER}/terms"
PART = 24_000  # characters of a part of the index, about 9 kB when compressed
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
# letters that no accent makes; the script of the search page has the same table
ALIKE = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ς": "σ",
        **dict.fromkeys("'’ʼ‘\u00ad"),
    }
)
WORD = re.compile(r"[^\W_]+")  # letters and digits
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def fold(words: str) -> str:
    """Words as they are looked for.

    >>> fold("Gol’tsman, ÉTUDE, Ёлка, λόγος, Straße")
    'goltsman, etude, елка, λογοσ, strasse'
    """
    words = words.lower().translate(ALIKE)
    if words.isascii():
        return words
    bare = unicodedata.normalize("NFD", words)
    return "".join(c for c in bare if unicodedata.category(c) != "Mn")


def index(pages: Iterable[Page]) -> dict[str, list[int]]:
    """Each folded word with the numbers of its places, counted through all pages."""
    found: dict[str, list[int]] = {}
    number = 0
    for page in pages:
        for place in page.places:
            for word in dict.fromkeys(WORD.findall(fold("".join(place.words)))):
                found.setdefault(word, []).append(number)
            number += 1
    return found


def parts(terms: dict[str, list[int]]) -> Iterator[list[str]]:
    """The lines of each part, in order of the alphabet: a word, and how far apart its places are.

    >>> list(parts({"ferry": [0, 3, 40]}))
    [['ferry 0,3,11']]
    """
    part: list[str] = []
    size = 0
    for word in sorted(terms):
        numbers = terms[word]
        steps = (b - a for a, b in zip([0, *numbers], numbers, strict=False))
        line = f"{word} {','.join(map(_short, steps))}"
        if part and size + len(line) > PART:
            yield part
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield part


def _short(number: int) -> str:
    """A number to the base of 36."""
    out = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        out = DIGITS[rest] + out
    return DIGITS[number] + out


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index of all pages, and clear away what belongs to pages that are gone."""
    if exception is not None or not finds(app.builder):
        return
    outdir = Path(app.outdir)
    if _is_current(outdir, app.env.found_docs):
        return
    pages = [page for name in sorted(app.env.found_docs) if (page := read(outdir, name))]
    kept = {outdir / PAGES / f"{page.name}.js" for page in pages}
    starts: list[str] = []
    for number, lines in enumerate(parts(index(pages))):
        starts.append(lines[0].partition(" ")[0])
        path = outdir / TERMS / f"{number}.js"
        kept.add(path)
        store(path, f"edition.terms({number},{_said(chr(10).join(lines))});\n")
    rows = [
        [p.name, p.title, _edition(app, p.name), "".join(LETTERS[x.voice] for x in p.places)]
        for p in pages
    ]
    store(outdir / FOLDER / "index.js", f"edition.index({_said(rows)},{_said(starts)});\n")
    for folder in (PAGES, TERMS):
        for path in (outdir / folder).rglob("*.js"):
            if path not in kept:
                path.unlink()
    (outdir / FOLDER / "index.js").touch()  # also where it says what it said: it is current


def _is_current(outdir: Path, names: Iterable[str]) -> bool:
    """Whether the index is newer than the places of all pages, and no page is gone."""
    written = outdir / FOLDER / "index.js"
    pages = set((outdir / PAGES).rglob("*.js"))
    if not written.is_file() or pages - {outdir / PAGES / f"{name}.js" for name in names}:
        return False
    date = written.stat().st_mtime_ns
    return all(page.stat().st_mtime_ns < date for page in pages)


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
    app.connect("builder-inited", leave_out_search)
    app.connect("html-collect-pages", search_pages)
    app.connect("build-finished", write_index)
