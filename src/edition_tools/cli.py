"""The command `edition`: one sub-command a file in `commands/`; here only the door.

Exit codes: 0 done, 1 findings (of `check`) or warnings (of `build`), 2 the command line was
wrong, 3 and up the kinds of `EditionError`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from edition_tools import __version__
from edition_tools.commands import (
    add,
    build,
    check,
    convert,
    new,
    references,
    sample,
    serve,
    show,
)
from edition_tools.findings import EditionError

COMMANDS = (new, add, convert, show, check, sample, build, serve, references)
BROKEN_PIPE = 141  # what a shell reports of a program whose reader has gone


def parser() -> argparse.ArgumentParser:
    """The command line, every sub-command with its own help."""
    top = argparse.ArgumentParser(
        prog="edition",
        description="Scholarly editions from texts that survive only in bad shape.",
    )
    top.add_argument("--version", action="version", version=f"edition-tools {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.register(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. A known failure is one clear message."""
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except EditionError as error:
        print(f"edition: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print("edition: stopped", file=sys.stderr)
        return 130
    return code
