"""`edition works`: take the works of an edition elsewhere, and bring works from elsewhere in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import stage
from edition_tools.bibliography import FORMS, Form, bibtex
from edition_tools.bibliography.merge import Merge, merge
from edition_tools.commands.convert import read_edition
from edition_tools.findings import BadShelf
from edition_tools.model import Work
from edition_tools.shelf import Project, find_project
from edition_tools.table import read_plain

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

ENDINGS = {".bib": "biblatex", ".json": "csl-json", ".ris": "ris"}


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("works", help="take works to other programs, and bring them in")
    command.add_argument("slug", metavar="SLUG", help="which text")
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", choices=FORMS, help="print the works of the edition in this form")
    what.add_argument(
        "--from", dest="file", metavar="FILE", type=Path, help="add these to the editors' works.bib"
    )
    command.add_argument("--form", choices=FORMS, help="of FILE, where its name does not say it")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print works, or bring them in."""
    project = find_project(Path.cwd())
    project.manifest(args.slug)  # a slug that names no text is refused
    if args.to:
        print(FORMS[args.to].write(read_edition(project, args.slug).works.works), end="")
        return 0
    print(bring_in(project, args.slug, args.file, form_of(args.file, args.form)))
    return 0


def form_of(file: Path, name: str | None) -> Form:
    """The form of a file by its name, or as it was said; raises `BadShelf` where neither tells."""
    found = name or ENDINGS.get(file.suffix.lower())
    if found is None:
        raise BadShelf(f"{file}: what form of file is this?", "say it, as in: --form ris")
    return FORMS[found]


def bring_in(project: Project, slug: str, file: Path, form: Form) -> str:
    """Add what is new to the editors' works.bib; what is there is never changed. Says what was."""
    theirs = form.read(read_words(file), file.name)
    found = merge(bibtex.read(project.curated_works(slug)), theirs)
    path = project.works_path(slug)
    if found.added:
        before = path.read_bytes() if path.exists() else b""
        after = joined(before, found.added)
        bibtex.read(after.decode("utf-8"), file.name)  # a key that cannot be one is refused
        stage.write_file(path, after)
    return "\n".join(said(found, path))


def read_words(file: Path) -> str:
    """The text of a file; raises `BadShelf` where there is none."""
    try:
        return read_plain(file).removeprefix("\ufeff").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadShelf(f"{file} cannot be read: {error}", "save it as UTF-8") from None


def joined(before: bytes, works: tuple[Work, ...]) -> bytes:
    """What stands in the file, to the byte, and the new entries behind it."""
    gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
    return before + gap + bibtex.write_biblatex(works).encode()


def said(found: Merge, path: Path) -> list[str]:
    """What was added, what was there, and how that differs."""
    lines = [f"added: {work.key}" for work in found.added]
    differing = {difference.key for difference in found.differences}
    lines += [f"there already: {key}" for key in found.known if key not in differing]
    for key in dict.fromkeys(k for k in found.known if k in differing):
        lines.append(f"there already, yours is kept: {key}")
        for one in found.differences:
            if one.key == key:
                lines.append(
                    f"    {one.field}: yours {one.ours or 'has none'}; theirs {one.theirs}"
                )
    count = len(found.added)
    lines.append(f"{path}: {count} {'work' if count == 1 else 'works'} added, none changed")
    return lines
