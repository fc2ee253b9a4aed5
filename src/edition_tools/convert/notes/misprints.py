"""What a printed number may stand for instead of itself, as a log-weight.

Numbers are misread (1 → l, 5 → S), swapped with their neighbour, or given twice; a digit is
wrong, two change places, one is lost or one too many. A part of a printed number is never
taken for the number: 13 may stand for 3, but as 13.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from edition_tools.convert.notes.shapes import USUAL_NUMBER, Token

REPEATED = -5.0  # 35 for 36: the number before is given again
SIGN_REPEATED = -7.0  # * * for * †: but a note may also be called twice
AHEAD = -7.0  # 36 for 35: the number after comes too soon …
SWAP_COMPLETED = 2.0  # … and then 35 for 36: the two are swapped
ONE_DIGIT = -7.5  # 38 for 35
TURNED = -7.5  # 53 for 35
MANY = 10**USUAL_NUMBER  # 26101 is no 2610 with a digit too many, but 2610 and a 1
ONE_MORE_OR_LESS = -9.0  # 351 or 3 for 35


def weight(true: int, token: Token) -> float | None:
    """The log-weight of printing *token* where *true* is right; None: out of the question.

    The right number itself is no misprint.
    """
    return None if token.part else slips(true).get(token.number)


@lru_cache(maxsize=16_384)  # more than a book has notes: they are asked for in turn
def slips(true: int) -> Mapping[int, float]:
    """Every number that may be printed for *true* by one slip, with its log-weight."""
    found: dict[int, float] = {}
    places = [10**i for i in range(len(str(true)))]
    for place in (*places, 10 * places[-1]):  # of a digit too many: before the first none is 0
        high, low = divmod(true, place)
        first = place * 10 * high + low + (0 if high else place)
        found.update(dict.fromkeys(range(first, place * 10 * (high + 1), place), ONE_MORE_OR_LESS))
    for place in places if true > 9 else ():
        found[true // (10 * place) * place + true % place] = ONE_MORE_OR_LESS
    for place in places:
        high, low = divmod(true, 10 * place)
        first = place * 10 * high + low % place + (0 if high else place)
        found.update(dict.fromkeys(range(first, place * 10 * (high + 1), place), ONE_DIGIT))
    for place in places[1:]:
        digit, after = true // place % 10, true // (place // 10) % 10
        found[true + (after - digit) * (place - place // 10)] = TURNED
    found |= {true - 1: REPEATED, true + 1: AHEAD}
    most = MANY if true < MANY else 10 * MANY
    return {number: cost for number, cost in found.items() if true != number <= most and number > 0}
