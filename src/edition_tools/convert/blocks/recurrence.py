"""Where the words of sentences come again: each word once, by the sentences that have it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import accumulate, chain, pairwise

NEVER = 1 << 40  # sentences away


class Recurrence:
    """The words of sentences, and for each sentence how many of them are known or come back.

    *bags*: the words of each sentence. *often*: words in more sentences than this are left out.
    A word is known if one of the *back* sentences before has it; it comes back if one of the
    *ahead* sentences from this one on, this one counted, has it again.
    """

    def __init__(
        self, bags: Sequence[Collection[str]], back: int, ahead: int, often: float = NEVER
    ) -> None:
        self.back, self.ahead = back, ahead
        places: defaultdict[str, list[int]] = defaultdict(list)
        for i, bag in enumerate(bags):
            for word in bag:
                places[word].append(i)
        self.places = {word: at for word, at in places.items() if len(at) <= often}
        self.sizes = list(map(len, bags))  # words
        for i in chain.from_iterable(at for at in places.values() if len(at) > often):
            self.sizes[i] -= 1
        self.repeated = [at for at in self.places.values() if len(at) > 1]
        self.known = [0] * len(bags)  # those that one of the sentences before has
        self.echoes = [0] * len(bags)  # those that the sentence before has too
        self.promises = [0] * len(bags)  # those not known that come back
        for at in self.repeated:
            self._count(at)

    def _count(self, at: list[int]) -> None:
        before = NEVER
        for one, two in pairwise(at):
            away = two - one
            if away < self.ahead and before > self.back:
                self.promises[one] += 1
            if away <= self.back:
                self.known[two] += 1
            if away == 1:
                self.echoes[two] += 1
            before = away

    def around(self, word: str, i: int) -> tuple[int, int]:
        """How far from sentence *i*, which has *word*, the nearest before and after are."""
        at = self.places.get(word)
        if not at:
            return NEVER, NEVER
        k = bisect_left(at, i)
        return i - at[k - 1] if k else NEVER, at[k + 1] - i if k + 1 < len(at) else NEVER

    def shared(self, reach: int) -> list[float]:
        """For each boundary, how many words the *reach* sentences on both sides share.

        A word counts as often as it stands on the side that has it less often; the sum is
        divided by the geometric mean of the words on the two sides.
        """
        steps = [0] * (len(self.sizes) + 1)  # how the sum differs from that of the boundary before
        for at in self.repeated:
            _add(steps, at, reach)
        so_far = [0, *accumulate(self.sizes)]
        size = len(self.sizes)
        return [
            met
            / math.sqrt(
                max(1, so_far[i] - so_far[max(0, i - reach)])
                * max(1, so_far[min(size, i + reach)] - so_far[i])
            )
            for i, met in enumerate(accumulate(steps[:size]))
            if i
        ]


def _add(steps: list[int], at: list[int], reach: int) -> None:
    """Count a word that stands in the sentences *at* for all boundaries.

    Between two neighbours of *at* the word counts once where both are within reach, twice where
    the next ones on both sides are too, and so on.
    """
    for k, (left, right) in enumerate(pairwise(at), 1):
        if right - left >= 2 * reach:
            continue
        for more in range(min(k, len(at) - k)):
            one, two = at[k - 1 - more] + reach, at[k + more] - reach
            first, last = two if two > left else left, one if one < right else right
            if first >= last:
                break
            steps[first + 1] += 1
            steps[last + 1] -= 1
