"""One citation read into its parts.

Comes in: a passage, where a citation begins in it and how far it may reach. Goes out:
a draft with labelled parts and where it ends. It stops at the first words that belong to no
citation. What the citation refers to is not asked here.
"""

from __future__ import annotations

import re
from itertools import islice

from edition_tools.convert.citations import imprint
from edition_tools.convert.citations.atoms import EDITED, NUMBER, Atom, Kind
from edition_tools.convert.citations.draft import Draft
from edition_tools.convert.citations.extent import extent, is_imprint_of
from edition_tools.convert.citations.heads import (
    split_container,
    take_authors,
    take_container,
    take_legal,
    take_names,
    take_title,
    take_volume_title,
    unquoted,
)
from edition_tools.convert.citations.lexicon import PROSE
from edition_tools.convert.citations.names import names_at
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.row import atoms
from edition_tools.convert.citations.signs import IBID, IN, ROMAN_ALONE
from edition_tools.convert.citations.titles import legal_title
from edition_tools.convert.citations.told import is_told
from edition_tools.text import Span

ASSISTED = re.compile(r"intro|pref|foreword|rev")  # who wrote a preface is not named in an entry
DAY_LEAD = re.compile(r"\s(?:vom|du|del|of)\s$")  # Nr. 12 vom 17.3.1965
LONGEST_VOLUME = 5  # digits and a stroke: 27/1


def read(passage: Passage, span: Span, *, hopeful: bool) -> Draft:
    """The citation that begins where *span* does, as far as it goes.

    Where words stand that no citation begins with, nothing is read. *hopeful*: a signal leads to
    it, or a short form that is known begins it, so that a title alone may be one.
    """
    text = passage.text
    draft = Draft(text, end=span.start)
    legal = legal_title(text, span)
    if legal:
        draft.legal = True
        at = take_legal(draft, legal)
    else:
        at = take_authors(draft, span)
    following = atoms(passage, Span(at, span.end))
    row = list(islice(following, 2))
    if not draft.parts and row and is_told(passage, row, hopeful=hopeful):
        return draft
    row.extend(following)
    used = 0 if legal else take_title(draft, row)
    take_tail(draft, row[used:])
    return draft


def take_tail(draft: Draft, row: list[Atom]) -> None:
    """Take atom after atom as long as they belong to the citation."""
    i = 0
    while i < len(row):
        step = _step(draft, row, i)
        if step == 0:
            return
        i += step


def _step(draft: Draft, row: list[Atom], i: int) -> int:
    """Take the atom *i* (and perhaps more); how many were taken, 0 to stop."""
    atom = row[i]
    if not _near(draft, atom):
        return 0
    if atom.kind == Kind.WORDS:
        return _words(draft, row, i)
    if atom.kind == Kind.BRACKET:
        return _bracket(draft, row, i)
    if atom.kind == Kind.EDITED:
        return _edited(draft, row, i)
    if atom.kind == Kind.NUMBER:
        return _number(draft, row, i)
    if atom.kind == Kind.QUOTED:
        return _quoted(draft, row, i)
    if atom.kind == Kind.BACK and draft.has("ref") and IBID.match(atom.span.of(draft.text)):
        return 0  # the next reference
    if atom.kind == Kind.ASIDE:
        draft.end = atom.span.end
        return 1
    label = _LABELS[atom.kind]
    if atom.kind == Kind.DATE and draft.has("date"):
        if not draft.has("container"):
            return 0
        label = "pages" if atom.span.of(draft.text).isdigit() else label
    skip = len("dated ") if draft.text.startswith("dated ", atom.span.start) else 0
    draft.add(label, Span(atom.span.start + skip, atom.span.end))
    return 1


_LABELS = {
    Kind.DATE: "date",
    Kind.PAGES: "pages",
    Kind.VOLUME: "volume",
    Kind.ISSUE: "issue",
    Kind.EDITION: "edition",
    Kind.BACK: "ref",
    Kind.NOTE: "ref",
    Kind.CHAPTER: "locator",
    Kind.VOLUMES: "volumes",
    Kind.ADDRESS: "url",
}


