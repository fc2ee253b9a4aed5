"""The one place that writes an edition's pages: whole, or not at all.

A new text/ is made beside the old one and swapped in under a journal, which the next run
completes if this one dies in between. A lock keeps two runs apart. A page that a hand has
changed is never written over.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from edition_tools.findings import Busy, CannotWrite

DIGESTS = "written.json"  # in text/: what the machine wrote, by checksum
NEW, OLD, JOURNAL, LOCK = ".text.new", ".text.old", ".text.journal", ".text.lock"


def hand_changed(text_folder: Path) -> tuple[Path, ...]:
    """The pages in *text_folder* that are not as the machine wrote them."""
    if not text_folder.is_dir():
        return ()
    written = _written(text_folder / DIGESTS)
    return tuple(
        path
        for path in sorted(text_folder.iterdir())
        if path.name != DIGESTS and _digest(path) != written.get(path.name, "")
    )


def _written(path: Path) -> dict[str, object]:
    """The checksums of what the machine wrote; none if that file was spoiled."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def at_work_in(text_folder: Path) -> Iterator[None]:
    """Keep other runs out of *text_folder*, and first finish what a dead one began."""
    home = text_folder.parent
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CannotWrite(
            f"{home} cannot be written: {error.strerror}",
            "check its permissions, or choose another folder",
        ) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy(
                f"another convert is at work in {home}", "wait until it has ended, then try again"
            ) from None
        _recover(home, text_folder)
        yield
    finally:
        os.close(handle)


def write(text_folder: Path, files: Mapping[str, str]) -> bool:
    """Make *files* the whole content of *text_folder*; says whether anything changed.

    To be called inside `at_work_in`. Raises `CannotWrite`; the old pages are then untouched.
    """
    home = text_folder.parent
    content = {name: text.encode("utf-8") for name, text in files.items()}
    digests = {name: hashlib.sha256(content[name]).hexdigest() for name in sorted(content)}
    content[DIGESTS] = (json.dumps(digests, indent=1) + "\n").encode()
    if text_folder.exists() and not text_folder.is_dir():
        raise CannotWrite(f"{text_folder} could not be written: a file is in the way", "move it")
    if _same(text_folder, content):
        return False
    try:
        _stage(home / NEW, text_folder, content)
        _note(home / JOURNAL)
        _swap(home, text_folder)
    except OSError as error:
        if not (home / JOURNAL).exists():
            shutil.rmtree(home / NEW, ignore_errors=True)
        raise CannotWrite(
            f"{text_folder} could not be written: {error.strerror or error}",
            "make room or check permissions, then convert again; the old pages are untouched",
        ) from None
    return True


def write_file(target: Path, raw: bytes) -> None:
    """Write *raw* to *target* wholly or not at all; raises `CannotWrite`."""
    beside = target.with_name(f".{target.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotWrite(
            f"{target} could not be written: {error.strerror}",
            "make room or check permissions, then try again",
        ) from None


def _stage(new: Path, old: Path, content: Mapping[str, bytes]) -> None:
    new.mkdir(parents=True)
    for name, raw in content.items():
        path = new / name
        with path.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        _keep_date(old / name, path, raw)


def _keep_date(old: Path, new: Path, raw: bytes) -> None:
    """A page that has not changed keeps its date, so that it is not read again."""
    if old.is_file() and old.read_bytes() == raw:
        date = old.stat()
        os.utime(new, ns=(date.st_atime_ns, date.st_mtime_ns))


def _note(journal: Path) -> None:
    with journal.open("w", encoding="utf-8") as file:
        file.write("text.new is complete; swap it in\n")
        file.flush()
        os.fsync(file.fileno())


def _swap(home: Path, text_folder: Path) -> None:
    if (home / NEW).exists():
        if text_folder.exists():
            _remove(home / OLD)
            text_folder.rename(home / OLD)
        (home / NEW).rename(text_folder)
    with suppress(OSError):  # the new pages are in place: what is left over does no harm
        _remove(home / OLD)
    (home / JOURNAL).unlink()


def _recover(home: Path, text_folder: Path) -> None:
    """Complete a swap that was noted in the journal; throw away what was not complete."""
    try:
        if (home / JOURNAL).exists():
            if text_folder.exists():
                _remove(home / OLD)
            _swap(home, text_folder)
        else:
            _remove(home / NEW)
    except OSError as error:
        raise CannotWrite(
            f"an earlier run left {home} half way and it cannot be completed: {error.strerror}",
            "check the permissions of that folder, then convert again",
        ) from None


def _same(text_folder: Path, content: Mapping[str, bytes]) -> bool:
    if not text_folder.is_dir():
        return False
    there = {path.name for path in text_folder.iterdir()}
    return there == set(content) and all(
        _digest(text_folder / name) == hashlib.sha256(raw).hexdigest()
        for name, raw in content.items()
    )


def _digest(path: Path) -> str | None:
    """The checksum of a page; None for what is none: a folder, a pipe, a link to nothing."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except OSError:
        return None


def _remove(path: Path) -> None:
    """Take away what a dead run, or somebody else, left where we work."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
