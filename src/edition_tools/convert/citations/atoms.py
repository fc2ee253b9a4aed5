"""What citations are made of: quotations, brackets, years, volumes, pages, words.

Patterns only, each with an example, and the letters or words without which some of them need
not be looked for. What an atom means in its citation is decided later (`parse`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from edition_tools.convert.citations.lexicon import DASH, MONTHS, UPPER, words
from edition_tools.convert.citations.places import (
    BEHIND_COMMA,
    CLEAR,
    PAGE_LIKE,
    UNCLEAR,
    alternatives,
)
from edition_tools.convert.citations.sought import Sought
from edition_tools.text import Span


class Kind(StrEnum):
    """What an atom looks like."""

    WORDS = "words"
    QUOTED = "quoted"
    BRACKET = "bracket"
    DATE = "date"
    PAGES = "pages"
    VOLUME = "volume"
    ISSUE = "issue"
    EDITION = "edition"
    BACK = "back"  # ibid., op. cit., a.a.O.
    NOTE = "note"  # n. 24, note 3 above
    NUMBER = "number"  # a bare number
    EDITED = "edited"  # ed., eds., Hrsg.; the names are its neighbours
    CHAPTER = "chapter"  # Chapter 5, s. 52
    ASIDE = "aside"  # hereafter X
    VOLUMES = "volumes"  # 2 vols
    ADDRESS = "address"  # https://…


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of a citation; `span` lies in the note's text."""

    kind: Kind
    span: Span


ROMAN = r"\b(?:x{1,3}(?:ix|iv|v?i{0,3})|xl\w{0,4}|ix|iv|vi{0,3}|i{1,3})\b"
RANGE = rf"(?:[A-Z]?\d+(?:(?!ff?\b)[a-z])?|{ROMAN})(?:\s?[{DASH}]+\s?(?:\d+|{ROMAN}))?"
# 12 ff. · 12v · 12 sq. · 12 et suiv. · 12 n.
FOLLOWING = (
    r"(?:[rv]\b|\s?[rv]°)?"
    r"(?:\s?(?:ff?|sqq?|sgg?|ss|et\s+(?:suiv|sq{1,2}|s)|suiv)\b\.?|\s?n\b(?!\.\s?\d)\.?)?"
)
YEAR = r"1[0-9]\d\d|20[0-3]\d"
# a note on the page cited: 12 n. 1 · 188 N. 1 · 40, note 3; not a note here (12, n. 3 above), nor
# an issue (37, n. 2, 1978)
ON_PAGE = (
    rf"(?:,?\s+(?:nn?\.|N\.|Anm\.|Fn\.|fn\.|not(?:es?|a))\s?\d{{1,4}}(?!\d|\s+(?:above|supra|oben|ci-dessus|infra)"
    rf"|\s?[,.]?\s*\(?(?:{YEAR})))?"
)

