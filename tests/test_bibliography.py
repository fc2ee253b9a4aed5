"""Works go out to other programs and come in again, and nothing of them is lost or changed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition_tools.bibliography import FORMS, Form, csl, names, ris
from edition_tools.bibliography.fields import flat
from edition_tools.findings import BadShelf
from edition_tools.model import Work, WorkField


def work(type_: str, key: str, edtf: str = "", **fields: str) -> Work:
    """A work of plain fields; *edtf* is that of its date."""
    return Work(
        key,
        type_,
        tuple(WorkField(n, v, edtf=edtf if n == "date" else "") for n, v in fields.items()),
    )


WORKS = (
    work(
        "book",
        "heijenoort1978",
        author="Jean van Heijenoort",
        title="With Trotsky in Exile",
        subtitle="From Prinkipo to Coyoacán",
        publisher="Harvard University Press",
        location="Cambridge, Mass.",
        date="1978",
        origdate="1974",
        langid="english",
        series="Studies & Papers",
        number="12",
        volumes="2",
        volume="1",
        edition="2",
        isbn="0-674-80255-1",
    ),
    work(
        "article",
        "nove1977",
        author="Alec Nove",
        title="A Note on Trotsky and the ‘Left Opposition’, 1929–31",
        shorttitle="A Note",
        journaltitle="Soviet Studies",
        volume="29",
        number="4",
        date="1977-10",
        pages="576–589",
        doi="10.1080/096_681%3",
        url="https://example.org/a_b?c=d#e%20f~g",
        urldate="2026-01-31",
        issn="0038-5859",
        keywords="primary, Trotsky",
    ),
    work("article", "lai", author="Joseph Bédier", title="La tradition", pages="161–196, 321–356"),
    work(
        "article",
        "pravda",
        "1933-04-02",
        title="Передовая: о «двурушниках»",
        journaltitle="Правда",
        entrysubtype="newspaper",
        date="2 апреля 1933 г.",
        langid="russian",
    ),
    work("incollection", "parkes1976", author="M. B. Parkes", title="The Influence of Ordinatio",
         editor="J. J. G. Alexander and M. T. Gibson", booktitle="Medieval Learning",
         bookauthor="{Warburg Institute}", location="Oxford", date="1976", pages="115–41",
         series="Old Series", crossref="alexander1976"),
    work("collection", "alexander1976", editor="J. J. G. Alexander", title="Medieval Learning"),
    work("thesis", "roe1970", author="Anna Roe", title="On Notes", institution="Leeds",
         type="PhD dissertation", date="1970"),
    work("report", "rpt1", author="{Paper Commission}", title="Report", institution="HMSO",
         number="CP 1", date="1956"),
    work("unpublished", "trotskypapers", title="Trotsky Papers, Exile Correspondence, 10248",
         library="Houghton Library, Harvard University", shelfmark="bMS Russ 13.1",
         note="dated 3 May 1933; see tex.title: not this"),
    work("letter", "luther1521", "1521~", author="Martin Luther King, and others",
         title="Letter", date="c. 1521"),
    work("book", "king1964", author="King, Jr, Martin Luther and de Gaulle and Aristotle "
         "and {UNESCO} and Juan de la Cruz and Ludwig von der Mühle", title="Names"),
    work("book", "ambiguous", "1916?", author="Лев Троцкий", title="Моя жизнь", date="[1916?]"),
    work("book", "about", "1916%", title="100 % of {braces} & u_s ~ \\ # $",
         date="c. 1916?"),
    work("book", "range", "1980-01/1980-03", title="Span", date="Jan.–Mar. 1980"),
    work("misc", "spring", date="1979/1", title="A number of a year"),
    work("book", "season", date="1990-21", title="Spring"),
    work("online", "web", title="A page", url="https://example.org/", urldate="2026-01"),
    work("periodical", "bo1929", title="Byulleten’ oppozitsii", shorthand="BO", date="1929/1941"),
    work("tablet", "enuma", title="Enūma Eliš", translator="Stephanie Dalley", museum="BM 93014"),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("before", WORKS, ids=lambda w: w.key)
def test_nothing_of_a_work_is_lost_in_any_form(form: Form, before: Work) -> None:
    (after,) = form.read(form.write([before]), "works")

    assert (after.key, after.type) == (before.key, before.type)
    assert flat(after) == flat(before)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_many_works_keep_their_keys_and_number(form: Form) -> None:
    found = form.read(form.write(WORKS), "works")

    assert sorted(w.key for w in found) == sorted(w.key for w in WORKS)
    assert form.write(found) == form.write(form.read(form.write(found), "works"))


WORD = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x4FF, categories=("L", "N", "P", "S")),
    min_size=1,
    max_size=12,
)
VALUES = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
FIELDS = st.sampled_from(
    [
        *("title", "booktitle", "note", "volume", "pages", "library", "addendum", "edition"),
        *("keywords", "date"),
    ]
)
TYPES = st.sampled_from(["book", "article", "incollection", "misc", "tablet"])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(FIELDS, VALUES, min_size=1), TYPES, st.sampled_from(["csl-json", "ris"]))
def test_any_words_in_any_field_come_back_to_the_letter(
    fields: dict[str, str], type_: str, form: str
) -> None:
    before = work(type_, "any2000", **fields)
    (after,) = FORMS[form].read(FORMS[form].write([before]), "works")

    assert (after.type, flat(after)) == (before.type, flat(before))


def test_zotero_finds_particles_and_suffixes_where_it_looks_for_them() -> None:
    (item,) = json.loads(csl.write([work("book", "k", author="King, Jr, Martin Luther and "
                                         "Jean van Heijenoort and {UNESCO}")]))  # fmt: skip

    assert item["author"] == [
        {"family": "King", "given": "Martin Luther, Jr"},
        {"family": "van Heijenoort", "given": "Jean"},
        {"literal": "UNESCO"},
    ]


def test_a_csl_item_of_another_program_is_understood() -> None:
    text = json.dumps(
        {
            "id": "http://zotero.org/users/1/items/ABCD",
            "type": "article-newspaper",
            "title": "Leader",
            "container-title": "The Times",
            "author": [
                {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
                {"family": "Doe", "given": "Jo", "suffix": "III"},
            ],
            "issued": {"date-parts": [["1933", 4, "2"]], "circa": True},
            "note": "original-date: 1932\nseen in proof",
            "language": "en",
        }
    )
    (found,) = csl.read(text)

    assert (found.key, found.type) == ("gogh1933", "article")
    assert flat(found) == {
        "entrysubtype": "newspaper",
        "author": "Vincent van Gogh and Doe, III, Jo",
        "title": "Leader",
        "journaltitle": "The Times",
        "date": "1933-04-02~",
        "origdate": "1932",
        "note": "seen in proof",
        "langid": "english",
    }


RIS = """TY  - BOOK
A1  - Roe, Anna
A1  - Paper Commission
T1  - On notes and
 on marks
