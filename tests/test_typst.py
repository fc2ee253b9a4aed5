"""The PDF: a book, tagged and archival, with every voice in it and nothing of it acting."""

from __future__ import annotations

import re
import shutil
import string
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from docutils import nodes
from docutils.core import publish_doctree
from sphinx.testing.util import SphinxTestApp

import pdf_words
from edition_tools.publish import columns, scripts, title
from edition_tools.publish.statement import Statement
from edition_tools.publish.typst import compile as typst_compile
from edition_tools.publish.typst import glyphs
from edition_tools.publish.typst.code import literal, value
from pdf_words import Element

ROOTS = Path(__file__).with_name("roots")
# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

HALF_TITLE_AND_TITLE = (
    "Vom Leuchtturm Vom Leuchtturm A. Wärter Edited by Ada Bell from the witness L Draft"
)
SPOKEN = re.compile(rb"/Lang ?\(([a-z]{2,3})\)")  # /Span << /Lang (ru) >> BDC

HOSTILE = (
    '#import "@preview/cetz:0.1.0": *',
    "#panic() #{ let x = 1 } #sys.version",
    '"; panic("a") ; "',
    '\\" \\u{41} \\n #"\\u{41}"',
    "a]; [b](c) .name ]; }); ) } ]",
    "= Not a heading",
    "- not a list + nor this / nor: that",
    '$x^2$ <label> @reference #label("p1")',
    "// no comment /* nor this */ https://example.org//x",
    "*bold* _stress_ `raw` ```typ #x``` ~ -- --- ... -?",
    "«quotes» “quotes” 'quotes' \"quotes\" ‘quotes’",
    "100% & <b>&amp;</b> {{x}} {role}`y` [^1] | a | b |",
    "fi ffi ffl st — ﬁ ſt Æ œ ß ĳ",
    "a\u2028line\u2029end soft\u00adhyphen no\u00a0break zero\u200bwidth",
    "#set page(width: 1pt)",
)


def _built(root: str, tmp_path: Path, hostile: bool = True, private: bool = False) -> SphinxTestApp:
    source = tmp_path / root
    shutil.copytree(ROOTS / root, source)
    if hostile:
        page = "# Hostile words\n\n" + "\n\n".join(_escaped(it) for it in HOSTILE) + "\n"
        (source / "hostile.md").write_text(page, encoding="utf-8")
    settings = {"edition_private": True} if private else {}
    app = SphinxTestApp(
        buildername="edition-pdf", srcdir=source, freshenv=True, confoverrides=settings
    )
    app.build()
    return app


