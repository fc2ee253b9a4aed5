"""A project folder with its source_texts/: texts, manifests, rulings, curated works.

The only module that reads the editors' folders. Nothing here writes. A slug can never lead
out of the project: it is checked before any path is made from it.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, fields
from pathlib import Path

from edition_tools import register, rulings, versions
from edition_tools.findings import BadShelf, UnreadableText, WrongChecksum
from edition_tools.manifest import (
    FirstPrint,
    Manifest,
    Paging,
    Person,
    Rights,
    Sample,
    Verification,
)
from edition_tools.model import Ruling
from edition_tools.register import Register
from edition_tools.table import Table, read_plain, read_toml
from edition_tools.text import Source, read_source
from edition_tools.versions import Frozen
from edition_tools.vocabulary import BIBLIOGRAPHY_ORDERS, BIBLIOGRAPHY_STYLES, Voice

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")  # getty-1986
SOURCES_VARIABLE = "EDITION_SOURCES"
OUR_FILES = ("source.toml", "rulings.toml", "passages.toml")
LONGEST = 1 << 25  # bytes of a source: some forty novels
HANDED_OVER = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))
PUBLISH = ("yes", "local", "no")
RIGHTS_KEYS = ("holder", "statement", "publish")
VERIFICATION_KEYS = ("compared_with", "by", "second", "sample")
SAMPLE_KEYS = ("date", "by", "compared_with", "seed", "n", "characters", "errors", "note")
MANIFEST_KEYS = (
    *("title", "author", "date", "siglum", "language", "file", "sha256", "received"),
    *("received_from", "archived_url", "publisher", "contact", "doi"),
    *("people", "rights", "verification", "bibliography", "pages", "first_print"),
)


def check_slug(slug: str) -> str:
    """The slug itself, or `BadShelf` if it could not name a folder safely."""
    if not SLUG.fullmatch(slug):
        raise BadShelf(
            f"{slug!r} cannot be the short name of a text",
            "use small letters, digits and hyphens, as in getty-1986",
        )
    return slug


def find_project(start: Path) -> Project:
    """The project that *start* stands in: the nearest folder above with source_texts/."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "source_texts").is_dir():
            return Project(folder)
    raise BadShelf(
        f"no folder source_texts/ in {start} or above",
        "go to your project, or begin one with: edition new SLUG FILE",
    )


def read_file(path: Path) -> Source:
    """The text in *path*; raises `UnreadableText` with what to do."""
    try:
        refuse_what_has_no_end(path)
        raw = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableText(f"there is no file {path}", "check the name") from None
    except IsADirectoryError:
        raise UnreadableText(f"{path} is a folder", "name the text file inside it") from None
    except OSError as error:
        raise UnreadableText(f"{path} cannot be read: {error.strerror}", "check it") from None
    return read_source(path.name, raw)


