"""Markers and notes: each pair found, or a finding that says what is missing and where.

The cases are written in `cases/notes/*.case`: a text in parts, and after `--- expect` one
line a note: label | the words before its marker (`;` between two) | the note's words, `/` where
lines end; then
unanswered markers and findings with the words before their likely places, or `no findings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import corpus_items
from edition_tools.convert import notes
from edition_tools.convert.notes import lost_numbers
from edition_tools.convert.notes.decide import Decisions, Made
from edition_tools.convert.notes.shapes import Form, Token
from edition_tools.convert.notes.splits import Habits
from edition_tools.convert.notes.texts import NoteText
from edition_tools.model import Block, Blocks, Notes, Zone, Zones
from edition_tools.text import Run, Source, Span, View
from edition_tools.vocabulary import BlockKind, ZoneKind

CASES = Path(__file__).parent / "cases" / "notes"
ZONES = {
    "byline": ZoneKind.BYLINE,
    "text": ZoneKind.BODY,
    "heading": ZoneKind.BODY,
    "notes": ZoneKind.ENDNOTES,
}


@dataclass(frozen=True)
class Case:
    """A text in parts (kind, words), and the lines that are expected."""

    title: str
    parts: list[tuple[str, str]]
    expected: list[str]


def read_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.case")):
        for chunk in path.read_text(encoding="utf-8").split("\n=== "):
            title, *parts = re.split(r"\n--- (\w+)\n", chunk.removeprefix("=== "))
            pairs = [(parts[i], parts[i + 1].strip()) for i in range(0, len(parts), 2)]
            expected = pairs.pop()[1].splitlines()
            yield Case(title, pairs, expected)


def view_of(text: str) -> View:
    span = Span(0, len(text))
    return View(Source("case", text.encode(), "utf-8", text), text, (Run(span, span),))


def align(parts: list[tuple[str, str]]) -> tuple[str, Notes]:
    """The notes of a text put together from its parts, which tile it."""
    text, zones, blocks = "", [], []
    for kind, words in parts:
        span = Span(len(text), len(text) + len(words) + 2)
        text += words + "\n\n"
        zones.append(Zone(ZONES[kind], span))
        if ZONES[kind] == ZoneKind.BODY:
            heading = kind == "heading"
            blocks.append(Block(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, span))
    return text, notes.align(view_of(text), Zones(tuple(zones)), Blocks(tuple(blocks)))


def told(text: str, found: Notes, expected: list[str]) -> list[str]:
    """What was found, in the words of the case (as much of it as the case speaks of)."""
    lines = []
    wanted = iter(expected)
    for note in found.notes:
        cells = [*next(wanted, "").split(" | "), "", ""]
        before = cells[1].split("; ")
        marks = [
            words_before(text, m.span, b)
            for m, b in zip(note.marks, before + [""] * len(note.marks), strict=False)
        ]
        assert note.span is not None
        words = re.sub(r"\s*\n\s*", " / ", note.span.of(text))
        lines.append(f"{note.label} | {'; '.join(marks)}".rstrip() + f" | {words}")
    for mark in found.unanswered:
        words = next(wanted, "").partition(" | ")[2]
        lines.append(f"unanswered {mark.printed} | {words_before(text, mark.span, words)}")
    return lines


def words_before(text: str, span: Span, words: str) -> str:
    """As many characters before a marker as *words* has, blanks at the end left out."""
    before = text[: span.start].rstrip()
    return before[len(before) - len(words) :] if words else before[-12:]


@pytest.mark.parametrize("case", list(read_cases()), ids=lambda case: case.title)
def test_markers_find_their_notes(case: Case) -> None:
    text, found = align(case.parts)

    plain = [line for line in case.expected if "finding" not in line.partition(" | ")[0]]

    assert told(text, found, plain) == plain
    for line in case.expected:
        if line.startswith("finding "):
            expect_finding(text, found, line.removeprefix("finding "))
    if "no findings" in case.expected:
        assert found.findings == ()


def expect_finding(text: str, found: Notes, line: str) -> None:
    name, *places = line.split(" | ")
    code, label = name.split()
    fitting = [f for f in found.findings if f.code == code and f.note == label]
    assert len(fitting) == 1, [(f.code, f.note) for f in found.findings]
    for words in places:
        ends = [text[: span.end] for span in fitting[0].candidates]
        assert any(end.endswith(words) for end in ends), f"{words!r} is no candidate"


# ------------------------------------------------------------------ one damage at a time
SENTENCES = (
    "The harbour master kept his ledger with care",
    "On 12 March 1843 the council met again",
    "He paid £30 for pages 17-22",
    "A second copy came to light, as no. 34 shows",
    "“Nobody has believed it,” wrote the mayor",
)
NOTE_WORDS = (
    "See Brown, Ledgers of the Coast (Lyon, 1843), p. 17.",
    "Town archive, box 3, file 12.",
    "Ibid., pp. 22–34.",
    "White, Harbours, vol. 2, p. 99; compare the letter of 3 May 1844.",
)
NAMES = ("alder", "birch", "cedar", "damson", "elder", "fir", "gorse", "hazel", "ivy", "juniper")
NAMES += ("laurel", "maple")
COUNT = len(NAMES)


def damaged(marks: list[str], numbers: list[str], *, run_on: bool) -> list[tuple[str, str]]:
    body = " ".join(f"{SENTENCES[i % 5]}.{mark}" for i, mark in enumerate(marks))
    words = [NOTE_WORDS[i % 4] + f" This is {NAMES[i]}." for i in range(len(numbers))]
    heads = [f"{number} {note}".strip() for number, note in zip(numbers, words, strict=True)]
    return [("text", body), ("notes", (" " if run_on else "\n").join(heads))]


def damages() -> Iterator[tuple[str, list[str]]]:
    """Every way to drop, double, swap or misprint one of the numbers 1 to 12."""
    right = [str(n + 1) for n in range(COUNT)]
    for i in range(COUNT):
        yield f"{right[i]} dropped", [*right[:i], "", *right[i + 1 :]]
        if i + 1 < COUNT:
            yield f"{right[i]} doubled", [*right[: i + 1], right[i], *right[i + 2 :]]
            yield (
                f"{right[i]} and {right[i + 1]} swapped",
                [*right[:i], right[i + 1], right[i], *right[i + 2 :]],
            )
        misprint = right[i][:-1] + "37"[right[i][-1] == "3"]
        if misprint != right[i]:
            yield f"{right[i]} misprinted", [*right[:i], misprint, *right[i + 1 :]]


def wrong_links(parts: list[tuple[str, str]]) -> tuple[list[str], Notes]:
    """Markers that are joined to a note other than that in their own place in the order."""
    text, found = align(parts)
    ends = [m.end() for m in re.finditer(r"(?:care|again|17-22|shows|mayor)\.", text)]
    notes_start = text.index("\n\n")
    wrong = []
    for note in found.notes:
        assert note.span is not None
        for mark in note.marks:
            place = ends.index(mark.span.start)
            names = re.findall(r"This is (\w+)\.", note.span.of(text))
            if NAMES[place] not in names[:1] or mark.span.start > notes_start:
                wrong.append(f"{mark.printed} → {note.span.of(text)}")
    return wrong, found


@pytest.mark.parametrize("run_on", [False, True], ids=["one a line", "run on"])
@pytest.mark.parametrize(
    ("name", "numbers"), list(damages()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_one_damaged_marker_never_makes_a_wrong_link(
    name: str, numbers: list[str], run_on: bool
) -> None:
    right = [str(n + 1) for n in range(COUNT)]

    wrong, found = wrong_links(damaged(numbers, right, run_on=run_on))

    assert wrong == [], name
    assert found.findings, f"nothing is said of {name}"


@pytest.mark.parametrize("run_on", [False, True], ids=["one a line", "run on"])
@pytest.mark.parametrize(
    ("name", "numbers"), list(damages()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_one_damaged_number_of_a_note_never_makes_a_wrong_link(
    name: str, numbers: list[str], run_on: bool
) -> None:
    right = [str(n + 1) for n in range(COUNT)]

    wrong, found = wrong_links(damaged(right, numbers, run_on=run_on))

    assert wrong == [], name
    assert found.findings, f"nothing is said of {name}"


# ------------------------------------------------------------------ what always holds
HARD = st.text(st.sampled_from("aB .,;”[]()^*†1234567890¹²\n"), max_size=160)


@settings(max_examples=150, deadline=None)
@given(HARD, HARD)
def test_any_text_gives_ordered_notes_with_labels_of_their_own(body: str, blob: str) -> None:
    text, found = align([("text", body), ("notes", blob)])

    labels = [note.label for note in found.notes]
    spans = [note.span for note in found.notes if note.span]
    marks = [m.span for note in found.notes for m in note.marks]
    marks += [m.span for m in found.unanswered]

    assert len(labels) == len(set(labels))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert len(marks) == len(set(marks))
    assert all(span == span.trimmed(text) for span in spans)
    called = {note.label for note in found.notes if note.marks}
    told_of = {finding.note for finding in found.findings}
    assert set(labels) - called <= told_of


def test_long_runs_of_digits_and_brackets_are_read_in_one_pass() -> None:
    for hard in ("1" * 80_000, "[" * 80_000, "1.1." * 20_000, "[1](" * 20_000):
        _, found = align([("text", hard), ("notes", "1 Brown.\n2 White.")])
        assert [note.label for note in found.notes] == ["1", "2"]


# ------------------------------------------------------------------ the damaged corpus
def gold_zones(text: str, gold: dict[str, object]) -> Zones:
    """The true zones, made to tile the text."""
    given = sorted(gold["zones"], key=lambda zone: zone["start"])  # type: ignore[call-overload]
    starts = [0, *(zone["start"] for zone in given[1:]), len(text)]
    return Zones(
        tuple(
            Zone(ZoneKind(zone["kind"]), Span(start, end))
            for zone, (start, end) in zip(given, pairwise(starts), strict=True)
        )
    )


def gold_headings(gold: dict[str, object]) -> Blocks:
    headings = gold.get("headings", [])
    assert isinstance(headings, list)
    return Blocks(tuple(Block(BlockKind.HEADING, Span(*heading)) for heading in headings))


def right_links(text: str, gold: dict[str, object], found: Notes) -> Iterator[tuple[bool, float]]:
    """For each link: whether it joins the marker to its true note, and its confidence."""
    truth = {}
    for note in gold["notes"]:  # type: ignore[attr-defined]
        for start, _ in note["markers"]:
            truth[start + (text[start] in "[^(")] = note
    for note in found.notes:
        for mark in note.marks:
            core = mark.span.start + (text[mark.span.start] in "[^(")
            true = truth.get(core, {"start": -9})
            assert note.span is not None
            yield (
                true["start"] is None or abs(true["start"] - note.span.start) <= 2,
                mark.confidence,
            )


def test_links_of_the_damaged_corpus_are_as_sure_as_they_say() -> None:
    items = list(corpus_items())[:16]
    if not items:
        pytest.skip("../shared/corpus is not here (it is not part of the project)")
    links = []
    for _, path, gold in items:
        text = path.read_bytes().decode("utf-8")
        found = notes.align(view_of(text), gold_zones(text, gold), gold_headings(gold))
        links += list(right_links(text, gold, found))
    sure = [right for right, confidence in links if confidence >= 0.95]

    assert sum(sure) >= 0.995 * len(sure)
    assert sum(right for right, _ in links) >= 0.998 * len(links)
    assert len(links) > 700


def test_a_back_reference_by_itself_is_the_whole_of_a_note() -> None:
    whole = [f"Anna Brown to John White, May {n}, 1902, Town Archive." for n in range(1, 10)]
    merged = "Ibid. Anna Brown to John White, June 4, 1902. She says as much, and he agreed."
    text = "\n".join([*whole, merged])
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (*whole, merged)]
    parting = Habits(text, spans[:-1]).part(spans[-1], ["", ""])
    assert parting is not None
    assert [text[place.start :][:4] for place in parting.boundaries] == ["Anna"]


def test_a_blank_before_every_mark_and_a_stop_after_it_is_the_custom_of_a_long_text_too() -> None:
    numbers = range(1, 31)
    text = " ".join(f"Le meunier a perdu son livre\u00a0{n}. Personne ne l’a vu." for n in numbers)
    blob = "\n".join(f"{n}. Voir Brun, t. II, p. {n + 7}." for n in numbers)
    _, found = align([("text", text), ("notes", blob)])
    assert [(note.printed, len(note.marks)) for note in found.notes] == [
        (str(n), 1) for n in numbers
    ]


def swappable(after: str, before: str = "Brown, p. 4.") -> list[float]:
    """How sure the notes are of which one, between 4 and 6, has lost its number."""
    words = ["Gray, p. 3."] * 2 + [before, "White, p. 5.", after] + ["Black, p. 6."] * 4
    text = "\n".join(words)
    starts = [sum(len(one) + 1 for one in words[:i]) for i in range(len(words))]
    marks = ["1", "2", "3", "4", "6", "7", "8", "9", "10"]
    known = [
        NoteText(mark, 0, 0, Span(at, at), None, Span(at, at + len(one)))
        for mark, at, one in zip(marks, starts, words, strict=True)
    ]
    token = Token(Span(0, 1), Span(0, 1), "5", Form.BARE)
    called = Decisions(made=(Made(token, -1, "5", 1.0),))
    return [note.probability for note in lost_numbers.part(text, known, called).notes]


@pytest.mark.parametrize("after", ["Green, p. 7. 5 Blue, p. 8.", "Green, p. 19755 The end."])
def test_a_note_is_not_trusted_if_the_number_that_is_missing_before_it_stands_in_it(
    after: str,
) -> None:
    assert swappable(after) == [1, 1, 1, 1, lost_numbers.SUSPECT, 1, 1, 1, 1]


def test_a_note_is_not_trusted_if_its_number_stands_in_the_note_before_as_well() -> None:
    found = swappable("Green, p. 7.", before="Brown, AD 1759. 4 The end.")
    assert found == [1, 1, 1, lost_numbers.SUSPECT, 1, 1, 1, 1, 1]


def test_a_page_that_has_the_number_that_is_missing_casts_no_doubt() -> None:
    assert swappable("Green, vol. 5, p. 7; see 5–6.") == [1] * 9
