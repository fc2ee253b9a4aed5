"""`edition build`: sources and editors' files → the published edition."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools.commands.convert import available, convert_text
from edition_tools.findings import BadShelf, CannotWrite
from edition_tools.shelf import Project, find_project

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

BUILDERS = {"html": "html", "pdf": "edition-pdf", "tei": "edition-tei"}
OPENED = {"pdf": "*.pdf", "tei": "*.xml"}  # what a reader opens, where it is not a site


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("build", help="build the edition")
    command.add_argument("format", choices=tuple(BUILDERS))
    command.add_argument(
        "--private", action="store_true", help="show what a public build withholds"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Convert every text whose source is here, then let Sphinx build; warnings are errors."""
    project = find_project(Path.cwd())
    for slug in available(project):
        print(convert_text(project, slug))
    code = build(project, args.format, private=args.private)
    if code == 0:
        for path in opens(output(project, args.format, private=args.private), args.format):
            print(f"open {path}")
    return code


def output(project: Project, format: str, *, private: bool) -> Path:
    """Where a build of one format goes; private builds are kept apart."""
    return project.root / "build" / ("private" if private else "public") / format


def opens(folder: Path, format: str) -> list[Path]:
    """The files that a reader opens first."""
    return [folder / "index.html"] if format == "html" else sorted(folder.glob(OPENED[format]))


def build(project: Project, format: str, *, private: bool) -> int:
    """Run Sphinx; 0, or 1 if it warned or stopped: our builds take warnings for errors."""
    # imported here, because the other commands start in a tenth of the time without it
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.console import color_terminal, nocolor
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    conf, docs = project.root / "conf", project.root / "docs"
    for needed in (conf / "conf.py", docs / "index.md"):
        if not needed.is_file():
            raise BadShelf(f"there is no {needed}", "edition new SLUG FILE makes one")
    target = output(project, format, private=private)
    if not color_terminal():
        nocolor()
    try:
        with patch_docutils(conf), docutils_namespace():
            app = Sphinx(
                docs,
                conf,
                target,
                target.parent / "doctrees",
                BUILDERS[format],
                {"edition_private": private},
                status=None,
                warning=sys.stderr,
                warningiserror=True,
            )
            app.build()
    except SphinxError as error:
        print(f"edition: {error.category}: {error}", file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        raise BadShelf(
            f"a page is not UTF-8: {_not_utf_8(docs) or docs}", "save it as UTF-8"
        ) from None
    except OSError as error:
        raise CannotWrite(
            f"{error.filename or target} could not be read or written: {error.strerror or error}",
            "make room or check permissions, then build again",
        ) from None
    return 1 if app.statuscode else 0


def _not_utf_8(docs: Path) -> Path | None:
    """The first page that is not UTF-8: Sphinx does not say which it was."""
    for path in sorted(docs.rglob("*.md")):
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return path
        except OSError:
            continue
    return None
