"""Whether everybody can read the EPUB: axe-core over its pages; Ace by DAISY where it is here."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from edition_tools.access import tools
from edition_tools.cli import main
from edition_tools.commands import checks_of_books, checks_of_sites
from edition_tools.findings import NoChecker

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

BAD = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>
<body><img src="a.png"/></body></html>"""


@pytest.fixture
def looking() -> None:
    """Skips where nothing can look at pages."""
    try:
        tools.find()
    except NoChecker as error:
        pytest.skip(str(error))


@pytest.mark.usefixtures("looking")
def test_no_page_of_the_specimen_s_book_bars_anybody(project: Path) -> None:
    assert main(["build", "epub", "specimen"]) == 0
    path = project / "build/public/epub/specimen.epub"
    with zipfile.ZipFile(path) as book:
        pages = sum(name.endswith(".xhtml") for name in book.namelist())

    verdict = checks_of_books.verdicts(path)[-1]

    assert verdict.messages == ()
    assert verdict.said in (f"no violation on {pages} pages", "no violation")


@pytest.mark.usefixtures("looking")
def test_a_page_of_a_book_that_bars_somebody_is_found(tmp_path: Path) -> None:
    (tmp_path / "bad.xhtml").write_text(BAD, encoding="utf-8")

    verdict = checks_of_sites.axe(tmp_path, ".xhtml")

    assert verdict.ok is False
    assert {it.split(": ")[1] for it in verdict.messages} == {"html-has-lang", "image-alt"}


def test_without_a_browser_nothing_is_called_accessible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("EDITION_CHROMIUM", raising=False)

    assert checks_of_sites.axe(tmp_path, ".html").ok is None


def test_ace_is_found_where_npm_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "bin" / "node"
    ace = tmp_path / "node_modules" / ".bin" / "ace-cli"
    for path in (node, ace):
        path.parent.mkdir(parents=True)
        path.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(node.parent))
    monkeypatch.delenv("EDITION_ACE", raising=False)

    assert checks_of_books.find_ace(tmp_path / "my" / "project") == ace
    for named in (tmp_path, ace):  # the folder in which npm put it, or itself
        monkeypatch.setenv("EDITION_ACE", str(named))
        assert checks_of_books.find_ace(tmp_path.parent) == ace
