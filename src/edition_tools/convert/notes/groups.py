"""Labels: what each note is called in the edition, where numbering begins again too.

`27`, `star`; where a number occurs more than once because numbering restarts, its group
goes before it: `ch2.1`. A second note under one number is `second.12`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from edition_tools.convert.notes.texts import NoteText
from edition_tools.vocabulary import label_of

AGAIN = ("second", "third", "fourth", "fifth")


def labels(notes: Sequence[NoteText]) -> list[str]:
    """A unique label for each note, in order."""
    grouped = {
        symbolic: len({note.group for note in notes if note.symbolic == symbolic}) > 1
        for symbolic in (True, False)
    }
    turns: Counter[str] = Counter()
    found = []
    for note in notes:
        label = label_of(note.mark)
        if grouped[note.symbolic]:
            label = f"{'set' if note.symbolic else 'ch'}{note.group + 1}.{label}"
        found.append(_told_apart(label, turns[label]))
        turns[label] += 1
    return found


def _told_apart(label: str, turn: int) -> str:
    """The label of a note before which *turn* others bear the same mark."""
    if not turn:
        return label
    group, dot, mark = label.rpartition(".")
    word = AGAIN[turn - 1] if turn <= len(AGAIN) else f"again{turn + 1}"
    return f"{group}{dot}{word}.{mark}"