def _escaped(text: str) -> str:
    return "".join("\\" + it if it in string.punctuation else it for it in text)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the project that is no edition."""
    app = _built("test-print-plain", tmp_path_factory.mktemp("plain"))
    assert app.warning.getvalue() == ""
    made = Path(app.outdir, "plain-pages.pdf")
    app.cleanup()
    return made


@pytest.fixture(scope="module")
def plain_tree(plain: Path) -> Element:
    """Its structure tree."""
    return pdf_words.read(plain)


def test_the_pdf_is_tagged_and_says_which_standards_it_keeps(plain: Path) -> None:
    with pikepdf.open(plain) as pdf:
        metadata = pdf.open_metadata()

        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"] == "Plain Pages"


def test_every_chapter_has_a_bookmark_and_the_front_pages_have_roman_numbers(plain: Path) -> None:
    with pikepdf.open(plain) as pdf, pdf.open_outline() as outline:
        labels = pdf.Root.PageLabels.Nums

        assert [it.title for it in outline.root] == ["Contents", "Forms of a page", "Hostile words"]
        assert str(labels[1].S) == "/r"
        assert str(labels[len(labels) - 1].S) == "/D"


def test_a_blank_page_is_blank(plain: Path) -> None:
    with pikepdf.open(plain) as pdf:
        empty = [number for number, page in enumerate(pdf.pages, 1) if not _shows_text(page)]

    assert empty == [2, 6]  # behind the half-title, and before the first chapter


def _shows_text(page: pikepdf.Page) -> bool:
    return any(str(it.operator) == "BT" for it in pikepdf.parse_content_stream(page))


def test_text_of_a_source_prints_to_the_letter_and_nothing_in_it_acts(plain_tree: Element) -> None:
    paragraphs = [it.words() for it in plain_tree.all("P")]

    for text in HOSTILE:
        assert " ".join(text.replace("\u00ad", "").split()) in paragraphs


def test_the_words_of_a_page_stand_in_order(plain_tree: Element) -> None:
    words = plain_tree.words("Note", "Lbl", "TOC")
    places = [
        words.index(it)
        for it in (
            "A first paragraph with stress, weight, code, a link and a reference. Its second line",
            "Ein Wort auf Deutsch, слово по-русски, and λόγος beside ἡ ἐπιστολή. The first note",
            "A quotation, displayed. Its second paragraph.",
            "A line of verse, a line set in, and a last one.",
            "one",
            "two and a half",
            "What it means.",
            "Head Other cell more",
            "In a box.",
            'print("kept as it is")',
            "A heading that skips a level The end.",
        )
    ]

    assert places == sorted(places)


def test_a_note_is_set_once_and_called_twice(plain_tree: Element) -> None:
    notes = [it.words() for it in plain_tree.all("Note")]

    assert notes == [
        "1. The first note. Its second paragraph.",
        "2. The second note, with stress.",
    ]
    assert [it.words() for it in plain_tree.all("Link")].count("1") == 2


def test_no_note_stands_on_a_page_before_its_call(tmp_path: Path) -> None:
    words = "the keeper wrote down what the lamp had seen of ships and weather "
    passages = "\n\n".join(
        f"{words[: 9 + 9 * (n % 8)]}call{n}c[^{n}c] call{n}d[^{n}d] "
        f"{words * (4 + n % 5)}call{n}a[^{n}] and call{n}b[^{n}b] {words[: 5 * (n % 9)]}end."
        for n in range(1, 91)
    )
    notes = "\n".join(
        f"[^{n}]: note{n}a.\n[^{n}b]: note{n}b {words * 4}\n"
        f"[^{n}c]: note{n}c.\n[^{n}d]: note{n}d {words * (n % 4)}"
        for n in range(1, 91)
    )
    source = tmp_path / "test-print-plain"
    shutil.copytree(ROOTS / "test-print-plain", source)
    (source / "forms.md").write_text(f"# Lamps\n\n{passages}\n\n{notes}\n", encoding="utf-8")
    app = SphinxTestApp(buildername="edition-pdf", srcdir=source, freshenv=True)
    app.build()
    app.cleanup()
    place = {
        word: number
        for number, page in enumerate(pdf_words.pages(Path(app.outdir, "plain-pages.pdf")))
        for word in re.findall(r"(?:call|note)\d+[a-d]", page)
    }
    called = [word for word in place if word.startswith("call")]

    assert len(called) == 360
    assert [it for it in called if place[it.replace("call", "note")] < place[it]] == []


def test_a_table_takes_the_width_that_its_words_ask_for_and_no_more_than_they_need() -> None:
    heads = ".. list-table::\n\n   * - 1776\n     - {}\n"
    short, long = (
        next(publish_doctree(heads.format(words)).findall(nodes.tgroup))
        for words in ("a lamp", "what the keeper saw " * 12)
    )
    narrow, wide = columns.shares(long)

    assert columns.fits(short)
    assert not columns.fits(long)
    assert narrow + wide == pytest.approx(1)
    assert wide > 5 * narrow


def test_heading_levels_never_skip(plain_tree: Element) -> None:
    kinds = [it.kind for it in plain_tree.walk() if it.kind.startswith("H")]

    assert kinds == ["H1", "H1", "H2", "H2", "H3", "H1"]


def test_words_in_another_script_have_their_own_language(plain: Path) -> None:
    source = plain.with_suffix("") / "plain-pages.typ"

    code = source.read_text(encoding="utf-8")

    assert 'in-language(lang: "ru", {[];"слово по-русски"' in code
    assert 'in-language(lang: "grc", {[];"ἡ ἐπιστολή"' in code


def test_two_builds_are_equal_to_the_byte(plain: Path, tmp_path: Path) -> None:
    app = _built("test-print-plain", tmp_path)
    again = Path(app.outdir, "plain-pages.pdf").read_bytes()
    app.cleanup()

    assert plain.read_bytes() == again


@dataclass(frozen=True)
class Printed:
    """A PDF, and the pages it was made from."""

    path: Path
    pages: tuple[nodes.document, ...]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A small edition: a German text by English editors."""
    app = _built("test-print", tmp_path_factory.mktemp("edition"), hostile=False)
    assert app.warning.getvalue() == ""
    names = ("article", "commentary")
    pages = tuple(app.env.get_doctree(f"editions/leuchtturm/text/{it}") for it in names)
    made = Printed(Path(app.outdir, "leuchtturm.pdf"), pages)
    app.cleanup()
    return made


