"""Texts and files that were made to break the program: it neither fails nor loses a letter."""

from __future__ import annotations

import pytest

from edition_tools.convert import convert
from edition_tools.emit import bibtex, ledger, myst, record
from edition_tools.model import Edition
from edition_tools.text import read_source
from test_laws import check_that_nothing_is_lost

INDENTED = "    indented line here\n"
GARBAGE = {
    "quotation signs and nothing else": "> > >\n>>>\n",
    "control characters and nothing else": "\x01\x02\x7f",
    "one character": "x",
    "one digit": "1",
    "one star": "*",
    "blanks and digits": " 1 2 3 \n 4 5",
    "markers and nothing else": "".join(f"[{n}]" for n in range(1, 60)),
    "notes and nothing else": "".join(f"{n} Smith, Book (London, 1900).\n" for n in range(1, 40)),
    "one line again and again, set in": INDENTED * 60,
    "the heading of notes again and again": "Notes\n" * 60,
    "every kind of line end": "a\r\nb\rc\nd\n\re\x0bf\x0cg\x85h\u2028i\u2029j",
    "signs of zero width": "a\u200b1\u200c[2]\u200d*\u2060\ufeff\n" * 40,
    "signs that turn the direction": "\u202ea[1]\u202c \u2066b\u2069\n" * 40,
    "brackets in brackets": "[" * 1000 + "x" + "]" * 1000,
    "quotations in quotations": ">" * 1000 + " words\n" + "> " * 1000 + "more\n",
    "quotation marks that never close": "“" * 2000,
    "half of everything": "\n".join("“‘[({<«" * 20 for _ in range(40)),
}


def whole(text: str) -> Edition:
    """The edition of a text, once nothing of it is lost and every page can be written."""
    edition = convert(read_source("hostile.txt", text.encode()))
    check_that_nothing_is_lost(edition)
    assert myst.pages(edition)
    assert ledger.write(edition)
    assert record.write(edition)
    bibtex.read(bibtex.write(edition.works.works))
    return edition


@pytest.mark.parametrize("what", GARBAGE)
def test_no_text_is_lost_however_strange(what: str) -> None:
    whole(GARBAGE[what])
