"""The mends that save time change nothing that a reader sees."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from docutils import nodes
from docutils.frontend import Values, get_default_settings
from docutils.readers import standalone
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry

from edition_tools.publish import bibstyle
from edition_tools.publish.speed import MENDS, navigation, settings, traversal
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


def test_the_collector_is_at_work_again_after_a_build(tmp_path: Path) -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    copy_of("test-edition", tmp_path).build("dummy")
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_a_page_that_changes_its_settings_changes_those_of_no_other() -> None:
    def find(*_: object, **options: object) -> Values:
        values = get_default_settings()
        vars(values).update(strip_classes=["a"], **options)
        return values

    found = settings.Found()
    options = {"tab_width": 4}
    first = found.get(find, standalone.Reader, **options)
    first.tab_width = 2
    first.strip_classes.append("b")
    first.record_dependencies.add("picture.png")
    second = found.get(find, standalone.Reader(), **options)
    assert (second.tab_width, second.strip_classes) == (4, ["a"])
    assert second.record_dependencies.list == []
    assert found.get(find, standalone.Reader, tab_width=3).tab_width == 3


def test_a_mend_that_is_not_known_is_reported(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path).build("dummy", edition_speed=["haste"])
    assert f"edition_speed knows no haste, only {', '.join(MENDS)}" in site.warnings


def tree_of(shape: list[object]) -> nodes.Element:
    """A tree of that shape: a list is an inline with what is in it, a word is a text."""
    tree = nodes.inline()
    for part in shape:
        tree += tree_of(part) if isinstance(part, list) else nodes.Text(str(part))
    return tree


SHAPES = st.lists(st.recursive(st.just("a"), lambda part: st.lists(part, max_size=4)), max_size=4)


@given(SHAPES)
def test_nodes_are_found_in_the_order_of_the_document(shape: list[object]) -> None:
    tree = tree_of(shape)
    every = list(tree._superfast_findall())
    for kind in (nodes.inline, nodes.Text, nodes.Node):
        assert list(traversal.find(tree, kind)) == [
            node for node in every if isinstance(node, kind)
        ]


def test_works_are_formatted_again_when_one_is_corrected_and_not_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    formatted: list[str] = []
    format_entry = bibstyle.EditionStyle.format_entry

    def counted(self: object, label: str, entry: Entry, bib_data: object = None) -> object:
        formatted.append(entry.key)
        return format_entry(self, label, entry, bib_data)

    monkeypatch.setattr(bibstyle.EditionStyle, "format_entry", counted)
    site = copy_of("test-edition", tmp_path).build()
    first = len(formatted)
    notes = site.source / "editions/mini/notes/article.md"  # whose page comes before others
    notes.write_text(notes.read_text(encoding="utf-8") + "\n% Read me again.\n", encoding="utf-8")
    site.build()
    assert site.read == ("editions/mini/text/article",)
    assert len(formatted) == first
    works = site.source / "editions/mini/text/works.bib"
    works.write_text(works.read_text(encoding="utf-8").replace("1901", "1902"), encoding="utf-8")
    site.build()
    assert len(formatted) > first
