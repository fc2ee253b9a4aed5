"""`edition build`: sources and editors' files → the published edition."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools.commands import every_format, printing, site, versions
from edition_tools.commands.convert import available, convert_text
from edition_tools.shelf import Project, find_project

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

BUILDERS = {
    "html": "html",
    "pdf": "edition-pdf",
    "epub": "edition-epub",
    "tei": "edition-tei",
    "latex": "edition-latex",
    "annotations": "edition-annotations",
    "text": "edition-text",
}
OPENED = {  # what a reader opens
    "pdf": "*.pdf",
    "epub": "*.epub",
    "tei": "*.xml",
    "latex": "*/*.tex",
    "annotations": "*.jsonld",
    "text": "*/text.txt",
}


ALL = "all"
SCHEMA_VARIABLE = "EDITION_TEI_SCHEMA"


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("build", help="build the edition")
    command.add_argument("format", choices=(*BUILDERS, ALL))
    command.add_argument(
        "slug", nargs="?", default="", metavar="SLUG", help="only this edition (html is always all)"
    )
    command.add_argument(
        "--private", action="store_true", help="show what a public build withholds"
    )
    command.add_argument(
        "--tei-schema", metavar="FILE", help=f"with all: tei_all.rng (or in {SCHEMA_VARIABLE})"
    )
    printing.add_options(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Convert every text whose source is here, then let Sphinx build; warnings are errors."""
    project = find_project(Path.cwd())
    if args.slug:
        project.source(project.manifest(args.slug))  # it must be here
    for slug in available(project):
        print(convert_text(project, slug), flush=True)
    settings = {"edition_only": args.slug, **printing.settings(args)}
    if args.format == ALL:
        schema = args.tei_schema or os.environ.get(SCHEMA_VARIABLE, "")
        return build_all(
            project,
            args.slug,
            Path(schema).resolve() if schema else None,
            private=args.private,
            **settings,
        )
    code = build(project, args.format, private=args.private, **settings)
    if code == 0:
        for path in opens(output(project, args.format, private=args.private), args.format):
            print(f"open {path}")
    return code


def build_all(
    project: Project, slug: str, tei_schema: Path | None, *, private: bool, **settings: object
) -> int:
    """Build every format of the edition *slug*, or of all; 0, or 1 if anything failed."""
    folders = {format: output(project, format, private=private) for format in BUILDERS}
    above = folders["html"].parent
    given = {"edition_private": private, **settings}
    code = every_format.read(project.root, above / "read", above / "doctrees", given)
    if code:
        return code
    one = partial(build_one, project, private=private, settings=settings)
    return every_format.build(every_format.Job(one, folders, slug, tei_schema), project.root)


def build_one(
    project: Project, format: str, *, private: bool, settings: Mapping[str, object]
) -> int:
    """`build`, in a process of its own."""
    return build(project, format, private=private, **settings)


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
