"""`edition build all`: every format in one go, and a table that says what came of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition_tools.cli import main
from edition_tools.commands.every_format import in_bytes
from edition_tools.commands.outputs import Output
from edition_tools.commands.validators import verdicts

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No Java and no schema, so that the validators that need them cannot run."""
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    for name in ("EDITION_TEI_SCHEMA", "EDITION_CHROMIUM", "EDITION_ACE", "EDITION_VNU"):
        monkeypatch.delenv(name, raising=False)


def rows_of(printed: str) -> dict[str, list[str]]:
    """The first row of each format."""
    lines = printed[printed.index("format ") :].splitlines()[2:]
    cells = [re.split(r"\s{2,}", line) for line in lines if not line.startswith(" ")]
    return {row[0]: row for row in cells}


@pytest.mark.usefixtures("nothing_installed")
def test_every_format_is_built_and_says_what_it_holds(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["build", "all", "specimen", "--paper", "a4"])

    rows = rows_of(capsys.readouterr().out)
    notes = {format: row[4] for format, row in rows.items()}
    assert code == 0
    assert list(rows)[:7] == ["html", "pdf", "epub", "tei", "latex", "annotations", "text"]
    assert {notes[it] for it in ("html", "pdf", "epub", "tei", "latex", "text")} == {notes["html"]}
    assert rows["pdf"][5:] == [rows["pdf"][5], "sound, tagged"]
    assert "not checked: needs" in rows["epub"][6]
    assert "not checked: needs" in rows["tei"][6]
    assert "not checked: needs" in rows["html"][6]
    assert "not checked: needs lualatex" in rows["latex"][6]
    assert rows["text"][6].startswith("not checked")
    assert (project / "build" / "public" / "html" / "index.html").is_file()
    settings = project / "build" / "public" / "pdf" / "specimen" / "settings.typ"
    assert "#let width = 210mm" in settings.read_text(encoding="utf-8")


@pytest.mark.usefixtures("nothing_installed")
def test_a_format_that_fails_is_shown_and_the_others_are_built(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "build" / "public").mkdir(parents=True)
    (project / "build" / "public" / "tei").write_text("in the way", encoding="utf-8")

    code = main(["build", "all", "specimen"])

    printed = capsys.readouterr()
    rows = rows_of(printed.out)
    assert code == 1
    assert rows["tei"] == ["tei", "FAILED"]
    assert "edition: tei: " in printed.err
    assert len(rows["text"]) == 7


def test_a_page_that_cannot_be_read_without_a_warning_stops_every_build(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs" / "editions" / "specimen" / "introduction.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{passage}`p999`\n", encoding="utf-8")

    codes = [main(["build", "all", "specimen"]) for _ in range(2)]

    printed = capsys.readouterr()
    assert codes == [1, 1]
    assert printed.err.count("p999") == 2
    assert "format " not in printed.out


def test_an_edition_that_is_not_here_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "all", "nobody"]) == 6
    assert "there is no text 'nobody' here" in capsys.readouterr().err
    assert not (project / "build").exists()


def test_a_file_that_is_no_pdf_is_never_called_sound(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing")

    found = verdicts(Output("pdf", path, 16, None, None))

    assert found[0].ok is False


def test_a_size_is_given_for_people() -> None:
    assert [in_bytes(size) for size in (0, 999, 1500, 166_508, 2_800_000)] == [
        "0 B",
        "999 B",
        "1.5 kB",
        "167 kB",
        "2.8 MB",
    ]
