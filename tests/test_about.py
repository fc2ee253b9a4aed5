"""About this text: what is counted there is what the pages hold."""

from __future__ import annotations

import pytest

from sites import Site, copy_of, words

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

MINI = "editions/mini/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = copy_of("test-edition", tmp_path_factory.mktemp("about"))
    (site.source / MINI / "principles.md").write_text(
        "# Our principles\n\nFew.\n", encoding="utf-8"
    )
    index = site.source / MINI / "index.md"
    index.write_text(index.read_text() + "\n```{toctree}\nprinciples\n```\n", encoding="utf-8")
    return site.build()


def test_the_kind_of_edition_is_told_from_what_it_does(site: Site) -> None:
    said = words(site.page(MINI + "about").get_element_by_id("about-kind"))
    entries = site.page(MINI + "text/article").xpath("//li[contains(@class, 'apparatus')]")
    retained = [entry for entry in entries if "sic" in words(entry)]
    changed = len(entries) - len(retained)

    assert f"A critical edition of one witness, S: it corrects what it has in {changed} pl" in said
    assert "The rules that it follows: Our principles." in said


def test_every_entry_of_the_apparatus_is_listed_under_its_class(site: Site) -> None:
    section = site.page(MINI + "about").get_element_by_id("about-changes")
    listed = section.xpath(".//p/a/@href")
    page = site.page(MINI + "text/article")
    entries = page.xpath("//li[contains(@class, 'note') and contains(@class, 'apparatus')]/@id")

    assert sorted(listed) == sorted(f"text/article.html#{id_}" for id_ in entries)
    total = [words(row[1]) for row in section.xpath(".//tbody/tr")]
    assert sum(map(int, total)) == len(entries)


def test_an_entry_that_changes_its_class_is_listed_anew(site: Site) -> None:
    path = site.source / MINI / "emendations" / "article.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(":class: transmission", ":class: author", 1), encoding="utf-8")
    before = words(site.page(MINI + "about").get_element_by_id("about-changes"))
    site.build()

    assert words(site.page(MINI + "about").get_element_by_id("about-changes")) != before
