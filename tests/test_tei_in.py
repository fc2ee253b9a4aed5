"""TEI read in: what a document marks is taken as it says, nothing of its source is lost, and what
we have written comes back as it was."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from conftest import ROOT
from edition_tools.cli import main
from edition_tools.convert import convert
from edition_tools.convert.tei import header
from edition_tools.emit import ledger, myst
from edition_tools.findings import Code, UnreadableText
from edition_tools.model import Edition
from edition_tools.text import Source, read_source
from edition_tools.vocabulary import BlockKind

TEI = "{http://www.tei-c.org/ns/1.0}"
COUNTED = re.compile(r' xml:id="id\d+"')  # of a citation
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
OF_EDITORS = ("page-introduction", "page-principles")
CASES = Path(__file__).with_name("cases") / "tei"
# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


def source_of(body: str, name: str = "letter.xml") -> Source:
    """A document with this text."""
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text>{body}</text></TEI>'
    return read_source(name, text.encode())


def case(name: str) -> Edition:
    return convert(read_source(name, (CASES / name).read_bytes()))


def blocks(edition: Edition) -> list[tuple[str, str]]:
    text = edition.view.text
    return [(it.kind.value, it.span.trimmed(text).of(text)) for it in edition.blocks.blocks]


def notes(edition: Edition) -> list[tuple[str, str]]:
    text = edition.view.text
    return [(it.label, it.span.of(text) if it.span else "") for it in edition.notes.notes]


def article(edition: Edition) -> str:
    return myst.pages(edition)[0].text


# ------------------------------------------------------------------ other people's files
@pytest.mark.parametrize("path", sorted(CASES.glob("*.xml")), ids=lambda path: path.stem)
def test_source_and_ledger_give_the_edition_and_edition_and_ledger_the_source(path: Path) -> None:
    edition = convert(read_source(path.name, path.read_bytes()))
    entries = ledger.entries(edition)
    source = edition.view.source.text

    assert ledger.to_source(ledger.to_edition(source, entries), entries) == source


def test_notes_within_a_paragraph_are_notes_and_not_its_words() -> None:
    edition = case("notes-in-place.xml")

    assert notes(edition) == [
        ("1", "The mill burnt down in 1831."),
        ("2", "So the parish book.\n\nThe vicar says otherwise."),
    ]
    assert "stood by the river[^1] until the fire\\.[^2] Nobody" in article(edition)


def test_notes_at_the_end_are_called_where_a_pointer_says_so() -> None:
    edition = case("notes-at-the-end.xml")

    assert notes(edition) == [("star", "A first note."), ("b", "A second one.")]
    assert [[mark.printed for mark in it.marks] for it in edition.notes.notes] == [["*"], ["b"]]


def test_a_note_that_nothing_calls_is_a_finding() -> None:
    edition = convert(source_of("<body><p>Words.</p></body><back><note n='3'>Lost.</note></back>"))

    assert [(it.code, it.note) for it in edition.findings] == [(Code.NOTES_MARKER_LOST, "3")]


def test_an_old_print_is_read_as_it_was_printed() -> None:
    edition = case("old-print.xml")

    assert blocks(edition) == [
        ("heading", "Of Bridges"),
        ("paragraph", "A bridge ſhould be ſtrong, and broad enough for two carts."),
        ("verse", "The bridge is down,\nThe ford is deep,"),
        ("quotation", "No man ſhall paſs without a penny."),
        ("paragraph", "So it is written."),
    ]


def test_a_spelling_made_modern_is_left_out_and_reported() -> None:
    found = [it.message for it in case("old-print.xml").findings if it.code == Code.CLEAN_MARKUP]

    assert found == [
        "<reg> says a spelling of the file’s own, which is not kept (2 times)",
        "<vessel> is no element that is known here, which is not kept (once)",
    ]


def test_a_word_divided_at_a_line_s_end_is_one_where_the_document_says_so() -> None:
    edition = convert(source_of('<body><p>a won<lb break="no"/>der and<lb/>more</p></body>'))

    assert blocks(edition) == [("paragraph", "a wonder and more")]


def test_references_to_characters_are_read() -> None:
    edition = convert(source_of("<body><p>caf&#xE9; &amp; <![CDATA[<b>]]></p></body>"))

    assert blocks(edition) == [("paragraph", "café & <b>")]


def test_the_header_gives_title_author_date_language_and_people() -> None:
    path = CASES / "notes-in-place.xml"
    found = header.read(read_source(path.name, path.read_bytes()))

    assert (found.title, found.author, found.date) == ("The Mill", "Ada Brown", "1840-05")
    assert (found.language, found.publisher) == ("fr", "The Parish Press")
    assert [(it.initials, it.name, it.role) for it in found.people] == [
        ("JS", "John Smith", "encoded by")
    ]
    assert {it.publish for it in found.rights} == {"local"}


# ------------------------------------------------------------------ nothing is loaded, nothing acts
BOMB = """<!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<TEI><text><body><p>&b;</p></body></text></TEI>"""
OUTSIDE = """<!DOCTYPE TEI [<!ENTITY file SYSTEM "file:///etc/hostname">]>
<TEI><text><body><p>&file;</p></body></text></TEI>"""
PARAMETER = """<!DOCTYPE TEI [<!ENTITY % file SYSTEM "http://localhost/x.dtd"> %file;]>
<TEI><text><body><p>Words.</p></body></text></TEI>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, PARAMETER], ids=["bomb", "file", "parameter"])
def test_a_document_that_declares_entities_is_refused(text: str) -> None:
    with pytest.raises(UnreadableText, match="declares an entity"):
        convert(read_source("bad.xml", text.encode()))


