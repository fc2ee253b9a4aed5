"""Law 7 from end to end: raw text full of markup goes in, and comes out to the letter.

Every voice of a page (title, byline, body, heading, quotation, verse, note, citation, frame,
comment and who wrote it) says hostile words; so do the manifest and the names of its people.
Several such editions are converted and published at once, as a tree, on the web and in print.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from docutils import nodes
from lxml import etree, html
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

import pdf_words
import voices_read
from edition_tools.convert import convert
from edition_tools.manifest import Manifest, Person, Rights, Verification
from edition_tools.model import Edition
from edition_tools.text import read_source
from test_law_4 import NOT_THE_SOURCE, clear, compare, published, put, read, without_blanks
from test_publish_hostile import HOSTILE

WEAPONS = (
    *HOSTILE,
    "::::",
    "```",
    "~~~ x",
    "+++ break",
    "$$",
    "[ ] task [x] [] {} ()",
    "<!-- c --> <?php x ?> <![CDATA[ y ]]> </p></article></body>",
    '<a href="javascript:x" onclick=x>javascript:alert(1)</a>',
    "{% include '/etc/passwd' %} {{ 7*7 }} {# c #}",
    r"\input{/etc/passwd} \write18{x} \href{a}{b} %",
    '#import "x.typ": * #read("/etc/passwd") #eval("1") #{ #(',
    r"= head @ref <label> // c /* c */ \u{41} #[x]",
    '@string{x = y} @article{a, title={b}} # " {',
    "unbalanced { brace",
    "unbalanced } brace } }",
    "${HOME} $(id) `id` ; rm %s %d {0} {x!r} %(a)s",
    "__init__ ../x ../../etc/passwd file:///etc/passwd C:\\new",
    "key: value: [a, b] !!python/object:os.system",
    "a\u00a0b\u2003c\u3000d",
    "e\u0301 \u1e9b\u0323",
    "Αβγ Дневник",
    "p1 n1 c1 f1 works index genindex search",
    *"\\*_[]<>{}$~|!#&:=-+%`'\"",
)
SIGNS = "\\`*_[]<>{}$~|#+-=%():!&;.\"'0123456789abX @^/?,"
MARKS = ("{}", "[{}]", "^{}", "*{}")
OURS = "//*[@class='frame-who' or @class='note-facts'] | //article/header"
CONF = 'project = "x"\nhtml_theme = "furo"\nextensions = ["edition_tools.publish"]\n'
INDEX = "# Edition\n\n```{toctree}\n:glob:\n\ntext/*\nabout\n```\n"
ABOUT = "# About\n\n```{about-this-text}\n```\n"
NOTES = (
    "A. Author{n}, {w} (London, 19{n}0), p. {n}. {w}",
    "{w} Ibid., p. {n}.",
    "J. {w}, ‘{w}’, Journal of {w}, iii (1901), 1-20.",
    "{w}",
    "See B. Brown, The {w} Book: {w} ({w}, 1950) and C. Clark, {w} (Paris, 1960).",
)


def raw(words: list[str], mark: str) -> str:
    """A page as a blog has it, in which everybody says the *words*, in turn."""
    turn = cycle(words)
    page = "\n".join(_lines(mark))
    return re.sub(r"\{w\}", lambda _: next(turn), page)


def _lines(mark: str) -> Iterator[str]:
    yield from ("The history of {w} in our time", "", "Posted on March 3, 2015 by Admin", "")
    yield from ("A post about {w} and its friends, which I give here in full.", "")
    yield from ("A Study of {w}", "", "By J. Doe {w}", "", "Journal {w}, vol. 3 (1986), 24-35", "")
    for n in range(1, 9):
        yield "The words of the author stand here, {w}, and go on for a good while after that,"
        yield from (
            f"so that a paragraph is had.{mark.format(n)} Then {{w}} and more {{w}} end.",
            "",
        )
    yield from ("II. {w}", "", "{w}", "", "    {w} quoted words, that stand apart {w}", "")
    yield from ("    A line of verse {w}", "    {w}", "    And a third line {w}", "")
    yield from ("{w} begins the paragraph of the author, as it goes on and then ends {w}", "")
    yield from ("Notes", "")
    for n in range(1, 9):
        yield f"{n} " + NOTES[n % len(NOTES)].replace("{n}", str(n))
    yield from ("", "2 comments", "")
    for name in ("{w}", "Jane {w}"):
        yield from (f"{name} says:", "March 3, 2015 at 10:11 am", "", "{w} a comment", "")
        yield from (":id: c1", "---", ":sensitive: x", "{w}", "", "Reply", "")
    yield "Leave a Reply"


def manifest(slug: str, words: list[str]) -> Manifest:
    """What editors say of the text, no less hostile."""
    w = cycle(words)
    return Manifest(
        slug=slug,
        title=next(w),
        author=next(w),
        date=next(w),
        siglum=next(w),
        publisher=next(w),
        contact=next(w),
        doi=next(w),
        archived_url=next(w),
        received=next(w),
        people=(Person("AB", next(w), next(w), next(w)),),
        rights=(Rights("text", next(w), next(w)),),
        verification=Verification(next(w), "AB", next(w)),
    )


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    dice = random.Random(1986)
    noise = ["".join(dice.choices(SIGNS, k=dice.randrange(1, 14))).strip() for _ in range(80)]
    made = {}
    for number, mark in enumerate(MARKS):
        words = [*WEAPONS] if number < 2 else [word for word in noise if word]
        dice.shuffle(words)
        slug = f"text-{number}"
        source = read_source(f"{words[0]}.txt".replace("/", "_"), raw(words, mark).encode())
        made[slug] = convert(source, manifest(slug, words))
    return made


@pytest.fixture(scope="module")
def site(editions: dict[str, Edition], tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    """All of them, built in every format without a warning."""
    home = tmp_path_factory.mktemp("attacked")
    docs = home / "docs"
    for slug, edition in editions.items():
        put(edition, docs / "editions" / slug / "text")
        (docs / "editions" / slug / "index.md").write_text(INDEX, encoding="utf-8")
        (docs / "editions" / slug / "about.md").write_text(ABOUT, encoding="utf-8")
    front = "# All\n\n```{toctree}\n:glob:\n\neditions/*/index\n```\n"
    (docs / "index.md").write_text(front, encoding="utf-8")
    (home / "conf.py").write_text(CONF, encoding="utf-8")
    before = {path for path in home.rglob("*") if path.is_file()}
    for builder in ("edition-pdf", "edition-epub", "edition-tei", "edition-latex", "html"):
        warnings = io.StringIO()
        with patch_docutils(home), docutils_namespace():
            out = home / "out"
            app = Sphinx(docs, home, out, out / "doctrees", builder, status=None, warning=warnings)
            app.build()
        heard = [line for line in warnings.getvalue().splitlines() if "edition.glyph" not in line]
        assert heard == []
    new = {path for path in home.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(home / "out") for path in new)
    return app


ACTING = (  # the data of citations are no script that runs
    "//article//script[not(@type='application/json' and @id='cite-data')]"
    " | //article//@onclick | //article//img"
)


def passages(edition: Edition) -> dict[str, str]:
    kinds = re.compile(r"[pn]\w+(\.\d+)?|[fc]\d+(\.\d+)?")
    return {id: said for id, said in read(edition).items() if kinds.fullmatch(id)}


def without_answer(site: Sphinx, slug: str) -> set[str]:
    """Passages with a mark that has no note: it is printed, but is no word of the passage."""
    tree = site.env.get_doctree(f"editions/{slug}/text/article")
    return {
        node["passage"]
        for node in tree.findall(nodes.Element)
        if node.get("passage")
        and any("unanswered" in mark["classes"] for mark in node.findall(nodes.superscript))
    }


def test_every_voice_is_attacked(editions: dict[str, Edition]) -> None:
    for edition in editions.values():
        assert {zone.kind.value for zone in edition.zones.zones} >= {
            *("furniture", "frame", "title", "byline", "body", "endnotes", "comment")
        }
        assert len(edition.notes.notes) >= 8
        assert edition.zones.comments
        assert len(passages(edition)) > 20


def test_the_tree_says_what_was_read(editions: dict[str, Edition], site: Sphinx) -> None:
    for slug, edition in editions.items():
        compare(read(edition), published(site, f"editions/{slug}/text"))


def test_the_web_page_says_what_was_read(editions: dict[str, Edition], site: Sphinx) -> None:
    for slug, edition in editions.items():
        found: dict[str, str] = {}
        for page in ("article", "commentary"):
            tree = html.parse(Path(site.outdir) / f"editions/{slug}/text/{page}.html")
            assert tree.xpath(ACTING) == []
            for node in tree.xpath(f"{NOT_THE_SOURCE} | {OURS}"):
                node.drop_tree() if node.tail is None else clear(node)
            for node in tree.xpath("//*[@id]"):
                said = node.xpath("*[@class='said']")
                found[node.get("id")] = (said[0] if said else node).text_content()
        for id, said in passages(edition).items():
            if id[0] != "n" or "." not in id:
                assert without_blanks(found[id]) == without_blanks(said), (slug, id)


def test_the_printed_page_says_what_was_read(editions: dict[str, Edition], site: Sphinx) -> None:
    for slug, edition in editions.items():
        tree = pdf_words.read(Path(site.outdir) / f"{slug}.pdf")
        printed = {without_blanks(p.words("Note", "Lbl", "Reference")) for p in tree.all("P")}
        doubtful = without_answer(site, slug)
        tree_says = published(site, f"editions/{slug}/text")
        for id in passages(edition):
            if id[0] != "n" and id not in doubtful:
                assert without_blanks(tree_says[id]) in printed, (slug, id)


@pytest.mark.parametrize("what", ["passages", "notes", "calls", "cites", "works"])
def test_book_and_tei_and_latex_say_what_the_web_page_says(
    editions: dict[str, Edition], site: Sphinx, what: str
) -> None:
    out = Path(site.outdir)
    for slug in editions:
        page = getattr(voices_read.html_pages(out / "editions" / slug), what)
        assert getattr(voices_read.epub(out / f"{slug}.epub"), what) == page, slug
        assert getattr(voices_read.tei(out / f"{slug}.xml"), what) == page, slug
        assert getattr(voices_read.latex(out / slug / f"{slug}.tex"), what) == page, slug


def test_nothing_acts_in_book_or_tei(editions: dict[str, Edition], site: Sphinx) -> None:
    for slug in editions:
        with zipfile.ZipFile(Path(site.outdir) / f"{slug}.epub") as book:
            pages = [etree.fromstring(book.read(n)) for n in book.namelist() if n[-4:] in XML]
        for tree in (*pages, etree.parse(Path(site.outdir) / f"{slug}.xml").getroot()):
            assert [node for node in tree.iter() if acts(node)] == []


XML = frozenset({"html", ".opf", ".xml", ".svg"})  # the last four letters of files
ACTING_TAGS = frozenset({"script", "iframe", "object", "embed", "form"})
ACTING_ADDRESS = ("javascript:", "data:", "file:", "vbscript:")


def acts(node: etree._Element) -> bool:
    """Whether an element is a script or has one, or is no element: a comment, an instruction."""
    if not isinstance(node.tag, str) or etree.QName(node).localname in ACTING_TAGS:
        return True
    led = (node.get("href", ""), node.get("src", ""), node.get("target", ""))
    return any(name.startswith("on") for name in node.attrib) or any(
        address.strip().lower().startswith(ACTING_ADDRESS) for address in led
    )
