"""Where in a work a citation points: pages, chapters, leaves, lines, columns.

The cases are lines in `cases/locators/*.case`: a citation, `→`, and the places it points to, with
the label that CSL has for each; the extent of an article is none. Lines with `#` are headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from test_citations import find

CASES = Path(__file__).parent / "cases" / "locators"


def cases() -> Iterator[tuple[str, str]]:
    for path in sorted(CASES.glob("*.case")):
        for line in path.read_text(encoding="utf-8").splitlines():
            citation, arrow, expected = line.partition("→")
            if arrow and not line.startswith("#"):
                yield citation.strip(), expected.strip()


def pointed_to(citation: str) -> str:
    """The locators of all mentions in a note, in the words of a case."""
    _, found = find(citation)
    places = [place for mention in found.mentions for place in mention.locators]
    return "; ".join(
        f"{place.label} {place.value}" for place in sorted(places, key=lambda place: place.span)
    )


@pytest.mark.parametrize(("citation", "expected"), list(cases()))
def test_a_citation_points_to_its_places(citation: str, expected: str) -> None:
    assert pointed_to(citation) == expected
