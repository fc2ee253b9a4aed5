"""Saved web pages: their words in the shape of a plain text, every character accounted for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from edition_tools import cli
from edition_tools.convert import convert
from edition_tools.convert.clean import clean
from edition_tools.emit import ledger, myst, record
from edition_tools.emit.voices import stretches
from edition_tools.model import Edition
from edition_tools.shelf import read_file
from edition_tools.text import Source, View, read_source
from edition_tools.vocabulary import BlockKind, ZoneKind

PAGES = sorted((Path(__file__).parent / "cases" / "html").glob("*.htm*"))
# page: what its readers are called
READERS = {
    "blogger-german": ["Ines K.", "Tom"],
    "forum": ["wickfan", "lamplighter"],
    "substack": ["Jane Roe", "Old Tom"],
    "wordpress-blocks": ["Jane Roe", "Old Tom"],
    "wordpress-old-french": ["Jeanne", "Marc"],
    "wordpress-plain-digits": ["Jane Roe", "Old Tom"],
    "wordpress-plugin": ["Jane Roe", "Anna", "Old Tom"],
}
TITLES = ("The Register of Lamps", "Le registre des nuages", "Das Buch vom Läuten")
SOUP = [
    *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a href='#f'>", "<a href=#r id=f>", "</a>"),
    *("<sup>", "</sup>", "1", "12", "*", "1, 2", " ", "  ", "\n", "\t", "\r\n", "\u00a0", "\u2028"),
    *("Word.", "word", "<", ">", "&", "&amp;", "&eacute", "&#0;", "&#x80;", "&nbsp;", "&gt;"),
    *("&NotEqualTilde;", "&#99999999999;", "<script>", "</script>", "<!--", "-->", "<title>"),
    *("<ol>", "<ul>", "<li>", "<li id=f>", "</ol>", "<blockquote>", "</blockquote>", "<pre>"),
    *("</pre>", "<table><tr><td>", "</td>", "<dt>", "<dd>", "<q>", "</q>", "<svg>", "<svg/>"),
    *("<td", "='", '"', "=", "/", "[", "]", "↩", "\x07", "\ufeff", "<time>", "<br>", "Notes"),
    *("<sup id=r><a href=#f>1</a></sup>", "<h2>", "<li class=comment>", "Jane says:", "</ p>"),
    *("<em>", "</em>", "<i>", "</i>", "<cite>", "</cite>", "`", "\\", "{x}"),
    *("March 3, 2015 at 10:11 am", "1. Ibid.", "<!doctype html>", "<?xml ?>", "</body>"),
]
BLANKS = " \t\r\n\f"


def view_of(text: str) -> View:
    return clean(Source("page.html", text.encode(), "utf-8", text))


def reads(text: str) -> str:
    return view_of(text).text


def check_that_nothing_is_lost(edition: Edition) -> None:
    source = edition.view.source
    entries = ledger.read(ledger.write(edition))
    words = {s.id: s.words(edition.view.text) for s in stretches(edition)}

    assert ledger.to_edition(source.text, entries) == {id: w for id, w in words.items() if w}
    assert ledger.to_source(words, entries).encode(source.encoding) == source.raw


# ------------------------------------------------------------------ whole pages
@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> tuple[str, Edition]:
    return request.param.stem, convert(read_file(request.param))


def test_markers_notes_and_quotations_of_a_page_are_found(page: tuple[str, Edition]) -> None:
    _, edition = page
    text = edition.view.text
    notes = edition.notes.notes
    quoted = [b for b in edition.blocks.blocks if b.kind in (BlockKind.QUOTATION, BlockKind.VERSE)]

    assert [(note.printed, len(note.marks)) for note in notes] == [(n, 1) for n in "1234"]
    assert all(note.span and note.span.of(text)[-1] == "." for note in notes)
    assert not any("↩" in note.span.of(text) for note in notes if note.span)
    assert len(quoted) == 1
    assert not edition.notes.unanswered


def test_readers_comments_of_a_page_are_found(page: tuple[str, Edition]) -> None:
    name, edition = page
    comments = edition.zones.comments
    authors = [c.author.of(edition.view.text) for c in comments if c.author]

    assert authors == READERS.get(name, [])
    assert all(c.date and c.text for c in comments)


ONE = (
    '<li class="{kind}"><b class="fn">{name}</b> <span class="says">says:</span>'
    "<p><time>May {day}, 2019 at 4:05 pm</time></p><p>{words}</p>"
    '<p><a href="#respond">Reply</a></p>{answers}</li>'
)


@pytest.mark.parametrize("kinds", [("comment depth-1", "comment depth-2"), ("comment", "comment")])
def test_an_answer_that_the_page_sets_inside_another_comment_answers_it(
    kinds: tuple[str, str],
) -> None:
    page = (PAGES[0].parent / "wordpress-blocks.html").read_text("utf-8")
    words = "Which lamps were those, exactly, if I may ask?"
    inner = ONE.format(kind=kinds[1], name="Ann B.", day=4, words=words, answers="")
    first = ONE.format(
        kind=kinds[0],
        name="Ruth",
        day=3,
        words="They stood at the corner of our street.",
        answers=f'<ol class="children">{inner}</ol>',
    )
    edition = convert(
        Source(
            "page.html",
            b"",
            "utf-8",
            page.replace('<li id="comment-1"', f'{first}<li id="comment-1"'),
        )
    )
    told = [
        (c.author.of(edition.view.text), c.reply_to) for c in edition.zones.comments if c.author
    ]

    assert told == [("Ruth", None), ("Ann B.", 1), ("Jane Roe", None), ("Old Tom", None)]


def test_title_and_byline_of_a_page_are_found(page: tuple[str, Edition]) -> None:
    _, edition = page
    (byline,) = edition.zones.of(ZoneKind.BYLINE)

    title = edition.zones.of(ZoneKind.TITLE)[-1]

    assert title.span.of(edition.view.text).strip() in TITLES
    assert byline.span.of(edition.view.text).split()[0] in ("By", "Par", "Von")


def test_source_and_ledger_give_the_page_back(page: tuple[str, Edition]) -> None:
    _, edition = page
    check_that_nothing_is_lost(edition)
    assert "<" not in edition.view.text.replace("Board index <", "")


# ------------------------------------------------------------------ any page at all
@given(st.lists(st.sampled_from(SOUP), min_size=1, max_size=40).map("".join))
def test_runs_tile_any_page(text: str) -> None:
    view = view_of(text)
    source = reading = 0
    for run in view.runs:
        assert (run.source.start, run.view.start) == (source, reading)
        assert run.rule or run.source.of(text) == run.view.of(view.text)
        source, reading = run.source.end, run.view.end

    assert (source, reading) == (len(text), len(view.text))
    assert not set(view.text) & set("\r\x07\u2028")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SOUP), min_size=1, max_size=60).map("".join))
def test_any_page_at_all_is_converted_without_loss(soup: str) -> None:
    edition = convert(read_source("page.html", ("<p>x</p>" + soup).encode()))

    check_that_nothing_is_lost(edition)
    assert myst.pages(edition)
    assert record.write(edition)


TREE = st.recursive(
    st.sampled_from(["word ", "two words", "&eacute;t&eacute;", "&lt;b&gt;", "&amp;lt;", "x\n y"]),
    lambda inner: st.tuples(
        st.sampled_from(["div", "p", "b", "i", "span", "section", "h2", "td"]), st.lists(inner)
    ).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
    max_leaves=20,
)


@given(TREE)
def test_the_words_of_a_page_are_those_that_another_reader_finds(text: str) -> None:
    theirs = lxml_html.document_fromstring(f"<html><body><div>{text}</div></body></html>")

    assert "".join(reads(text).split()) == "".join(str(theirs.xpath("string()")).split())


# ------------------------------------------------------------------ shapes
@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One\n  line.</p><p>Two.</p>", "One line.\n\nTwo."),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<b>one</b> <i>two</i>", "one two"),
        ("<h2>Of Lamps</h2>Text", "Of Lamps\n\nText"),
        ("<pre>\none\n  two\n\nthree</pre>", "one\n  two\n\nthree"),
        ("<pre>I\n&gt; said\n&gt;&gt; he</pre>", "I\n    said\n        he"),
        ("<blockquote><p>a<p>b</blockquote>c", "    a\n\n    b\n\nc"),
        ("<ol start=4><li>a<li>b</ol>", "4. a\n5. b"),
        ("<ol><li>1. a<li>2. b</ol>", "1. a\n2. b"),
        ("<ul><li>a<li>b</ul>", "• a\n• b"),
        ("<nav><ul><li>Home<li>About</ul></nav>", "Home\nAbout"),
        ("<a>Home</a><a>About</a>", "Home\nAbout"),
        ("<tr><td>a</td><td>b</td></tr>", "a b"),
        ("<q>so</q>, he said", "“so”, he said"),
        ("&nbsp;&nbsp; a&nbsp;b", "a\u00a0b"),
    ],
)
def test_blocks_are_lines_as_browsers_show_them(page: str, text: str) -> None:
    assert reads(page) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("end.<sup>12</sup> Next", "end.[12] Next"),
        ("end.<sup>(3)</sup>", "end.[3]"),
        ("end.<sup>&dagger;</sup>", "end.†"),
        ("end.<sup>1, 2</sup>", "end.[1][2]"),
        ("end.<sup>a</sup>", "end.[a]"),
        ("the 19<sup>th</sup>, le 1<sup>er</sup>", "the 19th, le 1er"),
        ("5 km<sup>2</sup>, 10<sup>6</sup>, 10<sup>-3</sup>", "5 km², 10⁶, 10⁻³"),
        ("in 1914<sup>7</sup>", "in 1914[7]"),
        ("<a href=#fn1 id=r>1</a><p id=fn1>Ibid. <a href=#r>^</a>", "[1]\n\n[1] Ibid."),
        ("<a href='/x#fn1'>1</a><p id=fn1>1 Ibid.", "[1]\n\n1 Ibid."),
        ("<a href=#fn1 id=r>1</a><p id=fn1>Ibid. [<a href=#r>^</a>]", "[1]\n\n[1] Ibid."),
        ("see <a href='#p2'>2</a><h2 id=p2>Two</h2>", "see 2\n\nTwo"),
        ("<section class=footnotes><ol><li>Ibid.</ol></section>", "[1] Ibid."),
        ("<dl><dt>1</dt><dd>Ibid.</dd></dl>", "1 Ibid."),
    ],
)
def test_notes_and_their_calls_get_one_shape(page: str, text: str) -> None:
    assert reads(page) == text


@pytest.mark.parametrize(
    "page",
    [
        "<script>a < b; '<p>x</p>'</script>",
        "<style>p > b {}</style>",
        "<title>T</title>",
        "<!-- <p>x</p> -->",
        "<!doctype html>",
        "<a title='a > b'>",
        "<noscript><p>x</p></noscript>",
        "<select><option>x</select>",
    ],
)
def test_what_browsers_do_not_show_is_not_read(page: str) -> None:
    view = view_of(f"a{page}b")

    assert view.text == "ab"
    assert {run.rule for run in view.runs} <= {"", "markup", "unprinted"}


def test_words_that_look_like_markup_stay_words() -> None:
    assert reads("<p>&lt;script&gt; a < b &amp;lt; &copy2015 AT&T</p>") == (
        "<script> a < b &lt; ©2015 AT&T"
    )


# ------------------------------------------------------------------ which sources are pages
@pytest.mark.parametrize(
    ("name", "text", "is_page"),
    [
        ("a.html", "x", True),
        ("a.HTM", "x", True),
        ("a.txt", "\ufeff\n<!-- saved from url=(0014)about:internet -->\n<!DOCTYPE html><p>", True),
        ("a.txt", "<html><p>", True),
        ("a.txt", "<htmlish> is a word", False),
        ("a.txt", "A text about <html>", False),
    ],
)
def test_a_page_is_known_by_its_name_or_its_beginning(name: str, text: str, is_page: bool) -> None:
    assert Source(name, text.encode(), "utf-8", text).is_page == is_page


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("ISO-8859-7", "iso8859-7"),
        ("shift_jis", "cp932"),
        ("utf-8", "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(charset: str, codec: str) -> None:
    words = {"cp1251": "крах", "iso8859-7": "λόγος", "cp932": "注釈"}.get(codec, "café")
    raw = f"<meta charset={charset}><p>{words}".encode(codec)

    source = read_source("a.html", raw)

    assert (source.encoding, source.text.encode(source.encoding)) == (codec, raw)
    assert clean(source).text == words


def test_a_page_that_was_saved_anew_as_utf_8_is_read_so_whatever_it_names() -> None:
    source = read_source("a.html", "<meta charset=iso-8859-1>é".encode())

    assert source.encoding == "utf-8"


def test_an_edition_is_begun_from_a_page_and_keeps_it_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = PAGES[[path.stem for path in PAGES].index("wordpress-old-french")]
    monkeypatch.chdir(tmp_path)

    assert cli.main(["new", "nuages", str(saved)]) == 0
    assert cli.main(["convert", "nuages"]) == 0
    assert cli.main(["show", "--after", "clean", "nuages"]) == 0

    home = tmp_path / "source_texts" / "nuages"
    article = (tmp_path / "docs/editions/nuages/text/article.md").read_text("utf-8")
    assert (home / "source.html").read_bytes() == saved.read_bytes()
    assert 'language = "fr"' in (home / "source.toml").read_text("utf-8")
    assert "4 notes, 4 markers, 5 paragraphs, 2 comments" in capsys.readouterr().out
    assert article.count("[^") == 8
    assert "<p>" not in article


EMPHATIC = """<html><body><h1>The <i>Register</i> of Lamps</h1><p>By Tobias Wick</p>
<p>He kept <em>The <i>Old</i> Register</em>, un<cite>believ</cite>ably, for <i>ten<sup>1</sup> long
years</i>. <i>A line<br>and another.</i> {}</p><h2>Notes</h2><p>1. See <i>nobody</i>, p. 3.</p>"""


def test_what_a_page_sets_off_is_set_off_in_the_edition() -> None:
    page = EMPHATIC.format("He had nothing else to do in the evenings of that long winter. " * 4)
    article, *_ = myst.pages(convert(Source("page.html", page.encode(), "utf-8", page)))
    found = re.findall(r"\{emphasis\}`(.+?)`", article.text)
    wanted = [
        "Register",
        "The Old Register",
        "believ",
        "ten",
        "long years",
        "A line",
        "and another.",
    ]
    assert found == [*wanted, "nobody"]
    assert "{emphasis}`ten`[^1] {emphasis}`long years`" in article.text
