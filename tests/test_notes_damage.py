"""Every custom of numbering, and every damage to one number: no wrong link, no silence."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import corpus_items
from edition_tools.convert.notes.lost_numbers import lone_word
from edition_tools.convert.notes.splits import Boundary, Parting
from edition_tools.model import Block, Zone
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind, ZoneKind
from numbering import (
    COUNT,
    CUSTOMS,
    KINDS,
    SENTENCES,
    Custom,
    Numbered,
    damages,
    numbered,
    outcome,
    told_nearby,
)
from test_specimen import damage_script

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import damages as of_numbers
import mutations

EVERY_CUSTOM = pytest.mark.parametrize("custom", CUSTOMS, ids=lambda custom: custom.name)
OF_WHAT = pytest.mark.parametrize("what", ["markers", "heads"])


@pytest.mark.parametrize("language", SENTENCES)
@EVERY_CUSTOM
def test_all_markers_of_an_undamaged_text_find_their_notes(custom: Custom, language: str) -> None:
    result = outcome(numbered(custom, language), [])

    assert result.wrong == ()
    assert result.linked == COUNT


@OF_WHAT
@EVERY_CUSTOM
def test_one_damaged_number_never_makes_a_wrong_link_and_is_always_told(
    custom: Custom, what: str
) -> None:
    for turn, kind in enumerate(KINDS):
        made = numbered(custom, list(SENTENCES)[(turn + CUSTOMS.index(custom)) % len(SENTENCES)])
        check(made, what, kind)


def check(
    made: Numbered, what: str, kind: str, blocks: tuple[Block, ...] = (), every: int = 1
) -> None:
    places = made.markers if what == "markers" else made.heads
    for i, edits in list(damages(made, places, kind))[KINDS.index(kind) % every :: every]:
        result = outcome(made, edits, blocks)

        assert result.wrong == (), f"{kind}: number {i + 1} of the {what}"
        assert told_nearby(made, result, i), f"nothing is said: {kind}, {i + 1} of the {what}"


# ------------------------------------------------------------------ the specimen
@pytest.fixture(scope="module")
def specimen() -> tuple[Numbered, tuple[Block, ...]]:
    """The specimen as its gold has it: its numbers and their places."""
    script = damage_script()
    gold: dict[str, Any] = json.loads(json.dumps(script.gold()))
    return as_numbered(script.damaged().text, gold)


def as_numbered(text: str, gold: dict[str, Any]) -> tuple[Numbered, tuple[Block, ...]]:
    given = sorted(gold["zones"], key=lambda zone: zone["start"])
    starts = [0, *(zone["start"] for zone in given[1:]), len(text)]
    zones = tuple(
        Zone(ZoneKind(zone["kind"]), Span(starts[i], starts[i + 1])) for i, zone in enumerate(given)
    )
    ordered = sorted(gold["notes"], key=lambda note: not note["n"].isdecimal())  # the star last
    made = Numbered(
        text,
        zones,
        tuple(Span(*note["markers"][0]) if note["markers"] else None for note in ordered),
        tuple(Span(*note["number"]) for note in ordered),
        tuple(Span(note["start"], note["end"]) for note in ordered),
    )
    return made, tuple(Block(BlockKind.HEADING, Span(*heading)) for heading in gold["headings"])


@OF_WHAT
@pytest.mark.parametrize("kind", KINDS)
def test_one_damaged_number_of_the_specimen_never_makes_a_wrong_link_and_is_always_told(
    specimen: tuple[Numbered, tuple[Block, ...]], kind: str, what: str
) -> None:
    made, headings = specimen
    check(made, what, kind, headings, every=3)


# ------------------------------------------------------------------ a note parted from another
@pytest.mark.parametrize(("words", "alone"), [({"Ibid."}, True), ({"Ibid.", "Here."}, False)])
def test_a_part_of_one_word_is_doubted_unless_that_word_is_a_note_elsewhere(
    words: set[str], alone: bool
) -> None:
    text = "Here. “A remedy,” says the clerk."
    parting = Parting((Boundary(5, 6),), 0.93)

    assert lone_word(text, Span(0, len(text)), parting, words) is alone


# ------------------------------------------------------------------ clean texts of the corpus
@pytest.mark.parametrize("rare", [False, True], ids=["in a common way", "in a rarer way"])
def test_one_damaged_number_of_a_clean_text_never_makes_a_wrong_link_and_is_always_told(
    rare: bool,
) -> None:
    folders = [path.parent for _, path, gold in corpus_items() if of_numbers.level(gold) in "ABC"]
    if not folders:
        pytest.skip("../shared/corpus is not here (it is not part of the project)")

    found = [one for folder in folders for one in mutations.results(folder, 3, "drawn", rare=rare)]

    assert [(one.name, one.wrong) for one in found if one.wrong] == []
    assert [one.name for one in found if not one.told] == []
