"""Works written as BibTeX print to the letter, warn of nothing, and read back the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex import errors
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

from edition_tools.bibliography import bibtex
from edition_tools.findings import BadShelf
from edition_tools.model import Work, WorkField
from edition_tools.publish import bibparts


def work(type_: str = "book", key: str = "maas1927", **fields: str) -> Work:
    """A curated work, as reading gives it back."""
    return Work(key, type_, tuple(WorkField(n, v) for n, v in fields.items()), curated=True)


def fields(found: Work) -> dict[str, str]:
    return {field.name: field.value for field in found.fields}


def test_a_work_is_written_readably() -> None:
    book = work(
        author="Paul Maas", title="Textkritik", location="Leipzig", publisher="T", date="1927"
    )

    assert bibtex.write([book]) == (
        "@book{maas1927,\n"
        "  author = {Paul Maas},\n"
        "  title = {{Textkritik}},\n"
        "  address = {Leipzig},\n"
        "  publisher = {T},\n"
        "  date = {1927},\n"
        "  year = {1927},\n"
        "}\n"
    )


def test_nothing_cited_is_an_empty_file() -> None:
    assert bibtex.write([]) == ""
    assert bibtex.read("") == ()


def test_what_is_written_reads_back_the_same() -> None:
    works = (
        work(author="Hendrik van Loon and {Paper Commission} and Li Wei", title="A B", date="1990"),
        work("article", "bo", title="Gazeta", journaltitle="Byullet’", date="14 March 1933"),
        work("incollection", "c", author="A. Doe", title="X", booktitle="Y", date="1950–51"),
        work("unpublished", "d", title="Gibbon Papers", library="Imagined Library"),
    )

    for before, after in zip(works, bibtex.read(bibtex.write(works)), strict=True):
        assert (after.key, after.type, fields(after)) == (before.key, before.type, fields(before))


PRINTED = st.text(
    alphabet=st.characters(min_codepoint=33, max_codepoint=126) | st.sampled_from("é–—“”‘’Жα "),
    min_size=1,
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(PRINTED)
def test_any_title_prints_to_the_letter(title: str) -> None:
    title = " ".join(title.split())
    (found,) = bibtex.read(bibtex.write([work(title=f"x{title}x", note=f"x{title}x")]))

    assert fields(found)["title"] == f"x{title}x"
    assert fields(found)["note"] == f"x{title}x"


def test_a_list_of_works_prints_the_braces_of_a_title() -> None:
    data = parse_string(bibtex.write([work(title="On {Marks} and } of all kinds")]), "bibtex")

    assert str(bibparts.rich(data.entries["maas1927"], "title")) == "On {Marks} and } of all kinds"


@pytest.mark.parametrize("style", ["unsrt", "plain", "alpha", "unsrtalpha"])
@pytest.mark.parametrize(
    "entry",
    [
        work(author="P. Maas", title="A Book without Publisher", date="1927"),
        work(title="A Book by Nobody"),
        work(editor="A. Roe", title="Edited"),
        work("article", title="Anonymous", journaltitle="BO"),
        work("article", author="A. Doe", title="Undated"),
        work("incollection", author="A. Doe", title="X", booktitle="Y"),
        work("unpublished", title="Papers"),
        work("thesis", author="A. Doe", title="A type that BibTeX does not know"),
        work("legal", title="Roe v. Doe", date="1919"),
    ],
    ids=lambda entry: fields(entry)["title"],
)
def test_the_default_styles_print_every_kind_of_entry_without_warning(
    style: str, entry: Work
) -> None:
    data = parse_string(bibtex.write([entry]), "bibtex")
    with errors.capture() as captured:
        (printed,) = find_plugin("pybtex.style.formatting", style)().format_bibliography(data)

    assert captured == []
    assert fields(entry)["title"] in printed.text.render_as("text")


def test_the_case_of_a_title_is_kept() -> None:
    data = parse_string(
        bibtex.write([work("article", author="A. Doe", title="The NKVD in Context")]), "bibtex"
    )
    style = find_plugin("pybtex.style.formatting", "plain")()
    (printed,) = style.format_bibliography(data)

    assert "The NKVD in Context" in printed.text.render_as("text")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("@book{a,\n  title = {x}\n}\n\n@book{b, title = }", "works.bib:5, entry b"),
        ("@book{a, title={x}}\n\n@book{a, title={y}}", "works.bib:3, entry a"),
        ("@misc{k, title = {{open}}", "works.bib:1, entry k"),
    ],
)
def test_a_fault_is_told_with_its_entry_and_line(text: str, place: str) -> None:
    with pytest.raises(BadShelf, match=place):
        bibtex.read(text)


def test_curated_files_of_either_dialect_are_read() -> None:
    (found,) = bibtex.read(
        "@article{n, author = {Roe, Anna}, journal = {Paper Studies}, year = 1977}\n"
    )

    assert fields(found) == {
        "author": "Anna Roe",
        "journaltitle": "Paper Studies",
        "date": "1977",
    }


def test_a_date_in_edtf_stands_beside_the_words_of_the_notes() -> None:
    date = WorkField("date", "c. 1916", edtf="1916~")
    written = bibtex.write([Work("maas1916", "misc", (date,), curated=True)])

    assert "year = {1916}" in written
    assert bibtex.read(written)[0].fields == (date,)