def test_a_schema_that_a_document_names_is_never_looked_for() -> None:
    text = '<!DOCTYPE TEI SYSTEM "file:///nowhere/tei.dtd"><TEI><text><body><p>a&mdash;b</p></body></text></TEI>'

    assert blocks(convert(read_source("old.xml", text.encode()))) == [("paragraph", "a—b")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<TEI><text><p>a</text></TEI>", "mismatched tag, line 1, column 18"),
        ("<TEI><text><body/></text></TEI>", "has no words"),
        ("<TEI><text>&eacute;</text></TEI>", "undefined entity"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(text: str, said: str) -> None:
    with pytest.raises(UnreadableText, match=said):
        convert(read_source("bad.xml", text.encode()))


def test_words_that_look_like_markup_stay_words() -> None:
    edition = convert(source_of("<body><p>&lt;script&gt; [^1] {role}`x` :::</p></body>"))

    assert "\\<script> \\[^1\\] \\{role\\}\\`x\\`" in article(edition)


NAMES = (
    *("p", "div", "head", "note", "ref", "q", "quote", "lg", "l", "item", "choice", "sic", "corr"),
    *("post", "text", "front", "back", "body", "byline", "lb", "app", "lem", "anchor", "unknown"),
)
WORDS = (
    *("word ", "a", " ", "\n", "&amp;", "&#x2014;", "\r\n", "<!-- c -->", "<![CDATA[x<y]]>"),
    *("\u00a0", "\u2028", "[^1]", "Smith, Book (London, 1999), p. 3. "),
)
ATTRIBUTES = (
    *("", ' xml:id="n1"', ' target="#n1"', ' target="#n2" xml:id="n3"', ' n="*"', ' n="a)"'),
    *(' type="commentary"', ' type="frame"', ' type="author-notes"', ' ana="#known-break-ruled"'),
)
OURS = '<teiHeader><application ident="edition-tools"/></teiHeader>'


def tagged(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element of any kind round something."""
    return st.builds(
        lambda name, attributes, words: f"<{name}{attributes}>{''.join(words)}</{name}>",
        st.sampled_from(NAMES),
        st.sampled_from(ATTRIBUTES),
        st.lists(inside, max_size=4),
    )


@given(
    head=st.sampled_from(("", OURS)),
    parts=st.lists(st.recursive(st.sampled_from(WORDS), tagged, max_leaves=25), max_size=6),
)
@settings(max_examples=120, deadline=None)
def test_whatever_is_tagged_how_nothing_is_lost_and_the_parts_fit(
    head: str, parts: list[str]
) -> None:
    text = f"<TEI>{head}<text><body>Begun. {''.join(parts)}</body></text></TEI>"
    edition = convert(read_source("any.xml", text.encode()))
    entries = ledger.entries(edition)

    assert ledger.to_source(ledger.to_edition(text, entries), entries) == text
    assert article(edition)


# ------------------------------------------------------------------ there and back
@pytest.fixture(scope="module")
def there_and_back(tmp_path_factory: pytest.TempPathFactory) -> tuple[etree._Element, ...]:
    """The specimen's TEI, and the TEI of an edition that was begun with it."""
    first, second = tmp_path_factory.mktemp("there"), tmp_path_factory.mktemp("back")
    for name in ("conf", "source_texts/specimen", "docs/editions/specimen"):
        shutil.copytree(ROOT / name, first / name, ignore=shutil.ignore_patterns("text", ".text*"))
    shutil.copy(ROOT / "docs" / "index.md", first / "docs" / "index.md")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(first)
        assert main(["build", "tei", "--private"]) == 0
        made = first / "build" / "private" / "tei" / "specimen.xml"
        patch.chdir(second)
        assert main(["new", "specimen", str(made)]) == 0
        assert main(["build", "tei", "--private"]) == 0
    assert (second / "source_texts/specimen/source.xml").read_bytes() == made.read_bytes()
    again = second / "build" / "private" / "tei" / "specimen.xml"
    return tuple(etree.parse(str(it)).getroot() for it in (made, again))


def said(root: etree._Element) -> list[str]:
    """What stands off, the texts with all notes and readings, the works, pages of the editors, line
    by line; without the ids that a program counts."""
    names = ("standOff", "group", "listBibl")
    parts = [it for name in names for it in root.iter(f"{TEI}{name}")]
    parts += [it for it in root.iter(f"{TEI}div") if it.get(XML_ID) in OF_EDITORS]
    lines = "\n".join(etree.tostring(it, encoding="unicode") for it in parts)
    return [COUNTED.sub("", line.strip()) for line in lines.split("\n") if line.strip()]


def test_what_we_wrote_comes_back_to_the_letter_and_what_editors_wrote_too(
    there_and_back: tuple[etree._Element, ...],
) -> None:
    first, again = (said(root) for root in there_and_back)

    assert again == first
    assert len(first) > 1000


EDITORS = r"""
:::{editorial-note} “the “old” mill & \*weir\*”
:id: e1
:by: AB
:kind: gloss
:status: approved
:signed: CD

**(Bold)** and *so*, H{sub}`2`O, x{superscript}`2`, `code {x}`, [a link](<https://example.org/?a=b&c>),
{passage}`p1`, {passage}`n1`; {cite:p}`{see}smith1840{p. 3},brown1850` and
{cite:t}`brown1850{ch. 2}`.

> A quotation \{role\}\`x\` \[^1\] \<script> \$x\$ \| a \|

1. one
   - inner \# not a heading
   - \::: not a fence
2. two

```text
::: code ```
```

\# Words \* that \_look\_ like markup &amp;amp; \---
:::

:::{editorial-note} “Words”
:id: e2
:in: e1
:by: CD
:status: draft

A note on a note.
:::
"""
EMENDATIONS = """
:::{emendation} → “never ”
:id: a1
:after: "had stood"
:class: author
:cert: low
:by: AB
:::

:::{emendation} “there ” →
:id: a2
:class: print
:cert: medium
:by: AB

Why: \\*.
:::

:::{emendation} “a hundred”
:id: a3
:class: author
:by: CD

Retained.
:::
"""
REGISTERS = """
[[person]]
name = "Smith, \\"John\\""
forms = ["John Smith", "Smith"]
wikidata = "Q12"

[[archive]]
name = "The Parish Chest"
forms = ["parish book"]
note = "Kept by the vicar."

[[event]]
date = "1740~"
name = "The mill is built."
passage = "p1"
"""
WORKS = """@book{brown1850, author = {Brown, Jr, Ada and {Mill Society}}, title = {Weirs & {DNA}},
 subtitle = {A \\emph{View}}, translator = {Roe, Jane and Doe, John}, publisher = {Society},
 date = {1850}}
@article{smith1840, author = {Smith, John}, title = {The Mill}, journaltitle = {J. of Mills},
 volume = {3}, number = {2}, pages = {1--9}, date = {1840}, doi = {10.1/x}}
"""
PEOPLE = """
[[people]]
initials = "AB"
name = "Ada Brown"
[[people]]
initials = "CD"
name = "Cy Dunn"
"""
TEXT = """The Mill

By Ada Brown

We saw the “old” mill & \\*weir\\*. It had stood there for a hundred years, says the parish book.[1]

Notes

[1] John Smith, The Mill (London, 1840), p. 3.
"""


def test_whatever_editors_write_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (first / "mill.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(first)
    assert main(["new", "mill", "mill.txt"]) == 0
    manifest = first / "source_texts/mill/source.toml"
    people = manifest.read_text("utf-8").replace("[rights.text]", f"{PEOPLE}[rights.text]")
    manifest.write_text(people, "utf-8")
    home = first / "docs/editions/mill"
    for name, words in (
        ("notes/article.md", EDITORS),
        ("emendations/article.md", EMENDATIONS),
        ("registers.toml", REGISTERS),
        ("works.bib", WORKS),
    ):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(words, "utf-8")
    assert main(["build", "tei"]) == 0
    made = first / "build/public/tei/mill.xml"
    monkeypatch.chdir(second)
    assert main(["new", "mill", str(made)]) == 0
    assert main(["build", "tei"]) == 0
    again = second / "build/public/tei/mill.xml"

    assert said(etree.parse(str(again)).getroot()) == said(etree.parse(str(made)).getroot())


def test_title_author_date_people_and_rights_come_back(
    there_and_back: tuple[etree._Element, ...],
) -> None:
    for name in ("titleStmt", "availability", "langUsage"):
        first, again = (next(root.iter(TEI + name)) for root in there_and_back)
        assert etree.tostring(again, method="c14n") == etree.tostring(first, method="c14n")


def test_the_new_manifest_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", "mill", str(CASES / "notes-in-place.xml")])
    found = tomllib.loads((tmp_path / "source_texts/mill/source.toml").read_text("utf-8"))

    assert (found["file"], found["rights"]["text"]["publish"]) == ("source.xml", "local")
    assert BlockKind.PARAGRAPH in {it.kind for it in case("notes-in-place.xml").blocks.blocks}


STRANGE_HEAD = """<TEI><teiHeader><fileDesc><titleStmt><title>A\x7f "Mill" \\</title>
<respStmt><resp>edited</resp><name n=" ">Ada</name><name n="X"/></respStmt></titleStmt>
<publicationStmt><publisher>P\x85[rights.text]</publisher></publicationStmt></fileDesc></teiHeader>
<text><body><p>café&eacute;</p></body></text></TEI>"""


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<?xml version="1.0" encoding="UTF-8"?>', "latin-1"),  # it says what it is not
        ('<?xml version="1.0" encoding="rot13"?>', "utf-8"),
        ('<?xml version="1.0" encoding="UTF-7"?>', "utf-8"),
        ('<?xml version="1.0"?><!DOCTYPE TEI SYSTEM "tei.dtd">', "utf-16"),
    ],
)
def test_an_edition_begins_whatever_encoding_its_document_declares(
    declared: str, encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctype = declared if "DOCTYPE" in declared else f'{declared}<!DOCTYPE TEI SYSTEM "tei.dtd">'
    (tmp_path / "mill.xml").write_bytes((doctype + STRANGE_HEAD).encode(encoding))
    monkeypatch.chdir(tmp_path)

    assert main(["new", "mill", "mill.xml"]) == 0
    assert main(["show", "mill"]) == 0
    assert (tmp_path / "source_texts/mill/source.toml").read_text("utf-8").count(
        "[rights.text]\n"
    ) == 1
