"""What a build has written, counted in the files themselves: size, pages, notes.

Comes in: a format and the folder of its build. Goes out: an `Output` for each edition (for the
site, one for all). Nothing is taken from what the build was made of.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HTML_NOTE = re.compile(rb'<li class="note ')  # a note of any voice
EPUB_NOTE = re.compile(rb'epub:type="footnote"')
LATEX_NOTE = re.compile(rb"\\(?:author|editors|apparatus|uncalled)(?:note|endnote|beside)\{")
TEI_NOTE = re.compile(rb"<note [^>]*xml:id=")  # the others are remarks on works
NOTES = ("author-notes.txt", "editors-notes.txt", "apparatus.txt")
FILES = {"pdf": "*.pdf", "epub": "*.epub", "tei": "*.xml", "annotations": "*.jsonld"}
FROZEN = "/v/"  # in the path of a page: it belongs to a version that was frozen


@dataclass(frozen=True, slots=True)
class Output:
    """A file or folder: its size in bytes, its pages and notes; None where there are none."""

    format: str
    path: Path
    size: int
    pages: int | None
    notes: int | None


def written(format: str, folder: Path, slug: str = "") -> tuple[Output, ...]:
    """What a build of *format* left in *folder*; only the edition *slug*, if one is named."""
    if format == "html":
        return (_site(folder),)
    if format == "text":
        found = [path.parent for path in sorted(folder.glob("*/readings.json"))]
        return tuple(_plain(path) for path in found if slug in ("", path.name))
    if format == "latex":
        sources = [path for path in sorted(folder.glob("*/*.tex")) if slug in ("", path.stem)]
        return tuple(_latex(path) for path in sources)
    paths = [path for path in sorted(folder.glob(FILES[format])) if slug in ("", path.stem)]
    return tuple(_file(format, path) for path in paths)


def files_below(folder: Path) -> Iterator[Path]:
    """Every file in *folder*, in order of name."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _site(folder: Path) -> Output:
    pages = [path for path in files_below(folder) if path.suffix == ".html"]
    present = [path for path in pages if FROZEN not in path.relative_to(folder).as_posix()]
    notes = sum(len(HTML_NOTE.findall(path.read_bytes())) for path in present)
    return Output("html", folder, _size(folder), len(pages), notes)


def _plain(folder: Path) -> Output:
    places = json.loads((folder / "readings.json").read_text(encoding="utf-8"))
    notes = {str(it["id"]).partition(".")[0] for it in places if it["file"] in NOTES}
    return Output("text", folder, _size(folder), None, len(notes))


def _latex(path: Path) -> Output:
    _, _, text = path.read_bytes().partition(b"\n\\begin{document}\n")
    return Output("latex", path.parent, _size(path.parent), None, len(LATEX_NOTE.findall(text)))


def _file(format: str, path: Path) -> Output:
    pages, notes = None, 0
    if format == "pdf":
        pages, notes = _printed(path)
    elif format == "epub":
        with zipfile.ZipFile(path) as book:
            texts = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
        notes = sum(len(EPUB_NOTE.findall(text)) for text in texts)
    elif format == "annotations":
        notes = int(json.loads(path.read_text(encoding="utf-8"))["total"])
    else:
        notes = len(TEI_NOTE.findall(path.read_bytes()))
    return Output(format, path, path.stat().st_size, pages, notes)


def _printed(path: Path) -> tuple[int, int]:
    """Sheets of a PDF, and elements that are tagged as notes."""
    import pikepdf  # only where it is needed: the other commands start without it

    with pikepdf.open(path) as pdf:
        tagged = (it.get("/S") for it in pdf.objects if isinstance(it, pikepdf.Dictionary))
        return len(pdf.pages), sum(tag == pikepdf.Name.Note for tag in tagged)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in files_below(folder))
