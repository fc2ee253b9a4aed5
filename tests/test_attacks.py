"""Texts and files that were made to break the program: it neither fails nor loses a letter."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.errors import SphinxError

from conftest import ROOT
from edition_tools import cli
from edition_tools.bibliography import bibtex
from edition_tools.convert import convert
from edition_tools.emit import ledger, myst, record
from edition_tools.findings import EditionError
from edition_tools.model import Edition
from edition_tools.text import read_source
from sites import copy_of
from test_laws import check_that_nothing_is_lost

INDENTED = "    indented line here\n"
GARBAGE = {
    "quotation signs and nothing else": "> > >\n>>>\n",
    "control characters and nothing else": "\x01\x02\x7f",
    "one character": "x",
    "one digit": "1",
    "one star": "*",
    "blanks and digits": " 1 2 3 \n 4 5",
    "markers and nothing else": "".join(f"[{n}]" for n in range(1, 60)),
    "notes and nothing else": "".join(f"{n} Smith, Book (London, 1900).\n" for n in range(1, 40)),
    "one line again and again, set in": INDENTED * 60,
    "the heading of notes again and again": "Notes\n" * 60,
    "every kind of line end": "a\r\nb\rc\nd\n\re\x0bf\x0cg\x85h\u2028i\u2029j",
    "signs of zero width": "a\u200b1\u200c[2]\u200d*\u2060\ufeff\n" * 40,
    "signs that turn the direction": "\u202ea[1]\u202c \u2066b\u2069\n" * 40,
    "brackets in brackets": "[" * 1000 + "x" + "]" * 1000,
    "quotations in quotations": ">" * 1000 + " words\n" + "> " * 1000 + "more\n",
    "quotation marks that never close": "“" * 2000,
    "half of everything": "\n".join("“‘[({<«" * 20 for _ in range(40)),
}


def whole(text: str) -> Edition:
    """The edition of a text, once nothing of it is lost and every page can be written."""
    edition = convert(read_source("hostile.txt", text.encode()))
    check_that_nothing_is_lost(edition)
    assert myst.pages(edition)
    assert ledger.write(edition)
    assert record.write(edition)
    bibtex.read(bibtex.write(edition.works.works))
    return edition


@pytest.mark.parametrize("what", GARBAGE)
def test_no_text_is_lost_however_strange(what: str) -> None:
    whole(GARBAGE[what])


# ------------------------------------------------------------------ files and the command line
def command(*arguments: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """The command in a process of its own: its exit code, output and messages."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "edition_tools", *arguments],
        input=stdin,
        capture_output=True,
        env=environment,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr.decode()


MANIFESTS = {
    "a number of five thousand digits": "title = 0x" + "f" * 5000,
    "a decimal number of five thousand digits": "title = " + "9" * 5000,
    "brackets in brackets": "title = " + "[" * 20_000,
    "a NUL": 'title = "a\\u0000b"',
    "an escape sign": 'title = "a\\u001b[31m"',
    "no truth but a falsehood": "title = false",
    "no file": 'title = "x"\nfile = ""',
    "itself as the text": 'title = "x"\nfile = "source.toml"',
    "a line end in a file name": 'title = "x"\nfile = "../a\\nb"',
}


