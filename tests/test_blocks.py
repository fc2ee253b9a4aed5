"""Blocks: what the body is made of, shown or not shown."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition_tools.convert.blocks import (
    break_weights,
    breaks,
    cues,
    find,
    headings,
    recurrence,
    sentences,
)
from edition_tools.convert.clean import clean
from edition_tools.convert.zones import divide
from edition_tools.findings import Code
from edition_tools.model import Block, Blocks, Zone, Zones
from edition_tools.text import Source, Span, View
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind

CASES = sorted((Path(__file__).parent / "cases" / "blocks").glob("*.txt"))
SEED = Path(__file__).parents[2] / "shared" / "seed" / "getty-1986.txt"
SENTENCE = "The binders of the old town kept their glue warm and their opinions to themselves. "


def view_of(text: str) -> View:
    return clean(Source("test", text.encode(), "utf-8", text))


def body_of(text: str) -> tuple[View, Blocks]:
    """The blocks of *text*, all of it being body."""
    view = view_of(text)
    return view, find(view, Zones((Zone(ZoneKind.BODY, Span(0, len(view.text))),)))


def words(view: View, block: Block) -> str:
    return block.span.of(view.text).strip()


def read_case(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """The text without its margin (a blank line before each label), and what the margin says."""
    wanted: list[tuple[str, str]] = []
    for row in path.read_text("utf-8").splitlines():
        label, line = row.split("| ", 1)
        if label.strip():
            wanted.append((label.strip(), line))
        else:
            wanted[-1] = (wanted[-1][0], wanted[-1][1] + "\n" + line)
    text = "\n\n".join(line for _, line in wanted)
    return text, [(label, line.strip()) for label, line in wanted]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_text_is_made_of_the_blocks_that_its_margin_names(path: Path) -> None:
    text, wanted = read_case(path)
    view, found = body_of(text)
    labels = [block.kind.value + "+" * block.joins for block in found.blocks]
    assert list(zip(labels, (words(view, b) for b in found.blocks), strict=True)) == wanted


@given(st.text(st.sampled_from("aB.1 \n\n:*[]“”‘>–I?"), max_size=300) | st.text(min_size=1))
def test_blocks_tile_the_body_of_any_page(text: str) -> None:
    view = view_of(text or "x")
    zones = divide(view)
    spans = [block.span for block in find(view, zones).blocks]
    for zone in zones.of(ZoneKind.BODY):
        inside = [span for span in spans if zone.span.holds(span)]
        assert inside[0].start == zone.span.start
        assert inside[-1].end == zone.span.end
        assert all(one.end == two.start for one, two in pairwise(inside))


def test_a_quotation_is_announced_from_before_the_notes_between() -> None:
    text = f"{SENTENCE}He wrote to the guild:\n\n1. A note.\n\n“We are out of glue.”2\n\n{SENTENCE}"
    note = Span(text.index("1. A"), text.index("“We"))
    zones = (
        Zone(ZoneKind.BODY, Span(0, note.start)),
        Zone(ZoneKind.ENDNOTES, note),
        Zone(ZoneKind.BODY, Span(note.end, len(text))),
    )
    kinds = [block.kind for block in find(view_of(text), Zones(zones)).blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.PARAGRAPH]


def test_a_quotation_that_the_page_does_not_set_off_is_a_proposal_and_a_finding() -> None:
    _, found = body_of(f"{SENTENCE}He said so in a letter:\n\n‘I said so.’\n\n{SENTENCE}")
    assert found.blocks[1].displayed == BreakSource.PROPOSED
    assert [finding.code for finding in found.findings] == [Code.BLOCKS_QUOTATION]


def test_a_quotation_set_off_by_signs_is_shown() -> None:
    view, found = body_of(f"{SENTENCE}\n\n> The glue was cold.\n\n{SENTENCE}")
    block = found.blocks[1]
    assert (block.kind, block.displayed) == (BlockKind.QUOTATION, BreakSource.SHOWN)
    assert words(view, block) == "The glue was cold."


def test_items_of_a_list_after_a_colon_are_no_quotations() -> None:
    text = f"{SENTENCE}They had three rules:\n\nkeep the glue warm;\n\nkeep the door shut.\n\nEnd."
    _, found = body_of(text)
    assert {block.kind for block in found.blocks} == {BlockKind.PARAGRAPH}


def quotations_in(*paragraphs: str) -> list[str]:
    text = "\n\n".join(["A plain paragraph of the text, to begin with.", *paragraphs, PLAIN])
    view, blocks = body_of(text)
    return [words(view, b) for b in blocks.blocks if b.kind == BlockKind.QUOTATION]


PLAIN = "And so the text goes on with a paragraph that nobody would call a quotation."
INTRODUCED = "On the last day of that long and rainy month the Secretary of the society wrote,"
LETTER = "The members are asked to return the keys of the cellar, and the cat.[12]"


def test_a_paragraph_that_breaks_off_at_a_comma_introduces_a_quotation() -> None:
    assert quotations_in(INTRODUCED, LETTER) == [LETTER]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    one = "“It rained when we came, and the steps were wet, and nobody had a lamp to lend us."
    two = "“It rained when we left, too, which was some comfort to those of us who had stayed.”"
    assert quotations_in(PLAIN, one, two) == [one, two]


def test_the_record_of_a_talk_is_one_quotation_as_long_as_speakers_are_named() -> None:
    one, two = "Mr. MARLOW. Have you the key?", "The CHAIRMAN. I had hoped that you had it."
    assert quotations_in("The minutes of the society say what was said:", one, two) == [one, two]


@pytest.mark.parametrize(
    ("title", "level"),
    [("IV", 1), ("Chapter 4: Of Glue", 1), ("The Trouble with Glue, 1901–1955", 2),
     ("III: Of the Price of Glue12", 1), ("Whose Glue?", 2)],
)  # fmt: skip
def test_headings_are_found(title: str, level: int) -> None:
    _, found = body_of(f"{SENTENCE}\n\n{title}\n\n{SENTENCE}")
    assert (found.blocks[1].kind, found.blocks[1].level) == (BlockKind.HEADING, level)


@pytest.mark.parametrize(
    "words",
    ["and so on", "He left at once.", "The reasons were these:", "Mr. POTT. Is the glue warm?"],
)
def test_short_paragraphs_are_no_headings(words: str) -> None:
    _, found = body_of(f"{SENTENCE}\n\n{words}\n\n{SENTENCE}")
    assert found.blocks[1].kind == BlockKind.PARAGRAPH


def test_words_in_capitals_are_counted_by_the_longer_ones() -> None:
    assert headings.capital_share("The Rise and Fall of the Glue Pot") == 1.0


def test_sentences_do_not_end_at_initials_and_abbreviations() -> None:
    text = "Dr. A. B. Pott saw it.3 He told Mr. Glew.’ “Why?” asked the U.S. Navy.Then he left."
    found = [one.span.of(text) for one in sentences.split(text, Span(0, len(text)))]
    assert found == [
        "Dr. A. B. Pott saw it.3",
        "He told Mr. Glew.’",
        "“Why?” asked the U.S. Navy.",
        "Then he left.",
    ]


@pytest.mark.parametrize("marker", ["1S", "1O", "l2", "I26", "Z", "12"])
def test_a_marker_whose_digits_were_misread_ends_its_sentence(marker: str) -> None:
    text = f"The glue was cold.{marker} In the spring the river came."
    one, two = sentences.split(text, Span(0, len(text)))
    assert (one.mark, two.span.of(text)) == (marker, "In the spring the river came.")


def test_a_blank_lost_between_two_sentences_is_a_likely_break() -> None:
    text = (SENTENCE * 30).strip() + "In the spring the river took the bindery. " + SENTENCE * 30
    found = breaks.find(text, [Span(0, len(text))])
    best = max(found, key=lambda one: one.confidence)
    assert text[best.offset :].startswith("In the spring")


def broken_at(text: str) -> list[str]:
    """The first two words of each paragraph that begins without a line break."""
    view, found = body_of(f"{SENTENCE}\n\n{text}\n\n{SENTENCE}")
    begun = [words(view, b) for b in found.blocks if b.begins == BreakSource.PROPOSED]
    return [" ".join(paragraph.split()[:2]) for paragraph in begun]


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("He wrote: “It rained. “We stayed in all day. “Nobody came.” And then it stopped.",
         ["“We stayed", "“Nobody came.”"]),
        ("Il écrit : « Il pleuvait. « Personne ne vint. » Puis le soleil revint.", ["« Personne"]),
        ("Er schrieb: „Es regnete. „Niemand kam.“ Dann nicht mehr.", ["„Niemand kam.“"]),
        ("He wrote: “It rained.” “Did it?” she asked. “It did.”", []),
        ("He wrote: “They said: “We stay.” So we stayed.”", []),
        ("Er schrieb: „Es regnete.“ „Wirklich?“ fragte sie.", []),
    ],
)  # fmt: skip
def test_a_quotation_opened_again_before_it_is_closed_begins_a_paragraph(
    text: str, begun: list[str]
) -> None:
    assert broken_at(text) == begun


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("The CHAIRMAN. Is it dry? Mr. MORLOW. It is. The CHAIRMAN. Then we may begin.",
         ["Mr. MORLOW.", "The CHAIRMAN."]),
        ("He joined the guild of the FRUS. Nobody else did, and nobody asked him why.", []),
        ("Он ушёл. Пришёл домой. Она ждала. Снова ушёл. Она ждала.", []),
    ],
)  # fmt: skip
def test_each_speech_of_a_talk_begins_a_paragraph(text: str, begun: list[str]) -> None:
    assert broken_at(text) == begun


def test_a_break_inside_a_quotation_does_not_end_it() -> None:
    text = f"{INTRODUCED}\n\n“It rained all day. “Nobody came, and we stayed in.”3\n\n{PLAIN}"
    _, found = body_of(text)
    kinds = [(block.kind, block.joins) for block in found.blocks]
    assert kinds[1:3] == [(BlockKind.QUOTATION, False), (BlockKind.QUOTATION, True)]


def test_a_text_that_shows_its_paragraphs_has_none_proposed() -> None:
    paragraph = (SENTENCE * 6).strip()
    _, found = body_of("\n\n".join([paragraph, f"{paragraph}Then they left."] * 6))
    assert all(block.begins == BreakSource.SHOWN for block in found.blocks)


def test_paragraphs_of_middling_length_are_looked_into_if_the_notes_are_run_together_too() -> None:
    paragraph = (
        (SENTENCE * 12).strip() + "In the spring the river took the bindery. " + SENTENCE * 12
    )
    text = "\n\n".join([paragraph.strip()] * 3)
    notes = [
        f"{n} See Brown, The Glue Pot, vol. ii, p. {n + 20}, and the letters." for n in range(40)
    ]
    zones = (Zone(ZoneKind.BODY, Span(0, len(text))),)
    for between, begun in (
        ("\n", {BreakSource.SHOWN}),
        (" ", {*BreakSource} - {BreakSource.RULED}),
    ):
        view = view_of(f"{text}\n\n{between.join(notes)}")
        below = Zone(ZoneKind.ENDNOTES, Span(len(text), len(view.text)))
        found = find(view, Zones((*zones, below)))
        assert {block.begins for block in found.blocks} == begun


@pytest.mark.parametrize(
    "items",
    [
        ["a) das erste Rad ist von Holz und sehr alt.", "b) das zweite ist von Eisen."],
        ["(i) La première roue est en bois.", "(ii) La seconde est en fer, dit-on."],
        ["-- «Nunca vi o livro,» disse o moleiro.", "-- «Nem eu,» respondeu o irmão."],
    ],
)
def test_neither_items_nor_words_of_a_talk_are_quotations(items: list[str]) -> None:
    assert quotations_in(INTRODUCED, *items, PLAIN) == []


def test_a_line_that_comes_again_and_again_announces_no_quotation() -> None:
    address = "To the Binders of the County:"
    assert quotations_in(address, PLAIN, address, PLAIN.replace("The", "Our")) == []


def test_a_list_of_abbreviations_has_no_breaks_proposed_as_prose_has() -> None:
    books = "Gen. Exod. Lev. Num. Deut. Josh. Judg. Ruth. Sam. Kings. Chron. Ezra. Neh. Esth. Job."
    listed = " ".join([books.replace("Neh. Esth.", "Neh.Esth.")] * 120)
    prose = listed.replace(".", ", thinks the binder, was bound before.")
    assert breaks.find(listed, [Span(0, len(listed))]) == []
    assert breaks.find(prose, [Span(0, len(prose))]) != []


def test_a_proposed_paragraph_says_so_and_is_a_finding() -> None:
    text = (SENTENCE * 40).strip() + "In the spring the river took the bindery. " + SENTENCE * 40
    view, found = body_of(text)
    begun = [block for block in found.blocks if block.begins == BreakSource.PROPOSED]
    assert any(words(view, block).startswith("In the spring") for block in begun)
    assert {f.span.start for f in found.findings} >= {block.span.start for block in begun}


def test_the_real_text_has_five_displayed_quotations() -> None:
    if not SEED.exists():
        pytest.skip("the real text is not on this machine (../shared/seed)")
    raw = SEED.read_bytes()
    view = clean(Source("seed", raw, "utf-8", raw.decode()))
    found = find(view, divide(view))
    kinds = [block.kind for block in found.blocks]
    assert kinds.count(BlockKind.QUOTATION) == 5
    assert not any(block.joins for block in found.blocks)


def test_every_cue_to_a_break_has_its_weight() -> None:
    assert set(break_weights.WEIGHTS) == set(cues.NAMES)


def test_a_break_makes_the_next_one_less_likely_close_by() -> None:
    even = breaks.shares([0.0] * 9, [*range(0, 2200, 220), 2200])
    surer = breaks.shares(
        [0.0, 0.0, 0.0, 0.0, 6.0, 0.0, 0.0, 0.0, 0.0], [*range(0, 2200, 220), 2200]
    )
    assert surer[3] < even[3]
    assert surer[5] < even[5]


def test_long_stretches_of_likely_and_unlikely_breaks_stay_within_numbers() -> None:
    for odds in (-40.0, 40.0):
        found = breaks.shares([odds] * 300, [*range(0, 301 * 90, 90), 301 * 90])
        assert all(0.0 <= share <= 1.0 for share in found)
        assert (found[150] > 0.99) == (odds > 0)


BAGS = st.lists(st.frozensets(st.sampled_from("abcdef")), min_size=2, max_size=30)


@given(BAGS, st.integers(1, 6))
def test_words_of_neighbouring_sentences_are_counted_as_their_definitions_say(
    bags: list[frozenset[str]], reach: int
) -> None:
    words = recurrence.Recurrence(bags, reach, reach)
    for i, bag in enumerate(bags):
        before = frozenset[str]().union(*bags[max(0, i - reach) : i])
        after = frozenset[str]().union(*bags[i + 1 : i + reach])
        assert words.known[i] == len(bag & before)
        assert words.promises[i] == len((bag & after) - before)
        assert words.echoes[i] == (len(bag & bags[i - 1]) if i else 0)
    for i, share in enumerate(words.shared(reach), 1):
        left = Counter(word for bag in bags[max(0, i - reach) : i] for word in bag)
        right = Counter(word for bag in bags[i : i + reach] for word in bag)
        size = (max(1, left.total()) * max(1, right.total())) ** 0.5
        assert share == pytest.approx((left & right).total() / size)
