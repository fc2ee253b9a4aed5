"""With the keyboard alone: from the top of a text through notes, switches, citing and search."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sites import Site, copy_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, Page  # noqa: E402

ARTICLE = "editions/mini/text/article.html"
MANY = 200  # presses of a key; more than the page has things to reach
FOCUSED = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect();
  const name = it.id ? `#${it.id}` : `${it.tagName.toLowerCase()}.${it.className}`;
  const shown = it.matches('.sidebar-toggle') || (box.width > 0 && it.checkVisibility());
  return [name, it.matches('body') || (shown && !it.closest('[aria-hidden=true], [hidden]'))];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("test-edition", tmp_path_factory.mktemp("keys")).build()


@pytest.fixture(params=[1440, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is there; what has it on the way must be there to be seen."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUSED)
        assert is_seen, name
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"the Tab key does not reach {wanted}")


def test_a_path_through_a_text_by_the_keyboard_alone(site: Site, page: Page) -> None:
    page.goto((site.pages / ARTICLE).as_uri())
    tab_to(page, ".skip-to-content")
    page.keyboard.press("Enter")
    page.wait_for_url("**#furo-main-content")

    tab_to(page, "#show-apparatus")  # a switch
    page.keyboard.press("Space")
    page.wait_for_url("**&hide=apparatus")
    page.keyboard.press("Space")
    tab_to(page, "#readings-edition")
    page.keyboard.press("ArrowRight")
    assert page.is_checked("#readings-source")
    page.keyboard.press("ArrowLeft")

    tab_to(page, ".cite-open")  # the panel, which gives the focus back
    page.keyboard.press("Enter")
    page.locator(".cite-panel").wait_for()
    tab_to(page, ".cite-panel select")
    page.keyboard.press("ArrowDown")
    assert "¶ 2" in page.inner_text(".cite-form pre >> nth=0")
    page.keyboard.press("Escape")
    page.locator(".cite-panel").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.matches('.cite-open')")

    tab_to(page, "#n1-ref")  # a note's call says what stands behind it, and Escape closes that
    page.wait_for_function("document.querySelector('#preview:not([hidden]), .side-note.lit')")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('#preview:not([hidden]), .side-note.lit')")
    page.keyboard.press("Enter")  # and leads to it: under its line, or in the list
    if page.viewport_size["width"] < 1000:
        page.locator(".side-note[data-of=n1]").wait_for()
        page.keyboard.press("Escape")
        page.locator(".side-note[data-of=n1]").wait_for(state="hidden")
        assert page.evaluate("document.activeElement.id") == "n1-ref"
    else:
        page.wait_for_url("**#n1")
        tab_to(page, "#n1 .note-mark")
        page.keyboard.press("Enter")
        page.wait_for_url("**#n1-ref")

    page.goto((site.pages / ARTICLE).as_uri())  # the search, and a result of it
    if page.viewport_size["width"] < 1000:
        tab_to(page, "#__navigation")
        page.keyboard.press("Space")
    tab_to(page, ".sidebar-search")
    page.keyboard.type("bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=bridge*")
    page.wait_for_selector("html[data-searched]")
    tab_to(page, "input[value=w]")
    page.keyboard.press("Space")
    page.wait_for_url("**without=w")
    tab_to(page, ".found a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/editions/mini/**")


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_tab_key_is_nowhere_caught(site: Site, page: Page, key: str) -> None:
    """Round the page and out of it again, past nothing that cannot be seen."""
    page.goto((site.pages / ARTICLE).as_uri())
    names = []
    for _ in range(MANY):
        page.keyboard.press(key)
        name, is_seen = page.evaluate(FOCUSED)
        assert is_seen, name
        if names and name == names[0]:
            break
        names.append(name)
    assert 20 < len(names) < MANY
    assert {"#show-author-notes", "#n1-ref", "a.cite-open"} <= set(names)
