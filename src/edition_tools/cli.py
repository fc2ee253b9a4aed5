"""The command `edition`: one sub-command a file in `commands/`; here only the door.

Exit codes: 0 done, 1 findings (of `check`) or warnings (of `build`), 2 the command line was
wrong, 3 and up the kinds of `EditionError`.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from collections.abc import Sequence

from edition_tools import __version__
from edition_tools.commands import (
    add,
    archive,
    build,
    check,
    convert,
    freeze,
    new,
    references,
    sample,
    serve,
    show,
    verify,
    works,
)
from edition_tools.findings import CannotWrite, EditionError, UnreadableText

COMMANDS = (
    *(new, add, convert, show, check, sample, build, freeze, archive, verify, serve, works),
    references,
)
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
    _write_in_utf_8()
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
        print(end="", flush=True)
    except EditionError as error:
        print(f"edition: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        _drop_what_is_unwritten()
        return BROKEN_PIPE
    except shutil.Error as error:  # files that could not be copied: all of them, the first is told
        file, _, why = error.args[0][0]
        print(f"edition: {file} could not be copied: {why}", file=sys.stderr)
        return CannotWrite.exit_code
    except OSError as error:  # of the terminal, or of the folder that the command was given in
        _drop_what_is_unwritten()
        where = f"{error.filename}: " if error.filename else ""
        print(f"edition: {where}{error.strerror or error}", file=sys.stderr)
        return CannotWrite.exit_code
    except (MemoryError, RecursionError):
        print("edition: this text is too long, or nested too deeply, to be read", file=sys.stderr)
        return UnreadableText.exit_code
    except KeyboardInterrupt:
        print("edition: stopped", file=sys.stderr)
        return 130
    return code


def _write_in_utf_8() -> None:
    """What is printed is UTF-8 wherever it goes; a sign that cannot be is printed as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_what_is_unwritten() -> None:
    """Nobody takes the output any more; without this, Python would try again at its end."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
