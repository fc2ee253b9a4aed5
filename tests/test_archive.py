"""`edition archive` and `edition verify`: a bag for a library, and what is said of it later."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import bagit
import pytest

from conftest import ROOT
from edition_tools.cli import main

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


def project_in(folder: Path) -> Path:
    """A project of the specimen alone."""
    hidden = shutil.ignore_patterns("text", ".*")
    for name in ("source_texts/specimen", "docs/editions/specimen", "conf"):
        shutil.copytree(ROOT / name, folder / name, ignore=hidden)
    shutil.copy(ROOT / "docs" / "index.md", folder / "docs" / "index.md")
    return folder


def run_in(folder: Path, *words: str) -> int:
    before = Path.cwd()
    os.chdir(folder)
    try:
        return main(words)
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def bags(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bag for everyone, as a ZIP too, and one with all that may not be shown."""
    folder = project_in(tmp_path_factory.mktemp("archive"))
    assert run_in(folder, "archive", "specimen", "--to", "public") == 0
    assert run_in(folder, "archive", "specimen", "--to", "public", "--zip") == 0
    assert run_in(folder, "archive", "specimen", "--to", "private", "--private") == 0
    return folder


@pytest.fixture
def bag(bags: Path, tmp_path: Path) -> Path:
    """A copy of the private bag, to be spoiled."""
    return Path(shutil.copytree(bags / "private" / "specimen-bag", tmp_path / "bag"))


def test_bagit_itself_finds_the_bag_valid(bags: Path) -> None:
    found = bagit.Bag(str(bags / "public" / "specimen-bag"))

    assert found.is_valid()
    assert found.info["Edition-Audience"] == "public"
    assert len(found.info["Rights"]) == 5


def test_a_withheld_comment_leaves_no_trace_in_a_public_bag(bags: Path) -> None:
    kept = (bags / "private" / "specimen-bag" / "data" / "pages" / "commentary.md").read_text()
    comment = kept[kept.index(":sensitive:") :]
    words = [line.encode() for line in comment.splitlines() if len(line) > 40 and line[0] != ":"]
    files = [it for it in (bags / "public" / "specimen-bag").rglob("*") if it.is_file()]

    assert words
    assert [it for it in files if words[0] in it.read_bytes()] == []
    assert not (bags / "public" / "specimen-bag" / "data" / "source" / "source.txt").exists()
    assert (bags / "private" / "specimen-bag" / "data" / "source" / "source.txt").is_file()


def test_the_same_edition_makes_the_same_bag(bags: Path) -> None:
    folder = bags / "public" / "specimen-bag"
    with zipfile.ZipFile(bags / "public" / "specimen-bag.zip") as packed:
        names = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }

    assert files == names


def test_a_bag_that_is_there_is_never_written_over(
    bags: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(bags, "archive", "specimen", "--to", "public") == 7
    assert "is there already" in capsys.readouterr().err


def test_a_whole_bag_leads_back_to_its_source(
    bag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(bag)]) == 0
    assert "source and edition lead to each other" in capsys.readouterr().out


def test_the_source_may_be_given_where_the_bag_may_not_hold_it(
    bags: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = str(bags / "public" / "specimen-bag.zip")
    source = str(ROOT / "source_texts" / "specimen" / "source.txt")

    assert main(["verify", packed]) == 0
    assert "ledger: not checked" in capsys.readouterr().out
    assert main(["verify", packed, "--source", source]) == 0
    assert "source and edition lead to each other" in capsys.readouterr().out
    assert main(["verify", packed, "--source", str(ROOT / "LICENSE")]) == 1
    assert "from another source" in capsys.readouterr().out


TEXT = "data/outputs/text/specimen/text.txt"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (TEXT, b"other words", f"changed: {TEXT}"),
        (TEXT, None, f"missing: {TEXT}"),
        ("data/more.txt", b"more", "not in the manifest: data/more.txt"),
        ("manifest-sha256.txt", b"\x00\xff\xfe garbage", "broken: "),
        ("manifest-sha256.txt", b"0 ../../etc/passwd\n", "broken: "),
        ("manifest-sha256.txt", b"", "manifest-sha256.txt"),
        ("bagit.txt", b"BagIt-Version: x\nTag-File-Character-Encoding: rot13\n", "broken: "),
        ("bag-info.txt", b"Payload-Oxum: 1.1\n", "changed: bag-info.txt"),
    ],
)
def test_what_is_wrong_with_a_bag_is_named(
    bag: Path, name: str, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bag / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)

    assert main(["verify", str(bag)]) == 1
    printed = capsys.readouterr().out
    assert said in printed
    assert printed.endswith("THE BAG IS NOT WHOLE\n")


def test_a_link_in_a_bag_is_not_followed(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bag / "data" / "README.txt").unlink()
    (bag / "data" / "README.txt").symlink_to("/etc/hostname")

    assert main(["verify", str(bag)]) == 1
    assert "data/README.txt is a symbolic link" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "a/../../outside.txt"])
def test_a_zip_that_leads_out_of_itself_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "bag.zip", "w") as packed:
        packed.writestr("bag/bagit.txt", "BagIt-Version: 0.97\n")
        packed.writestr(name, "words")

    assert main(["verify", str(tmp_path / "bag.zip")]) == 4
    assert "leads out of it" in capsys.readouterr().err


def test_what_is_no_bag_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bag.zip").write_bytes(b"no ZIP")

    assert main(["verify", str(tmp_path)]) == 4
    assert main(["verify", str(tmp_path / "bag.zip")]) == 4
    assert main(["verify", str(tmp_path / "nowhere")]) == 4
