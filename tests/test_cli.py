"""The command `edition`: what it prints, how it ends, and what it never does."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from conftest import ROOT
from edition_tools import cli
from edition_tools.findings import Code

SPECIMEN = ROOT / "source_texts" / "specimen" / "source.txt"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = cli.main(argv)
    out, err = capsys.readouterr()
    return code, out, err


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below *folder*, except locks, with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".text.lock"
    }


def test_convert_writes_the_pages_and_says_what_it_found(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "convert", "specimen")

    assert (code, err) == (0, "")
    assert out.startswith("specimen: ")
    pages = {path.name for path in (project / "docs/editions/specimen/text").iterdir()}
    assert {"article.md", "commentary.md", "works.md", "works.bib", "ledger.json"} <= pages


def test_convert_again_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "convert", "specimen")
    before = tree(project)

    code, out, _ = run(capsys, "convert", "--all")

    assert (code, tree(project)) == (0, before)
    assert "(unchanged)" in out


def test_show_prints_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    for step in ("clean", "zones", "blocks", "notes", "citations", "works", "assemble"):
        code, out, err = run(capsys, "show", "--after", step, str(SPECIMEN))
        assert (code, err) == (0, "")
        assert out.strip()


def test_show_as_json_is_one_object_in_the_shape_of_the_gold(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "show", str(SPECIMEN), "--format", "json")
    found = json.loads(out)

    assert (code, err) == (0, "")
    assert {"zones", "paragraphs", "headings", "blockquotes", "notes"} <= set(found)
    text = SPECIMEN.read_bytes().decode()
    title = next(zone for zone in found["zones"] if zone["kind"] == "title")
    assert text[title["start"] : title["end"]].strip()


def test_references_answers_each_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"id": "a", "doc": "d", "text": "A. Grafton, The Footnote (Cambridge, MA, 1997), p. 3."}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(row) + "\n"))

    code, out, _ = run(capsys, "references", "--jsonl")
    (answer,) = [json.loads(line) for line in out.splitlines()]

    assert (code, answer["id"]) == (0, "a")
    assert answer["citations"][0]["fields"]["title"] == "The Footnote"


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif"])
def test_check_lists_what_is_open_and_ends_with_1(
    project: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    del project
    code, out, err = run(capsys, "check", "specimen", "--format", format)

    assert (code, err) == (1, "")
    assert any(found in out for found in Code)


def test_check_lists_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "--codes")

    assert code == 0
    assert all(member.value in out and member.meaning in out for member in Code)


# ------------------------------------------------------------------ what can go wrong
def spoil(project: Path, what: str) -> list[str]:
    """Spoil the project in one way; returns the command that meets it."""
    home, pages = project / "source_texts" / "specimen", project / "docs/editions/specimen"
    other = project / "other.txt"
    match what:
        case "a missing file":
            return ["new", "other", str(project / "nowhere.txt")]
        case "a directory":
            return ["new", "other", str(project)]
        case "an empty file":
            other.write_bytes(b"")
            return ["new", "other", str(other)]
        case "bytes that are not text":
            other.write_bytes(bytes(range(256)))
            return ["show", str(other)]
        case "a wrong checksum":
            (home / "source.txt").write_text("another text", encoding="utf-8")
        case "a wrong checksum of an added file":
            other.write_text("another text", encoding="utf-8")
            return ["add", "specimen", str(other)]
        case "a slug that climbs":
            return ["convert", "../specimen"]
        case "an unknown slug":
            return ["convert", "nothing-here"]
        case "a broken manifest":
            (home / "source.toml").write_text("title = \n", encoding="utf-8")
        case "a broken ruling":
            (home / "rulings.toml").write_text("[[ruling]\n", encoding="utf-8")
        case "an unknown ruling code":
            (home / "rulings.toml").write_text(
                '[[ruling]]\ncode = "notes.lost"\ndecision = "x"\nreason = "x"\nby = "ET"\n'
                'words = "x"\n',
                encoding="utf-8",
            )
        case "a broken bibliography":
            (pages / "works.bib").write_text("@book{x, title = {y\n", encoding="utf-8")
        case "an output folder that cannot be written":
            (pages / "text").write_text("in the way", encoding="utf-8")
        case "no slug":
            return ["convert"]
        case "a text that is there already":
            return ["new", "specimen", str(home / "source.txt")]
    return ["convert", "specimen"]


@pytest.mark.parametrize(
    ("what", "code", "says"),
    [
        ("a missing file", 4, "there is no file"),
        ("a directory", 4, "is a folder"),
        ("an empty file", 4, "is empty"),
        ("bytes that are not text", 4, "is not a text"),
        ("a wrong checksum", 5, "expected sha256"),
        ("a wrong checksum of an added file", 5, "expected sha256"),
        ("a slug that climbs", 6, "short name"),
        ("an unknown slug", 6, "known: specimen"),
        ("a broken manifest", 6, "not valid TOML"),
        ("a broken ruling", 6, "not valid TOML"),
        ("an unknown ruling code", 6, "unknown code"),
        ("a broken bibliography", 6, "works.bib"),
        ("an output folder that cannot be written", 7, "could not be written"),
        ("no slug", 6, "which text?"),
        ("a text that is there already", 6, "already"),
    ],
)
def test_what_goes_wrong_is_one_clear_message_and_harms_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], what: str, code: int, says: str
) -> None:
    argv = spoil(project, what)
    before = tree(project)

    found, out, err = run(capsys, *argv)

    assert (found, out) == (code, "")
    assert says in err
    assert "hint:" in err
    assert "Traceback" not in err
    assert tree(project) == before


def test_a_source_that_changes_meanwhile_stops_the_convert(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from edition_tools.commands import convert

    source = project / "source_texts" / "specimen" / "source.txt"
    real = convert.read_edition

    def read_and_change(*args: object) -> object:
        edition = real(*args)  # type: ignore[arg-type]
        source.write_bytes(source.read_bytes() + b"more")
        return edition

    monkeypatch.setattr(convert, "read_edition", read_and_change)
    code, _, err = run(capsys, "convert", "specimen")

    assert code == 8
    assert "changed while it was read" in err
    assert not (project / "docs/editions/specimen/text").exists()


def test_a_page_changed_by_hand_is_not_written_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "convert", "specimen")
    page = project / "docs/editions/specimen/text/article.md"
    page.write_text("by hand", encoding="utf-8")

    code, _, err = run(capsys, "convert", "specimen")

    assert code == 7
    assert Code.EMIT_HAND_CHANGED in err
    assert page.read_text(encoding="utf-8") == "by hand"


def test_an_edition_of_any_file_is_begun_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    code, out, err = run(capsys, "new", "essay", str(SPECIMEN))

    assert (code, err) == (0, "")
    assert "next:" in out
    assert (tmp_path / "source_texts/essay/source.txt").read_bytes() == SPECIMEN.read_bytes()
    front = (tmp_path / "docs/index.md").read_text(encoding="utf-8")
    assert ("{editions}" in front, "{toctree}" in front) == (True, False)  # contents, once
    assert run(capsys, "convert", "essay")[0] == 0


def test_the_real_text_is_added_only_if_it_is_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seed: Path
) -> None:
    home = tmp_path / "source_texts" / "getty-1986"
    home.mkdir(parents=True)
    manifest = ROOT / "source_texts" / "getty-1986" / "source.toml"
    (home / "source.toml").write_bytes(manifest.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EDITION_SOURCES", raising=False)

    assert run(capsys, "convert", "getty-1986")[0] == 4
    assert run(capsys, "add", "getty-1986", str(SPECIMEN))[0] == 5
    assert run(capsys, "add", "getty-1986", str(seed))[0] == 0
    assert (home / "source.txt").read_bytes() == seed.read_bytes()
