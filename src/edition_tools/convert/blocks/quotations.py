"""Which units are displayed quotations, how sure that is, and which belong to one quotation."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from edition_tools.convert.blocks.units import Unit

INDENTED = 2  # blanks more than the common paragraphs have
LONG = 3000  # code points
OPENING = "“„«‘\"'‹"
COLON = re.compile(r"[:：][”’\"'»]?[—–-]*$")
DASH = re.compile(r"[—–]$|,[”’\"'»]?$|[^\W\d_]$")  # goes on: "he says—", "he wrote,", "that"
CLOSED = re.compile(r"[”’\"'»][.,;]?[—–-]?$")
STOPPED = re.compile(r"[.!?…][”’\"'»)\]]*$")
ELLIPSIS = re.compile(r"(?:\. ?){3,4}|…|\[")  # a quotation that begins in mid-sentence
LISTED = re.compile(r"[;,][”’\"'»]*$|[;,] (?:and|or|et|ou|und|oder|y|o|e)$")  # an item of a list
LISTS = re.compile(  # "three parts:", "They include:", "These are:—"
    r"\b(?:includ\w+|these are|namely|viz|categories|reasons|justifications|points|comprend\w*"
    r"|(?:two|three|four|five|six|seven|deux|trois|quatre|cinq|zwei|drei|vier|fünf) \w+(?: \w+)?)"
    r"\W*$|\bthe following\W*$",
    re.IGNORECASE,
)
BROKEN = re.compile(r",[”’\"'»]?[—–-]?$")  # "Bayard wrote,": no paragraph ends so by itself
CREDIT = re.compile(r"[—–―]{1,2} ?[^\W\d_a-zß-ÿ][^\n]{0,60}")  # "—Dryden", after what is quoted
QUOTES = re.compile(r"[“”„«»]")
SPEAKER = re.compile(  # "Mr. MORLEY. How", "The CHAIRMAN. I", "ANNA: Yes": the record of a talk
    r"(?:[^\W\d_]{1,8}\.? ){0,2}[^\W\d_a-zà-ÿ]{3,}(?: \([^()\n]{1,30}\))?[.:] "
)
ITEM = re.compile(
    r"[(\[]?(?:\d{1,3}|[IVXLivxl]{1,5}|[A-Za-zα-ω])[.)\]°]\s"
)  # "a) ", "(iv) ", "2. "
SPEECH = re.compile(r"(?:—|–|--)\s?[^\W\d_«“„\"]|(?:—|–|--) ?[«“„]")  # "— Sim, disse ele."
SPOKEN = 100  # code points: shorter paragraphs in quotation marks may be spoken words
LISTED_ITEM = 6.0  # against an item of a list, or words of a talk
ADDRESS = 100  # code points: a shorter line that comes again announces nothing: "My friends:"
SAID = 60  # code points: a shorter line that ends in a comma may be an address
PARAGRAPHS_MOST = 8  # of a quotation without quotation marks
OPENED_MOST = 12  # paragraphs of one that each begin with a mark, and of which the last closes
PAIRS = {"“": "”", "«": "»", "„": "“", "‹": "›"}
SUPPORTED = 4  # paragraphs in quotation marks that the custom of other texts counts for
CUSTOMARY = 0.6  # share of them that a colon announces or a note ends, where they are set off
MARKER = re.compile(  # a note marker inside a unit: "word.12 ", "[12]", "^12", "¹²"
    r"(?<=[^\W\d])\d{1,4}(?=\s)|[.,;!?”’\"»)]\d{1,4}(?=\s)|\[\d{1,4}\]|\^\d|[⁰¹²³⁴-⁹]"
)
FIRST = 0.5  # probability from which a unit is taken for a quotation


@dataclass(frozen=True, slots=True)
class Quotation:
    """How sure it is that a unit is a quotation; `shown` if the page's layout says so."""

    confidence: float
    shown: bool
    joins: bool  # goes on with the quotation of the unit before it


def find(units: Sequence[Unit], headings: dict[int, int]) -> dict[int, Quotation]:
    """The units that are quotations; *headings*: the units that are headings."""
    found: dict[int, Quotation] = {}
    running = _runs_on(units, headings)
    turns = Counter(unit.text for unit in units if len(unit.text) < ADDRESS)
    for i, unit in enumerate(units):
        if i in headings or i in found:
            continue
        before = found.get(i - 1)
        if before is not None and CREDIT.fullmatch(unit.text):
            found[i] = Quotation(before.confidence, before.shown, True)
            continue
        previous = units[i - 1] if i and i - 1 not in headings else None
        if previous and turns[previous.text] > 1 and COLON.search(previous.end):
            previous = None
        if unit.indent >= INDENTED or (unit.grouped and not _is_run_in(unit, previous, before)):
            joins = before is not None and _goes_on(units[i - 1], unit)
            found[i] = Quotation(0.97, True, joins)
            continue
        score = _score(unit, previous, _following(units, headings, i), before)
        score -= 2.5 * (running and _is_whole(unit) and not _is_supported(unit, previous))
        sure = 1 / (1 + math.exp(-score))
        if sure >= FIRST:
            joins = before is not None and previous is not None and _goes_on(previous, unit)
            found[i] = Quotation(round(sure, 2), False, joins)
            for k in range(i + 1, _last(units, headings, i) + 1):
                found[k] = Quotation(round(sure * 0.8, 2), False, True)
    return found


