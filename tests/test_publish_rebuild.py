"""What is read and written again after a change: what concerns it, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.errors import SphinxError

from sites import Site, copy_of, words

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

MINI = "editions/mini/"
NOTES = MINI + "notes/article.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return copy_of("test-edition", tmp_path).build()


def change(site: Site, name: str, old: str, new: str) -> None:
    path = site.source / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_is_read_or_written_again_when_nothing_changed(site: Site) -> None:
    site.build()
    assert (site.read, site.warnings) == ((), "")
    assert not set(site.written) - {"404", "genindex", "search"}


def test_a_changed_note_has_its_page_read_and_no_other(site: Site) -> None:
    change(site, NOTES, "Upon a note of ours.", "Upon a note of our own.")
    site.build()
    assert site.read == (MINI + "text/article",)
    assert "Upon a note of our own." in words(site.page(MINI + "text/article"))
    # the list of all notes is written anew, because it prints the note as well
    assert "Upon a note of our own." in words(site.page(MINI + "about"))


def test_a_new_file_of_notes_is_seen(site: Site) -> None:
    path = site.source / MINI / "notes" / "introduction.md"
    path.write_text(":::{editorial-note} “in winter”\n:id: e9\n:by: AB\n\nEvery year.\n:::\n")
    site.build()
    assert site.read == (MINI + "introduction",)
    assert "Every year." in words(site.page(MINI + "introduction"))
    path.unlink()
    site.build()
    assert site.read == (MINI + "introduction",)
    assert "Every year." not in words(site.page(MINI + "introduction"))


def test_a_page_with_an_error_fails_until_it_is_mended(site: Site) -> None:
    change(site, NOTES, "the water listened", "the water whispered")
    for _ in range(2):
        with pytest.raises(SphinxError):
            site.build()
        assert "“the water whispered” is not in p1" in site.warnings
    change(site, NOTES, "the water whispered", "the water listened")
    site.build()
    assert site.warnings == ""


def test_a_corrected_work_reaches_every_page_that_names_it(site: Site) -> None:
    change(site, MINI + "text/works.bib", "date      = {1901}", "date      = {1902}")
    site.build()
    assert "(Hale 1902)" in words(site.page(MINI + "introduction"))
    assert "(Hale 1902)" in words(site.page(MINI + "text/article"))
    assert "1902" in words(site.page(MINI + "text/works"))
    assert "1901" in words(site.page("editions/other/text/article"))


def test_a_citation_more_is_listed_under_its_work(site: Site) -> None:
    change(site, NOTES, "In the verse.", "In the verse, as {cite:p}`pell1899` says.")
    site.build()
    assert site.read == (MINI + "text/article",)
    assert "Cited in note 4; editors’ note e" in words(site.page(MINI + "text/works"))


def test_a_new_title_reaches_every_page(site: Site) -> None:
    change(site, MINI + "introduction.md", "# Introduction", "# Before we begin")
    site.build()
    assert site.read == (MINI + "introduction",)
    for docname in ("index", MINI + "text/article", "editions/other/text/article"):
        assert "Before we begin" in words(site.page(docname).xpath("//aside")[0])


def test_a_changed_record_is_printed(site: Site) -> None:
    change(site, MINI + "text/edition.json", "Marker 6 has no note.", "Marker 6 is alone.")
    site.build()
    assert "Marker 6 is alone." in words(site.page(MINI + "about"))


def test_pages_read_and_written_in_parallel_are_the_same(tmp_path: Path) -> None:
    def all_files(name: str, parallel: int) -> dict[str, bytes]:
        site = copy_of("test-edition", tmp_path / name)
        for number in range(12):  # enough pages for more than one process
            page = f"# Page {number}\n\n{{#p{number}}}\nText.[^1]\n\n[^1]: Note {number}.\n"
            folder = site.source / f"more{number}"
            folder.mkdir()
            (folder / "works.bib").write_text("")
            (folder / "index.md").write_text(page)
        contents = "\n".join(f"more{number}/index" for number in range(12))
        index = site.source / "index.md"
        index.write_text(index.read_text() + f"\n```{{toctree}}\n{contents}\n```\n")
        site.build(parallel=parallel)
        assert site.warnings == ""
        change(site, NOTES, "Upon a note of ours.", "Upon a note of our own.")
        site.build(parallel=parallel)
        assert site.warnings == ""
        skip = {".buildinfo", ".doctrees"}
        return {
            path.relative_to(site.pages).as_posix(): path.read_bytes()
            for path in sorted(site.pages.rglob("*"))
            if path.is_file() and not skip & set(path.relative_to(site.pages).parts)
        }

    assert all_files("serial", 1) == all_files("parallel", 2)


def test_the_same_pages_give_the_same_bytes_wherever_they_stand(tmp_path: Path) -> None:
    one = copy_of("test-edition", tmp_path / "one").build()
    two = copy_of("test-edition", tmp_path / "a longer path").build()
    for path in sorted(one.pages.rglob("*.html")):
        assert path.read_bytes() == (two.pages / path.relative_to(one.pages)).read_bytes()


BUILD = """
import sys, time
clock, local = time.time, time.localtime
time.time = lambda: clock() + float(sys.argv[1]) * 86_400
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
from sphinx.cmd.build import build_main
for builder in ("html", "edition-epub", "edition-tei", "edition-text", "edition-annotations"):
    assert build_main(["-q", "-b", builder, "-d", "read", "pages", "out/" + builder]) == 0
"""


def test_no_output_depends_on_the_day_the_place_or_the_machine(tmp_path: Path) -> None:
    def built(name: str, days: int, **environment: str) -> dict[str, bytes]:
        folder = tmp_path / name
        copy_of("test-edition", folder)
        known = {name: said for name, said in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        subprocess.run(
            [sys.executable, "-c", BUILD, str(days)],
            cwd=folder,
            env=known | environment,
            check=True,
        )
        files = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    one = built("one", 0, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    two = built("ein langer Pfad", 40, PYTHONHASHSEED="2", TZ="Asia/Kathmandu", LC_ALL="C")
    assert [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)] == []
    assert {name.split("/")[1] for name in one} >= {"html", "edition-epub", "edition-tei"}
