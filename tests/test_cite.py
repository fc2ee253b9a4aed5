"""Citing a place: every form leads back to the place and its words, and names the voice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, unquote

import pytest

from edition_tools.bibliography import bibtex
from edition_tools.manifest import FirstPrint
from edition_tools.publish import cite
from edition_tools.publish.statement import Statement, read
from edition_tools.publish.verification import caveat
from sites import Site, copy_of, words

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

MINI = "editions/mini/"
BASE = "https://example.org/river/"
NOTE = "Text recovered by machine from the witness S; collated by nobody."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("test-edition", tmp_path_factory.mktemp("cite")).build(html_baseurl=BASE)


@pytest.fixture(scope="module")
def statement(site: Site) -> Statement:
    return read(site.source / MINI / "text" / "edition.json")


def data(site: Site, docname: str) -> dict[str, dict[str, str]]:
    """What the page gives to its script."""
    [found] = site.page(docname).xpath("//script[@id='cite-data']")
    raw: dict[str, dict[str, str]] = json.loads(found.text)
    return raw


def places(site: Site, docname: str) -> dict[str, str]:
    """The places of the page, by id, as its script names them."""
    rows: list[tuple[str, int, str]] = data(site, docname)["places"]  # type: ignore[assignment]
    return {id_: words + id_[cut:] for words, cut, ids in rows for id_ in ids.split(" ")}


def said_at(site: Site, docname: str, id_: str) -> str:
    """The first words of a place, without the marks of notes and the numbers in the margin."""
    place = site.page(docname).get_element_by_id(id_)
    for part in place.xpath(".//*[contains(@class, 'call') or contains(@class, 'number')]"):
        part.drop_tree()
    for part in place.xpath(".//header | .//*[contains(@class, 'note-mark')]"):
        part.drop_tree()
    return " ".join(words(place).split()[:4])


# ------------------------------------------------------------------ what a place is called
@pytest.mark.parametrize(
    ("docname", "id_", "name"),
    [
        ("text/article", "p3", "¶\u00a03"),
        ("text/article", "n1", "author’s note 1"),
        ("text/article", "nstar", "author’s note *"),
        ("text/article", "e1", "editors’ note e1"),
        ("text/article", "a1", "apparatus a1"),
        ("text/commentary", "f1", "blog frame f1"),
        ("text/commentary", "c2", "reader’s comment 2"),
        ("text/commentary", "c1.2", "reader’s comment 1, paragraph 2"),
    ],
)
def test_a_citation_names_the_voice(site: Site, docname: str, id_: str, name: str) -> None:
    assert places(site, MINI + docname)[id_] == name


def test_what_is_withheld_cannot_be_cited(site: Site) -> None:
    assert "c3" not in places(site, MINI + "text/commentary")


# ------------------------------------------------------------------ there and back
def from_prose(pattern: str) -> Callable[[str], tuple[str, str, str]]:
    def back(citation: str) -> tuple[str, str, str]:
        found = re.search(pattern, citation)
        assert found is not None, citation
        return found["place"], found["quote"], found["url"]

    return back


def from_bibtex(citation: str) -> tuple[str, str, str]:
    [work] = bibtex.read(citation, "cited.bib")
    fields = {field.name: field.value for field in work.fields}
    assert fields["note"].endswith(f". {NOTE}")
    return fields["note"].removesuffix(f". {NOTE}"), fields["annote"], fields["url"]


def from_ris(citation: str) -> tuple[str, str, str]:
    rows = dict(line.split("  - ", 1) for line in citation.splitlines())
    assert rows["TY"] == "ELEC"
    assert rows["N1"] == NOTE
    return rows["SE"], rows["AB"], rows["UR"]


def from_csl(citation: str) -> tuple[str, str, str]:
    [item] = json.loads(citation)
    assert item["author"] == [{"family": "Keeper", "given": "A."}]
    assert item["note"] == NOTE
    return item["section"], item["abstract"], item["URL"]


BACK = {
    "Chicago": from_prose(r"draft, (?P<place>.*?): “(?P<quote>.*)”, (?P<url>\S+)\. Text recovered"),
    "MHRA": from_prose(r"draft, (?P<place>.*?): ‘(?P<quote>.*)’ <(?P<url>\S+)> \[text recovered"),
    "BibTeX": from_bibtex,
    "RIS": from_ris,
    "CSL-JSON": from_csl,
}


@pytest.mark.parametrize("name", BACK)
def test_every_citation_leads_back_to_its_place_and_its_words(
    site: Site, statement: Statement, name: str
) -> None:
    form = next(form for form in cite.forms(statement) if form.name == name)
    for docname in (MINI + "text/article", MINI + "text/commentary"):
        for id_, place in places(site, docname).items():
            quote = said_at(site, docname, id_)
            url = f"{BASE}{docname}.html#{id_}"
            citation = cite.say(form, cite.Cited(place, quote, url, id_))

            named, quoted, address = BACK[name](citation)
            path, _, target = address.removeprefix(BASE).partition("#")
            assert named == place.replace("\u00a0", " ")
            assert quoted == said_at(site, path.removesuffix(".html"), target)


HOSTILE = "{place} \"x\" \\ } %&_#~ $ ``a'' -- </script> {url}"


@pytest.mark.parametrize("name", ["BibTeX", "CSL-JSON"])
def test_words_that_look_like_markup_are_cited_to_the_letter(name: str) -> None:
    raw = {"slug": "x", "title": HOSTILE, "author": HOSTILE}
    statement = Statement(slug="x", title=HOSTILE, author=HOSTILE, raw=raw)
    form = next(form for form in cite.forms(statement) if form.name == name)
    citation = cite.say(form, cite.Cited("¶ 1", HOSTILE, "https://e.org/#p1", "p1"))

    if name == "CSL-JSON":
        [item] = json.loads(citation)
        assert (item["title"], item["abstract"]) == (HOSTILE, HOSTILE)
    else:
        [work] = bibtex.read(citation, "cited.bib")
        fields = {field.name: field.value for field in work.fields}
        assert (fields["title"], fields["annote"]) == (HOSTILE, HOSTILE)


def test_a_title_of_several_lines_makes_no_field_of_its_own() -> None:
    title = "The Mill\nER  - \u2028UR  - https://e.org/"
    statement = Statement(slug="x", title=title, raw={"slug": "x", "title": title})
    form = next(form for form in cite.forms(statement) if form.name == "RIS")
    lines = cite.say(form, cite.Cited("¶ 1", "", "", "p1")).splitlines()

    assert lines[1] == "TI  - The Mill ER - UR - https://e.org/"
    assert [line for line in lines if line.startswith(("ER", "UR"))] == ["ER  - "]


def test_an_edition_is_cited_as_a_whole_with_its_version() -> None:
    frozen = Statement(
        slug="x", title="T", author="A", version="1.0", version_date="2026-11-24", raw={"a": 1}
    )
    chicago, mhra, *_ = cite.forms(frozen)

    assert cite.say(chicago, cite.Cited()) == (
        "A, “T”, version 1.0, 24 November 2026. Text recovered by machine from the witness S; "
        "collated by nobody."
    )
    assert cite.say(mhra, cite.Cited(place="¶ 2")) == (
        "A, ‘T’, version 1.0, 24 November 2026, ¶ 2 [text recovered by machine from the witness S; "
        "collated by nobody]."
    )


IN_A_JOURNAL = FirstPrint(journal="The Ferry Quarterly", volume="38", number="1", pages="24–35")
IN_A_BOOK = FirstPrint(book="Essays on Rivers", pages="3–9", place="York", publisher="Mill")
BY_ITSELF = FirstPrint(place="York", publisher="Mill")


@pytest.mark.parametrize(
    ("first", "chicago", "mhra"),
    [
        (
            IN_A_JOURNAL,
            "A, “T,” The Ferry Quarterly 38, no. 1 (January 1986): 24–35; draft, ¶ 2. ",
            "A, ‘T’, The Ferry Quarterly, 38.1 (January 1986), pp. 24–35, draft, ¶ 2 [",
        ),
        (
            IN_A_BOOK,
            "A, “T,” in Essays on Rivers (York: Mill, January 1986), 3–9; draft, ¶ 2. ",
            "A, ‘T’, in Essays on Rivers (York: Mill, January 1986), pp. 3–9, draft, ¶ 2 [",
        ),
        (
            BY_ITSELF,
            "A, “T” (York: Mill, January 1986), draft, ¶ 2. ",
            "A, ‘T’ (York: Mill, January 1986), draft, ¶ 2 [",
        ),
        (
            FirstPrint(),
            "A, “T” (January 1986), draft, ¶ 2. ",
            "A, ‘T’ (January 1986), draft, ¶ 2 [",
        ),
    ],
)
def test_prose_names_the_print_in_which_the_text_first_appeared(
    first: FirstPrint, chicago: str, mhra: str
) -> None:
    statement = Statement(title="T", author="A", date="1986-01", first_print=first, raw={"a": 1})
    said = [cite.say(form, cite.Cited("¶ 2")) for form in cite.forms(statement)[:2]]

    assert (said[0].startswith(chicago), said[1].startswith(mhra)) == (True, True), said


def test_records_name_the_print_in_which_the_text_first_appeared() -> None:
    statement = Statement(
        slug="x", title="T", date="1986-01", first_print=IN_A_JOURNAL, raw={"a": 1}
    )
    bib, ris, csl = (
        cite.say(form, cite.Cited("¶ 2", id="p2")) for form in cite.forms(statement)[2:]
    )
    [work] = bibtex.read(bib, "cited.bib")
    fields = {field.name: field.value for field in work.fields}
    first = "The Ferry Quarterly 38, no. 1 (January 1986): 24–35"

    assert fields["note"] == f"¶ 2. First published: {first}. {NOTE}"
    assert (fields["origdate"], "pages" in fields) == ("1986-01", False)
    assert f"OP  - {first}" in ris.splitlines()
    [item] = json.loads(csl)
    assert item["original-date"] == {"date-parts": [[1986, 1]]}
    assert item["note"] == f"First published: {first}. {NOTE}"


def test_the_caveat_says_who_collated_the_text_and_what_a_sample_showed() -> None:
    sample = {"date": "2026-01-01", "by": "AB", "compared_with": "print", "seed": "1", "n": 2}
    verification = {"compared_with": "the print, in a library,", "by": "AB", "second": ""}
    counted = {"samples": [sample | {"characters": 1000, "errors": 1}]}
    raw = {"received_from": "a blog, as plain text"}

    assert caveat(Statement(raw=raw)) == "text recovered by machine from a blog; collated by nobody"
    assert caveat(Statement(raw=raw | {"verification": verification | counted})) == (
        "text recovered by machine from a blog; compared with the print by AB;"
        " 1 wrong character in a sample of 1,000"
    )


# ------------------------------------------------------------------ without a script
def test_behind_each_passage_stands_its_citation(site: Site, statement: Statement) -> None:
    page = site.page(MINI + "text/article")
    numbered = [p for p in page.xpath("//*[@id]") if re.fullmatch(r"p\d+", p.get("id"))]
    chicago = cite.forms(statement)[0]

    assert len(numbered) == 7
    for passage in numbered:
        id_ = passage.get("id")
        url = f"{BASE}{MINI}text/article.html#{id_}"
        said = cite.say(chicago, cite.Cited(f"¶ {id_[1:]}", "", url, id_))
        assert words(passage.getnext()) == f"Cite this passage: {said}"


def test_the_page_about_the_text_says_how_the_edition_is_cited(site: Site) -> None:
    section = words(site.page(MINI + "about").get_element_by_id("about-cite"))

    assert f"draft, {BASE}editions/mini/. Text recovered by machine" in section
    assert "@misc{mini," in section
    assert "editors’ note e4 (#e4)" in section


def test_a_page_without_a_record_offers_no_citations(site: Site) -> None:
    assert not site.page("index").xpath("//*[@id='cite-data']")
    assert not site.page(MINI + "introduction").xpath("//*[@id='cite-data']")


# ------------------------------------------------------------------ in the browser
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
Browser = playwright.Browser
SELECT = """([id, from, to]) => {
  const place = document.getElementById(id);
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".call, .passage-number, .note-mark") ? 2 : 1);
  const range = document.createRange();
  let node, at = 0, begun = false;
  while ((node = texts.nextNode())) {
    if (!begun && at + node.length > from) { range.setStart(node, from - at); begun = true; }
    if (at + node.length >= to) { range.setEnd(node, to - at); break; }
    at += node.length;
  }
  place.scrollIntoView();
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
SHOWN = "[...document.querySelectorAll('.cite-form:not([hidden]) pre')].map(e => e.textContent)"


