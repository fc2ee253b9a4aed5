"""A bare reference read by the trained models.

Comes in: a text that is one reference, and its note's label. Goes out: the mention that it makes.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from edition_tools.convert.citations.names import names_at
from edition_tools.convert.citations.trained.labels import label as labelled
from edition_tools.convert.citations.trained.tokens import tokens
from edition_tools.model import Mention, Part
from edition_tools.text import Span

NAMED = ("author", "editor", "translator")
EDGES = ' \t\n,.;:()[]{}“”„«»"‘–—-'  # an apostrophe may be a part of what it closes
YEAR = re.compile(r"[(\[]?(?:1[4-9]\d\d|20[0-3]\d)[a-z]?[)\]]?[.,:;]*")  # (1995a).
IN = re.compile(r"\b(?:in|dans)\b[:\s]*$", re.IGNORECASE)
THESIS = re.compile(r"\b(?:thesis|diss\b|dissertation|thèse|tesi)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the models read, and how sure it is: the mean logarithm of a token's probability."""

    mention: Mention
    sureness: float


def read(text: str, label: str) -> Reading | None:
    """The whole of *text* as one reference of the note *label*."""
    spans = tokens(text)
    if not spans:
        return None
    found = labelled(text, spans)
    runs = _dated(text, spans, found.labels, _runs(spans, found.labels))
    parts = tuple(part for run in runs for part in _parts(text, *run))
    if not parts:
        return None
    whole = Span(spans[0].start, spans[-1].end)
    mention = Mention(label, whole, "full", _type(text, parts), parts, (), math.exp(found.sureness))
    return Reading(mention, found.sureness)


def _runs(spans: tuple[Span, ...], labels: list[str]) -> list[tuple[str, Span]]:
    """The stretches that the labels tell apart: `B-title` begins one, `I-title` goes on."""
    runs: list[tuple[str, Span]] = []
    last = "O"
    for span, label in zip(spans, labels, strict=True):
        begins, _, name = label.partition("-")
        if name and (begins == "B" or name != last):
            runs.append((name, span))
        elif name:
            runs[-1] = (name, Span(runs[-1][1].start, span.end))
        last = name
    return runs


def _dated(
    text: str, spans: tuple[Span, ...], labels: list[str], runs: list[tuple[str, Span]]
) -> list[tuple[str, Span]]:
    """The runs, with a year that was given no label where nothing else is the date."""
    if any(name == "date" for name, _ in runs):
        return runs
    for span, label in zip(spans, labels, strict=True):
        if label == "O" and YEAR.fullmatch(span.of(text)):
            return sorted([*runs, ("date", span)], key=lambda run: run[1])
    return runs


def _parts(text: str, label: str, span: Span) -> list[Part]:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(EDGES))
    end = start + len(words.strip(EDGES))
    if start >= end:
        return []
    if label in NAMED:
        if text.startswith(".", end):  # an initial's stop
            end += 1
        names = names_at(text, start, end)
        if names and names.end >= end - 1:
            return [Part(label, name) for name in names.names]
    return [Part(label, Span(start, end))]


def _type(text: str, parts: tuple[Part, ...]) -> str:
    labels = {part.label for part in parts}
    if THESIS.search(text):
        return "thesis"
    if "container" not in labels:
        return "book" if "title" in labels else ""
    container = next(part.span for part in parts if part.label == "container")
    inside = IN.search(text[: container.start]) or re.match(r"[Ii]n\W", container.of(text))
    return "chapter" if inside or labels & {"editor", "publisher"} else "article"
