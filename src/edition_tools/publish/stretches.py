"""The text of a page as an editor quotes it, and the places in the doctree where it stands.

Comes in: a doctree before anything of ours has changed it. Goes out: `Stretch`es (one for each
paragraph, heading, verse, each in its own words, without calls of notes), and `edit`, which
puts calls and changed words into one of them. Never looks at files or at Sphinx.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from edition_tools.publish.nodes import apparatus_entry, editorial_note
from edition_tools.text import Span

SILENT = (nodes.footnote_reference, nodes.label, nodes.raw, nodes.comment, nodes.system_message)
APOSTROPHES = "'’ʼ"
OPENING = re.compile(r"‘|(?<!\w)['’]")  # of a quotation: ‘The, 'The


@dataclass(frozen=True, slots=True)
class Piece:
    """A text node and where its words stand in the stretch."""

    node: nodes.Text
    span: Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, heading or verse: its words, and the ids of what it stands in."""

    node: nodes.Element
    text: str
    pieces: tuple[Piece, ...]
    places: tuple[str, ...]  # innermost first: c1.2, c1
    is_source: bool  # words of the source, not of the edition's editors
    called: frozenset[int] = frozenset()  # where the source itself has marks: offsets in `text`

    @property
    def place(self) -> str:
        """The id of the passage or note it is, or an empty string."""
        return self.places[0] if self.places else ""


@dataclass(slots=True)
class Edits:
    """What is to be done to one stretch: spans of its text that other nodes replace, and calls."""

    replaced: list[tuple[Span, nodes.Element]] = field(default_factory=list)
    calls: list[tuple[int, nodes.Element]] = field(default_factory=list)


def stretches(root: nodes.Element) -> list[Stretch]:
    """All stretches under *root*, in order."""
    return [_stretch(block) for block in _blocks(root)]


def _blocks(node: nodes.Element) -> Iterator[nodes.Element]:
    for child in node.children:
        if isinstance(child, nodes.line_block) or _is_block(child):
            yield child  # type: ignore[misc]
        elif isinstance(child, nodes.Element) and not isinstance(child, SILENT):
            yield from _blocks(child)


def _is_block(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.TextElement)
        and not isinstance(node, (nodes.Inline, *SILENT))
        and not isinstance(node, nodes.literal_block | nodes.rubric)
    )


def _stretch(block: nodes.Element) -> Stretch:
    for element in list(block.findall(nodes.Element)):
        _merge(element)
    pieces: list[Piece] = []
    called: set[int] = set()
    words = ""
    last: nodes.Node | None = None
    for text in _texts(block):
        if not isinstance(text, nodes.Text):
            called.add(len(words))
            continue
        line = _line_of(text)
        if pieces and line is not None and line is not last:
            words += "\n"  # verse: a line end is a blank to whoever quotes
        last = line
        pieces.append(Piece(text, Span(len(words), len(words) + len(text))))
        words += str(text)
    places, is_source = _places(block)
    return Stretch(block, words, tuple(pieces), places, is_source, frozenset(called))


def _merge(element: nodes.Element) -> None:
    """Make one text node of neighbours: a soft line end is a node of its own in MyST."""
    at = 0
    while at + 1 < len(element.children):
        here, following = element.children[at], element.children[at + 1]
        if isinstance(here, nodes.Text) and isinstance(following, nodes.Text):
            element[at : at + 2] = [nodes.Text(str(here) + str(following))]
        else:
            at += 1


def _texts(node: nodes.Element) -> Iterator[nodes.Text | nodes.footnote_reference]:
    """The text nodes, and the calls of notes between them."""
    for child in node.children:
        if isinstance(child, nodes.Text | nodes.footnote_reference):
            yield child
        elif (
            isinstance(child, nodes.Element)
            and not isinstance(child, SILENT)
            and "unanswered" not in child["classes"]
        ):
            yield from _texts(child)


def _line_of(text: nodes.Node) -> nodes.Node | None:
    node: nodes.Node | None = text.parent
    while node is not None and not isinstance(node, nodes.line):
        node = node.parent
    return node


