"""Law 6: the formats agree. Site, EPUB, TEI and LaTeX say the same of every id; the PDF has it all.

Words of every passage and note, in the edition's reading, each note's mark, every call and where it
leads, every work and where it is cited: read back from the finished files, compared as they are.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import voices_read
from conftest import ROOT, SHARED, corpus_items
from edition_tools.cli import main
from voices_read import Printed, Said

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

ITEMS = 10  # of the corpus, the smallest
FORMATS = ("html", "pdf", "epub", "tei", "latex")
SEED = SHARED / "seed"


def slugs() -> Iterator[str]:
    """The editions that are compared."""
    yield "specimen"
    if SEED.is_dir():
        yield "getty-1986"
    yield from (slug_of(name) for name, _, _ in list(corpus_items())[:ITEMS])


def slug_of(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with all of them, built in every format."""
    project = tmp_path_factory.mktemp("parity")
    for folder in ("conf", "source_texts", "docs"):
        kept_out = shutil.ignore_patterns("text", ".text*", "manual")
        shutil.copytree(ROOT / folder, project / folder, ignore=kept_out)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        patch.delenv("EDITION_SOURCES", raising=False)
        if SEED.is_dir():
            patch.setenv("EDITION_SOURCES", str(SEED))
        for name, raw, _ in list(corpus_items())[:ITEMS]:
            assert main(["new", slug_of(name), str(raw)]) == 0
        for format in FORMATS:
            assert main(["build", format]) == 0
    return project / "build" / "public"


@pytest.fixture(scope="module", params=list(slugs()))
def edition(published: Path, request: pytest.FixtureRequest) -> dict[str, Said | Printed]:
    """One edition, read back from each format."""
    slug = request.param
    return {
        "html": voices_read.html_pages(published / "html" / "editions" / slug),
        "epub": voices_read.epub(published / "epub" / f"{slug}.epub"),
        "tei": voices_read.tei(published / "tei" / f"{slug}.xml"),
        "latex": voices_read.latex(published / "latex" / slug / f"{slug}.tex"),
        "pdf": voices_read.pdf(published / "pdf" / f"{slug}.pdf"),
    }


@pytest.mark.parametrize("what", ["passages", "notes", "calls", "cites", "works"])
@pytest.mark.parametrize("other", ["epub", "tei", "latex"])
def test_site_and_book_and_tei_and_latex_say_the_same(
    edition: dict[str, Said], other: str, what: str
) -> None:
    assert getattr(edition[other], what) == getattr(edition["html"], what)


def test_there_is_something_to_compare(edition: dict[str, Said]) -> None:
    assert edition["html"].passages


def test_every_passage_is_in_the_pdf_once_and_in_order(edition: dict[str, Said | Printed]) -> None:
    site, printed = edition["html"], edition["pdf"]
    assert isinstance(site, Said)
    assert isinstance(printed, Printed)

    missing = Counter(site.passages.values()) - Counter(printed.paragraphs)

    assert not missing


def test_every_note_is_in_the_pdf_with_its_mark(edition: dict[str, Said | Printed]) -> None:
    site, printed = edition["html"], edition["pdf"]
    assert isinstance(site, Said)
    assert isinstance(printed, Printed)
    called = {note for note, _ in site.calls.values()}
    expected = Counter(
        f"{mark}{'.' if mark.isalnum() and not mark.isalpha() else ''} {site.marked[id_]}"
        for id_, (_, mark, _) in site.notes.items()
        if id_ in called
    )

    missing = expected - Counter(printed.notes)

    assert not missing


def test_every_id_opens_its_place_in_the_pdf(edition: dict[str, Said | Printed]) -> None:
    site, printed = edition["html"], edition["pdf"]
    assert isinstance(site, Said)
    assert isinstance(printed, Printed)

    assert {*site.passages, *site.notes} - printed.names == set()
