"""`edition archive`: one edition and all that it was made of, as a BagIt bag for a library.

A project of this edition alone is laid out in a folder of its own, built there in every format,
and put into a bag with its source, rulings, register and pages, as far as their rights allow
them to be handed on.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import stage
from edition_tools.commands import bags, build
from edition_tools.commands.bag_contents import Archived, payload
from edition_tools.commands.bag_labels import day_of, labels
from edition_tools.commands.bag_readme import readme
from edition_tools.commands.convert import convert_text, read_edition
from edition_tools.findings import BadShelf, CannotWrite
from edition_tools.shelf import Project, find_project, read_file

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

LOCAL = re.compile(r"""(\bpublish\s*=\s*)(["'])local\2""")  # publish = "local"


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("archive", help="put an edition and all its parts into a bag")
    command.add_argument("slug", metavar="SLUG", help="which text")
    command.add_argument(
        "--to", metavar="DIR", help="where to put it (default: build/public/archive)"
    )
    command.add_argument("--zip", action="store_true", help="as one ZIP file")
    command.add_argument(
        "--private", action="store_true", help="with all that may not be handed on"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Build everything afresh, and bag it; nothing is ever written over."""
    project = find_project(Path.cwd())
    print(convert_text(project, args.slug), flush=True)
    folder = Path(args.to) if args.to else build.output(project, "archive", private=args.private)
    target = folder / f"{args.slug}-bag{'.zip' if args.zip else ''}"
    if target.exists() or target.is_symlink():
        raise CannotWrite(f"{target} is there already", "remove it, or name another folder: --to")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bag-", dir=folder) as place:
        code = _archive(project, args.slug, Path(place), target, private=args.private)
    if code == 0:
        print(f"{target}\ncheck it with: edition verify {target}")
    return code


def _archive(project: Project, slug: str, place: Path, target: Path, *, private: bool) -> int:
    work = Project(place / "project")
    lay_out(project, slug, work.root, private=private)
    convert_text(work, slug)
    for format in build.BUILDERS:
        if build.build(work, format, private=private, edition_only=slug):
            return 1
    archived = Archived(
        slug=slug,
        manifest=project.manifest(slug),
        edition=read_edition(project, slug),
        frozen=project.versions(slug),
        private=private,
    )
    bag = place / "bag"
    held = payload(archived, project, work)
    for name, path in held.files.items():
        (bag / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, bag / name)
    stage.write_file(bag / "README.txt", readme(archived, held).encode())
    bags.write(bag, labels(archived, held))
    if target.suffix == ".zip":
        bags.pack(bag, place / target.name, target.name.removesuffix(".zip"), day_of(archived)[0])
        bag = place / target.name
    bag.rename(target)
    return 0


def lay_out(project: Project, slug: str, root: Path, *, private: bool) -> None:
    """Make *root* a project of which this edition is the only text.

    Without *private*, a voice that may be built but not passed on is withheld there.
    """
    manifest = project.manifest(slug)
    shelf = root / "source_texts" / slug
    hidden = shutil.ignore_patterns(".*", "__pycache__")
    shutil.copytree(project.folder(slug), shelf, ignore=hidden)
    (shelf / manifest.file).write_bytes(read_file(_source(project, slug)).raw)
    shutil.copytree(project.root / "conf", root / "conf", ignore=hidden)
    texts = {str(folder / "text") for folder in project.editions.glob("*")}
    shutil.copytree(
        project.root / "docs",
        root / "docs",
        ignore=lambda folder, names: [
            name for name in names if name[0] == "." or f"{folder}/{name}" in texts
        ],
    )
    if not private:
        path = shelf / "source.toml"
        strict = LOCAL.sub(r"\1\2no\2", path.read_text(encoding="utf-8"))
        path.write_bytes(strict.encode())
        if any(it.publish == "local" for it in Project(root).manifest(slug).rights):
            raise BadShelf(
                f"{project.folder(slug) / 'source.toml'}: what may be published could not be read",
                'write it as publish = "local", on a line of its own',
            )


def _source(project: Project, slug: str) -> Path:
    path = project.source_path(project.manifest(slug))
    assert path is not None, "it was converted"
    return path
