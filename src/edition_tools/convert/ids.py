"""Ids of passages and labels of notes: once cited, they stay with their words for ever.

Comes in: passages and notes with the ids that the machine would give them by counting, and the
register of a text that has been frozen. Goes out: the same with the ids that their words have
borne. An id belongs to the place in the source where it was first given:

- a passage that begins there bears it, also when its end has moved;
- else one that still has four fifths of the words, and not many others, bears it;
- else one that has no other id and holds the first of the words bears it;
- else nobody does, and it leads to where its words begin now (`Former`).

What has no id yet gets one that was never used: the id before it, and a letter. No id is ever
given to other words, and none vanishes.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from edition_tools import register as registers
from edition_tools.model import Note, Notes, Passage, Zones
from edition_tools.register import Former, Register, RegisteredPlace
from edition_tools.text import Span, View
from edition_tools.vocabulary import editorial_mark, mark_of, note_id

SHAPE = re.compile(r"([pfc])\d+[a-z]*(\.)?")  # p14a is a "p", c2.3 a "c."
LETTERS = re.compile(r"(?<=\d)[a-z]+$")  # the a of p14a
SAME = 0.8  # this share of the words of both, and a passage is the one it was


def shape_of(id_: str) -> str:
    """What kind of place an id names: `p`, `n`, `f`, `c`, or `f.`, `c.` for their paragraphs."""
    found = SHAPE.match(id_)
    return found[1] + (found[2] or "") if found else "n"


# ------------------------------------------------------------------ who bears which id
class _Claims:
    """The ids of one register, given out."""

    def __init__(self, register: Register) -> None:
        self.known = sorted(register.places, key=lambda place: (place.span, place.id))
        self.taken = {place.id for place in register.places}

    def claim(self, bearers: Sequence[Span], known: Sequence[RegisteredPlace]) -> list[str]:
        """The id of each bearer, a span of the source, out of *known*; "" for none.

        Both are in order of place.
        """
        first: dict[int, str] = {}
        for place in known:
            first.setdefault(place.span.start, place.id)
        found = [first.get(bearer.start, "") for bearer in bearers]
        _fill(found, bearers, known, _is_the_same)
        _fill(found, bearers, known, _holds_the_first_words)
        return found

    def new(self, base: str) -> str:
        """An id that was never used: *base* without its letters if that is free, else p14a."""
        stem = LETTERS.sub("", base)
        letters = (editorial_mark(ordinal) for ordinal in itertools.count())  # none first, then a
        id_ = next(f"{stem}{it}" for it in letters if f"{stem}{it}" not in self.taken)
        self.taken.add(id_)
        return id_

    def name(self, bearers: Sequence[Span], shape: str, within: str = "") -> list[str]:
        """An id for each bearer: the one it has borne, else a new one after its neighbour's."""
        known = [
            place
            for place in self.known
            if shape_of(place.id) == shape and place.id.startswith(within)
        ]
        if not known:  # nothing of the kind was ever cited: counting will do
            first = 2 if within else 1
            return [self.new(f"{within or shape}{n}") for n, _ in enumerate(bearers, first)]
        found = self.claim(bearers, known)
        before = f"{within}1" if within else f"{shape}0"
        for number, bearer in enumerate(bearers):
            if not found[number]:
                found[number] = self.new(_holder(known, bearer.start) or before)
            before = found[number]
        return found


def _fill(
    found: list[str],
    bearers: Sequence[Span],
    known: Sequence[RegisteredPlace],
    fits: Callable[[Span, Span], bool],
) -> None:
    """Where *found* has no id for a bearer, the first of those left over whose place fits."""
    given = set(found)
    rest = [place for place in known if place.id not in given]
    starts = [place.span.start for place in rest]
    longest = max((len(place.span) for place in rest), default=0)
    for number, bearer in enumerate(bearers):
        if found[number]:
            continue
        near = bisect.bisect_left(starts, bearer.start - longest)
        until = bisect.bisect_left(starts, bearer.end)
        fitting = (p.id for p in rest[near:until] if p.id not in given and fits(p.span, bearer))
        found[number] = next(fitting, "")
        given.add(found[number])


def _is_the_same(place: Span, bearer: Span) -> bool:
    shared = min(place.end, bearer.end) - max(place.start, bearer.start)
    return shared >= SAME * max(len(place), len(bearer)) > 0


def _holds_the_first_words(place: Span, bearer: Span) -> bool:
    return bearer.start <= place.start < bearer.end


def _holder(known: Sequence[RegisteredPlace], at: int) -> str:
    """The id that was last given before *at* to words that held it."""
    return next((p.id for p in reversed(known) if p.span.start <= at < p.span.end), "")


# ------------------------------------------------------------------ passages
@dataclass(frozen=True, slots=True)
class Counted:
    """The passages of an edition as counting numbers them, whole by whole."""

    body: tuple[Passage, ...]
    frames: tuple[tuple[Passage, ...], ...]
    comments: tuple[tuple[Passage, ...], ...]  # one for each comment, maybe empty


