"""What is looked for before a pattern stands in whatever the pattern matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition_tools.convert.citations.archives import HELD
from edition_tools.convert.citations.atoms import BACK, BACK_WORDS, DEFINING, NOTE, NOTE_WORDS
from edition_tools.convert.citations.canonical import SECTIONED
from edition_tools.convert.citations.passage import words_of
from edition_tools.convert.citations.sought import Sought

SOUGHT = {"archives": HELD, "statutes": SECTIONED, "short forms": DEFINING}
WORDED = {"back-references": (BACK, BACK_WORDS), "notes": (NOTE, NOTE_WORDS)}
some = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)


@pytest.mark.parametrize("sought", SOUGHT.values(), ids=SOUGHT)
@some
@given(data=st.data())
def test_letters_that_are_sought_stand_in_every_match(sought: Sought, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(sought.pattern))

    assert [m.span() for m in sought.finditer(text)] == [
        m.span() for m in sought.pattern.finditer(text)
    ]


@pytest.mark.parametrize(("pattern", "words"), WORDED.values(), ids=WORDED)
@some
@given(data=st.data())
def test_words_that_are_sought_stand_in_every_match(
    pattern: re.Pattern[str], words: frozenset[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern))

    assert not words.isdisjoint(words_of(text))


def test_what_is_not_sought_is_not_found() -> None:
    sought = Sought(re.compile("Library|Museum"), frozenset(["Museum"]))

    assert [m[0] for m in sought.finditer("The Library")] == []
    assert [m[0] for m in sought.finditer("The Library Museum")] == ["Library", "Museum"]
