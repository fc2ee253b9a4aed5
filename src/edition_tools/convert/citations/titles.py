"""A title that stands without quotation marks, told from what is run on with it.

Comes in: the span of the words and what follows them. Goes out: title, container (a journal),
publisher and place. Cases and statutes of law are recognised by their own forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition_tools.convert.citations.atoms import Kind
from edition_tools.convert.citations.imprint import BARE_YEAR, YEAR_RANGE
from edition_tools.convert.citations.lexicon import PLACES, PUBLISHERS, UPPER
from edition_tools.text import Span

WORD = re.compile(r"\([^()]*\)|[^\s()]+")
# without a v. or the year of an act, with its country, there is no legal title; both are found fast
VERSUS_WITHIN = re.compile(r"v(?<=[\s()]v)s?\.?(?![^\s()])")
ACT_WITHIN = re.compile(r"\d{4}\s*\([A-Z]")
JOINING = frozenset(["of", "the", "and", "&", "for", "in"])
VERSUS = frozenset(("v.", "v", "vs."))
# (N.Z.) · (Scot.)
JURISDICTION = re.compile(r"\s*\((?P<place>(?:[A-Z][a-z]{0,4}\.?){1,4})\)")
LONGEST_LEGAL = 24  # words
FAR = 20  # code points behind the words in which the country may stand
# …, Cambridge, Mass. · … Treviso · …, New York
PLACE_END = re.compile(
    rf"(?:^|[,.]?\s+)(?P<place>(?:{PLACES})(?:(?:,\s+|\s?[-/–&]\s?|\s+and\s+)(?:{PLACES}|[A-Z][a-z]{{0,4}}\.|[A-Z]{{2}}\b))*)\s*$"
)
PLACE_PUBLISHER = re.compile(
    rf"[,.]\s+(?P<place>(?:{PLACES})(?:,\s+[A-Z][\w.]{{1,5}})?)\s*:\s*(?P<publisher>[{UPPER}][^,:]{{1,80}})$"
)
PLACE_WITHIN = re.compile(rf"\(\s?(?:{PLACES})[\s,:]")
LAST_PIECE = re.compile(rf",\s+(?P<piece>[{UPPER}„“\"'‘][^,]*(?:,\s(?:and|und|et|e)\s[^,]+)?)$")
SHORT_HOUSE = re.compile(rf"[{UPPER}][^,:;]{{1,40}}")  # Seuil · Le Monnier · Einaudi
SHORT_PLACE = re.compile(rf"[{UPPER}][\w’-]+(?:[\s-][{UPPER}][\w’-]+){{0,2}}")
JOURNAL = re.compile(  # a last piece with such a word is where an article stands
    r"\b(?:Festschrift|Jahrbuch|Yearbook|Zeitschrift|Journal|Review|Quarterly|Revue|Rivista|"
    r"Archiv|Annales|Proceedings|Bulletin|Byulleten\W|Transactions|Cahiers|Quaderni)"
)


@dataclass(frozen=True, slots=True)
class Region:
    """What words before a core are made of."""

    title: Span
    container: Span | None = None
    publisher: Span | None = None
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class LegalTitle:
    """The name of a statute, with its year and jurisdiction, or of a case."""

    title: Span
    date: Span | None = None
    place: Span | None = None
    end: int = 0


def legal_title(text: str, span: Span) -> LegalTitle | None:
    """A statute (Margins Act 1976 (N.Z.)) or a case (R. v. Jones) that begins at *span*."""
    if not (
        VERSUS_WITHIN.search(text, span.start, span.end)
        or (
            text.find("(", span.start, span.end + FAR) >= 0
            and ACT_WITHIN.search(text, span.start, span.end + FAR)
        )
    ):
        return None
    versus, last = False, span.start
    for i, word in enumerate(WORD.finditer(text, span.start, span.end)):
        if i > LONGEST_LEGAL:
            return None
        if i and _is_year_of_act(text, word, last):
            return _statute(text, span, word, last)
        if word[0] in VERSUS:
            if i == 0:
                return None
            versus = True
        elif not _legal_word(word[0]) or (i and text[last - 1] in ",;:"):
            break
        last = word.end()
        if versus and i and word[0] not in VERSUS and not _goes_on(text, word):
            break
    return LegalTitle(Span(span.start, last), end=last) if versus else None


def _legal_word(word: str) -> bool:
    return word[0].isupper() or word in JOINING or (word[0] == "(" and word[1:2].isupper())


def _goes_on(text: str, word: re.Match[str]) -> bool:
    following = WORD.match(text, word.end() + 1)
    return (
        word[0][-1] not in ",;:"
        and following is not None
        and (following[0] in JOINING or following[0][0].isupper())
    )


def _is_year_of_act(text: str, word: re.Match[str], last: int) -> bool:
    before = text[:last].rstrip()
    return (
        re.fullmatch(r"\d{4}", word[0]) is not None
        and (before.endswith(("Act", ")")))
        and JURISDICTION.match(text, word.end()) is not None
    )


def _statute(text: str, span: Span, word: re.Match[str], last: int) -> LegalTitle | None:
    place = JURISDICTION.match(text, word.end())
    if place is None:
        return None
    date = Span(word.start(), word.end())
    return LegalTitle(Span(span.start, last), date, Span(*place.span("place")), place.end())


def divide(
    text: str, span: Span, following: list[tuple[Kind, Span]], *, book: bool = False
) -> Region:
    """Tell title, journal, publisher and place apart; *book*: no journal can be in it."""
    span = span.trimmed(text)
    if following and following[0][0] == Kind.DATE:
        return _before_date(text, span, following, book)
    if [kind for kind, _ in following[:2]] == [Kind.QUOTED, Kind.DATE]:
        region = _before_date(text, span, following, book)
        if region.place:
            return region
    if not book and _journal_follows(text, following):
        return _with_container(text, span)
    piece = None if book else LAST_PIECE.search(text, span.start, span.end)
    if piece and piece.start() > span.start and JOURNAL.search(piece["piece"]):
        return Region(Span(span.start, piece.start()), _group(piece, "piece"))
    return Region(span)


def _journal_follows(text: str, following: list[tuple[Kind, Span]]) -> bool:
    """Whether what comes next is as it is behind a journal: volume and year, number and page."""
    kinds = [kind for kind, _ in following]
    if not kinds:
        return False
    if kinds[0] == Kind.ISSUE:
        return True
    if kinds[0] == Kind.VOLUME:
        if kinds[1:2] == [Kind.BRACKET]:  # a book: …, vol. 1 (Cambridge, 1992)
            return PLACE_WITHIN.match(following[1][1].of(text)) is None
        return len(kinds) > 1 and kinds[1] in (Kind.ISSUE, Kind.DATE)
    if (
        kinds[0] == Kind.NUMBER
        and not following[0][1].of(text).isdigit()
        and kinds[1:2] == [Kind.NUMBER]
    ):
        return False  # Printing Press, ii. 520
    if kinds[0] == Kind.NUMBER:
        return (
            len(kinds) > 1
            and kinds[1] in (Kind.BRACKET, Kind.ISSUE, Kind.NUMBER, Kind.DATE)
            and (kinds[1] != Kind.BRACKET or _dated(text, following[1][1]))
        )
    return False


def _dated(text: str, bracket: Span) -> bool:
    words = bracket.of(text)
    return (
        BARE_YEAR.fullmatch(words) is not None
        or YEAR_RANGE.fullmatch(words) is not None
        or (re.search(r"\d{4}\s*\)$", words) is not None)
    )


def _before_date(text: str, span: Span, following: list[tuple[Kind, Span]], book: bool) -> Region:
    place_publisher = PLACE_PUBLISHER.search(text, span.start, span.end)
    if place_publisher:
        title = Span(span.start, place_publisher.start())
        return Region(
            title, None, _group(place_publisher, "publisher"), _group(place_publisher, "place")
        )
    place = PLACE_END.search(text, max(span.start, span.end - 90), span.end)
    if place and place.start() > span.start:
        rest = Span(span.start, place.start()).trimmed(text)
        piece = LAST_PIECE.search(text, rest.start, rest.end)
        if piece and PUBLISHERS.search(piece["piece"]) and len(piece["piece"]) < 60:
            return Region(
                Span(rest.start, piece.start()),
                None,
                _group(piece, "piece"),
                _group(place, "place"),
            )
        return Region(rest, None, None, _group(place, "place"))
    piece = LAST_PIECE.search(text, span.start, span.end)
    if not piece or piece.start() <= span.start:
        return Region(span)
    title = Span(span.start, piece.start())
    town = PLACE_END.search(text, max(title.start, title.end - 60), title.end)
    if town and town.start() > title.start and SHORT_HOUSE.fullmatch(piece["piece"]):
        title = Span(title.start, town.start())
        return Region(title, None, _group(piece, "piece"), _group(town, "place"))
    if PUBLISHERS.search(piece["piece"]):
        return Region(title, None, _group(piece, "piece"))
    if len(following) > 1 and following[1][0] in (Kind.NUMBER, Kind.PAGES, Kind.ISSUE) and not book:
        return Region(title, _group(piece, "piece"))
    if SHORT_PLACE.fullmatch(piece["piece"]):
        return Region(title, None, None, _group(piece, "piece"))
    return Region(span)


def _group(match: re.Match[str], name: str) -> Span:
    return Span(*match.span(name))


def _with_container(text: str, span: Span) -> Region:
    """The last piece between commas is the journal; a short piece alone is one too."""
    piece = LAST_PIECE.search(text, span.start, span.end)
    if piece and piece.start() > span.start:
        return Region(Span(span.start, piece.start()), _group(piece, "piece"))
    sentence = re.search(rf"[.?!]\s+(?P<piece>[{UPPER}][^.?!]*\.?)$", span.of(text))
    if sentence:
        start = span.start + sentence.start("piece")
        return Region(Span(span.start, span.start + sentence.start() + 1), Span(start, span.end))
    return Region(Span(span.start, span.start), span)
