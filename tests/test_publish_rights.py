"""What may not be published is in no file of a public build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx.errors import SphinxError

from sites import Site, copy_of, words

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

MINI = "editions/mini/"
RECORD = MINI + "text/edition.json"
WORDS_OF = {
    "text": ["keepers wrote", "River Almanack", "forgotten", "The figures"],
    "author-notes": ["Told to me in 1911", "Дневник"],
    "editors-notes": ["proverb of the ferrymen", "Upon a note of ours"],
    "apparatus": ["teh", "slip of the copyist"],
    "commentary": ["in an attic", "never finished", "Jane Roe", "stand corrected"],
}

NOTICE_OF = {
    "text": "The text is withheld: its words",
    "author-notes": "The author’s notes are withheld: their words",
    "editors-notes": "The editors’ notes are withheld: their words",
    "apparatus": "The apparatus is withheld: the text is printed as the edition reads it",
}


def with_rights(tmp_path: Path, publish: str, *voices: str) -> Site:
    site = copy_of("test-edition", tmp_path)
    record = json.loads((site.source / RECORD).read_text(encoding="utf-8"))
    for voice in voices:
        record["rights"][voice]["publish"] = publish
    (site.source / RECORD).write_text(json.dumps(record), encoding="utf-8")
    return site


def without_links(site: Site) -> None:
    """An introduction that does not lead to what will be withheld."""
    (site.source / MINI / "introduction.md").write_text("# Introduction\n")
    for name in ("notes/article.md", "notes/commentary.md"):
        path = site.source / MINI / name
        path.write_text(path.read_text().replace("See {passage}`p3` and", "See"))


@pytest.mark.parametrize("voice", list(WORDS_OF))
def test_a_withheld_voice_is_in_no_file(tmp_path: Path, voice: str) -> None:
    site = with_rights(tmp_path, "no", voice)
    without_links(site)
    site.build()
    everything = site.all_text()
    for said in WORDS_OF[voice]:
        assert said not in everything
    pages = words(site.page(MINI + "text/article")) + words(site.page(MINI + "text/commentary"))
    for other, notice in NOTICE_OF.items():
        assert (notice in pages) == (voice == other)


@pytest.mark.parametrize("voice", list(WORDS_OF))
def test_a_withheld_voice_is_not_even_in_what_is_kept_for_the_next_build(
    tmp_path: Path, voice: str
) -> None:
    site = with_rights(tmp_path, "no", voice)
    without_links(site)
    site.build("dummy")
    kept = [path for path in site.out.rglob("*") if path.is_file()]
    assert any(path.suffix == ".doctree" for path in kept)
    secret = [said for said in WORDS_OF[voice] if said != "teh"]  # which is the text's own word
    for said in secret:
        assert [path.name for path in kept if said.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("builder", ["epub", "text"])
def test_other_formats_withhold_the_same(tmp_path: Path, builder: str) -> None:
    site = with_rights(tmp_path, "no", *WORDS_OF)
    without_links(site)
    site.build(builder)
    everything = site.all_text()
    for said in (word for voice in WORDS_OF for word in WORDS_OF[voice]):
        assert said not in everything


BOOKS = (
    "edition-epub",
    "edition-tei",
    "edition-latex",
    "edition-annotations",
    "edition-text",
    "edition-pdf",
)


@pytest.mark.parametrize("voice", list(WORDS_OF))
def test_no_book_holds_a_voice_that_is_withheld(tmp_path: Path, voice: str) -> None:
    site = with_rights(tmp_path, "no", voice)
    without_links(site)
    for builder in BOOKS:
        site.build(builder)
        everything = site.all_text()
        for said in WORDS_OF[voice]:
            assert said not in everything, builder


def test_a_private_build_shows_every_voice(tmp_path: Path) -> None:
    site = with_rights(tmp_path, "no", *WORDS_OF).build(edition_private=True)
    assert site.warnings == ""
    everything = site.all_text()
    for said in (word for voice in WORDS_OF for word in WORDS_OF[voice]):
        assert said in everything


def test_a_sensitive_comment_is_in_no_file_of_a_public_build(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build()
    everything = site.all_text()
    for said in ("zanzibarine", "Rude Person", "About the withheld comment"):
        assert said not in everything
    assert "Comment 3 is withheld: an insult to a living person." in everything


def test_a_note_on_withheld_words_goes_with_them(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build()
    assert site.warnings == ""
    assert "About the withheld comment" not in site.all_text()


def test_a_note_that_names_no_place_is_not_taken_for_one_on_withheld_words(tmp_path: Path) -> None:
    """It is left out, and its editor is told, in words that quote nothing withheld."""
    site = copy_of("test-edition", tmp_path)
    path = site.source / MINI / "notes/commentary.md"
    path.write_text(path.read_text().replace(":in: c3\n", ""))
    site.build()
    assert "notes/commentary.md:9: WARNING: the words of e7 are not in what" in site.warnings
    assert "(c3), say which with :in:" in site.warnings
    assert "zanzibarine" not in site.warnings
    assert "About the withheld comment" not in site.all_text()


def test_a_slip_on_a_page_that_withholds_something_is_still_an_error(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    path = site.source / MINI / "notes/commentary.md"
    path.write_text(path.read_text().replace("never finished", "nevver finished"))
    with pytest.raises(SphinxError):
        site.build("dummy")
    assert "c1: “never finished”" in site.warnings


def test_a_link_to_what_is_withheld_says_so(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    page = "# Introduction\n\nOf {passage}`c3` there is more in {passage}`e7`.\n"
    (site.source / MINI / "introduction.md").write_text(page)
    site.build()
    assert site.warnings == ""
    assert "Of c3 (withheld) there is more in e7 (withheld)." in words(
        site.page(MINI + "introduction")
    )
    assert site.page(MINI + "text/commentary").xpath("//*[@id='e7']")


def test_a_link_into_a_voice_that_is_withheld_whole_says_so(tmp_path: Path) -> None:
    site = with_rights(tmp_path, "no", "text")
    without_links(site)
    page = "# Introduction\n\nOf {passage}`p2` there is more in {passage}`e1`.\n"
    (site.source / MINI / "introduction.md").write_text(page)
    site.build()
    assert site.warnings == ""
    assert "Of p2 (withheld) there is more in e1 (withheld)." in words(
        site.page(MINI + "introduction")
    )


def test_a_private_build_folds_a_sensitive_comment(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build(edition_private=True)
    assert site.warnings == ""
    (folded,) = site.page(MINI + "text/commentary").xpath("//article[@id='c3']//details")
    assert words(folded[0]) == "Sensitive: an insult to a living person"
    assert "zanzibarine" in words(folded)
    assert folded.get("open") is None


def test_a_build_that_turns_public_forgets_what_was_private(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    site.build(edition_private=True)
    site.build(edition_private=False)
    assert "zanzibarine" not in site.all_text()


def test_a_voice_for_private_study_puts_a_banner_over_the_page(tmp_path: Path) -> None:
    site = with_rights(tmp_path, "local", "text").build()
    page = words(site.page(MINI + "text/article"))
    assert "This build is for private study and may not be passed on." in page
    assert "keepers wrote" in page


def test_pages_are_not_copied_as_they_are_written(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build()
    assert [path for path in site.pages.rglob("*") if path.suffix == ".md"] == []
