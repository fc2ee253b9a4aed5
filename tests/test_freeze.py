"""Freezing: a state of an edition that can be cited, and is there again at every build."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from conftest import ROOT
from edition_tools import versions
from edition_tools.access import choice
from edition_tools.access.tools import find_chromium
from edition_tools.cli import main
from edition_tools.commands import short_addresses
from edition_tools.commands.versions import checksums
from edition_tools.versions import Change, State
from sites import words

TEXT = """On Margins
by A. Writer

A margin is a place where readers answer a book.1 It was wide, until paper grew dear.

The second paragraph says that a note is a voice of its own.2 Whoever reads it hears two people.

The third paragraph ends the matter, because a short text must end somewhere.

Notes

1 H. J. Jackson, Marginalia (New Haven: Yale University Press, 2001), p. 5.

2 Anthony Grafton, The Footnote (Cambridge: Harvard University Press, 1997), p. 23.

1 Comment

1. Ann
March 1, 2010 at 1:00 pm

A remark of a reader about margins and such.
"""
PEOPLE = '[[people]]\ninitials = "AB"\nname = "Ada Brown"\nrole = "editor"\n'
NOTE = ":::{editorial-note} “paper grew dear”\n:id: e1\n:by: AB\nIt was never cheap.\n:::\n"
EMENDATION = (
    ":::{emendation} “must end somewhere” → “must end here”\n:id: a1\n:by: AB\nA guess.\n:::\n"
)
BREAK = """[[ruling]]
code = "blocks.hidden-break"
before = "Whoever reads it"
decision = "break"
by = "AB"
reason = "A new thought."
"""


class Desk:
    """A project with one short text, and what its editors do."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shelf = root / "source_texts" / "x"
        self.pages = root / "docs" / "editions" / "x"
        self.site = root / "build" / "public" / "html" / "editions" / "x"
        self.kept = self.shelf / "versions" / "1.0"

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def annotate(self) -> None:
        """A note, an emendation, and a new paragraph."""
        self.write("docs/editions/x/notes/article.md", NOTE)
        self.write("docs/editions/x/emendations/article.md", EMENDATION)
        self.write("source_texts/x/rulings.toml", BREAK)

    def page(self, name: str) -> html.HtmlElement:
        return html.fromstring((self.site / f"{name}.html").read_text(encoding="utf-8"))

    def forget(self) -> None:
        shutil.rmtree(self.root / "build", ignore_errors=True)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose text was frozen as 1.0 and has been annotated since."""
    root = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        (root / "x.txt").write_text(TEXT, encoding="utf-8")
        assert main(["new", "x", "x.txt"]) == 0
        manifest = root / "source_texts" / "x" / "source.toml"
        manifest.write_text(manifest.read_text() + PEOPLE, encoding="utf-8")
        assert main(["freeze", "1.0", "--date", "2026-11-24"]) == 0
        desk = Desk(root)
        desk.annotate()
        assert main(["build", "html"]) == 0
    return root


@pytest.fixture
def desk(frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy of it, built, to be worked on."""
    shutil.copytree(frozen, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return Desk(tmp_path / "desk")


# ------------------------------------------------------------------ what is kept
def test_a_version_keeps_what_it_was_made_of_and_no_word_of_the_text(frozen: Path) -> None:
    kept = frozen / "source_texts" / "x" / "versions" / "1.0"
    names = set(checksums(kept))
    said = " ".join(path.read_text() for path in kept.rglob("*") if path.is_file())
    runs = [" ".join(run) for run in zip(*(TEXT.split()[n:] for n in range(5)), strict=False)]

    assert names >= {
        "source.toml",
        "passages.toml",
        "version.json",
        "editors/index.md",
        "conf/conf.py",
    }
    assert [run for run in runs if run in said] == []


def test_the_register_is_written_with_the_first_version(frozen: Path) -> None:
    text = (frozen / "source_texts" / "x" / "passages.toml").read_text(encoding="utf-8")

    assert re.findall(r'^"(\w+)"', text, re.MULTILINE) == [
        "p1",
        "p2",
        "p2a",
        "p3",
        "n1",
        "n2",
        "c1",
    ]


# ------------------------------------------------------------------ what is refused
@pytest.mark.parametrize(
    ("arguments", "words_of_it"),
    [
        (["1.0"], "has been frozen already"),
        (["0.9"], "1.0 was frozen before"),
        (["../1"], "is not the number of a version"),
        (["１.１"], "is not the number of a version"),  # digits of full width
        (["1.1", "--date", "tomorrow"], "is not a date"),
        (["1.1", "y"], "no text 'y'"),
    ],
)
def test_a_number_or_date_that_cannot_be_is_refused(
    desk: Desk, arguments: list[str], words_of_it: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.kept.is_dir()
    assert main(["freeze", *arguments]) == 6
    assert words_of_it in capsys.readouterr().err


def test_what_is_open_cannot_be_frozen_and_is_listed(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write("source_texts/x/rulings.toml", BREAK.replace("Whoever reads it", "words not there"))

    assert main(["freeze", "1.1"]) == 11
    told = capsys.readouterr().err
    assert "x has 1 open finding" in told
    assert "shelf.ruling-unplaced" in told
    assert not (desk.shelf / "versions" / "1.1").exists()


def test_pages_that_a_hand_has_changed_cannot_be_frozen(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    page = desk.pages / "text" / "article.md"
    page.write_text(page.read_text() + "\nmine\n", encoding="utf-8")

    assert main(["freeze", "1.1"]) == 7
    assert "emit.hand-changed" in capsys.readouterr().err


def test_a_note_that_has_lost_its_words_cannot_be_frozen(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write("docs/editions/x/notes/article.md", NOTE.replace("dear", "cheap"))

    assert main(["freeze", "1.1"]) == 11
    assert "its pages could not be built" in capsys.readouterr().err
    assert sorted(path.name for path in (desk.shelf / "versions").iterdir()) == ["1.0"]


# ------------------------------------------------------------------ what is built again
def test_a_frozen_version_is_built_again_byte_for_byte(desk: Desk) -> None:
    recorded = json.loads((desk.kept / "version.json").read_text())["pages"]
    first = checksums(desk.site / "v" / "1.0")
    desk.forget()
    assert main(["build", "html"]) == 0
    again = checksums(desk.site / "v" / "1.0")

    assert again == first
    assert {name: again[name] for name in recorded} == recorded
    assert "text/article.html" in recorded


def test_a_version_that_stands_there_is_not_built_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_again(*_: object, **__: object) -> None:
        raise AssertionError("it has not changed")

    monkeypatch.setattr("edition_tools.commands.versions.build", build_again)
    desk.write("docs/editions/x/notes/article.md", NOTE.replace("never cheap", "always dear"))
    assert main(["build", "html"]) == 0
    assert "always dear" in words(desk.page("text/article"))
    assert "paper grew dear" in words(desk.page("v/1.0/text/article"))


def test_a_frozen_page_says_which_it_is_and_the_present_one_that_it_is_a_draft(desk: Desk) -> None:
    said = {
        name: words(desk.page(name).xpath("//div[contains(@class, 'edition-state')]")[0])
        for name in ("v/1.0/text/article", "text/article")
    }

    assert said["v/1.0/text/article"].startswith("Version 1.0, 24 November 2026.")
    assert said["text/article"].startswith("Draft.")
    assert said["text/article"].endswith("Version 1.0 stays as it is and can be cited.")
    [link] = desk.page("text/article").xpath("//div[contains(@class, 'edition-state')]//a")
    target = (desk.site / "text" / link.get("href")).resolve()
    assert target == desk.site / "v/1.0/index.html"
    [link] = desk.page("v/1.0/text/article").xpath("//div[contains(@class, 'edition-state')]//a")
    assert (
        desk.site / "v/1.0/text" / link.get("href")
    ).resolve() == desk.site / "text/article.html"
    assert "paper grew dear" in words(desk.page("v/1.0/text/article"))
    assert not desk.page("v/1.0/text/article").xpath("//*[@id='e1']")


def test_the_gate_of_access_looks_at_a_frozen_page_and_finds_nothing(desk: Desk) -> None:
    if find_chromium() is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    pytest.importorskip("axe_playwright_python")
    site = desk.root / "build" / "public" / "html"
    page = "editions/x/v/1.0/text/article.html"
    for other in site.rglob("*.html"):
        if other != site / page:
            other.unlink()  # to look at all would take long
    record = desk.root / "seen.json"
    command = [sys.executable, "-m", "edition_tools", "check", "--site", str(site)]
    # a process of its own: beside the browser of other tests there can be no second
    done = subprocess.run(
        [*command, "--record", str(record)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seen = json.loads(record.read_text(encoding="utf-8"))

    assert (done.returncode, done.stderr) == (0, "")
    assert seen["pages"] == [page]
    assert seen["violations"] == {}
    assert seen["states"]["1440 px, dark"] == seen["states"]["320 px wide"] == 1


def test_what_has_changed_since_is_said_passage_by_passage(desk: Desk) -> None:
    section = desk.page("about").get_element_by_id("about-versions")

    assert words(section.xpath("./p")[0]) == "This is a draft that is later than version 1.0."
    assert [words(item) for item in section.xpath(".//li")] == [
        "¶ 1: editors’ note e1 added.",
        "¶ 2: its words have changed.",
        "¶ 2a: new; ruling on blocks.hidden-break source.txt:6:63 added.",
        "¶ 3: its words have changed; apparatus a1 added.",
    ]
    for link in section.xpath(".//a[not(contains(@class, 'headerlink'))]"):
        path, _, id_ = link.get("href").partition("#")
        page = html.fromstring((desk.site / path).read_text(encoding="utf-8"))
        assert not id_ or page.get_element_by_id(id_) is not None


def test_a_later_version_tells_what_changed_since_the_one_before_it(desk: Desk) -> None:
    assert main(["freeze", "1.1", "--date", "2026-12-01"]) == 0
    desk.write("source_texts/x/rulings.toml", "")
    assert main(["build", "html"]) == 0

    front = desk.page("../../index")
    [link] = front.xpath("//a[text()='Version 1.1']")
    assert (desk.site / "../.." / link.get("href")).resolve() == desk.site / "v/1.1/index.html"
    assert "Version 1.1 stays" in words(desk.page("text/article"))
    later = desk.page("v/1.1/about").get_element_by_id("about-versions")
    assert words(later.xpath("./p")[0]) == "This is version 1.1, 1 December 2026."
    assert len(later.xpath(".//li")) == 4
    [link] = later.xpath("./p/a")
    assert (desk.site / "v/1.1" / link.get("href")).resolve() == desk.site / "v/1.0/index.html"
    now = desk.page("about").get_element_by_id("about-versions")
    assert "¶ 2: no longer a passage of its own" in words(now).replace("\u00a0", " ")
    assert desk.page("text/article").get_element_by_id("p2a").getparent().get("id") == "p2"


def test_a_site_of_one_edition_has_a_short_address_for_each_page_of_a_version(desk: Desk) -> None:
    top = desk.root / "build/public/html"
    pages = {path.relative_to(desk.site / "v") for path in (desk.site / "v").rglob("*.html")}
    assert {path.relative_to(top / "v") for path in (top / "v").rglob("*.html")} == pages
    short = top / "v/1.0/text/article.html"
    page = html.fromstring(short.read_bytes())
    [link] = page.xpath("//main//a")
    [refresh] = page.xpath("//meta[@http-equiv='refresh']")
    assert refresh.get("content") == f"0; url={link.get('href')}"
    assert (short.parent / link.get("href")).resolve() == desk.site / "v/1.0/text/article.html"
    assert short not in choice.pages(top)


def test_a_site_of_two_editions_has_no_short_addresses_and_keeps_pages_of_its_own(
    desk: Desk,
) -> None:
    top = desk.root / "build/public/html"
    desk.write("build/public/html/v/mine.html", "<p>Mine.</p>")
    short_addresses.write(top, "", [])
    assert [path.name for path in (top / "v").rglob("*.html")] == ["mine.html"]


def test_what_may_no_longer_be_shown_is_withheld_from_old_versions_too(desk: Desk) -> None:
    manifest = desk.shelf / "source.toml"
    text = manifest.read_text().replace(
        '[rights.commentary]\npublish = "local"', '[rights.commentary]\npublish = "no"'
    )
    manifest.write_text(text, encoding="utf-8")
    main(["build", "html"])

    site = desk.site / "v" / "1.0"
    everything = " ".join(
        path.read_text(errors="replace") for path in site.rglob("*.*") if path.is_file()
    )
    assert "remark of a reader" not in everything
    assert "paper grew dear" in everything


def test_a_frozen_folder_that_was_changed_is_refused(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    page = desk.kept / "editors" / "index.md"
    page.write_text(page.read_text() + "\nMore.\n", encoding="utf-8")

    assert main(["build", "html"]) == 6
    assert "editors/index.md" in capsys.readouterr().err


def remember(desk: Desk, **changed: object) -> None:
    path = desk.kept / "version.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed), encoding="utf-8")
    desk.forget()


def test_pages_that_other_programs_made_otherwise_are_named_but_fail_nothing(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = json.loads((desk.kept / "version.json").read_text())["pages"]
    remember(desk, pages=pages | {"index.html": "0" * 64}, made_with={"Sphinx": "8.2"})

    assert main(["build", "html"]) == 0
    told = capsys.readouterr().err
    assert "x 1.0: 1 of its pages are not as they were frozen (index.html)" in told
    assert "Sphinx 8.2 → " in told
    assert "every word is the same" in told


def test_words_that_differ_from_what_was_frozen_fail_the_build(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads((desk.kept / "version.json").read_text())
    states = [[*row[:3], "0"] if row[1] == "p2" else row for row in record["states"]]
    remember(desk, states=states, pages=record["pages"] | {"index.html": "0" * 64})

    assert main(["build", "html"]) == 1
    assert "their words differ too: p2" in capsys.readouterr().err


# ------------------------------------------------------------------ comparing
def test_two_states_differ_by_what_was_added_changed_and_removed() -> None:
    one = [
        State("text", "p1", "p1", "a"),
        State("text", "p2", "p2", "b"),
        State("work", "w", "", "c"),
    ]
    two = [
        State("text", "p1", "p1", "z"),
        State("work", "w", "", "c"),
        State("apparatus", "a1", "p1", "d"),
    ]

    assert versions.changes(one, one) == ()
    assert set(versions.changes(one, two)) == {
        Change("text", "p1", "p1", "changed"),
        Change("text", "p2", "p2", "removed"),
        Change("apparatus", "a1", "p1", "added"),
    }


def test_numbers_of_versions_are_sorted_as_numbers() -> None:
    assert sorted(["1.10", "1.9", "2", "1.9.1"], key=versions.order) == [
        "1.9",
        "1.9.1",
        "1.10",
        "2",
    ]
