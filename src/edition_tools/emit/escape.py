"""Text from a source, written so that MyST prints it to the letter and never acts on it.

Which characters need care, and where, was measured against markdown-it-py with MyST's
rules and the extensions in `vocabulary.MYST_EXTENSIONS` (no smart quotes, no link
recognition): a few everywhere, some at the beginning of a line, some white space at edges.
"""

from __future__ import annotations

import re

ALWAYS = frozenset("\\`*_[]<{}$~|")
LINE_START = frozenset("#+-=>%(:")
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
REFERENCE = re.compile(r"&[#A-Za-z]")  # &amp; &#38;
KEPT_RAW = frozenset("\x0b\x1c\x1d\x1e\x1f\x85")  # the decoder refuses references to these
LINE_BREAKING = frozenset("\r\f\u2028\u2029")


def escape(text: str) -> list[str]:
    """One piece of MyST for each character of *text*, a whole block; joined, they print it."""
    pieces: list[str] = []
    line_start, digits = True, False
    for at, character in enumerate(text):
        blank = _blank(text, at)
        if blank is not None:
            pieces.append(blank)
            line_start, digits = blank == "\n", False
            continue
        if _acts(text, at, line_start=line_start, digits=digits):
            pieces.append("\\" + character)
        else:
            pieces.append(character)
        digits = (line_start or digits) and character in "0123456789"
        line_start = False
    return pieces


def escape_fully(text: str) -> str:
    """*text* on one line with every ASCII punctuation mark escaped, for headings."""
    return "".join(
        "\\" + character if character in PUNCTUATION else _one_line(text, at)
        for at, character in enumerate(text)
    )


def guard(piece: str) -> str:
    """The piece of a character that stands beside a note reference or role, made inert."""
    return "\\" + piece if piece in PUNCTUATION else piece


def fence(text: str, mark: str = "`") -> str:
    """A run of *mark* longer than any in *text*."""
    longest = max((len(run) for run in re.findall(re.escape(mark) + "+", text)), default=0)
    return mark * (longest + 1)


def _acts(text: str, at: int, *, line_start: bool, digits: bool) -> bool:
    character = text[at]
    return (
        character in ALWAYS
        or (line_start and character in LINE_START)
        or (digits and character in ".)")
        or (character == "&" and REFERENCE.match(text, at) is not None)
    )


def _blank(text: str, at: int) -> str | None:
    """How a white-space character is written, or None if it is not one."""
    character = text[at]
    if character in KEPT_RAW:
        return character
    if not character.isspace() and character not in LINE_BREAKING:
        return None
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    if character == "\n":
        edge = at in (0, len(text) - 1) or before == "\n"
        return "&#10;" if edge else "\n"
    at_edge = before in "\n\r" or after in "\n\r"
    if character == "\t" or character in LINE_BREAKING or at_edge:
        return f"&#{ord(character)};"
    return character


def _one_line(text: str, at: int) -> str:
    return "&#10;" if text[at] == "\n" else (_blank(text, at) or text[at])
