"""Archival references: the house, the collection or series, shelf-marks, and the leaf.

Comes in: a text. Goes out: where an archival reference stands, with its parts. A reference
without a shelf-mark is none. A letter that is named before its archive belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition_tools.convert.citations.atoms import DATE
from edition_tools.convert.citations.lexicon import DASH, PLACES, UPPER, words
from edition_tools.convert.citations.sought import Worded
from edition_tools.model import Part
from edition_tools.text import Span

_NAME = rf"[{UPPER}](?:[a-zß-ÿ]{{0,2}}\.|[\w’'-]+)"  # a stop only behind an initial: St.
# The Gibbon Papers (Letters) · Gibbon Papers · Nachlass Ranke · fonds Moscou
_COLLECTION = (
    rf"(?:[Tt]he\s+)?(?:(?:{_NAME})\s+){{1,4}}(?:Papers|Archives?|Collection|Correspondence|MSS)\b|"
    rf"Nachla(?:ss|ß)\s+{_NAME}(?:\s{_NAME})?|[Ff]onds\s+{_NAME}(?:[\s-]{_NAME}){{0,2}}"
)
_HOUSE = (
    rf"(?:[Tt]he\s+)?(?:(?:{_NAME}|of|the|de|des)\s+){{0,5}}(?:Library|Archives?|Archive|Record\s+Office|"
    rf"Bibliothek|Museum|University|History\s+Cent(?:re|er))\b(?:\s+(?:of|in)\s+{_NAME})?|"
    rf"Bibliothèque\s+(?:[nN]ationale(?:\s+de\s+France)?|municipale\s+(?:de\s+|d’)?{_NAME})|"
    r"Archives?\s+(?:[nN]ationales?|[dD]épartementales|[mM]unicipales)"
    rf"(?:\s+(?:de\s+la|de\s+l’|du|des|de|d’)\s?{_NAME})?|"
    rf"(?:{_NAME}\s+)?[{UPPER}]\w*archiv\b(?:\s+{_NAME}){{0,3}}|"
    rf"(?:{_NAME}\s+)?Archiv\s+(?:des|der|für|zur)\s+{_NAME}(?:\s+{_NAME})?|"
    rf"Archives\s+(?:de\s+(?:la\s+|l’)?|du\s+|des\s+)\w+(?:\s+(?:de|du)\s+\w+)?|"
    rf"Archivi?o\s+(?:di\s+|segreto\s+|de\s+)?{_NAME}(?:\s+(?:di\s+|de\s+)?{_NAME})?|"
    r"\b(?:BL|TNA|PRO|BNF|BnF|RGASPI|RGVA|GARF|RGALI|RGAE|RTsKhIDNI|BArch|NARA|ASV|ASF|ASVe|AN|AD|"
    r"РГАСПИ|ГАРФ|РГАЛИ|РГАЭ|РГВА|АПРФ|ЦГАОР|TsGAOR|TsPA|PAAA|GStA|ÖNB|BSB|BAV|IISH|IISG)\b"
)
# f. 17, op. 2, d. 34 · fond 17, opis’ 2, delo 34 · Ф. 17. Оп. 3. Д. 746
_FOND = (
    r"(?:[Ff](?:ond)?|[Фф](?:онд)?)\.?\s*[\w-]{1,8}[.,]\s*(?:[Oo]p|[Оо]п)(?:is[’'ʹ]?|ись)?\.?\s*[\w-]{1,8}"
    r"(?:[.,]\s*(?:[Dd](?:elo)?|[Дд](?:ело)?|ed\.\s?khr|ед\.\s?хр)\.?\s*\d[\w-]{0,7})?"
)
# what shows by its letters that it is a shelf-mark: Add. MSS 34874–34887 · bMS Russ 13.1 (10248) ·
# FO 371/1234 · R 58/3213 · F7 13425 · F/7/12948 · 10 M 85 · K-2041 · busta 12 · box 3, folder 2
_MARKED = (
    rf"(?:Add(?:itional)?\.?\s*|Cod\.?\s*|Western\s+)?(?:[bf]?MSS?|Mss?|ms|Ms|Hs|Cod)\.?(?:\s*[A-Za-z]{{1,9}}\.?){{0,4}}"
    rf"\s*\d[\d/{DASH}]*(?:\.\d{{1,3}})?[a-z]?(?:\s\(\d{{1,6}}\))?|"
    rf"{_FOND}|"
    r"[A-Z]{1,4}(?:\s[A-Z]{1,4})?(?:/[A-Z]{0,3}\d{1,6}){2,6}|"
    r"(?:[A-Z]{1,4}\s?)?\d{1,4}/\d+(?:/\d+){0,6}|"
    r"[A-Z]{1,3}\d{1,2}\*?\s\d{1,6}|"
    r"(?:[IVX]{1,4}\.\s)?(?:HA\s)?Rep\.\s\d{1,4}(?:\s[A-Z]\w{0,3})?(?:,\sNr\.\s\d{1,6})?|"
    rf"\d{{1,3}}-\d{{1,2}}\s{_NAME}(?:,\sNr\.\s\d{{1,6}})?|"
    r"[A-Z]{1,3}\s\d{2,6}|"
    r"\d{1,3}\s[A-Z]{1,2}\s\d{1,5}|"
    r"[A-Z]{1,3}-\d{2,6}|"
    r"(?:(?:[Bb]ox|[Ff]older|[Ff]ile|no\.|[Cc]arton|[Dd]ossier|[Ll]iasse|[Bb]oîte|[Bb]usta|b\.|reg\.|"
    r"[Ff]ilza|fasc\.|Rep\.|Nr\.)\s+)\d+(?:,\s+(?:[Ff]older|[Ff]ile|[Dd]ossier|fasc\.)\s+\d+)?"
)
_END = rf"(?![\w{DASH}]|/\d)"
SHELFMARK = rf"(?:{_MARKED}|(?!(?:1[4-9]\d\d|20[0-2]\d)\b)\d{{3,6}}){_END}"
# Bl. 45 f. · fo. 12 · l. 11 · c. 12v · listy 12–14
LEAF = (
    r"(?:Bl\.|fols?\.|fos?\.|ff?\.|ll?\.|cc?\.|list[ya]?|лл?\.|Лл?\.)"
    rf"\s*\d+(?:[rv]\b)?(?:\s?[{DASH}]\s?\d+(?:[rv]\b)?)?(?:\sff?\.)?"
)
_SERIES = rf"(?:,\s+[{UPPER}][^\d,;:()]{{2,40}}){{1,3}}"  # , Consiglio dei Dieci, Parti miste
ARCHIVAL = re.compile(
    rf"(?<![\w’'.-])(?P<archive>(?:{_COLLECTION}|{_HOUSE})(?:\s*\([^()]{{1,80}}\))?"
    rf"(?:,\s+(?:{_HOUSE}|{_COLLECTION}|{PLACES}|Harvard\s+University)){{0,4}})"
    rf"(?:[.,:]?\s+(?P<shelfmark>{SHELFMARK}(?:(?:,|\s+and|\s+und|\s+et)\s+{SHELFMARK}){{0,30}})"
    rf"|(?P<series>{_SERIES}),\s+(?P<marked>(?:{_MARKED}){_END}))"
    rf"(?:[.,]\s+(?P<leaf>{LEAF}))?"
)
HELD = Worded(
    ARCHIVAL,
    words(
        "Papers Archive Archives Archivo Archivio Archiv Collection Correspondence MSS Nachlass "
        "Nachlaß Fonds fonds Library Office Bibliothek Bibliothèque Museum University History BL "
        "TNA PRO BNF BnF RGASPI RGVA GARF RGALI RGAE RTsKhIDNI BArch NARA ASV ASF ASVe AN AD "
        "РГАСПИ ГАРФ РГАЛИ РГАЭ РГВА АПРФ ЦГАОР TsGAOR TsPA PAAA GStA ÖNB BSB BAV IISH IISG"
    ),
    ("archiv",),  # Staatsarchiv
)
ONE_SHELFMARK = re.compile(SHELFMARK)
ARCHIVES = re.compile(r"[Aa]rchi[vef]|Library|Biblio|Office|Museum|[A-Z]{3}")  # keeps series
# Gibbon to Sheffield, 12 May 1789, · Letter from A. Doe to B. Roe, 3 July 1901,
LETTER = re.compile(
    rf"(?P<title>(?:[Ll]etter\s+(?:from|of)\s+)?{_NAME}(?:\s{_NAME}){{0,3}}\s(?:to|an|à|a)\s{_NAME}(?:\s{_NAME}){{0,3}}),"
    rf"\s+(?P<date>{DATE.pattern}),\s+(?:in\s+)?(?:the\s+)?$"
)
FAR = 160  # code points before the archive in which its letter is named


@dataclass(frozen=True, slots=True)
class Archival:
    """An archival reference and its parts; `letter` where one is named."""

    span: Span
    parts: tuple[Part, ...]
    letter: bool = False


def archival(text: str, single: frozenset[str]) -> Iterator[Archival]:
    """The archival references in *text*, whose words are *single*, in order."""
    end = 0
    for match in HELD.finditer(text, single):
        if match["series"] and not ARCHIVES.search(match["archive"]):
            continue
        start = match.start()
        if text.startswith(("The ", "the "), start):
            start += 4
        parts = tuple(_parts(match, start))
        letter = LETTER.search(text[max(end, start - FAR) : start])
        if letter:
            shift = max(end, start - FAR)
            start = shift + letter.start("title")
            named = (
                Part(label, Span(*(shift + at for at in letter.span(label))))
                for label in ("title", "date")
            )
            parts = (*named, *parts)
        end = match.end()
        yield Archival(Span(start, end), parts, letter is not None)


def _parts(match: re.Match[str], start: int) -> Iterator[Part]:
    house_end = match.end("series") if match["series"] else match.end("archive")
    yield Part("archive", Span(start, house_end))
    marks = "marked" if match["marked"] else "shelfmark"
    for mark in ONE_SHELFMARK.finditer(match.string, *match.span(marks)):
        yield Part("shelfmark", Span(mark.start(), mark.end()))
    if match["leaf"]:
        yield Part("pages", Span(*match.span("leaf")))
