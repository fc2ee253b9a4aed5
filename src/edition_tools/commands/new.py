"""`edition new`: begin an edition of a text; in an empty folder, begin the project too."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools import stage
from edition_tools.commands import source_toml
from edition_tools.convert import convert
from edition_tools.convert.tei import header as tei_header
from edition_tools.emit.escape import escape_fully
from edition_tools.findings import BadShelf, CannotWrite
from edition_tools.manifest import Manifest, Rights
from edition_tools.model import Edition
from edition_tools.shelf import Project, check_slug, find_project, read_file
from edition_tools.text import PAGE_HEAD, Source
from edition_tools.vocabulary import Voice, ZoneKind

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers
    from edition_tools.commands.from_tei import Taken

SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")  # .txt, .html
# <html lang="fr">, <html xml:lang='de-CH'>
LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3})(?![A-Za-z])", re.IGNORECASE)
CONF = '''"""The site's configuration; the look lives with the extension."""

project = "Editions"
extensions = ["edition_tools.publish"]
html_theme = "furo"
'''

FRONT = """# Editions

```{editions}
```
"""

INDEX = """# {title}

```{{toctree}}
:glob:

{before}text/*
{after}about
```
"""

ABOUT = """# About this edition

```{about-this-text}
```

## Emendations

```{apparatus}
```

## Editors' notes

```{editorial-notes}
```
"""

LOCAL = tuple(
    Rights(voice, publish="local") for voice in (Voice.TEXT, Voice.AUTHOR_NOTES, Voice.COMMENTARY)
)


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("new", help="begin an edition of a text")
    command.add_argument("slug", metavar="SLUG", help="its short name, as in getty-1986")
    command.add_argument("file", metavar="FILE", type=Path, help="the text as it was received")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Copy the file byte for byte and write what an editor fills in; nothing is overwritten."""
    slug = check_slug(args.slug)
    source = read_file(args.file)
    project = _project(Path.cwd())
    if (project.folder(slug) / "source.toml").exists():
        raise BadShelf(f"there is a text {slug} already", "choose another slug")
    edition = convert(source)
    taken = _taken(source, edition)
    _write_all({**_site(project), **_text(project, slug, source, edition, taken)})
    print(f"{slug} begun in {project.folder(slug)}")
    if taken.files:
        print("what its editors wrote was taken over: " + ", ".join(sorted(taken.files)))
    for what in taken.lost:
        print(f"not kept there: {what}; see the source")
    print("next: edition check, then edition build html")
    return 0


def _taken(source: Source, edition: Edition) -> Taken:
    # imported here: it brings Sphinx, without which the other commands start in half the time
    from edition_tools.commands import from_tei

    return from_tei.take(source, edition.works.works)


def _project(folder: Path) -> Project:
    try:
        return find_project(folder)
    except BadShelf:
        return Project(folder.resolve())


def _site(project: Project) -> dict[Path, bytes]:
    """The configuration and front page, where there are none."""
    files = {
        project.root / "conf" / "conf.py": CONF.encode(),
        project.root / "docs" / "index.md": FRONT.encode(),
    }
    return {path: raw for path, raw in files.items() if not path.exists()}


def _text(
    project: Project, slug: str, source: Source, edition: Edition, taken: Taken
) -> dict[Path, bytes]:
    home, pages = project.folder(slug), project.editions / slug
    suffix = Path(source.name).suffix.lower()
    file = "source" + (suffix if SUFFIX.fullmatch(suffix) and suffix != ".toml" else ".txt")
    manifest = replace(_manifest(source, edition, slug), file=file, sha256=source.sha256)
    title = manifest.title
    if (home / file).exists() and (home / file).read_bytes() != source.raw:
        raise BadShelf(f"there is another text in {home / file}", "choose another slug")
    files = {
        home / file: source.raw,
        pages / "index.md": _index(title, taken).encode(),
        pages / "about.md": ABOUT.encode(),
        **{pages / name: text.encode() for name, text in taken.files.items()},
        # last: with it the text is on the shelf
        home / "source.toml": source_toml.write(manifest).encode(),
    }
    return {path: raw for path, raw in files.items() if not path.exists()}


def _index(title: str, taken: Taken) -> str:
    before, after = _listed(taken.before), _listed(_after(taken))
    return INDEX.format(title=_heading(title), before=before, after=after)


def _listed(files: Iterable[str]) -> str:
    """Pages as the index names them."""
    return "".join(f"{name.removesuffix('.md')}\n" for name in files)


def _after(taken: Taken) -> Iterator[str]:
    """The editors' pages that stand behind the text."""
    for name in taken.files:
        if name.endswith(".md") and "/" not in name and name not in taken.before:
            yield name


def _manifest(source: Source, edition: Edition, slug: str) -> Manifest:
    """What the text says of itself: its header if it has one, else its title and byline."""
    title = _words(edition, ZoneKind.TITLE)
    if source.is_tei:
        found = tei_header.read(source)
        return replace(found, slug=slug, title=found.title or title or slug)
    return Manifest(
        slug,
        title or slug,
        author=_words(edition, ZoneKind.BYLINE),
        language=_language(source),
        rights=LOCAL,
    )


def _language(source: Source) -> str:
    """What a page says its language is; English where nothing says so."""
    found = LANGUAGE.search(source.text[:PAGE_HEAD]) if source.is_page else None
    return found[1].lower() if found else "en"


def _words(edition: Edition, kind: ZoneKind) -> str:
    zones = edition.zones.of(kind)
    return " ".join(zones[0].span.of(edition.view.text).split()).rstrip("*") if zones else ""


def _heading(title: str) -> str:
    return escape_fully(title)


def _write_all(files: dict[Path, bytes]) -> None:
    """Write all *files* or none: what was written before one fails is taken away again."""
    written: list[Path] = []
    try:
        for path, raw in files.items():
            written.append(path)
            _write(path, raw)
    except CannotWrite:
        for path in reversed(written):
            path.unlink(missing_ok=True)
            with suppress(OSError):  # not empty: it was there before
                path.parent.rmdir()
        raise


def _write(path: Path, raw: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"{path.parent} cannot be made: {error.strerror}", "check permissions"
        ) from None
    stage.write_file(path, raw)
