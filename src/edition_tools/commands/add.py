"""`edition add`: put the text that a manifest describes in its place."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools.findings import CannotWrite
from edition_tools.shelf import compare_checksum, find_project, read_file

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("add", help="add the file of a text whose manifest is here")
    command.add_argument("slug", metavar="SLUG")
    command.add_argument("file", metavar="FILE", type=Path)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare the file's checksum with the manifest, then copy it, byte for byte."""
    project = find_project(Path.cwd())
    manifest = project.manifest(args.slug)
    source = read_file(args.file)
    compare_checksum(source, manifest, args.file)
    target = project.folder(args.slug) / manifest.file
    write_whole(target, source.raw)
    print(f"{target} added; next: edition convert {args.slug}")
    return 0


def write_whole(target: Path, raw: bytes) -> None:
    """Write *raw* to *target* wholly or not at all; raises `CannotWrite`."""
    beside = target.with_name(f".{target.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotWrite(
            f"{target} could not be written: {error.strerror}",
            "make room or check permissions, then try again",
        ) from None
