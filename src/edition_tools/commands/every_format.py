"""`edition build all`: every format side by side, and a table of what came of each.

The pages are read once. Then each format is written by a process of its own from what was read,
which none of them changes, and its validators look at what it wrote. A format that fails does
not stop the others.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from edition_tools import many
from edition_tools.commands import site
from edition_tools.commands.outputs import Output, written
from edition_tools.commands.validators import SHOWN, verdicts
from edition_tools.commands.verdict import Verdict
from edition_tools.findings import EditionError

Build = Callable[[str], int]  # a format → 0, or 1 if it failed
HEADS = ("format", "written", "size", "pages", "notes", "validator", "verdict")
RIGHT = frozenset({"size", "pages", "notes"})
BYTES = ("B", "kB", "MB", "GB")


class NotBuilt(EditionError):
    """A format could not be built; the message is what Sphinx said."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Job:
    """What one process needs to know."""

    build: Build
    folders: Mapping[str, Path]  # where each format is written
    slug: str
    tei_schema: Path | None


def read(root: Path, target: Path, doctrees: Path, settings: Mapping[str, object]) -> int:
    """Read every page into *doctrees*, and write nothing; 0, or 1 if Sphinx warned."""
    return site.run(root, target, doctrees, "dummy", settings).code


def build(job: Job, root: Path) -> int:
    """Build and validate the formats, and print what came of each; 1 if anything failed."""
    formats = tuple(job.folders)
    outcomes = list(many.each(partial(_one, job), formats, os.cpu_count() or 1))
    table: list[tuple[str, ...]] = []
    worst = 0
    for outcome in outcomes:
        if outcome.exit_code:
            print(f"edition: {outcome.name}: {outcome.message}", file=sys.stderr)
            table.append((outcome.name, *_blanks(5), "FAILED"))
            worst = 1
            continue
        for output, said in _outputs(outcome.line):
            worst = max(worst, _complain(output, said, root))
            table += _rows(output, said, root)
    print(_drawn(table))
    return worst


def _one(job: Job, format: str) -> str:
    """One format: what it wrote, and the verdicts, as one line of JSON."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        code = job.build(format)
    if code:
        raise NotBuilt(said.getvalue().strip() or "Sphinx failed, and did not say why")
    found = written(format, job.folders[format], job.slug)
    if not found:
        raise NotBuilt("nothing was written")
    return json.dumps([_as_plain(it, verdicts(it, job.tei_schema)) for it in found])


def _as_plain(output: Output, said: Sequence[Verdict]) -> list[object]:
    one = [output.format, str(output.path), output.size, output.pages, output.notes]
    return [one, [[it.validator, it.said, it.ok, it.messages] for it in said]]


def _outputs(line: str) -> list[tuple[Output, tuple[Verdict, ...]]]:
    return [
        (
            Output(format, Path(path), size, pages, notes),
            tuple(Verdict(name, said, ok, tuple(them)) for name, said, ok, them in verdicts),
        )
        for (format, path, size, pages, notes), verdicts in json.loads(line)
    ]


# ------------------------------------------------------------------ what is printed
def _complain(output: Output, said: Sequence[Verdict], root: Path) -> int:
    """Print what validators found wrong; 1 if there is anything."""
    wrong = [it for it in said if it.ok is False]
    for verdict in wrong:
        shown = verdict.messages[:SHOWN]
        more = len(verdict.messages) - len(shown)
        lines = [*shown, *([f"and {more} more"] if more else [])]
        where = _short(output.path, root)
        print(f"edition: {where}: {verdict.validator}: {verdict.said}", file=sys.stderr)
        print("".join(f"  {line}\n" for line in lines), end="", file=sys.stderr)
    return 1 if wrong else 0


def _rows(output: Output, said: Sequence[Verdict], root: Path) -> list[tuple[str, ...]]:
    """A row for the output and its first verdict, one more for each other."""
    counts = ["–" if it is None else f"{it:,}" for it in (output.pages, output.notes)]
    first = (output.format, _short(output.path, root), in_bytes(output.size), *counts)
    return [
        (*(first if at == 0 else _blanks(5)), it.validator, it.said) for at, it in enumerate(said)
    ]


def _blanks(count: int) -> tuple[str, ...]:
    return ("",) * count


def _short(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def in_bytes(size: int) -> str:
    """A size for people: `1.4 MB`."""
    number, unit = float(size), 0
    while number >= 1000 and unit + 1 < len(BYTES):
        number, unit = number / 1000, unit + 1
    return f"{number:.1f} {BYTES[unit]}" if unit and number < 100 else f"{number:.0f} {BYTES[unit]}"


def _drawn(rows: Sequence[Sequence[str]]) -> str:
    """The table, each column as wide as its widest cell."""
    whole = [HEADS, *rows]
    widths = [max(len(row[at]) for row in whole) for at in range(len(HEADS))]
    lines = [
        "  ".join(
            cell.rjust(width) if head in RIGHT else cell.ljust(width)
            for cell, width, head in zip(row, widths, HEADS, strict=True)
        ).rstrip()
        for row in whole
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
