"""Registers of names and a timeline: found in what is printed, linked, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from lxml import html
from sphinx.errors import SphinxError

from edition_tools.findings import BadShelf
from edition_tools.publish.names import Entry, Register, dated, finder, read_register
from sites import Site, copy_of, words

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

MINI = "editions/mini/"
EDITORS = "Editors’ chronology"
REGISTERS = MINI + "registers.toml"
PAGE = MINI + "registers"
ARTICLE = MINI + "text/article"
NAMES = """
[[person]]
name = "Widow, the"
forms = ["widow"]
note = "She <b>could</b> not *read*."
wikidata = "Q12345"
gnd = "1234567-8"

[[person]]
name = "Keepers"
forms = ["keeper", "keepers"]

[[person]]
name = "Ábel, nobody"
forms = ["Ábel"]

[[person]]
name = "Rude, the"
forms = ["zanzibarine"]

[[work]]
name = "The Crossing"
forms = ["The Crossing", "Crossing"]

[[event]]
date = "1912~"
name = "It was printed."

[[event]]
date = "1911"
name = "It was told."
passage = "n5"

[[event]]
date = 1850-03-01
name = "The book was begun."
passage = "p1"
"""
LISTS = """# Registers

:::{register} persons
:::

:::{register} works
:::

:::{register} places
:::

:::{timeline}
:::
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = copy_of("test-edition", tmp_path)
    (site.source / REGISTERS).write_text(NAMES, encoding="utf-8")
    (site.source / f"{PAGE}.md").write_text(LISTS, encoding="utf-8")
    index = site.source / MINI / "index.md"
    index.write_text(index.read_text().replace("\nabout\n", "\nabout\nregisters\n"))
    return site


def change(site: Site, name: str, old: str, new: str) -> None:
    path = site.source / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def entries(site: Site) -> dict[str, html.HtmlElement]:
    """The entries of all registers on the page, by name, in order."""
    terms = site.page(PAGE).xpath("//dl[contains(@class, 'register')]/dt")
    return {words(term): term.getnext() for term in terms}


def links(entry: html.HtmlElement) -> list[str]:
    return [str(link) for link in entry.xpath(".//a[contains(@class, 'internal')]/@href")]


def rows(site: Site) -> list[list[str]]:
    table = site.page(PAGE).xpath("//table[contains(@class, 'timeline')]/tbody/tr")
    return [[words(cell) for cell in row] for row in table]


# ------------------------------------------------------------------ what is printed
def test_a_register_is_in_alphabetical_order_and_links_to_every_place(site: Site) -> None:
    site.build()
    found = entries(site)

    assert site.warnings == ""
    assert list(found) == ["Ábel, nobody", "Keepers", "Rude, the", "Widow, the", "The Crossing"]
    assert links(found["Widow, the"]) == ["text/article.html#p1", "text/article.html#p4"]
    assert links(found["Keepers"]) == [f"text/article.html#{id_}" for id_ in ("p1", "p5", "nstar")]


def test_mentions_stand_under_the_voice_that_makes_them(site: Site) -> None:
    site.build()

    assert words(entries(site)["Keepers"]) == (
        "In the author’s text: ¶ 1, ¶ 5 In the author’s notes: note *"
    )


def test_what_a_voice_names_can_be_switched_off(site: Site) -> None:
    page = site.build().page(PAGE)

    assert [words(label) for label in page.xpath("//fieldset[@class='switches']/label")] == [
        "Author’s text",
        "Author’s notes",
    ]
    row = page.xpath("//dl[contains(@class, 'register')]//dt[contains(@class, 'author-notes')]")[0]
    assert words(row) == "In the author’s notes:"
    assert "author-notes" in row.getnext().get("class").split()


def test_identifiers_are_links_and_a_note_is_plain_words(site: Site) -> None:
    site.build()
    widow = entries(site)["Widow, the"]

    assert "She <b>could</b> not *read*." in words(widow)
    assert widow.xpath(".//a[contains(@class, 'external')]/@href") == [
        "https://d-nb.info/gnd/1234567-8",
        "https://www.wikidata.org/wiki/Q12345",
    ]


def test_what_a_build_withholds_is_not_found_and_what_it_shows_is(site: Site) -> None:
    site.build()
    assert links(entries(site)["Rude, the"]) == []
    assert "None of its forms" in words(entries(site)["Rude, the"])

    site.build(edition_private=True)
    assert links(entries(site)["Rude, the"]) == ["text/commentary.html#c3"]


