"""The words of each page by place and voice, written beside the site as scripts.

Comes in: the doctree of a page as it is about to be written. Goes out: `_search/pages/PAGE.js`,
which the previews and the search read. What a build withholds is not in the doctree, so it cannot
be here. A script can be brought in from a disk as from a server, which data files cannot.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from edition_tools.publish.domain import WITHHELD, edition_domain
from edition_tools.publish.nodes import voice_list
from edition_tools.publish.stretches import Stretch, stretches
from edition_tools.vocabulary import Voice

FOLDER = "_search"
PAGES = f"{FOLDER}/pages"
WORKS, EDITORS = "works", "pages"  # beside the voices: entries of a bibliography, editors' pages
COPIES = frozenset(
    {"edition-list", "register", "timeline", "edition-state", "withheld"}
    | {"cited-in", "where-from", "take-along", "citation-index"}
)
BLANKS = re.compile(r"\s+")
REPLACED = "edition-places-replaced"  # an event: the name of a page, and its file as it was
CALL = "edition.page("  # begins each file


class Place(NamedTuple):
    """Words that a link can lead to: in runs, roman and italic by turns."""

    id: str
    voice: str
    mark: str
    words: tuple[str, ...]


class Page(NamedTuple):
    """The places of a page, in order."""

    name: str
    title: str
    places: tuple[Place, ...]


class WritePlaces(SphinxPostTransform):
    """Write a page's places when the page is about to be written."""

    default_priority = 890  # all links are resolved, nothing is lowered
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        del kwargs
        builder = self.env._app.builder
        if not finds(builder):
            return
        name = self.env.current_document.docname
        records = {
            record.id: (record.voice, record.mark)
            for record in edition_domain(self.env).data["places"].get(name, ())
        }
        title = self.env.titles[name].astext() if name in self.env.titles else name
        page = Page(name, title, tuple(_places(self.document, records)))
        before = write(Path(builder.outdir), page)
        if before is not None:
            self.env.events.emit(REPLACED, name, before)


def finds(builder: object) -> bool:
    """Whether this builder makes a site of pages that can be searched."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in {"html", "dirhtml"}


def _places(document: nodes.document, records: dict[str, tuple[str, str]]) -> Iterator[Place]:
    """The places of a page; the stretches of one are put together."""
    is_text = any(id_[:1] == "p" and voice == Voice.TEXT for id_, (voice, _) in records.items())
    found: dict[tuple[str, str, str], list[tuple[str, bool]]] = {}
    in_head = False
    for stretch in stretches(document):
        after_head, in_head = in_head, _is_of_head(stretch.node)
        key = _key(stretch, records, is_text)
        if key is not None:
            runs = found.setdefault(key, [])
            runs.append((" · " if runs and (after_head or in_head) else " ", False))
            runs += _runs(stretch)
    for (id_, voice, mark), runs in found.items():
        words = _joined(runs if voice == WORKS else [(run, False) for run, _ in runs])
        if any(words):
            yield Place(id_, voice, mark, words)


def _is_of_head(node: nodes.Element) -> bool:
    """Whether words are a title, the author’s name under it, or where it comes from."""
    above = node.parent
    return isinstance(node, nodes.title) or bool(above and above.get("voice_of_source"))


def _key(
    stretch: Stretch, records: dict[str, tuple[str, str]], is_text: bool
) -> tuple[str, str, str] | None:
    """Id, voice and mark of the place of a stretch; None for what is no place or only a copy."""
    for id_ in stretch.places:
        if id_ in records:
            voice, mark = records[id_]
            return None if voice == WITHHELD else (id_, voice, mark)
    node: nodes.Element | None = stretch.node
    while node is not None:
        if isinstance(node, voice_list) or COPIES.intersection(node["classes"]):
            return None
        if isinstance(node, nodes.citation) and node["ids"]:
            return node["ids"][0], WORKS, ""
        if isinstance(node, nodes.section) and node["ids"]:
            return node["ids"][0], str(Voice.TEXT) if is_text else EDITORS, ""
        node = node.parent
    return "", EDITORS, ""


def _runs(stretch: Stretch) -> Iterator[tuple[str, bool]]:
    """The words of a stretch, and whether they are set in italics."""
    for piece in stretch.pieces:
        yield str(piece.node), isinstance(piece.node.parent, nodes.emphasis)


def _joined(runs: list[tuple[str, bool]]) -> tuple[str, ...]:
    """Roman and italic by turns, beginning with roman; blanks made one, none at the ends."""
    out = [""]
    for words, is_italic in runs:
        if (len(out) % 2 == 0) != is_italic:
            out.append("")
        out[-1] += words
    out = [BLANKS.sub(" ", run) for run in out]
    out[0] = out[0].lstrip()
    out[-1] = out[-1].rstrip()
    return tuple(out)


def write(outdir: Path, page: Page) -> str | None:
    """Write the file of a page, if it is not there already as it should be.

    Returns what stood there instead, if anything did.
    """
    rows = [
        [
            place.id,
            place.voice,
            place.mark,
            place.words[0] if len(place.words) == 1 else place.words,
        ]
        for place in page.places
    ]
    said = json.dumps([page.name, page.title, rows], ensure_ascii=False, separators=(",", ":"))
    return store(outdir / PAGES / f"{page.name}.js", f"{CALL}{said[1:-1]});\n")


def written(outdir: Path, name: str) -> str | None:
    """The file of a page as it stands there; None if it has none."""
    path = outdir / PAGES / f"{name}.js"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def read(text: str) -> Page:
    """The places of a page, from its file."""
    name, title, rows = json.loads(f"[{text.strip().removeprefix(CALL).removesuffix(');')}]")
    places = (
        Place(id_, voice, mark, (words,) if isinstance(words, str) else tuple(words))
        for id_, voice, mark, words in rows
    )
    return Page(name, title, tuple(places))


def store(path: Path, text: str) -> str | None:
    """Write a file, unless it says this already. Returns what it said, if something else."""
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    if before == text:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return before
