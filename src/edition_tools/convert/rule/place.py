"""Where a ruling stands: its quotation found once, or the words at its offsets unchanged."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from edition_tools.findings import Code
from edition_tools.model import AppliedRuling, Finding, Ruling
from edition_tools.text import Span, View

# signs that are the same in a quotation, and how they are compared
EQUIVALENT = {
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("\u00a0\n\t", " "),
}
WORD = re.compile(r"\S")  # where the words begin after the blanks


@dataclass(frozen=True, slots=True)
class Placed:
    """The rulings that have found their place, and findings for those that have not."""

    rulings: tuple[AppliedRuling, ...]
    findings: tuple[Finding, ...]

    def about(self, code: Code) -> tuple[AppliedRuling, ...]:
        """The placed rulings that answer findings of one code."""
        return tuple(applied for applied in self.rulings if applied.ruling.code == code)


def locate(view: View, rulings: tuple[Ruling, ...]) -> Placed:
    """Each ruling with its place in *view*; quotations must stand there exactly once."""
    placed: list[AppliedRuling] = []
    findings: list[Finding] = []
    reading = _compared(view.text) if any(not ruling.at for ruling in rulings) else ""
    for ruling in rulings:
        found = _by_digest(view, ruling) if ruling.at else _by_words(reading, ruling)
        if isinstance(found, Span):
            placed.append(AppliedRuling(ruling, found))
        else:
            findings.append(Finding(Code.SHELF_RULING_UNPLACED, Span(0, 0), found))
    return Placed(tuple(placed), tuple(findings))


def _by_digest(view: View, ruling: Ruling) -> Span | str:
    assert ruling.at is not None
    words = ruling.at.of(view.source.text)
    if hashlib.sha256(words.encode()).hexdigest() != ruling.sha256:
        return (
            f"the ruling on {ruling.code} at {[ruling.at.start, ruling.at.end]}"
            " does not fit: other words stand there now"
        )
    return view.reading(ruling.at)


def _by_words(reading: str, ruling: Ruling) -> Span | str:
    words = _compared(ruling.after or ruling.before or ruling.words)
    count = reading.count(words)
    if count != 1:
        times = "is not in the text" if count == 0 else f"stands in the text {count} times"
        return f"the ruling on {ruling.code} quotes “{words}”, which {times}"
    start = reading.index(words)
    return Span(start, start + len(words))


def _compared(words: str) -> str:
    for sign, plain in EQUIVALENT.items():  # of a book, this takes a tenth of `translate`
        words = words.replace(sign, plain)
    return words


def unanswered(view: View, findings: tuple[Finding, ...], placed: Placed) -> tuple[Finding, ...]:
    """The findings that no ruling of the same code answers at the same place."""
    return tuple(
        finding
        for finding in findings
        if not any(answers(view, applied, finding) for applied in placed.rulings)
    )


def answers(view: View, applied: AppliedRuling, finding: Finding) -> bool:
    """Whether the ruling is about this finding: same code, and same note or same place."""
    if applied.ruling.code != finding.code:
        return False
    if finding.note or applied.ruling.note:
        return finding.note == applied.ruling.note
    if applied.ruling.before or applied.ruling.at:
        return first_word(view, finding.span.start) == first_word(view, applied.span.start)
    return finding.span.meets(applied.span)


def first_word(view: View, at: int) -> int:
    """Where the first word begins at *at* or after it; the end of the view if there is none."""
    word = WORD.search(view.text, at)
    return word.start() if word else len(view.text)


def idle(applied: AppliedRuling) -> Finding:
    """The finding that a ruling has changed nothing."""
    return Finding(
        Code.SHELF_RULING_UNUSED,
        applied.span,
        f"the ruling on {applied.ruling.code} ({applied.ruling.decision}) changes nothing here",
        hint="take it out of rulings.toml, or see whether it names the right place",
    )