def test_the_text_is_as_it_is_without_registers(site: Site, tmp_path: Path) -> None:
    bare = copy_of("test-edition", tmp_path / "bare").build()
    site.build()

    article = [s.doctree(ARTICLE).pformat().replace(str(s.source), "") for s in (bare, site)]
    assert article[0] == article[1]


def test_a_timeline_is_in_order_of_date_with_links(site: Site) -> None:
    site.build()

    assert rows(site) == [
        ["1 March 1850", "The book was begun.", "¶ 1", EDITORS],
        ["1911", "It was told.", "note 5", EDITORS],
        ["1911", "Told to me in 1911.", "note 5", "Author’s notes"],
        ["about 1912", "It was printed.", "", EDITORS],
    ]


def test_a_timeline_can_keep_to_the_editors_events(site: Site) -> None:
    change(site, f"{PAGE}.md", ":::{timeline}\n", ":::{timeline}\n:found: no\n")
    site.build()

    assert [row[3] for row in rows(site)] == [EDITORS] * 3


def test_the_drawing_has_a_stroke_for_each_date_and_leads_where_the_table_does(site: Site) -> None:
    site.build()
    (drawing,) = site.page(PAGE).xpath("//div[contains(@class, 'timeline-drawn')]")

    assert len(drawing.xpath(".//rect")) == 4
    assert drawing.xpath(".//a/@href") == [
        "text/article.html#p1",
        "text/article.html#n5",
        "text/article.html#n5",
    ]
    assert set(drawing.xpath(".//a/@tabindex")) == {"-1"}
    assert "4 dates from 1850 to 1912." in words(drawing)


def test_a_profile_counts_what_lies_along_the_text(site: Site) -> None:
    path = site.source / f"{PAGE}.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n:::{profile}\n:::\n", encoding="utf-8")
    site.build()
    (drawing,) = site.page(PAGE).xpath("//div[contains(@class, 'profile')]")
    article = site.page(ARTICLE)
    passages = article.xpath("//article//a[@class='passage-number']/@href")

    assert site.warnings == ""
    assert drawing.xpath(".//g[contains(@class, 'apparatus')]/a/@href") == [
        f"text/article.html{passage}" for passage in passages
    ]
    assert f"where a box is darker there is more. In the {len(passages)} pass" in words(drawing)
    assert "editors’ notes 5 of 6, apparatus 6," in words(drawing)


def test_a_profile_on_paper_gives_the_numbers_and_speaks_of_no_picture(site: Site) -> None:
    path = site.source / f"{PAGE}.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n:::{profile}\n:::\n", encoding="utf-8")
    site.build("text")
    (told,) = (
        p
        for p in site.app.env.get_and_resolve_doctree(
            PAGE, site.app.builder, tags=site.app.tags
        ).findall(nodes.paragraph)
        if "drawn" in p["classes"]
    )

    assert told.astext() == (
        "In the 7 passages of the text, and in the notes that they call: author’s notes 4 of 6, "
        "editors’ notes 5 of 6, apparatus 6, names mentioned 4. The others are called in titles "
        "or in the commentary, or have lost their mark."
    )


def test_an_empty_register_says_so(site: Site) -> None:
    assert "The editors have entered no places." in words(site.build().page(PAGE))


def test_a_page_without_a_file_says_so_until_there_is_one(site: Site) -> None:
    path = site.source / REGISTERS
    path.unlink()
    site.build()
    assert site.warnings == ""
    assert [row[3] for row in rows(site)] == ["Author’s notes"]

    path.write_text(NAMES, encoding="utf-8")
    site.build()
    assert "Widow, the" in entries(site)


# ------------------------------------------------------------------ what is made again
def test_a_changed_register_has_its_page_read_and_no_other(site: Site) -> None:
    site.build()
    change(site, REGISTERS, "It was told.", "It was told again.")
    site.build()

    assert site.read == (PAGE,)
    assert rows(site)[1][1] == "It was told again."


def test_a_changed_note_has_the_register_written_again(site: Site) -> None:
    site.build()
    change(site, MINI + "notes/article.md", "In the verse.", "In the verse of the widow.")
    site.build()

    assert site.read == (ARTICLE,)
    assert links(entries(site)["Widow, the"])[-1] == "text/article.html#e5"


