"""The ways in which one number of a text, of a marker or before a note, can be wrong.

A text with its truth in, mutations out: what is changed, which notes it concerns, and what
then is the truth.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from edition_tools.model import Block, Zone
from edition_tools.text import Span
from edition_tools.vocabulary import BlockKind, ZoneKind, label_of

BEFORE_CORE = "[({^ "
AFTER_CORE = "])} "
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

LETTERS = {"1": "l", "5": "S", "8": "B", "0": "O"}
NEXT_WORD = re.compile(r"[ ][^\W\d_]{2,}(?=[ ])")
BLANKS = re.compile(r"[ \t\n\xa0]+")
BLANKS_BEFORE = re.compile(r"[ \t\n\xa0]+\Z")
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?][”’]?(?= [^\W\d_])")

Edit = tuple[int, int, str]  # from, to, what stands there instead


@dataclass(frozen=True)
class Text:
    """A text and the truth about its notes."""

    name: str
    level: str
    text: str
    zones: tuple[Zone, ...]
    headings: tuple[Block, ...]
    calls: tuple[tuple[Span, int], ...]  # markers without brackets, and the note each calls
    numbers: tuple[tuple[Span, int], ...]  # numbers before notes, and the note each heads
    starts: tuple[int | None, ...]  # of the notes' words, None where they are cut off
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Mutation:
    """What is done to a text, at which places, and to which notes."""

    name: str
    edits: tuple[Edit, ...]
    notes: tuple[int, ...]
    places: tuple[tuple[int, int], ...] = ()  # markers put in: where they come to stand, the note
    gone: int = -1  # the note that is lost, -1: none is
    harmless: bool = False  # no number is wrong that calls or heads a note: none need be told of


# ------------------------------------------------------------------ texts
def read(folder: Path) -> Text:
    """One text with its truth; zones are made to tile the text."""
    raw = (folder / "raw.txt").read_bytes().decode("utf-8")
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    given = sorted(gold["zones"], key=lambda zone: zone["start"])
    edges = [0, *(zone["start"] for zone in given[1:]), len(raw)]
    calls = [(core(raw, m), i) for i, note in enumerate(gold["notes"]) for m in note["markers"]]
    numbers = [(core(raw, n["number"]), i) for i, n in enumerate(gold["notes"]) if n["number"]]
    return Text(
        folder.name,
        level(gold),
        raw,
        tuple(
            Zone(ZoneKind(zone["kind"]), Span(start, end))
            for zone, (start, end) in zip(given, pairwise(edges), strict=True)
        ),
        tuple(Block(BlockKind.HEADING, Span(*heading)) for heading in gold.get("headings", [])),
        tuple(sorted(calls)),
        tuple(sorted(numbers)),
        tuple(note["start"] for note in gold["notes"]),
        tuple(label_of(str(note["n"])) for note in gold["notes"]),
    )


def level(gold: dict[str, Any]) -> str:
    """The row of the table that a text belongs to, as in the score by level."""
    damage = gold["damage"]
    numbering = str(damage.get("numbering", ""))
    if damage.get("marker") == "spaced" or damage.get("notescut") or damage.get("nomarkers"):
        return "special"
    if "wrong" in damage:
        return "E-heavy"
    if numbering in ("symbols", "labels"):
        return "symbols"
    return "restart" if numbering.startswith("restart") else str(damage["level"])


def core(raw: str, place: Sequence[int]) -> Span:
    """The place of a number without its brackets."""
    start, end = place
    while start < end and raw[start] in BEFORE_CORE:
        start += 1
    while start < end and raw[end - 1] in AFTER_CORE:
        end -= 1
    return Span(start, end)


# ------------------------------------------------------------------ mutations
@dataclass(frozen=True)
class Number:
    """A number of a text, of a marker or before a note, and the one after it."""

    text: Text
    kind: str  # marker, number
    span: Span
    note: int
    following: tuple[Span, int] | None

    @property
    def printed(self) -> str:
        """The number as it stands."""
        return self.span.of(self.text.text)

    @property
    def name(self) -> str:
        """What the number is, and where."""
        return f"{self.text.name}: {self.kind} {self.printed} at {self.span.start}"

    def instead(self, printed: str, how: str) -> Mutation:
        """The text with something else in this place."""
        return Mutation(f"{self.name} {how}", ((*_ends(self.span), printed),), (self.note,))


def mutations(text: Text) -> Iterator[Mutation]:
    """Each number in turn, damaged in the four ways that are commonest."""
    for one in _numbers(text):
        yield Mutation(f"{one.name} dropped", ((*_framed(one), ""),), (one.note,))
        wrong = _misprint(one.printed)
        if wrong:
            yield one.instead(wrong, f"read as {wrong}")
        if other := _fitting(one):
            after = (*_ends(other[0]), one.printed)
            both = (one.note, other[1])
            yield Mutation(f"{one.name} doubled", (after,), both)
            swapped = ((*_ends(one.span), other[0].of(text.text)), after)
            yield Mutation(f"{one.name} swapped", swapped, both)


def rarer(text: Text, seed: str) -> Iterator[Mutation]:
    """Each number in turn, damaged in rarer ways; what is put in is drawn by the seed."""
    for one in _numbers(text):
        drawn = random.Random(f"{seed} {one.name}")
        for way in (_ahead, _other_digits, _another, _displaced, _glued, _twice, _gone, _extra):
            yield from (found for found in way(one, drawn) if not _across_zones(text, found))


def _across_zones(text: Text, mutation: Mutation) -> bool:
    return any(
        start < zone.span.start < end for start, end, _ in mutation.edits for zone in text.zones
    )


def _numbers(text: Text) -> Iterator[Number]:
    for kind, places in (("marker", text.calls), ("number", text.numbers)):
        for (here, note), following in zip(places, [*places[1:], None][: len(places)], strict=True):
            yield Number(text, kind, here, note, following)


def _fitting(one: Number) -> tuple[Span, int] | None:
    """The number after, if it may be mistaken for this one; a number is not for a star."""
    if one.following is None:
        return None
    other = one.following[0].of(one.text.text)
    alike = bool(_misprint(one.printed)) == bool(_misprint(other))
    return one.following if other != one.printed and alike else None


def _framed(one: Number) -> tuple[int, int]:
    words, (start, end) = one.text.text, _ends(one.span)
    start -= words[start - 1 : start] in tuple("[(^")
    return start, end + (words[end : end + 1] in tuple("])"))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _misprint(number: str) -> str:
    """Another last digit, and no neighbour of the number: 7 for 3, 3 for 7."""
    plain = number.translate(LOWERED)
    if not plain.isdecimal():
        return ""
    return _set_as(number, plain[:-1] + str((int(plain[-1]) + 4) % 9 + 1))


def _set_as(model: str, number: str) -> str:
    """A number raised, if the model is."""
    return number if model == model.translate(LOWERED) else number.translate(RAISED)


# ------------------------------------------------------------------ rarer ways
def _ahead(one: Number, _: random.Random) -> Iterator[Mutation]:
    """The number after stands here too."""
    if other := _fitting(one):
        printed = other[0].of(one.text.text)
        yield Mutation(f"{one.name} ahead", ((*_ends(one.span), printed),), (one.note, other[1]))


def _other_digits(one: Number, _: random.Random) -> Iterator[Mutation]:
    """A digit is lost, one too many, two are turned, one is read as a letter."""
    plain = one.printed.translate(LOWERED)
    if not plain.isdecimal():
        return
    ways = {"short": plain[:-1], "beheaded": plain[1:].lstrip("0"), "long": plain + plain[-1]}
    ways["turned"] = plain[:-2] + plain[:-3:-1]
    for how, wrong in ways.items():
        if wrong and wrong != plain:
            yield one.instead(_set_as(one.printed, wrong), how)
    for i, digit in enumerate(plain):
        if digit in LETTERS and plain == one.printed:
            letters = plain[:i] + LETTERS[digit] + plain[i + 1 :]
            yield one.instead(letters, f"read as {letters}")


def _another(one: Number, drawn: random.Random) -> Iterator[Mutation]:
    """A number of a note far off, a year or a page stands here."""
    if not _misprint(one.printed):
        return
    places = one.text.calls if one.kind == "marker" else one.text.numbers
    marks = sorted({span.of(one.text.text) for span, _ in places} - {one.printed})
    others = {"far": drawn.choice(marks), "a year": str(drawn.randint(1500, 1999))}
    others["a page"] = str(drawn.randint(100, 600))
    for how, number in others.items():
        if _misprint(number):
            printed = _set_as(one.printed, number.translate(LOWERED))
            yield one.instead(printed, f"is {how}: {printed}")


def _displaced(one: Number, _: random.Random) -> Iterator[Mutation]:
    """A marker stands after the word that follows it."""
    if one.kind != "marker":
        return
    words, (start, end) = one.text.text, _framed(one)
    word = NEXT_WORD.match(words, end)
    if word:
        place = word.end() - (end - start) + (one.span.start - start)
        edits = ((start, end, ""), (word.end(), word.end(), words[start:end]))
        places = ((place, one.note),)
        yield Mutation(f"{one.name} displaced", edits, (one.note,), places, harmless=True)


def _glued(one: Number, _: random.Random) -> Iterator[Mutation]:
    """The blanks on one side of a number are lost."""
    words, (start, end) = one.text.text, _framed(one)
    before, after = BLANKS_BEFORE.search(words, max(0, start - 9), start), BLANKS.match(words, end)
    if before:
        edit = (*before.span(), "")
        name = f"{one.name} glued to what precedes"
        yield Mutation(name, (edit,), (one.note,), harmless=True)
        if one.kind == "number":
            edit = (before.start(), end, "")
            yield Mutation(f"{one.name} dropped, its note run on", (edit,), (one.note,))
    if after:
        edit = (*after.span(), "")
        name = f"{one.name} glued to what follows"
        yield Mutation(name, (edit,), (one.note,), harmless=True)


def _twice(one: Number, _: random.Random) -> Iterator[Mutation]:
    """A marker is printed twice in a row."""
    if one.kind == "marker":
        start, end = _framed(one)
        place = one.span.start + end - start
        edit = (end, end, one.text.text[start:end])
        yield Mutation(f"{one.name} twice", (edit,), (one.note,), ((place, one.note),))


def _gone(one: Number, _: random.Random) -> Iterator[Mutation]:
    """A whole note is lost with its number."""
    if one.kind == "number" and one.following and one.following[1] == one.note + 1:
        start, end = _framed(one)[0], one.following[0].start
        end -= one.text.text[end - 1] in "[(^"
        edit = (start, end, "")
        yield Mutation(f"{one.name} gone with its note", (edit,), (one.note,), gone=one.note)


def _extra(one: Number, drawn: random.Random) -> Iterator[Mutation]:
    """A number too many, at another end of a sentence: any; among the notes also the next one's.

    In the text the next one's would be a note cited twice, as one in brackets or raised may be.
    """
    if not one.following or not _misprint(one.printed):
        return
    if one.kind == "marker" and (_framed(one) != _ends(one.span) or not one.printed.isascii()):
        return
    words, after = one.text.text, one.following[0]
    ends = [found.end() for found in SENTENCE_END.finditer(words, one.span.end, after.start - 2)]
    if not ends:
        return
    numbers = [_set_as(one.printed, str(drawn.randint(1, 400)))]
    numbers += [after.of(words)] if one.kind == "number" else []
    for number in numbers:
        at = drawn.choice(ends)
        framed = words[slice(*_framed(one))].replace(one.printed, number)
        edit = (at, at, framed if one.kind == "marker" else f" {framed}")
        name = f"{one.name}: {number} too many after it"
        yield Mutation(name, (edit,), (one.note, one.following[1]), harmless=True)
