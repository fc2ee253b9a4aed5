"""Whether a text holds a date, a page, an edition, a back-reference … anywhere.

Comes in: the words of a clause or a bracket. Goes out: yes or no; where it stands is not asked.
Most clauses hold none, and the patterns of atoms take long to say so: so first it is asked for a
word or a sign without which they match nowhere.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import (
    BACK,
    BACK_WORDS,
    CHAPTER,
    DATE,
    EDITION,
    HEREAFTER,
    ISSUE,
    NOTE,
    NOTE_WORDS,
    PAGES,
    VOLUME,
    YEAR,
)
from edition_tools.convert.citations.lexicon import PUBLISHERS, STRONG_SIGNAL, UPPER, words
from edition_tools.convert.citations.sought import Glimpsed, Worded, words_of

# what ends the marks of pages, before a number: p. 12 · pp 12 · f° 3 · S. xii · p. XV
PAGED = Glimpsed(
    PAGES,
    re.compile(
        r"[.°lsepn](?:\s*[A-Z]?\d|(?:\s+|(?<=[.°]))(?:[ivx]+|xl\w{0,4})\b"
        r"|(?<=\.)\s*[IVXLC]+(?!\w))"
    ),
)
# what ends the marks of issues, before a number; 12/1968
NUMBERED = Glimpsed(ISSUE, re.compile(r"[.°№oset]\s*\d|\d/\d"))
DATED = Glimpsed(DATE, re.compile(YEAR))
PRINTED_AGAIN = Glimpsed(  # 2nd ed. · 3. Aufl. · rev. ed.
    EDITION,
    re.compile(
        r"[\d\s.](?:st|nd|rd|th|-?[eе]|[aª]|ème)?(?:edn?\b|edition\b|edizione\b|aufl|éd|изд|izd)",
        re.IGNORECASE,
    ),
)
DIVIDED = Glimpsed(CHAPTER, re.compile(r"\d|(?:[IVXLC]+|[ivxlc]+)\b|[Ss]ect"))
POINTED_BACK = Worded(BACK, BACK_WORDS)
POINTED_TO_NOTE = Worded(NOTE, NOTE_WORDS)
SHORTENED = Worded(
    HEREAFTER,
    words(
        "hereinafter hereafter henceforth Folgenden folgenden künftig fortan après désormais poi "
        "seguito далее dalee below"
    ),
)
SIGNALLED = Worded(STRONG_SIGNAL, words("see siehe s si cf cfr vgl voir vedi см"))
HOUSED = Worded(
    PUBLISHERS,
    words(
        "Press Verlag University Univ Books Éditions Édition Edizioni Editore Editrice Editions "
        "Presses Gallimard Seuil Suhrkamp Klostermann Reimer Beck Niemeyer Penguin Routledge "
        "Macmillan Blackwell Longman Longmans Knopf Norton Brill Mohr Einaudi Laterza Olschki "
        "Feltrinelli Hachette Fayard Plon Minuit Droz Champion Duckworth Methuen Faber Vintage "
        "Pathfinder Clarendon Library Company Co Sons Inc Ltd Brothers Academic Ashgate Palgrave "
        "Springer Elsevier Wiley Sage Academia Academy PUF OUP CUP HarperCollins Brown Society "
        "Nauka Наука Издательство Izdatel Izdatelstvo Mondadori Mulino Sansoni"
    ),
    ("Publish", "Izdatel"),
)
# (Paris 1969) · , New York, 1977 · [1994]
CLOSED_DATE = Glimpsed(
    re.compile(rf"(?:[(\[,]|[{UPPER}]\S*\s)[^()\[\]]{{0,60}}?(?:{DATE.pattern})\s*(?:[)\],.;]|$)"),
    re.compile(YEAR),
)


def has_core(text: str) -> bool:
    """Whether *text* holds what makes a citation: a date, a page, a volume, a back-reference."""
    if any(sign.search(text) for sign in (PAGED, VOLUME, NUMBERED, DIVIDED, CLOSED_DATE)):
        return True
    return points(text, words_of(text))


def points(text: str, single: frozenset[str]) -> bool:
    """Whether *text*, whose words are *single*, points back or to a note."""
    return POINTED_BACK.stands_in(text, single) or POINTED_TO_NOTE.stands_in(text, single)
