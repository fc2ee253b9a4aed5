"""The list of works: kinds, styles, what cites each, data for other programs, rights."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from docutils import nodes
from pybtex.database import Entry, parse_string

from edition_tools.bibliography import FORMS, coins
from edition_tools.bibliography.bibtex import work
from edition_tools.bibliography.names import ROLES
from edition_tools.publish import chicago, mhra, worklist
from edition_tools.publish.bibstyle import kind_of
from edition_tools.publish.titles import language_of
from edition_tools.publish.typst.attached import attachments
from sites import Site, site_of, words

BIB = """
@book{hale1901, author = {van der Hale, Ottoline}, title = {The Crossing of NATO Rivers},
  subtitle = {A Companion}, location = {Ely}, publisher = {Lock}, date = {1901}, origdate = {1888},
  translator = {Roe, Anna}, edition = {2}, volumes = {3}, series = {Ferries}, number = {7}}
@article{pell1899, author = {Pell, Josiah and Byrd, Ann}, title = {Is It Ice?},
  journaltitle = {The Water Engineer}, volume = {4}, number = {2}, date = {1899-10},
  pages = {11--19}, doi = {10.1000/a_b%c}, keywords = {primary}}
@incollection{doe1976, author = {Doe, Jo}, title = {On “Notes”}, editor = {Roe, Anna and Poe, Al},
  booktitle = {The Long Page}, location = {Leeds}, publisher = {Ink}, date = {1976}, pages = {3}}
@collection{roe1976, editor = {Roe, Anna and Poe, Al}, title = {The Long Page}, date = {1976~}}
@unpublished{papers, title = {Ferry Papers}, library = {Ely Record Office}}
@unpublished{letter, author = {Троцкий, Лев}, title = {Letter to Śliwa}, date = {1933-05-02},
  library = {Houghton Library}, shelfmark = {bMS 13}}
@thesis{poe1970, author = {Poe, Jr, Al}, title = {Marks}, type = {PhD diss.}, institution = {Hull},
  date = {1970}, langid = {german}}
