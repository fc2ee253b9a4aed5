"""What one process costs: processor time and the most memory that it held at once.

Used by the other files here, not to be run by itself, except as the process that is measured:
`python benchmarks/measured.py TEXT [FOLDER]` converts TEXT, writes the pages to FOLDER and
prints its own costs, whole and by step, as one JSON object.
"""

from __future__ import annotations

import compileall
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Cost:
    """Processor seconds and megabytes; `steps` are seconds too, `found` counts of the edition."""

    seconds: float
    megabytes: float
    steps: dict[str, float] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)


class TooLong(Exception):
    """A process was stopped because it had used all the time that it was given."""


def conversion(text: Path, folder: Path | None = None, limit: float = 3600) -> Cost:
    """The cost of converting *text* in a process of its own.

    Raises `TooLong` if it takes more than *limit* processor seconds, however busy the machine.
    """
    compile_sources()
    command = [sys.executable, __file__, str(text), *([str(folder)] if folder else [])]
    command = ["sh", "-c", f'ulimit -t {limit:.0f}; exec "$@"', "sh", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode < 0:
        raise TooLong
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return Cost(**json.loads(done.stdout))


@cache
def compile_sources() -> None:
    """Have the bytecode of the program at hand, as it is where pip has installed it."""
    found = find_spec("edition_tools")
    for folder in (found and found.submodule_search_locations) or ():
        compileall.compile_dir(folder, quiet=2)


def program(command: Sequence[str]) -> Cost:
    """The cost of any other program."""
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command[0]} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / MEGABYTE)


def installed_pandoc() -> str:
    """The program that pypandoc-binary brings; empty if that is not installed."""
    try:
        import pypandoc
    except ImportError:
        return ""
    return str(pypandoc.get_pandoc_path())


# ------------------------------------------------------------------ the process that is measured
def convert_here(text: Path, folder: Path | None) -> Cost:
    """Convert *text* in this process, with the time of each step."""
    from edition_tools import convert
    from edition_tools.bibliography import bibtex
    from edition_tools.emit import ledger, myst, record
    from edition_tools.text import read_source

    steps: dict[str, float] = {}
    verbs = {
        "clean": "clean",
        "zones": "divide",
        "blocks": "find",
        "notes": "align",
        "citations": "find",
        "works": "gather",
        "assemble": "assemble",
    }
    for step in convert.STEPS:
        module = getattr(convert, step)
        setattr(module, verbs[step], timed(steps, step, getattr(module, verbs[step])))
    with convert.rest.collector():  # as `edition convert` does
        edition = convert.convert(read_source(text.name, text.read_bytes()))
        with timing(steps, "write"):
            files = {page.name: page.text for page in myst.pages(edition)}
            files["works.bib"] = bibtex.write(edition.works.works)
            files["edition.json"] = record.write(edition)
            files["ledger.json"] = ledger.write(edition)
            for name, words in files.items() if folder else ():
                assert folder is not None
                (folder / name).write_text(words, encoding="utf-8")
    return Cost(time.process_time(), peak(), steps, record.counts(edition))


def timed(steps: dict[str, float], step: str, function: Callable[P, R]) -> Callable[P, R]:
    """The function, with its processor time noted."""

    def measured(*args: P.args, **kwargs: P.kwargs) -> R:
        with timing(steps, step):
            return function(*args, **kwargs)

    return measured


@contextmanager
def timing(steps: dict[str, float], step: str) -> Iterator[None]:
    """Note the processor time of what is done inside."""
    before = time.process_time()
    yield
    steps[step] = steps.get(step, 0.0) + time.process_time() - before


def peak() -> float:
    """The most memory that this process held at once, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere the peak of the process that began this one may be counted too
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / MEGABYTE
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


if __name__ == "__main__":
    given = [Path(word) for word in sys.argv[1:]]
    print(json.dumps(vars(convert_here(given[0], given[1] if len(given) > 1 else None))))
