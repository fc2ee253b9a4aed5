"""HTML: notes beside the text and in lists, links both ways, switches, works, commentary."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import Site, copy_of, site_of, words

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

MINI = "editions/mini/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("test-edition", tmp_path_factory.mktemp("html")).build()


def test_the_site_is_built_without_a_word_of_complaint(site: Site) -> None:
    assert site.warnings == ""


PAGES = [
    "index",
    MINI + "index",
    MINI + "introduction",
    MINI + "about",
    MINI + "text/article",
    MINI + "text/commentary",
    MINI + "text/works",
    "editions/other/text/article",
    "editions/other/text/works",
]


@pytest.mark.parametrize("docname", PAGES)
def test_every_link_within_the_site_leads_somewhere(site: Site, docname: str) -> None:
    page = site.page(docname)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    here = (site.pages / f"{docname}.html").parent
    for link in page.xpath("//article//a/@href"):
        address, _, target = link.partition("#")
        if "://" in address:
            continue
        path = (here / address).resolve() if address else site.pages / f"{docname}.html"
        assert path.is_file(), link
        if target:
            docs = (
                path.relative_to(site.pages.resolve()).with_suffix("").as_posix()
                if address
                else docname
            )
            assert target in site.page(docs).xpath("//@id"), link


@pytest.mark.parametrize("docname", PAGES)
def test_no_link_stands_within_a_link(site: Site, docname: str) -> None:
    assert site.page(docname).xpath("//a//a | //a//button | //button//a") == []


def test_every_call_leads_to_its_note_and_back(site: Site) -> None:
    page = site.page(MINI + "text/article")
    calls = page.xpath("//a[contains(@class, 'call ')]")
    voices = [call.get("class").split()[1] for call in calls]
    assert {v: voices.count(v) for v in voices} == {
        "author-notes": 6,
        "editors-notes": 5,
        "apparatus": 6,
    }
    for call in calls:
        target = call.get("href").removeprefix("#")
        assert len(page.xpath(f"//li[@id='{target}']")) == 1
    for note in page.xpath("//li[contains(@class, 'note ')]"):
        back = note.xpath("a[@role='doc-backlink']/@href")
        assert back == [f"#{note.get('id')}-ref"] or note.get("id") == "n3"


def test_a_note_says_where_it_stands_and_who_answers_for_it(site: Site) -> None:
    (note,) = site.page(MINI + "text/article").xpath("//li[@id='e1']")
    assert words(note.xpath(".//p[@class='on']")[0]) == "“the water listened”"
    assert words(note.xpath(".//p[@class='note-facts']")[0]) == "¶ 1 · gloss · reviewed by CD"


def test_a_page_holds_each_note_once(site: Site) -> None:
    page = site.page(MINI + "text/article")
    assert words(page.xpath("//article")[0]).count("He adds a second paragraph to the note.") == 1


def test_a_paragraph_reads_without_its_notes(site: Site) -> None:
    (paragraph,) = site.page(MINI + "text/article").xpath("//p[@id='p5']")
    assert (
        words(paragraph)
        == "5Then came the bridge, and the last keeper left 6 without closing the book."
    )
    (number,) = paragraph.xpath("a[@class='passage-number']")
    assert (number.get("href"), number.get("aria-label")) == ("#p5", "Passage 5")


def test_both_readings_are_in_the_page(site: Site) -> None:
    page = site.page(MINI + "text/article")
    changed = page.xpath("//p[@id='p1']//span[@class='emended']")
    assert [(words(c[0]), words(c[1])) for c in changed] == [("been kept", ""), ("teh", "the")]


def test_each_voice_of_the_page_has_a_switch(site: Site) -> None:
    page = site.page(MINI + "text/article")
    assert page.xpath("//fieldset//input/@id") == [
        "show-author-notes",
        "show-editors-notes",
        "show-apparatus",
        "readings-edition",
        "readings-source",
    ]
    assert site.page(MINI + "text/commentary").xpath("//fieldset//input/@id") == [
        "show-editors-notes",
        "show-poster",
        "show-readers",
    ]
    assert site.page(MINI + "introduction").xpath("//fieldset") == []


def test_title_author_and_source_stand_together_and_what_is_ours_below_them(site: Site) -> None:
    (title, *rest) = site.page(MINI + "text/article").xpath("//article//h1/../*")
    classes = [(it.get("class") or it.tag).split()[0] for it in rest[:6]]
    assert title.tag == "h1"
    assert classes == ["byline", "source-line", "switches", "switches", "p", "edition-state"]


def test_marks_stay_out_of_titles_and_contents(site: Site) -> None:
    page = site.page(MINI + "text/article")
    assert page.findtext(".//title") == "The Ferry Book - Two small editions"
    sidebar = page.xpath("//div[@class='sidebar-tree']")[0]
    assert "*" not in words(sidebar)


# ------------------------------------------------------------------ works
def test_an_entry_reads_as_in_a_book(site: Site) -> None:
    works = site.page(MINI + "text/works").xpath("//li[@class='work']")
    assert [(w.get("id"), words(w[0])) for w in works] == [
        ("work-ledger", "Ferry ledger. Ely Record Office, MS 7."),
        (
            "work-hale1901",
            "Hale, Ottoline von der. The Crossing of NATO Rivers: A Ferryman's Companion. "
            "Ely: Lock & Sons, 1901.",
        ),
        (
            "work-pell1899",
            "Pell, Josiah, and Ann Byrd. “Ice.” The Water Engineer 4, no. 2 (1899): 11–19.",
        ),
    ]


def test_an_entry_lists_what_cites_it(site: Site) -> None:
    works = site.page(MINI + "text/works").xpath("//li[@class='work']")
    assert [words(w[1]) for w in works] == [
        "Cited in editors’ note d",
        "Cited in notes 1, 2; editors’ note b; Introduction",
        "Cited in note 4",
    ]


def test_one_work_in_two_editions_has_two_entries(site: Site) -> None:
    (mine,) = site.page(MINI + "text/article").xpath(
        "//li[@id='n1']//a[contains(@href, 'work-')]/@href"
    )
    assert mine == "works.html#work-hale1901"
    other = site.page("editions/other/text/article")
    hrefs = set(other.xpath("//li//a[contains(@href, 'work-')]/@href"))
    assert hrefs == {"works.html#work-hale1901"}
    assert words(other.xpath("//li[@id='e1']//p[2]")[0]).startswith("As Hale (1901)")
    (entry,) = site.page("editions/other/text/works").xpath("//li[@class='work']")
    assert words(entry[0]) == "Hale, O. Crossing. 1901."


def test_a_work_that_is_not_listed_is_reported(tmp_path: Path) -> None:
    pages = {
        "e/works.bib": "@book{known, title = {Known}}",
        "e/index.md": "# T\n\n{cited}`Words <unknown>` and {cite:p}`missing`.\n\n:::{works}\n:::\n",
    }
    site = site_of(tmp_path, {**pages, "index.md": "# I\n\n```{toctree}\ne/index\n```\n"}).build()
    assert (
        "e/index.md:3: WARNING: works.bib has no entry unknown [edition.works.unknown]"
        in site.warnings
    )
    assert 'could not find bibtex key "missing"' in site.warnings
    assert "Words" in words(site.page("e/index").xpath("//article")[0])


# ------------------------------------------------------------------ lists and the record
def test_lists_show_every_entry_with_its_place(site: Site) -> None:
    page = site.page(MINI + "about")
    entries = page.xpath("//div[contains(@class, 'listed-note') and contains(@class, 'apparatus')]")
    assert [words(e[0]) for e in entries] == [
        "a2 at ¶ 1 (deletion, author, low certainty, AB)",
        "a5 at note 1 (correction, author, low certainty, AB)",
        "a1 at ¶ 1 (correction, transmission, high certainty, AB)",
        "a6 at ¶ 2 (correction, transmission, medium certainty, AB)",
        "a4 at ¶ 2 (retained, AB)",
        "a3 at ¶ 3 (insertion, print, low certainty, CD)",
    ]
    notes = page.xpath(
        "//div[contains(@class, 'listed-note') and contains(@class, 'editors-notes')]"
    )
    assert words(notes[1]) == (
        "e1 at ¶ 1 on “the water listened” (gloss, AB, reviewed) A proverb of the ferrymen. "
        "See ¶ 3 and (Hale 1901). It has a second paragraph, and emphasis."
    )
    assert notes[1].xpath(".//a/@href") == [
        "text/article.html#e1",
        "text/article.html#e1-ref",
        "text/article.html#p3",
        "text/works.html#work-hale1901",
    ]


def test_the_record_of_the_edition_is_printed(site: Site) -> None:
    text = words(site.page(MINI + "about"))
    for said in (
        "source.txt: 00ff",
        "Not verified by anybody: nobody has compared this text with any other copy.",
        "Ada Bell, editor",
        "The author’s text: Nobody. Public domain. Published.",
        "Note 4: marker placed. At “faithful in nothing”. The note is about ice. (AB)",
        "Marker 6 has no note.",
        "Furniture of the site, such as menus: 88 characters in all.",
        "Comment c3 is withheld. An insult to a living person.",
    ):
        assert said in text


def test_commentary_is_a_conversation_and_says_whose(site: Site) -> None:
    page = site.page(MINI + "text/commentary")
    comments = page.xpath("//article[contains(@class, 'comment')]")
    assert [(c.get("id"), words(c[0])) for c in comments] == [
        ("c1", "Comment 1 Jane Roe says: March 3, 2015 at 10:11 am"),
        ("c2", r"Comment 2 Poster \*replies\*: {x} <b> in reply to 1"),
    ]
    assert "not the author’s, and not the edition’s" in words(page)


# ------------------------------------------------------------------ other formats
@pytest.mark.parametrize("builder", ["text", "man", "latex", "epub", "xml", "singlehtml"])
def test_other_formats_print_the_notes_too(tmp_path: Path, builder: str) -> None:
    site = copy_of("test-edition", tmp_path).build(builder)
    ours = [line for line in site.warnings.splitlines() if "EPUB3" not in line]
    assert ours == []
    assert any(site.pages.rglob("*"))


# ------------------------------------------------------------------ round the text
def test_landmarks_of_one_kind_have_names_of_their_own(site: Site) -> None:
    for docname in (MINI + "text/article", "search"):
        names = site.page(docname).xpath("//aside/@aria-label")
        assert sorted(names) == ["On this page", "Site"]


def test_the_search_page_has_a_heading_and_a_field(site: Site) -> None:
    page = site.page("search")
    assert [words(h) for h in page.xpath("//h1")] == ["Search"]
    assert page.xpath("//article//input[@name='q']")


def test_a_page_says_which_edition_it_belongs_to(site: Site) -> None:
    (above,) = site.page(MINI + "text/works").xpath("//nav[@class='above']")
    assert above.xpath("a/@href") == ["../index.html"]


def test_the_last_page_of_an_edition_does_not_lead_into_another(site: Site) -> None:
    for docname in site.written:
        for link in site.page(docname).xpath("//a[@class='next-page' or @class='prev-page']/@href"):
            there = (Path("/site") / docname).parent.joinpath(link).resolve()
            other = there.relative_to("/site").as_posix()
            same = docname.split("/")[:2] == other.split("/")[:2]
            assert same or "index" in {docname, other.removesuffix(".html")}


def test_the_text_says_its_language_where_it_is_not_the_sites(tmp_path: Path) -> None:
    pages = {
        "index.md": "# I\n\n```{toctree}\ne/text/article\n```\n",
        "e/text/edition.json": '{"slug": "e", "title": "T", "language": "fr"}',
        "e/text/article.md": "# Le titre\n\n{#p1}\nUne phrase.[^1]\n\n[^1]: Une note.\n",
        "e/notes/article.md": ":::{editorial-note} “phrase”\n:id: e1\n\nOurs.\n:::\n",
    }
    site = site_of(tmp_path, pages).build()
    assert site.warnings == ""
    page = site.page("e/text/article")
    assert page.get("lang") == "en"
    french = [words(node).rstrip("#") for node in page.xpath("//article//*[@lang='fr']")]
    assert "Le titre" in french
    assert french.count("Une note.") == 1
    (ours,) = page.xpath("//li[@id='e1']")
    assert ours.xpath(".//*[@lang]") == []


def test_capitals_are_set_small_in_prose_and_left_alone_in_readings(tmp_path: Path) -> None:
    text = (
        "# The USSR\n\n{#p1}\nIn the USSR, I said; not in A.B. nor NKVD’s, but vol. XXXVIII of"
        " KDP. `HTML` is code.[^1] It was ‘no USSR’.\n\n[^1]: See BO.\n"
    )
    entry = ":::{emendation} “KDP” → “KPD”\n:id: a1\nThe party, KPD.\n:::\n"
    site = site_of(tmp_path, {"index.md": text, "emendations/index.md": entry}).build()
    page = site.page("index")

    small = page.xpath("//article//span[@class='caps']")
    assert [words(it) for it in small] == ["USSR", "XXXVIII", "USSR", "BO"]
    assert words(page.get_element_by_id("p1")).startswith("1In the USSR, I said; not in A.B. nor")