def test_nothing_is_made_again_when_nothing_changed(site: Site) -> None:
    site.build()
    site.build()

    assert (site.read, site.warnings) == ((), "")
    assert not set(site.written) - {"genindex", "search", "404"}


# ------------------------------------------------------------------ what is refused
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('forms = ["widow"]', "forms = []", "person 1.forms must be a list of strings"),
        ('forms = ["widow"]', 'forms = "widow"', "person 1.forms must be a list of strings"),
        ('forms = ["widow"]', 'forms = [" "]', "person 1.forms must be given"),
        ('gnd = "1234567-8"', 'gnd = "javascript:"', "person 1.gnd must be an identifier of GND"),
        ('wikidata = "Q12345"', 'wikidate = "Q12345"', "[person 1] has an unknown key 'wikidate'"),
        ('date = "1911"', 'date = "1911-13"', "event 2.date must be a date"),
        ('date = "1911"', 'date = "c. 1911"', "event 2.date must be a date"),
        ("[[work]]", "[[book]]", "unknown key 'book'"),
        ("[[work]]", "[[work]", "is not valid TOML"),
        ('["The Crossing", "Crossing"]', '["widow"]', "the person “Widow, the” and to the work"),
    ],
)
def test_a_register_that_is_not_written_as_one_stops_the_build_with_one_error(
    site: Site, old: str, new: str, said: str
) -> None:
    change(site, REGISTERS, old, new)
    with pytest.raises(SphinxError, match="one place needs a person"):
        site.build()

    assert site.warnings.count("WARNING") == 1
    assert said in site.warnings
    assert site.warnings.startswith(f"{site.source / PAGE}.md: WARNING: {REGISTERS}: ") or (
        f"WARNING: {REGISTERS} is not valid TOML" in site.warnings
    )


def test_a_passage_that_is_not_there_is_reported_with_the_file(site: Site) -> None:
    change(site, REGISTERS, '"n5"', '"p99"')
    site.build()

    assert f"{REGISTERS}:" in site.warnings
    assert "editions/mini has no place p99" in site.warnings


def test_an_unknown_register_is_reported_with_those_there_are(site: Site) -> None:
    change(site, f"{PAGE}.md", "{register} works", "{register} ships")
    site.build()

    assert "no register of 'ships'; there are persons, places" in site.warnings


# ------------------------------------------------------------------ forms and dates
def named(text: str, *forms: str) -> list[str]:
    """The forms of *forms*, each an entry of its own, that a text is found to name."""
    made = tuple(Entry("person", form, (form,)) for form in forms)
    return [entry.name for entry in finder(Register(made)).named(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hume’s letter", ["Hume"]),
        ("a Humean, an exHume", []),
        ("hume", []),
        ("New York and York", ["New York", "York"]),
        ("New York", ["New York"]),
        ("New\nYork", ["New York"]),
        ("Gol'tsman", ["Gol’tsman"]),
        ("Be\u0301dier", ["Bédier"]),
        ("(Hume).", ["Hume"]),
        ("", []),
    ],
)
def test_a_form_is_found_as_whole_words_and_the_longer_one_counts(
    text: str, found: list[str]
) -> None:
    assert named(text, "Hume", "York", "New York", "Gol’tsman", "Bédier") == found


def test_a_form_is_words_and_never_a_pattern() -> None:
    assert named("G. Gurov", "G. Gurov") == ["G. Gurov"]
    assert named("GX Gurov", "G. Gurov", ".*", "(") == []


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("1933", "1933"),
        ("1933-03~", "about March 1933"),
        ("1933-03-15?", "15 March 1933?"),
        ("1450%", "about 1450?"),
        ("1932-10~/1933", "about October 1932 – 1933"),
    ],
)
def test_a_date_is_printed_as_one_writes_it(date: str, printed: str) -> None:
    assert dated(date) == printed


def test_events_of_one_date_keep_the_order_of_the_file(tmp_path: Path) -> None:
    dates = ("1933-03-15", "1933", "1932/1934", "1933-03", "1933", "1932?")
    text = "".join(f'[[event]]\ndate = "{d}"\nname = "{at}"\n' for at, d in enumerate(dates))
    path = tmp_path / "registers.toml"
    path.write_text(text, encoding="utf-8")

    assert "".join(e.name for e in read_register(path).in_time()) == "521430"


def test_a_folder_in_the_place_of_the_file_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(BadShelf, match="hint"):
        read_register(tmp_path)