# here S. 40 · hier S. 40 · esp. p. 12 · notamment p. 9
LEADING = (
    r"(?:(?:especially|here|hier|bes\.|insbes\.|notamment|ici|in\s+particular|in\s+part\.)\s+|"
    r"esp\.\s*|at\s+)?"
)
PAGE_MARKS = rf"(?:{alternatives(PAGE_LIKE)})"
# pp. 112-5, 120 · S. 23 · p. vii · p. XV-XLII · p. 345 n. 2 · 12 ff.
PAGES = re.compile(
    rf"{LEADING}(?:{PAGE_MARKS}"
    rf"\s*({RANGE}{FOLLOWING}"
    rf"(?:\s*(?:,(?:\s*(?:and|und|et|e)\b)?|and|&|und|et|e)\s*(?!(?:{YEAR})\b){RANGE}{FOLLOWING}(?!\w|\.\w))*)"
    rf"{ON_PAGE}"
    rf"|(?:pp?|[SсС])\.\s*[IVXLC]+(?:\s?[{DASH}]\s?[IVXLC]+)?(?!\w))"
)
# Vol. 29 · Bd. VII 1 · t. 36 · tome II
VOLUME = re.compile(
    rf"(?:[Vv]ols?\.?|[Vv]olume|Bde?\.|Band|t\.|tome|tomo|т\.|Т\.|Jg\.|Jahrgang)"
    rf"\s*(\d+(?:[{DASH}/]\d+)?|[IVXLC]+(?:/\d+)?(?!\.\s?[A-Z])|[ivxlc]+)(?!\w)"
)
# No. 34 · No 4 · No. 36-37 · Heft 2 · n. 37-38 · № 5
ISSUE = re.compile(
    rf"(?:[Nn]os?\.?|N°|n°|Nr\.|nr\.|№|[Ii]ssues?|Heft|H\.|Sonderheft|[Ff]asc\.)"
    rf"\s*(\d+(?:\s?[{DASH}/]\s?\d+)?)"
    rf"|(?<![\d/.])\d{{1,2}}(?=/(?:{YEAR})\b)"  # Der Spiegel 12/1968
)
# 2nd ed. · 3. Aufl. · 2e éd. · rev. ed. · erweiterte Aufl.
EDITION = re.compile(
    r"(?:\d+(?:st|nd|rd|th|-?e|-?е|a|ª|ème)?\.?\s*|(?:second|third|fourth|fifth|new|revised|rev\.|enl\.|neue|"
    r"nouv(?:elle|\.)|nuova|erweiterte|verb\.|first)\s+(?:and enlarged\s+)?)"
    r"(?:(?:rev|erw|überarb|verb|durchges|unveränd|neubearb|corr|augm|ampl|enl)\.\s+(?:und\s+|u\.\s+|et\s+|and\s+)?){0,3}"
    r"(?:edn?\b\.?|edition\b|édition\b|edizione\b|Aufl(?:age)?\b\.?|éd\.|изд\.|izd\.)",
    re.IGNORECASE,
)
# 14 March 1933 · October, 1977 · Jan.-Mar. 1980 · 1981 · 1979/1 · July 5, 1940
DATE = re.compile(
    rf"(?:dated\s+)?(?:\d{{1,2}}\.?\s+)?(?:{MONTHS})(?:\s?[{DASH}/]\s?(?:{MONTHS}))?(?:\s+\d{{1,2}})?,?\s+(?:{YEAR})\b"
    rf"|\b\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:{YEAR})\b"
    rf"|\b(?:{YEAR})(?:\s?[{DASH}/]\s?\d{{1,4}})?[a-z]?\b"
)
# op. cit. · Ibid. · id. · a.a.O. · ders. · Там же
BACK = re.compile(
    r"(?=[OoLlaAIiEeDdTtТУутsSUuc])(?:(?:in\s+)?\b[Oo]p\.?\s*cit\b\.?|\b[Ll]oc\.?\s*cit\b\.?|\b[Aa]rt\.\s*cit(?:\.|é\b)|\b[Oo]uvr?\.\s*cit(?:\.|é\b)|"
    r"(?:in\s+)?\b[Ii]b(?:[ií]d(?:em)?)?\b\.?|\b[Tt]amże\b|(?:in\s+)?(?<!dans\s)\b[Ii]d(?:\.|em\b)|\b[aA]\.\s?a\.\s?O\.|\baaO\b|"
    r"\b[Ee]bd(?:\.|a\.?)|\b[Ee]benda\b|\b[Ii]vi\b|"
    r"(?<!\bin\s)(?<!\bin:\s)(?:\b[Dd]ers\.|\b[Dd]ies\.)|\b[Tt]am zhe\b|\b[Тт]ам же\b|"
    r"\b[Уу]каз\.\s*соч\.|\b[Uu]kaz\.\s*soch\.|\bcit\.(?=[,;\s]))"
    r"(?!\w)"
)
# every match of BACK has one of these words, by \w without digits
BACK_WORDS = words(
    "cit opcit Opcit loccit Loccit cité Ib ib Ibid ibid Ibíd ibíd Ibidem ibidem Ibídem ibídem "
    "tamże Tamże Id id Idem idem O aaO Ebd ebd Ebda ebda Ebenda ebenda Ivi ivi Ders ders Dies dies "
    "zhe же Указ указ Ukaz ukaz"
)
# n. 24 · note 3 above · above, n. 30 · supra note 5
NOTE = re.compile(
    r"(?=[AaSsoOIinfFNvlwWcp])(?:\b(?:[Aa]bove|[Ss]upra|[Oo]ben|[Ii]nfra|wie|ci-dessus|plus\s+haut)\b,?\s*)?"
    r"(?:\b(?:nn?|fn|Fn|Anm|FN|N)\.|\bFN(?=\s)|\b(?:[Ff]oot)?[Nn]ot(?:es?|a)|\bAnmerkung|\bFußnote)"
    r"\s*\d+(?:,?\s+(?:above|supra|oben|ci-dessus|plus\s+haut)\b)?"
    r"|\b[Vv]orige\s+(?:N\.|Anm\.|Anmerkung)|\bloc\. supra\b"
)
NOTE_WORDS = words(  # and of NOTE
    "n nn fn Fn Anm FN N note notes Note Notes footnote footnotes footNote footNotes Footnote "
    "Footnotes FootNote FootNotes nota Nota footnota Footnota footNota FootNota Anmerkung Fußnote "
    "Vorige vorige supra"
)
# , ed. · (Hrsg.) · eds. · hrsg. von · edited by · trans. · a c. di
EDITED = re.compile(
    r"(?:\beds?\b\.?(?:\s+by\b)?|\beditors?\b|\bedited\s+by\b|\b[Hh]rsg\.?(?:\s+von)?(?!\w)|"
    r"\b[Hh]g\.(?:\s+v(?:on|\.))?|\btrans(?:l|lated)?\b\.?(?:\s+by)?|\bübers\.(?:\s+von)?|"
    r"\ba\s+c(?:ura|\.)\s+di\b|\bdir\.|\béds?\.|\bsous\s+la\s+dir(?:ection|\.)\s+de\b|\btraduit\s+par|\btrad(?:\.|uzione)\s+(?:di|par|de)\b|"
    r"\b[Pp]od\s+red\.|\b[Пп]од\s+ред\.|\bherausgegeben\s+von\b|\bétabli\s+par\b|"
    rf"\b(?:intro(?:d|duction)?|pref(?:ace)?|foreword|rev)\b\.?(?:\s+by)?(?=\s+[{UPPER}]))"
)
# 12 · 15-16 · XV · ii · B2v · 12 ff.
_PLACE_NUMBER = (
    r"(?:\d+(?:[a-z]\b|\.\d+)*|[IVXLC]+\b|[ivxlc]+\b|[A-Z]\d+[rv]?)"
    rf"(?:\s?[{DASH}]\s?\d+)?{FOLLOWING}"
)
# Chapter 5 · ch. 3 · s. 52 · Kap. 4 · § 12 ff. · , part II · , Taf. 12 · , III.ii.45 · 3. Kapitel
CHAPTER = re.compile(
    rf"(?:[Ee]sp\.\s+)?(?<!\w)(?:(?:{alternatives(CLEAR)})\s*{_PLACE_NUMBER}"
    rf"|[Ss]ect(?:ions?|s?\.)\s+[‘“\"][^’”\"]{{1,60}}[’”\"]"
    rf"|{BEHIND_COMMA}(?:(?:{alternatives(UNCLEAR)})\s*{_PLACE_NUMBER}(?!\d)"
    r"|[IVX]{1,4}\.\s?[ivx]{1,5}\.\s?\d+(?:\s?[-–]\s?\d+)?|\d\.\d{1,2}\.\d{1,3}(?!\d)(?:\s?[-–]\s?\d+)?"
    r"|\d{1,3}\.\s(?:Kapitel|Teil|Buch|Abschnitt)\b))"
)
# 2 vols · 3 Bde. · 5 v.
VOLUMES = re.compile(
    r"\d{1,3}\s+(?:vols?\b\.?|volumes\b|Bde\.|Bände\b|voll\.|tomes\b|tt\.|т\.|t\.(?=[\s,(])|v\.(?!\s[A-Z])|vol\.)"
)
# 59 · 4, 220 · 12 ff. · ix
NUMBER = re.compile(
    rf"{LEADING}(?<![\w{DASH}’'])(?:\d+(?:/\d{{1,2}}(?=\s?:\s?\d)|\.\d{{1,2}}(?=\s\())?|(?![iv]\b){ROMAN})"
    rf"(?:\s?[{DASH}]\s?\d+)?{FOLLOWING}"
    rf"(?:,\s*(?!(?:{YEAR})\b)\d+(?:\s?[{DASH}]\s?\d+)?{FOLLOWING}(?!\w|[{DASH}]|\.\d))*(?!\w){ON_PAGE}"
)
# hereafter DF · (hereafter WN [1901-02] · im Folgenden: DF
HEREAFTER = re.compile(
    r"\b(?:hereinafter|hereafter|henceforth|im\s+[Ff]olgenden(?:\s+zit(?:iert|\.))?|künftig|fortan|"
    r"ci-après|désormais|d’ora in poi|in seguito|далее|dalee|cited\s+(?:below|hereafter)\s+as)"
    r"(?:\s+(?:cited\s+as|referred\s+to\s+as|abbreviated(?:\s+as)?|als|noté))?\s*[,:]?\s+"
)
SHORT_FORM = (
    rf"[‘“„«\"'*]*(?P<short>[{UPPER}][\w.&-]*"
    rf"(?:\s+(?:[{UPPER}][\w.&-]*|\[[^\[\]]{{1,20}}\]|of|the|and|in))*)"
)
ASIDE = re.compile(
    r"(?:[(\[]\s*|(?<=[,;]\s))" + HEREAFTER.pattern + SHORT_FORM + r"[’”“»\"'*]*[)\]]?"
)
DEFINING = Sought(  # where a short form is defined
    ASIDE,
    words(
        "hereinafter hereafter henceforth olgenden künftig fortan ci-après désormais poi seguito "
        "далее dalee below"
    ),
)
# https://example.org/notes · www.example.org · doi: 10.1000/182
ADDRESS = re.compile(r"(?:URL:\s?|<)?(?:https?://|www\.|doi:\s?10\.)[^\s<>()]+>?")

