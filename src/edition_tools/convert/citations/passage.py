"""A passage in which citations are looked for, with what is asked of it again and again.

Comes in: the text of a paragraph of a note, or of a bracket in one. Goes out: that text with
its shelter, its clauses and the set of its words, each made once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition_tools.convert.citations.shelter import Shelter, shelter
from edition_tools.convert.citations.split import clauses
from edition_tools.text import Span

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and what is known of it."""

    text: str
    shelter: Shelter
    clauses: tuple[Span, ...]
    words: frozenset[str]  # without digits: `p.12` has the word p


def passage(text: str) -> Passage:
    """The passage whose words are *text*."""
    sheltered = shelter(text)
    whole = Span(0, len(text))
    return Passage(text, sheltered, clauses(text, whole, sheltered), words_of(text))


def words_of(text: str) -> frozenset[str]:
    """The words of *text*, each once, without digits."""
    return frozenset(WORD.findall(text))
