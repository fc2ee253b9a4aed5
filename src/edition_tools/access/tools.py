"""The programs that look at a site: Chromium, axe-core, the Nu Html Checker. Found, never fetched.

Chromium and the Nu checker are programs of the machine, axe-core and playwright packages of the
extra `access`. Without Chromium, playwright or axe-core nothing can be said and `NoChecker` is
raised; without the Nu checker the markup stays unchecked, which the report says.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from edition_tools.findings import NoChecker

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)  # no request but those of the page
PACKAGES = "pip install 'edition-tools[access]'"
AXE_VERSION = re.compile(r"axe v(\d[\w.]*)")  # /*! axe v4.12.1
NU_AT = Path("node_modules", "vnu-jar", "build", "dist", "vnu.jar")  # where npm puts it


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the programs are. `nu` is None where it, or Java, is not here."""

    chromium: str
    axe: Path
    nu: Path | None


def find() -> Tools:
    """The tools of this machine; `NoChecker` says what to install."""
    if importlib.util.find_spec("playwright") is None:
        raise NoChecker("playwright is not installed", PACKAGES)
    spec = importlib.util.find_spec("axe_playwright_python")
    places = (spec and spec.submodule_search_locations) or ()
    axe = next((Path(p, "axe.min.js") for p in places if Path(p, "axe.min.js").is_file()), None)
    if axe is None:
        raise NoChecker("axe-core is not installed", PACKAGES)
    chromium = find_chromium()
    if chromium is None:
        hint = "Debian: apt-get install chromium; or name one in EDITION_CHROMIUM"
        raise NoChecker("Chromium is not installed", hint)
    return Tools(chromium, axe, find_nu(Path.cwd()))


def find_chromium() -> str | None:
    """The one that `EDITION_CHROMIUM` names, or the first on the path."""
    named = os.environ.get("EDITION_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def find_nu(folder: Path) -> Path | None:
    """The jar that `EDITION_VNU` names, or that npm installed in *folder* or above it."""
    if shutil.which("java") is None:
        return None
    named = os.environ.get("EDITION_VNU")
    places = [Path(named)] if named else [at / NU_AT for at in (folder, *folder.parents)]
    return next((path for path in places if path.is_file()), None)


def axe_version(script: str) -> str:
    """The version that the script states in its first line."""
    found = AXE_VERSION.search(script[:200])
    return found[1] if found else "unknown"
