"""Where in a note citations stand, and which readings to believe.

Comes in: the text of one paragraph of a note. Goes out: mentions, in order, in that text's own
offsets. Candidates for a beginning are tried from the left; a reading is taken if its parts
are those of a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.convert.citations.archives import Archival, archival
from edition_tools.convert.citations.atoms import BACK, BACK_WORDS, NOTE, NOTE_WORDS
from edition_tools.convert.citations.canonical import canonical
from edition_tools.convert.citations.draft import Draft
from edition_tools.convert.citations.evidence import SIGNALLED, has_core
from edition_tools.convert.citations.glance import DIGIT, may_cite
from edition_tools.convert.citations.gost import gost
from edition_tools.convert.citations.imprint import BARE_YEAR
from edition_tools.convert.citations.judge import is_citation, to_mention
from edition_tools.convert.citations.known import Known
from edition_tools.convert.citations.lexicon import (
    INTRODUCING,
    LEAD_IN,
    LEADING_ON,
    STRONG_SIGNAL,
    UPPER,
)
from edition_tools.convert.citations.names import cited_at, names_at
from edition_tools.convert.citations.parse import read
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.shelter import Shelter, shelter
from edition_tools.convert.citations.signs import (
    CORE_FOLLOWS,
    ED_MARK,
    IMPRINT_FOLLOWS,
    SHORT_NUMBER,
    TITLE_FOLLOWS,
)
from edition_tools.convert.citations.sought import words_of
from edition_tools.convert.citations.split import JOINED
from edition_tools.model import Locator, Mention, Part
from edition_tools.text import Span

WORD_START = re.compile(  # the first letter is found fast
    rf"[{UPPER}vd](?<![\w’'.-].)(?:(?<=[{UPPER}])|(?<=v)[ao]n\s|(?<=d)e\s)"
)
TITLE_AFTER = re.compile(rf",\s+(?!No\.|Vol|Bd)(?=[{UPPER}‘“„])")
_POINTING = r"(?:oben|vorige|above|supra|n\.|note|Anm\.|Fn\.|wie|s\.\s?o\.)"
POINTER = re.compile(rf"\((?<=\s.){_POINTING}")  # behind a blank; a bracket is found fast
# Maas (oben N. 22) · Doe (above, n. 3)
POINTED = re.compile(rf"[^\s(),;]{{1,80}}\s\({_POINTING}")
SIGNS = ":(—–"  # that lead to a name
LEADING = INTRODUCING | LEADING_ON
CORE = re.compile(r"[\d)\].,]")  # with which a citation ends before the next
BEFORE_WORD = re.compile(r"[A-Za-zÀ-ÿ\d.)\],]\s")
WORD = re.compile(r"\w+")
PRINTED = re.compile(r"[^,;()]{3,100},?\s+\([^()]{1,60}\d{4}\)")  # Letters [1701], (New York, 1901)
# Roe v. Doe · Margins Act 1976 (; a first letter is found fast
VERSUS = re.compile(r"v(?<=\sv)\.\s|A(?<=\sA)ct\s+\d{4}\s*\(")
BRACKET = re.compile(r"[(\[]")
MANY = 40  # candidates in one clause
LONGEST = 900  # code points of one citation
NAME = 40  # code points in which a family name ends
FAR = 160  # code points before a case's "v." within which its name begins


def mentions_in(read_in: Passage, label: str, known: Known) -> list[Mention]:
    """The mentions in a passage of the note *label*."""
    found = _by_their_form(read_in, label) if DIGIT.search(read_in.text) else []
    left = [mention.span for mention in found]
    for clause in read_in.clauses:
        found.extend(_in_clause(read_in, clause, label, known, left))
    return sorted(found, key=lambda mention: mention.span)


def _by_their_form(read_in: Passage, label: str) -> list[Mention]:
    """Mentions whose form shows what they are wherever they stand; all have a number."""
    text, sheltered = read_in.text, read_in.shelter
    found = [
        Mention(label, place, "mention", type_, locators=places, confidence=0.9)
        for type_, place, places in canonical(text, read_in.words)
        if sheltered.bracket_at(place.start) is None  # what brackets hold is looked at by itself
    ]
    found.extend(_archival_mention(text, a, label) for a in archival(text, read_in.words))
    found.extend(gost(text, label, [mention.span for mention in found]))
    return found


def _in_clause(
    read_in: Passage, clause: Span, label: str, known: Known, left: list[Span]
) -> Iterator[Mention]:
    text, sheltered = read_in.text, read_in.shelter
    if not may_cite(read_in, clause, known):
        return
    taken = [span for span in left if span.meets(clause)]
    end = clause.start
    named = list(_names(text, clause, sheltered, known))
    for start, led in _beginnings(read_in, clause, named):
        if (
            start < end
            or _in_bracket_only(text, start)
            or any(span.start <= start < span.end for span in taken)
        ):
            continue
        limit = min([span.start for span in taken if span.start > start], default=clause.end)
        limit = min(limit, start + LONGEST)
        hopeful = led or known.begins(text, start)
        draft = read(read_in, Span(start, limit), hopeful=hopeful)
        if _swallows(draft, start, named, known):
            continue
        if is_citation(draft, Span(start, limit), led=led, known=known):
            mention = to_mention(draft, start, label, known)
            known.learn(text, mention)
            yield mention
            end = draft.end
            taken.append(mention.span)
    yield from _in_brackets(read_in, clause, taken, label, known)


def _swallows(draft: Draft, start: int, named: list[int], known: Known) -> bool:
    """Whether a title without quotation marks holds the name with which another reading begins.

    *Zur Anlage der Studien näher Maas, Textkritik …*: the citation begins at the name.
    """
    if draft.quoted or draft.legal or not draft.parts:
        return False
    titles = [p.span for p in draft.parts if p.label in ("title", "container")]
    if not titles:
        return False
    pointed = [at for at in named if POINTED.match(draft.text, at) and start < at < draft.end]
    authored = draft.parts[0].label in ("author", "editor", "ref")  # ref: Ders., Title
    if authored:  # Maas, Textkritik (oben N. 7): a word of the title, not another name
        pointed = [at for at in pointed if known.names(draft.text[at : at + NAME])]
    inner = [at for at in named if start < at < titles[0].end and _titled(draft.text, at)]
    return bool(pointed) or (bool(inner) and not authored)


def _titled(text: str, at: int) -> bool:
    """Whether a name and, after a comma, the words of a title begin at *at*."""
    names = names_at(text, at, min(len(text), at + FAR))
    titled = names is not None and TITLE_AFTER.match(text, names.end) is not None
    return titled and names is not None and IMPRINT_FOLLOWS.match(text, names.end) is None


def _in_bracket_only(text: str, start: int) -> bool:
    """Whether a bracket opens here that is no year: what it holds is looked at by itself."""
    return text[start : start + 1] in ("(", "[") and BARE_YEAR.match(text, start) is None


def _archival_mention(text: str, archive: Archival, label: str) -> Mention:
    files = tuple(
        Locator("file", " ".join(part.span.of(text).split()), part.span)
        for part in archive.parts
        if part.label == "shelfmark"
    )
    leaves = tuple(
        Locator("page", _leaf(part.span.of(text)), part.span)
        for part in archive.parts
        if part.label == "pages"
    )
    type_ = "letter" if archive.letter else "archive"
    return Mention(label, archive.span, "archival", type_, archive.parts, (*files, *leaves), 0.9)


def _leaf(words: str) -> str:
    """The number of a leaf: Bl. 45 f. → 45 f."""
    number = re.search(r"\d.*", words)
    return number[0] if number else words


def _in_brackets(
    read_in: Passage, clause: Span, taken: list[Span], label: str, known: Known
) -> Iterator[Mention]:
    """Citations that a bracket holds, where no citation took the bracket."""
    text = read_in.text
    if BRACKET.search(text, clause.start, clause.end) is None:
        return
    whole = len(clause) == len(text)
    for bracket in (read_in.shelter if whole else shelter(clause.of(text))).brackets:
        inner = Span(clause.start + bracket.start + 1, clause.start + bracket.end - 1)
        words = inner.of(text)
        if any(span.meets(inner) for span in taken) or not _is_cited_in(words, known):
            continue
        for mention in mentions_in(Passage(words), label, known):
            yield shifted(mention, inner.start)


def _is_cited_in(words: str, known: Known) -> bool:
    """Whether the words of a bracket hold something with which a citation begins or ends."""
    return has_core(words) or known.names(words) or SIGNALLED.stands_in(words, words_of(words))


def shifted(mention: Mention, by: int) -> Mention:
    """The same mention *by* code points further on."""
    return Mention(
        mention.note,
        _moved(mention.span, by),
        mention.kind,
        mention.type,
        tuple(Part(part.label, _moved(part.span, by)) for part in mention.parts),
        tuple(Locator(at.label, at.value, _moved(at.span, by)) for at in mention.locators),
        mention.confidence,
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _beginnings(read_in: Passage, clause: Span, named: list[int]) -> list[tuple[int, bool]]:
    """Where a citation may begin, from the left, and whether a signal leads to it."""
    text, sheltered = read_in.text, read_in.shelter
    found: dict[int, bool] = {}
    start = _after_lead_in(text, clause, sheltered)
    found[start] = start > clause.start
    for match in _signals(read_in, clause):
        if sheltered.is_open(match.start()):
            found[_after_lead_in(text, Span(match.end(), clause.end), sheltered)] = True
    for quotation in sheltered.quotations_in(clause):
        if sheltered.bracket_at(quotation.start) is None:
            found.setdefault(quotation.start, False)
    for pattern, words in ((BACK, BACK_WORDS), (NOTE, NOTE_WORDS)):
        if words.isdisjoint(read_in.words):
            continue
        for match in pattern.finditer(text, clause.start, clause.end):
            if sheltered.is_open(match.start()):
                found.setdefault(match.start(), False)
    for at in named:
        found.setdefault(at, False)
    return [pair for pair in sorted(found.items()) if pair[0] >= start][:MANY]


def _signals(read_in: Passage, clause: Span) -> Iterator[re.Match[str]]:
    if SIGNALLED.words.isdisjoint(read_in.words):
        return iter(())
    return STRONG_SIGNAL.finditer(read_in.text, clause.start, clause.end)


def _after_lead_in(text: str, span: Span, sheltered: Shelter) -> int:
    joined = JOINED.match(text, span.start, span.end)  # ; and idem, Popular Culture
    at = joined.end() if joined else span.start
    for _ in range(4):
        match = LEAD_IN.match(text, at, span.end)
        if match is None:
            break
        at = match.end()
    while at < span.end and text[at] in " \n(,–—-" and not sheltered.bracket_at(at):
        at += 1
    return at


def _names(text: str, clause: Span, sheltered: Shelter, known: Known) -> Iterator[int]:
    """Names inside a clause that something in front of them introduces."""
    some_pointed = POINTER.search(text, clause.start, clause.end) is not None
    always = some_pointed or bool(known.shorts)
    for word in WORD_START.finditer(text, clause.start, clause.end):
        at = word.start()
        before = text[max(clause.start, at - NAME) : at]
        if not always and not _introduces(before):
            continue
        begins = known.begins(text, at)
        pointed = some_pointed and POINTED.match(text, at, clause.end)
        if not (begins or pointed or _introduces(before)) or not sheltered.is_open(at):
            continue
        if begins:
            yield at
            continue
        if re.search(r",\s+$", before) and PRINTED.match(text, at, clause.end):
            yield at
            continue
        names = cited_at(text, at, clause.end)
        if names and _cited(text, names.end, clause.end):
            yield at
    for versus in VERSUS.finditer(text, clause.start, clause.end):
        yield from _case(text, clause, versus.start() - 1)


def _introduces(before: str) -> bool:
    """Whether a word, sign or core at the end of *before* leads to a name."""
    last = before[before.rfind(" ", 0, -1) + 1 : -1]
    if last.isalpha() and last.lower() not in LEADING and before[-1] == " ":
        return False  # as mostly
    stem = before.rstrip()
    last = stem[-1:]
    if not last or (stem == before and last not in SIGNS):
        return False
    return (
        _word_introduces(stem) if last.isalpha() else last in SIGNS or CORE.match(last) is not None
    )


def _word_introduces(stem: str) -> bool:
    """Whether the last word of *stem* leads to a name."""
    word = stem.rsplit(None, 1)[-1]
    if word.lower() in INTRODUCING:
        at = len(stem) - len(word)
        return at == 0 or BEFORE_WORD.match(stem, at - 2) is not None
    return WORD.findall(word)[-1].lower() in LEADING_ON


def _cited(text: str, at: int, end: int) -> bool:
    return any(p.match(text, at, end) for p in (TITLE_FOLLOWS, SHORT_NUMBER, ED_MARK, CORE_FOLLOWS))


def _case(text: str, clause: Span, at: int) -> Iterator[int]:
    """Where the name of a case begins whose `v.` stands at *at*."""
    words = list(re.finditer(r"\S+", text[max(clause.start, at - FAR) : at]))
    start = None
    for word in reversed(words):
        if not (word[0][0].isupper() or word[0] in ("of", "and", "the", "&")):
            break
        if word[0] in ("In", "See", "The") or word[0][-1] in ",;:":
            break
        if word[0][0].isupper():
            start = max(clause.start, at - FAR) + word.start()
    if start is not None:
        yield start
