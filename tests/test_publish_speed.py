"""The mends that save time change nothing that a reader sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition_tools.publish.speed import MENDS, navigation
from sites import Site, copy_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

BLANKS = re.compile(r"\s+")


def pages(site: Site) -> dict[str, str]:
    """Every page, blanks made one."""
    return {
        path.relative_to(site.pages).as_posix(): BLANKS.sub(
            " ", path.read_text(encoding="utf-8").replace(">\n<", "><")
        )
        for path in sorted(site.pages.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    site = copy_of("test-edition", tmp_path_factory.mktemp("plain"))
    return pages(site.build(edition_speed=[]))


def test_a_site_is_the_same_with_and_without_them(plain: dict[str, str], tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build()
    assert site.warnings == ""
    assert pages(site) == plain


def test_a_large_site_opens_its_contents_where_the_reader_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation, "MANY", 0)
    site = copy_of("test-edition", tmp_path).build()
    tree = site.page("editions/mini/introduction").xpath("//div[@class='sidebar-tree']")[0]
    titles = [a.text for a in tree.xpath(".//a")]
    assert titles == [
        "The Ferry Book",
        "Introduction",
        "The Ferry Book",
        "The post and its readers",
        "Works cited",
        "About this text",
        "Another Edition",
    ]


def test_a_mend_that_is_not_known_is_reported(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build("dummy", edition_speed=["haste"])
    assert f"edition_speed knows no haste, only {', '.join(MENDS)}" in site.warnings
