"""How like two titles or two names are, whatever their spelling, case or length.

Comes in: two strings as notes have them. Goes out: yes, no, or a likeness from 0 to 1.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from functools import lru_cache

ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "il",
        "lo",
        "gli",
        "i",
        "uno",
        "una",
    ]
)
YEARS = re.compile(r"(\d{2})(\d{2})\s?[-–/]\s?(?:\1)?(\d{2})\b")  # 1932-1933, 1932-33
WORD = re.compile(r"[^\W_]+")
GREAT = re.compile(r"\b[^\W\d_]\w*")
CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
            [
                "a",
                "b",
                "v",
                "g",
                "d",
                "e",
                "e",
                "zh",
                "z",
                "i",
                "i",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "kh",
                "ts",
                "ch",
                "sh",
                "shch",
                "_",
                "y",
                "_",
                "e",
                "yu",
                "ya",
                "i",
                "i",
                "e",
                "g",
            ],
            strict=True,
        )
    )
)
GREEK = str.maketrans(
    dict(
        zip(
            "αβγδεζηθικλμνξοπρστυφχψως",
            [
                "a",
                "b",
                "g",
                "d",
                "e",
                "z",
                "e",
                "th",
                "i",
                "k",
                "l",
                "m",
                "n",
                "x",
                "o",
                "p",
                "r",
                "s",
                "t",
                "y",
                "ph",
                "ch",
                "ps",
                "o",
                "s",
            ],
            strict=True,
        )
    )
)
SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)


@lru_cache(maxsize=20_000)
def ascii_of(words: str) -> str:
    """The words in lower-case ASCII letters: `Über Göttingen` → `uber gottingen`."""
    lowered = words.casefold().translate(SPECIAL).translate(CYRILLIC)
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )
    return bare.translate(GREEK).replace("_", "").encode("ascii", "ignore").decode()


@lru_cache(maxsize=20_000)
def tokens(title: str) -> tuple[str, ...]:
    """The words of a title for comparison, soft signs, marks and a leading article left out."""
    title = YEARS.sub(r"\1\2 \3", title)
    words = WORD.findall(ascii_of(re.sub(r"[’'ʹ‘“”„«»\"]", "", title)))
    return tuple(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


@lru_cache(maxsize=100_000)  # a book's notes name the same titles again and again
def same_title(one: str, other: str) -> bool:
    """Whether the two are one title, up to spelling and a left-out subtitle."""
    a, b = tokens(one), tokens(other)
    if not a or not b:
        return False
    if a == b:
        return True
    if numbers(a) and numbers(b) and numbers(a) != numbers(b):
        return False  # volumes of one series: [1932-33], [1933-34]
    short, long = sorted((a, b), key=len)
    if len(short) >= 2 and long[: len(short)] == short:
        return True
    return abs(len(a) - len(b)) <= 2 and alike(" ".join(a), " ".join(b), 0.88)


@lru_cache(maxsize=20_000)
def initials(title: str) -> str:
    """The first letters of a title's great words: `Wiener Neueste Nachrichten` → `WNN`."""
    return "".join(word[0] for word in GREAT.findall(title) if word[0].isupper())


def is_main(short: str, title: str) -> bool:
    """Whether *short* is the whole title, or all of it before its colon or stop."""
    return tokens(short) in (tokens(title), tokens(re.split(r"[:.]\s", title, maxsplit=1)[0]))


@lru_cache(maxsize=20_000)
def numbers(words: tuple[str, ...]) -> frozenset[str]:
    """The numbers among the words."""
    return frozenset(word for word in words if word.isdigit())


@lru_cache(maxsize=100_000)
def shortens(short: str, title: str) -> bool:
    """Whether *short* is a short form of *title*: its words in their order, the first early."""
    a, b = tokens(short), tokens(title)
    if not a:
        return False
    at = 0
    for word in a:
        while at < len(b) and not _same_word(word, b[at]):
            at += 1
        if at == len(b):
            return False
        at += 1
    return True


def _same_word(one: str, other: str) -> bool:
    return one == other or (len(one) > 5 and not one.isdigit() and alike(one, other, 0.85))


def alike(one: str, other: str, least: float) -> bool:
    """Whether the likeness of two strings is *least* or more; mostly their lengths deny it."""
    lengths = len(one), len(other)
    return 2 * min(lengths) >= least * sum(lengths) and likeness(one, other, least) >= least


@lru_cache(maxsize=100_000)
def likeness(one: str, other: str, least: float = 0.8) -> float:
    """From 0 (nothing alike, or surely below *least*) to 1 (equal)."""
    if one == other:
        return 1.0
    whole = len(one) + len(other)
    if 2 * min(len(one), len(other)) < least * whole:
        return 0.0
    if whole - len(_set(one) ^ _set(other)) < least * whole:  # a letter of one alone is not alike
        return 0.0
    if 2 * _letters_in_common(one, other) / whole < least:
        return 0.0
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _letters_in_common(one: str, other: str) -> int:
    """How many letters the two share, in whatever order: the most that can be alike."""
    theirs = _letters(other)
    return sum(min(count, theirs.get(letter, 0)) for letter, count in _letters(one).items())


@lru_cache(maxsize=20_000)
def _set(words: str) -> frozenset[str]:
    return frozenset(words)


@lru_cache(maxsize=20_000)
def _letters(words: str) -> Counter[str]:
    return Counter(words)


@lru_cache(maxsize=100_000)
def same_family(one: str, other: str) -> bool:
    """Whether two family names are the same, or one is a slip for the other (Graftno)."""
    a, b = ascii_of(one), ascii_of(other)
    return a == b or (sorted(a) == sorted(b) and len(a) > 4) or (len(a) > 5 and alike(a, b, 0.88))