def _quoted(draft: Draft, row: list[Atom], i: int) -> int:
    """A journal in quotation marks behind an unquoted title, as Italians write."""
    following = row[i + 1] if i + 1 < len(row) else None
    if draft.quoted or draft.has("container", "date", "pages") or not draft.has("title"):
        return 0
    if draft.has("place"):  # Paris, Seuil, « La Librairie du XXe siècle », 1989
        draft.add("series", unquoted(draft.text, row[i].span))
        draft.end = row[i].span.end
        return 1
    if following is None or following.kind in (Kind.QUOTED, Kind.BACK, Kind.NOTE):
        return 0
    draft.add("container", unquoted(draft.text, row[i].span))
    draft.end = row[i].span.end
    return 1


def _near(draft: Draft, atom: Atom) -> bool:
    """Only separators stand between what was read and *atom*."""
    between = draft.text[draft.end : atom.span.start]
    between = DAY_LEAD.sub("", between)
    return not between.strip(' \t\n,.:;·()[]’”"“»–—-') or len(between) < 4


def _words(draft: Draft, row: list[Atom], i: int) -> int:
    text, atom = draft.text, row[i]
    inside = IN.match(text, atom.span.start, atom.span.end)
    reach = extent(draft, row[i:])
    span = Span(atom.span.start, row[i + max(1, reach) - 1].span.end)
    if inside and draft.has("title") and not draft.has("container"):
        take_container(draft, Span(inside.end(), span.end), row[i + max(1, reach) :])
        return max(1, reach)
    words = span.of(text)
    following = row[i + 1].kind if i + 1 < len(row) else None
    if ROMAN_ALONE.fullmatch(atom.span.of(text)) and following in (
        Kind.PAGES,
        Kind.NUMBER,
        Kind.DATE,
        Kind.BRACKET,
    ):
        draft.add("locator" if draft.has("date") else "volume", atom.span)
        return 1
    if not words[:1].isupper() or PROSE.search(words):
        return 0
    if draft.quoted and not draft.has("container", "ref"):
        split_container(draft, span, row[i + max(1, reach) :])
        return max(1, reach)
    if _names_volume(draft, atom):
        take_volume_title(draft, span, row[i + max(1, reach) :])
        return max(1, reach)
    dated = following == Kind.DATE and not draft.has("date") and draft.has("title")
    found = imprint.words(text, atom.span, dated=dated)
    for label, part in found:
        draft.add(label, part)
    if found:
        draft.end = atom.span.end
    return 1 if found else 0


def _names_volume(draft: Draft, atom: Atom) -> bool:
    """Whether the words are the title of the volume just named: `Bd. 1: Vom Feudalismus …`"""
    if not draft.parts or draft.has("date", "place", "pages"):
        return False
    between = draft.text[draft.end : atom.span.start]
    return draft.parts[-1].label == "volume" and between.strip() == ":"


def _bracket(draft: Draft, row: list[Atom], i: int) -> int:
    if _alone(draft) and imprint.holds_title(row[i].span.of(draft.text)):
        return 0  # Merton (Social Theory and Social Structure, New York 1968)
    found = imprint.bracket(draft.text, row[i].span, has_date=draft.has("date"))
    if found is None:
        return 0
    if i and _before_issue(draft, row, i - 1):
        found = [("issue", Span(row[i].span.start + 1, row[i].span.end - 1))]
    for label, span in found:
        if label == "editor-mark":
            draft.relabel("author", "editor")
        elif label != "aside":
            draft.add(label, span)
    draft.end = row[i].span.end
    return 1


def _alone(draft: Draft) -> bool:
    """Whether a single word is all that was read."""
    return len(draft.parts) == 1 and " " not in draft.parts[0].span.of(draft.text)


