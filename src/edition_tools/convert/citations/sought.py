"""Patterns that are looked for only where letters stand without which they match nowhere.

Most notes hold none of the words by which archives, statutes or short forms show themselves, and
to look for a few letters costs a fiftieth of what such a pattern costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


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
