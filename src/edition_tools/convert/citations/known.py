"""What the notes have named so far: authors, short forms, so that a bare name is understood.

A small memory that is filled while the notes are read in order.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import DEFINING
from edition_tools.convert.citations.sought import words_of
from edition_tools.model import Mention

SHORT = re.compile(r"[\w.&-]+")  # WN
NAME = re.compile(r"\s*(?:[Ss]ee\s+)?([^\W\d_][\w’'-]+)")  # Maas · see Maas


class Known:
    """Family names of authors and short forms that were met."""

    def __init__(self) -> None:
        self.families: set[str] = set()
        self.shorts: set[str] = set()
        self.titles: set[str] = set()
        self.words: set[str] = set()  # all words of these families and short forms

    def learn(self, text: str, mention: Mention) -> None:
        """Remember the authors of a mention and short forms beside it."""
        for part in mention.parts:
            if part.label == "title" and mention.kind == "full":
                self.titles.add(_spelling(part.span.of(text)))
            if part.label in ("author", "editor"):
                name = family(part.span.of(text))
                self.families.add(name)
                self.words.update(words_of(name))

    def learn_shorts(self, text: str) -> None:
        """Remember every short form that *text* defines."""
        for match in DEFINING.finditer(text):
            stem = short_stem(match["short"])
            self.shorts.add(stem)
            self.words.update(words_of(stem))

    def begins(self, text: str, at: int) -> bool:
        """Whether a short form that is known begins at *at*."""
        word = SHORT.match(text, at, at + 30) if self.shorts else None
        return word is not None and short_stem(word[0]) in self.shorts

    def title(self, words: str) -> bool:
        """Whether the words are a title of two words or more that was cited."""
        return " " in words and _spelling(words) in self.titles

    def names(self, words: str) -> bool:
        """Whether the words begin with a family name that is known."""
        word = NAME.match(words)
        return word is not None and word[1] in self.families


def _spelling(title: str) -> str:
    return " ".join(re.findall(r"\w+", title)).casefold()


def short_stem(short: str) -> str:
    """The first word of a short form, by which it is recognised: `WN [1901-02]` → `WN`."""
    return short.split()[0].strip(".,;:")


def family(name: str) -> str:
    """The family name in a name as notes write it: `Anna van Loon` → `Loon`."""
    before_comma = name.split(",")[0] if re.search(r",\s*[^\W\d_]{1,3}\.", name) else name
    words = [word for word in before_comma.split() if word not in ("Jr.", "Sr.")]
    return words[-1].strip(".,") if words else name
