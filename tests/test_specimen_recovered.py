"""The specimen recovered: what is found in source.txt is what the gold says is there."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest

from edition_tools.convert import convert
from edition_tools.findings import Code
from edition_tools.model import Edition, Mention
from edition_tools.shelf import Project
from edition_tools.show import as_json
from edition_tools.text import Span
from edition_tools.vocabulary import BreakSource
from test_specimen import SPECIMEN, damage_script

NUMBER = re.compile(r"\d+")  # 319
ASIDE = ("mention", "see-note", "unread")  # names a work or a note in passing


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(json.dumps(damage_script().gold()))
    return answer


@pytest.fixture(scope="module")
def works() -> dict[str, Any]:
    with (SPECIMEN / "gold-works.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(SPECIMEN.parent.parent)


@pytest.fixture(scope="module")
def alone(project: Project) -> Edition:
    """What is found without anybody's help."""
    return convert(project.source(project.manifest("specimen")))


@pytest.fixture(scope="module")
def ruled(project: Project) -> Edition:
    """The edition with the editors' rulings."""
    manifest = project.manifest("specimen")
    return convert(project.source(manifest), manifest, project.rulings("specimen"))


@pytest.fixture(scope="module")
def found(alone: Edition) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(as_json(alone))
    return answer


# ------------------------------------------------------------------ zones
def test_each_character_is_in_its_zone(
    found: dict[str, Any], gold: dict[str, Any], alone: Edition
) -> None:
    text = alone.view.source.text
    expected, actual = kinds(gold, text), kinds(found, text)
    wrong = [
        (text[max(0, i - 20) : i + 20], expected[i], actual[i])
        for i, character in enumerate(text)
        if not character.isspace() and expected[i] != actual[i]
    ]

    assert wrong == []


def kinds(edition: dict[str, Any], text: str) -> list[str]:
    """The kind of zone that each character is in."""
    kind_at = [""] * len(text)
    for zone in edition["zones"]:
        kind_at[zone["start"] : zone["end"]] = [zone["kind"]] * (zone["end"] - zone["start"])
    return kind_at


def test_four_comments_with_their_numbers_dates_and_paragraphs(alone: Edition) -> None:
    comments = [
        (words(alone, comment.number), words(alone, comment.date), len(comment.text))
        for comment in alone.zones.comments
    ]

    assert comments == [
        ("1", "February 3, 2026 at 9:14 am", 1),
        ("2", "February 3, 2026 at 11:52 pm", 6),
        ("3", "February 4, 2026 at 8:05 am", 1),
        ("4", "February 6, 2026 at 1:30 am", 1),
    ]


def test_comments_know_their_authors_and_whom_they_answer(alone: Edition) -> None:
    comments = [(words(alone, c.author), c.reply_to) for c in alone.zones.comments]

    assert comments == [("quire", None), ("Lotte B.", None), ("quire", 2), ("Colophon", None)]


def words(edition: Edition, span: Span | None) -> str:
    return span.of(edition.view.text) if span else ""


# ------------------------------------------------------------------ blocks
def test_every_shown_paragraph_is_found(
    found: dict[str, Any], gold: dict[str, Any], alone: Edition
) -> None:
    text = alone.view.source.text

    assert shown(found, text) == shown(gold, text)


def shown(edition: dict[str, Any], text: str) -> set[int]:
    return {at for at in edition["paragraphs"] if text[at - 1] == "\n"}


def test_the_four_headings_and_the_four_quotations(
    found: dict[str, Any], gold: dict[str, Any]
) -> None:
    assert found["headings"] == gold["headings"]
    assert found["blockquotes"] == gold["blockquotes"]


# ------------------------------------------------------------------ notes
def test_every_marker_finds_its_note_and_no_other_number_is_a_marker(
    found: dict[str, Any], gold: dict[str, Any]
) -> None:
    def markers(edition: dict[str, Any]) -> dict[tuple[int, int], int | None]:
        return {tuple(m): n["start"] for n in edition["notes"] for m in n["markers"]}

    assert markers(found) == markers(gold)


