"""Words and gaps → stretches: how browsers set blanks and lines, recorded stretch by stretch.

The gap between two words may hold tags, blanks and ends of lines; it is read as one blank,
one line end or one blank line, and the stretch that makes it so carries the reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition_tools.convert.clean.plain import DEPTH_MOST, INDENTATION, QUOTATION_SIGN
from edition_tools.convert.clean.rules import LIST_NUMBER, MARKUP, WHITE_SPACE
from edition_tools.text import Span

Stretch = tuple[Span, str, str]


class Setter:
    """Collects the stretches of a page; what was collected is taken with `done`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ready: list[Stretch] = []
        self.gap: list[tuple[Span, str]] = []
        self.breaks = 0  # line ends that the gap makes, two at most
        self.lines = 0  # <br> in the gap
        self.blank = False  # the gap holds white space
        self.signs = 0  # ">" at the beginning of the line
        self.indent = ""  # blanks at its beginning, in preformatted words
        self.depth = 0  # of displayed quotations
        self.head = ""  # what is shown before the next words
        self.joined = False  # the next words stay in the line
        self.begun = False

    @property
    def at_line_start(self) -> bool:
        """Whether the next words begin a line."""
        return (bool(self.breaks) and not self.joined) or not self.begun

    def silent(self, span: Span, rule: str) -> None:
        """Something that is not read."""
        self.gap.append((span, rule))

    def space(self, span: Span, rule: str = WHITE_SPACE) -> None:
        """White space: read as one blank within a line."""
        self.gap.append((span, rule))
        self.blank = True

    def ask(self, level: int) -> None:
        """At least *level* line ends must come before the next words."""
        self.breaks = max(self.breaks, level)
        self.signs, self.indent = 0, ""

    def line(self) -> None:
        """One more line end, of which two make a blank line."""
        self.lines += 1
        self.ask(min(2, self.lines))

    def sign(self, span: Span) -> None:
        """A ">" at the beginning of a line."""
        self.gap.append((span, QUOTATION_SIGN))
        self.signs += 1

    def ink(self, span: Span, reading: str, rule: str) -> None:
        """Something that is read as *reading*."""
        self._flush(span.start)
        self._add(span, reading, rule)

    def done(self) -> list[Stretch]:
        """All stretches; the last gap is not read."""
        for span, rule in self.gap:
            self._add(span, "", rule)
        self.gap = []
        return self.ready

    # -------------------------------------------------------------- the gap
    def _flush(self, at: int) -> None:
        """The gap before the words at *at*, and what is shown before them."""
        reading = self._reading()
        carrier = self._carrier(reading)
        for i, (span, rule) in enumerate(self.gap):
            if i == carrier:
                as_it_stands = span.of(self.text) == reading
                self._add(span, reading, "" if as_it_stands else rule)
            else:
                self._add(span, "", rule)
        if reading and carrier < 0:
            self._add(Span(at, at), reading, MARKUP)
        for character in self.head:
            self._add(Span(at, at), character, LIST_NUMBER)
        self.gap, self.breaks, self.lines, self.blank = [], 0, 0, False
        self.signs, self.indent, self.head = 0, "", ""
        self.joined, self.begun = False, True

    def _reading(self) -> str:
        if self.joined and self.begun:
            return " " if self.breaks or self.blank else ""
        if not self.begun or self.breaks:
            depth = min(self.depth + self.signs, DEPTH_MOST)
            return "\n" * (self.breaks * self.begun) + INDENTATION * depth + self.indent
        return " " if self.blank else ""

    def _carrier(self, reading: str) -> int:
        """Which stretch of the gap is read: one that is so already, else the first."""
        if not reading or not self.gap:
            return -1
        for i, (span, _) in enumerate(self.gap):
            if span.of(self.text) == reading:
                return i
        wanted = WHITE_SPACE if reading == " " else MARKUP
        return next((i for i, (_, rule) in enumerate(self.gap) if rule == wanted), 0)

    def _add(self, span: Span, reading: str, rule: str) -> None:
        if span.start == span.end and not reading:
            return
        if self.ready and not rule and not self.ready[-1][2]:
            # read anew in `pieces`: adding word to word would take time squared
            self.ready[-1] = (Span(self.ready[-1][0].start, span.end), "", "")
            return
        self.ready.append((span, reading, rule))


def pieces(text: str, stretches: list[Stretch]) -> Iterator[Stretch]:
    """The stretches, none of which reads more than one character otherwise, blanks apart.

    So no printed word can begin or end within a stretch that was changed.
    """
    for span, reading, rule in stretches:
        if not rule:
            yield span, span.of(text), rule
            continue
        if len(reading) < 2 or not reading.strip():
            yield span, reading, rule
            continue
        for i, character in enumerate(reading[:-1]):
            at = min(span.start + i, span.end)
            yield Span(at, min(at + 1, span.end)), character, rule
        yield Span(min(span.start + len(reading) - 1, span.end), span.end), reading[-1], rule
