"""Frozen versions: laid out as projects of their own, and built from what was kept of them.

A version is a folder `source_texts/<slug>/versions/<number>/`: the manifest, rulings and register
of that day, the editors' files and the site's configuration, and `version.json`, which says by
checksums what they are and what was built from them. The text itself is the one on the shelf,
which never changes; what may be shown of it is what the manifest of today allows.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version as version_of
from pathlib import Path

import edition_tools
from edition_tools import stage, versions
from edition_tools.bibliography import bibtex
from edition_tools.commands import short_addresses, site
from edition_tools.commands.convert import written
from edition_tools.convert import convert
from edition_tools.findings import BadShelf, Code
from edition_tools.manifest import Manifest, Rights
from edition_tools.model import Edition, Ruling, Version
from edition_tools.shelf import Project
from edition_tools.table import read_plain
from edition_tools.versions import Frozen, State

EDITORS, CONF = "editors", "conf"
OURS = ("source.toml", "rulings.toml", "passages.toml")
PROGRAMS = ("Sphinx", "docutils", "furo", "myst-parser", "sphinxcontrib-bibtex")
PAGES = ".html"
STRICTNESS = ("yes", "local", "no")
STAMP = "built.txt"


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a version: Sphinx's verdict, checksums of the pages, what they say."""

    code: int
    pages: Mapping[str, str]
    states: tuple[State, ...]


def made_with() -> dict[str, str]:
    """The programs that make a page, and their versions."""
    found = {program: version_of(program) for program in PROGRAMS}
    return {"edition-tools": edition_tools.__version__, **found}


