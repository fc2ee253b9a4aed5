"""Numbers that might head notes, and those that do.

The records that pass between the readers of a zone of notes and the series they make.
"""

from __future__ import annotations

from dataclasses import dataclass

from edition_tools.convert.notes.shapes import Token


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may be a note's number."""

    token: Token
    number: int
    score: float
    opens_line: bool
    line: int  # where its line begins, an arrow before the number included
    tail: str  # what stands after the number: a stop, a bracket or nothing
    after_break: bool  # a heading or the zone's beginning comes just before
    zone: int


@dataclass(frozen=True, slots=True)
class Head:
    """The number of a note, as decided: `number` counts, `candidate` is what stands there."""

    candidate: Candidate
    group: int
    number: int
    inserted: bool
    second: bool
    probability: float

    @property
    def mark(self) -> str:
        """The mark that the note bears by right."""
        return self.candidate.token.printed if self.inserted else str(self.number)


def goes_on(printed: str, number: int) -> bool:
    """Whether *printed* begins with the digits of *number*, and goes on."""
    return len(printed) > len(str(number)) and printed.startswith(str(number))