def _places(block: nodes.Element) -> tuple[tuple[str, ...], bool]:
    places: list[str] = []
    is_source = True
    node: nodes.Element | None = block
    while node is not None:
        if node.get("passage"):
            places.append(str(node["passage"]))
        if isinstance(node, nodes.footnote) or node.get("voice_of_source"):
            places += [i for i in node["ids"] if i not in places]
        if isinstance(node, editorial_note | apparatus_entry):
            is_source = False
        node = node.parent
    return tuple(dict.fromkeys(places)), is_source


def end_of_word(stretch: Stretch, at: int, joined: str = "") -> int:
    """Where a mark goes that is called at *at*: behind the word, should it end within one.

    *joined* is the character that the edition has right before *at*, if not the source's.
    """
    text, end = stretch.text, at
    if joined:
        # a blank or an opening sign that the edition puts in: the mark follows the word behind it
        if not (joined.isalnum() or joined.isspace() or joined in APOSTROPHES or opens(joined)):
            return at
    elif not at or not _is_of_word(text, at - 1):
        return at
    while end < len(text) and end not in stretch.called and _is_of_word(text, end):
        end += 1
    closes = bool(joined) and opens(joined) and text[end - 1] in APOSTROPHES
    return end - 1 if closes and end > at else end


def opens(sign: str) -> bool:
    """Whether a sign is an opening quotation mark or bracket, or may be one."""
    return sign == '"' or unicodedata.category(sign) in {"Pi", "Ps"}


def _is_of_word(text: str, at: int) -> bool:
    """Letters, digits, what is written over letters, and apostrophes between letters."""
    if text[at] in APOSTROPHES:
        if not at or not text[at - 1].isalnum():
            return False
        # the soldiers’ children, but ‘the soldiers’ said
        return text[at + 1 : at + 2].isalnum() or not OPENING.search(text, 0, at)
    return text[at].isalnum() or unicodedata.category(text[at]).startswith("M")


# ------------------------------------------------------------------ changing a stretch
def piece_of(stretch: Stretch, span: Span) -> Piece | None:
    """The one piece that holds *span*; None if the span runs over several."""
    holding = [p for p in stretch.pieces if p.span.holds(span)]
    if not holding:
        return None
    if not len(span):  # between two pieces: the words before it own the place
        return next((p for p in holding if p.span.end == span.start), holding[0])
    return holding[0]


def edit(stretch: Stretch, edits: Edits) -> None:
    """Carry out *edits*. Replaced spans may not meet, and each lies in one piece."""
    for piece in stretch.pieces:
        replaced = sorted(
            ((s, n) for s, n in edits.replaced if piece_of(stretch, s) is piece),
            key=lambda item: item[0],
        )
        calls = [
            (_outside(at, replaced), node)
            for at, node in edits.calls
            if piece_of(stretch, Span(at, at)) is piece
        ]
        if replaced or calls:
            _rebuild(piece, replaced, sorted(calls, key=lambda item: item[0]))


def _outside(at: int, replaced: Sequence[tuple[Span, nodes.Element]]) -> int:
    """Where a call goes that would stand within changed words: behind them."""
    return next((s.end for s, _ in replaced if s.start < at < s.end), at)


def _rebuild(
    piece: Piece,
    replaced: Sequence[tuple[Span, nodes.Element]],
    calls: Sequence[tuple[int, nodes.Element]],
) -> None:
    text, start = str(piece.node), piece.span.start
    out: list[nodes.Node] = []
    at = start
    # at one place: the changed words that end there, then the calls, then what begins there
    events = [(s.end, 0, s, n) for s, n in replaced]
    events += [(offset, 1, Span(offset, offset), n) for offset, n in calls]
    for _, _, span, node in sorted(events, key=lambda e: (e[0], e[1])):
        if span.start > at:
            out.append(nodes.Text(text[at - start : span.start - start]))
        out.append(node)
        at = max(at, span.end)
    if at < piece.span.end:
        out.append(nodes.Text(text[at - start :]))
    parent = piece.node.parent
    position = parent.index(piece.node)
    parent[position : position + 1] = out
