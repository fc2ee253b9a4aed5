"""`edition check`: what is doubtful in a text and not yet ruled; or what is wrong with a site."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import report
from edition_tools.access import gate, record, tools
from edition_tools.commands.convert import available
from edition_tools.commands.show import find_edition
from edition_tools.findings import CannotWrite, Code
from edition_tools.shelf import find_project

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

FORMATS = {
    "text": report.as_text,
    "json": report.as_json,
    "github": report.as_github,
    "sarif": report.as_sarif,
}


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("check", help="list what is doubtful and not yet ruled")
    command.add_argument("text", nargs="?", metavar="SLUG|FILE", help="default: every text here")
    command.add_argument("--format", choices=tuple(FORMATS), default="text")
    command.add_argument("--codes", action="store_true", help="list every code and its meaning")
    command.add_argument(
        "--site", type=Path, metavar="DIR", help="instead: whether everybody can use a built site"
    )
    command.add_argument(
        "--record", type=Path, metavar="FILE", help="with --site: write down what was looked at"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 if there are any."""
    if args.site:
        return check_site(args.site, args.record)
    if args.codes:
        for code in Code:
            print(f"{code.value:<34} {code.meaning}")
        return 0
    names = (args.text,) if args.text else available(find_project(Path.cwd()))
    found = 0
    for name in names:
        edition = find_edition(name)
        found += len(edition.findings)
        written = FORMATS[args.format](edition.view, edition.findings)
        if args.format == "text":
            written = f"{name}: {len(edition.findings)} open findings\n\n{written}"
        print(written)
    return 1 if found else 0


def check_site(site: Path, to: Path | None) -> int:
    """Print what bars the way to a site, and write the record; 1 if anything does."""
    found = gate.check(site, tools.find())
    if to:
        try:
            to.write_text(record.written(found), encoding="utf-8")
        except OSError as error:
            raise CannotWrite(f"{to}: {error.strerror}", "name a file in a folder") from error
    print(record.as_text(found))
    return 1 if found.faults else 0
