"""Citations: every reference in the notes, found and read, none resolved.

Comes in: the view and its notes. Goes out: mentions in the order of the notes, the
abbreviations that the text defines, and findings. Which work a mention means is decided in a
later step, so an ibid. is only recorded as one; what cannot be read keeps its place.
"""

from __future__ import annotations

from edition_tools.convert.citations.abbreviations import define, undefined
from edition_tools.convert.citations.bare import reference
from edition_tools.convert.citations.known import Known
from edition_tools.convert.citations.locate import mentions_in, shifted
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.unread import report, unread
from edition_tools.model import Citations, Mention, Note, Notes
from edition_tools.text import Span, View

__all__ = ["find"]


def find(view: View, notes: Notes, *, loose: bool = False) -> Citations:
    """Every citation in the notes, in order. *loose*: a string by itself, not an apparatus."""
    known = Known()
    spans = [(note.label, span) for note in notes.notes for span in _paragraphs(note)]
    for _, span in spans:
        known.learn_shorts(span.of(view.text))
    mentions: list[Mention] = []
    for label, span in spans:
        words = span.of(view.text)
        read_in = Passage(words)
        found = mentions_in(read_in, label, known)
        whole = reference(words, label, found, loose=loose)
        if whole is not None:
            known.learn(words, whole)
            found = [whole]
        else:
            found = sorted([*found, *unread(read_in, label, found)], key=lambda m: m.span)
        mentions.extend(shifted(mention, span.start) for mention in found)
    abbreviations, findings = define(view.text, notes, tuple(mentions))
    missing = undefined(view.text, tuple(mentions), abbreviations)
    unread_ones = report(tuple(mentions))
    return Citations(tuple(mentions), abbreviations, (*findings, *missing, *unread_ones))


def _paragraphs(note: Note) -> tuple[Span, ...]:
    if note.paragraphs:
        return note.paragraphs
    return (note.span,) if note.span else ()
