"""The chain of mentions in the order of the notes, and the works that it has named so far.

A lookup by family name, by words of a title, by short form and by note; entries are found, not
judged, here. Every mention keeps its place in the chain, also one that could not be read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property

from edition_tools.convert.works.entries import Entry
from edition_tools.convert.works.likeness import ascii_of, initials, same_family, tokens
from edition_tools.model import Abbreviation, Finding, Mention

ARTICLE = re.compile(r"\b[Aa]rt\.\s*cit")
NEAR = 60  # entries that share a word or name with a mention, latest first


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention was found to mean, through which earlier mention, why, and how surely."""

    entry: Entry | None
    antecedent: int | None = None
    why: str = ""
    confidence: float = 1.0


@dataclass
class Chain:
    """All mentions, and what is known up to the one that is being read."""

    text: str
    mentions: tuple[Mention, ...]
    abbreviations: tuple[Abbreviation, ...]
    labels: tuple[str, ...] = ()  # of the notes, in order
    issues: dict[int, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    ruled: dict[int, Entry] = field(default_factory=dict)  # mentions that rulings decide
    entries: list[Entry] = field(default_factory=list)
    resolved: dict[int, Resolution] = field(default_factory=dict)
    short_forms: dict[str, Entry] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    articles_apart: bool = False  # articles are cited as art. cit., so that op. cit. is a book
    by_note: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _words: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _families: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _threes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _initials: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _pieces: dict[int, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _places: dict[int, int] = field(default_factory=dict)  # of entries, among all of them

    @cached_property
    def defined(self) -> dict[int, list[Abbreviation]]:
        """The short forms that each mention defines."""
        found: dict[int, list[Abbreviation]] = {}
        for abbreviation in self.abbreviations:
            if abbreviation.mention is not None:
                found.setdefault(abbreviation.mention, []).append(abbreviation)
        return found

    def enter(self, entry: Entry) -> Entry:
        """Take a new entry into the lookups."""
        self._places[id(entry)] = len(self.entries)
        self.entries.append(entry)
        if entry.parent is not None:
            self._pieces[id(entry.parent)].append(entry)
        self.index(entry)
        return entry

    def index(self, entry: Entry) -> None:
        """Let an entry be found by its names and the words of its title."""
        for name in entry.families():
            self._families[letters(name)].append(entry)
            for three in threes(name):
                self._threes[three].add(name)
        for title in entry.titles():
            self._initials[initials(title)[:2]].append(entry)
            for word in dict.fromkeys(tokens(title)):  # in their order: a set has none
                if len(word) > 2:
                    self._words[word].append(entry)

    def by_family(self, name: str) -> list[Entry]:
        """Entries by that author or editor (letters in any order: slips), latest first."""
        return _latest(self._families.get(letters(name), []))

    def by_near_family(self, name: str) -> list[Entry]:
        """Entries by an author or editor whose name may be a slip for *name*, in their order.

        Two names as like as that have three letters in a row in common.
        """
        near = {known for three in threes(name) for known in self._threes.get(three, ())}
        spelt = {letters(known) for known in near if same_family(name, known)}
        found = {id(entry): entry for word in spelt for entry in self._families[word]}
        return [found[at] for at in sorted(found, key=self._places.__getitem__)]

    def pieces_of(self, holder: Entry) -> list[Entry]:
        """The articles or chapters that *holder* is the container of, in their order."""
        return self._pieces.get(id(holder), [])

    def by_initials(self, acronym: str) -> list[Entry]:
        """Entries of which a title's initials begin as the *acronym* does."""
        return list({id(e): e for e in self._initials.get(acronym[:2], ())}.values())

    def call(self, entry: Entry, title: str) -> None:
        """Take another wording of an entry's title into the lookup by initials."""
        entry.variants.append(title)
        self._initials[initials(title)[:2]].append(entry)

    def by_words(self, title: str) -> list[Entry]:
        """Entries that share a word with *title*, those that share most first."""
        words = dict.fromkeys(tokens(title))  # in their order: a set has none
        rows = [_latest(self._words[word]) for word in words if word in self._words]
        if len(rows) < 2:
            return rows[0] if rows else []
        counts: dict[int, int] = {}
        found: dict[int, Entry] = {}
        for row in rows:
            for entry in row:
                place = id(entry)
                counts[place] = counts.get(place, 0) + 1
                found.setdefault(place, entry)
        ranked = sorted(counts, key=counts.__getitem__, reverse=True)  # equals keep their order
        return [found[place] for place in ranked[:NEAR]]

    def find(self, known: Entry) -> Entry:
        """The entry that *known*, of an earlier reading of these notes, is in this one."""
        for entry in self.entries:
            if (entry.first, entry.value("title")) == (known.first, known.value("title")):
                return entry
        return self.enter(replace(known, fields=dict(known.fields), mentions=[], key=""))

    def settle(self, index: int, resolution: Resolution) -> None:
        """Record what mention *index* means."""
        self.resolved[index] = resolution
        self.by_note[self.mentions[index].note].append(index)
        if resolution.entry is not None:
            resolution.entry.mentions.append(index)

    def before(self, index: int) -> int | None:
        """The mention just before *index*, if any."""
        return index - 1 if index else None

    def in_note(self, label: str) -> list[int]:
        """The mentions of a note that have been read so far."""
        return self.by_note.get(label, [])


def articles_apart(text: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether the notes of *text* call articles *art. cit.*: then *op. cit.* is a book."""
    refs = (part.span for mention in mentions for part in mention.parts if part.label == "ref")
    return any(ARTICLE.match(text, span.start, span.end) for span in refs)


def letters(name: str) -> str:
    """The letters of a name in alphabetical order: transposed letters make no difference."""
    return "".join(sorted(ascii_of(name).replace(" ", "")))


def threes(name: str) -> set[str]:
    """Each three letters in a row of a name."""
    plain = ascii_of(name)
    return {plain[at : at + 3] for at in range(len(plain) - 2)}


def _latest(entries: list[Entry]) -> list[Entry]:
    return list({id(entry): entry for entry in reversed(entries[-NEAR:])}.values())
