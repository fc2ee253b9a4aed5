"""What is whole, missing, changed or added in a bag, however broken it is.

Comes in: a folder. Goes out: a `State`. Nothing outside the folder is read, no link is followed,
and whatever stands in its manifests is only compared, never opened before it was found to lie
inside.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition_tools.commands import bags
from edition_tools.findings import UnreadableText

LONGEST_TAG_FILE = 1 << 26  # bytes: a manifest of half a million files
BLOCK = 1 << 20
PAYLOAD = "data/"


@dataclass(frozen=True, slots=True)
class State:
    """Names of files in the bag, sorted; `faults` are what is wrong with the bag itself."""

    whole: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether everything is as it was."""
        return not (self.missing or self.changed or self.added or self.faults)


def look_at(folder: Path) -> State:
    """The state of the bag in *folder*; raises `UnreadableText` if it is none."""
    import bagit  # only where it is needed: the other commands start without it

    if not (folder / "bagit.txt").is_file():
        raise UnreadableText(f"{folder} is no bag: it has no bagit.txt", "name the folder or ZIP")
    if faults := tuple(sorted(_unsafe(folder))):
        return State(faults=faults)
    try:
        bag = bagit.Bag(str(folder))
        entries = {str(name): dict(sums) for name, sums in bag.entries.items()}
    except Exception as error:  # bagit raises what its parts raise: a bag may hold anything
        return State(faults=(f"its manifests cannot be read: {_words(error)}",))
    state = _compared(folder, entries)
    if state.is_sound:
        try:
            bag.validate()
        except Exception as error:
            return State(state.whole, faults=(f"bagit: {_words(error)}",))
    return state


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def _unsafe(folder: Path) -> Iterator[str]:
    """What must not be handed to any reader: links, things that are no files, endless tag files."""
    for above, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(above, name)
            shown = path.relative_to(folder).as_posix()
            if path.is_symlink():
                yield f"{shown} is a symbolic link"
            elif name in files and not path.is_file():
                yield f"{shown} is not a plain file"
            elif Path(above) == folder and _is_too_long(path):
                yield f"{shown} is too long to be a manifest"


def _is_too_long(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > LONGEST_TAG_FILE


def _compared(folder: Path, entries: dict[str, dict[str, str]]) -> State:
    listed = {name for name in entries if name.startswith(PAYLOAD)}
    there = {
        path.relative_to(folder).as_posix()
        for path in (folder / PAYLOAD).rglob("*")
        if path.is_file()
    }
    missing = sorted(name for name in entries if not (folder / name).is_file())
    present = sorted(entries.keys() - set(missing))
    changed = [name for name in present if not _agrees(folder / name, entries[name])]
    faults = []
    for algorithm in bags.ALGORITHMS:
        if not any(algorithm in entries[name] for name in listed):
            faults.append(f"manifest-{algorithm}.txt names no file")
    return State(
        whole=tuple(name for name in present if name not in set(changed)),
        missing=tuple(missing),
        changed=tuple(changed),
        added=tuple(sorted(there - listed)),
        faults=tuple(faults),
    )


def _agrees(path: Path, sums: dict[str, str]) -> bool:
    """Whether a file has all its checksums; an algorithm that is not known agrees with nothing."""
    try:
        made = {name: hashlib.new(name) for name in sums}
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                for it in made.values():
                    it.update(block)
        return bool(made) and all(it.hexdigest() == sums[name].lower() for name, it in made.items())
    except (OSError, ValueError, TypeError):
        return False
