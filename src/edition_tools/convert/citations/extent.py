"""How far a title without quotation marks reaches in a row of atoms.

Comes in: the row, from the first words on. Goes out: how many atoms are the title and what is
run on with it. Years, numbers and brackets may be part of a title, or end it.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations import imprint
from edition_tools.convert.citations.atoms import Atom, Kind
from edition_tools.convert.citations.draft import Draft
from edition_tools.convert.citations.evidence import DATED
from edition_tools.convert.citations.lexicon import PLACES, PROSE
from edition_tools.convert.citations.signs import ED_MARK

CENTURY = re.compile(r"\.\s(?:Jahrh|Jh)")
LONGEST_IMPRINT = 90  # code points of place and publisher
PLACE_BEFORE = re.compile(rf",\s+(?:{PLACES})(?:,\s[A-Z][\w.]{{1,4}})?,?\s+$")


def extent(draft: Draft, row: list[Atom]) -> int:
    """How many atoms the unquoted title and what is run on with it take up."""
    last_imprint = max(
        (i for i, a in enumerate(row) if a.kind == Kind.BRACKET and is_imprint_of(draft, a)),
        default=-1,
    )
    for i, atom in enumerate(row):
        if atom.kind == Kind.WORDS and (i == 0 or not PROSE.search(atom.span.of(draft.text))):
            continue
        if atom.kind == Kind.QUOTED and not (i and _after_comma(draft.text, atom)):
            continue
        if atom.kind in (Kind.DATE, Kind.NUMBER) and _within_title(draft, row, i, last_imprint):
            continue
        if i and _marks_editor(draft.text, atom):
            continue
        if atom.kind == Kind.BRACKET and not _closes_title(draft, row, i, last_imprint):
            continue
        return i
    return len(row)


def _marks_editor(text: str, atom: Atom) -> bool:
    """Whether the names before are editors: `in König (Hrsg.), …` · `in Barney, ed., …`"""
    words = atom.span.of(text)
    if atom.kind == Kind.BRACKET:
        return imprint.EDITOR_MARK.fullmatch(words) is not None
    bare = atom.kind == Kind.EDITED and ED_MARK.fullmatch(words) is not None
    return bare and text[atom.span.end : atom.span.end + 1] == ","


def _after_comma(text: str, atom: Atom) -> bool:
    return text[: atom.span.start].rstrip()[-1:] in ",;:"


def is_imprint_of(draft: Draft, atom: Atom) -> bool:
    """Whether the atom is a bracket with a year of publication."""
    words = atom.span.of(draft.text)
    if words[0] != "(" or DATED.search(words) is None:
        return False
    return not (words.startswith("(dated") or imprint.ACCESSED.match(words))


def _within_title(draft: Draft, row: list[Atom], i: int, last_imprint: int) -> bool:
    """A year or number in the title: another imprint comes, or words go on without a comma."""
    if i == 0:
        return len(row) > 1
    if _counts_centuries(draft.text, row[i]):
        return True
    if row[i].kind == Kind.DATE and _series_follows(draft.text, row, i):
        return True
    if row[i].kind == Kind.DATE and _imprint_follows(draft.text, row, i):
        return True
    if row[i].kind == Kind.NUMBER and _is_page_or_volume(draft, row, i):
        return False
    if row[i].kind == Kind.DATE and PLACE_BEFORE.search(draft.text[: row[i].span.start][-40:]):
        return False
    if i < last_imprint and not (row[i].kind == Kind.NUMBER and i + 1 == last_imprint):
        return True
    following = row[i + 1] if i + 1 < len(row) else None
    if following is None or following.kind not in (Kind.WORDS, Kind.QUOTED):
        return False
    between = draft.text[row[i].span.end : following.span.start]
    return (
        "," not in between
        and "." not in between
        and not PROSE.search(following.span.of(draft.text))
    )


def _counts_centuries(text: str, atom: Atom) -> bool:
    """A number with its century: `am Ende des 18. Jahrhunderts`"""
    return CENTURY.match(text, atom.span.end) is not None


def _series_follows(text: str, row: list[Atom], i: int) -> bool:
    """A year at a title's end before its series: `um 1800 (= Sprache und Geschichte, Bd. 12)`"""
    return i + 2 < len(row) and row[i + 1].span.of(text).startswith("(=")


def _imprint_follows(text: str, row: list[Atom], i: int) -> bool:
    """Years in a title before its imprint: `Das Kaiserreich 1871–1918, Göttingen 1973`"""
    if i + 2 >= len(row) or (row[i + 1].kind, row[i + 2].kind) != (Kind.WORDS, Kind.DATE):
        return False
    words = row[i + 1].span.of(text)
    return len(words) < LONGEST_IMPRINT and imprint.PLACE_PIECE.search(words) is not None


def _is_page_or_volume(draft: Draft, row: list[Atom], i: int) -> bool:
    """A number before `(185)` or `No. 1`, or with `ff.`, is no word of a title."""
    following = row[i + 1] if i + 1 < len(row) else None
    if re.search(r"\dff?\b|\d\sff?\b", row[i].span.of(draft.text)):
        return True
    if following is None:
        return False
    words = following.span.of(draft.text)
    paged = imprint.PAGES_ONLY.fullmatch(words) is not None
    return following.kind == Kind.ISSUE or (paged and not imprint.BARE_YEAR.fullmatch(words))


def _closes_title(draft: Draft, row: list[Atom], i: int, last_imprint: int) -> bool:
    words = row[i].span.of(draft.text)
    if words.startswith("(="):
        return True
    if words[0] == "[":
        return imprint.BARE_YEAR.fullmatch(words) is not None and _number_next(row, i)
    if imprint.YEAR_RANGE.fullmatch(words):
        return (
            not i
            or (i == last_imprint and row[i - 1].kind != Kind.WORDS)
            or (
                i == last_imprint
                and not imprint.SERIES.search(draft.text[row[0].span.start : row[i].span.start])
            )
        )
    return imprint.is_imprint(words)


def _number_next(row: list[Atom], i: int) -> bool:
    return i + 1 < len(row) and row[i + 1].kind in (Kind.NUMBER, Kind.WORDS)
