"""Text from a source, written so that MyST prints it to the letter and never acts on it.

Which characters need care, and where, was measured against markdown-it-py with MyST's
rules and the extensions in `vocabulary.MYST_EXTENSIONS` (no smart quotes, no link
recognition): a few everywhere, some at the beginning of a line, some white space at edges.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# all white space but the blank, which stands between all words and needs care at edges only
WHITE = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# what needs care wherever it stands: * or &amp; or a tab; a set of signs first is found fastest
CARE = re.compile(rf"[\\`*_\[\]<{{}}$~|&{WHITE}](?:(?<!&)|(?=[#A-Za-z]))")
LINE_END = re.compile(r"[\n\r]")
LINE_FEED = re.compile(r"\n")
BEGINNING = re.compile(r"[0-9]+[.)]|[#+\-=>%(:]")  # what acts where a line begins: "# ", "12."
KEPT_RAW = frozenset("\x0b\x1c\x1d\x1e\x1f\x85")  # the decoder refuses references to these
LINE_BREAKING = frozenset("\r\f\u2028\u2029")


class Escaped:
    """A whole block of words and the MyST that prints them, which can be asked for in parts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._written = {at: _careful(text, at) for at in _where_care_is_needed(text)}
        for start in (0, *(feed.end() for feed in LINE_FEED.finditer(text))):
            sign = BEGINNING.match(text, start)
            if sign and (not start or self._written[start - 1] == "\n"):
                self._written[sign.end() - 1] = "\\" + text[sign.end() - 1]
        self._places = sorted(self._written)

    def part(self, start: int, end: int, *, after: bool = False, before: bool = False) -> str:
        """The MyST of what stands from *start* to *end*, at least one character.

        It may stand directly *after* a note reference or role, or *before* one.
        """
        places = self._places
        inside = places[bisect_left(places, start) : bisect_left(places, end)]
        written = {at: self._written[at] for at in inside}
        for at in (*[start] * after, *[end - 1] * before):
            written[at] = _guarded(written.get(at, self.text[at]))
        out: list[str] = []
        done = start
        for at in sorted(written):
            out += self.text[done:at], written[at]
            done = at + 1
        return "".join((*out, self.text[done:end]))


def escape(text: str) -> str:
    """The MyST that prints *text*, a whole block."""
    return Escaped(text).part(0, len(text))


def escape_fully(text: str) -> str:
    """*text* on one line with every ASCII punctuation mark escaped, for headings."""
    return "".join(
        "\\" + character if character in PUNCTUATION else _one_line(text, at)
        for at, character in enumerate(text)
    )


def fence(text: str, mark: str = "`") -> str:
    """A run of *mark* longer than any in *text*."""
    longest = max((len(run) for run in re.findall(re.escape(mark) + "+", text)), default=0)
    return mark * (longest + 1)


def _where_care_is_needed(text: str) -> Iterator[int]:
    yield from (sign.start() for sign in CARE.finditer(text))
    edges = [0, len(text) - 1]
    for line_end in LINE_END.finditer(text):
        edges += line_end.start() - 1, line_end.end()
    yield from (at for at in edges if text[max(0, at) : at + 1] == " ")


def _careful(text: str, at: int) -> str:
    blank = _blank(text, at)
    return "\\" + text[at] if blank is None else blank


def _guarded(piece: str) -> str:
    """The piece of a character that stands beside a note reference or role, made inert."""
    return "\\" + piece if piece in PUNCTUATION else piece


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