Y1  - 1977/05//
C7  - a field of their own
ER  -

TY  - JOUR
AU  - Doe, Jo
TI  - Cut short
JF  - Margins
"""


def test_a_ris_file_of_another_program_is_read_to_its_last_line() -> None:
    first, last = ris.read(RIS)

    assert (first.key, first.type) == ("roe1977", "book")
    assert flat(first) == {
        "author": "Anna Roe and {Paper Commission}",
        "title": "On notes and on marks",
        "date": "1977-05",
        "risc7": "a field of their own",
    }
    assert flat(last)["journaltitle"] == "Margins"


@pytest.mark.parametrize(
    ("form", "text"), [("ris", "Anna Roe, On Notes"), ("csl-json", "[1"), ("csl-json", "[1]")]
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(form: str, text: str) -> None:
    with pytest.raises(BadShelf) as refused:
        FORMS[form].read(text, "works.x")

    assert "works.x" in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    "name",
    ["Hendrik van Loon", "Ludwig von der Mühle", "Juan de la Cruz", "King, Jr, Martin Luther",
     "Aristotle", "de Gaulle", "{Paper Commission}", "Лев Троцкий", "M. B. Parkes", "Li Wei"],
)  # fmt: skip
def test_a_name_stays_as_it_is(name: str) -> None:
    assert names.settled(name) == name
