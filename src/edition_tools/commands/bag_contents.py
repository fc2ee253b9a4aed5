"""What goes into the bag of an edition, and what its rights keep out.

Comes in: the edition, its project, and the project of it alone that was built. Goes out: a
`Held`: the files by their names in the bag, and what was left out with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from edition_tools.commands import build, outputs
from edition_tools.manifest import Manifest
from edition_tools.model import Edition
from edition_tools.shelf import Project
from edition_tools.versions import RECORD, Frozen
from edition_tools.vocabulary import Voice

SOURCE_VOICES = (Voice.TEXT, Voice.AUTHOR_NOTES, Voice.COMMENTARY)
PAGES = {  # the machine's pages, and the voices whose words are in them
    "article.md": (Voice.TEXT, Voice.AUTHOR_NOTES),
    "commentary.md": (Voice.COMMENTARY,),
    "works.md": (Voice.AUTHOR_NOTES,),
    "works.bib": (Voice.AUTHOR_NOTES,),
}
EDITORS = {"notes": Voice.EDITORS_NOTES, "emendations": Voice.APPARATUS}
RIGHTS = "its words may not be handed on"
SENSITIVE = "it holds a comment that is withheld"


@dataclass(frozen=True, slots=True)
class Archived:
    """The edition that is archived; `private`: with all that may not be handed on."""

    slug: str
    manifest: Manifest
    edition: Edition
    frozen: tuple[Frozen, ...]
    private: bool

    def hands_on(self, *voices: Voice) -> bool:
        """Whether the words of all these voices may be in the bag."""
        rights = {it.voice: it.publish for it in self.manifest.rights}
        return self.private or all(rights.get(voice, "yes") == "yes" for voice in voices)

    @property
    def shows_comments(self) -> bool:
        """Whether no comment is withheld as sensitive."""
        return self.private or not self.edition.sensitive

    @property
    def is_whole(self) -> bool:
        """Whether all of it may be in the bag, the source too."""
        return self.hands_on(*Voice) and self.shows_comments

    @property
    def why_not(self) -> str:
        """Why the source is not in the bag."""
        return SENSITIVE if self.hands_on(*SOURCE_VOICES) else RIGHTS


@dataclass(frozen=True, slots=True)
class Held:
    """Files by their names in the bag; names that were left out, each with the reason."""

    files: dict[str, Path] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def payload(archived: Archived, project: Project, work: Project) -> Held:
    """Everything but the README; *work* is the project that was built."""
    held = Held()
    for name, path, why in (
        *_shelf(archived, project),
        *_pages(archived, work),
        *_editors(archived, project),
        *_outputs(archived, work),
    ):
        if why:
            held.left_out[name] = why
        elif path.is_file() and not path.is_symlink():
            held.files[name] = path
    return held


Row = tuple[str, Path, str]  # name in the bag, file, why it is left out or ""


def _shelf(archived: Archived, project: Project) -> Iterator[Row]:
    """What stands on the shelf: whatever quotes the source is kept back with it."""
    slug, manifest = archived.slug, archived.manifest
    folder = project.folder(slug)
    why = "" if archived.hands_on(*SOURCE_VOICES) and archived.shows_comments else archived.why_not
    source = project.source_path(manifest)
    if source is not None:
        yield f"source/{manifest.file}", source, why
    yield "source/source.toml", folder / "source.toml", ""
    yield "source/passages.toml", project.register_path(slug), ""
    rulings = folder / "rulings.toml"
    if rulings.is_file():
        yield "source/rulings.toml", rulings, why
    whole = "" if archived.is_whole else archived.why_not
    for frozen in archived.frozen:
        version = project.version_folder(slug, frozen.version.number)
        for path in outputs.files_below(version):
            name = path.relative_to(folder).as_posix()
            yield f"source/{name}", path, "" if path.name == RECORD else whole


def _pages(archived: Archived, work: Project) -> Iterator[Row]:
    folder = work.text_folder(archived.slug)
    for path in outputs.files_below(folder):
        yield f"pages/{path.name}", path, _why_no_page(archived, path.name)


def _why_no_page(archived: Archived, name: str) -> str:
    if not archived.hands_on(*PAGES.get(name, tuple(Voice))):
        return RIGHTS
    holds_comments = name not in PAGES or name == "commentary.md"
    return "" if archived.shows_comments or not holds_comments else SENSITIVE


def _editors(archived: Archived, project: Project) -> Iterator[Row]:
    """The editors' own files; what they say about a page stays with that page."""
    folder = project.editions / archived.slug
    for path in outputs.files_below(folder):
        name = path.relative_to(folder).as_posix()
        top = name.partition("/")[0]
        if top == "text" or any(part[0] == "." for part in path.relative_to(folder).parts):
            continue
        why = ""
        if top in EDITORS:
            why = "" if archived.hands_on(EDITORS[top]) else RIGHTS
            why = why or _why_no_page(archived, path.name)
        elif name == "works.bib":
            why = _why_no_page(archived, name)
        elif path.suffix != ".md":
            why = "" if archived.is_whole else archived.why_not  # registers quote names of the text
        yield f"editors/{name}", path, why


def _outputs(archived: Archived, work: Project) -> Iterator[Row]:
    for format in build.BUILDERS:
        folder = build.output(work, format, private=archived.private)
        for output in outputs.written(format, folder, archived.slug):
            if output.path.is_file():
                yield f"outputs/{format}/{output.path.name}", output.path, ""
            for path in outputs.files_below(output.path) if output.path.is_dir() else ():
                name = path.relative_to(folder)
                if not any(part[0] == "." for part in name.parts):
                    yield f"outputs/{format}/{name.as_posix()}", path, ""
