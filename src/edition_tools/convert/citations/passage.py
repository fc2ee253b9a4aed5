"""A passage in which citations are looked for, with what is asked of it again and again.

Comes in: the text of a paragraph of a note, or of a bracket in one. Known of it, each found once
and when it is first asked for: its shelter, its clauses, its words, and where atoms may begin.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from edition_tools.convert.citations.shelter import Shelter, shelter
from edition_tools.convert.citations.sought import words_of
from edition_tools.convert.citations.split import clauses
from edition_tools.convert.citations.starters import beginnings
from edition_tools.text import Span


@dataclass(frozen=True)
class Passage:
    """A text and what is known of it."""

    text: str

    @cached_property
    def shelter(self) -> Shelter:
        """Its quotations and brackets."""
        return shelter(self.text)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Its clauses, in order."""
        return clauses(self.text, Span(0, len(self.text)), self.shelter)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, each once."""
        return words_of(self.text)

    @cached_property
    def beginnings(self) -> tuple[int, ...]:
        """Where atoms may begin, in order."""
        return beginnings(self.text, self.shelter)
