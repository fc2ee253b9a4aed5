"""Dates in the words of a text: what is one, what it says, and what only looks like one."""

from __future__ import annotations

import pytest

from edition_tools.publish.datings import extent, find

DATES = {
    "It broke on 15 July 1933 at last.": {"15 July 1933": "1933-07-15"},
    "On 9th April, 1933, and on July 15, 1933, he wrote.": {
        "9th April, 1933": "1933-04-09",
        "July 15, 1933": "1933-07-15",
    },
    "It sat 12–15 March 1898.": {"12–15 March 1898": "1898-03-12/1898-03-15"},
    "Le 1er juillet 1889, et en août 1890.": {
        "1er juillet 1889": "1889-07-01",
        "août 1890": "1890-08",
    },
    "Am 3. März 1848 und im Herbst 1849": {"3. März 1848": "1848-03-03", "Herbst 1849": "1849-23"},
    "in the autumn of 1932": {"autumn of 1932": "1932-23"},
    "by late summer 1912": {"late summer 1912": "1912-22~"},
    "In early March 1933": {"early March 1933": "1933-03~"},
    "the 1930s, the early 1930s": {"1930s": "193X", "early 1930s": "1930~/1933~"},
    "die 1850er Jahre, les années 1860": {"1850er": "185X", "années 1860": "186X"},
    "from 1929 to 1933, between 1941 and 1945": {
        "1929 to 1933": "1929/1933",
        "1941 and 1945": "1941/1945",
    },
    "the crisis of 1932–33": {"1932–33": "1932/1933"},
    "He had left the party in 1927 and, since about 1929, the country.": {
        "1927": "1927",
        "about 1929": "1929~",
    },
    "printed c. 1450 in Mainz": {"c. 1450": "1450~"},
    "the time of the 1933 break": {"the 1933": "1933"},
}
NO_DATES = (
    "see pp. 1920–25 and p. 1933",
    "no. 1914, vol. 1815",
    "a book of 1250 pages",
    "sold in 1500 copies",
    "of 1,933 men and of 1933.5 tons",
    "MS 1812; box 1776; Harvard 10248, 4777",
    "the year 10248",
    "they may 1933 times",
    "in 19333",
)


@pytest.mark.parametrize("text", DATES)
def test_dates_are_found_and_said_in_edtf(text: str) -> None:
    assert {d.span.of(text): d.edtf for d in find(text)} == DATES[text]


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert [d.span.of(text) for d in find(text)] == []


@pytest.mark.parametrize(
    ("edtf", "years"),
    [
        ("1933", (1933.0, 1934.0)),
        ("1933-07", (1933.5, 1933 + 7 / 12)),
        ("1932-23", (1932 + 8 / 12, 1932 + 11 / 12)),
        ("193X", (1930.0, 1940.0)),
        ("1929~/1933?", (1929.0, 1934.0)),
    ],
)
def test_a_date_has_a_length(edtf: str, years: tuple[float, float]) -> None:
    assert extent(edtf) == years
