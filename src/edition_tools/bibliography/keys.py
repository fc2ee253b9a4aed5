"""Keys for works that come from elsewhere: `deutscher1963`, where they bring none that serves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from edition_tools.bibliography import names
from edition_tools.vocabulary import editorial_mark

SERVES = re.compile(r"\w[\w:.+-]*")  # trotsky1930, but no address, as Zotero has for one
LETTERS = re.compile(r"[^a-z0-9]+")
YEAR = re.compile(r"\d{4}")
WORD = re.compile(r"\w{4,}")


def key_of(given: str, fields: Mapping[str, str], taken: set[str]) -> str:
    """The key that a work brings, else one of its first author and year; never a taken one."""
    stem = given if SERVES.fullmatch(given) and not given.isdecimal() else stem_of(fields)
    return free(stem, taken)


def stem_of(fields: Mapping[str, str]) -> str:
    """Family name, or the first long word of the title, and year."""
    people = names.parse(fields.get("author") or fields.get("editor", ""))
    title = WORD.search(fields.get("title", ""))
    who = people[0].family if people else title[0] if title else ""
    year = YEAR.search(fields.get("date", "") or fields.get("year", ""))
    return (_plain(who) or "work") + (year[0] if year else "")


def _plain(words: str) -> str:
    parted = unicodedata.normalize("NFKD", words.casefold())
    return LETTERS.sub("", parted)


def free(stem: str, taken: set[str]) -> str:
    """The stem, or the stem with the first letter from b on that nobody has."""
    key, ordinal = stem, 1
    while key in taken:
        ordinal += 1
        key = stem + editorial_mark(ordinal)
    return key
