"""The view of a document, as it is laid out: words, one blank between them, blocks apart.

Every character of the source goes into exactly one stretch, in order. Where blocks meet, the
first sign of the second brings a blank line with it.
"""

from __future__ import annotations

import bisect
import re

from edition_tools.convert.clean.rules import MARKUP, REFERENCE, WHITE_SPACE
from edition_tools.text import Run, Source, Span, View

BLANKS = re.compile(r"[ \t\n\r]+")


class Layout:
    """Takes the pieces of the source in order."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.starts: list[int] = []  # of the pieces, in the view
        self.runs: list[Run] = []
        self.at = 0  # where the view ends
        self.end = 0  # where its last sign ends
        self.blank = False  # a blank is due before the next sign
        self.breaks = ""  # line ends that are due before it

    def silent(self, span: Span, rule: str) -> None:
        """A stretch of which nothing is read."""
        if len(span):
            self.runs.append(Run(span, Span(self.at, self.at), rule))

    def apart(self, breaks: str) -> None:
        """What comes next stands on another line, or after a blank line."""
        if self.at and len(breaks) > len(self.breaks):
            self.breaks = breaks

    def words(self, span: Span, words: str) -> tuple[int, int] | None:
        """Words as they stand, their runs of blanks read as one; where they are in the view."""
        if span.of(self.source.text) != words:
            return self._resolved(span, words)
        start: int | None = None
        at = 0
        for found in [*BLANKS.finditer(words), None]:
            end = found.start() if found else len(words)
            if end > at:
                placed = self._ink(Span(span.start + at, span.start + end), words[at:end], "")
                start = placed if start is None else start
            if found:
                self._space(Span(span.start + found.start(), span.start + found.end()))
                at = found.end()
        return None if start is None else (start, self.end)

    def _resolved(self, span: Span, words: str) -> tuple[int, int] | None:
        if not words.strip(" \t\n\r"):
            self._space(span)
            return None
        return self._ink(span, words, REFERENCE), self.end

    def _space(self, span: Span) -> None:
        """Blanks: read as one, with the next sign, or as none."""
        self.silent(span, WHITE_SPACE)
        self.blank = True

    def _ink(self, span: Span, words: str, rule: str) -> int:
        between = self.breaks or (" " if self.blank and self.at else "")
        if between:
            self._due(between)
        self.blank, self.breaks = False, ""
        start = self.at
        self._run(span, words, rule)
        self.end = self.at
        return start

    def _due(self, between: str) -> None:
        """Let the blanks or tags that stand before say what is between."""
        if self.runs and not len(self.runs[-1].view):
            last = self.runs.pop()
            self._run(last.source, between, last.rule)
        else:
            at = self.runs[-1].source.end if self.runs else 0
            self._run(Span(at, at), between, MARKUP)

    def _run(self, span: Span, words: str, rule: str) -> None:
        self.runs.append(Run(span, Span(self.at, self.at + len(words)), rule))
        self.pieces.append(words)
        self.starts.append(self.at)
        self.at += len(words)

    def words_at(self, span: Span) -> str:
        """What has been read there."""
        first = max(0, bisect.bisect_right(self.starts, span.start) - 1)
        last = bisect.bisect_left(self.starts, span.end)
        before = self.starts[first] if self.starts else 0
        words = "".join(self.pieces[first:last])
        return words[span.start - before : span.end - before]

    def trimmed(self, span: Span) -> Span:
        """The same span without white space at its edges."""
        inside = Span(0, len(span)).trimmed(self.words_at(span))
        return Span(span.start + inside.start, span.start + inside.end)

    def view(self) -> View:
        """The whole."""
        return View(self.source, "".join(self.pieces), tuple(self.runs))
