"""What the grammar of notes sees in a reference, for the second of the trained models.

Comes in: a reference and its tokens. Goes out: for each token whether it is one of the names that
open the reference or that follow *in*, and what kind of atom it is in, between which others. The
grammar knows names and numbers by their make; the model learns how far to trust it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition_tools.convert.citations.names import NameList, names_at
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.row import atoms
from edition_tools.convert.citations.signs import ED_MARK
from edition_tools.text import Span

NUMBERED = re.compile(r"\W*\d{0,3}[\].)]?\s*")  # [12] before the names
LEADS_IN = re.compile(r"\b(?:[Ii]n|[Dd]ans)\b:?\s+")

Rows = list[list[str]]


def seen(text: str, spans: Sequence[Span]) -> Rows:
    """What the grammar sees of each token."""
    rows: Rows = [[] for _ in spans]
    numbered = NUMBERED.match(text)
    _names(text, spans, numbered.end() if numbered else 0, "nm", rows)
    lead = LEADS_IN.search(text)
    if lead:
        _names(text, spans, lead.end(), "in", rows)
    _atoms(text, spans, rows)
    return rows


def _names(text: str, spans: Sequence[Span], at: int, where: str, rows: Rows) -> None:
    """Which tokens are names of the list at *at*, and which comes behind it."""
    names = names_at(text, at, len(text))
    if names is None:
        return
    edited = ED_MARK.match(text, names.end) is not None
    behind = True
    for span, row in zip(spans, rows, strict=True):
        if at <= span.start < names.end:
            row += _inside(span, names, where, edited)
        elif span.start >= names.end:
            row += _behind(text, names, where) if behind else [f"{where}=past{names.sure:d}"]
            behind = False


def _inside(span: Span, names: NameList, where: str, edited: bool) -> list[str]:
    row = [f"{where}=in", f"{where}=in{names.sure:d}"]
    row += [f"{where}=last"] if span.end >= names.end else []
    return row + ([f"{where}=ed"] if edited else [])


def _behind(text: str, names: NameList, where: str) -> list[str]:
    mark = text[names.end : names.end + 1]
    return [f"{where}=after", f"{where}=after{names.sure:d}", f"{where}=after{mark}"]


def _atoms(text: str, spans: Sequence[Span], rows: Rows) -> None:
    """In which atom of the grammar each token stands, and what is before and behind it."""
    found = list(atoms(Passage(text), Span(0, len(text))))
    kinds = ["none", *(str(atom.kind) for atom in found), "none"]
    j = 0
    for span, row in zip(spans, rows, strict=True):
        while j < len(found) and found[j].span.end <= span.start:
            j += 1
        if j == len(found) or found[j].span.start >= span.end:
            row.append("at=-")
            continue
        kind = kinds[j + 1]
        row += [f"at={kind}", f"at={kind}<{kinds[j]}", f"at={kind}>{kinds[j + 2]}"]
        row += [f"at={kind}^"] if span.start <= found[j].span.start else []
