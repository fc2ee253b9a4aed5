"""What a passage calls in its first and last lines: there Typst must not keep two lines together.

Where Typst takes two lines overleaf that belong together, to leave no line alone, it leaves notes
of theirs behind, on the page before their call. So the template is told how far from the ends of a
passage its notes are called, and lets go where that is too near: a line alone is the lesser evil.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from edition_tools.publish.layout import FOOT
from edition_tools.publish.nodes import note_call
from edition_tools.vocabulary import Voice

CALLS = (nodes.footnote_reference, note_call)


def calls_from_the_ends(
    passage: nodes.Element, notes: Mapping[str, nodes.footnote], places: Mapping[Voice, str]
) -> tuple[int, int] | None:
    """Characters before the first call of a note at the foot, and after the last; None: no call.

    `notes` are by id, `places` say where the notes of a voice stand.
    """
    called = list(_called(passage, notes, places))
    whole = sum(len(it) for it in _words(passage))
    return (called[0], whole - called[-1]) if called else None


def _called(
    passage: nodes.Element, notes: Mapping[str, nodes.footnote], places: Mapping[Voice, str]
) -> Iterator[int]:
    """The characters before each call of a note at the foot."""
    before = 0
    for node in passage.findall():
        if isinstance(node, CALLS):
            note = notes.get(str(node.get("refid")))
            if note is not None and places.get(note.get("voice"), FOOT) == FOOT:
                yield before
        elif isinstance(node, nodes.Text) and not isinstance(node.parent, CALLS):
            before += len(node)


def _words(passage: nodes.Element) -> Iterator[nodes.Text]:
    return (it for it in passage.findall(nodes.Text) if not isinstance(it.parent, CALLS))
