"""Law 7: text from a source never acts. What MyST reads back is the text, to the letter."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.docutils_ import Parser

from edition_tools.emit.emphasis import WORDS
from edition_tools.emit.escape import escape, escape_fully
from edition_tools.emit.inline import Insert, cited, compose, marker, role
from edition_tools.text import Span
from edition_tools.vocabulary import MYST_EXTENSIONS

ACTIVE = st.text(
    st.sampled_from("\\`*_[]<>{}$~|#+-=%():!&;.\"'0123456789abX \n\u00a0\u2003\té@^/§"), min_size=1
)
ATTACKS = [
    "# not a heading",
    "[link](http://example.org)",
    "![image](x.png)",
    "<script>alert(1)</script>",
    "<!-- comment -->",
    "http://example.org and <http://example.org>",
    "{cite}`key` {raw}`x` {{ substitution }}",
    "```{raw} html\n<b>\n```",
    ":::{note}\nwords\n:::",
    "{#id .class}\nwords",
    "[words]{.class}",
    "[^1]: a definition",
    "[^1] a reference",
    "| a | b |\n|---|---|\n| c | d |",
    "- item\n- item",
    "1. item\n2) item",
    "> quotation",
    "---\nkey: value\n---",
    "***",
    "Title\n=====",
    "Title\n-----",
    "term\n: definition",
    "$x^2$ and $$y$$ and \\(z\\)",
    "\\begin{equation}",
    "&amp; &#60; &lt;",
    "+++",
    "% comment",
    "(target)=",
    "a  \nhard break\\\nbreak",
    "    indented code",
    "~~struck~~ ~sub~",
    "*a* **b** _c_ __d__ `e`",
    "[x]: http://example.org 'title'",
    "<http://a.b>",
    "{abbr}`MyST (Markedly)`",
    "...  -- --- (c) 'quoted' \"quoted\"",
]


def doctree(myst: str) -> nodes.document:
    return publish_doctree(
        myst,
        parser=Parser(),
        settings_overrides={
            "myst_enable_extensions": sorted(MYST_EXTENSIONS),
            "myst_suppress_warnings": ["myst"],
            "report_level": 1,
            "halt_level": 2,
            "warning_stream": False,
            "_disable_config": True,
            "smart_quotes": False,
        },
    )


def only_paragraph(myst: str) -> nodes.paragraph:
    tree = doctree(myst)

    assert [type(child) for child in tree.children] == [nodes.paragraph], tree.pformat()
    paragraph = tree.children[0]
    assert isinstance(paragraph, nodes.paragraph)
    return paragraph


@pytest.mark.parametrize("text", ATTACKS)
def test_markup_in_a_source_is_printed_not_obeyed(text: str) -> None:
    paragraph = only_paragraph(escape(text))

    assert paragraph.astext() == text
    assert all(isinstance(child, nodes.Text) for child in paragraph.children)


@pytest.mark.parametrize("text", [attack.replace("\n", " ") for attack in ATTACKS])
def test_markup_in_a_heading_is_printed_not_obeyed(text: str) -> None:
    tree = doctree(f"# first\n\n## {escape_fully(text)}\n\nwords")
    headings = [title.astext() for title in tree.findall(nodes.Titular)]

    assert headings[-1] == text


@settings(max_examples=300, deadline=None)
@given(ACTIVE)
def test_any_paragraph_is_printed_to_the_letter(text: str) -> None:
    if not text.strip():
        return
    assert only_paragraph(escape(text)).astext() == text


@settings(max_examples=200, deadline=None)
@given(ACTIVE, st.integers(0, 40))
def test_a_marker_anywhere_changes_no_neighbour(text: str, at: int) -> None:
    if not text.strip():
        return
    at = min(at, len(text))
    myst = compose(text, Span(0, len(text)), (marker(Span(at, at), "1"),)) + "\n\n[^1]: note\n"

    tree = doctree(myst)
    paragraph = next(iter(tree.findall(nodes.paragraph)))
    calls = list(paragraph.findall(nodes.footnote_reference))

    assert len(calls) == 1, myst
    printed = "".join(str(child) for child in paragraph.children if isinstance(child, nodes.Text))
    assert printed == text


@pytest.mark.parametrize(
    ("before", "after"),
    [("x!", "(y)"), ("", ": not a definition"), ("x[", "]"), ("x", "[^1]"), ("x^", "{y}")],
)
def test_a_marker_beside_punctuation_stays_a_marker(before: str, after: str) -> None:
    text = before + after
    place = Span(len(before), len(before))
    myst = compose(text, Span(0, len(text)), (marker(place, "1"),)) + "\n\n[^1]: note\n"
    paragraph = next(iter(doctree(myst).findall(nodes.paragraph)))

    assert [type(child) for child in paragraph.findall(nodes.footnote_reference)]
    assert paragraph.astext().replace("[^1]", "", 1).replace("1", "", 0).startswith(before)


@settings(max_examples=200, deadline=None)
@given(ACTIVE)
def test_any_words_that_are_set_off_are_printed_to_the_letter(text: str) -> None:
    if not text.strip():
        return
    inserts = tuple(
        Insert(Span(*found.span()), role("emphasis", found[0]), prints=True)
        for found in WORDS.finditer(text)
    )
    paragraph = only_paragraph(compose(text, Span(0, len(text)), inserts))
    assert paragraph.astext() == text
    assert len(list(paragraph.findall(nodes.emphasis))) == len(inserts)


@pytest.mark.parametrize("words", ["Das Kapital", "a `tick` b", "`", "x <y> z", "back\\slash"])
def test_cited_words_stand_in_the_role_to_the_letter(words: str) -> None:
    insert = cited(Span(0, len(words)), words, "marx1867")

    assert f"{words} <marx1867>" in insert.myst
    assert insert.myst.startswith("{cited}`")
