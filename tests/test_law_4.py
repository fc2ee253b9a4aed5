"""Law 4: what is written says what was read, voice by voice, to the letter.

The pages are read back by Sphinx with the publisher's extension, and the words of its tree are
compared with the records that the converter made: not "somewhere in it", but each passage,
each note, each comment by its id. Only runs of blanks and line ends count as one blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from docutils import nodes
from lxml import html
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

import pdf_words
from conftest import ROOT, corpus_items, shared
from edition_tools.bibliography import bibtex
from edition_tools.convert import convert
from edition_tools.emit import myst, record
from edition_tools.emit.voices import stretches
from edition_tools.model import Edition
from edition_tools.publish.apparatus import read_argument
from edition_tools.publish.nodes import (
    apparatus_entry,
    emended,
    note_call,
    reader_comment,
    voice_list,
    withheld,
)
from edition_tools.shelf import Project, read_file

BLANKS = re.compile(r"[ \n]+")
ARGUMENT = re.compile(r"^:::\{emendation\} (.*)\n:id: (\w+)", re.MULTILINE)
CONF = (
    'extensions = ["edition_tools.publish"]\nhtml_theme = "furo"\n'
    'suppress_warnings = ["bibtex", "toc.not_included"]\n'
)


def build(docs: Path, conf: Path, out: Path, builder: str = "dummy") -> Sphinx:
    """The project as Sphinx reads it, built for one format."""
    with patch_docutils(conf), docutils_namespace():
        app = Sphinx(docs, conf, out, out / "doctrees", builder, status=None, warningiserror=True)
        app.build()
    assert app.statuscode == 0
    return app


def put(edition: Edition, home: Path) -> None:
    """Write the pages of *edition* where the publisher looks for them."""
    home.mkdir(parents=True)
    for page in myst.pages(edition):
        (home / page.name).write_text(page.text, encoding="utf-8")
    (home / "works.bib").write_text(bibtex.write(edition.works.works), encoding="utf-8")
    (home / "edition.json").write_text(record.write(edition), encoding="utf-8")


# ------------------------------------------------------------------ reading the tree
def words(node: nodes.Node, *, edition: bool = False) -> Iterator[str]:
    """The source's reading of a node, or the edition's; calls and labels are left out."""
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, emended) and not edition:
        yield node["source"]
    elif not isinstance(node, nodes.footnote_reference | note_call | nodes.label) and (
        "unanswered" not in getattr(node, "attributes", {}).get("classes", [])
    ):
        for child in node.children:
            yield from words(child, edition=edition)
        if isinstance(node, nodes.line):
            yield "\n"


def said(node: nodes.Node, *, edition: bool = False) -> str:
    return BLANKS.sub(" ", "".join(words(node, edition=edition))).strip()


def by_id(tree: nodes.document, *, edition: bool = False) -> dict[str, str]:
    """Every stretch of the page, under the ids that `stretches` gives them."""
    found: dict[str, str] = {}
    for node in tree.findall(nodes.Element):
        if node.get("passage"):
            found[node["passage"]] = said(node, edition=edition)
        elif isinstance(node, nodes.footnote) and node.get("voice") == "author-notes":
            for number, child in enumerate(node.children[1:], 1):
                name = node["ids"][0] if number == 1 else f"{node['ids'][0]}.{number}"
                found[name] = said(child, edition=edition)
        elif isinstance(node, nodes.title) and not isinstance(node.parent, voice_list):
            name = "title1" if "title1" not in found else f"h{sum(k[0] == 'h' for k in found) + 1}"
            found[name] = said(node, edition=edition)
        elif isinstance(node, nodes.container) and "byline" in node["classes"]:
            found[f"byline{sum(k.startswith('byline') for k in found) + 1}"] = said(node)
        elif isinstance(node, nodes.container) and "source-line" in node["classes"]:
            found[f"source{sum(k.startswith('source') for k in found) + 1}"] = said(node)
        elif isinstance(node, reader_comment):
            found[f"{node['ids'][0]}.name"] = node["attribution"]
    return found


def read(edition: Edition) -> dict[str, str]:
    """What the model says, under the same ids; a comment's name and date as one."""
    found: dict[str, str] = {}
    for stretch in stretches(edition):
        said = BLANKS.sub(" ", stretch.words(edition.view.text)).strip()
        id = re.sub(r"\.name\d+$", ".name", stretch.id)
        found[id] = f"{found[id]} {said}" if id in found else said
    # a second title stands in the page as a line of its own, among the bylines
    extra = [id for id in found if id.startswith("title") and id != "title1"]
    if extra:
        for id in [*extra, *(i for i in found if i.startswith("byline"))]:
            del found[id]
    return found


