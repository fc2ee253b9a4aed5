"""Where a number is wrong and another is missing beside it, no reading is trusted."""

from __future__ import annotations

import pytest

from edition_tools.convert.notes.runs import Item, unsettled

# Marks in order of place: `3` stands in place 3; `3!` too, by another number than its own;
# `?` has no place; `?3` might only take place 3. In brackets: what is not to be trusted.
CASES = {
    "all are right": "0 1 2 3 4 5",
    "one is missing": "0 1 2 4 5",
    "many are missing": "0 1 4 5 9",
    "one is wrong, and the count is full": "0 1 2! 3 4 5",
    "two are swapped, and the count is full": "0 1 2! 3! 4 5",
    "one is wrong, one is missing elsewhere": "0 1 2! 3 4 6 7",
    "one is wrong, one is missing just after": "0 1 2 [3!] 5 6 7",
    "one is wrong, one is missing just before": "0 1 2 [4!] 5 6 7",
    "what nothing explains, where all are there": "0 1 2 ? 3 4 5",
    "what nothing explains, where one is missing": "0 1 2 [?] 4 5 6",
    "a right number alone beside what nothing explains": "0 1 2 [?] [4] 6 7 8",
    "a pair beside what nothing explains": "0 1 2 [?] [4] [5] 7 8 9",
    "a missing number stands in another place": "0 1 2 [4] [?3] 5 6 7",
    "a missing number stands far away": "0 1 2 4 5 6 7 8 ?3 9 10 11",
}


@pytest.mark.parametrize("written", CASES.values(), ids=CASES.keys())
def test_a_stretch_is_unsettled_only_where_its_count_leaves_a_choice(written: str) -> None:
    marks = written.split()
    items = [read(mark.strip("[]")) for mark in marks]

    found = unsettled(items, 1 + max(item.place or 0 for item in items))

    assert [f"[{m.strip('[]')}]" if i in found else m.strip("[]") for i, m in enumerate(marks)] == (
        marks
    )


def read(mark: str) -> Item:
    if mark.startswith("?"):
        return Item(None, exact=False, perhaps=(int(mark[1:]),) if mark[1:] else ())
    return Item(int(mark.rstrip("!")), exact=not mark.endswith("!"))