@dataclass(frozen=True, slots=True)
class Named:
    """The passages with their ids, and the ids of the comments, in order."""

    passages: tuple[Passage, ...]
    comments: tuple[str, ...]


def name(view: View, counted: Counted, register: Register | None) -> Named:
    """The passages with the ids that they bear for ever."""
    if register is None:
        passages = (counted.body, *counted.frames, *counted.comments)
        numbers = range(1, len(counted.comments) + 1)
        return Named(tuple(p for those in passages for p in those), tuple(f"c{n}" for n in numbers))
    claims = _Claims(register)
    body = _renamed(counted.body, claims.name(_bearers(view, counted.body), "p"))
    _, frames = _name_wholes(view, claims, counted.frames, "f")
    comments, said = _name_wholes(view, claims, counted.comments, "c")
    return Named((*body, *frames, *said), comments)


def _name_wholes(
    view: View, claims: _Claims, wholes: tuple[tuple[Passage, ...], ...], kind: str
) -> tuple[tuple[str, ...], list[Passage]]:
    """Ids of frames or comments, and their paragraphs: the first goes by the id of the whole."""
    heads = claims.name(_bearers(view, [whole[0] for whole in wholes if whole]), kind)
    remaining = iter(heads)
    ids: list[str] = []
    passages: list[Passage] = []
    for number, whole in enumerate(wholes, 1):
        if not whole:
            ids.append(claims.new(f"{kind}{number}"))
            continue
        id_ = next(remaining)
        ids.append(id_)
        rest = claims.name(_bearers(view, whole[1:]), f"{kind}.", f"{id_}.")
        passages += _renamed(whole, [id_, *rest])
    return tuple(ids), passages


def _bearers(view: View, passages: Iterable[Passage]) -> list[Span]:
    return [view.origin(passage.span) for passage in passages]


def _renamed(passages: Iterable[Passage], ids: Iterable[str]) -> list[Passage]:
    return [Passage(id_, p.span) for p, id_ in zip(passages, ids, strict=True)]


# ------------------------------------------------------------------ notes
def keep_labels(view: View, notes: Notes, register: Register | None) -> Notes:
    """The notes under the labels that they have borne, where their marks are still the same."""
    if register is None:
        return notes
    known = [place for place in register.places if shape_of(place.id) == "n"]
    known.sort(key=lambda place: (place.span, place.id))
    there = [note for note in notes.notes if note.span is not None]
    bearers = [view.origin(note.span) for note in there if note.span is not None]
    borne = _Claims(register).claim(bearers, known)
    kept = {
        note.label: id_[1:]
        for note, id_ in zip(there, borne, strict=True)
        if id_ and mark_of(id_[1:]) == mark_of(note.label)
    }
    taken = {place.id[1:] for place in known}
    for note in notes.notes:
        if note.label not in kept:
            kept[note.label] = _free_label(note.label, taken)
            taken.add(kept[note.label])
    return replace(
        notes,
        notes=tuple(replace(note, label=kept[note.label]) for note in notes.notes),
        findings=tuple(replace(f, note=kept.get(f.note, f.note)) for f in notes.findings),
    )


def _free_label(label: str, taken: set[str]) -> str:
    """The label itself, unless it is another note's: new.27, new2.27."""
    group, dot, mark = label.rpartition(".")
    found, turn = label, 1
    while found in taken:
        found = f"{group}{dot}new{turn if turn > 1 else ''}.{mark}"
        turn += 1
    return found


# ------------------------------------------------------------------ the register afterwards
def enter(view: View, named: Named, notes: Notes, register: Register | None) -> Register:
    """The register with every id that is borne now; what was in it stays as it was."""
    places = list(register.places) if register else []
    known = {place.id for place in places}
    for id_, span in _borne(named, notes.notes):
        if id_ not in known:
            places.append(registers.entry(id_, view.origin(span), view.source))
    return Register(tuple(places))


def _borne(named: Named, notes: Iterable[Note]) -> Iterator[tuple[str, Span]]:
    for passage in named.passages:
        yield passage.id, passage.span
    for note in notes:
        if note.span is not None:
            yield note_id(note.label), note.span


def former(view: View, named: Named, notes: Notes, register: Register) -> tuple[Former, ...]:
    """The ids that nobody bears any more, and where their words are now."""
    borne = sorted((span, id_) for id_, span in _borne(named, notes.notes))
    ids = {id_ for _, id_ in borne}
    starts = [span.start for span, _ in borne]
    found = []
    for place in register.places:
        if place.id in ids or not borne:
            continue
        at = view.reading(place.span).start
        last = max(0, bisect.bisect_right(starts, at) - 1)
        if at >= borne[last][0].end and last + 1 < len(borne):
            last += 1  # its words are printed no more: the next that are stand nearest
        span, holder = borne[last]
        found.append(Former(place.id, min(max(at, span.start), span.end), holder))
    return tuple(found)


def in_zones(zones: Zones, named: Named) -> Zones:
    """The zones, their comments with their ids."""
    comments = zip(zones.comments, named.comments, strict=True)
    return replace(zones, comments=tuple(replace(c, id=id_) for c, id_ in comments))
