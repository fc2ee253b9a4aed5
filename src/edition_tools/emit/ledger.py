"""The ledger: for every character of the source, where it went.

Its entries tile the source. A character was either printed (in which stretch, at which
offset of it) or kept out, and then the ledger keeps the character itself and says why. So
source and ledger give the edition, and edition and ledger give the source, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from operator import attrgetter

from edition_tools.emit.voices import stretches
from edition_tools.findings import BrokenLaw
from edition_tools.model import Edition
from edition_tools.text import Span, View
from edition_tools.vocabulary import PAGE_MARK, ZoneKind

IN_ORDER = attrgetter("span.start", "span.end", "id")


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of the source (code points) and its fate.

    Printed: `id` and `at`, its offset in that stretch. Kept out or changed: `words` as the
    source has them and `why`. Both: characters that the reading writes otherwise (`reads`).
    """

    span: Span
    id: str = ""
    at: int = 0
    words: str | None = None
    why: str = ""
    reads: str = ""


def entries(edition: Edition) -> tuple[Entry, ...]:
    """The ledger of *edition*; raises `BrokenLaw` if a character is unaccounted for."""
    out: list[Entry] = []
    for span, id, at in _printed(edition):
        out += _through(edition.view, span, id, at)
    out += _marks_of_pages(edition.view, out)
    out += _unprinted(edition, out)
    out.sort(key=IN_ORDER)
    _check_tiling(edition, out)
    return tuple(out)


def _printed(edition: Edition) -> Iterator[tuple[Span, str, int]]:
    for stretch in stretches(edition):
        at = 0
        for piece in stretch.pieces():
            yield piece, stretch.id, at
            at += len(piece)


def _through(view: View, span: Span, id: str, at: int) -> list[Entry]:
    """A printed span of the view, followed back run by run into the source."""
    out: list[Entry] = []
    for run in view.runs_in(span):
        start, end = max(span.start, run.view.start), min(span.end, run.view.end)
        offset = at + max(start, span.start) - span.start
        if run.rule:
            words = run.source.of(view.source.text)
            reads = run.view.of(view.text)
            out.append(Entry(run.source, id if reads else "", offset, words, run.rule, reads))
        else:
            shift = run.source.start - run.view.start
            out.append(Entry(Span(start + shift, end + shift), id, offset))
    return out


def _marks_of_pages(view: View, found: list[Entry]) -> list[Entry]:
    """The marks of pages that stand between what is printed, which was *found*."""
    marks = [run.source for run in view.runs if run.rule == PAGE_MARK]
    printed = {entry.span for entry in found} if marks else set()
    text = view.source.text
    return [Entry(it, words=it.of(text), why=PAGE_MARK) for it in marks if it not in printed]


def _unprinted(edition: Edition, printed: list[Entry]) -> list[Entry]:
    """What lies between the printed entries, with the reason why it was kept out."""
    text = edition.view.source.text
    markers = {m.span for note in edition.notes.notes for m in note.marks}
    markers |= {mark.span for mark in edition.notes.unanswered}
    numbers = [note.number for note in edition.notes.notes if note.number is not None]
    reasons = sorted(
        [(edition.view.origin(span), "marker") for span in markers if len(span)]
        + [(edition.view.origin(span), "number") for span in numbers if len(span)],
        key=lambda reason: (reason[0].start, reason[0].end, reason[1]),
    )
    kinds = [(edition.view.origin(zone.span), zone.kind) for zone in edition.zones.zones]
    out: list[Entry] = []
    reason = kind = 0
    for gap in _gaps(sorted((it.span.start, it.span.end) for it in printed), len(text)):
        while reason < len(reasons) and reasons[reason][0].end <= gap.start:
            reason += 1
        while kind + 1 < len(kinds) and kinds[kind + 1][0].start <= gap.start:
            kind += 1
        # a text of signs that are all read as nothing has no zones
        zone = kinds[kind][1] if kinds else ZoneKind.FURNITURE
        why = _why(gap, text, reasons[reason : reason + 1], zone)
        out.append(Entry(gap, words=gap.of(text), why=why))
    return out


def _why(gap: Span, text: str, reason: list[tuple[Span, str]], kind: ZoneKind) -> str:
    if not gap.of(text).strip("\ufeff \t\r\n\f\v"):
        return "blank"
    if reason and reason[0][0].meets(gap):
        return reason[0][1]
    return kind.value


def _gaps(filled: list[tuple[int, int]], length: int) -> Iterator[Span]:
    at = 0
    for start, end in filled:
        if start > at:
            yield Span(at, start)
        at = max(at, end)
    if at < length:
        yield Span(at, length)


def _check_tiling(edition: Edition, ledger: list[Entry]) -> None:
    at = 0
    for entry in ledger:
        if entry.span.start != at:
            raise BrokenLaw(f"the ledger loses or doubles the source at character {at}")
        at = entry.span.end
    if at != len(edition.view.source.text):
        raise BrokenLaw("the ledger does not reach the end of the source")


# ------------------------------------------------------------------ both ways
def to_edition(source: str, ledger: tuple[Entry, ...]) -> dict[str, str]:
    """The words of every stretch, from the source and the ledger alone."""
    pieces: dict[str, list[tuple[int, str]]] = {}
    for entry in ledger:
        if entry.id:
            words = entry.reads if entry.words is not None else entry.span.of(source)
            pieces.setdefault(entry.id, []).append((entry.at, words))
    return {
        id: "".join(words for _, words in sorted(parts, key=lambda part: part[0]))
        for id, parts in pieces.items()
    }


def to_source(edition: Mapping[str, str], ledger: tuple[Entry, ...]) -> str:
    """The source, from the printed words and the ledger alone."""
    return "".join(
        entry.words
        if entry.words is not None
        else edition[entry.id][entry.at : entry.at + len(entry.span)]
        for entry in ledger
    )


# ------------------------------------------------------------------ on disk
def write(edition: Edition) -> str:
    """The ledger as JSON, an entry a line."""
    head = {"sha256": edition.view.source.sha256, "encoding": edition.view.source.encoding}
    body = ",\n".join(map(_row, entries(edition)))
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "entries": [\n' + body + "\n]}\n"


def _row(entry: Entry) -> str:
    row = f"[{entry.span.start}, {entry.span.end}, {quoted(entry.id)}, {entry.at}"
    if entry.words is None:
        return row + "]"
    return f"{row}, {quoted(entry.words)}, {quoted(entry.why)}, {quoted(entry.reads)}]"


def read(text: str) -> tuple[Entry, ...]:
    """The entries of a ledger file."""
    return tuple(
        Entry(Span(row[0], row[1]), row[2], row[3], *row[4:]) for row in json.loads(text)["entries"]
    )
