"""A stretch of prose → its sentences, with what stands at their edges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition_tools.text import Span

# "end. Next", "end.’12 Next", "end.[3] “Next", "end.Next" (a blank lost), "end? 12 Next",
# "end.1S Next", "end.Il Next" (digits misread as letters: they are not the next sentence's)
BOUNDARY = re.compile(
    r"(?P<stop>[.!?…])(?P<close>[”’\"'»)\]]{0,4})"
    r"(?P<mark>\[\w{1,4}\]|\d{1,3}[lIOSZB](?=\s)|[lIOSZB][0-9lIOSZB]{0,2}(?=\s)"
    r"|\^?\d{1,4}|[⁰¹²³⁴-⁹]{1,4}|[*†‡§]{1,3}|\s\d{1,3}(?=\s))?"
    r"(?P<blank>\s*)(?=[“„«‘‹\"'(\[¿¡]{0,3}[^\W\d_a-zß-ÿ]|[“„«‘‹\"']?\d{4}\b)"
)
LAST_MARK = re.compile(  # the marker at the end of a stretch: "end.12", "end.[3]", "end. 12"
    r"(?<=[.!?…”’\"'»)\]])(?:\[\w{1,4}\]|\^?\d{1,4}|[⁰¹²³⁴-⁹]{1,4}|[*†‡§]{1,3}|\s\d{1,3})$"
)
SHORTENED = re.compile(  # what a full stop follows without ending a sentence
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|St|Sts|Messrs|Prof|Gen|Col|Capt|Lt|Rev|Hon|Sen|Rep|Gov|Sec"
    r"|Pres|Jr|Sr|vol|vols|No|Nos|Nr|pp|ed|eds|cf|vgl|ca|bzw|etc|Bd|Bde|Hr|Hrn|Fr|Frl|Mme|Mlle"
    r"|MM|Vd|chap|ch|art|sect|fig|Co|Corp|Inc|Ltd|Dept|Univ|Washington, D\.C|al|op|cit|ibid|Abp"
    r"|Bp|Jan|Feb|Aug|Sept|Oct|Nov|Dec|ff|fol|tom|cap|lib|U\.S|D\.C|a\.m|p\.m|z\.B|d\.h|i\.e|e\.g))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its closing signs; what joins it to the next is `mark` and `blank`."""

    span: Span
    mark: str = ""  # a note marker after it
    blank: str = " "  # white space after it
    stop: str = ""  # its last sign with what closes it: `.`, `?”`


def split(text: str, span: Span) -> list[Sentence]:
    """The sentences of *span*, in order; they tile it but for the white space between."""
    return list(_split(text, span))


def _split(text: str, span: Span) -> Iterator[Sentence]:
    start = span.start
    for found in BOUNDARY.finditer(text, span.start, span.end):
        if found["stop"] == "." and not found["close"] and not found["mark"]:
            if SHORTENED.search(text, max(start, found.start() - 12), found.start()):
                continue
            if not found["blank"] and not _lower(text[found.start() - 1 : found.start()]):
                continue
        elif not found["blank"] and found["mark"] and not found["mark"].strip("[]^"):
            continue
        if not found["blank"] and text[found.end() : found.end() + 1].isdigit():
            continue  # a marker at the end of the stretch
        end = found.end() - len(found["blank"])
        if end > start:
            yield Sentence(
                Span(start, end),
                (found["mark"] or "").strip(),
                found["blank"],
                found["stop"] + found["close"],
            )
        start = found.end()
    if start < span.end:
        last = LAST_MARK.search(text[max(start, span.end - 10) : span.end].rstrip())
        yield Sentence(Span(start, span.end), last[0] if last else "")


def _lower(character: str) -> bool:
    return character.islower() or character in ')”’"»'