def _runs_on(units: Sequence[Unit], headings: dict[int, int]) -> bool:
    """Whether whole paragraphs in quotation marks are part of this text's own course.

    Most such paragraphs are announced by a colon or give their source in a note where they are
    set off. Spoken words, answers, and what is quoted in passing have neither.
    """
    whole = [i for i in range(1, len(units)) if i not in headings and _is_whole(units[i])]
    supported = sum(_is_supported(units[i], units[i - 1]) for i in whole)
    return supported + SUPPORTED < CUSTOMARY * (len(whole) + SUPPORTED)


def _is_whole(unit: Unit) -> bool:
    """Whether a unit begins and ends with quotation marks."""
    return unit.text[0] in OPENING and bool(CLOSED.search(unit.end))


def _is_supported(unit: Unit, previous: Unit | None) -> bool:
    """Whether a note marker ends a unit, or the words before announce it."""
    return len(unit.bare) < len(unit.text) or (previous is not None and _announced(previous) > 0)


def _following(units: Sequence[Unit], headings: dict[int, int], i: int) -> Sequence[Unit]:
    """The units after *i* up to a heading, as many as a quotation may go on."""
    last = min(len(units), i + 1 + OPENED_MOST)
    end = next((k for k in range(i + 1, last) if k in headings), last)
    return units[i + 1 : end]


def _is_run_in(unit: Unit, previous: Unit | None, before: Quotation | None) -> bool:
    """Whether a unit that others follow without blank line is the author's own paragraph."""
    opens = unit.text[0] in OPENING or unit.lines > 1 or before is not None
    return not opens and (previous is None or bool(STOPPED.search(previous.end)))


def _last(units: Sequence[Unit], headings: dict[int, int], first: int) -> int:
    """The last unit of a quotation without quotation marks: the one with the marker at its end.

    Quoted words have no markers of their own; if one stands between, or none comes, the
    quotation is taken to be one paragraph.
    """
    if units[first].text[0] in OPENING or units[first].lines > 1:
        return first
    if SPEAKER.match(units[first].text):
        return _last_speech(units, headings, first)
    for i in range(first, min(first + PARAGRAPHS_MOST, len(units))):
        unit = units[i]
        if i in headings or unit.grouped or unit.text[0] in OPENING or MARKER.search(unit.bare):
            break
        if i > first and CLOSED.search(unit.end):
            break  # the marker belongs to words that the author quotes there
        if len(unit.bare) < len(unit.text):
            return i
        if not STOPPED.search(unit.end):
            break
    return first


def _last_speech(units: Sequence[Unit], headings: dict[int, int], first: int) -> int:
    """The last unit of a talk: every speech begins with the name of who speaks."""
    last = first
    while (
        last + 1 < len(units) and last + 1 not in headings and SPEAKER.match(units[last + 1].text)
    ):
        last += 1
    return last


def _score(
    unit: Unit, previous: Unit | None, following: Sequence[Unit], before: Quotation | None
) -> float:
    """Log odds that *unit*, which the layout does not set off, is a displayed quotation."""
    if previous is None:
        return -6.0
    score = -3.5 - 1.5 * (len(unit.text) > LONG)
    opened, closed, whole = unit.text[0] in OPENING, bool(CLOSED.search(unit.end)), _is_whole(unit)
    listed = bool(LISTED.search(unit.end))
    if before is None and LISTED.search(previous.end) and previous.text[0].islower():
        score -= 3.0
    elif before is None:
        score += _announced(previous) or 2.5 * (whole and previous.bare[-1:] == ";")
    elif not CLOSED.search(previous.end) and previous.text[0] in OPENING:
        score += 3.0 * (unit.text[0] in OPENING)
    score += (4.5 if len(unit.text) >= SPOKEN else 2.5) * whole + 1.0 * (opened and not closed)
    score += 2.5 * bool(ELLIPSIS.match(unit.text)) + 1.5 * unit.text[0].islower()
    score += 0.7 * (len(unit.bare) < len(unit.text))
    if following:
        score += 1.0 * (following[0].text[0].islower() and not listed)
        score += 3.0 * (_left_open(unit) and _is_closed_by(following))
    if ITEM.match(unit.text) or SPEECH.match(unit.text):
        score -= LISTED_ITEM
    if not whole:
        score -= 3.0 * listed + 2.0 * bool(LISTS.search(previous.bare[-90:]))
        item = unit.text[0].islower() and bool(COLON.search(previous.end))
        score -= 4.0 * (item and bool(QUOTES.search(unit.text)))  # of the author's list
    return score


def _announced(previous: Unit) -> float:
    """What the end of the paragraph before says of a quotation to come."""
    if COLON.search(previous.end):
        return 4.5
    if BROKEN.search(previous.end) and len(previous.text) >= SAID:
        return 3.6
    return 2.5 * bool(DASH.search(previous.end))


def _left_open(unit: Unit) -> bool:
    """Whether a unit begins a quotation that it does not close."""
    first = unit.text[0]
    return first in PAIRS and unit.text.count(first) > unit.text.count(PAIRS[first])


def _is_closed_by(following: Sequence[Unit]) -> bool:
    """Whether the units that follow go on with such a quotation, and one of them closes it."""
    for unit in following:
        if unit.text[0] not in PAIRS:
            return False
        if CLOSED.search(unit.end):
            return True
    return False


def _goes_on(previous: Unit, unit: Unit) -> bool:
    """Whether two quotations that follow each other are one."""
    if unit.grouped and not unit.gap:
        return True
    if unit.indent != previous.indent:
        return False
    if previous.text[0] in OPENING:
        return not CLOSED.search(previous.end)
    return unit.text[0] not in OPENING
