"""The words of the search, folded: no case, no accents, no apostrophes; and where they stand.

Comes in: the places of a page (`places`). Goes out: its words, each with the numbers of the places
that have it, counted from the first place of the page; and the words of all pages in parts of
about equal size. A place is known by its page and its number there, so that what is said of one
page's words never depends on what stands in another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from edition_tools.publish.html.places import Place

PART = 24_000  # characters of a part of the index, about 9 kB when compressed
# letters that no accent makes; the script of the search page has the same table
ALIKE = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ς": "σ",
        **dict.fromkeys("'’ʼ‘\u00ad"),
    }
)
WORD = re.compile(r"[^\W_]+")  # letters and digits
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def fold(words: str) -> str:
    """Words as they are looked for.

    >>> fold("Gol’tsman, ÉTUDE, Ёлка, λόγος, Straße")
    'goltsman, etude, елка, λογοσ, strasse'
    """
    words = words.lower().translate(ALIKE)
    return words if words.isascii() else BEYOND_ASCII.sub(_bare, words)


def _bare(found: re.Match[str]) -> str:
    """Letters without what is written over or under them."""
    bare = unicodedata.normalize("NFD", found[0])
    return "".join(c for c in bare if unicodedata.category(c) != "Mn")


def of_page(places: Iterable[Place]) -> dict[str, str]:
    """Each folded word of a page, and the places that have it: the first, and how far apart.

    >>> of_page([Place("p1", "text", "1", ("One ferry",)), Place("p2", "text", "2", ("Ferry.",))])
    {'one': '0', 'ferry': '0.1'}
    """
    found: dict[str, str] = {}
    last: dict[str, int] = {}
    for number, place in enumerate(places):
        for word in dict.fromkeys(WORD.findall(fold("".join(place.words)))):
            step = _short(number - last.get(word, 0))
            found[word] = f"{found[word]}.{step}" if word in found else step
            last[word] = number
    return found


def of_all(pages: Iterable[dict[str, str]]) -> dict[str, str]:
    """Each word of all pages, the pages that have it, and its places there.

    Of a page is said how many pages it comes after the one before it in the row.

    >>> of_all([{"one": "0", "ferry": "0.1"}, {}, {"ferry": "3"}])
    {'one': '0.0', 'ferry': '0.0.1 2.3'}
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for number, words in enumerate(pages):
        for word, places in words.items():
            found.setdefault(word, []).append((number, places))
    return {word: _row(where) for word, where in found.items()}


def renew(terms: dict[str, str], page: int, before: dict[str, str], now: dict[str, str]) -> None:
    """Say in *terms* what one page has now, where it had something else before.

    >>> terms = {"one": "0.0", "ferry": "0.0.1 2.3"}
    >>> renew(terms, 0, {"one": "0", "ferry": "0.1"}, {"ferry": "0.1", "two": "4"})
    >>> terms
    {'ferry': '0.0.1 2.3', 'two': '0.4'}
    """
    for word in sorted(before.keys() | now.keys()):
        if before.get(word) != now.get(word):
            where = dict(_pages(terms.pop(word, "")))
            where.pop(page, None)
            if word in now:
                where[page] = now[word]
            if where:
                terms[word] = _row(sorted(where.items()))


def _row(where: Iterable[tuple[int, str]]) -> str:
    """Pages and their places as they stand in a line of the index."""
    out, last = [], 0
    for page, places in where:
        out.append(f"{_short(page - last)}.{places}")
        last = page
    return " ".join(out)


def _pages(row: str) -> Iterator[tuple[int, str]]:
    """What stands in a line, read back."""
    page = 0
    for one in row.split():
        step, _, places = one.partition(".")
        page += int(step, 36)
        yield page, places


def parts(terms: dict[str, str]) -> Iterator[list[str]]:
    """The lines of each part, in order of the alphabet: a word, and where it stands.

    >>> list(parts({"one": "0.0", "ferry": "0.0.1 2.3"}))
    [['ferry 0.0.1 2.3', 'one 0.0']]
    """
    part: list[str] = []
    size = 0
    for word, where in sorted(terms.items()):
        line = f"{word} {where}"
        if part and size + len(line) > PART:
            yield part
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield part


def _short(number: int) -> str:
    """A number to the base of 36."""
    out = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        out = DIGITS[rest] + out
    return DIGITS[number] + out