def checksums(folder: Path) -> dict[str, str]:
    """Every file below *folder*, by its name there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


# ------------------------------------------------------------------ every version of a project
def build_all(project: Project, out: Path, *, private: bool) -> int:
    """Build every version whose text is here beside the present site; 0, or 1 if one failed."""
    worst = 0
    slugs = project.slugs()
    for slug in slugs:
        for frozen in project.versions(slug):
            if project.source_path(project.manifest(slug)) is not None:
                worst = max(worst, _build_one(project, slug, frozen, out, private=private))
    one = slugs[0] if len(slugs) == 1 else ""
    numbers = [frozen.version.number for frozen in project.versions(one)] if one else []
    short_addresses.write(out, one, numbers)
    return worst


def _build_one(project: Project, slug: str, frozen: Frozen, out: Path, *, private: bool) -> int:
    """Build one version if anything it is made of has changed, and compare it with what it was."""
    number = frozen.version.number
    folder = project.version_folder(slug, number)
    refuse_changed(folder, frozen)
    target = out / "editions" / slug / "v" / number
    work = out.parent / "versions" / slug / number
    stamp = _stamp(project, slug, folder)
    if (work / STAMP).is_file() and (work / STAMP).read_text() == stamp and target.is_dir():
        return 0
    for old in (work, target):
        shutil.rmtree(old, ignore_errors=True)
    lay_out(project, slug, frozen.version, folder, work)
    built = build(work, frozen.version, target, private=private)
    if built.code == 0:
        stage.write_file(work / STAMP, stamp.encode())
        if not private:
            return _compared(slug, frozen, built)
    return built.code


def _stamp(project: Project, slug: str, folder: Path) -> str:
    """All that a built version depends on, as one checksum."""
    program = Path(edition_tools.__file__).parent
    ours = (row for row in checksums(program).items() if not row[0].endswith(".pyc"))
    may_be_shown = (project.manifest(slug).rights, _sensitive(project, slug))
    said = repr((sorted(ours), sorted(checksums(folder).items()), made_with(), may_be_shown))
    return hashlib.sha256(said.encode()).hexdigest()


def refuse_changed(folder: Path, frozen: Frozen) -> None:
    """Raise if the files that a version was frozen from are not what they were."""
    found = checksums(folder)
    found.pop(versions.RECORD, None)
    wrong = {n for n in found.keys() | frozen.files.keys() if found.get(n) != frozen.files.get(n)}
    if wrong:
        raise BadShelf(
            f"{folder} has been changed since it was frozen: {', '.join(sorted(wrong))}",
            "restore the folder as it was committed; to change an edition, freeze a new version",
        )


def _compared(slug: str, frozen: Frozen, built: Built) -> int:
    """Say how the pages differ from those that were frozen; 1 if their words do."""
    pages = built.pages.items() ^ frozen.pages.items()
    names = sorted({name for name, _ in pages})
    if not names:
        return 0
    number = frozen.version.number
    now, then = made_with(), frozen.made_with
    other = ", ".join(f"{k} {then.get(k, '–')} → {v}" for k, v in now.items() if then.get(k) != v)
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    changed = versions.changes(frozen.states, built.states)
    words = ", ".join(change.id for change in changed[:12])
    print(
        f"edition: {slug} {number}: {len(names)} of its pages are not as they were frozen"
        f" ({shown}); made with other programs: {other or 'none'}\n"
        + (f"  their words differ too: {words}" if changed else "  every word is the same"),
        file=sys.stderr,
    )
    if changed:
        hint = "build it with the programs that version.json names, or find what was changed"
        print(f"  hint: {hint}", file=sys.stderr)
    return 1 if changed else 0


# ------------------------------------------------------------------ one version
def lay_out(project: Project, slug: str, version: Version, folder: Path, work: Path) -> None:
    """Make *work* a project of which the version in *folder* is the whole, pages and all."""
    shelf = work / "source_texts" / slug
    shelf.mkdir(parents=True)
    for name in OURS:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, shelf / name)
    shutil.copytree(folder / CONF, work / CONF)
    shutil.copytree(folder / EDITORS, work / "docs")
    for earlier in project.versions(slug):
        if versions.order(earlier.version.number) < versions.order(version.number):
            record = shelf / "versions" / earlier.version.number / versions.RECORD
            record.parent.mkdir(parents=True)
            stage.write_file(record, versions.write(earlier).encode())
    text = work / "docs" / "text"
    text.mkdir()
    edition = _edition(project, slug, version, Project(work))
    before = [it.version for it in Project(work).versions(slug)]
    for name, words in written(edition, [*before, version]).items():
        stage.write_file(text / name, words.encode())


def _edition(project: Project, slug: str, version: Version, kept: Project) -> Edition:
    """The edition as it was frozen, except what may no longer be shown."""
    manifest, present = kept.manifest(slug), project.manifest(slug)
    curated = kept.root / "docs" / "works.bib"
    rulings = kept.rulings(slug)
    since = (ruling for ruling in _sensitive(project, slug) if ruling not in rulings)
    edition = convert(
        project.source(present),
        replace(manifest, rights=_stricter(manifest, present)),
        (*rulings, *since),
        bibtex.read(read_plain(curated)) if curated.is_file() else (),
        kept.register(slug),
    )
    return replace(edition, version=version)


def _stricter(manifest: Manifest, present: Manifest) -> tuple[Rights, ...]:
    """The rights of then, but nothing is shown that may not be shown today."""
    today = {rights.voice: rights for rights in present.rights}
    found = []
    for rights in manifest.rights:
        now = today.get(rights.voice, rights)
        stricter = STRICTNESS.index(now.publish) > STRICTNESS.index(rights.publish)
        found.append(now if stricter else rights)
    return tuple(found)


def _sensitive(project: Project, slug: str) -> tuple[Ruling, ...]:
    rulings = project.rulings(slug)
    return tuple(r for r in rulings if r.code == Code.ZONES_SENSITIVE_COMMENT)


def build(work: Path, version: Version, target: Path, *, private: bool) -> Built:
    """Build the site of a version that was laid out in *work*."""
    [slug] = Project(work).slugs()
    title = f"{Project(work).manifest(slug).title}, version {version.number}"
    settings = {
        "edition_private": private,
        "edition_within": f"editions/{slug}/v/{version.number}/",  # of the site's address
        "html_title": title,
    }
    run = site.run(work, target, work / "doctrees", "html", settings)
    pages = {name: it for name, it in checksums(target).items() if name.endswith(PAGES)}
    return Built(run.code, pages, run.states.get("", ()))
