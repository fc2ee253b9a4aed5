"""`edition references`: the citations in notes, for measuring and for other programs."""

from __future__ import annotations

import argparse
import io
import sys
from typing import TYPE_CHECKING

from edition_tools.findings import UnreadableText
from edition_tools.references import answer

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("references", help="find the citations in notes (rows of JSON)")
    command.add_argument(
        "--jsonl",
        action="store_true",
        required=True,
        help="rows {id, doc, text} on standard input, rows {id, citations} on standard output",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer every row of standard input, in order."""
    del args
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8")
    try:
        for row in answer(sys.stdin or ()):
            print(row)
    except UnicodeDecodeError as error:
        raise UnreadableText(
            f"standard input is not UTF-8 ({error.reason})", "save it as UTF-8"
        ) from None
    return 0