@pytest.fixture(scope="module")
def edition(printed: Printed) -> Path:
    """Its PDF."""
    return printed.path


@pytest.fixture(scope="module")
def edition_tree(edition: Path) -> Element:
    """Its structure tree."""
    return pdf_words.read(edition)


def test_every_edition_of_a_project_is_a_book_of_its_own(edition: Path) -> None:
    assert [it.name for it in sorted(edition.parent.glob("*.pdf"))] == ["leuchtturm.pdf"]


def test_the_first_pages_say_whose_book_it_is_and_what_one_may_do_with_it(
    edition_tree: Element,
) -> None:
    words = edition_tree.words("Note")
    first = words[: words.index("Contents")]

    assert first.startswith(HALF_TITLE_AND_TITLE)
    assert "The Harbour Press" in first
    assert "Text: nobody. public domain. Editors’ notes: the editors. CC BY 4.0." in first
    assert "Compared with the print of 1912, by AB; nobody has checked it again." in first
    assert "SHA-256 00ff" in first


def test_each_chapter_stands_where_a_book_has_it(edition_tree: Element) -> None:
    assert [it.words("Note", "Lbl") for it in edition_tree.all("H1")] == [
        "Contents",
        "Introduction",
        "Vom Leuchtturm",
        "Works cited",
        "Principles of the edition",
        "The post and its readers",
    ]


def test_the_contents_list_every_chapter_with_its_page(edition_tree: Element) -> None:
    assert [it.words() for it in edition_tree.all("TOCI")] == [
        "Introduction vi",
        "Vom Leuchtturm 1",
        "Die Rechnung 2",
        "Works cited 3",
        "Principles of the edition 4",
        "Appendix: The post and its readers 5",
    ]


def test_the_text_reads_as_the_edition_reads_it(edition_tree: Element) -> None:
    words = edition_tree.words("Note", "Lbl")

    assert "sah ich von dem Umgang aus das Eis" in words
    assert "ein Haus mit so vielen Fenstern." in words
    assert "Das Licht geht um, das Licht geht aus, und keiner kommt davon nach Haus." in words
    assert 'kostete 3 #Mark, "bar" und [ohne Abzug]; *mehr* war nicht zu haben.' in words
    assert "vom Umgang aus" not in words


def test_each_note_of_each_voice_is_printed_once_with_its_mark(edition_tree: Element) -> None:
    notes = [it.words("Note")[:36].split(" ", 1) for it in edition_tree.all("Note")]

    assert sorted((mark, words[:12]) for mark, words in notes) == sorted(
        [
            ("1.", "The editors "),
            ("*", "Der Name des"),
            ("1.", "Brandt, Die "),
            ("b", "The title is"),
            ("a", "A saying of "),
            ("2.", "So im Buche "),
            ("†", "von dem Umga"),
            ("c", "“Hope”: a co"),
            ("3.", "Ebd., S. 40."),
            ("†", "so vielen Fe"),
            ("4.", "Vorschrift f"),
            ("a", "It was pulle"),
        ]
    )


def test_the_pdf_has_the_words_of_every_passage_in_order(
    printed: Printed, edition_tree: Element
) -> None:
    passages = [
        _without_calls(node)
        for page in printed.pages
        for node in page.findall(nodes.Element)
        if node.get("passage")
    ]
    paragraphs = [it.words("Note", "Lbl") for it in edition_tree.all("P")]

    assert len(passages) == 10
    assert [it for it in paragraphs if it in passages] == passages


