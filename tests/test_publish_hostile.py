"""Text of a source never acts: what it says is printed, to the letter, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition_tools.emit.escape import escape, escape_fully, fence
from edition_tools.publish.nodes import cited
from edition_tools.publish.stretches import stretches
from sites import Site, site_of, words

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

HOSTILE = (
    "*stars* and **more** and _lines_ and __more__",
    "`code` and ``more`` and ```fence",
    "# a heading #",
    "> a quotation",
    "- a list",
    "+ a list",
    "1. a list",
    "1) a list",
    "=====",
    "-----",
    "***",
    "| a | b |",
    "[a link](http://example.org) and [a note][1] and [^1]",
    "[1]: http://example.org",
    "[^1]: a note",
    "![a picture](x.png)",
    "<b>markup</b> and <script>alert(1)</script>",
    "<!-- a comment -->",
    "<http://example.org> http://example.org www.example.org a@example.org",
    "&amp; &#38; &copy; & &;",
    "{#p1 .class} {ref}`x` {{substitution}} {cited}`x <y>`",
    ":::{note} a directive",
    "```{raw} html",
    "% a comment",
    "(a-target)=",
    ":field: value",
    "Term\\",
    "$x^2$ and $$y$$ and \\(z\\)",
    "'single' \"double\" ... -- --- (c)",
    "+++ a break",
    "~~struck~~",
    "a \\* b \\\\ c",
    "|sub| and `text`_ and name_ and .. raw:: html",
    "¹² ⟨27⟩ † ‡ § ‖ ¶",
    "}]>)*`_",
    "---",
)


def page_of(texts: tuple[str, ...]) -> str:
    """A page that holds each text as a paragraph, in a note, a quotation, a heading, a citation."""
    blocks = ["# Title"]
    for n, text in enumerate(texts, 1):
        safe = escape(text)
        ticks = fence(text)
        edge = " " if text[0] == "`" or text[-1] == "`" else ""
        role = f"{{cited}}{ticks}{edge}{text} <key>{edge}{ticks}"
        blocks += [
            f"{{#p{2 * n - 1}}}\n{safe}[^{n}]",
            f"> {{#p{2 * n}}}\n> {safe}",
            f"## {escape_fully(text)}",
            f"[^{n}]: {safe}\n\n    {role} end.",
        ]
    return "\n\n".join(blocks) + "\n"


def read(folder: Path, texts: tuple[str, ...]) -> Site:
    pages = {"index.md": page_of(texts), "works.bib": "@misc{key, title = {Key}}"}
    return site_of(folder, pages).build()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return read(tmp_path_factory.mktemp("hostile"), HOSTILE)


def test_hostile_text_builds_without_a_warning(site: Site) -> None:
    assert site.warnings == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_prints_to_the_letter(site: Site, text: str) -> None:
    n = HOSTILE.index(text) + 1
    found = {s.place: s.text for s in stretches(site.doctree("index")) if s.place}
    assert found[f"p{2 * n - 1}"] == text
    assert found[f"p{2 * n}"] == text
    note = [s.text for s in stretches(site.doctree("index")) if s.place == f"n{n}"]
    assert note == [text, f"{text} end."]
    page = site.page("index")
    (paragraph,) = page.xpath(f"//p[@id='p{2 * n - 1}']")
    shown = paragraph.text_content()
    assert shown == f"{2 * n - 1}{text}{n}"  # number, text, call
    assert [child.get("class").split()[0] for child in paragraph] == ["passage-number", "call"]


def test_headings_print_to_the_letter(site: Site) -> None:
    doctree = site.doctree("index")
    titles = [s[0].astext() for s in doctree.findall(nodes.section)]
    assert titles[1 : 1 + len(HOSTILE)] == list(HOSTILE)


def test_the_authors_words_for_a_work_print_to_the_letter(site: Site) -> None:
    assert [node.astext() for node in site.doctree("index").findall(cited)] == list(HOSTILE)


def test_no_script_of_the_source_is_in_the_page(site: Site) -> None:
    page = site.page("index")
    assert page.xpath("//article//script | //article//b | //article//img") == []
    assert not [href for href in page.xpath("//article//a/@href") if "example.org" in href]


def test_front_matter_of_a_source_sets_nothing(tmp_path: Path) -> None:
    page = "---\nmyst:\n  enable_extensions: [linkify, smartquotes]\n---\n\n# T\n\n'A' ... b\n"
    pages = {"index.md": "# I\n\n```{toctree}\ne/text/article\n```\n", "e/text/article.md": page}
    site = site_of(tmp_path, pages).build()
    assert "'A' ... b" in words(site.page("e/text/article"))
    assert "enable_extensions" in words(site.page("e/text/article"))


def test_a_project_cannot_switch_on_what_would_change_a_text(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"index.md": "# T\n\n'A' ... b -- c\n"})
    site.build(smartquotes=True, myst_enable_extensions=["smartquotes", "replacements", "deflist"])
    assert "'A' ... b -- c" in words(site.page("index"))
    assert "the MyST extension smartquotes is left off" in site.warnings


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.text("ab1.*_`[](){}<>#|\\&$~:-=+%!'\"^ “”’\u00a0", min_size=1).filter(
            lambda t: t.strip() == t and t.strip("\u00a0") == t
        ),
        min_size=8,
        max_size=12,
    )
)
def test_any_text_prints_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    blocks = [f"{{#p{n}}}\n{escape(text)}" for n, text in enumerate(texts, 1)]
    page = "# T\n\n" + "\n\n".join(blocks) + "\n"
    site = site_of(tmp_path_factory.mktemp("any"), {"index.md": page}).build("dummy")
    assert site.warnings == ""
    found = {s.place: s.text for s in stretches(site.doctree("index")) if s.place}
    assert found == {f"p{n}": text for n, text in enumerate(texts, 1)}
