"""The search: every word by place and voice, from files alone, and nothing that is withheld."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition_tools.publish.html.places import Page, Place, read, written
from edition_tools.publish.html.terms import fold, of_all, of_page, parts
from sites import Site, copy_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

ARTICLE = "editions/mini/text/article"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("test-edition", tmp_path_factory.mktemp("finding")).build()


def files(site: Site) -> dict[str, bytes]:
    folder = site.pages / "_search"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.js"))
    }


def places_of(site: Site, docname: str) -> Page:
    text = written(site.pages, docname)
    assert text is not None
    return read(text)


def test_each_place_stands_under_its_voice(site: Site) -> None:
    page = places_of(site, ARTICLE)
    assert page.title == "The Ferry Book"
    voices = {place.id: (place.voice, place.mark) for place in page.places}
    assert voices["p1"] == ("text", "1")
    assert voices["n1"] == ("author-notes", "1")
    assert voices["e1"] == ("editors-notes", "b")
    assert voices["a1"] == ("apparatus", "†")


def test_a_place_has_its_words_and_not_the_marks_in_them(site: Site) -> None:
    page = places_of(site, ARTICLE)
    (words,) = [place.words for place in page.places if place.id == "p5"]
    assert words == ("Then came the bridge, and the last keeper left without closing the book.",)


def test_a_work_keeps_its_italics(site: Site) -> None:
    page = places_of(site, "editions/mini/text/works")
    (words,) = [place.words for place in page.places if place.id == "work-pell1899"]
    assert words[1] == "The Water Engineer"


def test_case_accents_and_apostrophes_make_no_difference() -> None:
    assert fold("Gol’tsman") == fold("GOL'TSMAN") == "goltsman"
    assert fold("Ёжик, café, ᾠδή, Łódź") == "ежик, cafe, ωδη, lodz"


def test_the_index_names_the_pages_that_have_a_word_and_its_places_there() -> None:
    one = [Place("p1", "text", "1", ("One bridge",))]
    two = [Place("p1", "text", "1", ("A ferry",)), Place("p2", "text", "2", ("bridge, ", "Bridge"))]
    found = of_all([of_page(one), of_page(two)])
    assert found == {"one": "0.0", "bridge": "0.0 1.1", "a": "1.0", "ferry": "1.0"}
    assert list(parts(found)) == [["a 1.0", "bridge 0.0 1.1", "ferry 1.0", "one 0.0"]]


def test_what_is_withheld_is_not_to_be_found(site: Site) -> None:
    everything = b"".join(files(site).values()).decode().lower()
    assert "bridge" in everything
    assert "zanzibarine" not in everything


def test_the_same_pages_make_the_same_files(site: Site, tmp_path: Path) -> None:
    again = copy_of("test-edition", tmp_path).build()
    assert files(again) == files(site)


def test_an_edited_page_is_found_by_its_new_words_and_a_lost_page_no_more(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build()
    path = site.source / "editions/mini/introduction.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n\nA quagga.\n", encoding="utf-8")
    site.build()
    assert b"quagga" in files(site)["terms/0.js"]
    path.unlink()
    index_ = site.source / "editions/mini/index.md"
    index_.write_text(index_.read_text(encoding="utf-8").replace("\nintroduction\n", "\n"))
    site.build()
    assert b"quagga" not in b"".join(files(site).values())
    assert "pages/editions/mini/introduction.js" not in files(site)


def test_the_page_for_lost_addresses_finds_its_files_from_anywhere(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build(html_baseurl="https://example.org/e/")
    page = site.page("404")
    assert page.xpath("//head/base/@href") == ["https://example.org/e/"]
    assert page.xpath("//article//form/@action") == ["search.html"]
    assert site.warnings == ""
