"""`edition verify`: is a bag what it was, years later, and does its ledger keep its promise?"""

from __future__ import annotations

import argparse
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools.commands import bag_checks, bag_promise
from edition_tools.commands.bag_checks import PAYLOAD, State
from edition_tools.findings import UnreadableText

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

SHOWN = 20  # names of one kind
MOST_BYTES = 1 << 32  # of an unpacked ZIP
OURS = (".toml", ".json")  # in source/: what is not the text itself


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("verify", help="check a bag that `edition archive` made")
    command.add_argument("bag", metavar="BAG", help="the folder, or the ZIP")
    command.add_argument("--source", metavar="FILE", help="the text, if the bag may not hold it")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Say what is whole, missing, changed and added; 1 if the bag is not what it was."""
    path = Path(args.bag)
    given = Path(args.source) if args.source else None
    if given is not None and not given.is_file():
        raise UnreadableText(f"there is no file {given}", "check the name")
    if path.is_dir():
        return _verify(path, given)
    if not path.is_file():
        raise UnreadableText(f"there is no bag {path}", "check the name")
    with tempfile.TemporaryDirectory(prefix="edition-bag-") as place:
        return _verify(_unpacked(path, Path(place)), given)


def _verify(folder: Path, given: Path | None) -> int:
    state = bag_checks.look_at(folder)
    _report(state)
    kept = _promise(folder, given) if state.is_sound else None
    if kept is None and not state.is_sound:
        print("ledger: not checked, because the bag is not whole")
    print("the bag is whole" if state.is_sound and kept is not False else "THE BAG IS NOT WHOLE")
    return 0 if state.is_sound and kept is not False else 1


def _report(state: State) -> None:
    """How many files of each folder are whole, and the name of each that is not."""
    tops = Counter(_top(name) for name in state.whole)
    for top, count in sorted(tops.items()):
        print(f"{top}: {count} file{'s' if count > 1 else ''} whole")
    for what, names in (
        ("missing", state.missing),
        ("changed", state.changed),
        ("not in the manifest", state.added),
        ("broken", state.faults),
    ):
        for name in names[:SHOWN]:
            print(f"{what}: {_printable(name)}")
        if len(names) > SHOWN:
            print(f"{what}: and {len(names) - SHOWN} more")


def _top(name: str) -> str:
    parts = name.removeprefix(PAYLOAD).split("/")
    if not name.startswith(PAYLOAD) or len(parts) == 1:
        return "label and README"
    return "/".join(parts[:2]) if parts[0] == "outputs" else parts[0]


def _printable(name: str) -> str:
    """A name that cannot move the cursor or end the line."""
    return "".join(it if it.isprintable() else "\ufffd" for it in name)


# ------------------------------------------------------------------ the ledger
def _promise(folder: Path, given: Path | None) -> bool | None:
    """Whether source and edition lead to each other; None if that cannot be asked."""
    data = folder / PAYLOAD
    source = given or _source(data)
    texts = sorted(data.glob("outputs/text/*/ledger.json"))
    if source is None or not texts:
        print("ledger: not checked, because the source is not in this bag (give it: --source FILE)")
        return None
    machine = data / "pages" / "ledger.json"
    wrong = bag_promise.broken(texts[0].parent, source, machine if machine.is_file() else None)
    for line in wrong:
        print(f"ledger: {_printable(line)}")
    if not wrong:
        print("ledger: source and edition lead to each other, character by character")
    return not wrong


def _source(data: Path) -> Path | None:
    files = [path for path in sorted((data / "source").glob("*")) if path.is_file()]
    return next((path for path in files if path.suffix not in OURS), None)


# ------------------------------------------------------------------ a ZIP
def _unpacked(path: Path, place: Path) -> Path:
    """The folder of the bag in a ZIP; raises `UnreadableText` for what no bag would hold."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_odd(path, entries)
            for entry in entries:
                if not entry.is_dir():
                    target = place / entry.filename
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with archive.open(entry) as packed, target.open("wb") as file:
                        shutil.copyfileobj(packed, file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise UnreadableText(f"{path} cannot be unpacked: {error}", "copy it again") from None
    except zlib.error as error:
        raise UnreadableText(f"{path} is damaged: {error}", "copy it again") from None
    found = sorted(place.glob("*/bagit.txt"))
    return found[0].parent if found else place


def _refuse_odd(path: Path, entries: Sequence[zipfile.ZipInfo]) -> None:
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        outside = entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]
        if outside or stat.S_ISLNK(entry.external_attr >> 16):
            name = _printable(entry.filename)
            raise UnreadableText(f"{path} holds {name!r}, which leads out of it", "do not trust it")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnreadableText(f"{path} is too large when unpacked", "unpack it, name the folder")