def test_the_pdf_has_the_words_of_every_note(printed: Printed, edition_tree: Element) -> None:
    notes = [
        " ".join("\n".join(_shown(it) for it in note.children).split())
        for page in printed.pages
        for note in page.findall(nodes.footnote)
        if note.get("backrefs")
    ]
    set_ = [it.words() for it in edition_tree.all("Note")]

    assert len(notes) == 11
    assert sorted(notes) == sorted(set_[1:])  # the first is the editors', in their introduction


def _without_calls(passage: nodes.Element) -> str:
    copy = passage.deepcopy()
    for call in list(copy.findall(nodes.footnote_reference)):
        call.parent.remove(call)
    return " ".join(copy.astext().split())


def _shown(part: nodes.Node) -> str:
    words = part.astext()
    is_figure = isinstance(part, nodes.label) and words.isalnum() and not words.isalpha()
    return f"{words}." if is_figure else words


def test_a_note_on_a_note_stands_beside_it_and_not_within_it(edition_tree: Element) -> None:
    within = [it for note in edition_tree.all("Note") for it in note.all("Note")[1:]]

    assert within == []
    assert "1. Brandt, Die Feuer der Küsteb, S. 12–13." in [
        it.words() for it in edition_tree.all("Note")
    ]


def test_an_apparatus_entry_gives_both_readings_and_who_decided(edition_tree: Element) -> None:
    entries = [it.words() for it in edition_tree.all("Note") if it.words().startswith("†")]

    assert entries == [
        "† von dem Umgang aus] vom Umgang aus L (AB) A slip of the copyist.",
        "† so vielen Fenstern] zu vielen Fenstern L (AB) So the sense wants it.",
    ]


def test_a_note_without_a_mark_is_printed_after_the_text(edition_tree: Element) -> None:
    words = edition_tree.words("Note", "Lbl")

    assert "zu haben. Notes without a mark in the text [5] Eine Anmerkung, deren Ziffer" in words


def test_text_and_editors_have_each_their_own_language(edition: Path) -> None:
    with pikepdf.open(edition) as pdf:
        streams = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        spoken = {str(it.Lang) for it in pdf.objects if _says_language(it)}
        spoken |= {it.decode() for it in SPOKEN.findall(streams)}

    assert spoken >= {"en", "de", "ru", "el"}


def _says_language(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing


def test_a_link_leads_to_its_place_and_back(edition: Path) -> None:
    with pikepdf.open(edition) as pdf:
        links = [it for page in pdf.pages for it in page.get("/Annots", []) if _is_inner(it)]

        assert len(links) > 2 * 12  # each note is linked both ways, and there is more


def _is_inner(annotation: pikepdf.Object) -> bool:
    return annotation.Subtype == "/Link" and ("/Dest" in annotation or "/D" in annotation.A)


def test_what_is_withheld_is_said_to_be_and_its_words_are_nowhere(
    edition: Path, edition_tree: Element
) -> None:
    source = edition.with_suffix("") / "leuchtturm.typ"

    assert "an insult to a keeper" in edition_tree.words()
    assert "Unprintable" not in edition_tree.words()
    assert "Unprintable" not in source.read_text(encoding="utf-8")


def test_a_private_build_shows_it_behind_a_content_note(tmp_path: Path) -> None:
    app = _built("test-print", tmp_path, hostile=False, private=True)
    words = pdf_words.read(Path(app.outdir, "leuchtturm.pdf")).words()
    app.cleanup()

    assert "Content note: an insult to a keeper Unprintable wordage." in words


def test_an_edition_that_is_no_longer_here_leaves_no_pdf_behind(tmp_path: Path) -> None:
    app = _built("test-print", tmp_path, hostile=False)
    shutil.rmtree(Path(app.srcdir, "editions", "leuchtturm"))
    Path(app.srcdir, "editions").mkdir(exist_ok=True)
    Path(app.srcdir, "index.md").write_text("# Editions\n", encoding="utf-8")
    again = SphinxTestApp(buildername="edition-pdf", srcdir=Path(app.srcdir), freshenv=True)
    again.build()
    left = sorted(it.name for it in Path(again.outdir).iterdir())
    app.cleanup()

    assert left == []


def test_a_character_that_no_font_has_is_named_with_its_passage(tmp_path: Path) -> None:
    source = tmp_path / "pages"
    shutil.copytree(ROOTS / "test-print-plain", source)
    index = (source / "index.md").read_text(encoding="utf-8")
    (source / "index.md").write_text(index.replace("Plain", "\U0001f600"), encoding="utf-8")
    (source / "hostile.md").write_text("# Signs\n\nA \U0001f600 and 漢字.\n", encoding="utf-8")
    app = SphinxTestApp(buildername="edition-pdf", srcdir=source, freshenv=True)
    app.build()
    said = app.warning.getvalue()
    words = pdf_words.read(Path(app.outdir, "plain-pages.pdf")).words()
    app.cleanup()

    assert "hostile.md:3: WARNING: no font has '\U0001f600' (U+1F600) in signs" in said
    assert "U+6F22" in said
    assert "A [U+1F600] and [U+6F22][U+5B57]." in words


def test_a_character_that_fails_only_in_its_place_is_found_by_printing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glyphs, "missing", lambda _: frozenset())
    app = _built("test-print-plain", tmp_path)
    page = Path(app.srcdir, "hostile.md")
    page.write_text("# Signs\n\nA \U0001f600.\n", encoding="utf-8")
    app.build()
    words = pdf_words.read(Path(app.outdir, "plain-pages.pdf")).words()
    app.cleanup()

    assert "A [U+1F600]." in words