def test_the_forty_notes_and_the_star_note_are_exactly_delimited(
    found: dict[str, Any], gold: dict[str, Any]
) -> None:
    def notes(edition: dict[str, Any]) -> dict[str, tuple[int, int]]:
        return {n["n"]: (n["start"], n["end"]) for n in edition["notes"]}

    assert notes(found) == notes(gold)


def test_the_lost_marker_is_a_finding_that_names_the_right_place(alone: Edition) -> None:
    text = alone.view.text
    findings = [f for f in alone.findings if f.code == Code.NOTES_MARKER_LOST]

    assert [f.note for f in findings] == ["25"]
    after = [text[: place.end].rstrip()[-12:] for place in findings[0].candidates]
    assert "show his papers."[-12:] in after


# ------------------------------------------------------------------ citations
def test_every_note_cites_what_the_gold_says_in_order(
    alone: Edition, works: dict[str, Any]
) -> None:
    for note in works["note"]:
        expected = [
            (reference["kind"], NUMBER.findall(reference.get("locator", "")))
            for reference in note.get("reference", [])
        ]
        mine = [mention for mention in mentions(alone, note["n"]) if mention.kind not in ASIDE]

        assert [mention.kind for mention in mine] == [kind for kind, _ in expected], note["n"]
        for mention, (_, wanted) in zip(mine, expected, strict=True):
            assert not wanted or numbers(mention) == wanted, note["n"]


def mentions(edition: Edition, label: str) -> list[Mention]:
    return [m for m in edition.citations.mentions if m.note == label]


def numbers(mention: Mention) -> list[str]:
    return [n for locator in mention.locators for n in NUMBER.findall(locator.value)]


def test_every_reference_means_the_right_work(alone: Edition, works: dict[str, Any]) -> None:
    """Keys may differ; which references mean the same work may not."""
    meant = {r.mention: r.work for r in alone.works.references}
    index = {id(m): i for i, m in enumerate(alone.citations.mentions)}
    pairs = set()
    for note in works["note"]:
        mine = [m for m in mentions(alone, note["n"]) if m.kind not in ASIDE]
        for mention, reference in zip(mine, note.get("reference", []), strict=True):
            pairs.add((reference["work"], meant.get(index[id(mention)])))

    assert None not in {key for _, key in pairs}
    assert len(pairs) == len({gold for gold, _ in pairs}) == len({key for _, key in pairs})


# ------------------------------------------------------------------ rulings
def test_every_ruling_takes_effect(ruled: Edition) -> None:
    text = ruled.view.text
    unplaced = (Code.SHELF_RULING_UNPLACED, Code.SHELF_RULING_UNUSED)
    note = next(n for n in ruled.notes.notes if n.label == "25")

    assert [f.message for f in ruled.findings if f.code in unplaced] == []
    assert [mark.supplied for mark in note.marks] == [True]
    assert text[: note.marks[0].span.start].endswith("has to show his papers.")
    assert [ordinal for ordinal, _ in ruled.sensitive] == [4]


def test_ruled_breaks_begin_paragraphs(ruled: Edition, project: Project) -> None:
    text = ruled.view.text
    begins = {b.span.trimmed(text).start: b.begins for b in ruled.blocks.blocks}
    for ruling in project.rulings("specimen"):
        if ruling.decision == "break":
            assert begins[text.index(ruling.before)] == BreakSource.RULED


def test_some_findings_are_left_open_on_purpose(ruled: Edition) -> None:
    assert ruled.findings


def test_passages_are_numbered_as_the_editors_cite_them(ruled: Edition) -> None:
    text = ruled.view.text
    spans: dict[str, Span] = {passage.id: passage.span for passage in ruled.passages}

    assert spans["p3"].of(text).startswith("D. F. McKenzie, lecturing")