def refuse_what_has_no_end(path: Path) -> None:
    """Raise if *path* is a device or a pipe that may never end, or longer than any text is.

    What a shell hands over already open (`/dev/stdin`, `<(command)`) is read.
    """
    found = path.stat()
    handed_over = stat.S_ISFIFO(found.st_mode) and path.parent in HANDED_OVER
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) or handed_over):
        raise UnreadableText(f"{path} is not a plain file", "save its content as a file first")
    if found.st_size > LONGEST:
        raise UnreadableText(
            f"{path} is longer than any text that can be read at once"
            f" ({found.st_size >> 20} MB; the most is {LONGEST >> 20} MB)",
            "check that it is the text; if it is, divide it",
        )


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that holds source_texts/, docs/ and conf/."""

    root: Path

    @property
    def editions(self) -> Path:
        """Where the pages of all editions stand."""
        return self.root / "docs" / "editions"

    def folder(self, slug: str) -> Path:
        """Where the source of *slug* stands."""
        return self.root / "source_texts" / check_slug(slug)

    def text_folder(self, slug: str) -> Path:
        """Where the machine writes the pages of *slug*."""
        return self.editions / check_slug(slug) / "text"

    def slugs(self) -> tuple[str, ...]:
        """Every text that has a manifest, in order of name."""
        folder = self.root / "source_texts"
        manifests = (path for path in folder.glob("*/source.toml") if not path.is_dir())
        found = sorted(path.parent.name for path in manifests)
        return tuple(slug for slug in found if SLUG.fullmatch(slug))

    def manifest(self, slug: str) -> Manifest:
        """What source.toml says; raises `BadShelf` if there is none or it is wrong."""
        path = self.folder(slug) / "source.toml"
        if not path.exists() or path.is_dir():
            known = ", ".join(self.slugs()) or "none yet"
            raise BadShelf(
                f"there is no text {slug!r} here (known: {known})",
                f"begin it with: edition new {slug} FILE",
            )
        return _manifest(slug, read_toml(path))

    def rulings(self, slug: str) -> tuple[Ruling, ...]:
        """The answers in rulings.toml, in order."""
        table = read_toml(self.folder(slug) / "rulings.toml")
        table.only("ruling")
        return tuple(rulings.ruling(entry) for entry in table.tables("ruling"))

    def register_path(self, slug: str) -> Path:
        """Where the register of ids is, or will be."""
        return self.folder(slug) / "passages.toml"

    def register(self, slug: str) -> Register | None:
        """The ids that may have been cited; None before the first freeze."""
        return register.read(read_toml(self.register_path(slug)))

    def works_path(self, slug: str) -> Path:
        """Where the editors' own works.bib of *slug* stands, or would stand."""
        return self.editions / check_slug(slug) / "works.bib"

    def version_folder(self, slug: str, number: str) -> Path:
        """Where the version of that number is kept, or will be."""
        return self.folder(slug) / "versions" / number

    def version_files(self, slug: str) -> list[Path]:
        """The records of the frozen versions of *slug*."""
        return sorted((self.folder(slug) / "versions").glob(f"[0-9]*/{versions.RECORD}"))

    def versions(self, slug: str) -> tuple[Frozen, ...]:
        """The frozen versions of *slug*, in order of their numbers."""
        found = (versions.read(path) for path in self.version_files(slug))
        return tuple(sorted(found, key=lambda frozen: versions.order(frozen.version.number)))

    def curated_works(self, slug: str) -> str:
        """The editors' works.bib, as text; empty where there is none."""
        path = self.works_path(slug)
        try:
            return read_plain(path).replace("\r\n", "\n")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise BadShelf(f"{path} cannot be read: {error}", "save it as UTF-8") from None

    def source_path(self, manifest: Manifest) -> Path | None:
        """Where the text of *manifest* is: in its folder, else in $EDITION_SOURCES, else None."""
        own = self.folder(manifest.slug) / manifest.file
        if own.exists():
            return own
        elsewhere = os.environ.get(SOURCES_VARIABLE, "")
        if not elsewhere:
            return None
        suffix = Path(manifest.file).suffix
        for path in (
            Path(elsewhere) / f"{manifest.slug}{suffix}",
            Path(elsewhere) / manifest.slug / manifest.file,
        ):
            if path.exists():
                return path
        return None

    def source(self, manifest: Manifest) -> Source:
        """The text of *manifest*, its checksum compared; `UnreadableText`, `WrongChecksum`."""
        path = self.source_path(manifest)
        if path is None:
            raise UnreadableText(
                f"the text of {manifest.slug} is not here",
                f"add it with: edition add {manifest.slug} FILE"
                f" (or name its folder in {SOURCES_VARIABLE})",
            )
        source = read_file(path)
        compare_checksum(source, manifest, path)
        return source


def compare_checksum(source: Source, manifest: Manifest, path: Path) -> None:
    """Raise `WrongChecksum` unless *source* is the text that *manifest* describes."""
    if manifest.sha256 and source.sha256 != manifest.sha256:
        raise WrongChecksum(
            f"{path} is not the text that source.toml of {manifest.slug} describes:\n"
            f"  expected sha256 {manifest.sha256}\n  found    sha256 {source.sha256}",
            "restore the file as it was received; if the text is meant to be another one,"
            " give it a slug of its own",
        )


