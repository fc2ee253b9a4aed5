"""The gate of access: which pages it chooses, what it finds, what it says where it cannot look."""

from __future__ import annotations

import contextlib
import io
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


# ------------------------------------------------------------------ planted faults
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<style>:root {{ color-scheme: light dark }} "
    "@media (prefers-color-scheme: dark) {{ body {{ background: #000; color: #fff }} }} {css}"
    "</style></head><body><main><h1>A page</h1>{body}</main></body></html>"
)
LINES = "Of words enough<br>there are two lines"
PLANTED = {  # name: its page, its style, its body, the rule that it breaks, and in which state
    "pale": (
        "colours",
        "@media (prefers-color-scheme: light) { .pale { color: #aaa } }",
        '<p class="pale">Words</p>',
        ("color-contrast", "1440 px, light"),
    ),
    "dim": (
        "colours",
        "@media (prefers-color-scheme: dark) { .dim { color: #444 } }",
        '<p class="dim">Words</p>',
        ("color-contrast", "1440 px, dark"),
    ),
    "phone": (
        "colours",
        "@media (max-width: 400px) { .phone { color: #888; background: #777 } }",
        '<p class="phone">Words</p>',
        ("color-contrast", "390 px, dark"),
    ),
    "large": (
        "room",
        "@media (min-width: 600px) and (max-width: 700px) "
        "{ .large { height: 1em; overflow: hidden } }",
        f'<p class="large">{LINES}</p>',
        ("clipped", "zoomed to 200 %"),
    ),
    "spaced": (
        "room",
        ".spaced { line-height: 1.2; height: 2.4em; overflow: hidden }",
        f'<p class="spaced">{LINES}</p>',
        ("clipped", "1440 px, WCAG text spacing"),
    ),
    "over": (
        "room",
        "@media (max-width: 330px) { .over { margin-top: -2em } }",
        '<p>One</p><p class="over">Another</p>',
        ("overlap", "320 px wide"),
    ),
    "wide": (
        "room",
        "@media (max-width: 330px) { .wide { width: 500px } }",
        f'<p class="wide">{LINES}</p>',
        ("reflow", "320 px wide"),
    ),
    "unscripted": (
        "scripts",
        "",
        '<noscript><img class="unscripted" src="a.png"></noscript>',
        ("image-alt", "390 px, light, without JavaScript"),
    ),
    "panel": (
        "scripts",
        "",
        '<button class="cite-open" onclick="document.querySelector(\'dialog\').showModal()">'
        'Cite</button><dialog class="cite-panel"><input class="panel"></dialog>',
        ("label", "the panel for citing open, light"),
    ),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    """The exit code of the gate over a page for each fault, and what it printed."""
    if tools.find_chromium() is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    pytest.importorskip("axe_playwright_python")
    site = tmp_path_factory.mktemp("planted")
    sound = f'<p class="sound">{LINES}</p>'
    (site / "sound.html").write_text(PAGE.format(name="sound", css="", body=sound))
    for name in {page for page, *_ in PLANTED.values()}:
        mine = [fault for fault in PLANTED.values() if fault[0] == name]
        css, body = "".join(f[1] for f in mine), "".join(f[2] for f in mine)
        (site / f"{name}.html").write_text(PAGE.format(name=name, css=css, body=body))
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setattr(tools, "find_nu", lambda _: None)  # the markup has a test of its own
        return cli.main(["check", "--site", str(site)]), said.getvalue()


@pytest.mark.parametrize("name", PLANTED)
def test_each_detector_sees_the_fault_that_is_planted_for_it(
    planted: tuple[int, str], name: str
) -> None:
    page, _, _, (rule, state) = PLANTED[name]
    [fault] = [part for part in planted[1].split("\n\n") if f'class="{name}"' in part]
    assert fault.startswith(f"{page}.html: {rule}\n")
    assert state in fault.partition("seen: ")[2]


def test_nothing_else_is_seen_and_the_check_fails(planted: tuple[int, str]) -> None:
    code, said = planted
    assert code == 1
    assert f"violations of WCAG 2.2 AA or of HTML: {len(PLANTED)}" in said
    assert "sound.html" not in said


def test_an_error_of_markup_fails_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if tools.find_nu(ROOT) is None:
        pytest.skip("the Nu Html Checker is not here (Java and npm install vnu-jar)")
    pytest.importorskip("axe_playwright_python")
    body = "<p>Words <center>in the middle</center></p>"
    (tmp_path / "index.html").write_text(PAGE.format(name="M", css="", body=body))
    assert cli.main(["check", "--site", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "index.html: html\n" in said
    assert "seen: markup" in said


# ------------------------------------------------------------------ what it says
def test_without_a_record_the_statement_claims_nothing(tmp_path: Path) -> None:
    page = "# Access\n\n:::{accessibility-statement}\n:::\n"
    site = site_of(tmp_path, {"index.md": page}).build()
    assert site.warnings == ""
    assert "Nobody has run the accessibility checks" in site.page("index").text_content()


def test_the_manual_names_the_extra_that_the_messages_name() -> None:
    assert tools.PACKAGES in (ROOT / "docs" / "manual" / "access.md").read_text(encoding="utf-8")
