"""The search page in a real browser, from a disk: words, phrases, voices, the passage itself."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from sites import Site, copy_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, Page  # noqa: E402


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("test-edition", tmp_path_factory.mktemp("search")).build()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def search(page: Page, site: Site, query: str, without: str = "") -> list[str]:
    """The places found, as their links read."""
    asked = urlencode({"q": query, "without": without})
    page.goto(f"{(site.pages / 'search.html').as_uri()}?{asked}")
    page.wait_for_selector("html[data-searched]")
    return page.locator(".found a").all_inner_texts()


def test_a_word_is_found_in_each_voice_and_by_its_beginning(site: Site, page: Page) -> None:
    found = search(page, site, "bridg", without="wp")
    assert found == ["¶ 5 · The Ferry Book", "comment 1 · The post and its readers"]
    assert page.locator(".found mark").first.inner_text() == "bridge"
    assert page.inner_text(".search-count") == "2 places."


def test_accents_and_case_make_no_difference(site: Site, page: Page) -> None:
    assert search(page, site, "ДНЕВНИК") == search(page, site, "дневник")
    assert search(page, site, "βιβλος") == ["note 2 · The Ferry Book"]


def test_a_phrase_is_found_just_so(site: Site, page: Page) -> None:
    assert search(page, site, "“last keeper left”", without="p") == ["¶ 5 · The Ferry Book"]
    assert search(page, site, "“keeper last left”") == []
    assert page.inner_text(".search-count") == "Nothing is found."


def test_a_voice_that_is_switched_off_is_not_shown(site: Site, page: Page) -> None:
    assert search(page, site, "βιβλος", without="n") == []
    page.check("input[value=n]")
    page.wait_for_selector(".found a")
    assert page.locator(".found a").all_inner_texts() == ["note 2 · The Ferry Book"]
    assert "without" not in page.url


def test_a_result_leads_to_its_passage(site: Site, page: Page) -> None:
    search(page, site, "bridge", without="wp")
    page.click(".found a")
    page.wait_for_url("**/editions/mini/text/article.html#p5**")


def test_a_query_is_words_and_never_markup(site: Site, page: Page) -> None:
    assert search(page, site, "<img src=x onerror=alert(1)> (.*+") == []
    assert page.locator("#finding img").count() == 0


def test_typing_finds_without_a_click(site: Site, page: Page) -> None:
    search(page, site, "")
    page.fill("#q", "bridge")
    page.wait_for_selector(".found a")
    assert page.url.endswith("?q=bridge")


def test_a_title_and_the_name_of_its_author_are_told_apart(site: Site, page: Page) -> None:
    search(page, site, "ferry book", without="nacwpe")
    assert (
        page.locator(".found li p >> nth=1")
        .inner_text()
        .startswith("The Ferry Book · By A. Keeper")
    )
