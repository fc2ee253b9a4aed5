"""`edition add`: put the text that a manifest describes in its place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import stage
from edition_tools.shelf import compare_checksum, find_project, read_file

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("add", help="add the file of a text whose manifest is here")
    command.add_argument("slug", metavar="SLUG", help="which text")
    command.add_argument("file", metavar="FILE", type=Path, help="the text, as it was received")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare the file's checksum with the manifest, then copy it, byte for byte."""
    project = find_project(Path.cwd())
    manifest = project.manifest(args.slug)
    source = read_file(args.file)
    compare_checksum(source, manifest, args.file)
    target = project.folder(args.slug) / manifest.file
    stage.write_file(target, source.raw)
    print(f"{target} added; next: edition convert {args.slug}")
    return 0