def _edited(draft: Draft, row: list[Atom], i: int) -> int:
    """`ed. A. Roe` · `trans. B. Doe`: the names after the mark."""
    text, mark = draft.text, row[i]
    label = "translator" if re.match(r"tra|über", mark.span.of(text)) else "editor"
    label = "" if ASSISTED.match(mark.span.of(text)) else label
    at = mark.span.end
    while at < len(text) and text[at] in " .,\n":
        at += 1
    names = names_at(text, at, row[-1].span.end)
    if names is None:
        draft.end = mark.span.end
        return 1
    if label:
        take_names(draft, names, label, 0)
    draft.end = max(draft.end, names.end)
    taken = i + 1
    while taken < len(row) and row[taken].span.end <= names.end + 1:
        taken += 1
    if taken < len(row) and row[taken].span.start < names.end:
        start = names.end
        while start < row[taken].span.end and text[start] in " ,.;\n":
            start += 1
        row[taken] = Atom(row[taken].kind, Span(start, row[taken].span.end))
    return taken - i


def _number(draft: Draft, row: list[Atom], i: int) -> int:
    """A bare number: a volume before its year or journal, else pages."""
    following = row[i + 1] if i + 1 < len(row) else None
    text = draft.text
    if (
        (following and following.kind == Kind.BRACKET and is_imprint_of(draft, following))
        or _before_issue(draft, row, i)
        or (following and following.kind == Kind.ISSUE and not draft.has("volume"))
        or (_before_page(text, row, i) and not draft.has("volume"))
    ) or (following and following.kind == Kind.PAGES and _volume_of_set(draft, row[i])):
        draft.add("volume", row[i].span)
    elif following and following.kind == Kind.DATE and draft.has("container"):
        draft.add("issue" if draft.has("volume") else "volume", row[i].span)
    elif (
        following
        and following.kind == Kind.WORDS
        and not draft.has("container")
        and _journal(text, following, draft)
    ):
        draft.add("volume", row[i].span)
        draft.add("container", following.span)
        return 2
    elif NUMBER.fullmatch(row[i].span.of(text)):
        label = (
            "issue"
            if draft.has("volume")
            and following
            and following.kind == Kind.BRACKET
            and is_imprint_of(draft, following)
            else "pages"
        )
        draft.add(label, row[i].span)
    return 1


def _before_issue(draft: Draft, row: list[Atom], i: int) -> bool:
    """Whether an issue in brackets, and then the year, follow: 2 (63) (1934)"""
    brackets = row[i + 1 : i + 3]
    return (
        [atom.kind for atom in brackets] == [Kind.BRACKET, Kind.BRACKET]
        and brackets[0].span.of(draft.text)[1:-1].isdigit()
        and is_imprint_of(draft, brackets[1])
    )


def _volume_of_set(draft: Draft, atom: Atom) -> bool:
    """Whether a number behind a name or title alone is a volume: `MEW 27, S. 279`"""
    only = not draft.has("volume", "container", "date", "ref", "issue", "pages")
    return only and len(atom.span) < LONGEST_VOLUME and atom.span.of(draft.text).isdigit()


def _before_page(text: str, row: list[Atom], i: int) -> bool:
    """Whether a number is a volume whose page follows a colon: 2:114–17 · 45: 343"""
    following = row[i + 1] if i + 1 < len(row) else None
    if following is None or following.kind != Kind.NUMBER or len(row[i].span) > LONGEST_VOLUME:
        return False
    between = text[row[i].span.end : following.span.start].strip()
    return between == ":" or (between == "." and not row[i].span.of(text).isdigit())


def _journal(text: str, atom: Atom, draft: Draft) -> bool:
    words = atom.span.of(text)
    dated = draft.legal or (draft.has("date") and (draft.quoted or not draft.has("title")))
    return dated and words[:1].isupper() and not EDITED.search(words) and not PROSE.search(words)
