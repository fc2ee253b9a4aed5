"""What the notes' references leave open is answered by rulings, like everything else."""

from __future__ import annotations

import hashlib

from edition_tools.convert import convert
from edition_tools.findings import Code
from edition_tools.model import Manifest, Ruling, Work, WorkField
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