def _manifest(slug: str, table: Table) -> Manifest:
    table.only(*MANIFEST_KEYS)
    file = table.words("file", "source.txt")
    if Path(file).name != file or not file or file.startswith(".") or file in OUR_FILES:
        raise BadShelf(
            f"{table.path}: file must be a plain file name, not {file!r}", "use source.txt"
        )
    rights = table.table("rights")
    rights.only(*Voice)
    people = tuple(_person(entry) for entry in table.tables("people"))
    return Manifest(
        slug=slug,
        title=table.needed("title"),
        author=table.words("author"),
        date=table.words("date"),
        siglum=table.words("siglum", "S"),
        language=table.words("language", "en"),
        file=file,
        sha256=table.words("sha256"),
        received=table.words("received"),
        received_from=table.words("received_from"),
        archived_url=table.words("archived_url"),
        publisher=table.words("publisher"),
        contact=table.words("contact"),
        doi=table.words("doi"),
        people=people,
        rights=tuple(_rights(voice, rights.table(voice)) for voice in Voice),
        verification=_verification(table.table("verification"), people),
        bibliography=_bibliography(table.table("bibliography")),
        pages=_paging(table.table("pages")),
        first_print=_first_print(table.table("first_print")),
    )


def _first_print(table: Table) -> FirstPrint:
    names = [field.name for field in fields(FirstPrint)]
    table.only(*names)
    return FirstPrint(*map(table.words, names))


def _paging(table: Table) -> Paging:
    table.only("marks", "first", "of")
    marks = table.words("marks")
    if marks and (marks.count("#") != 1 or marks.strip() == "#"):
        raise BadShelf(
            f"{table.path}: pages.marks must show a mark with # for the number, not {marks!r}",
            'write how the text marks a page, as in "[p. #]"',
        )
    first = table.count("first", 1) if "first" in table.values else 0
    return Paging(marks, first, table.words("of"))


def _bibliography(table: Table) -> tuple[str, str]:
    table.only("style", "order")
    style = table.choice("style", BIBLIOGRAPHY_STYLES, BIBLIOGRAPHY_STYLES[0])
    return style, table.choice("order", BIBLIOGRAPHY_ORDERS, BIBLIOGRAPHY_ORDERS[0])


def _person(table: Table) -> Person:
    table.only("initials", "name", "role", "orcid")
    return Person(
        table.needed("initials"), table.needed("name"), table.words("role"), table.words("orcid")
    )


def _rights(voice: Voice, table: Table) -> Rights:
    table.only(*RIGHTS_KEYS)
    return Rights(
        voice.value,
        table.words("holder"),
        table.words("statement"),
        table.choice("publish", PUBLISH, "yes"),
    )


def _verification(table: Table, people: tuple[Person, ...]) -> Verification:
    table.only(*VERIFICATION_KEYS)
    return Verification(
        table.words("compared_with"),
        table.words("by"),
        table.words("second"),
        tuple(_sample(entry, people) for entry in table.tables("sample")),
    )


def _sample(table: Table, people: tuple[Person, ...]) -> Sample:
    table.only(*SAMPLE_KEYS)
    sample = Sample(
        date=table.day("date"),
        by=table.needed("by"),
        compared_with=table.needed("compared_with"),
        seed=table.needed("seed"),
        n=table.count("n", 1),
        characters=table.count("characters", 1),
        errors=table.count("errors"),
        note=table.words("note"),
    )
    if sample.errors > sample.characters:
        raise BadShelf(
            f"{table.path}: {table.name} has more errors than characters",
            "characters is the number that `edition sample` printed",
        )
    if sample.by not in {person.initials for person in people}:
        raise BadShelf(
            f"{table.path}: {table.name}.by is {sample.by!r}, which is nobody's initials",
            "name whoever compared the sample in a [[people]] table",
        )
    return sample
