"""A ruling takes the place of what the machine found; one that changes nothing says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition_tools.convert import rule
from edition_tools.convert.clean import clean
from edition_tools.findings import Code
from edition_tools.model import (
    Block,
    Blocks,
    Comment,
    Finding,
    Mark,
    Note,
    Notes,
    Ruling,
    Zone,
    Zones,
)
from edition_tools.text import Source, Span, View, read_source
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind

TEXT = "One came.12 Two went. Three “stayed”. And so on.\n\n12 A note. 13 Another note."


@pytest.fixture
def view() -> View:
    return clean(read_source("t.txt", TEXT.encode()))


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def ruling(code: Code, decision: str, **place: str) -> Ruling:
    return Ruling(code, decision, reason="because", by="AB", **place)


def one_block() -> Blocks:
    return Blocks((Block(BlockKind.PARAGRAPH, Span(0, 50)),))


def two_notes() -> Notes:
    first = Note("12", "12", span("12 A"), span("A note."), (Mark(Span(9, 11), "12"),))
    return Notes((first, Note("13", "13", span("13"), span("Another note."))))


def test_a_ruled_break_is_made(view: View) -> None:
    placed = rule.locate(view, (ruling(Code.BLOCKS_HIDDEN_BREAK, "break", before="Two went"),))

    found = rule.rule_blocks(view, one_block(), placed)

    assert [(b.span.start, b.begins) for b in found.blocks] == [
        (0, BreakSource.SHOWN),
        (TEXT.index("Two"), BreakSource.RULED),
    ]
    assert found.findings == ()


def test_a_proposed_break_can_be_refused_and_its_finding_is_answered(view: View) -> None:
    at = TEXT.index("Two")
    first = Block(BlockKind.PARAGRAPH, Span(0, at))
    second = Block(BlockKind.PARAGRAPH, Span(at, 50), BreakSource.PROPOSED, 0.6)
    doubt = Finding(Code.BLOCKS_HIDDEN_BREAK, Span(at, at), "perhaps a paragraph")
    placed = rule.locate(view, (ruling(Code.BLOCKS_HIDDEN_BREAK, "no-break", before="Two went"),))

    found = rule.rule_blocks(view, Blocks((first, second), (doubt,)), placed)

    assert found == one_block()


@pytest.mark.parametrize("size", [10, 900])
def test_what_editors_have_divided_the_machine_does_not_divide_again(size: int) -> None:
    text = "Some words. " * size + "Two went. " + "Three left. " * size + "Four stayed."
    at, ruled = text.index("Three"), text.index("Two")
    doubt = Finding(Code.BLOCKS_HIDDEN_BREAK, Span(at, at), "perhaps a paragraph")
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(0, at)),
        Block(BlockKind.PARAGRAPH, Span(at, len(text)), BreakSource.PROPOSED, 0.3),
    )
    view = clean(Source("text", text.encode(), "utf-8", text))
    placed = rule.locate(view, (ruling(Code.BLOCKS_HIDDEN_BREAK, "break", before="Two went"),))

    found = rule.rule_blocks(view, Blocks(blocks, (doubt,)), placed)

    left = () if size == 10 else (doubt,)  # too long a stretch has not been divided yet
    assert found.findings == left
    assert [b.span.start for b in found.blocks] == [0, ruled, *(f.span.start for f in left)]


@pytest.mark.parametrize(("decision", "words"), [("break", "One came"), ("no-break", "Two went")])
def test_a_ruling_that_changes_nothing_is_a_finding(view: View, decision: str, words: str) -> None:
    placed = rule.locate(view, (ruling(Code.BLOCKS_HIDDEN_BREAK, decision, before=words),))

    found = rule.rule_blocks(view, one_block(), placed)

    assert found.blocks == one_block().blocks
    assert [finding.code for finding in found.findings] == [Code.SHELF_RULING_UNUSED]


@pytest.mark.parametrize("words", ["not in the text", "o"])
def test_words_that_are_not_there_once_place_nothing(view: View, words: str) -> None:
    placed = rule.locate(view, (ruling(Code.BLOCKS_HIDDEN_BREAK, "break", before=words),))

    assert placed.rulings == ()
    assert [finding.code for finding in placed.findings] == [Code.SHELF_RULING_UNPLACED]


def test_a_digest_that_does_not_fit_places_nothing(view: View) -> None:
    wrong = replace(
        ruling(Code.ZONES_SENSITIVE_COMMENT, "withhold"), at=Span(0, 3), sha256="0" * 64
    )

    assert rule.locate(view, (wrong,)).rulings == ()


def test_quotation_marks_of_any_shape_find_their_place(view: View) -> None:
    placed = rule.locate(view, (ruling(Code.BLOCKS_QUOTATION, "quotation", words='"stayed"'),))

    assert [applied.span for applied in placed.rulings] == [span("“stayed”")]


def test_a_lost_marker_is_placed_after_the_quoted_words(view: View) -> None:
    place = ruling(Code.NOTES_MARKER_LOST, "place", note="13", after="Two went.")

    found = rule.rule_notes(two_notes(), rule.locate(view, (place,)))

    at = span("Two went.").end
    assert found.notes[1].marks == (Mark(Span(at, at), "13", supplied=True),)


def test_the_digits_of_a_marker_are_given_to_another_note(view: View) -> None:
    link = ruling(Code.NOTES_TWO_READINGS, "link", note="13", words=".12 Two")
    placed = rule.locate(view, (link,))
    placed = replace(placed, rulings=(replace(placed.rulings[0], span=Span(9, 11)),))

    found = rule.rule_notes(two_notes(), placed)

    assert [note.marks for note in found.notes] == [(), (Mark(Span(9, 11), "13", supplied=True),)]


def test_digits_that_are_no_marker_stay_words(view: View) -> None:
    refuse = ruling(Code.NOTES_CALL_WITHOUT_NOTE, "not-a-marker", words="came.12")
    notes = Notes((), (Mark(Span(9, 11), "12"),))

    assert rule.rule_notes(notes, rule.locate(view, (refuse,))).unanswered == ()


def test_a_part_of_the_page_is_what_the_ruling_says(view: View) -> None:
    zones = Zones((Zone(ZoneKind.BODY, Span(0, len(TEXT))),))
    placed = rule.locate(
        view, (ruling(Code.ZONES_DOUBTFUL, "comment", words="Three “stayed”. And so on."),)
    )

    found = rule.rule_zones(view, zones, placed)

    said = span("Three “stayed”. And so on.\n\n")
    assert [(z.kind, z.span) for z in found.zones] == [
        (ZoneKind.BODY, Span(0, said.start)),
        (ZoneKind.COMMENT, said),
        (ZoneKind.BODY, Span(said.end, len(TEXT))),
    ]
    assert found.comments == (Comment(said, 1, text=(said.trimmed(TEXT),)),)
