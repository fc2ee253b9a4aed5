"""`edition build`: sources and editors' files → the published edition."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools.commands import printing, site, versions
from edition_tools.commands.convert import available, convert_text
from edition_tools.shelf import Project, find_project

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

BUILDERS = {
    "html": "html",
    "pdf": "edition-pdf",
    "epub": "edition-epub",
    "tei": "edition-tei",
    "annotations": "edition-annotations",
    "text": "edition-text",
}
OPENED = {  # what a reader opens
    "pdf": "*.pdf",
    "epub": "*.epub",
    "tei": "*.xml",
    "annotations": "*.jsonld",
    "text": "*/text.txt",
}


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("build", help="build the edition")
    command.add_argument("format", choices=tuple(BUILDERS))
    command.add_argument(
        "--private", action="store_true", help="show what a public build withholds"
    )
    printing.add_options(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Convert every text whose source is here, then let Sphinx build; warnings are errors."""
    project = find_project(Path.cwd())
    for slug in available(project):
        print(convert_text(project, slug))
    code = build(project, args.format, private=args.private, **printing.settings(args))
    if code == 0:
        for path in opens(output(project, args.format, private=args.private), args.format):
            print(f"open {path}")
    return code


def output(project: Project, format: str, *, private: bool) -> Path:
    """Where a build of one format goes; private builds are kept apart."""
    return project.root / "build" / ("private" if private else "public") / format


def opens(folder: Path, format: str) -> list[Path]:
    """The files that a reader opens first."""
    return [folder / "index.html"] if format == "html" else sorted(folder.glob(OPENED[format]))


def build(project: Project, format: str, *, private: bool, **settings: object) -> int:
    """Build the present edition, and beside its site the versions that were frozen.

    *settings* are settings of the extension that go before those in conf.py.
    """
    target = output(project, format, private=private)
    doctrees = target.parent / "doctrees"
    run = site.run(
        project.root, target, doctrees, BUILDERS[format], {"edition_private": private, **settings}
    )
    if run.code or format != "html":
        return run.code
    return versions.build_all(project, target, private=private)
