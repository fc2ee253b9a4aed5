"""The shelf: what editors write in source.toml and rulings.toml, and what it says when wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition_tools.findings import BadShelf, UnreadableText, WrongChecksum
from edition_tools.shelf import Project, check_slug, find_project

SHA_OF_TEXT = "3b9a1d3c"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv("EDITION_SOURCES", raising=False)
    home = tmp_path / "source_texts" / "letter"
    home.mkdir(parents=True)
    (home / "source.txt").write_text("A letter.\n", encoding="utf-8")
    (home / "source.toml").write_text('title = "A letter"\ndate = 1916-03-01\n', encoding="utf-8")
    return Project(tmp_path)


def manifest_says(shelf: Project, toml: str) -> None:
    (shelf.folder("letter") / "source.toml").write_text(toml, encoding="utf-8")


def rulings_say(shelf: Project, toml: str) -> None:
    (shelf.folder("letter") / "rulings.toml").write_text(toml, encoding="utf-8")


def test_a_manifest_is_read(shelf: Project) -> None:
    manifest = shelf.manifest("letter")

    assert (manifest.title, manifest.date, manifest.siglum) == ("A letter", "1916-03-01", "S")
    assert shelf.source(manifest).text == "A letter.\n"
    assert shelf.slugs() == ("letter",)


@pytest.mark.parametrize("slug", ["../etc", "a/b", "", "Ä", "-x", ".hidden", "a b", "x" * 65])
def test_a_slug_cannot_lead_out_of_the_project(slug: str) -> None:
    with pytest.raises(BadShelf, match="short name"):
        check_slug(slug)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("title = ", "not valid TOML"),
        ('author = "N. N."', "title must be given"),
        ('title = "x"\nautor = "N. N."', "unknown key 'autor'"),
        ('title = "x"\n[rights.text]\npublish = "maybe"', "one of yes, local, no"),
        ('title = "x"\nfile = "../../secret"', "plain file name"),
        ('title = "x"\npeople = "AB"', r"\[\[people\]\]"),
        ('title = ["x"]', "title must be a string"),
    ],
)
def test_a_wrong_manifest_says_what_to_correct(shelf: Project, toml: str, says: str) -> None:
    manifest_says(shelf, toml)

    with pytest.raises(BadShelf, match=says):
        shelf.manifest("letter")


RULING = '[[ruling]]\ncode = "{code}"\ndecision = "break"\nreason = "r"\nby = "AB"\n'


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (RULING.format(code="blocks.nonsense") + 'before = "x"', "unknown code"),
        (RULING.format(code="blocks.hidden-break"), "exactly one of"),
        (RULING.format(code="blocks.hidden-break") + 'before = "x"\nafter = "y"', "exactly one"),
        (RULING.format(code="blocks.hidden-break") + "at = [3, 1]", "in order"),
        (RULING.format(code="blocks.hidden-break") + "at = [1, 3]", "without `sha256`"),
        (RULING.format(code="notes.marker-lost") + 'after = "x"', "cannot decide 'break'"),
        (RULING.format(code="notes.marker-lost").replace("break", "place") + 'after = "x"', "note"),
        ('[[ruling]]\ncode = "blocks.hidden-break"\nwords = "x"', "decision must be given"),
        ("[ruling]\n", r"\[\[ruling\]\]"),
    ],
)
def test_a_wrong_ruling_says_what_to_correct(shelf: Project, toml: str, says: str) -> None:
    rulings_say(shelf, toml)

    with pytest.raises(BadShelf, match=says):
        shelf.rulings("letter")


def test_a_text_that_is_not_the_one_described_is_refused(shelf: Project) -> None:
    manifest_says(shelf, f'title = "A letter"\nsha256 = "{SHA_OF_TEXT}"')

    with pytest.raises(WrongChecksum, match="expected sha256 3b9a1d3c"):
        shelf.source(shelf.manifest("letter"))


def test_a_text_can_come_from_another_folder(
    shelf: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shelf.folder("letter") / "source.txt").rename(tmp_path / "letter.txt")
    with pytest.raises(UnreadableText, match="edition add letter FILE"):
        shelf.source(shelf.manifest("letter"))

    monkeypatch.setenv("EDITION_SOURCES", str(tmp_path))

    assert shelf.source(shelf.manifest("letter")).text == "A letter.\n"


def test_a_folder_that_is_no_project_says_how_to_begin_one(tmp_path: Path) -> None:
    with pytest.raises(BadShelf, match="edition new SLUG FILE"):
        find_project(tmp_path)
