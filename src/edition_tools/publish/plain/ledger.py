"""The way back from an edition's plain text to the source it was made from.

Comes in: the machine's ledger, the source, and what the witness reads in each place. Goes out: rows
that tile the source, in order: `[id, start, end]`, words that stand in that place's reading of the
witness; `"…"`, words that the edition does not print; `[n]`, n characters that may not be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edition_tools.publish.readings import BLANKS
from edition_tools.vocabulary import PAGE_MARK

Row = list[Any] | str
OPEN = frozenset({"blank", "marker", "number", PAGE_MARK})  # reasons that are no secret
NAME = re.compile(r"^(.+\.name)\d+$")  # c2.name1: a line of who wrote a comment


def rows(
    source: str, entries: Sequence[Sequence[Any]], witness: Mapping[str, str], *, whole: bool
) -> list[Row]:
    """The rows; with *whole* nothing is kept back."""
    places = {id_: _map(exact, witness.get(id_)) for id_, exact in _exact(source, entries).items()}
    shifts = _shifts(source, entries)
    found: list[Row] = []
    for entry in entries:
        start, end, id_, at = entry[:4]
        words = source[start:end]
        base = _base(id_)
        known = places.get(base) if id_ else None
        if known is None:
            shown = whole or (not id_ and len(entry) > 5 and entry[5] in OPEN)
            found.append(words if shown else [len(words)])
        elif len(entry) > 4:
            found.append(words)  # the reading has other signs here
        else:
            found += _cut(base, words, known, at + shifts.get(id_, 0))
    return _joined(found)


def _base(id_: str) -> str:
    name = NAME.match(id_)
    return name[1] if name else id_


def _reads(source: str, entry: Sequence[Any]) -> str:
    return str(entry[6]) if len(entry) > 4 else source[entry[0] : entry[1]]


def _exact(source: str, entries: Sequence[Sequence[Any]]) -> dict[str, str]:
    """What the machine read in each place, to the letter; the lines of a name with a blank."""
    pieces: dict[str, list[tuple[int, str]]] = {}
    for entry in entries:
        if entry[2]:
            pieces.setdefault(entry[2], []).append((entry[3], _reads(source, entry)))
    found: dict[str, str] = {}
    for id_, parts in pieces.items():
        words = "".join(words for _, words in sorted(parts, key=lambda part: part[0]))
        base = _base(id_)
        found[base] = f"{found[base]} {words}" if base in found else words
    return found


def _shifts(source: str, entries: Sequence[Sequence[Any]]) -> dict[str, int]:
    """How far the second line of a name stands behind the first, in the words of both."""
    sizes: dict[str, int] = {}
    for entry in entries:
        if NAME.match(entry[2]):
            end = entry[3] + len(_reads(source, entry))
            sizes[entry[2]] = max(sizes.get(entry[2], 0), end)
    shifts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for id_, size in sizes.items():
        base = _base(id_)
        shifts[id_] = ends.get(base, -1) + 1
        ends[base] = shifts[id_] + size
    return shifts


def _map(exact: str, witness: str | None) -> list[int] | None:
    """For each character of *exact* its place in the witness's reading, -1 if it is not there;
    None if the two are not the same words."""
    if witness is None:
        return None
    places: list[int] = []
    at = 0
    for found in re.finditer(r"[ \n]+|[^ \n]+", exact):
        words = found[0]
        if words[0] in " \n":
            inside = 0 < at < len(witness)
            places += [at if inside and words[0] == " " else -1] + [-1] * (len(words) - 1)
            at += inside
        else:
            places += range(at, at + len(words))
            at += len(words)
    same = BLANKS.sub(" ", exact).strip() == witness
    return places if same else None


def _cut(id_: str, words: str, places: list[int], at: int) -> Iterator[Row]:
    """The words of one entry as runs that the reading has, and those that it has not."""
    begun = 0
    for index in range(1, len(words) + 1):
        here, before = (places[at + index] if index < len(words) else None), places[at + index - 1]
        goes_on = here is not None and (here == before + 1 if before >= 0 else here < 0)
        if goes_on:
            continue
        first = places[at + begun]
        yield [id_, first, before + 1] if first >= 0 else words[begun:index]
        begun = index


def _joined(found: list[Row]) -> list[Row]:
    """Neighbours of one kind made one."""
    out: list[Row] = []
    for row in found:
        last = out[-1] if out else None
        if isinstance(row, str) and isinstance(last, str):
            out[-1] = last + row
        elif isinstance(row, list) and isinstance(last, list) and len(row) == len(last) == 1:
            out[-1] = [last[0] + row[0]]
        else:
            out.append(row)
    return out
