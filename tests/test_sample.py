"""Sampling: what is drawn for a person to compare, what his count proves, how it is kept."""

from __future__ import annotations

import json
import re
import tomllib
from itertools import takewhile
from pathlib import Path

import pytest

from conftest import ROOT
from edition_tools import cli
from edition_tools.convert import convert
from edition_tools.emit.certainty import certainty
from edition_tools.emit.record import record
from edition_tools.findings import BadShelf
from edition_tools.manifest import Sample
from edition_tools.model import Edition
from edition_tools.publish.statement import Statement, read
from edition_tools.publish.verification import at_a_glance, samples
from edition_tools.sample import draw, interval, population
from edition_tools.shelf import Project, read_file
from test_specimen import damage_script

SPECIMEN = ROOT / "source_texts" / "specimen"
GOLD_MARK = re.compile(r"\[\^(\*|\d+)\]:?")  # [^12] and [^12]: in gold.md
HEADS = re.compile(r"^(?:> |## )", re.MULTILINE)  # of quotations and headings there


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The specimen, as the converter reads it without rulings."""
    return convert(read_file(SPECIMEN / "source.txt"))


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = cli.main(argv)
    out, err = capsys.readouterr()
    return code, out, err


# ------------------------------------------------------------------ what is drawn
def test_the_same_seed_draws_the_same_and_another_seed_others(edition: Edition) -> None:
    first, again, other = draw(edition, 5, "7"), draw(edition, 5, "7"), draw(edition, 5, "8")

    assert first == again
    assert first != other


def test_passages_are_drawn_once_each_in_order_of_place(edition: Edition) -> None:
    drawn = draw(edition, 12, "7")

    assert len({one.id for one in drawn}) == 12
    assert [one.span for one in drawn] == sorted(one.span for one in drawn)


def test_more_passages_than_there_are_draw_all(edition: Edition) -> None:
    assert draw(edition, 10_000, "7") == population(edition)


def test_the_body_and_the_authors_notes_are_drawn_from_and_nothing_else(edition: Edition) -> None:
    ids = {one.id for one in population(edition)}

    assert {"p1", "n1"} <= ids
    assert {id_[0] for id_ in ids} == {"p", "n"}


def test_a_first_draw_falls_on_each_passage_in_proportion_to_its_characters(
    edition: Edition,
) -> None:
    everything = population(edition)
    long = {one.id for one in everything if one.characters > 800}
    share = sum(o.characters for o in everything if o.id in long) / sum(
        o.characters for o in everything
    )
    hits = sum(draw(edition, 1, str(seed))[0].id in long for seed in range(400))

    low, high = interval(hits, 400)
    assert 0.2 < share < 0.8
    assert low < share < high


def test_the_words_are_those_of_the_source_with_blanks_made_one(edition: Edition) -> None:
    for one in draw(edition, 8, "7"):
        origin = edition.view.origin(one.span)
        assert one.words.split() == origin.of(edition.view.source.text).split()
        assert one.characters == len(one.words)


# ------------------------------------------------------------------ what a count proves
@pytest.mark.parametrize(
    ("errors", "characters", "low", "high"),
    [  # the exact interval, as printed in tables; with no errors, 1 - 0.025 ** (1 / n)
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (4, 20, 0.0573, 0.4366),
        (81, 263, 0.2527, 0.3676),
    ],
)
def test_the_interval_has_the_values_of_the_tables(
    errors: int, characters: int, low: float, high: float
) -> None:
    assert interval(errors, characters) == pytest.approx((low, high), abs=5e-5)


def test_no_error_in_many_characters_still_leaves_a_doubt() -> None:
    low, high = interval(0, 20_000)

    assert low == 0
    assert high == pytest.approx(1 - 0.025 ** (1 / 20_000), rel=1e-9)


@pytest.mark.parametrize(("errors", "characters"), [(-1, 10), (11, 10), (0, 0)])
def test_counts_that_cannot_be_are_refused(errors: int, characters: int) -> None:
    with pytest.raises(ValueError, match="errors in"):
        interval(errors, characters)


# ------------------------------------------------------------------ the command
def test_a_sample_is_printed_with_places_and_a_form_to_fill_in(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del project
    code, out, err = run(capsys, "sample", "specimen", "-n", "4", "--seed", "7")
    form = tomllib.loads(out[out.index("[[verification.sample]]") :])["verification"]["sample"][0]

    assert (code, err) == (0, "")
    assert out.count("  source.txt:") == 4
    assert (form["seed"], form["n"]) == ("7", 4)
    assert form["characters"] == sum(
        int(line.split()[-2]) for line in out.splitlines() if "  source.txt:" in line
    )


def test_a_sample_as_json_names_offsets_in_the_source(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (project / "source_texts/specimen/source.txt").read_bytes().decode()
    _, out, _ = run(capsys, "sample", "specimen", "--seed", "a b", "--format", "json")
    found = json.loads(out)

    assert (found["seed"], found["n"], len(found["passages"])) == ("a b", 20, 20)
    assert found["characters"] == sum(p["characters"] for p in found["passages"])
    for passage in found["passages"]:
        assert text[passage["start"] : passage["end"]].split() == passage["words"].split()


@pytest.mark.parametrize("n", ["0", "-3", "many", "1.5"])
def test_a_number_of_passages_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], n: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["sample", "specimen", f"-n={n}"])
    assert "whole number from 1" in capsys.readouterr().err


# ------------------------------------------------------------------ what a person found
PEOPLE = 'title = "A letter"\n[[people]]\ninitials = "AB"\nname = "Ada Brown"\n'
GOOD = {
    "date": "2026-02-28",
    "by": '"AB"',
    "compared_with": '"the print of 1916"',
    "seed": '"7"',
    "n": "20",
    "characters": "9000",
    "errors": "2",
}


def shelf_with(folder: Path, **changed: str) -> Project:
    """A text whose manifest holds one sample, some of its keys changed or (empty) left out."""
    home = folder / "source_texts" / "letter"
    home.mkdir(parents=True)
    rows = [f"{key} = {value}" for key, value in (GOOD | changed).items() if value]
    toml = "\n".join([PEOPLE, "[[verification.sample]]", *rows])
    (home / "source.toml").write_text(toml, encoding="utf-8")
    (home / "source.txt").write_text("A letter, and not a long one.\n", encoding="utf-8")
    return Project(folder)


def test_what_a_person_found_is_read_and_passed_on(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path)
    manifest = shelf.manifest("letter")

    assert manifest.verification.samples == (
        Sample("2026-02-28", "AB", "the print of 1916", "7", 20, 9000, 2),
    )
    passed = record(convert(shelf.source(manifest), manifest))["verification"]
    assert isinstance(passed, dict)
    assert [dict(row, note="") for row in passed["samples"]] == [
        {
            "date": "2026-02-28",
            "by": "AB",
            "compared_with": "the print of 1916",
            "seed": "7",
            "n": 20,
            "characters": 9000,
            "errors": 2,
            "note": "",
        }
    ]


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("errors", '"?"', "verification.sample 1.errors must be a whole number"),
        ("errors", "", "errors must be a whole number"),
        ("errors", "true", "errors must be a whole number"),
        ("errors", "9001", "more errors than characters"),
        ("characters", "0", "characters must be a whole number from 1"),
        ("n", "1.5", "n must be a whole number"),
        ("date", '"last week"', "a date, as in 2026-02-28"),
        ("date", '""', "date must be given"),
        ("by", '"XY"', "nobody's initials"),
        ("compared_with", '""', "compared_with must be given"),
        ("mistakes", "3", "unknown key 'mistakes'"),
    ],
)
def test_a_sample_that_is_not_filled_in_well_says_what_to_correct(
    tmp_path: Path, key: str, value: str, says: str
) -> None:
    with pytest.raises(BadShelf, match=says):
        shelf_with(tmp_path, **{key: value}).manifest("letter")


# ------------------------------------------------------------------ what readers are told
def told(folder: Path, **record_: object) -> Statement:
    (folder / "edition.json").write_text(json.dumps(record_), encoding="utf-8")
    return read(folder / "edition.json")


@pytest.mark.parametrize(
    "verification",
    [
        {},
        {"compared_with": "", "by": "", "second": ""},
        {"compared_with": "the print of 1916", "by": ""},  # nobody signs for it
    ],
)
def test_a_text_that_nobody_compared_says_so(tmp_path: Path, verification: dict[str, str]) -> None:
    statement = told(tmp_path, title="A letter", verification=verification)

    assert at_a_glance(statement).startswith("Not verified by anybody")


def test_a_sample_is_told_as_errors_over_characters_with_the_interval(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "date": "2026-02-28",
        "by": "AB",
        "compared_with": "the print.",
        "seed": "7",
    }
    row |= {"n": 20, "characters": 20_000, "errors": 3, "note": ""}
    people = [{"initials": "AB", "name": "Ada Brown"}]
    statement = told(tmp_path, people=people, verification={"samples": [row]})
    (sample,) = samples(statement)

    assert dict(sample.rows) == {
        "Compared": "with the print, by Ada Brown (AB)",
        "Drawn": "20 passages and notes, at random (seed 7)",
        "Found": "3 wrong characters in 20,000",
        "That is": "1.5 in 10,000 characters (95 % interval: 0.3 to 4.4)",
    }
    assert at_a_glance(statement).startswith("3 wrong characters in a sample of 20,000: 1.5 in")


def test_certain_proposed_ruled_and_open_add_up(edition: Edition) -> None:
    found = certainty(edition)
    counts = record(edition)["counts"]

    assert isinstance(counts, dict)
    assert sum(found["notes"].values()) == counts["notes"]
    assert sum(found["breaks"].values()) == counts["paragraphs"]
    assert sum(found["quotations"].values()) == counts["quotations"]
    assert found["notes"]["open"] == 1  # the marker of note 25 is lost
    assert found["markers"]["ruled"] == 0


def test_a_ruling_makes_ruled_what_was_open() -> None:
    project = Project(ROOT)
    manifest = project.manifest("specimen")
    ruled = certainty(convert(project.source(manifest), manifest, project.rulings("specimen")))

    assert (ruled["notes"]["open"], ruled["notes"]["ruled"]) == (0, 1)
    assert ruled["markers"]["ruled"] == 1
    assert ruled["breaks"]["ruled"] > 0


# ------------------------------------------------------------------ the specimen's own sample
@pytest.fixture(scope="module")
def clean_copy() -> str:
    """gold.md as one line, the marks of notes as plain figures."""
    whole = (SPECIMEN / "gold.md").read_text(encoding="utf-8")
    parts = whole.split("-->", 1)[1].split("%% damage", 1)[0]
    return " ".join(HEADS.sub("", GOLD_MARK.sub(r"\1", parts)).split())


def test_the_sample_in_the_specimens_manifest_is_true(clean_copy: str) -> None:
    project = Project(ROOT)
    manifest = project.manifest("specimen")
    edition = convert(project.source(manifest), manifest, project.rulings("specimen"))

    assert manifest.verification.samples
    for sample in manifest.verification.samples:
        drawn = draw(edition, sample.n, sample.seed)
        assert (len(drawn), sum(d.characters for d in drawn)) == (sample.n, sample.characters)
        assert sample.errors == sum(wrong_in(d.words, clean_copy) for d in drawn)


def wrong_in(words: str, clean_copy: str) -> int:
    """How many characters of a passage are not as in the clean copy."""
    wrong = 0
    for slip in damage_script().slips((SPECIMEN / "gold.md").read_text(encoding="utf-8")):
        if slip.source in words:
            words = words.replace(slip.source, slip.gold)
            wrong += steps(slip.source, slip.gold)
    start = clean_copy.index(words[:30])
    end = clean_copy.index(words[-30:], start) + 30
    return wrong + steps(words, clean_copy[start:end])


def steps(here: str, there: str) -> int:
    """How many characters must be put in, taken out or changed to turn one into the other."""
    for _ in range(2):  # what is alike at the beginning, then at the end, needs no step
        alike = sum(1 for _ in takewhile(lambda p: p[0] == p[1], zip(here, there, strict=False)))
        here, there = here[alike:][::-1], there[alike:][::-1]
    row = list(range(len(there) + 1))
    for i, a in enumerate(here, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(there, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
