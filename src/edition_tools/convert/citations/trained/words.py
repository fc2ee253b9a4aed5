"""A single word of a reference, as the trained model sees it: its letters, shape and marks.

Comes in: a token. Goes out: what it is by itself, and to which lists it belongs.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.glance import PLACE_WORDS
from edition_tools.convert.citations.lexicon import MONTHS, PARTICLES, PUBLISHERS
from edition_tools.convert.citations.titles import JOURNAL

RUN = re.compile(r"(.)\1+")
MARKS = ".,;:!?()[]{}“”‘’\"'«»„*&/–—-"
MONTH = re.compile(rf"(?:{MONTHS})\.?")
PARTICLE = re.compile(rf"(?:{PARTICLES})", re.IGNORECASE)
YEAR = re.compile(r"1[4-9]\d\d|20[0-3]\d")
ROMAN = re.compile(r"[ivxlc]+|[IVXLC]+")
SERIAL = re.compile(  # words that name what they stand in
    r"(?:proc|conf|symp|workshop|trans|lett|j|journ|arch|ann|annal|stud|giorn|atti|revist|rev|acta|"
    r"bull|mem|congr|comput|soc|sci|med|biol|phys|chem|nature|lancet)[a-z]*",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"(?:springer|elsevier|wiley|sage|ieee|acm|mit|oup|cup|mcgraw|hill|hall|prentice|addison|wesley|"
    r"kluwer|marcel|dekker|presse?s?|verlag|editor[ei]|edizioni|éditions?|publish[a-z]*|books?|inc|ltd|"
    r"company|sons|tip|tipografia|stamperia|university|universit\w+|institute?|dept|department)",
    re.IGNORECASE,
)


def looks(token: str) -> list[str]:
    """What a token is by itself: its word, its shape, its marks; the first two say most."""
    word = token.strip(MARKS)
    lead, tail = token[: len(token) - len(token.lstrip(MARKS))], token[len(token.rstrip(MARKS)) :]
    tail = tail if word else token
    lowered = word.casefold()
    found = [f"l={lowered if not any(c.isdigit() for c in word) else _shape(word)}"]
    found += [f"t={tail[:3]}&{_shape(word)}", f"t={tail[:3]}", f"h={lead[:2]}", f"s={_shape(word)}"]
    if word.isalpha():
        found += [f"e={lowered[-n:]}" for n in (1, 2, 3)] + [f"b={lowered[:n]}" for n in (2, 3)]
    found.append(f"ll={min(len(word), 9)}")
    first = re.split(r"[\W\d_]+", word)[0] or word
    lists = (
        ("place", first in PLACE_WORDS),
        ("month", MONTH.fullmatch(first) is not None),
        ("particle", PARTICLE.fullmatch(word) is not None),
        ("year", YEAR.search(word) is not None),
        ("roman", ROMAN.fullmatch(word) is not None),
        ("serial", bool(SERIAL.fullmatch(first) or JOURNAL.match(first))),
        ("house", bool(HOUSE.fullmatch(first) or PUBLISHERS.match(first))),
    )
    return found + [name for name, holds in lists if holds]


def _shape(word: str) -> str:
    """The word with digits, capitals and small letters as 0, A and a; long runs shortened."""
    signs = (
        "0" if c.isdigit() else "A" if c.isupper() else "a" if c.isalpha() else c for c in word
    )
    if word.isdigit():
        return f"{min(len(word), 5)}" + ("y" if YEAR.fullmatch(word) else "")
    return RUN.sub(r"\1\1", "".join(signs))[:8]
