"""Which edition a page belongs to, and where its editors' files are.

The folder layout is the contract: `D/text/PAGE` is a page that the machine wrote, `D` is the
edition, `D/notes/PAGE.md` and `D/emendations/PAGE.md` are what editors say about the page.
Elsewhere, in any Sphinx project, `D/PAGE` has `D/notes/PAGE.md` and `D/emendations/PAGE.md`.
Folders are written with `/`, relative to the Sphinx source folder; the top folder is "".
"""

from __future__ import annotations

import os
from pathlib import Path

TEXT = "text"
NOTES = "notes"
EMENDATIONS = "emendations"
STATEMENT = "edition.json"
WORKS = "works.bib"
REGISTERS = "registers.toml"
SIGNS = (f"{TEXT}/{STATEMENT}", f"{TEXT}/{WORKS}", STATEMENT, WORKS)  # of an edition's folder


def folder_of(docname: str) -> str:
    """The folder a page stands in: `a/b/c` → `a/b`."""
    return docname.rpartition("/")[0]


def is_machine_written(docname: str) -> bool:
    """Whether a page stands in a `text/` folder: words of the source, escaped by the machine."""
    return folder_of(docname).rpartition("/")[2] == TEXT


def join(folder: str, name: str) -> str:
    """`folder/name`, or `name` at the top."""
    return f"{folder}/{name}" if folder else name


def edition_of(srcdir: Path, docname: str) -> str:
    """The folder of the edition that a page belongs to; the top folder if it is none's."""
    if is_machine_written(docname):
        return folder_of(folder_of(docname))
    folder = folder_of(docname)
    while folder:
        if any((srcdir / folder / sign).is_file() for sign in SIGNS):
            return folder
        folder = folder_of(folder)
    return ""


def editors_files(srcdir: Path, docname: str) -> tuple[Path, ...]:
    """The files in which editors speak about a page, those that exist, emendations first."""
    folder, _, page = docname.rpartition("/")
    if is_machine_written(docname):
        folder = folder_of(folder)
    elif (srcdir / folder / TEXT / f"{page}.md").is_file():
        return ()  # the files belong to the page of that name that the machine wrote
    names = (srcdir / folder / kind / f"{page}.md" for kind in (EMENDATIONS, NOTES))
    return tuple(path for path in names if path.exists() or path.is_symlink())


def statement_file(srcdir: Path, edition: str) -> Path | None:
    """The edition.json of an edition, if there is one."""
    for name in (f"{TEXT}/{STATEMENT}", STATEMENT):
        path = srcdir / edition / name
        if path.is_file():
            return path
    return None


def works_file(srcdir: Path, edition: str) -> Path | None:
    """The works.bib of an edition: the one the machine merged, else the editors' own."""
    for name in (f"{TEXT}/{WORKS}", WORKS):
        path = srcdir / edition / name
        if path.is_file():
            return path
    return None


def editions(srcdir: Path) -> list[str]:
    """The folders of all editions under a source folder, in order."""
    found: set[Path] = set()
    for folder, below, files in os.walk(srcdir):
        # what is hidden or made by a tool holds no editions: .venv, _build
        below[:] = [name for name in below if name[0] not in "._"]
        if STATEMENT in files or WORKS in files:
            found.add(_home(Path(folder)))
    return sorted("" if home == srcdir else home.relative_to(srcdir).as_posix() for home in found)


def _home(folder: Path) -> Path:
    return folder.parent if folder.name == TEXT else folder
