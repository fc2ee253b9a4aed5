"""The gate of access: which pages it chooses, what it finds, what it says where it cannot look."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from edition_tools import cli
from edition_tools.access import choice, tools
from edition_tools.findings import NoChecker
from sites import site_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

BAD = '<!doctype html><html><head><title>T</title></head><body><main><img src="a.png"></main>'


def test_a_page_is_chosen_for_each_kind_of_part(tmp_path: Path) -> None:
    for name, text in {
        "a": '<p class="x">',
        "b": '<p class="x"><ul class="y">',
        "c": "<p>",
    }.items():
        (tmp_path / f"{name}.html").write_text(text)
    assert [page.name for page in choice.choose(choice.pages(tmp_path))] == ["b.html"]


def test_without_chromium_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("axe_playwright_python")
    monkeypatch.delenv("EDITION_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoChecker, match="Chromium is not installed") as error:
        tools.find()
    assert "apt-get install chromium" in error.value.hint


def test_a_picture_without_words_and_a_page_without_language_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if tools.find_chromium() is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    pytest.importorskip("axe_playwright_python")
    (tmp_path / "index.html").write_text(BAD)
    assert cli.main(["check", "--site", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "index.html: image-alt\n" in said
    assert "index.html: html-has-lang\n" in said


def test_without_a_record_the_statement_claims_nothing(tmp_path: Path) -> None:
    page = "# Access\n\n:::{accessibility-statement}\n:::\n"
    site = site_of(tmp_path, {"index.md": page}).build()
    assert site.warnings == ""
    assert "Nobody has run the accessibility checks" in site.page("index").text_content()


def test_the_manual_names_the_extra_that_the_messages_name() -> None:
    assert tools.PACKAGES in (ROOT / "docs" / "manual" / "access.md").read_text(encoding="utf-8")
