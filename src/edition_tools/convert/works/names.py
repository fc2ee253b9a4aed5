"""Names of persons, understood by pybtex.

Comes in: a name as a note writes it. Goes out: its family name, or the form for an entry.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pybtex.database import Person

BODY = re.compile(
    r"\b(?:Commission|Committee|Council|Ministry|Senate|Institute|Bureau|Department|Office|Group|"
    r"Service|Association|Editors|Eds\.|Congress|Union|Academy|Company|Society|Court|University)\b"
    r"|^[A-Z]{2,}$|^(?:[A-Z]\.){2,}$|\bof the\b|^The\b"
)


def is_body(name: str) -> bool:
    """Whether the author is a body, not a person."""
    return BODY.search(name) is not None


# an article of the family name: Jacques Le Goff · W. E. B. Du Bois · Emmanuel Le Roy Ladurie
ARTICLE = re.compile(
    r"(?:(?<=\s)|^)(?:Le|La|Du|Des|St|Saint)\s[^\W\d_a-z][\w’-]+(?:\s[^\W\d_a-z][\w’-]+)?$"
)
# a family name before its initials, without a comma: Хлевнюк О. В. · Bloch M.
INVERTED = re.compile(r"([^\W\d_][\w’'-]+)\s((?:[^\W\d_a-zß-ÿа-я]\.[\s-]?)+)")


@lru_cache(maxsize=20_000)
def family(name: str) -> str:
    """The family name without particles: `Anna van Loon` → `Loon`; a body without its committee."""
    if is_body(name):
        return name.split(",")[0]
    article = ARTICLE.search(name)
    if article:
        return article[0]
    person = _person(name)
    return " ".join(person.last_names) or name


@lru_cache(maxsize=20_000)
def initial(name: str) -> str:
    """The first letter of the given name, empty where none is given: `Anna van Loon` → `a`."""
    if is_body(name):
        return ""
    given = " ".join(_person(name).first_names).strip()
    return given[:1].casefold()


def _person(name: str) -> Person:
    clean = _with_comma(re.sub(r"[{},]+$", "", name.strip()))
    try:
        return Person(clean)
    except Exception:  # pybtex raises its own errors for names with too many commas
        return Person(clean.replace(",", " "))


def _with_comma(name: str) -> str:
    """`Bloch M.` as `Bloch, M.`; other names as they are."""
    inverted = INVERTED.fullmatch(name)
    return f"{inverted[1]}, {inverted[2]}" if inverted else name


def listed(name: str) -> str:
    """The name as an entry has it; a body stands in braces so that it is never inverted."""
    name = _with_comma(" ".join(name.split()))
    return f"{{{name}}}" if is_body(name) else name


def names_in(field: str) -> list[str]:
    """The single names of an entry's author or editor field."""
    return [n.strip("{} ") for n in re.split(r"\s+and\s+(?![^{]*\})", field) if n.strip()]
