"""Signs that tell what stands next in a citation: marks of editors, what follows a name.

Patterns only, each with an example.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import BACK, EDITION, YEAR
from edition_tools.convert.citations.lexicon import PLACES, UPPER

IN = re.compile(
    rf"(?:,\s*)?(?:\b(?:abgedruckt|reprinted|repr\.)\s+)?(?:\b[Ii]n:?|\b[Dd]ans|\bв)\s+(?:(?:his|her|their|seinem|ihrem|son|sa)\s+|(?:idem|id\.|ders\.|dies\.),\s+)?(?=[{UPPER}‘“„«\"’]|(?:van|von|de)\s[{UPPER}])"
)
ED_MARK = re.compile(  # , ed., · (Hrsg.) · , eds. · (a cura di)
    r",?\s*(?:\(\s*)?(?:eds?\.?|[Hh]rsg\.?|[Hh]gg?\.|editors?|dir\.|éds?\.|a cura di|"
    r"ред\.|red\.|Hrsgg\.)(?:\s*\))?\s*[,:]?(?=\s|$)"
)
SAME_AUTHOR = re.compile(  # ders., Title · Idem, Title
    rf"([Dd]ers\.|[Dd]ies\.|[Ii]dem|[Ii]d\.|[Ee]adem|Он же)[,:]\s+(?=[{UPPER}‘“„«\"])"
)
AUTHOR_DATE = re.compile(r",?\s*\(((?:1[4-9]|20)\d\d[a-z]?)\)[.,:]?\s+(?=[\w‘“„«\"])")
TITLE_FOLLOWS = re.compile(
    rf"\s*[,:]\s+(?=[{UPPER}‘“„«»›\"'’”\d]|[^\W\d_]’[{UPPER}]|\()|\s+(?=[‘“„«»\"])"
)
CORE_FOLLOWS = re.compile(
    rf"[,.]?\s*(?:{BACK.pattern})|[,.]?\s*\((?:oben|above|vorige|wie|siehe|see|voir|cf\.|note|nota|"
    r"n\.|N\.|Anm\.|Fn\.|FN\b|supra|s\. o\.)|,?\s+\(?(?:above|supra|oben)\b"
    # Brewer, note 2 above; n. 16 by itself may be an issue
    r"|,\s+(?:(?:(?:see|wie|voir)\s+)?(?:(?:foot)?notes?|Anm\.|Fn\.|FN)\s*\d+"
    r"|nn?\.\s?\d+\s+(?:above|supra))(?!\w)"
)
IMPRINT_FOLLOWS = re.compile(  # , New York 1968 · , London, 2nd ed., 1968: no title stands between
    rf",\s+(?:{PLACES})(?:[,/]?\s?(?:{PLACES}))*(?:,?\s(?:{EDITION.pattern}))?[,:]?\s(?:{YEAR})\b"
)
SHORT_NUMBER = re.compile(
    r",?\s+(?:[IVX]+\s+)?(?:\d+\s*ff?\b\.?|\d+\s+\d|\d+\s*\(|[IVX]+,?\s+\d|\d+\s*[.;,)]|\d+\s*$)|,\s+pp?\.\s*\d"
)
IBID = re.compile(  # Ibid. · id. · ebd. · там же
    r"(?:in\s+)?(?:ib|id[.e]|ebd|ebenda|ivi\b|tamże|tam zhe|там же)", re.IGNORECASE
)
# Anthony Grafton: Die tragischen Ursprünge …, Berlin 1995, S. 12
COLON_AUTHOR = re.compile(
    rf":\s+[{UPPER}„“\"«‘][^;]{{1,240}}?(?:\bS\.\s*\d|\bin:\s|,\s(?:{PLACES})\s\d{{4}}|\bHrsg|\bBd\.)"
)
# Engelsing: Der Bürger als Leser (Anm. 16), S. 190
COLON_SHORT = re.compile(
    rf":\s+[{UPPER}„“\"«»‘][^;:()]{{1,120}}\((?:wie\s+)?(?:Anm|Fn|oben|FN|N)\b"
)
ROMAN_ALONE = re.compile(r"[IVX]{1,6}|[IVXLC]{2,8}|[ivx]{1,5}")
ROMAN_VOLUME = re.compile(r"\s([IVX]{1,6}|[IVXLC]{2,8}|(?<=,\s)[ivxl]{1,6})$")
POSSESSIVE = re.compile(r"[’']s$")
