"""An XML document as tokens, each with its place in the source; nothing is loaded, ever.

Comes in: the text. Goes out: tags, words and what is neither, which tile the text. The parser is
expat, which fetches nothing by itself. A document that declares entities of its own is refused:
they could stand for files of this machine, or for a text a billion times their size.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.parsers import expat

from edition_tools.findings import UnreadableText
from edition_tools.text import Span

NAMED_ID = "xml:id"


class Kind(StrEnum):
    """What a token is."""

    OPEN = "open"
    CLOSE = "close"
    WORDS = "words"
    OTHER = "other"  # a declaration, a comment, a processing instruction


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the document; `name` without prefix, `words` with references resolved."""

    kind: Kind
    span: Span
    name: str = ""
    attributes: Mapping[str, str] | None = None
    words: str = ""

    def says(self, attribute: str) -> str:
        """The value of an attribute, "" if it has none."""
        return (self.attributes or {}).get(attribute, "")


@dataclass(slots=True)
class _Event:
    at: int  # byte
    kind: Kind
    name: str = ""
    attributes: Mapping[str, str] | None = None
    words: str = ""


def read(name: str, text: str) -> list[Token]:
    """The tokens of *text*; raises `UnreadableText` where it is no well-formed XML."""
    raw = text.encode("utf-8")
    events = _events(name, raw)
    tokens: list[Token] = []
    at = 0  # in characters
    if events and events[0].at:
        at = len(raw[: events[0].at].decode("utf-8"))
        tokens.append(Token(Kind.OTHER, Span(0, at)))
    for event, after in zip(events, [*(it.at for it in events[1:]), len(raw)], strict=True):
        end = at + len(raw[event.at : after].decode("utf-8"))
        tokens.append(Token(event.kind, Span(at, end), event.name, event.attributes, event.words))
        at = end
    return tokens


def _events(name: str, raw: bytes) -> list[_Event]:
    parser = expat.ParserCreate("utf-8")
    events: list[_Event] = []

    def note(kind: Kind, tag: str = "", attributes: object = None, words: str = "") -> None:
        given = attributes if isinstance(attributes, dict) else None
        bare = tag.rpartition(":")[2]
        events.append(_Event(parser.CurrentByteIndex, kind, bare, given, words))

    def refuse(entity: str, *_: object) -> None:
        raise UnreadableText(
            f"{name} declares an entity, {entity!r}: entities are not read, because they could "
            "stand for other files or for a text without end",
            "resolve them first (xmllint --noent FILE > NEW) and look at what came out",
        )

    parser.StartElementHandler = lambda tag, given: note(Kind.OPEN, tag, given)
    parser.EndElementHandler = lambda tag: note(Kind.CLOSE, tag)
    parser.CharacterDataHandler = lambda words: note(Kind.WORDS, words=words)
    parser.CommentHandler = lambda _: note(Kind.OTHER)
    parser.ProcessingInstructionHandler = lambda *_: note(Kind.OTHER)
    parser.StartCdataSectionHandler = lambda: note(Kind.OTHER)
    parser.EndCdataSectionHandler = lambda: note(Kind.OTHER)
    parser.EntityDeclHandler = refuse
    # declarations, and references to what only an outside file declares
    parser.DefaultHandler = lambda words: note(
        Kind.WORDS if words.startswith("&") else Kind.OTHER, words=html.unescape(words)
    )
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise UnreadableText(
            f"{name} is not well-formed XML: {expat.ErrorString(error.code)}, "
            f"line {error.lineno}, column {error.offset + 1}",
            "mend it there; an XML editor or xmllint --noout shows the place",
        ) from None
    return events
