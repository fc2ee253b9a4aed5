"""What all tests share: where the shared texts are, if they are here."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def shared(*parts: str) -> Path:
    """A path in ../shared; skips the test where that folder is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path.relative_to(ROOT.parent)} is not here (it is not part of the project)")
    return path


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real text."""
    return shared("seed", "getty-1986.txt")


BROWSERS = ("chromium-headless-shell", "chromium")  # the first takes a quarter of the time
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)  # no request but those of the page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests; skips where it or playwright is missing.

    `EDITION_CHROMIUM` names another one than that on the path. Each test makes its own context:
    `browser.new_context(viewport=…, color_scheme="dark", java_script_enabled=False)`.
    """
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    here = filter(None, map(shutil.which, BROWSERS))
    chromium = os.environ.get("EDITION_CHROMIUM") or next(here, None)
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield running
        running.close()


def corpus_items() -> Iterator[tuple[str, Path, dict[str, object]]]:
    """Id, raw text and gold of every item of the development corpus, smallest first."""
    if not (SHARED / "corpus" / "items").is_dir():
        return
    folders = [path.parent for path in (SHARED / "corpus" / "items").glob("*/gold.json")]
    for folder in sorted(folders, key=lambda f: ((f / "raw.txt").stat().st_size, f.name)):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        yield folder.name, folder / "raw.txt", gold


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of this project's specimen, configuration and pages, to be spoiled by a test."""
    monkeypatch.delenv("EDITION_SOURCES", raising=False)
    shutil.copytree(ROOT / "source_texts" / "specimen", tmp_path / "source_texts" / "specimen")
    shutil.copytree(ROOT / "conf", tmp_path / "conf")
    (tmp_path / "docs" / "editions").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "index.md", tmp_path / "docs" / "index.md")
    shutil.copytree(
        ROOT / "docs" / "editions" / "specimen",
        tmp_path / "docs" / "editions" / "specimen",
        ignore=shutil.ignore_patterns("text", ".text*"),
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path
