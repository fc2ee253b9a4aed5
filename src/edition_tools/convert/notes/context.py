"""What stands before and after a number, in a few classes that hold for any language.

The classes are the observations on which `weights` judges whether a number is a mark.
"""

from __future__ import annotations

import re

from edition_tools.text import Span

CLASSES = {
    **dict.fromkeys(".…", "stop"),
    **dict.fromkeys("?!", "bang"),
    ",": "comma",
    **dict.fromkeys(";:", "colon"),
    **dict.fromkeys("”’»\"'“‘«„‹›", "quote"),
    **dict.fromkeys(")]}", "close"),
    **dict.fromkeys("([{", "open"),
    **dict.fromkeys("-–‐‑−", "hyphen"),
    "—": "dash",
    "/": "slash",
    **dict.fromkeys("%‰°$£€¥#§&=+*×@_<>|\\^~", "sign"),
}
WORD = re.compile(r"[^\W\d_]+\.?$")  # the word just before: "Vol." of "Vol. "
ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|ème|o|a|º|ª|s|d|l)\b")  # 22nd, 30s, 14s. 6d.
SECTION = ("§", "§.")  # older German books number their paragraphs "§. 12."
LOOK_BACK = 16  # characters read before a number
LOOK_AHEAD = 3


def character_class(character: str) -> str:
    """`upper`, `lower`, `digit`, `blank`, `line`, `edge` or the kind of punctuation."""
    if not character:
        return "edge"
    if character in CLASSES:
        return CLASSES[character]
    if character.isspace():
        return "line" if character in "\n\r\u2028\u2029" else "blank"
    if character.isdecimal():
        return "digit"
    if character.isalpha():
        return "lower" if character.islower() else "upper"
    return "sign"


def before(text: str, span: Span) -> str:
    """What stands before a number: the class of its neighbour, and of what a blank follows."""
    near = character_class(text[max(0, span.start - 1) : span.start])
    if near in ("comma", "stop", "hyphen", "slash", "colon"):
        inner = character_class(text[max(0, span.start - 2) : max(0, span.start - 1)])
        return f"{near}<digit" if inner == "digit" else near
    if near != "blank":
        return near
    back = text[max(0, span.start - LOOK_BACK) : span.start]
    words = back.rstrip(" \t\u00a0")
    far = character_class(words[-1:])
    if words.endswith(SECTION):
        far = "section"
    elif far in ("lower", "upper", "stop"):
        far = _word_class(words, far)
    return f"blank{min(2, len(back) - len(words))}<{far}"


def _word_class(words: str, far: str) -> str:
    found = WORD.search(words)
    if not found:
        return far
    word = found[0]
    letters = len(word.rstrip("."))
    size = "tiny" if letters <= 3 else "short" if letters == 4 else "long"
    initial = "name" if word[0].isupper() else "word"
    return f"{size}-{initial}{'.' if word.endswith('.') else ''}"


def after(text: str, span: Span) -> str:
    """What stands after a number: the class of its neighbour, and of what it leads to."""
    ahead = text[span.end : span.end + LOOK_AHEAD]
    near = character_class(ahead[:1])
    if near in ("lower", "upper"):
        return "ordinal" if ORDINAL.match(text, span.end) else near
    if near in ("stop", "close"):
        return f"{near}>{character_class(ahead[1:2])}{_beyond(ahead[1:])}"
    if near in ("comma", "hyphen", "colon", "slash", "quote"):
        return f"{near}>{character_class(ahead[1:2])}"
    if near == "blank":
        return f"blank{_beyond(ahead)}"
    return near


def _beyond(ahead: str) -> str:
    """The class of the first character after blanks."""
    if character_class(ahead[:1]) != "blank":
        return ""
    return ">" + character_class(ahead.lstrip(" \t\u00a0")[:1])