def published(app: Sphinx, folder: str, *, edition: bool = False) -> dict[str, str]:
    found: dict[str, str] = {}
    for page in ("article", "commentary"):
        name = f"{folder}/{page}"
        if name in app.env.found_docs:
            tree = app.env.get_doctree(name)
            texts = by_id(tree, edition=edition)
            if page == "commentary":  # its one title is the edition's own
                texts.pop("title1")
            found |= texts
    return found


def compare(model: Mapping[str, str], pages: Mapping[str, str]) -> None:
    if "title1" not in model:
        pages = {id: said for id, said in pages.items() if id != "title1"}
    assert {id for id in model if model[id]} == {id for id in pages if pages[id]}
    for id in model:
        assert pages[id] == model[id], id


# ------------------------------------------------------------------ our editions
@pytest.fixture(scope="module")
def ours() -> dict[str, Edition]:
    project = Project(ROOT)
    found = {}
    for slug in project.slugs():
        manifest = project.manifest(slug)
        path = project.source_path(manifest) or ROOT.parent / "shared" / "seed" / f"{slug}.txt"
        if path.exists():
            curated = bibtex.read(project.curated_works(slug))
            found[slug] = convert(read_file(path), manifest, project.rulings(slug), curated)
    return found


@pytest.fixture(scope="module")
def site(ours: dict[str, Edition], tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    """The whole site, read from a copy: sources, editors' files, fresh pages."""
    import shutil

    home = tmp_path_factory.mktemp("site")
    ignore = shutil.ignore_patterns("text", ".text*")
    shutil.copytree(ROOT / "docs", home / "docs", ignore=ignore)
    shutil.copytree(ROOT / "conf", home / "conf")
    shutil.copytree(ROOT / "source_texts", home / "source_texts")
    for slug, edition in ours.items():
        put(edition, home / "docs" / "editions" / slug / "text")
    build(home / "docs", home / "conf", home / "out", "edition-pdf")
    return build(home / "docs", home / "conf", home / "out", "html")


@pytest.mark.parametrize("slug", ["specimen", "getty-1986"])
def test_the_sources_reading_of_an_edition_is_what_was_read(
    slug: str, ours: dict[str, Edition], site: Sphinx
) -> None:
    if slug not in ours:
        shared("seed", f"{slug}.txt")
    model = read(ours[slug])
    pages = published(site, f"editions/{slug}/text")
    for id in hidden(site, slug):
        assert id not in pages
        model = {k: v for k, v in model.items() if k.split(".")[0] != id}

    compare(model, pages)


def hidden(site: Sphinx, slug: str) -> list[str]:
    """Comments that the public build withholds; their words are not in the tree at all."""
    tree = site.env.get_doctree(f"editions/{slug}/text/commentary")
    return [node["ids"][0] for node in tree.findall(withheld)]


@pytest.mark.parametrize("slug", ["specimen", "getty-1986"])
def test_the_editions_reading_is_that_with_the_emendations_carried_out(
    slug: str, ours: dict[str, Edition], site: Sphinx
) -> None:
    if slug not in ours:
        shared("seed", f"{slug}.txt")
    expected = read(ours[slug])
    written = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "docs" / "editions" / slug / "emendations").glob("*.md")
    )
    arguments = {id: read_argument(argument) for argument, id in ARGUMENT.findall(written)}
    tree = site.env.get_doctree(f"editions/{slug}/text/article")
    entries = {entry["ids"][0]: entry for entry in tree.findall(apparatus_entry)}

    assert set(arguments) >= set(entries)
    assert len(entries) >= 12
    for id, entry in entries.items():
        emending = arguments[id]
        assert emending is not None
        if emending.change in ("correction", "deletion"):
            carry_out(expected, entry["place"], emending.old, emending.new)
        elif emending.change == "insertion":
            after = re.search(rf":id: {id}\n(?:.*\n)*?:after: (.*)", written)
            assert after
            carry_out(expected, entry["place"], after[1], after[1] + "§" + emending.new)
    reading = published(site, f"editions/{slug}/text", edition=True)
    squeezed = {id: re.sub(r"[ §]", "", words) for id, words in expected.items()}

    for id in {entry["place"] for entry in entries.values()}:
        assert re.sub(r"[ §]", "", reading[id]) == squeezed[id], id


