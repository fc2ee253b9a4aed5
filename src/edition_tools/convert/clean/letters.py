"""The words of a mark, character by character: which are read, which are left out."""

from __future__ import annotations

import re

from edition_tools.convert.clean import references
from edition_tools.convert.clean.rules import NOTE_MARK, REFERENCE
from edition_tools.text import Span

Piece = tuple[Span, str, str]  # where, what is read there, by which rule
SYMBOLS = "*†‡§‖¶"
# "12", "[12]", "(12)", "12.", "Note 3", "*", "[iv]", "a"
MARK = re.compile(
    rf"[\[({{]?\s?(?:(?i:note|fn|n)\.?\s)?(?P<core>\d{{1,4}}|[{SYMBOLS}]{{1,4}}|[a-z]{{1,2}}"
    r"|[ivxlc]{3,7})\s?[\])}]?[.:]?"
)
SEVERAL = re.compile(r"\d{1,4}(?:\s?[,;]\s?\d{1,4})+")  # "1, 2" in one <sup>
NUMBER = re.compile(r"\d+")


def characters(text: str, span: Span) -> list[Piece]:
    """The characters that a few words stand for, one by one."""
    found: list[Piece] = []
    at = span.start
    while at < span.end:
        reading, end = references.read(text, at) if text[at] == "&" else ("", at)
        if reading and end <= span.end:
            found.append((Span(at, end), reading, REFERENCE))
            at = end
        else:
            found.append((Span(at, at + 1), text[at], ""))
            at += 1
    return found


def kept_of(whole: str) -> tuple[dict[int, str], bool]:
    """Which characters of a mark are read, and as what; whether brackets go round them."""
    several = SEVERAL.fullmatch(whole.strip())
    mark = MARK.fullmatch(whole.strip())
    start = len(whole) - len(whole.lstrip())
    if several:
        kept: dict[int, str] = {}
        for found in NUMBER.finditer(whole):
            kept |= {i: whole[i] for i in range(*found.span())}
            if found.end() < start + several.end():
                kept[found.end()] = "]["
        return kept, True
    if not mark:
        return {}, False
    first, last = mark.span("core")
    kept = {start + i: whole[start + i] for i in range(first, last)}
    return kept, mark["core"][0] not in SYMBOLS


def piece(span: Span, reading: str, rule: str, kept: str | None) -> list[Piece]:
    """What is read of one character of a mark."""
    if kept is None:
        return [(span, "", NOTE_MARK)]
    if kept == "][":  # one sign between two marks: each bracket is a run of its own
        return [(span, "]", NOTE_MARK), (Span(span.end, span.end), "[", NOTE_MARK)]
    return [(span, reading, rule)]
