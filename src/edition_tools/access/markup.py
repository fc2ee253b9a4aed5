"""The markup of pages under the Nu Html Checker: every error is a fault."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from edition_tools.access.record import Fault
from edition_tools.findings import NoChecker

STATE = "markup"
MANY = 200  # pages a run; the names of all would not fit on a command line


def check(jar: Path, site: Path, pages: Sequence[Path]) -> list[Fault]:
    """The errors of pages, or of other files of HTML; warnings are not reported."""
    found: list[Fault] = []
    for start in range(0, len(pages), MANY):
        names = map(str, pages[start : start + MANY])
        said = _run(jar, "--errors-only", "--exit-zero-always", "--format", "json", *names)
        try:
            messages = json.loads(said)["messages"]
        except (ValueError, KeyError) as error:
            raise NoChecker(f"the Nu Html Checker failed: {said[:300]}", f"try {jar}") from error
        found += [_fault(site, message) for message in messages]
    return found


def version(jar: Path) -> str:
    """The version that the checker states."""
    return _run(jar, "--version").strip()


def _run(jar: Path, *arguments: str) -> str:
    command = ["java", "-jar", str(jar), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


def _fault(site: Path, message: dict[str, object]) -> Fault:
    url = str(message.get("url", ""))
    page = url.removeprefix(f"file:{site.as_posix()}/")
    said = f"{message.get('message', '')} (line {message.get('lastLine', '?')})"
    return Fault(page, STATE, "html", str(message.get("extract", "")), said)
