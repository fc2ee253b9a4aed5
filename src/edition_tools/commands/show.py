"""`edition show`: what the converter finds in a text, step by step; nothing is written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import show
from edition_tools.commands.convert import read_edition
from edition_tools.convert import STEPS, convert
from edition_tools.model import Edition
from edition_tools.shelf import SLUG, find_project, read_file

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("show", help="show what the converter finds in a text")
    command.add_argument("text", metavar="SLUG|FILE", help="a text of the project, or any file")
    command.add_argument("--after", choices=STEPS, default="assemble", help="which step's result")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the result of one step, or the whole structure as JSON."""
    edition = find_edition(args.text)
    print(show.as_json(edition) if args.format == "json" else show.after(edition, args.after))
    return 0


def find_edition(name: str) -> Edition:
    """The edition of a slug, with its rulings; or of any raw file, without."""
    if SLUG.fullmatch(name) and not Path(name).is_file():
        return read_edition(find_project(Path.cwd()), name)
    return convert(read_file(Path(name)))
