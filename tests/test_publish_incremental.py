"""After any edit, a build upon the last one equals a build from nothing: every file, every byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition_tools.publish.html import bundle
from sites import Site, copy_of, words

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

MINI = "editions/mini/"
HOME, INTRODUCTION, ARTICLE = MINI + "index.md", MINI + "introduction.md", MINI + "text/article.md"
NOTES, EMENDATIONS = MINI + "notes/article.md", MINI + "emendations/article.md"
RECORD, WORKS, REGISTERS = MINI + "text/edition.json", MINI + "text/works.bib", "registers.toml"
NAMES = """
[[person]]
name = "Widow, the"
forms = ["widow"]

[[place]]
name = "River, the"
forms = ["river"]

[[event]]
date = "1912~"
name = "It was printed."
passage = "p5"
"""
LISTS = {
    "names": ":::{register} persons\n:::\n\n:::{register} places\n:::\n\n:::{timeline}\n:::\n",
    "citations": ":::{citation-index}\n:::\n",
    "shape": ":::{profile}\n:::\n",
}
NOTE = "\n:::{editorial-note} “closing the book”\n:id: e20\n:by: AB\n\nA quagga.\n:::\n"
LEDGER = """
:::{editorial-note} "in a hand that grows smaller"
:id: e2
:by: AB
:kind: context

The ledger survives: {cite:p}`ledger`.
:::
"""
Edit = Callable[[Path], None]


def replaced(name: str, old: str, new: str) -> Edit:
    def edit(source: Path) -> None:
        path = source / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def added(name: str, text: str) -> Edit:
    def edit(source: Path) -> None:
        with (source / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def a_page_more(source: Path) -> None:
    (source / MINI / "afterword.md").write_text("# Afterword\n\nThe widow again.\n")
    replaced(HOME, "\nabout\n", "\nabout\nafterword\n")(source)


def a_page_less(source: Path) -> None:
    (source / MINI / "shape.md").unlink()
    replaced(HOME, "\nshape\n", "\n")(source)


def another_name(source: Path) -> None:
    (source / INTRODUCTION).rename(source / MINI / "foreword.md")
    replaced(HOME, "\nintroduction\n", "\nforeword\n")(source)


EDITS: dict[str, Edit] = {
    "a chapter gets another title": replaced(INTRODUCTION, "# Introduction", "# Before we begin"),
    "a work is corrected": replaced(WORKS, "{1901}", "{1902}"),
    "a work's title is corrected": replaced(WORKS, "{Ice}", "{On Ice}"),
    "a ruling is revised": replaced(RECORD, "The note is about ice.", "It speaks of ice."),
    "a finding is answered": replaced(RECORD, "Marker 6 has no note.", "Marker 6 is alone."),
    "a name gets another form": replaced(MINI + REGISTERS, '["widow"]', '["widow", "keeper"]'),
    "an event gets another date": replaced(MINI + REGISTERS, "1912~", "1911"),
    "a work that notes cite is corrected": replaced(WORKS, "{Ferry ledger}", "{Ferry book}"),
    "a note is reworded": replaced(NOTES, "Upon a note of ours.", "Upon a note of our widow."),
    "a note is added": added(NOTES, NOTE),
    "a note more comes before others": added(
        NOTES, NOTE.replace("closing the book", "took the ferry").replace("e20", "e21")
    ),
    "a note cites a work more": replaced(NOTES, "In the verse.", "See {cite:p}`pell1899`."),
    "a note is taken out": replaced(NOTES, LEDGER, ""),
    "an emendation is changed": replaced(EMENDATIONS, "the widow”\n", "the old widow”\n"),
    "the text has a word less": replaced(ARTICLE, "and the last keeper", "and the keeper"),
    "a paragraph is divided": replaced(ARTICLE, "no better proof", "no better.\n\n{#p2a}\nA proof"),
    "a page is added": a_page_more,
    "a page is taken out": a_page_less,
    "a page gets another address": another_name,
    "pages change places in the contents": replaced(
        HOME, "text/commentary\ntext/works\n", "text/works\ntext/commentary\n"
    ),
    "the contents get a heading": replaced(
        "index.md", "{toctree}\n", "{toctree}\n:caption: Both\n"
    ),
    "the edition gets another title": replaced(HOME, "# The Ferry Book", "# The Boat Book"),
    "comments are withheld": replaced(
        RECORD, '"statement": "quoted", "publish": "yes"', '"statement": "quoted", "publish": "no"'
    ),
}


def files(site: Site) -> dict[str, bytes]:
    return {
        path.relative_to(site.pages).as_posix(): path.read_bytes()
        for path in sorted(site.pages.rglob("*"))
        if path.is_file() and ".doctrees" not in path.parts
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small editions with registers, a timeline, an index of citations and a profile."""
    site = copy_of("test-edition", tmp_path_factory.mktemp("edited"))
    (site.source / MINI / REGISTERS).write_text(NAMES, encoding="utf-8")
    for name, text in LISTS.items():
        (site.source / MINI / f"{name}.md").write_text(f"# Of {name}\n\n{text}", encoding="utf-8")
    replaced(HOME, "\nabout\n", "\nabout\n" + "\n".join(LISTS) + "\n")(site.source)
    return site.build()


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_reaches_every_page_and_file(name: str, site: Site, tmp_path: Path) -> None:
    before = files(site)
    EDITS[name](site.source)
    site.build()
    shutil.copytree(site.source, tmp_path / "pages")
    new = Site(tmp_path / "pages", tmp_path / "out").build()
    assert (site.warnings, new.warnings) == ("", "")
    assert {path for path, said in files(site).items() if files(new).get(path) != said} == set()
    assert files(site).keys() == files(new).keys()
    assert files(site) != before


def test_a_newer_style_sheet_reaches_every_page(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    newer = {**bundle.bundled(), "edition.css": "p{color:red}"}
    monkeypatch.setattr(bundle, "bundled", lambda: newer)
    site.build()
    assert (site.read, ARTICLE.removesuffix(".md") in site.written) == ((), True)
    monkeypatch.undo()
    site.build()
    assert ARTICLE.removesuffix(".md") in site.written
    site.build()
    assert ARTICLE.removesuffix(".md") not in site.written


def test_what_was_read_for_another_format_is_written_and_works_listed_no_more_are_gone(
    tmp_path: Path,
) -> None:
    site = copy_of("test-edition", tmp_path).build()
    replaced(NOTES, "Upon a note of ours.", "Upon a note of our own.")(site.source)
    site.build("edition-text")
    site.build()
    assert site.read == ()
    assert "Upon a note of our own." in words(site.page(MINI + "text/article"))
    (site.source / "editions/other/text/works.md").write_text("# No works\n", encoding="utf-8")
    site.build()
    left = {path.parent.name for path in (site.pages / "_works").rglob("*") if path.is_file()}
    assert left == {"mini"}
