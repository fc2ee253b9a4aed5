"""Running Sphinx on a project, and hearing what came of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edition_tools.findings import BadShelf, CannotWrite
from edition_tools.versions import State


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a build: 0, or 1 if Sphinx warned or stopped; what each edition says."""

    code: int
    states: Mapping[str, tuple[State, ...]] = field(default_factory=dict)  # by folder


def run(
    root: Path, target: Path, doctrees: Path, builder: str, settings: Mapping[str, object]
) -> Run:
    """Build the pages of the project in *root* into *target*; warnings are errors."""
    # imported here, because the other commands start in a tenth of the time without it
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.console import color_terminal, nocolor
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from edition_tools.publish import state

    conf, docs = root / "conf", root / "docs"
    for needed in (conf / "conf.py", docs / "index.md"):
        if not needed.is_file():
            raise BadShelf(f"there is no {needed}", "edition new SLUG FILE makes one")
    if not color_terminal():
        nocolor()
    try:
        with patch_docutils(conf), docutils_namespace():
            app = Sphinx(
                docs,
                conf,
                target,
                doctrees,
                builder,
                dict(settings),
                status=None,
                warning=sys.stderr,
                warningiserror=True,
            )
            app.build()
            return Run(1 if app.statuscode else 0, state.of_all(app.env))
    except SphinxError as error:
        print(f"edition: {error.category}: {error}", file=sys.stderr)
        return Run(1)
    except UnicodeDecodeError:
        raise BadShelf(
            f"a page is not UTF-8: {_not_utf_8(docs) or docs}", "save it as UTF-8"
        ) from None
    except OSError as error:
        raise CannotWrite(
            f"{error.filename or target} could not be read or written: {error.strerror or error}",
            "make room or check permissions, then build again",
        ) from None


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
