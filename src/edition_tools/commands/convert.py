"""`edition convert`: the source of a text → its pages, under docs/editions/<slug>/text/."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import stage
from edition_tools.convert import convert
from edition_tools.emit import bibtex, ledger, myst, record
from edition_tools.findings import BadShelf, Busy, CannotWrite, Code
from edition_tools.model import Edition
from edition_tools.shelf import Project, find_project, read_file

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("convert", help="make the pages of a text from its source")
    command.add_argument("slug", nargs="?", metavar="SLUG", help="which text")
    command.add_argument("--all", action="store_true", help="every text whose source is here")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Convert one text, or all whose source is here."""
    project = find_project(Path.cwd())
    if bool(args.slug) == args.all:
        raise BadShelf("which text?", "name one: edition convert SLUG, or give --all")
    for slug in available(project) if args.all else (args.slug,):
        print(convert_text(project, slug))
    return 0


def available(project: Project) -> tuple[str, ...]:
    """The texts whose source is here."""
    return tuple(
        slug
        for slug in project.slugs()
        if project.source_path(project.manifest(slug)) is not None
    )


def read_edition(project: Project, slug: str) -> Edition:
    """The edition of *slug* from its source, rulings and curated works."""
    manifest = project.manifest(slug)
    source = project.source(manifest)
    curated = bibtex.read(project.curated_works(slug))
    return convert(source, manifest, project.rulings(slug), curated)


def convert_text(project: Project, slug: str) -> str:
    """Convert one text and write its pages; returns a line that says what was found."""
    folder = project.text_folder(slug)
    with stage.at_work_in(folder):
        refuse_hand_changes(folder)
        edition = read_edition(project, slug)
        files = {page.name: page.text for page in myst.pages(edition)}
        files["works.bib"] = bibtex.write(edition.works.works)
        files["edition.json"] = record.write(edition)
        files["ledger.json"] = ledger.write(edition)
        refuse_changed_source(project, edition)
        changed = stage.write(folder, files)
    return summary(edition, changed)


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
