"""A citation in the making: the parts read so far, and where the reading ends.

Comes in: a text. Goes out: a `Draft`, to which the readers of authors, title and tail add.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from edition_tools.model import Part
from edition_tools.text import Span


@dataclass(slots=True)
class Draft:
    """A reading in the making."""

    text: str
    parts: list[Part] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)  # of its parts: they are asked for all the time
    end: int = 0
    quoted: bool = False  # the title stands in quotation marks
    inside: bool = False  # an "in" has led to the container
    legal: bool = False

    def add(self, label: str, span: Span) -> None:
        """Take *span* (trimmed) as a part."""
        span = span.trimmed(self.text)
        last = self.parts[-1] if self.parts else None
        if last and label == last.label == "place" and span.start - last.span.end < 4:
            self.parts[-1] = Part("place", Span(last.span.start, span.end))
            self.end = max(self.end, span.end)
        elif span.start < span.end:
            self.parts.append(Part(label, span))
            self.labels.add(label)
            self.end = max(self.end, span.end)

    def has(self, *labels: str) -> bool:
        """Whether a part with one of the labels was found."""
        return not self.labels.isdisjoint(labels)

    def relabel(self, old: str, new: str) -> None:
        """What was read as *old* turns out to be *new* (authors that are editors)."""
        self.parts = [Part(new if p.label == old else p.label, p.span) for p in self.parts]
        self.labels = {part.label for part in self.parts}
