"""References to the Bible, the ancients and statutes by their customary numbers.

Comes in: a text. Goes out: where such references stand, of which type, and what place they point
to. They name no edition
that a bibliography lists, so they are known as what they are, and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.convert.citations.lexicon import DASH, alternatives, words
from edition_tools.convert.citations.sought import Worded
from edition_tools.model import Locator
from edition_tools.text import Span

BOOKS = alternatives(
    "Gen Genesis Exod Ex Exodus Lev Leviticus Num Numbers Deut Deuteronomy Josh Joshua Judg Judges "
    "Ruth Sam Samuel Kgs Kings Chr Chron Chronicles Ezra Neh Nehemiah Esth Esther Job Ps Pss Psalm "
    "Psalms Prov Proverbs Eccl Eccles Ecclesiastes Cant Isa Isaiah Jer Jeremiah Lam Ezek Ezekiel "
    "Dan Daniel Hos Hosea Joel Amos Obad Jonah Mic Micah Nah Hab Zeph Hag Zech Mal Matt Matthew "
    "Mt Mark Mk Luke Lk John Jn Acts Rom Romans Cor Corinthians Gal Galatians Eph Ephesians Phil "
    "Philippians Col Colossians Thess Tim Timothy Tit Titus Heb Hebrews Jas James Pet Peter Jude "
    "Rev Apoc Mos Mose Röm Kor Offb Joh Jes"
)
NUMBERED = "|".join(rf"{number}\s(?:{BOOKS})" for number in ("1", "2", "3", "II{0,2}"))
# Gen. 3:15 · 1 Cor. xiii. 4 · Mt 5,3–12; each way to begin has a letter of its own: found fast
BIBLE = re.compile(
    rf"(?:{NUMBERED}|{BOOKS})(?:\.\s?|\s)"
    rf"(?:\d{{1,3}}(?:\s?:\s?|,)|[ivxlc]{{1,8}}\.\s|[ivxlc]{{1,8}}:)\d{{1,3}}"
    rf"(?:[{DASH}]\d{{1,3}})?(?![\d\w]|[.,:]\d)"
)
ANCIENTS = alternatives(
    "Hom Hes Hdt Thuc Xen Plat Pl Arist Aesch Soph Eur Ar Dem Isoc Polyb Plut Paus Strab Diod Cic "
    "Caes Sall Verg Virg Hor Ov Liv Tac Suet Plin Sen Mart Juv Quint Lucr Gell Amm"
)
# Hom. Il. 2.204 · Cic. Att. 1.16.5 · Hdt. 1.32
CLASSICAL = re.compile(
    rf"(?:{ANCIENTS})\.\s(?:[A-Z][a-z]{{0,5}}\.\s|HN\s|NH\s){{0,2}}"
    rf"\d{{1,3}}\.\s?\d{{1,4}}(?:\.\s?\d{{1,4}})?(?:[{DASH}]\d{{1,4}})?(?![\d\w])"
)
CODES = alternatives("BGB StGB GG ZPO StPO HGB VwGO UrhG AGBG BVerfGG ABGB OR ZGB")
# § 823 Abs. 1 BGB · Art. 5 GG · 17 U.S.C. § 107 · 8 Anne, c. 19 · 26 Geo. III, c. 12
STATUTE = re.compile(
    rf"(?:§§?|Art\.)\s?\d{{1,4}}[a-z]?(?:\s(?:Abs\.|S\.|Satz|Nr\.)\s?\d{{1,2}}){{0,3}}\s(?:{CODES})(?!\w)"
    r"|(?:BGHZ|BGHSt|BVerfGE|BVerwGE|BAGE|RGZ|RGSt)\s\d{1,3},\s\d{1,4}(?:\sff?\.)?(?:\s\(\d{1,4}\))?"
    r"|\d{1,2}\sU\.\s?S\.\s?C\.\s§§?\s?\d{1,5}[a-z]?"
    r"|\d{1,2}(?:\s&\s\d{1,2})?\s(?:Geo|Vict?|Hen|Eliz|Edw|Will|Car|Jac|Ric|Anne|W)\b\.?"
    r"(?:\s(?:[IVX]{1,4}|\d))?,?\s(?:c|ch|cap)\.\s?\d{1,3}(?!\w)"
)
# behind a letter, a book is none
SCRIPTURE = Worded(BIBLE, frozenset(BOOKS.split("|")))
ANCIENT = Worded(CLASSICAL, frozenset(ANCIENTS.split("|")))
SECTIONED = Worded(
    STATUTE,
    words(
        "Art BGHZ BGHSt BVerfGE BVerwGE BAGE RGZ RGSt U Geo Vic Vict Hen Eliz Edw Will Car Jac Ric "
        "Anne W"
    ),
    ("§",),
)
TYPES = (("bible", SCRIPTURE), ("classical", ANCIENT), ("legal", SECTIONED))
# Modern Law Rev. 12:3 is a journal; so are words that go on
BEFORE = re.compile(r"[\w’'.-]$|(?<!\w)(?!(?:See|Cf|Vgl|Siehe|Voir|And|So)\b)[A-Z]\w*\.?\s$")
# chapter and verse, behind the book · the numbers of the ancients · § 823 Abs. 1 · Art. 5
POINTS = (
    ("bible", re.compile(r"(?<=[.\s])(?P<verse>(?:\d+\s?[:,]|[ivxlc]+[.:])\s?\d.*)")),
    ("classical", re.compile(r"\s(?P<section>\d.*)")),
    (
        "legal",
        re.compile(
            r"(?:§§?|(?P<mark>Art\.))\s?(?P<section>\d[\w.]*(?:\s(?:Abs\.|S\.|Satz|Nr\.)\s?\d+)*)"
        ),
    ),
)
LOOKED_AT = 20  # code points before it


def canonical(text: str, single: frozenset[str]) -> Iterator[tuple[str, Span, tuple[Locator, ...]]]:
    """The type and place of each such reference, and the place it points to.

    *single*: the words of *text*.
    """
    for type_, pattern in TYPES:
        for match in pattern.finditer(text, single):
            before = text[max(0, match.start() - LOOKED_AT) : match.start()]
            if BEFORE.search(before) is None:
                place = Span(match.start(), match.end())
                yield type_, place, tuple(_pointed(text, type_, place))


def _pointed(text: str, type_: str, place: Span) -> Iterator[Locator]:
    found = dict(POINTS)[type_].search(text, place.start, place.end)
    if found is not None:
        name = "verse" if type_ == "bible" else "section"
        label = "article" if found.groupdict().get("mark") else name
        yield Locator(label, found[name], Span(*found.span(name)))
