"""The PDF as an editor may ask for it, what it carries along, and what validators say of it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from docutils import nodes
from sphinx.errors import ConfigError

import pdf_words
from edition_tools.commands.outputs import Output
from edition_tools.commands.validators import verdicts
from sites import Site, copy_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

MILLIMETRE = 72 / 25.4


def printed(folder: Path, **settings: object) -> Site:
    site = copy_of("test-print", folder).build("edition-pdf", **settings)
    assert site.warnings == ""
    return site


def pdf_of(site: Site) -> Path:
    return site.pages / "leuchtturm.pdf"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The edition as it is printed where nothing is asked for."""
    return printed(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """All notes at the end of their chapter, the editors' in the margin."""
    return printed(
        tmp_path_factory.mktemp("ended"),
        edition_pdf_notes="end",
        edition_pdf_editors_notes="margin",
        edition_pdf_apparatus="end",
    )


def test_every_id_that_may_be_cited_opens_its_place_in_the_file(plain: Site) -> None:
    article = plain.doctree("editions/leuchtturm/text/article")
    cited = {it["ids"][0] for it in article.findall(nodes.footnote)}
    cited |= {it["passage"] for it in article.findall(nodes.paragraph) if it.get("passage")}
    with pikepdf.open(pdf_of(plain)) as pdf:
        named = pikepdf.NameTree(pdf.Root.Names.Dests)
        pages = [page.objgen for page in pdf.pages]
        places = {name: pages.index(named[name][0].objgen) for name in cited}

    assert cited <= set(places)
    assert places["p1"] <= places["p2"]


def test_the_edition_as_tei_and_its_pages_are_in_the_file(plain: Site) -> None:
    with pikepdf.open(pdf_of(plain)) as pdf:
        names = sorted(pdf.attachments)
        tei = pdf.attachments["leuchtturm.xml"].get_file().read_bytes()
        associated = len(pdf.Root.AF)

    assert names == [
        "emendations-article.md",
        "leuchtturm.xml",
        "notes-article.md",
        "text-article.md",
        "text-works.md",
        "works.bib",
    ]
    assert associated == len(names)
    assert tei.startswith(b"<?xml")


def test_a_page_of_which_something_is_withheld_is_not_attached(tmp_path: Path) -> None:
    private = printed(tmp_path, edition_private=True)

    with pikepdf.open(pdf_of(private)) as pdf:
        names = set(pdf.attachments)

    # it shows the words, but as sensitive ones: they are not handed on in a file
    assert "text-commentary.md" not in names


def test_works_are_listed_once_though_the_page_was_read_for_the_attachment_too(plain: Site) -> None:
    assert pdf_words.read(pdf_of(plain)).words().count("Brandt, Emil.") == 1


def test_notes_at_the_end_stand_after_the_text_each_with_its_mark(ended: Site) -> None:
    words = pdf_words.read(pdf_of(ended)).words()
    article = ended.doctree("editions/leuchtturm/text/article")
    notes = [it for it in article.findall(nodes.footnote) if it.get("voice") == "author-notes"]
    places = []
    for note in notes:
        body = " ".join(it.astext() for it in note.children if not isinstance(it, nodes.label))
        said = " ".join(body.replace("†", "").split())[:25]
        places.append(words.rindex(said))

    assert len(places) > 1
    assert places == sorted(places)


def test_no_word_is_lost_wherever_the_notes_stand(plain: Site, ended: Site) -> None:
    one, other = (pdf_words.read(pdf_of(it)).words() for it in (plain, ended))
    words = {it for it in one.split() if it.isalpha() and len(it) > 4} - {"Notes"}  # a heading

    assert words
    assert {it: other.count(it) for it in words} == {it: one.count(it) for it in words}


@pytest.mark.parametrize(
    ("paper", "width", "height"),
    [("royal", 156, 234), ("a4", 210, 297), ("a5", 148, 210), ("letter", 215.9, 279.4)],
)
def test_a_paper_is_the_sheet_that_its_name_says(
    tmp_path: Path, paper: str, width: float, height: float
) -> None:
    site = printed(tmp_path, edition_pdf_paper=paper)
    with pikepdf.open(pdf_of(site)) as pdf:
        box = [float(it) for it in pdf.pages[0].mediabox]

    assert [round(it / MILLIMETRE, 1) for it in box[2:]] == [width, height]


def test_a_draft_numbers_its_lines(tmp_path: Path) -> None:
    site = printed(tmp_path, edition_pdf_draft=True)

    source = (site.pages / "leuchtturm" / "settings.typ").read_text(encoding="utf-8")

    assert "#let draft = true" in source
    assert "#let width = 210mm" in source


def test_a_paper_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can only be one of: royal, a4, a5, letter"):
        copy_of("test-print", tmp_path).build("edition-pdf", edition_pdf_paper="foolscap")


def test_verapdf_agrees_that_the_file_is_accessible_and_archival(plain: Site) -> None:
    path = pdf_of(plain)

    _, verdict = verdicts(Output("pdf", path, 0, None, None))

    if verdict.ok is None:
        pytest.skip(f"veraPDF is {verdict.said}")
    assert (verdict.said, verdict.messages) == ("PDF/UA-1, PDF/A-3a kept", ())
