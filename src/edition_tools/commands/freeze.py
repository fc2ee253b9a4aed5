"""`edition freeze`: make a state of an edition citable for ever."""

from __future__ import annotations

import argparse
import datetime
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import register as registers
from edition_tools import report, stage, versions
from edition_tools.commands.convert import convert_text, read_edition
from edition_tools.commands.versions import (
    CONF,
    EDITORS,
    OURS,
    Built,
    build,
    checksums,
    lay_out,
    made_with,
)
from edition_tools.findings import BadShelf, CannotWrite, NotReady
from edition_tools.model import Edition, Version
from edition_tools.shelf import Project, find_project
from edition_tools.versions import Frozen

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

NOT_KEPT = shutil.ignore_patterns("text", ".*", "__pycache__", "*.pyc")


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("freeze", help="make a state of an edition citable for ever")
    command.add_argument("number", metavar="NUMBER", help="of the version, as 1.0")
    command.add_argument("slug", nargs="?", metavar="SLUG", help="which text, if there are several")
    command.add_argument(
        "--date", default="", metavar="DATE", help="the day to be printed (default: today)"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Freeze one edition; its ids are permanent from now on."""
    project = find_project(Path.cwd())
    slug = args.slug or _only(project)
    version = Version(_number(project, slug, args.number), _date(args.date))
    print(convert_text(project, slug))
    edition = read_edition(project, slug)
    refuse_what_is_open(edition)
    with stage.at_work_in(project.text_folder(slug)):
        _number(project, slug, version.number)  # nobody has frozen it meanwhile
        folder = freeze(project, edition, version)
    print(f"{slug} {version.number} is frozen in {folder}")
    print(f"commit that folder, and {project.register_path(slug)}; next: edition build html")
    return 0


def _only(project: Project) -> str:
    if len(project.slugs()) == 1:
        return project.slugs()[0]
    known = ", ".join(project.slugs()) or "none yet"
    raise BadShelf(f"which text? (known: {known})", "name it: edition freeze NUMBER SLUG")


def _number(project: Project, slug: str, number: str) -> str:
    """The number itself, if it is one and later than all before it; raises `BadShelf`."""
    if not versions.NUMBER.fullmatch(number):
        raise BadShelf(f"{number!r} is not the number of a version", "give one such as 1.0 or 1.1")
    numbers = [frozen.version.number for frozen in project.versions(slug)]
    if number in numbers or project.version_folder(slug, number).exists():
        raise BadShelf(f"{slug} {number} has been frozen already", "a version never changes")
    if numbers and versions.order(number) < versions.order(numbers[-1]):
        raise BadShelf(f"{slug} {numbers[-1]} was frozen before", "give a later number")
    return number


def _date(given: str) -> str:
    try:
        day = datetime.date.fromisoformat(given) if given else datetime.date.today()
    except ValueError:
        raise BadShelf(f"{given!r} is not a date", "write it as 2026-02-28") from None
    return day.isoformat()


def refuse_what_is_open(edition: Edition) -> None:
    """Raise `NotReady` if a finding has no ruling yet."""
    if edition.findings:
        many = len(edition.findings)
        listed = report.as_text(edition.view, edition.findings)
        raise NotReady(
            f"{edition.manifest.slug} has {many} open finding{'s' if many > 1 else ''}\n\n{listed}",
            "answer each by a ruling (“leave” or “accept”, if nothing is to be done), then freeze",
        )


def freeze(project: Project, edition: Edition, version: Version) -> Path:
    """Keep all that *version* is built from, and what was built; returns its folder."""
    slug = edition.manifest.slug
    folder = project.version_folder(slug, version.number)
    with tempfile.TemporaryDirectory(prefix="edition-freeze-") as scratch:
        kept, work, target = (Path(scratch) / name for name in ("kept", "work", "site"))
        _keep(project, edition, kept)
        lay_out(project, slug, version, kept, work)
        built = build(work, version, target, private=False)
        if built.code:
            raise NotReady(
                f"{slug} cannot be frozen: its pages could not be built", "see the messages above"
            )
        frozen = _described(edition, version, checksums(kept), built)
        (kept / versions.RECORD).write_text(versions.write(frozen), encoding="utf-8")
        # first: a version without the register of its ids would be cited in vain
        stage.write_file(project.register_path(slug), registers.write(edition.register).encode())
        _put(kept, folder)
    return folder


def _keep(project: Project, edition: Edition, kept: Path) -> None:
    """Copy manifest, rulings, register, the editors' files and the site's configuration."""
    slug = edition.manifest.slug
    shutil.copytree(project.editions / slug, kept / EDITORS, ignore=NOT_KEPT)
    shutil.copytree(project.root / "conf", kept / CONF, ignore=NOT_KEPT)
    for name in OURS:
        path = project.folder(slug) / name
        if path.is_file():
            shutil.copyfile(path, kept / name)
    (kept / "passages.toml").write_text(registers.write(edition.register), encoding="utf-8")


def _described(
    edition: Edition, version: Version, files: Mapping[str, str], built: Built
) -> Frozen:
    return Frozen(
        version=version,
        source_sha256=edition.view.source.sha256,
        made_with=made_with(),
        files=files,
        pages=built.pages,
        states=built.states,
    )


def _put(kept: Path, folder: Path) -> None:
    """Move what was kept to its place, whole or not at all."""
    beside = folder.with_name(f".{folder.name}.new")
    try:
        folder.parent.mkdir(exist_ok=True)
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(kept, beside)
        beside.rename(folder)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise CannotWrite(
            f"{folder} could not be written: {error.strerror or error}",
            "make room or check permissions, then freeze again",
        ) from None
