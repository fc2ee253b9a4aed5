"""Text from a source, written so that MyST prints it to the letter and never acts on it.

Which characters need care, and where, was measured against markdown-it-py with MyST's
rules and the extensions in `vocabulary.MYST_EXTENSIONS` (no smart quotes, no link
recognition): a few everywhere, some at the beginning of a line, some white space at edges.
"""

from __future__ import annotations

import re

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# what needs care wherever it stands: * or &amp; or a tab, or a blank at the edge of a line
CARE = re.compile(
    r"[\\`*_\[\]<{}$~|&\s](?:(?<![& ])|(?<=&)(?=[#A-Za-z])|(?<= )(?:(?![^\n\r])|(?<![^\n\r] )))"
)
LINE_BEGINS = re.compile(r"(?:\A|(?<=\n))(?:[0-9]+[.)]|[#+\-=>%(:])")  # "# ", "12." on a line
KEPT_RAW = frozenset("\x0b\x1c\x1d\x1e\x1f\x85")  # the decoder refuses references to these
LINE_BREAKING = frozenset("\r\f\u2028\u2029")


def escape(text: str) -> list[str]:
    """One piece of MyST for each character of *text*, a whole block; joined, they print it."""
    pieces = list(text)
    for care in CARE.finditer(text):
        at = care.start()
        blank = _blank(text, at)
        pieces[at] = "\\" + text[at] if blank is None else blank
    for sign in LINE_BEGINS.finditer(text):
        at = sign.end() - 1
        if not sign.start() or pieces[sign.start() - 1] == "\n":
            pieces[at] = "\\" + text[at]
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
