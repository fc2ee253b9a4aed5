"""What a PDF carries along: the edition as TEI, the pages and works that it was made from.

A page of which anything is withheld is not attached, and neither are the editors' files about it:
what a build does not print must not be in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition_tools.publish.book import Book
from edition_tools.publish.carried import withholds, works_of
from edition_tools.publish.pages import editors_files, is_machine_written
from edition_tools.publish.typst.code import literal

FOLDER = "attached"
STORED = "{}.attached"  # a name that no Sphinx project takes for a page of its own
MARKDOWN, BIBTEX, TEI = "text/markdown", "application/x-bibtex", "application/tei+xml"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the PDF: its name there, its bytes, its media type, what it is, in words."""

    name: str
    content: bytes
    media_type: str
    relation: str  # "source", "alternative", "supplement": PDF/A-3's word for it
    description: str


def attachments(book: Book, srcdir: Path, tei: bytes) -> list[Attachment]:
    """All that is attached to the PDF of *book*, in the order of its chapters."""
    folder = book.docname.rpartition("/")[0]
    out = [Attachment(f"{book.slug}.xml", tei, TEI, "alternative", "The edition as TEI P5")]
    for chapter in book.chapters:
        if is_machine_written(chapter.docname) and not withholds(chapter.doctree):
            out += _pages(srcdir, folder, chapter.docname)
    works = works_of(book, srcdir)
    if works is not None:
        out.append(Attachment("works.bib", works, BIBTEX, "source", "The works cited"))
    return out


def _pages(srcdir: Path, folder: str, docname: str) -> Iterator[Attachment]:
    page = srcdir / f"{docname}.md"
    for path in (page, *editors_files(srcdir, docname)):
        if path.is_file():
            name = path.relative_to(srcdir / folder).as_posix().replace("/", "-")
            said = "A page of the edition" if path == page else "What its editors wrote about it"
            yield Attachment(name, path.read_bytes(), MARKDOWN, "source", f"{said}, as MyST")


def write(folder: Path, given: list[Attachment]) -> str:
    """Put the files beside the source in *folder*; return the code that attaches them."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    lines = []
    for it in given:
        stored = STORED.format(it.name)
        (target / stored).write_bytes(it.content)
        data = f"read({literal(f'{FOLDER}/{stored}')}, encoding: none)"
        lines.append(
            f"#pdf.attach({literal(it.name)}, {data}, relationship: {literal(it.relation)}, "
            f"mime-type: {literal(it.media_type)}, description: {literal(it.description)})"
        )
    return "\n".join(lines)
