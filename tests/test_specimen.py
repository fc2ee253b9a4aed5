"""The specimen: source.txt is what its gold makes of it, and the gold knows where things are."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SPECIMEN = ROOT / "source_texts" / "specimen"
EDITION = ROOT / "docs" / "editions" / "specimen"
EMENDED = re.compile(r"^:::\{emendation\} “(.+)” → “(.*)”$", re.MULTILINE)
ANCHOR = re.compile(r"^:::\{editorial-note\} “(.+)”$", re.MULTILINE)


def damage_script() -> ModuleType:
    """The script itself, loaded from its folder, which is no package."""
    found = importlib.util.spec_from_file_location("damage", SPECIMEN / "damage.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules["damage"] = module
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def damage() -> ModuleType:
    return damage_script()


@pytest.fixture(scope="module")
def gold(damage: ModuleType) -> dict[str, Any]:
    """The gold as it would be read back from a gold.json."""
    answer: dict[str, Any] = json.loads(json.dumps(damage.gold()))
    return answer


@pytest.fixture(scope="module")
def source() -> str:
    return (SPECIMEN / "source.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def clean() -> str:
    """gold.md without its preface and its tables of damage."""
    text = (SPECIMEN / "gold.md").read_text(encoding="utf-8")
    return text.split("-->", 1)[1].split("%% damage", 1)[0]


@pytest.fixture(scope="module")
def works() -> dict[str, Any]:
    with (SPECIMEN / "gold-works.toml").open("rb") as file:
        return tomllib.load(file)


def zones(gold: dict[str, Any], source: str, kind: str) -> list[str]:
    return [source[z["start"] : z["end"]] for z in gold["zones"] if z["kind"] == kind]


# ------------------------------------------------------------------ the source and its gold
def test_the_source_is_what_the_damage_script_makes(damage: ModuleType, source: str) -> None:
    assert damage.damaged().text == source
    assert damage.main(["--check"]) == 0


def test_a_changed_source_does_not_pass_the_check(
    damage: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gold.md").write_bytes((SPECIMEN / "gold.md").read_bytes())
    (tmp_path / "source.txt").write_text("another text", encoding="utf-8")
    monkeypatch.setattr(damage, "HERE", tmp_path)

    assert damage.main(["--check"]) == 1


def test_the_same_gold_gives_the_same_bytes(damage: ModuleType) -> None:
    assert damage.damaged().text == damage.damaged().text
    assert damage.gold() == damage.gold()


def test_the_specimen_is_as_large_as_promised(clean: str, works: dict[str, Any]) -> None:
    body = clean.split("%% body\n")[1].split("%% affiliation")[0]

    assert 3200 <= len(re.sub(r"\[\^\d+\]", "", body).split()) <= 4000
    assert 34 <= len(works["note"]) <= 40
    assert len(works["work"]) >= 25


def test_zones_hold_the_words_of_their_kind(gold: dict[str, Any], source: str) -> None:
    body = zones(gold, source, "body")[0]
    assert len(zones(gold, source, "body")) == 1
    assert body.startswith("A footnote is the one part")
    assert body.endswith("less credulous than it went.")
    assert zones(gold, source, "title")[0].startswith("The Eye Goes Down")
    assert zones(gold, source, "byline") == [
        "By the editors of edition-tools*",
        "The edition-tools Project",
    ]
    assert zones(gold, source, "source_citation")[0].startswith("Specimen Papers")
    assert [z[:10] for z in zones(gold, source, "endnotes")] == ["* The edit", "1 Anthony "]
    assert [z[:2] for z in zones(gold, source, "comment")] == ["1.", "2.", "3.", "4."]


def test_zones_do_not_overlap_and_leave_out_nothing_but_blanks(
    gold: dict[str, Any], source: str
) -> None:
    ends = [0, *(z["end"] for z in gold["zones"])]
    starts = [*(z["start"] for z in gold["zones"]), len(source)]

    assert [source[a:b].strip() for a, b in zip(ends, starts, strict=True)] == [""] * len(ends)
    assert all(a <= b for a, b in zip(ends, starts, strict=True))


def test_paragraphs_begin_where_the_gold_says(
    gold: dict[str, Any], source: str, clean: str, damage: ModuleType
) -> None:
    body = clean.split("%% body\n")[1].split("%% affiliation")[0].strip()
    blocks = [b for b in body.split("\n\n") if not b.startswith("## ")]
    for slip in damage.slips((SPECIMEN / "gold.md").read_text(encoding="utf-8")):
        blocks = [b.replace(slip.gold, slip.source) for b in blocks]

    begins = [source[at : at + 12] for at in gold["paragraphs"]]
    assert begins == [b.removeprefix("> ")[:12] for b in blocks]


def test_most_paragraph_breaks_are_hidden(gold: dict[str, Any], source: str) -> None:
    hidden = [at for at in gold["paragraphs"] if source[at - 1] == " "]

    assert len(hidden) >= 12
    assert len(gold["paragraphs"]) - len(hidden) >= 12


def test_headings_and_quotations_stand_alone_on_their_lines(
    gold: dict[str, Any], source: str
) -> None:
    assert [source[a:b] for a, b in gold["headings"]] == [
        "In the margin",
        "At the foot",
        "Proof and doubt",
        "On the screen",
    ]
    assert len(gold["blockquotes"]) == 4
    for start, end in gold["headings"] + gold["blockquotes"]:
        assert source[start - 2 : start] == "\n\n"
        assert source[end : end + 2] == "\n\n"


def test_markers_are_digits_glued_to_the_word_before_them(
    gold: dict[str, Any], source: str
) -> None:
    marked = [(n["n"], *n["markers"][0]) for n in gold["notes"] if n["markers"]]

    assert [source[a:b] for _, a, b in marked] == [n for n, _, _ in marked]
    assert not [n for n, a, _ in marked if source[a - 1].isspace()]
    assert [n for n, _, b in marked if not source[b].isspace()] == ["14"]


def test_exactly_one_marker_is_lost(gold: dict[str, Any]) -> None:
    assert [n["n"] for n in gold["notes"] if not n["markers"]] == ["25"]
    assert [n["n"] for n in gold["notes"]] == ["*", *(str(n) for n in range(1, 41))]


def test_notes_are_the_words_of_the_clean_notes_with_their_slips(
    gold: dict[str, Any], source: str, clean: str, damage: ModuleType
) -> None:
    for slip in damage.slips((SPECIMEN / "gold.md").read_text(encoding="utf-8")):
        clean = clean.replace(slip.gold, slip.source)
    true = dict(re.findall(r"^\[\^(\d+|\*)\]: (.*)$", clean, re.MULTILINE))

    assert {n["n"]: source[n["start"] : n["end"]] for n in gold["notes"]} == true
    assert [source[slice(*n["number"])] for n in gold["notes"]] == [n["n"] for n in gold["notes"]]


def test_some_notes_are_glued_to_the_number_of_the_next(gold: dict[str, Any], source: str) -> None:
    blob = zones(gold, source, "endnotes")[1]
    glued = [n["n"] for n in gold["notes"][2:] if source[n["number"][0] - 1] == "."]

    assert "\n" not in blob
    assert len(glued) >= 5
    assert "7" in glued  # pp. 115-41.7 Ibid.


# ------------------------------------------------------------------ the works
def test_each_citation_of_the_gold_stands_in_its_note_in_order(
    works: dict[str, Any], clean: str
) -> None:
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", clean, re.MULTILINE))
    assert [n["n"] for n in works["note"]] == list(notes)
    for note in works["note"]:
        at = 0
        for reference in note.get("reference", []):
            at = notes[note["n"]].index(reference["words"], at) + len(reference["words"])
            assert reference.get("locator", "") in reference["words"]


def test_every_kind_of_reference_occurs_and_every_work_is_cited(works: dict[str, Any]) -> None:
    references = [r for n in works["note"] for r in n.get("reference", [])]
    keys = [w["key"] for w in works["work"]]

    assert {r["kind"] for r in references} == {"full", "short", "ibid", "op.cit.", "archival"}
    assert {r["work"] for r in references} == set(keys)
    assert len(keys) == len(set(keys))
    assert [n["n"] for n in works["note"] if not n.get("reference")] == ["33"]


# ------------------------------------------------------------------ what the editors wrote
def test_the_manifest_describes_this_source(source: str) -> None:
    manifest = tomllib.loads((SPECIMEN / "source.toml").read_text(encoding="utf-8"))

    assert manifest["sha256"] == hashlib.sha256(source.encode("utf-8")).hexdigest()


def test_every_ruling_finds_its_place_once(source: str) -> None:
    rulings = tomllib.loads((SPECIMEN / "rulings.toml").read_text(encoding="utf-8"))["ruling"]
    for ruling in rulings:
        words = ruling.get("after") or ruling.get("before") or ruling.get("words")
        if words:
            assert source.count(words) == 1, words
            assert len(words.split()) <= 12
        else:
            found = source[slice(*ruling["at"])].encode("utf-8")
            assert hashlib.sha256(found).hexdigest() == ruling["sha256"]


def test_rulings_on_paragraphs_agree_with_the_gold_and_leave_some_open(
    gold: dict[str, Any], source: str
) -> None:
    rulings = tomllib.loads((SPECIMEN / "rulings.toml").read_text(encoding="utf-8"))["ruling"]
    ruled = {source.index(r["before"]): r["decision"] for r in rulings if "before" in r}
    hidden = {at for at in gold["paragraphs"] if source[at - 1] == " "}

    assert {at for at, decision in ruled.items() if decision == "break"} < hidden
    assert not {at for at, decision in ruled.items() if decision == "no-break"} & hidden


def test_every_slip_is_answered_in_the_apparatus(damage: ModuleType, source: str) -> None:
    text = (EDITION / "emendations" / "article.md").read_text(encoding="utf-8")
    corrected = source
    for old, new in EMENDED.findall(text):
        assert source.count(old) == 1, old
        corrected = corrected.replace(old, new)
    corrected = corrected.replace("it has never bettered", "it has never been bettered")
    for slip in damage.slips((SPECIMEN / "gold.md").read_text(encoding="utf-8")):
        assert slip.gold in corrected, slip.source


def test_editors_notes_quote_at_most_twelve_words_of_the_source(source: str) -> None:
    for name, least in (("article", 10), ("commentary", 1)):
        text = (EDITION / "notes" / f"{name}.md").read_text(encoding="utf-8")
        anchors = ANCHOR.findall(text)
        assert len(anchors) >= least
        for words in anchors:
            assert words in source
            assert len(words.split()) <= 12
