"""The styles of the list of works: how an entry reads, in what order entries stand, their labels.

Comes in: entries of works.bib. Goes out: rich text, an order and labels for sphinxcontrib-bibtex.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from pybtex.database import Entry
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from edition_tools.publish import bibparts as parts
from edition_tools.publish import chicago, mhra
from edition_tools.vocabulary import BIBLIOGRAPHY_STYLES

NAME = "edition"  # of the style, for {bibliography} and bibtex_default_style
YEAR = re.compile(r"\d{3,4}")  # 1963-04


class EditionStyle(BaseStyle):  # type: ignore[misc]
    """The usual style: Chicago, notes and bibliography."""

    written: ClassVar[Callable[[Entry], Text]] = staticmethod(chicago.written)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sort = in_order
        self.format_labels = labels

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """The entry as rich text."""
        del bib_data
        return FormattedEntry(entry.key, type(self).written(entry), label)


class MhraStyle(EditionStyle):
    """MHRA."""

    written: ClassVar[Callable[[Entry], Text]] = staticmethod(mhra.written)


STYLES = {
    NAME: EditionStyle,
    **{
        f"{NAME}-{name}": style
        for name, style in zip(BIBLIOGRAPHY_STYLES, (EditionStyle, MhraStyle), strict=True)
    },
}


# ------------------------------------------------------------------ kinds
def kind_of(entry: Entry) -> str:
    """`archive`, `primary` (its keywords say so) or `secondary`."""
    if parts.is_unprinted(entry):
        return "archive"
    keywords = re.split(r"[,;]\s*", str(parts.rich(entry, "keywords")).casefold())
    return "primary" if "primary" in keywords else "secondary"


# ------------------------------------------------------------------ order and labels
def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By first author, date and title."""
    return sorted(entries, key=_order)


def _order(entry: Entry) -> tuple[str, str, str, str]:
    people = entry.persons.get("author") or entry.persons.get("editor") or ()
    if people:
        first = str(parts.name(people[0], inverted=True))
    else:
        unprinted = parts.is_unprinted(entry)
        first = str(parts.archive(entry) if unprinted else parts.rich(entry, "title"))
    return filed_as(first), _year(entry), filed_as(str(parts.rich(entry, "title"))), entry.key


def filed_as(words: str) -> str:
    """Words as an alphabetical list sorts them: Bédier as Bedier, case aside."""
    parted = unicodedata.normalize("NFKD", words)
    return "".join(c for c in parted if not unicodedata.combining(c)).casefold()


def _year(entry: Entry) -> str:
    found = YEAR.search(str(parts.date(entry)))
    return found[0] if found else ""


def labels(entries: Sequence[Entry]) -> list[str]:
    """Author and year, or a short title; a, b, c where two would be the same."""
    plain = [_label(entry) for entry in entries]
    shared, before = Counter(plain), Counter[str]()
    out: list[str] = []
    for label in plain:
        letter = chr(97 + before[label]) if 1 < shared[label] <= 26 else ""
        before[label] += 1
        out.append(label + letter)
    return out


def _label(entry: Entry) -> str:
    who = parts.families(entry)
    if not who:
        who = str(parts.first(entry, "shorttitle", "title", "howpublished")) or entry.key
        who = who if len(who) <= 40 else who[:39].rsplit(" ", 1)[0] + "…"
    return f"{who} {_year(entry)}".strip()