def test_what_typst_refuses_is_said_without_the_words_of_the_book(tmp_path: Path) -> None:
    source = tmp_path / "book.typ"
    source.write_text('#"secret words"\n#unknown("secret words")\n', encoding="utf-8")

    with pytest.raises(typst_compile.NotPrinted) as caught:
        typst_compile.compile_pdf(source, tmp_path / "book.pdf", 0)

    assert "unknown variable: unknown" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert not (tmp_path / "book.pdf").exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (None, "none"),
        (True, "true"),
        (3, "3"),
        ('a "b" \\c', '"a \\"b\\" \\\\c"'),
        ("line\nend", '"line\\u{a}end"'),
        ([], "()"),
        ([1], "(1, )"),
        ({}, "(:)"),
        ({"a b": "c"}, '("a b": "c", )'),
    ],
)
def test_plain_values_become_code_that_says_the_same(given: object, code: str) -> None:
    assert value(given) == code  # type: ignore[arg-type]


def test_a_literal_is_one_line_whatever_the_text() -> None:
    everything = "".join(map(chr, range(0x3000)))

    assert len(literal(everything).splitlines()) == 1


def test_only_characters_without_a_glyph_are_missing() -> None:
    assert glyphs.missing("Aé ѣ ἄ א fi — \U0001f600\ue000\x01") == {"\U0001f600", "\ue000", "\x01"}


@pytest.mark.parametrize(
    ("text", "surrounding", "pieces"),
    [
        ("no other script", "en", [("", "no other script")]),
        ("слово", "ru", [("", "слово")]),
        ("see слово и дело, p. 3", "en", [("", "see "), ("ru", "слово и дело"), ("", ", p. 3")]),
        ("її", "en", [("uk", "її")]),
        ("λόγος", "en", [("el", "λόγος")]),
        ("ὁ λόγος", "en", [("grc", "ὁ λόγος")]),
    ],
)
def test_the_language_of_another_script_is_guessed(
    text: str, surrounding: str, pieces: list[tuple[str, str]]
) -> None:
    assert scripts.runs(text, surrounding) == pieces


def test_the_date_in_the_pdf_comes_from_the_edition_and_never_from_the_clock() -> None:
    def dated(received: str) -> float:
        return title.Title("x", "X", Statement(raw={"received": received})).moment.timestamp()

    assert dated("2024-05-31") == 1717113600
    assert dated("in May") == dated("2024-13-31") == dated("") == title.EPOCH.timestamp()
