"""Archival references: a collection, the house that holds it, and shelf-marks.

Comes in: a text. Goes out: where an archival reference stands, with its parts. A reference
without a shelf-mark is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition_tools.convert.citations.lexicon import DASH, UPPER
from edition_tools.model import Part
from edition_tools.text import Span

_NAME = rf"[{UPPER}][\w’'.-]*"
# The Gibbon Papers (Letters) · Gibbon Papers · Nachlass Ranke · Bundesarchiv
_COLLECTION = (
    rf"(?:[Tt]he\s+)?(?:(?:{_NAME})\s+){{1,4}}(?:Papers|Archives?|Collection|Correspondence|MSS)\b|"
    rf"Nachla(?:ss|ß)\s+{_NAME}(?:\s{_NAME})?"
)
_HOUSE = (
    rf"(?:[Tt]he\s+)?(?:(?:{_NAME}|of|the|de|des)\s+){{0,5}}(?:Library|Archives?|Archive|Record\s+Office|"
    rf"Bibliothek|Museum|University)\b(?:\s+(?:of|in)\s+{_NAME})?|"
    r"Bibliothèque\s+[nN]ationale(?:\s+de\s+France)?|Archives?\s+[nN]ationales?|"
    rf"\b{_NAME}archiv\b(?:\s+{_NAME})?|Archivio\s+(?:di\s+|segreto\s+)?{_NAME}(?:\s+(?:di\s+)?{_NAME})?|"
    r"\b(?:BL|TNA|PRO|BNF|BnF|RGASPI|RGVA|GARF|RGALI|BArch|NARA|ASV|ASF|ASVe|AN|РГАСПИ|ГАРФ|РГАЛИ|"
    r"ЦГАОР|TsGAOR|TsPA|PAAA|GStA|ÖNB|BSB|BAV)\b"
)
# Add. MSS 34874–34887 · MS Eng. misc. c. 123 · K-2041 · 20417 · FO 371/1234 · f. 17, op. 2, d. 34
SHELFMARK = (
    r"(?:"
    rf"(?:Add(?:itional)?\.?\s*|Cod\.?\s*|Western\s+)?(?:MSS?|Mss?|ms|Ms|Hs|Cod)\.?(?:\s*[A-Za-z]{{1,9}}\.?){{0,4}}\s*\d[\d/{DASH}]*[a-z]?|"
    r"(?:f(?:ond)?|ф(?:онд)?)\.\s*[\w-]+,\s*(?:op|оп)\.\s*[\w-]+"
    r"(?:,\s*(?:d|д|ed\. khr|ед\. хр)\.\s*[\w-]+)?"
    r"(?:,\s*(?:ll?|лл?)\.\s*\d[\d,\s–-]{0,20})?|"
    rf"(?:[A-Z]{{1,4}}\s?)?\d{{1,4}}/\d+(?:/\d+)*|"
    rf"[A-Z]{{1,3}}-\d{{2,6}}|"
    rf"(?:(?:[Bb]ox|[Ff]older|[Ff]ile|no\.)\s+)\d+(?:,\s+(?:[Ff]older|[Ff]ile)\s+\d+)?|"
    r"(?!(?:1[4-9]\d\d|20[0-2]\d)\b)\d{3,6}"
    rf")(?![\w{DASH}]|/\d)"
)
ARCHIVAL = re.compile(
    rf"(?<![\w’'.-])(?P<archive>(?:{_COLLECTION}|{_HOUSE})(?:\s*\([^()]{{1,80}}\))?(?:,\s+(?:{_HOUSE}|{_COLLECTION}|(?:Oxford|London|Paris|Cambridge|Berlin|Harvard\s+University))){{0,4}})"
    rf"[,:]?\s+(?P<shelfmark>{SHELFMARK}(?:(?:,|\s+and|\s+und|\s+et)\s+{SHELFMARK}){{0,30}})"
)
ONE_SHELFMARK = re.compile(SHELFMARK)


@dataclass(frozen=True, slots=True)
class Archival:
    """An archival reference and its parts."""

    span: Span
    parts: tuple[Part, ...]


def archival(text: str, span: Span) -> Iterator[Archival]:
    """The archival references in *span*, in order."""
    for match in ARCHIVAL.finditer(text, span.start, span.end):
        start = match.start()
        if text.startswith(("The ", "the "), start):
            start += 4
        house = Span(start, match.end("archive"))
        parts = [Part("archive", house)]
        for mark in ONE_SHELFMARK.finditer(text, *match.span("shelfmark")):
            parts.append(Part("shelfmark", Span(mark.start(), mark.end())))
        yield Archival(Span(start, match.end()), tuple(parts))