@online{page, author = {{Paper Commission}}, title = {A page}, url = {https://example.org/a_b}}
"""
ENTRIES = parse_string(BIB, "bibtex", person_fields=ROLES).entries
CHICAGO = {
    "hale1901": "van der Hale, Ottoline. The Crossing of NATO Rivers: A Companion. Translated by "
    "Anna Roe. 2nd ed. 3 vols. Ferries 7. Ely: Lock, 1901. First published 1888.",
    "pell1899": "Pell, Josiah, and Ann Byrd. “Is It Ice?” The Water Engineer 4, no. 2 "
    "(October 1899): 11–19. https://doi.org/10.1000/a_b%c.",
    "doe1976": "Doe, Jo. “On “Notes”.” In The Long Page, edited by Anna Roe and Al Poe, 3. "
    "Leeds: Ink, 1976.",
    "roe1976": "Roe, Anna, and Al Poe, eds. The Long Page. c. 1976.",
    "papers": "Ely Record Office, Ferry Papers.",
    "letter": "Троцкий, Лев. Letter to Śliwa. 2 May 1933. Houghton Library, bMS 13.",
    "poe1970": "Poe, Al, Jr. “Marks.” PhD diss., Hull, 1970.",
    "page": "Paper Commission. “A page.” https://example.org/a_b.",
}
MHRA = {
    "hale1901": "van der Hale, Ottoline, The Crossing of NATO Rivers: A Companion, trans. by "
    "Anna Roe, Ferries, 7, 2nd edn, 3 vols (1888; repr. Ely: Lock, 1901)",
    "pell1899": "Pell, Josiah, and Ann Byrd, ‘Is It Ice?’, The Water Engineer, 4.2 "
    "(October 1899), pp. 11–19, <https://doi.org/10.1000/a_b%c>",
    "doe1976": "Doe, Jo, ‘On “Notes”’, in The Long Page, ed. by Anna Roe and Al Poe "
    "(Leeds: Ink, 1976), p. 3",
    "roe1976": "Roe, Anna, and Al Poe, eds, The Long Page (c. 1976)",
    "papers": "Ely Record Office, Ferry Papers",
    "letter": "Троцкий, Лев, Letter to Śliwa (2 May 1933), Houghton Library, bMS 13",
    "poe1970": "Poe, Al, Jr, ‘Marks’ (PhD diss., Hull, 1970)",
    "page": "Paper Commission, ‘A page’, <https://example.org/a_b>",
}


@pytest.mark.parametrize("key", CHICAGO)
def test_an_entry_reads_as_chicago_has_it(key: str) -> None:
    assert str(chicago.written(ENTRIES[key])) == CHICAGO[key]


@pytest.mark.parametrize("key", MHRA)
def test_an_entry_reads_as_the_mhra_has_it(key: str) -> None:
    assert str(mhra.written(ENTRIES[key])) == MHRA[key]


def test_the_editors_say_which_works_are_sources() -> None:
    assert {key: kind_of(entry) for key, entry in ENTRIES.items()} == dict.fromkeys(
        ENTRIES, "secondary"
    ) | {"pell1899": "primary", "papers": "archive", "letter": "archive"}


def test_reference_managers_find_the_parts_of_an_entry() -> None:
    found = parse_qs(coins.context(work("pell1899", ENTRIES["pell1899"])))

    assert {name: values for name, values in found.items() if name.startswith("rft")} == {
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"],
        "rft_id": ["info:doi/10.1000/a_b%c"],
        "rft.genre": ["article"],
        "rft.atitle": ["Is It Ice?"],
        "rft.jtitle": ["The Water Engineer"],
        "rft.volume": ["4"],
        "rft.issue": ["2"],
        "rft.aulast": ["Pell"],
        "rft.aufirst": ["Josiah"],
        "rft.au": ["Josiah Pell", "Ann Byrd"],
        "rft.date": ["1899-10"],
        "rft.pages": ["11–19"],
        "rft.spage": ["11"],
        "rft.epage": ["19"],
    }


# ------------------------------------------------------------------ pages
def trace(curated: bool, *fields: str) -> dict[str, object]:
    """What edition.json says of a work: its fields, read in note 1."""
    place = {"in": "n1", "place": "s.txt:3:7", "start": 9, "end": 12}
    return {"curated": curated, "read": dict.fromkeys(fields, place), "otherwise": {}}


PAGES = {
    "index.md": "# E\n\n"
    "```{toctree}\nintroduction\nindex-of-works\ntext/article\ntext/works\n```\n",
    "introduction.md": "# Introduction\n\nSee {cite:p}`{see}roe1976{p. 9}`, {cite:p}`page`.\n",
    "index-of-works.md": "# Index\n\n:::{citation-index}\n:::\n",
    "text/article.md": "# T\n\n{#p1}\nOne.[^1] Two.[^2]\n\n"
    "[^1]: {cited}`Is It Ice? <pell1899 pp. 11–12>`, 1899; {cited}`Papers <papers fol. 3>`.\n\n"
    "[^2]: {cited}`Ibid. <pell1899 p. 13>`, and {cited}`Ibid. <pell1899 p. 13>`.\n",
    "text/works.md": "# Works cited\n\n:::{works}\n:::\n",
    "text/works.bib": BIB,
    "works.bib": "@collection{roe1976, editor = {Roe, Anna}, title = {The Long Page}}\n",
    "text/edition.json": json.dumps(
        {
            "title": "T & U",
            "author": "Ottoline van der Hale and {Paper Commission}",
            "date": "1901-05",
            "doi": "10.1000/1",
            "publisher": "Ink",
            "rights": {"author-notes": {"publish": "no"}},
            "works": {
                "pell1899": trace(False, "author", "title"),
                "roe1976": trace(True, "date"),
                "papers": trace(False, "library", "title"),
                "page": trace(False, "url"),
            },
        }
    ),
}


FILES = {
    "biblatex": "works.bib",
    "bibtex": "works-bibtex.bib",
    "csl-json": "works.json",
    "ris": "works.ris",
}


@pytest.fixture(scope="session")
def private(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """All voices shown."""
    return site_of(tmp_path_factory.mktemp("private"), PAGES).build(edition_private=True)


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The author's notes withheld."""
    return site_of(tmp_path_factory.mktemp("public"), PAGES).build()


def test_the_index_of_citations_is_in_the_order_of_what_it_prints(private: Site) -> None:
    (table, *_) = private.page("index-of-works").xpath("//table")
    shown = [words(cell) for cell in table.xpath(".//tbody/tr/td[1]")]
    assert shown == sorted(shown, key=str.casefold)
    assert len(shown) == 4


def test_the_list_stands_in_kinds(private: Site) -> None:
    page = private.page("text/works")

    assert private.warnings == ""
    assert [words(h) for h in page.xpath("//h2[contains(@class, 'rubric')]")] == [
        "Archives and manuscripts",
        "Primary sources",
        "Other works",
    ]
    assert len(page.xpath("//li[@class='work']")) == len(ENTRIES)
    assert len(page.xpath("//li[@class='work']/span[@class='Z3988']")) == len(ENTRIES)


def test_a_title_in_another_language_than_the_sites_says_so(private: Site) -> None:
    page = private.page("text/works")

    assert [
        (item.get("id"), title.get("lang"), title.text)
        for item in page.xpath("//li[@class='work']")
        for title in item.xpath(".//*[@lang]")
    ] == [("work-poe1970", "de", "Marks")]


@pytest.mark.parametrize(
    ("langid", "title", "tag"),
    [
        ("russian", "Бюллетень оппозиции", "ru"),
        ("russian", "Byulleten’ oppozitsii", "ru-Latn"),
        ("german", "Textkritik", "de"),
        ("Elvish", "Textkritik", ""),
        ("", "Textkritik", ""),
    ],
)
def test_a_romanised_title_is_in_its_language_and_latin_letters(
    langid: str, title: str, tag: str
) -> None:
    assert language_of(Entry("book", {"title": title, "langid": langid})) == tag


def test_one_list_in_another_style_if_the_editors_want_it(tmp_path: Path) -> None:
    options = ":::{works}\n:style: mhra\n:order: one-list\n:::\n"
    site = site_of(tmp_path, PAGES | {"text/works.md": f"# Works cited\n\n{options}"})
    page = site.build(edition_private=True).page("text/works")

    assert not page.xpath("//h2")
    assert words(page.xpath("//li[@id='work-pell1899']/p")[0]) == MHRA["pell1899"]


def test_an_entry_lists_the_places_that_cite_it_and_where_they_point(private: Site) -> None:
    page = private.page("text/works")

    def said(key: str) -> str:
        return words(page.xpath(f"//li[@id='work-{key}']/p[@class='cited-in']")[0])

    assert said("pell1899") == "Cited in notes 1 (pp. 11–12), 2 (p. 13)"
    assert said("roe1976") == "Cited in Introduction (p. 9)"


def test_an_entry_says_on_demand_where_it_was_read(private: Site) -> None:
    (found,) = private.page("text/works").xpath("//li[@id='work-pell1899']/details")

    assert [words(item) for item in found.xpath(".//li")] == [
        "It was read from the notes (key: pell1899).",
        "note 1 (s.txt:3): author, title",
    ]


def test_ibid_stays_and_says_what_it_means(private: Site) -> None:
    links = private.page("text/article").xpath("//li[@id='n2']//a[contains(@href, 'work-')]")

    assert [words(link) for link in links] == ["Ibid.", "Ibid."]
    assert links[0].get("title") == "Pell and Byrd 1899, Is It Ice?, p. 13"
    assert not private.page("text/article").xpath("//li[@id='n1']//a[@title]")[1:]


def test_the_index_of_citations_goes_both_ways(private: Site) -> None:
    by_work, by_place = private.page("index-of-works").xpath("//table")

    assert [[words(c) for c in row.xpath("./td")] for row in by_work.xpath(".//tbody/tr")] == [
        ["Ferry Papers", "note 1 (fol. 3)"],
        ["Paper Commission", "Introduction"],
        ["Pell and Byrd 1899", "notes 1 (pp. 11–12), 2 (p. 13)"],
        ["Roe and Poe 1976", "Introduction (p. 9)"],
    ]
    assert [[words(c) for c in row.xpath("./td")] for row in by_place.xpath(".//tbody/tr")] == [
        ["note 1", "Ferry Papers, fol. 3; Pell and Byrd 1899, pp. 11–12"],
        ["note 2", "Pell and Byrd 1899, p. 13"],
        ["Introduction", "Paper Commission; Roe and Poe 1976, p. 9"],
    ]


@pytest.mark.parametrize(("form", "name"), FILES.items())
def test_the_works_can_be_taken_along(private: Site, form: str, name: str) -> None:
    links = private.page("text/works").xpath("//p[@class='take-along']/a/@href")
    text = (private.pages / "_works" / name).read_text(encoding="utf-8")

    assert f"../_works/{name}" in links
    assert {w.key for w in FORMS[form].read(text, name)} == set(ENTRIES)


def test_the_page_of_the_text_names_it_for_scholar_and_zotero(public: Site) -> None:
    metas = public.page("text/article").xpath("//meta[starts-with(@name, 'citation_')]")

    assert [(m.get("name"), m.get("content")) for m in metas] == [
        ("citation_title", "T & U"),
        ("citation_author", "van der Hale, Ottoline"),
        ("citation_author", "Paper Commission"),
        ("citation_publication_date", "1901/05"),
        ("citation_publisher", "Ink"),
        ("citation_doi", "10.1000/1"),
    ]
    assert not public.page("text/works").xpath("//meta[starts-with(@name, 'citation_')]")


def test_nothing_that_was_read_in_withheld_notes_is_shown(public: Site) -> None:
    page = public.page("text/works")

    assert public.warnings == ""
    assert page.xpath("//li[@class='work']/@id") == ["work-roe1976"]
    assert (
        words(page.xpath("//li[@class='work']/p")[0])
        == "Roe, Anna, and Al Poe, eds. The Long Page."
    )
    assert words(page.xpath("//div[contains(@class, 'withheld')]")[0]) == worklist.OMITTED
    for secret in ("Is It Ice", "Ferry Papers", "Pell", "Ely Record", "example.org"):
        assert secret not in public.all_text()
    assert "a work named in notes that are withheld" in words(public.page("introduction"))


def test_a_pdf_does_not_carry_the_file_of_works_read_in_withheld_notes(tmp_path: Path) -> None:
    site = site_of(tmp_path, PAGES).build("dummy")
    assert site.app is not None
    doctree = site.app.env.get_and_resolve_doctree("text/works", site.app.builder)
    book = SimpleNamespace(
        docname="index",
        slug="t",
        chapters=[SimpleNamespace(docname="text/works", doctree=doctree)],
    )

    assert list(doctree.findall(nodes.citation))
    assert [it.name for it in attachments(book, site.source, b"")] == ["t.xml"]


def test_an_old_record_that_does_not_say_where_works_were_read_shows_the_editors_own(
    tmp_path: Path,
) -> None:
    record = {"title": "T", "rights": {"author-notes": {"publish": "no"}}}
    site = site_of(tmp_path, PAGES | {"text/edition.json": json.dumps(record)}).build()

    assert words(site.page("text/works").xpath("//li[@class='work']/p")[0]) == (
        "Roe, Anna, ed. The Long Page."
    )
    assert "Pell" not in site.all_text()
