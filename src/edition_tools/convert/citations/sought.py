"""Patterns that are looked for only where letters stand without which they match nowhere.

Most notes hold none of the words by which archives, statutes or short forms show themselves, and
to look for a few letters costs a fiftieth of what such a pattern costs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> frozenset[str]:
    """The words of *text*, each once, without digits: `p.12` has the word p."""
    return frozenset(WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Glimpsed:
    """A pattern, and a fast one that matches somewhere in each text in which it does."""

    pattern: re.Pattern[str]
    glimpse: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in *text*."""
        return self.pattern.search(text) if self.glimpse.search(text) else None


@dataclass(frozen=True, slots=True)
class Worded:
    """A pattern, and words of which each text in which it matches holds one at least.

    Or one of the `pieces`: signs, and what is a part of longer words.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    pieces: tuple[str, ...] = ()

    def stands_in(self, text: str, single: frozenset[str]) -> bool:
        """Whether it matches in *text*, whose words are *single*."""
        return self._may_stand_in(text, single) and self.pattern.search(text) is not None

    def finditer(self, text: str, single: frozenset[str]) -> Iterator[re.Match[str]]:
        """The matches in *text*, whose words are *single*, in order."""
        return self.pattern.finditer(text) if self._may_stand_in(text, single) else iter(())

    def _may_stand_in(self, text: str, single: frozenset[str]) -> bool:
        if not self.words.isdisjoint(single):
            return True
        return any(piece in text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Opened:
    """A pattern, and words, casefolded, with one of which each of its matches begins."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    def match(self, text: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at *at*, which does not pass *end*."""
        first = WORD.match(text, at, end)
        if first is None or first[0].casefold() not in self.words:
            return None
        return self.pattern.match(text, at, end)


@dataclass(frozen=True, slots=True)
class Sought:
    """A pattern, and letters of which each of its matches holds some at least."""

    pattern: re.Pattern[str]
    letters: frozenset[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in *text*, in order."""
        return self.pattern.finditer(text) if self.may_stand_in(text) else iter(())

    def may_stand_in(self, text: str) -> bool:
        """Whether *text* holds any of the letters."""
        return any(map(text.__contains__, self.letters))