NOT_THE_SOURCE = (
    "descendant::*[contains(@class, 'passage-number') or contains(@class, 'call ')"
    " or contains(@class, 'edition-has') or contains(@class, 'unanswered')"
    " or contains(@class, 'side-note')]"
)


def without_blanks(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("slug", ["specimen", "getty-1986"])
def test_the_web_page_has_the_sources_reading_of_each_passage_and_note(
    slug: str, ours: dict[str, Edition], site: Sphinx
) -> None:
    if slug not in ours:
        shared("seed", f"{slug}.txt")
    found: dict[str, str] = {}
    for page in ("article", "commentary"):
        tree = html.parse(Path(site.outdir) / f"editions/{slug}/text/{page}.html")
        for node in tree.xpath(NOT_THE_SOURCE):
            node.drop_tree() if node.tail is None else clear(node)
        for node in tree.xpath("//*[@id]"):
            said = node.xpath("*[@class='said']")
            found[node.get("id")] = (said[0] if said else node).text_content()
    passages = [id for id in read(ours[slug]) if re.fullmatch(r"[pn]\w+|[fc]\d+\.\d+", id)]
    passages = [id for id in passages if id.split(".")[0] not in hidden(site, slug)]

    assert len(passages) > 50
    for id in passages:
        assert without_blanks(found[id]) == without_blanks(read(ours[slug])[id]), id


def clear(node: html.HtmlElement) -> None:
    """Take out what an element holds, and keep what follows it."""
    tail = node.tail
    node.clear()
    node.tail = tail


@pytest.mark.parametrize("slug", ["specimen", "getty-1986"])
def test_the_printed_page_has_the_editions_reading_of_each_passage_in_order(
    slug: str, ours: dict[str, Edition], site: Sphinx
) -> None:
    if slug not in ours:
        shared("seed", f"{slug}.txt")
    reading = published(site, f"editions/{slug}/text", edition=True)
    tree = pdf_words.read(Path(site.outdir) / f"{slug}.pdf")
    printed = [without_blanks(p.words("Note", "Lbl", "Reference")) for p in tree.all("P")]
    passages = [
        without_blanks(said)
        for id, said in reading.items()
        if re.fullmatch(r"[pfc]\d+(\.\d+)?", id)
    ]

    assert [p for p in printed if p in set(passages)] == [p for p in passages if p in set(printed)]
    assert set(passages) <= set(printed)


def carry_out(texts: dict[str, str], place: str, old: str, new: str) -> None:
    """Replace *old* in the text of *place*: it must stand there once."""
    quotes = str.maketrans("‘’“”", "''\"\"")
    straight = texts[place].translate(quotes)
    assert straight.count(old.translate(quotes)) == 1, (place, old)
    at = straight.index(old.translate(quotes))
    texts[place] = texts[place][:at] + new + texts[place][at + len(old) :]


# ------------------------------------------------------------------ the corpus
def test_the_pages_of_the_corpus_say_what_was_read(tmp_path: Path) -> None:
    items = list(corpus_items())
    if not items:
        shared("corpus", "items")
    editions = {name: convert(read_file(raw)) for name, raw, _ in items}
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Corpus\n", encoding="utf-8")
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    for name, edition in editions.items():
        put(edition, tmp_path / "docs" / "editions" / name / "text")

    app = build(tmp_path / "docs", tmp_path, tmp_path / "out")

    for name, edition in editions.items():
        compare(read(edition), published(app, f"editions/{name}/text"))
