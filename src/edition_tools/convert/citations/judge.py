"""Whether a reading is a citation, and of which kind and type.

Comes in: a draft of a reading. Goes out: a verdict, and the mention that is made of it.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.draft import Draft
from edition_tools.convert.citations.known import Known, family
from edition_tools.convert.citations.lexicon import DAILIES, PROSE
from edition_tools.convert.citations.locators import locators
from edition_tools.convert.citations.names import ACRONYM, names_at
from edition_tools.convert.citations.signs import IBID
from edition_tools.convert.citations.told import SPEAKERS
from edition_tools.model import Mention
from edition_tools.text import Span

LOC = re.compile(r"loc\.?\s*cit", re.IGNORECASE)
SAME_PERSON = re.compile(r"(?:ders|dies|idem|id|eadem|он же)\.?$", re.IGNORECASE)
OP = re.compile(r"^cit\.|^ouvr|ukaz|op\.?\s*cit|art\.\s*cit|a\.\s?a\.\s?O|aaO|указ", re.IGNORECASE)
POINTS_UP = re.compile(r"^(?:[Aa]bove|[Ss]upra|[Oo]ben)|(?:above|supra|oben|ci-dessus|haut)$")
LONGEST_NAME = 50  # code points of a newspaper's name
PAGE_MARK = re.compile(r"^(?:p|pp|S|s|ss|f|ff|pag|fol|с|стр|cols?|Sp|Bl|ll?|vv)\.?\s*\d|\d\s*ff?\b")
DATED = re.compile(r"(?:dated|vom|du|del|от|ot)\s$")
DAY = re.compile(r"^\d{1,2}\.?\s+\D|\s\d{1,2},\s")


def is_citation(draft: Draft, span: Span, *, led: bool, known: Known) -> bool:
    """Whether the parts of the draft are those of a citation. *led*: a signal leads to it."""
    if not draft.parts:  # as mostly, where a sentence begins
        return False
    if draft.has("ref"):
        return _backward(draft, led)
    if draft.legal:
        return draft.has("date", "volume", "container") or led or draft.end >= span.end - 2
    imprint = draft.has("date", "place", "publisher", "edition")
    where = draft.has("pages", "volume", "issue", "locator")
    if draft.quoted:
        if draft.has("container"):
            return (imprint or where or draft.has("author")) and not _another_inside(draft)
        title = next((p.span.of(draft.text) for p in draft.parts if p.label == "title"), "")
        if known.title(title):
            return True
        return (imprint and (draft.has("author") or draft.has("place"))) or (
            draft.has("author") and (where or _known_author(draft, known))
        )
    if _is_paper(draft):
        return True
    if _led_by_names(draft):
        return _with_author(draft, span, imprint or where, led, known)
    return _without_author(draft, imprint, led, known)


def _is_paper(draft: Draft) -> bool:
    """Whether it is a newspaper by its day, and no more: `The Times, 5 March 1937, p. 2`"""
    if not _of_a_day(draft):
        return False
    named = [p.span.of(draft.text) for p in draft.parts if p.label in ("author", "title")]
    daily = (
        len(named) == 1 and len(named[0]) < LONGEST_NAME and DAILIES.search(named[0]) is not None
    )
    return daily and not PROSE.search(named[0])


def _another_inside(draft: Draft) -> bool:
    """Whether what was read as the container begins with an author and title of its own."""
    text = draft.text
    container = next(p.span for p in draft.parts if p.label == "container")
    names = names_at(text, container.start, container.end)
    return names is not None and not draft.has("author") and container.of(text).count(",") > 1


def _led_by_names(draft: Draft) -> bool:
    """Whether names stand first: authors, or editors in their place."""
    named = [p.span.start for p in draft.parts if p.label in ("author", "editor")]
    titled = [p.span.start for p in draft.parts if p.label in ("title", "container")]
    return bool(named) and (not titled or min(named) < min(titled))


def _backward(draft: Draft, led: bool) -> bool:
    titles = [p.span.of(draft.text) for p in draft.parts if p.label == "title"]
    if titles and not draft.quoted and (PROSE.search(titles[0]) or titles[0][0].islower()):
        return False
    refs = [p.span.of(draft.text) for p in draft.parts if p.label == "ref"]
    if any(IBID.match(r) or OP.search(r) or LOC.search(r) or SAME_PERSON.match(r) for r in refs):
        return not SAME_PERSON.fullmatch(refs[0]) or draft.has("title", "pages")
    return draft.has("author", "editor", "title") or led or POINTS_UP.search(refs[0]) is not None


def _with_author(draft: Draft, span: Span, core: bool, led: bool, known: Known) -> bool:
    text = draft.text
    title = "".join(p.span.of(text) for p in draft.parts if p.label in ("title", "container"))
    if draft.has("title", "container"):
        if core:
            return not PROSE.search(title) or (draft.has("date") and draft.has("pages", "place"))
        at_end = draft.end >= span.end - 2
        cited = _known_author(draft, known)
        return at_end and cited and not PROSE.search(title) and len(title) < 90
    return draft.has("pages", "volume") and (
        known.begins(text, span.start)
        or led
        or _page_mark(draft)
        or "/" in text[span.start : draft.end]
    )


def _known_author(draft: Draft, known: Known) -> bool:
    text = draft.text
    return any(
        family(p.span.of(text)) in known.families for p in draft.parts if p.label == "author"
    )


def _page_mark(draft: Draft) -> bool:
    return any(PAGE_MARK.search(p.span.of(draft.text)) for p in draft.parts if p.label == "pages")


def _without_author(draft: Draft, imprint: bool, led: bool, known: Known) -> bool:
    """A title alone needs more: a place or page, words that no sentence has, or a signal."""
    text = draft.text
    titles = [p.span.of(text) for p in draft.parts if p.label in ("title", "container")]
    if not titles:
        return draft.has("date") and draft.has("volume", "container") and draft.has("pages")
    if PROSE.search(titles[0]) or not titles[0][:1].isupper():
        return False
    if titles[0].split()[0] in SPEAKERS:
        return False
    if known.begins(text, draft.parts[0].span.start):
        return draft.has("pages", "issue", "volume", "date", "locator") or led
    if not _title_case(titles[0]):
        return False
    paged = draft.has("pages") and _page_mark(draft)
    printed = draft.has("place", "publisher") and draft.has("date")
    numbered = (
        draft.has("container") and draft.has("issue", "volume") and draft.has("pages", "date")
    )
    return printed or numbered or (paged and len(titles[0]) < 160) or (imprint and led)


def _title_case(words: str) -> bool:
    """Whether most long words begin with a capital, as in English titles, or are few."""
    long: list[str] = re.findall(r"[^\W\d_]{4,}", words)
    return len(long) <= 3 or sum(w[0].isupper() for w in long) * 2 >= len(long)


def to_mention(draft: Draft, start: int, label: str, known: Known) -> Mention:
    """The mention that a draft makes."""
    _names_of_periodicals(draft)
    if draft.has("author") and not draft.has("title") and known.begins(draft.text, start):
        draft.relabel("author", "title")  # Essay, II, p. 9: a short form of the text's own
    parts = tuple(sorted(draft.parts, key=lambda part: part.span))
    kind = _kind(draft)
    if kind == "short" and draft.has("author") and draft.has("title"):
        kind = "short" if _known_author(draft, known) else "full"
    type_ = _type(draft)
    return Mention(
        label,
        Span(start, draft.end),
        kind,
        type_,
        parts,
        locators(draft, kind, type_),
        _sureness(draft, kind),
    )


def _names_of_periodicals(draft: Draft) -> None:
    """What looked like an author may be a bulletin (BD, No. 44) or a newspaper (Pravda, 3 May)."""
    if _of_a_day(draft) and not draft.quoted and not _named(draft):  # Le Monde, 12 mai 1968
        draft.relabel("title", "container")
    if draft.has("title", "container", "ref"):
        return
    dated = any(DAY.search(p.span.of(draft.text)) for p in draft.parts if p.label == "date")
    if dated or (ACRONYM.fullmatch(_first_author(draft)) and draft.has("issue")):
        draft.relabel("author", "container")
    elif ACRONYM.fullmatch(_first_author(draft)):
        draft.relabel("author", "title")


def _named(draft: Draft) -> bool:
    return draft.has("author", "editor", "container", "ref", "place", "publisher")


def _first_author(draft: Draft) -> str:
    return next((p.span.of(draft.text) for p in draft.parts if p.label == "author"), "")


def _kind(draft: Draft) -> str:
    refs = [p.span.of(draft.text) for p in draft.parts if p.label == "ref"]
    for pattern, kind in ((OP, "op.cit."), (LOC, "loc.cit.")):
        if any(pattern.search(ref) for ref in refs):
            return kind
    if refs and SAME_PERSON.match(refs[0]) and draft.has("title") and not refs[0].startswith("in"):
        return "idem"
    if any(IBID.match(ref) for ref in refs):
        return "full" if draft.quoted and not refs[0].startswith("in ") else "ibid"
    if refs:
        return "op.cit." if draft.has("author", "editor", "title") else "see-note"
    printed = draft.has("title", "container") and draft.has("date", "place", "publisher", "edition")
    piece = draft.has("title") and draft.has("container") and draft.has("volume", "issue")
    return "full" if printed or piece else "short"


def _type(draft: Draft) -> str:
    if draft.legal:
        return "legal"
    if draft.has("genre"):
        return "thesis"
    if draft.inside:
        return "chapter"
    if draft.has("container"):
        if _of_a_day(draft) and not draft.has("volume", "issue", "place"):
            return "webpage" if draft.has("url") else "newspaper"
        return "article"
    if draft.has("url") and draft.quoted:
        return "webpage"
    if draft.has("title"):
        return "article" if draft.quoted else "book"
    return ""


def _of_a_day(draft: Draft) -> bool:
    """Whether it came out on a day: 26 April 1997, and not (dated 26 April 1997)."""
    return draft.has("date") and any(
        part.label == "date"
        and DAY.search(part.span.of(draft.text))
        and not DATED.search(draft.text[: part.span.start][-8:])
        for part in draft.parts
    )


def _sureness(draft: Draft, kind: str) -> float:
    if kind == "full":
        return 0.95 if draft.has("author", "editor") and draft.has("date") else 0.8
    if kind in ("ibid", "op.cit.", "loc.cit.", "idem"):
        return 0.95
    return 0.7 if draft.has("date") else 0.6
