"""Where a passage may begin and end, for the sake of the notes that its first and last lines call.

Typst keeps two lines together at the foot of a page, but it learns too late that the note of the
second has no room, and the first stays behind alone. So the template is told what those lines
bring to the foot, and begins the passage overleaf if that is too much. Where Typst takes the last
two lines overleaf together, it leaves notes of theirs behind, on the page before their call. So
it is told not to do so where those lines call notes: a single line overleaf is the lesser evil.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from edition_tools.publish.layout import FOOT
from edition_tools.publish.nodes import note_call
from edition_tools.vocabulary import Voice

FAR = 240  # characters that two lines of the widest sheet hold, and some more


def notes_called_early(
    passage: nodes.Element, notes: Mapping[str, nodes.footnote], places: Mapping[Voice, str]
) -> list[tuple[int, int]]:
    """Of each note at the foot that the first lines call: characters before its call, and its own.

    `notes` are by id, `places` say where the notes of a voice stand.
    """
    return [
        (before, len(note.astext()))
        for before, note in _called(passage, notes, places)
        if before <= FAR
    ]


def calls_late(
    passage: nodes.Element, notes: Mapping[str, nodes.footnote], places: Mapping[Voice, str]
) -> bool:
    """Whether the last lines call a note at the foot."""
    whole = sum(len(it) for it in passage.findall(nodes.Text))
    return any(whole - before <= FAR for before, _ in _called(passage, notes, places))


def _called(
    passage: nodes.Element, notes: Mapping[str, nodes.footnote], places: Mapping[Voice, str]
) -> Iterator[tuple[int, nodes.footnote]]:
    """Each note at the foot that a passage calls, with the characters before its call."""
    before = 0
    for node in passage.findall():
        if isinstance(node, nodes.footnote_reference | note_call):
            note = notes.get(str(node.get("refid")))
            if note is not None and places.get(note.get("voice"), FOOT) == FOOT:
                yield before, note
        elif isinstance(node, nodes.Text) and not isinstance(
            node.parent, nodes.footnote_reference | note_call
        ):
            before += len(node)


def follows_passage(passage: nodes.Element) -> bool:
    """Whether a passage of the text stands right below another, so that its line is indented."""
    if not isinstance(passage.parent, nodes.section | nodes.document):
        return False
    siblings = passage.parent.children
    above = siblings[: siblings.index(passage)]
    seen = [it for it in above if not isinstance(it, nodes.Invisible)]
    return bool(seen) and isinstance(seen[-1], nodes.paragraph)
