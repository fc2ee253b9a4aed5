"""The ledger's promise, kept years later: source and edition lead to each other.

Comes in: the plain text of an edition with its ledger, as a bag holds it, and the source. Goes
out: what was found wrong, in words; nothing if the promise holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edition_tools.emit import ledger
from edition_tools.findings import EditionError
from edition_tools.text import Source, read_source


def broken(text: Path, source: Path, machine: Path | None) -> tuple[str, ...]:
    """What is not as promised. *text* is the folder of plain text; *machine* the machine's
    own ledger, where it is in the bag."""
    try:
        read = read_source(source.name, source.read_bytes())
        found = list(_by_rows(text, read))
        if machine is not None:
            found += _by_entries(machine, read)
    except EditionError as error:
        return (str(error),)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        return (f"the files cannot be read: {type(error).__name__}: {error}",)
    except RecursionError:
        return ("the files are nested too deeply to be read",)
    return tuple(found)


def _by_rows(text: Path, source: Source) -> Iterator[str]:
    """Each row of the ledger is what the source has there, from its first character to its last."""
    way = json.loads((text / "ledger.json").read_text(encoding="utf-8"))
    if way["sha256"] != source.sha256:
        yield "the ledger was made from another source"
        return
    witness = _witness(text)
    at = 0
    for row in way["rows"]:
        if isinstance(row, list) and len(row) == 1:
            at += int(row[0])
            continue
        words = row if isinstance(row, str) else witness[row[0]][row[1] : row[2]]
        if not source.text.startswith(words, at):
            where = "between passages" if isinstance(row, str) else f"in {row[0]}"
            yield f"edition and source differ {where}, at character {at} of the source"
            return
        at += len(words)
    if at != len(source.text):
        yield f"the ledger ends at character {at} of {len(source.text)}"


def _witness(text: Path) -> dict[str, str]:
    """What the witness reads in each place: the edition's words with every change taken back."""
    files: dict[str, str] = {}
    found: dict[str, str] = {}
    for place in json.loads((text / "readings.json").read_text(encoding="utf-8")):
        name = Path(str(place["file"])).name
        if name not in files:
            files[name] = (text / name).read_text(encoding="utf-8")
        words = files[name][place["start"] : place["end"]]
        for start, end, instead, _ in reversed(place.get("changes", [])):
            words = words[:start] + instead + words[end:]
        found[place["id"]] = words
    return found


def _by_entries(path: Path, source: Source) -> list[str]:
    """The machine's ledger gives the words of every place, and from them the source again."""
    words: Any = path.read_text(encoding="utf-8")
    entries = ledger.read(words)
    edition = ledger.to_edition(source.text, entries)
    back = ledger.to_source(edition, entries).encode(source.encoding)
    return [] if back == source.raw else ["the machine’s ledger does not give the source back"]
