"""`edition works`: works go out and come in by one command; nothing is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition_tools.bibliography import FORMS, bibtex
from edition_tools.bibliography.fields import flat
from edition_tools.bibliography.merge import merge
from edition_tools.cli import main
from edition_tools.commands.convert import read_edition
from edition_tools.model import Work
from edition_tools.shelf import Project


def described(works: tuple[Work, ...]) -> dict[str, tuple[str, dict[str, str]]]:
    return {work.key: (work.type, flat(work)) for work in works}


@pytest.fixture(scope="session")
def specimen() -> tuple[Work, ...]:
    """The works of the specimen."""
    return read_edition(Project(Path(__file__).parents[1]), "specimen").works.works


@pytest.mark.parametrize("form", FORMS)
def test_the_specimens_works_come_back_as_they_went_out(
    specimen: tuple[Work, ...], form: str
) -> None:
    back = FORMS[form].read(FORMS[form].write(specimen), "works")

    assert described(back) == described(specimen)


def test_works_are_printed_by_the_command(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del project
    assert main(["works", "specimen", "--to", "csl-json"]) == 0

    items = {item["id"]: item for item in json.loads(capsys.readouterr().out)}
    assert items["grafton1994"]["container-title"] == "History and Theory"


OTHERS = """TY  - BOOK
ID  - grafton1997
AU  - Grafton, Anthony
TI  - The Footnote: A Curious History
PB  - Faber
PY  - 1997
ER  -

TY  - BOOK
ID  - grafton1997
AU  - Grafton, Anthony
TI  - Commerce with the Classics
PY  - 1997
ER  -
"""


def test_what_is_new_is_added_and_what_is_there_is_kept_and_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "docs" / "editions" / "specimen" / "works.bib"
    before = path.read_bytes()
    (project / "others.ris").write_text(OTHERS, encoding="utf-8")

    assert main(["works", "specimen", "--from", "others.ris"]) == 0
    after = path.read_bytes()
    said = capsys.readouterr().out

    assert after.startswith(before)
    assert [w.key for w in bibtex.read(after[len(before) :].decode())] == ["grafton1997b"]
    assert "there already, yours is kept: grafton1997" in said
    assert "publisher: yours Harvard University Press; theirs Faber" in said

    assert main(["works", "specimen", "--from", "others.ris"]) == 0
    assert path.read_bytes() == after


@pytest.mark.parametrize("command", [["--from", "nothing.ris"], ["--from", "works.txt"]])
def test_a_file_that_cannot_be_read_changes_nothing(
    project: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "works.txt").write_text("Anna Roe, On Notes", encoding="utf-8")

    assert main(["works", "specimen", *command]) == 6
    assert "hint: " in capsys.readouterr().err


def test_a_chapter_keeps_its_volume_when_that_takes_another_key() -> None:
    ours = bibtex.read("@book{hunt1976, title = {Another}, author = {Roe, Anna}}")
    theirs = bibtex.read(
        "@incollection{parkes1976, title = {X}, crossref = {hunt1976}}\n"
        "@collection{hunt1976, title = {Medieval Learning}}"
    )
    added = merge(ours, theirs).added

    assert [work.key for work in added] == ["parkes1976", "hunt1976b"]
    assert flat(added[0])["crossref"] == "hunt1976b"