_FIGURES = "0123456789"
_LEADING = "ehbina"  # here, hier, bes., in part., notamment, at
# the first that matches says what an atom is; with the signs with one of which its matches begin
PATTERNS = (
    (Kind.ADDRESS, "U<hwd", ADDRESS),
    (Kind.ASIDE, "([hifkcdд", ASIDE),
    (Kind.BACK, "OoLlaAIiEeDdTtТУутUuc", BACK),
    (Kind.NOTE, "AaSsOoIinfFNvVlwcp", NOTE),
    (Kind.EDITION, f"{_FIGURES}stfnrev", EDITION),
    (Kind.EDITED, "eHhtüadéspPпПifr", EDITED),
    (Kind.CHAPTER, f"{_FIGURES}§EeCcKkгГgSspPRZTtчЧbBlкAafFiIVX", CHAPTER),
    (Kind.PAGES, f"{_LEADING}fBлЛcSlZvVpsстСσ", PAGES),
    (Kind.VOLUMES, _FIGURES, VOLUMES),
    (Kind.VOLUME, "VvBtтТJ", VOLUME),
    (Kind.ISSUE, f"{_FIGURES}Nn№IiHSFf", ISSUE),
    (Kind.DATE, _FIGURES + "d" + "".join(sorted({month[0] for month in MONTHS.split("|")})), DATE),
    (Kind.NUMBER, f"{_FIGURES}{_LEADING}xv", NUMBER),
)
