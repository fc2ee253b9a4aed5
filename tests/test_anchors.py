"""Quotations find their place, or it is said where they might belong."""

from __future__ import annotations

import doctest
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition_tools.publish import anchors, apparatus
from edition_tools.publish.apparatus import Emending, read_argument
from edition_tools.text import Span

CASES = Path(__file__).parent / "cases" / "anchors"


@pytest.mark.parametrize("module", [anchors, apparatus])
def test_the_examples_in_the_code_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert result.failed == 0


def cases(name: str) -> list[tuple[str, str, str]]:
    """Title, input and what is expected, from a file that a scholar can write."""
    found = []
    for block in (CASES / name).read_text(encoding="utf-8").split("\n\n"):
        title, _, rest = block.strip("\n").partition("\n")
        given, _, expected = rest.partition("\n.\n")
        found.append((title, given, expected))
    return found


@pytest.mark.parametrize(
    ("given", "expected"),
    [pytest.param(g, e, id=t) for t, g, e in cases("found.case")],
)
def test_a_quotation_is_found_where_it_stands(given: str, expected: str) -> None:
    text, _, quotation = given.partition("\n? ")
    found = [span.of(text) for span in anchors.find(text, quotation)]
    assert "\n".join(found) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [pytest.param(g, e, id=t) for t, g, e in cases("arguments.case")],
)
def test_an_emendation_says_what_it_does(given: str, expected: str) -> None:
    emending = read_argument(given)
    assert (str(emending and f"{emending.change}|{emending.old}|{emending.new}")) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [pytest.param(g, e, id=t) for t, g, e in cases("changes.case")],
)
def test_only_the_words_that_differ_are_changed(given: str, expected: str) -> None:
    old, new = given.split("\n")
    change = anchors.core(old, new)
    assert f"{change.span.of(old)}|{change.words}" == expected


def test_a_slip_in_the_quotation_shows_the_right_place_first() -> None:
    texts = ["The river rose in the night.", "Nobody had read the ferry book for years."]
    best = anchors.nearest(texts, "had raed the fery book")[0]
    assert (best.text, best.words) == (1, "had read the ferry book")


def test_what_resembles_nothing_has_no_candidates() -> None:
    assert anchors.nearest(["The river rose in the night."], "xylophone quartet") == []


def test_candidates_do_not_overlap() -> None:
    found = anchors.nearest(["the boat and the boat and the goat"], "the boot")
    spans = [candidate.span for candidate in found]
    assert len(spans) >= 2
    assert not any(a.meets(b) for a in spans for b in spans if a is not b)


@given(st.text(min_size=1), st.data())
def test_every_stretch_of_a_text_finds_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quotation = Span(start, end).trimmed(text)
    if not len(quotation):
        return
    found = anchors.find(text, quotation.of(text))
    said = {" ".join(span.of(text).translate(anchors.SAME).split()) for span in found}
    assert said == {" ".join(quotation.of(text).translate(anchors.SAME).split())}


@given(st.text(), st.text())
def test_carrying_out_the_changes_gives_the_new_words(old: str, new: str) -> None:
    one = anchors.core(old, new)
    assert old[: one.span.start] + one.words + old[one.span.end :] == new
    done = old
    for change in reversed(anchors.changes(old, new)):
        done = done[: change.span.start] + change.words + done[change.span.end :]
    assert done == new


@given(st.text(), st.text())
def test_any_words_can_stand_in_an_argument(old: str, new: str) -> None:
    argument = f"“{old}” → “{new}”"
    found = read_argument(argument)
    plain = not set(old + new) & set('→>“”"') and old.strip() and new.strip()
    if plain:
        assert found == Emending("correction", old, new)
