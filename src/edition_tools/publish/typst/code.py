"""Typst source, written so that no text can act in it.

Every word of a text becomes a string literal of Typst's code mode, where only the backslash
and the quotation mark mean anything. What comes in is plain Python values; what goes out is
code. Nothing else in this package writes a literal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

LINE_ENDS = "\t\n\r\f\v\x85\u2028\u2029"  # and what moves to a place in the line
BLANKS = re.compile(f"[ {LINE_ENDS}]+")  # a line end and the blanks round it: one blank
ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')  # what a literal cannot hold as it is

OPEN = "{[];"  # an empty block is no content in Typst; this one always is
CLOSE = "};"

Value = str | int | bool | None | Mapping[str, "Value"] | Sequence["Value"]


def literal(text: str) -> str:
    r"""A Typst string that prints `text` to the letter.

    >>> literal('a "b" #c')
    '"a \\"b\\" #c"'
    """
    return '"' + ESCAPED.sub(_escape, text) + '"'


def one_line(text: str) -> str:
    """`text` with every run of ordinary blanks and line ends as one blank."""
    return BLANKS.sub(" ", text)


def value(given: Value) -> str:
    """Any plain value as Typst code: none, true, 12, "words", (1, 2,), ("key": 1,)."""
    if given is None:
        return "none"
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, int):
        return str(given)
    if isinstance(given, str):
        return literal(given)
    if isinstance(given, Mapping):
        pairs = "".join(f"{literal(key)}: {value(item)}, " for key, item in given.items())
        return f"({pairs or ':'})"
    return "(" + "".join(f"{value(item)}, " for item in given) + ")"


def opening(function: str, **arguments: Value) -> str:
    """The beginning of a call whose last argument is content; ended by `CLOSE_CALL`."""
    named = "".join(f"{name.replace('_', '-')}: {value(it)}, " for name, it in arguments.items())
    return f"{function}({named}{OPEN}"


CLOSE_CALL = "});"


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return "\\" + character if character in '\\"' else f"\\u{{{ord(character):x}}}"
