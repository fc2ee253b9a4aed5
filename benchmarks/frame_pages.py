"""Pages of many platforms and languages, made from parts, with the truth about their zones.

`frames/platforms.txt` holds what each platform prints, a margin saying what it is;
`frames/languages.toml` the words. `{Month}`, `{name}`, `{words}` … are filled in by chance,
the same way for the same seed.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).with_name("frames")
PLACE = re.compile(r"\{(\w+)\}")
MOST = 12  # comments on a page
MARKED = ("{text}{n}", "{text}[{n}]", "{text} [{n}]")


@dataclass(frozen=True)
class Platform:
    """What a platform prints round a text: above and below it, for each comment, at the end."""

    name: str
    language: str
    left_out: bool  # never looked at while the converter was written
    parts: dict[str, list[tuple[str, str]]]  # top, comment, foot: rows of label and line


class Labelled(NamedTuple):
    """A stretch of a page and the zone that it is."""

    kind: str
    start: int
    end: int


class Page(NamedTuple):
    """A page, and what its parts truly are; for each comment its author and date as well."""

    platform: Platform
    text: str
    zones: list[Labelled]
    authors: list[str]


def platforms() -> list[Platform]:
    """All platforms, in the order of the file."""
    found: list[Platform] = []
    rows: list[tuple[str, str]] = []
    for line in (FOLDER / "platforms.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            name, language, *marks = line[3:].split()
            rows = []
            found.append(Platform(name, language, "left-out" in marks, {"top": rows}))
        elif line.startswith("-- "):
            rows = found[-1].parts[line[3:]] = []
        elif line.strip():
            label, _, words = line.partition(" |")
            rows.append((label.strip(), words[1:]))
    return found


def page(platform: Platform, seed: int) -> Page:
    """One page of *platform*; another seed makes another page."""
    return _Maker(platform, random.Random(f"{platform.name} {seed}")).page()


class _Maker:
    """Fills in one page."""

    def __init__(self, platform: Platform, chance: random.Random) -> None:
        self.platform, self.chance = platform, chance
        self.words: dict[str, Any] = tomllib.loads((FOLDER / "languages.toml").read_text("utf-8"))[
            platform.language
        ]
        self.lines: list[tuple[str, str]] = []
        self.authors: list[str] = []
        size = chance.choice((1, 2, 3, 5, 8, MOST)) if platform.parts["comment"] else 0
        self.fixed = {
            "n": str(size),
            "site": chance.choice(self.words["sites"]),
            "post": chance.choice([*self.words["posts"], self.words["title"]]),
            "poster": chance.choice(self.words["names"]),
            "intro": chance.choice(self.words["intros"]),
            "after": chance.choice(self.words["afters"]),
        }
        self.size = size
        self.comments: Iterator[str] = cycle(
            chance.sample(self.words["comments"], len(self.words["comments"]))
        )
        self.tight = chance.random() < 0.3  # no blank lines but between paragraphs

    def page(self) -> Page:
        """The whole page."""
        self._rows("top", {})
        for i in range(self.size):
            name = self.chance.choice(self.words["names"])
            to = self.authors[-1] if self.authors else name
            said = {"name": name, "handle": name.split()[0].lower(), "i": str(i + 1)}
            said |= {"i1": str(i + 2), "to": to, "opens": "1"}
            self._rows("comment", said)
            self.authors.append(name)
        self._rows("foot", {})
        return self._assembled()

    def _rows(self, part: str, said: dict[str, str]) -> None:
        moment = self._moment()
        opens = bool(said)
        for label, line in self.platform.parts[part]:
            if label == "article":
                self._article()
                continue
            if label == "" and not line:
                if not (self.tight and part != "top"):
                    self.lines.append(("", ""))
                continue
            for row in self._filled(line, {**said, **moment}).split("\n"):
                shown = "comment+" if label == "comment" and opens else label
                opens = opens and label != "comment"
                self.lines.append((shown if row else "", row))

    def _filled(self, line: str, said: dict[str, str]) -> str:
        def value(found: re.Match[str]) -> str:
            key = found[1]
            known: dict[str, str] = {**self.fixed, **said}
            if key in known:
                return known[key]
            if key == "words":
                return self._filled(next(self.comments), said)
            if key == "words3":
                return " ".join(self.chance.choice(self.words["sentences"]).split()[:4])
            if key == "ago":
                return self._filled(self.chance.choice(self.words["ago"]), said)
            if key in ("k", "k2"):
                return str(self.chance.randint(2, 90))
            return key  # "{Homepage}": printed by the platform

        return PLACE.sub(value, line)

    def _moment(self) -> dict[str, str]:
        chance, day = self.chance, self.chance.randint(1, 28)
        month, hour, half = chance.randint(1, 12), chance.randint(0, 23), chance.randint(0, 6)
        th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
        year, minute = chance.randint(2005, 2023), chance.randint(0, 59)
        return {
            "D": str(day), "DD": f"{day:02}", "Dth": f"{day}{th}",
            "M": str(month), "MM": f"{month:02}", "YYYY": str(year),
            "Month": self.words["months"].split()[month - 1],
            "Mon": self.words["mon"].split()[month - 1],
            "Weekday": self.words["weekdays"].split()[half],
            "Wd": self.words["wd"].split()[half],
            "h": str(hour % 12 or 12), "hh": f"{hour:02}", "mm": f"{minute:02}",
            "ap": "am" if hour < 12 else "pm", "AP": "AM" if hour < 12 else "PM",
        }  # fmt: skip

    # ------------------------------------------------------------------ the text
    def _article(self) -> None:
        words, chance = self.words, self.chance
        front = [("title", words["title"]), ("byline", words["byline"])]
        if chance.random() < 0.7:
            front.append(("source_citation", words["source"]))
        for row in front:
            self.lines += [row, ("", "")]
        marked = chance.choice(MARKED)
        count = 0
        for _ in range(chance.randint(3, 7)):
            sentences = chance.sample(words["sentences"], chance.randint(3, 5))
            for i in range(len(sentences)):
                if chance.random() < 0.35:
                    count += 1
                    sentences[i] = marked.format(text=sentences[i], n=count)
            self.lines += [("body", " ".join(sentences)), ("", "")]
        if count:
            self._notes(count, framed="[" in marked)
        while self.lines and not self.lines[-1][1]:
            self.lines.pop()

    def _notes(self, count: int, *, framed: bool) -> None:
        if self.chance.random() < 0.6:
            self.lines += [("endnotes", self.words["heading"]), ("", "")]
        style = "[{n}] {text}" if framed else self.chance.choice(("{n} {text}", "{n}. {text}"))
        notes = [
            style.format(n=n, text=self._filled(self.chance.choice(self.words["notes"]), {}))
            for n in range(1, count + 1)
        ]
        if not framed and self.chance.random() < 0.3:
            notes = [" ".join(notes)]
        self.lines += [("endnotes", note) for note in notes]

    def _assembled(self) -> Page:
        text = ""
        zones: list[Labelled] = []
        for label, line in self.lines:
            start = len(text)
            text += line + "\n"
            if not label:
                continue
            kind = label.rstrip("+")
            if zones and zones[-1].kind == kind and not label.endswith("+"):
                zones[-1] = Labelled(kind, zones[-1].start, start + len(line))
            else:
                zones.append(Labelled(kind, start, start + len(line)))
        return Page(self.platform, text, zones, self.authors)
