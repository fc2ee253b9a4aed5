"""Abbreviations and Roman numerals in small capitals, as books set them beside old-style figures.

Comes in: the doctree of a page as it is about to be written. Goes out: the same, where words that
are all capitals (USSR, XXXVIII) stand in elements of their own, for the style sheet to set. Never
changed: any character, so that what is copied, cited or searched is as it was; the conversation
under a post; readings, which must be seen letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from edition_tools.publish.html.lowered import html_comment, html_emended, html_frame, html_note
from edition_tools.vocabulary import Voice

CLASS = "caps"
# USSR, also before the end of a ‘quotation USSR’; not the C in A.B.C, not NKVD’s
WORD = re.compile(r"(?<![\w.’'])[^\W\d_]{2,}(?!\w|[’'][^\W_])")


def set_capitals(document: nodes.document) -> None:
    """Put each word of capitals into an element of its own."""
    for text in list(document.findall(nodes.Text)):
        if text.lower() != text and not _is_left(text):
            parts = list(_parts(str(text)))
            if len(parts) > 1 or isinstance(parts[0], nodes.inline):
                text.parent.replace(text, parts)


def _parts(text: str) -> Iterator[nodes.Node]:
    at = 0
    for word in WORD.finditer(text):
        if word[0].isupper():
            if word.start() > at:
                yield nodes.Text(text[at : word.start()])
            yield nodes.inline("", word[0], classes=[CLASS])
            at = word.end()
    if at < len(text):
        yield nodes.Text(text[at:])


def _is_left(node: nodes.Node) -> bool:
    """Whether words are code, a heading, a reading, of the commentary, or about the text."""
    above: nodes.Element | None = node.parent
    while above is not None and not isinstance(above, nodes.document):
        if isinstance(above, LEFT) or LEFT_CLASSES.intersection(above.get("classes", ())):
            return True
        if isinstance(above, html_note) and above["voice"] == Voice.APPARATUS:
            return True
        above = above.parent
    return False


LEFT = (
    *(nodes.literal, nodes.literal_block, nodes.title, nodes.rubric, nodes.raw, nodes.math),
    nodes.table,
    *(html_emended, html_comment, html_frame),
)
LEFT_CLASSES = frozenset(  # initials; words about the text, which are set in another face
    {"initials", "siglum", "note-facts", "listed-note", "edition-state", "take-along", "cited-in"}
    | {"drawn", "edition-facts", "rulings", "findings", "whence"}
)
