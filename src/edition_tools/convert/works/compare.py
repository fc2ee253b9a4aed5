"""Where the notes cite one work in two ways that do not agree: findings, never repairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_tools.convert.works.chain import Chain
from edition_tools.convert.works.entries import Entry, bare_title, entry_of, first_part, parts_of
from edition_tools.convert.works.likeness import likeness, tokens
from edition_tools.convert.works.names import family
from edition_tools.findings import Code
from edition_tools.model import Finding, Mention
from edition_tools.text import Span

COMPARED = ("date", "location")
OF_ARTICLES = ("volume", "number")  # a book's volume is where in it, not which work
SAYING = frozenset(("date", "place", "volume", "issue"))  # parts of a mention that say these
SHORT_FORM = re.compile(  # WN [1901-02]: no title to compare
    r"[A-ZА-Я]{2,5}(?=\s*(?:$|[\[(\d]|Supplement))"
)
MARKS = " ,;:."
NUMBER = re.compile(r"\d+")


def inconsistencies(chain: Chain, index: int, entry: Entry) -> list[Finding]:
    """What mention *index* says otherwise than the entry it was resolved to."""
    mention = chain.mentions[index]
    if entry.first == index or mention.kind in ("archival", "see-note"):
        return []
    found = list(_fields(chain, index, entry))
    found.extend(_title(chain, mention, entry))
    found.extend(_names(chain, mention, entry))
    found.extend(_page(chain, mention, entry))
    return found


def _fields(chain: Chain, index: int, entry: Entry) -> Iterator[Finding]:
    """Another date or place, or of an article another volume or number."""
    mention = chain.mentions[index]
    if not any(part.label in SAYING for part in mention.parts):  # as mostly: Dion, l. lxxii. p. 12
        return
    said = entry_of(chain.text, mention, index)
    another = said.value("volume") not in ("", entry.value("volume"))
    for name in (*COMPARED, *(OF_ARTICLES if entry.type == "article" else ())):
        if name == "date" and another and entry.type == "book":
            continue  # volumes of one work come out in different years
        field = said.fields.get(name)
        if (
            field
            and field.span
            and entry.value(name)
            and _differ(name, field.value, entry.value(name))
        ):
            yield _finding(mention, field.span, name, field.value, entry.value(name))


def _differ(name: str, one: str, other: str) -> bool:
    if name == "date":
        a, b = re.findall(r"\d{4}", one), re.findall(r"\d{4}", other)
        return bool(a and b) and not set(a) & set(b)
    return tokens(one) != tokens(other) and not (
        name == "location" and set(tokens(one)) & set(tokens(other))
    )


def _title(chain: Chain, mention: Mention, entry: Entry) -> list[Finding]:
    """A title that is no mere shortening of the one cited first."""
    for words, span in parts_of(chain.text, mention, "title")[:1]:
        said, known = tokens(bare_title(words)), tokens(entry.value("title"))
        if (
            SHORT_FORM.match(words)
            or bare_title(words).split(", ")[0] in entry.families()
            or not said
            or _subsequence(said, known)
            or _subsequence(known, said)
        ):
            continue
        return [_finding(mention, span, "title", bare_title(words), entry.value("title"))]
    return []


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    at = iter(long)
    return all(word in at for word in short)


def _names(chain: Chain, mention: Mention, entry: Entry) -> list[Finding]:
    known = entry.families()
    if not known:
        return []
    found = []
    for name, span in parts_of(chain.text, mention, "author"):
        if family(name) not in known and tokens(family(name)) not in [tokens(k) for k in known]:
            close = [k for k in known if sorted(k.casefold()) == sorted(family(name).casefold())]
            if close or len(known) == 1:
                found.append(_finding(mention, span, "author", name, (close or known)[0]))
    return found


def _page(chain: Chain, mention: Mention, entry: Entry) -> list[Finding]:
    """A page cited that lies outside the article."""
    extent = re.match(r"(\d+)–(\d+)$", entry.value("pages"))
    words = first_part(chain.text, mention, "pages")
    page = NUMBER.search(words)
    if extent is None or page is None or int(extent[1]) <= int(page[0]) <= int(extent[2]):
        return []
    span = next(p.span for p in mention.parts if p.label == "pages")
    return [_finding(mention, span, "pages", words, entry.value("pages"))]


def _emended(name: str, said: str, known: str) -> str:
    """The proposal that makes the two agree, as an emendation is written: only what differs."""
    if name == "pages":  # a page outside an article: what it should be, nobody can see
        return ""
    ours, theirs = said.split(), known.split()[: len(said.split())]
    if name == "title" and likeness(
        " ".join(tokens(said)), " ".join(tokens(" ".join(theirs))), 0.5
    ):
        differing = [i for i, pair in enumerate(zip(ours, theirs, strict=False)) if _apart(*pair)]
        if differing:
            first, last = differing[0], differing[-1] + 1
            said, known = " ".join(ours[first:last]), " ".join(theirs[first:last])
    return f"“{said.strip(MARKS)}” → “{known.strip(MARKS)}”"


def _apart(one: str, other: str) -> bool:
    return one.strip(MARKS) != other.strip(MARKS)


def _finding(mention: Mention, span: Span, name: str, said: str, known: str) -> Finding:
    return Finding(
        Code.WORKS_INCONSISTENT,
        span,
        f"the {name} is given as “{said}” here, but as “{known}” before",
        guess=_emended(name, said, known),
        confidence=0.5,
        hint=f"if this is the slip, write the guess as an emendation, with `:in: n{mention.note}`",
        note=mention.note,
    )