@pytest.mark.parametrize("what", MANIFESTS)
def test_a_hostile_manifest_is_one_clear_message(
    project: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    (project / "source_texts/specimen/source.toml").write_text(MANIFESTS[what], encoding="utf-8")

    code = cli.main(["convert", "specimen"])

    assert code == 6
    assert capsys.readouterr().err.startswith("edition: ")
    assert not (project / "docs/editions/specimen/text").exists()


def test_a_byte_order_mark_before_a_manifest_does_no_harm(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "source_texts/specimen/source.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert cli.main(["convert", "specimen"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["a.toml", "b.T{x}", 'c.t"x', "d.\udcff", "e.t\nx", ".f"])
def test_an_edition_is_begun_of_a_file_of_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(b"A few words.")

    assert cli.main(["new", "letter", name]) == 0
    assert cli.main(["convert", "letter"]) == 0


def test_an_edition_that_could_not_be_begun_leaves_nothing_and_can_be_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(b"A few words.")
    real, calls = os.fsync, []

    def full_at_the_fifth(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full_at_the_fifth)
    assert cli.main(["new", "letter", "a.txt"]) == 7
    assert "No space left" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.txt"]

    assert cli.main(["new", "letter", "a.txt"]) == 0
    assert cli.main(["convert", "letter"]) == 0


@pytest.mark.parametrize("name", ["rulings.toml", "source.toml", "works.bib"])
def test_an_editors_file_that_is_a_pipe_is_not_waited_for(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = "docs/editions" if name == "works.bib" else "source_texts"
    path = project / folder / "specimen" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)

    assert cli.main(["convert", "specimen"]) == 6
    assert name in capsys.readouterr().err


def test_what_has_no_end_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe, long = tmp_path / "pipe", tmp_path / "long.txt"
    os.mkfifo(pipe)
    with long.open("wb") as file:
        file.truncate(200 << 20)

    for path in (pipe, long, Path("/dev/zero")):
        assert cli.main(["show", str(path)]) == 4
        assert capsys.readouterr().err.startswith(f"edition: {path}")


def test_a_text_is_read_from_an_open_pipe() -> None:
    assert command("show", "/dev/stdin", stdin=b"A few words.")[::2] == (0, "")


@pytest.mark.parametrize(
    "rows", ["\udcff", "[" * 100_000, '{"id": 1}', "null", '{"id":1,"text":' + "9" * 5000 + "}"]
)
def test_rows_that_are_none_are_one_clear_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], rows: str
) -> None:
    raw = io.BytesIO(rows.encode("utf-8", "surrogateescape"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw))

    assert cli.main(["references", "--jsonl"]) == 4
    assert capsys.readouterr().err.startswith("edition: ")


def test_half_a_character_in_a_row_comes_back_as_json() -> None:
    row = '{"id": "\\ud800", "text": "A. Grafton, The Footnote (Cambridge, 1997)."}'
    code, out, err = command("references", "--jsonl", stdin=row.encode())

    assert (code, err) == (0, "")
    assert b'"\\ud800"' in out


def test_output_that_cannot_be_written_is_no_traceback() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "edition_tools", "check", "--codes"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=False,
        )

    assert (done.returncode, done.stderr) == (7, b"edition: No space left on device\n")


@pytest.mark.usefixtures("project")
def test_files_that_cannot_be_copied_are_one_clear_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise shutil.Error([("a.md", "b.md", "[Errno 28] No space left on device"), ("c", "d", "")])

    monkeypatch.setattr(shutil, "copytree", full)

    assert cli.main(["archive", "specimen"]) == 7
    assert "a.md could not be copied: [Errno 28] No space left" in capsys.readouterr().err


def test_signs_that_the_terminal_lacks_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    code, out, err = command("show", "/dev/stdin", stdin="Дневник".encode())

    assert (code, err) == (0, "")
    assert "Дневник" in out.decode()


@pytest.mark.parametrize("kind", ["bytes", "folder", "pipe", "link to nothing"])
def test_notes_that_cannot_be_read_are_one_clear_message(tmp_path: Path, kind: str) -> None:
    site = copy_of("test-edition", tmp_path)
    path = site.source / "editions/mini/notes/article.md"
    path.unlink()
    if kind == "bytes":
        path.write_bytes(b"\xff\xe9")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("nowhere")

    with pytest.raises(SphinxError, match=r"notes/article\.md is not"):
        site.build("dummy")


def test_a_byte_order_mark_before_notes_does_no_harm(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    path = site.source / "editions/mini/notes/article.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert site.build("dummy").warnings == ""


def test_a_page_that_is_not_utf_8_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs/index.md").write_bytes(b"# Caf\xe9\n")

    assert cli.main(["build", "html"]) == 6
    assert "docs/index.md" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["\\", "a\\"])
def test_a_backslash_with_nothing_behind_it_is_refused_in_words(value: str) -> None:
    with pytest.raises(EditionError, match="entry k"):
        bibtex.read('@book{k, title = "' + value + '"}')
