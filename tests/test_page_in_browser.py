"""The page in a real browser: fonts from the site alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import Site, copy_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser  # noqa: E402

ARTICLE = "editions/mini/text/article.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("test-edition", tmp_path_factory.mktemp("page")).build()


def test_the_text_stands_in_a_font_of_the_site_and_asks_for_nothing_outside(
    site: Site, browser: Browser
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site.pages / ARTICLE).as_uri())
    page.evaluate("document.fonts.ready")

    assert page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').length") > 0
    assert {url.split(":")[0] for url in asked} == {"file"}
    assert all(Path(url.removeprefix("file://").split("?")[0]).is_file() for url in asked)
    page.close()
