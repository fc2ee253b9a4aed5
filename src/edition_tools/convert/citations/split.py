"""Where one citation ends and another may begin: a note's text cut into clauses.

Comes in: a text, a span and its shelter. Goes out: clauses in order. Cut is at semicolons,
at the ends of sentences and at dashes that open a new remark; never in a quotation or bracket,
never behind an initial or an abbreviation, and not inside a title that has its own full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.convert.citations.atoms import PAGES, YEAR
from edition_tools.convert.citations.evidence import has_core
from edition_tools.convert.citations.lexicon import (
    LEAD_IN,
    MONTHS,
    PROSE,
    STRONG_SIGNAL,
    UPPER,
    words,
)
from edition_tools.convert.citations.names import cited_at, names_at
from edition_tools.convert.citations.shelter import Shelter
from edition_tools.convert.citations.signs import ED_MARK
from edition_tools.text import Span

# "… margins. See" · "… notes.’ DF"
SENTENCE_END = re.compile(rf"[.!?][’”\"“»)\]]*\s+(?=[{UPPER}‘“„«\"'(\[]|\d)")
SEMICOLON = re.compile(";")
DASHED = re.compile(rf"[—–-](?<=\s.)[—–-]*\s(?=[{UPPER}])")  # behind a blank; a dash is found fast
SHORT = words(  # abbreviations before a stop that ends no sentence: vol. · Aufl. · Hrsg.
    "cit vol vols no nos nr p pp ed eds edn trans hrsg aufl bd bde f ff dr prof st mass conn calif "
    "ibid id cf vgl bzw insbes etc al et ch chap ders dies abt rev jg fn anm n s ss t sc soc rep "
    "esp suppl op loc j int am comp crim univ aust brit jan feb mar apr jun jul aug sep sept oct "
    "nov dec col fol ms mss add ph jr sr v vs viz dir éd proc conf trad ann bull arch hist stud "
    "quart gesch zs zschr phil lit lib fasc art stf introd см стр т erw überarb verb durchges "
    "neubearb unveränd augm suiv изд ред указ соч же zhe оп lett fig figs pt sec sect ser dept "
    "bes sig sigs tav tavv taf tab tabb pl pls abb bk bks pts para paras app kap cap capp liv cols "
    "inst assoc ltd inc co stoch"
)
# a letter, or any two
SHORTEST = re.compile(r"[A-ZÀ-ÞА-ЯΑ-Ω]|[A-ZÀ-Þ][a-z]", re.IGNORECASE)
WORD = re.compile(r"\w+")
STARTS_ANEW = re.compile(r"\s*(?:[‘“„«\"]|[Ii]bid|[Ii]d\.|[Oo]p\. cit)")
# the chapter in · … by; a blank is found fast
BEFORE_NAME = re.compile(r"\s(?<=[a-zß-ÿ]\s)\s*(?:in|by|bei|von|par|da)\s+(?=[A-ZÀ-Þ])")
# words of a title, most of them great, and no comma, mark or number among them
_GREAT = rf"(?:[{UPPER}][\w’'-]+|of|the|and|in|on|for|to|a|our|its)"
TITLE_ONLY = re.compile(rf"[{UPPER}][\w’'-]+(?:\s{_GREAT}){{2,16}};")
DATED_TITLE = re.compile(rf"[{UPPER}][\w’'-]+(?:\s{_GREAT}){{2,16}}\s\((?:{YEAR})\)\.?")
JOINED = re.compile(r"(?:and|und|sowie|et|e|и)\s+")  # ; and McGann, The Textual Condition
QUOTED_TITLE = re.compile(r",?\s+[‘“„«»\"']")
LONGEST_TITLE = 300
LONGEST_ROW = 3  # pieces over which a title with stops of its own goes on


def clauses(text: str, span: Span, shelter: Shelter) -> tuple[Span, ...]:
    """The clauses of *span*, trimmed, in order."""
    pieces = list(_cut(text, span, shelter))
    found: list[Span] = []
    at = 0
    while at < len(pieces):
        clause, at = pieces[at], at + 1
        while reach := _goes_on(text, clause, pieces[at : at + LONGEST_ROW]):
            clause, at = Span(clause.start, pieces[at + reach - 1].end), at + reach
        found.append(clause)
    return tuple(found)


def _goes_on(text: str, left: Span, following: list[Span]) -> int:
    """How many of the *following* pieces belong to the citation whose title *left* begins."""
    for count, right in enumerate(following, 1):
        if not _belongs_to(text, left, right):
            return 0
        if has_core(right.of(text)):
            return count
        if text[right.end - 1] == ";" or PROSE.search(text, right.start, right.end):
            return 0
    return 0


def _cut(text: str, span: Span, shelter: Shelter) -> Iterator[Span]:
    start = span.start
    for at in sorted(_breaks(text, span, shelter)):
        clause = Span(start, at).trimmed(text)
        if clause.start < clause.end:
            yield clause
        start = at
    clause = Span(start, span.end).trimmed(text)
    if clause.start < clause.end:
        yield clause


def _breaks(text: str, span: Span, shelter: Shelter) -> set[int]:
    """Offsets after which a clause may begin."""
    found = set()
    for semicolon in SEMICOLON.finditer(text, span.start, span.end):
        if shelter.is_open(semicolon.start()):
            found.add(semicolon.end())
    for match in SENTENCE_END.finditer(text, span.start, span.end):
        if _ends_sentence(text, match, span, shelter):
            found.add(match.end())
    for match in DASHED.finditer(text, span.start, span.end):
        blank = match.start() - 1
        if shelter.is_open(blank) and _after_core(text[span.start : blank]):
            found.add(match.end())
    return found


def _ends_sentence(text: str, match: re.Match[str], span: Span, shelter: Shelter) -> bool:
    stop = match.start()
    quotation = shelter.quotation_at(stop)
    closes = (
        quotation is not None and quotation.end >= match.end() - 1 and quotation.end <= match.end()
    )
    if text[stop - 1 : stop].isdigit() and (
        ORDINAL.match(text, match.end()) or PAGES.match(text, match.end())  # Т. 2. С. 15
    ):
        return False
    if shelter.bracket_at(stop) or (quotation is not None and not closes):
        return False
    before = text[max(span.start, stop - 16) : stop + 1]
    following = text[match.end() : match.end() + 1]
    if following in "([" and closes:
        return False
    if following.isdigit() or following in "([":
        return not (following.isdigit() or _is_short(before) or _after_core(before))
    if before.endswith(("ff.", "f.", "cit.", "bid.", "O.", "d.")) and STRONG_LEAD.match(
        text, match.end()
    ):
        return True
    return not _is_short(before) or _new_after_short(text, before, match.end())


def _is_short(before: str) -> bool:
    """Whether what ends in a sign that ends sentences ends in an abbreviation: `vol.`"""
    last = WORD.findall(before)[-1:]
    if not last or not before.endswith(f"{last[0]}."):
        return False
    return last[0].lower() in SHORT or SHORTEST.fullmatch(last[0]) is not None


ORDINAL = re.compile(
    rf"(?:{MONTHS}|Jahrh|Jh\.|Aufl|Band\b|Abt\.|Kap\.|Kapitel|Teil|Buch|Abschnitt|Kongre|Parteitag)"
)  # 5. Mai
STRONG_LEAD = re.compile(
    r"(?:See|Cf\.|Siehe|Vgl\.|Voir|Auch|Ähnlich|For|The|In|This|These|It|He)\b"
)
CORE_END = re.compile(r"(?:\d|\)|\]|\bff?\.|\bcit\.|[Ii]bid\.?|[Ii]d\.|O\.)\s*[.,]?\s*$")


def _after_core(before: str) -> bool:
    """Whether what stands before ends as citations end: a page, a closed bracket, op. cit."""
    return CORE_END.search(before[-14:]) is not None


def _new_after_short(text: str, before: str, at: int) -> bool:
    """After `op. cit.` or `ibid.` a new sentence may follow though the stop abbreviates."""
    if not re.search(r"(?:cit|bid|ff?|O|seq|[IVX]{2,}|Ko|etc|al)\.$", before):
        return False
    names = names_at(text, at, min(len(text), at + 120))
    return names is not None and text[names.end : names.end + 1] == "," and names.sure


def _belongs_to(text: str, left: Span, right: Span) -> bool:
    """Whether *left* is the beginning of a citation whose title goes on in *right*."""
    words = left.of(text)
    if len(words) > LONGEST_TITLE or STARTS_ANEW.match(text, right.start):
        return False
    lead = LEAD_IN.match(text, left.start, left.end)
    start = lead.end() if lead else left.start
    if _titled_twice(text, Span(start, left.end), right):
        return True
    opened = _opens_title(text, start, left.end) or any(
        _opens_title(text, match.end(), left.end)
        for match in BEFORE_NAME.finditer(text, start, left.end)
    )
    return opened and not LEAD_IN.match(text, right.start) and _title_goes_on(text, left, right)


def _titled_twice(text: str, left: Span, right: Span) -> bool:
    """Whether a title goes on behind a semicolon: `The Inky Hand; Notes on Our Margins (1994)`"""
    return (
        text[left.end - 1] == ";"
        and TITLE_ONLY.fullmatch(text, left.start, left.end) is not None
        and DATED_TITLE.fullmatch(text, right.start, right.end) is not None
    )


def _opens_title(text: str, at: int, end: int) -> bool:
    """Whether names and a title begin at *at*, and nothing yet ends the citation."""
    names = cited_at(text, at, end)
    marked = ED_MARK.match(text, names.end, end) if names else None
    if names and marked:
        return not has_core(text[marked.end() : end])
    if names is None or text[names.end : names.end + 1] not in ",:" or names.end + 3 > end:
        return False
    rest = text[names.end : end]
    if QUOTED_TITLE.match(rest):
        return not has_core(rest)
    return not (has_core(rest) or PROSE.search(rest) or STRONG_SIGNAL.search(rest))


def _title_goes_on(text: str, left: Span, right: Span) -> bool:
    """Whether *right* does not begin with an author of its own: `Maas, Textkritik; Roe, Ink`."""
    joined = JOINED.match(text, right.start, right.end)
    names = names_at(text, joined.end() if joined else right.start, right.end)
    divided = text[left.end - 1] == ";"
    named = names is not None and text[names.end : names.end + 2] == ", "
    return not (named and names is not None and (names.sure or divided))