def address(site: Site, docname: str = "text/article") -> str:
    return (site.pages / f"{MINI}{docname}.html").as_uri()


def test_the_panel_says_what_the_page_would_say(
    site: Site, statement: Statement, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(address(site))
    forms = cite.forms(statement)
    for id_, start, end, place in (
        ("p1", 0, 31, "¶ 1"),
        ("p1", 8, 20, "¶ 1"),  # from within a word to within a word
        ("p5", 5, 20, "¶ 5"),
        ("n1", 0, 3, "author’s note 1"),
        ("e1", 30, 40, "editors’ note e1"),
    ):
        page.evaluate(SELECT, [id_, start, end])
        chosen = " ".join(page.evaluate("getSelection().toString()").split())
        page.click(".cite-words")
        quote = page.inner_text(".cite-panel blockquote")
        assert chosen in quote
        *shown, link = page.evaluate(SHOWN)

        assert link.startswith(f"{BASE}{MINI}text/article.html#{id_}")
        cited = cite.Cited(place, quote, link, id_)
        assert shown == [cite.say(form, cited) for form in forms]
        page.keyboard.press("Escape")
        assert not page.evaluate("document.querySelector('dialog').open")
    page.close()


@pytest.mark.parametrize(
    ("id_", "start", "end", "fragment"),
    [
        ("p5", 0, 20, "Then came the bridge"),
        ("p2", 0, 140, "In winter the boat lay up,"),  # a call between
        ("n1", 0, 3, None),  # which stands beside the text too
        ("p1", 7, 20, "first took the"),  # a word that is cut is cited whole
    ],
)
def test_a_link_finds_its_words_or_at_least_its_passage(
    site: Site, browser: Browser, id_: str, start: int, end: int, fragment: str | None
) -> None:
    page = browser.new_page()
    page.goto(address(site))
    page.evaluate(SELECT, [id_, start, end])
    page.click(".cite-words")
    link = page.evaluate(SHOWN)[-1]
    page.close()
    target, _, text = link.partition("#")[2].partition(":~:text=")

    assert target == id_
    if fragment is None:
        assert text == ""
    else:
        first, *last = (unquote(part) for part in text.split(","))
        assert first == fragment
        place = words(site.page(f"{MINI}text/article").get_element_by_id(id_))
        assert all(part in place for part in (first, *last))


def test_the_number_opens_the_panel_and_the_address_becomes_that_of_the_passage(
    site: Site, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(address(site))
    page.click("#p5 .passage-number")

    assert page.evaluate("location.hash") == "#p5"
    assert "¶ 5" in page.evaluate(SHOWN)[0]
    page.close()


def test_the_open_panel_holds_the_passage_for_reference_managers(
    site: Site, statement: Statement, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(address(site))
    page.evaluate("document.addEventListener('ZoteroItemUpdated', () => (window.told = true))")
    page.evaluate(SELECT, ["p1", 0, 31])
    page.click(".cite-words")
    quote = page.inner_text(".cite-panel blockquote")
    said = parse_qs(page.evaluate("document.querySelector('.cite-panel .Z3988').title"))

    assert said["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert said["rft.title"] == [statement.title]
    assert said["rft.identifier"][0].startswith(f"{BASE}{MINI}text/article.html#p1")
    assert said["rft.description"][0].startswith(f"¶ 1. {quote}. ")
    assert cite.caveat(statement)[1:] in said["rft.description"][0]
    assert page.evaluate("window.told")
    page.close()


def test_the_keyboard_reaches_every_place_and_the_numbers_if_they_are_wanted(
    site: Site, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(address(site))
    page.focus(".cite-open")
    page.keyboard.press("Enter")
    page.focus(".cite-panel select")
    page.keyboard.press("End")
    assert page.evaluate("document.querySelector('.cite-panel select').value") != "p1"

    numbers = "document.querySelectorAll('.passage-number[aria-hidden]').length"
    assert page.evaluate(numbers) == 7
    page.focus(".cite-panel input")
    page.keyboard.press("Space")
    assert page.evaluate(numbers) == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "cite-open"
    page.reload()
    assert page.evaluate(numbers) == 0
    page.close()


def test_without_a_script_the_address_of_a_passage_shows_its_citation(
    site: Site, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site) + "#p5")
    shown = [it.inner_text() for it in page.query_selector_all(".cite-this") if it.is_visible()]
    context.close()

    assert len(shown) == 1
    assert "¶ 5" in shown[0]


@pytest.mark.parametrize("width", [1440, 1024, 720, 390])  # 720: a wide screen at 200 %
def test_numbers_in_the_margin_are_never_lost_and_never_selected(
    site: Site, browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address(site))
    boxes = page.evaluate(
        "[...document.querySelectorAll('.passage-number')].map(e => {"
        " const box = e.getBoundingClientRect();"
        " return [box.left, box.right, box.width, getComputedStyle(e).userSelect]})"
    )
    page.close()

    assert len(boxes) == 7
    for left, right, wide, select in boxes:
        assert left >= 0
        assert right <= width
        assert wide > 0
        assert select == "none"
