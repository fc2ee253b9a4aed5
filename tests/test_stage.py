"""Pages are written whole or not at all."""

from __future__ import annotations

import errno
import multiprocessing
import os
from pathlib import Path

import pytest

from edition_tools import stage
from edition_tools.findings import Busy, CannotWrite

OLD = {"article.md": "old words\n", "works.bib": ""}
NEW = {"article.md": "new words\n", "works.bib": "", "commentary.md": "said\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = tmp_path / "letter" / "text"
    put(text, OLD)
    return text


def put(folder: Path, files: dict[str, str]) -> bool:
    with stage.at_work_in(folder):
        return stage.write(folder, files)


def holds(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.iterdir()
        if path.name != stage.DIGESTS
    }


def test_new_pages_take_the_place_of_the_old(folder: Path) -> None:
    assert put(folder, NEW)

    assert holds(folder) == NEW
    assert {path.name for path in folder.parent.iterdir()} == {"text", stage.LOCK}


def test_the_same_pages_are_not_written_again(folder: Path) -> None:
    before = folder.stat().st_ino

    assert not put(folder, OLD)
    assert folder.stat().st_ino == before


def test_a_page_that_has_not_changed_keeps_its_date(folder: Path) -> None:
    os.utime(folder / "works.bib", ns=(10**18, 10**18))

    put(folder, NEW)

    assert (folder / "works.bib").stat().st_mtime_ns == 10**18


def test_a_full_disk_leaves_the_old_pages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        put(folder, NEW)

    assert holds(folder) == OLD
    assert not (folder.parent / stage.NEW).exists()


@pytest.mark.parametrize("death", ["mkdir", "journal", "first rename", "second rename"])
def test_a_run_that_dies_is_completed_or_undone_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch, death: str
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if death == "mkdir":
            patch.setattr(stage, "_keep_date", die)
        elif death == "journal":
            patch.setattr(stage, "_note", die)
        else:
            real, seen = Path.rename, []

            def rename(self: Path, target: Path) -> Path:
                seen.append(target)
                if len(seen) == (1 if death == "first rename" else 2):
                    raise Killed
                return real(self, target)

            patch.setattr(Path, "rename", rename)
        with pytest.raises(Killed):
            put(folder, NEW)

    with stage.at_work_in(folder):
        found = holds(folder)

    assert found == (NEW if "rename" in death else OLD)
    assert {path.name for path in folder.parent.iterdir()} == {"text", stage.LOCK}


def _hold(folder: Path, ready: multiprocessing.synchronize.Event, done: object) -> None:
    with stage.at_work_in(folder):
        ready.set()
        done.wait(30)  # type: ignore[attr-defined]


def test_two_runs_at_once_are_kept_apart(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(folder, ready, done))
    other.start()
    assert ready.wait(30)
    try:
        with pytest.raises(Busy, match="another convert"):
            put(folder, NEW)
    finally:
        done.set()
        other.join()

    assert holds(folder) == OLD
    assert put(folder, NEW)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(CannotWrite, match="cannot be written"):
        put(tmp_path / "file" / "text", NEW)


def test_a_page_changed_by_hand_is_noticed(folder: Path) -> None:
    assert stage.hand_changed(folder) == ()

    (folder / "article.md").write_text("a hand was here", encoding="utf-8")

    assert stage.hand_changed(folder) == (folder / "article.md",)


@pytest.mark.parametrize("spoiled", ["[]", "1", "{", '{"article.md": 1}', "[" * 100_000])
def test_a_spoiled_list_of_checksums_protects_every_page(folder: Path, spoiled: str) -> None:
    (folder / stage.DIGESTS).write_text(spoiled, encoding="utf-8")

    assert folder / "article.md" in stage.hand_changed(folder)


@pytest.mark.parametrize("kind", ["a folder", "a link to nothing", "a pipe"])
def test_what_is_no_page_is_noticed_and_never_written_over(folder: Path, kind: str) -> None:
    strange = folder / "article.md"
    strange.unlink()
    if kind == "a folder":
        strange.mkdir()
    elif kind == "a pipe":
        os.mkfifo(strange)
    else:
        strange.symlink_to("nowhere")

    assert stage.hand_changed(folder) == (strange,)


@pytest.mark.parametrize("kind", ["a file", "a folder", "a link"])
@pytest.mark.parametrize("name", [stage.NEW, stage.OLD])
def test_what_stands_in_the_way_of_the_swap_is_taken_away(
    folder: Path, tmp_path: Path, name: str, kind: str
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "page").write_text("elsewhere", encoding="utf-8")
    way = folder.parent / name
    if kind == "a file":
        way.write_text("in the way", encoding="utf-8")
    elif kind == "a folder":
        (way / "deep").mkdir(parents=True)
    else:
        way.symlink_to(kept)

    assert put(folder, NEW)

    assert holds(folder) == NEW
    assert {path.name for path in folder.parent.iterdir()} == {"text", stage.LOCK}
    assert (kept / "page").exists()
