"""`edition convert`: the source of a text → its pages, under docs/editions/<slug>/text/."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import many, stage
from edition_tools import register as registers
from edition_tools.bibliography import bibtex
from edition_tools.convert import convert, rest
from edition_tools.emit import ledger, myst, record
from edition_tools.findings import BadShelf, Busy, CannotWrite, Code, EditionError
from edition_tools.model import Edition, Version
from edition_tools.shelf import Project, find_project, read_file

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("convert", help="make the pages of a text from its source")
    command.add_argument("slug", nargs="?", metavar="SLUG", help="which text")
    command.add_argument("--all", action="store_true", help="every text whose source is here")
    command.add_argument(
        "-j", "--jobs", type=_count, default=1, metavar="N", help="with --all: N texts at once"
    )
    command.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="with --all: on this Dask cluster"
    )
    command.set_defaults(run=run)


def _count(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is not a number from 1 up")
    return int(words)


def run(args: argparse.Namespace) -> int:
    """Convert one text, or all whose source is here."""
    project = find_project(Path.cwd())
    if bool(args.slug) == args.all:
        raise BadShelf("which text?", "name one: edition convert SLUG, or give --all")
    if args.all:
        return convert_all(project, args.jobs, args.scheduler)
    print(convert_text(project, args.slug))
    return 0


def convert_all(project: Project, jobs: int, scheduler: str) -> int:
    """Convert every text; one that fails does not stop the others. The worst exit code."""
    worst = 0
    for outcome in many.each(partial(convert_text, project), available(project), jobs, scheduler):
        if outcome.exit_code:
            print(f"edition: {outcome.name}: {outcome.message}", file=sys.stderr, flush=True)
        else:
            print(outcome.line, flush=True)
        worst = max(worst, outcome.exit_code)
    return worst


def available(project: Project) -> tuple[str, ...]:
    """The texts whose source is here, or whose manifest cannot be read."""
    return tuple(slug for slug in project.slugs() if _is_available(project, slug))


def _is_available(project: Project, slug: str) -> bool:
    try:
        return project.source_path(project.manifest(slug)) is not None
    except EditionError:
        return True  # whoever goes on to read the text hears what is wrong with it


def read_edition(project: Project, slug: str) -> Edition:
    """The edition of *slug* from its source, rulings and curated works."""
    manifest = project.manifest(slug)
    source = project.source(manifest)
    curated = bibtex.read(project.curated_works(slug))
    known = project.register(slug)
    if known is not None:
        registers.compare(known, source, slug)
    return convert(source, manifest, project.rulings(slug), curated, known)


@rest.collector()
def convert_text(project: Project, slug: str) -> str:
    """Convert one text and write its pages; returns a line that says what was found."""
    folder = project.text_folder(slug)
    with stage.at_work_in(folder):
        refuse_hand_changes(folder)
        edition = read_edition(project, slug)
        files = written(edition, [it.version for it in project.versions(slug)])
        refuse_changed_source(project, edition)
        keep_register(project, edition)
        changed = stage.write(folder, files)
    return summary(edition, changed)


def written(edition: Edition, frozen: Iterable[Version] = ()) -> dict[str, str]:
    """What stands in text/: names of files, and what they hold; *frozen* are its versions."""
    return {
        **{page.name: page.text for page in myst.pages(edition)},
        "works.bib": bibtex.write(edition.works.works),
        "edition.json": record.write(edition, frozen),
        "ledger.json": ledger.write(edition),
    }


def keep_register(project: Project, edition: Edition) -> None:
    """Enter new ids in the register of a text that has been frozen: readers may cite them."""
    slug = edition.manifest.slug
    if project.register(slug) not in (None, edition.register):
        raw = registers.write(edition.register).encode()
        stage.write_file(project.register_path(slug), raw)


def refuse_hand_changes(folder: Path) -> None:
    """Raise if a hand has changed what the machine wrote."""
    changed = stage.hand_changed(folder)
    if changed:
        names = ", ".join(str(path) for path in changed)
        raise CannotWrite(
            f"{Code.EMIT_HAND_CHANGED}: changed by hand since the machine wrote it: {names}",
            "move the change to emendations/, notes/ or rulings.toml, delete the file,"
            " and convert again",
        )


def refuse_changed_source(project: Project, edition: Edition) -> None:
    """Raise if the source is no longer what was read at the beginning."""
    path = project.source_path(edition.manifest)
    if path is None or read_file(path).sha256 != edition.view.source.sha256:
        raise Busy(
            f"the source of {edition.manifest.slug} changed while it was read",
            "make sure that nothing writes to it, then convert again",
        )


def summary(edition: Edition, changed: bool) -> str:
    """One line for the terminal."""
    counts = record.counts(edition)
    found = (
        f"{counts['notes']} notes, {counts['markers']} markers, {counts['paragraphs']} paragraphs,"
        f" {counts['comments']} comments, {counts['works']} works"
    )
    state = "" if changed else " (unchanged)"
    findings = f"; {counts['findings']} open findings" if counts["findings"] else ""
    return f"{edition.manifest.slug}: {found}{findings}{state}"
