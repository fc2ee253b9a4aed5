"""What the notes' references leave open is answered by rulings, like everything else."""

from __future__ import annotations

import hashlib

from edition_tools.convert import convert
from edition_tools.findings import Code
from edition_tools.manifest import Manifest
from edition_tools.model import Ruling, Work, WorkField
from edition_tools.text import Span, read_source

TEXT = """A Short History of the Margin

Notes once stood beside the words that they explain, as every reader of old books knows.1
Printers moved them to the foot of the page, and not always with the scholar's consent.2
Later they went to the end of the chapter, and from there to the end of the book.3

Notes

1. Anthony Grafton, The Footnote: A Curious History (Cambridge, Mass., 1997), p. 4.

2. Grafton, The Footnote, p. 222.

3. Ibid., p. 230.
"""

CURATED = Work(
    key="grafton1997",
    type="book",
    fields=(
        WorkField("author", "Grafton, Anthony"),
        WorkField("title", "The Footnote: A Curious History"),
        WorkField("date", "1999"),
    ),
    curated=True,
)


def open_differences(*rulings: Ruling) -> int:
    """How many differences from the curated entry are open after *rulings*."""
    source = read_source("margin.txt", TEXT.encode())
    edition = convert(source, Manifest(slug="margin", title="Margin"), rulings, (CURATED,))
    return sum(finding.code == Code.WORKS_CURATED_DIFFERS for finding in edition.findings)


def ruling_at(words: str) -> Ruling:
    """A ruling that accepts the difference at the first place where *words* stand."""
    start = TEXT.index(words)
    return Ruling(
        code=Code.WORKS_CURATED_DIFFERS,
        decision="accept",
        reason="the year of a later printing",
        by="ET",
        at=Span(start, start + len(words)),
        sha256=hashlib.sha256(words.encode()).hexdigest(),
    )


def test_a_difference_from_the_editors_entry_is_open_until_it_is_ruled_on() -> None:
    assert open_differences() == 1


def test_a_ruling_answers_a_difference_at_its_place() -> None:
    assert open_differences(ruling_at("1997")) == 0


def test_a_ruling_at_another_place_answers_nothing() -> None:
    assert open_differences(ruling_at("222")) == 1


TWO_BOOKS = """A Short History of the Margin

Notes once stood beside the words that they explain, as every reader of old books knows.1
Printers moved them to the foot of the page, and not always with the scholar's consent.2
Later they went to the end of the chapter, and from there to the end of the book.3
And there they are found by those who look for them, or are not found by those who do not.4

Notes

1. Anthony Grafton, The Footnote: A Curious History (London, 1997), p. 4.

2. Anthony Grafton, Defenders of the Text (London, 1991), p. 5.

3. Grafton, op. cit., p. 230.

4. Ibid., p. 231.
"""


def meanings(*rulings: Ruling) -> list[str | None]:
    """Which works the four notes mean after *rulings*, and that no doubt is left with them."""
    source = read_source("margin.txt", TWO_BOOKS.encode())
    edition = convert(source, Manifest(slug="margin", title="Margin"), rulings)
    return [reference.work for reference in edition.works.references]


def test_a_ruling_names_the_work_by_its_key_and_the_ibid_after_it_follows() -> None:
    ruling = Ruling(
        code=Code.WORKS_TWO_CANDIDATES,
        decision="grafton1991",
        reason="the page is of that book",
        by="ET",
        note="3",
        words="Grafton, op. cit.",
    )

    assert meanings() == ["grafton1997", "grafton1991", None, None]
    assert meanings(ruling) == ["grafton1997", "grafton1991", "grafton1991", "grafton1991"]


def test_a_ruling_that_names_no_key_decides_nothing() -> None:
    ruling = Ruling(
        code=Code.WORKS_TWO_CANDIDATES,
        decision="accept",
        reason="the author leaves it open",
        by="ET",
        note="3",
        words="Grafton, op. cit.",
    )

    assert meanings(ruling) == ["grafton1997", "grafton1991", None, None]


def test_a_ruling_can_name_a_work_that_only_the_editors_know() -> None:
    source = read_source("margin.txt", TWO_BOOKS.encode())
    known = Work("grafton1990", "book", (WorkField("title", "Forgers and Critics"),), curated=True)
    ruling = Ruling(
        code=Code.WORKS_TWO_CANDIDATES,
        decision="grafton1990",
        reason="a third book",
        by="ET",
        note="3",
        words="Grafton, op. cit.",
    )
    edition = convert(source, Manifest(slug="margin", title="Margin"), (ruling,), (known,))
    third = edition.works.references[2]

    assert (third.work, third.why, third.confidence) == ("grafton1990", "an editor’s ruling", 1.0)
    assert [f for f in edition.findings if f.code == Code.WORKS_TWO_CANDIDATES] == []
