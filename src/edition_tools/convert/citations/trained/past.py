"""What stands before each word of a reference, and how far off the year is.

Comes in: the tokens of a reference. Goes out: for each token in which brackets it is, which
things have passed (a year, a colon, *in*, a quotation’s end), and with which mark the word before
it ends: behind a closed quotation comes a journal, behind the year often a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition_tools.convert.citations.trained.words import MARKS, YEAR

STATES = ("()", "“”", "past-year", "past-colon", "past-in")
QUOTED = re.compile(r"[”»\"'’][.,;:?!]*$")  # a quotation ends with this word
FAR = 9  # words: nothing is seen beyond
NEAR_QUOTATION, NEAR_YEAR, SHORT = 6, 5, 5


def past(words: Sequence[str]) -> list[list[str]]:
    """What each of the *words* shows by what came before it, and by the year."""
    return [[*state, *behind] for state, behind in zip(_states(words), _behind(words), strict=True)]


def _states(words: Sequence[str]) -> list[list[str]]:
    """Where each word stands: how far on, in which brackets, after which things."""
    rows, depth, quotes, year, stops, colon, lead = [], 0, 0, False, 0, False, False
    count = len(words)
    for i, word in enumerate(words):
        row = [f"at={i * 10 // count}", f"n={min(i, 4)}", f"r={min(count - i, 4)}"]
        row += [f"stops={min(stops, 4)}"]
        depth += word.count("(") + word.count("[")
        now = (depth > 0, quotes % 2 == 1, year, colon, lead)
        row += [name for name, holds in zip(STATES, now, strict=True) if holds]
        rows.append(row)
        depth -= word.count(")") + word.count("]")
        quotes += sum(word.count(mark) for mark in '“”"«»„')
        year = year or YEAR.search(word) is not None
        stops += word.endswith(".") and len(word) > 3
        colon = colon or word.endswith(":")
        lead = lead or _leads_in(word)
    return rows


def _behind(words: Sequence[str]) -> list[list[str]]:
    """The years, quotations’ ends and *in* before and behind each word, and the last mark."""
    years = [i for i, word in enumerate(words) if YEAR.search(word)]
    ends = [i for i, word in enumerate(words) if QUOTED.search(word)]
    leads = [i for i, word in enumerate(words) if _leads_in(word)]
    rows = []
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        mark = before[len(before.rstrip(MARKS)) :][:2] if i else "edge"
        ahead, behind = [y - i for y in years if y > i], [i - y for y in years if y <= i]
        quoted = [i - end for end in ends if end < i]
        passed = (bool(ahead), any(behind), bool(quoted), any(lead < i for lead in leads))
        state = "".join(str(int(holds)) for holds in passed)
        row = [f"st={state}", f"st={state}&{mark}"]
        row.append(f"since={min([*quoted, NEAR_QUOTATION])}")
        if years:
            row += [f"yr={min([*behind, NEAR_YEAR])}", f"ya={min([*ahead, FAR])}"]
        rows.append(row + _own(word, before, mark))
    return rows


def _own(word: str, before: str, mark: str) -> list[str]:
    """The word’s longer ends, and its look behind the mark and word before it."""
    bare = word.strip(MARKS)
    low = bare.casefold()
    row = [f"e={low[-4:]}", f"b={low[:4]}"] if bare.isalpha() and len(bare) > 4 else []
    if before:
        row.append(f"pt={mark}&{bare[:1].isupper()}&{'x' if len(bare) < 3 else ''}")
        short = before.strip(MARKS).casefold() if len(before) < SHORT else ""
        row.append(f"pw={short}&{mark}")
    return row


def _leads_in(word: str) -> bool:
    return word.casefold().strip(MARKS) in ("in", "dans")
