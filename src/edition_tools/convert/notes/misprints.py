"""How likely a printed number stands for another one, as a log-weight.

Numbers are misread (1 → l, 5 → S), swapped with their neighbour, or given twice.
"""

from __future__ import annotations

from edition_tools.convert.notes.shapes import Token

REPEATED = -5.0  # 35 for 36: the number before is given again
AHEAD = -7.0  # 36 for 35: the number after comes too soon …
SWAP_COMPLETED = 2.0  # … and then 35 for 36: the two are swapped
ONE_DIGIT = -7.5  # 38 for 35


def weight(true: str, token: Token) -> float | None:
    """The log-weight of printing *token* where *true* is right; None: out of the question.

    The right number itself is no misprint.
    """
    printed = token.printed
    if printed == true or token.part or not printed.isdecimal():
        return None
    if abs(int(printed) - int(true)) == 1:
        return REPEATED if int(printed) < int(true) else AHEAD
    if len(printed) == len(true) and _differing(printed, true) == 1:
        return ONE_DIGIT
    return None


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
