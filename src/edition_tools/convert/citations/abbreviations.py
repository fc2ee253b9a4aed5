"""Short forms that a text defines on the way ("hereafter BD"), and those that it never does.

Comes in: the view's text, the notes and the mentions found. Goes out: abbreviations with the
mention that each shortens, and findings: never closed, defined twice, never defined.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import ASIDE, DEFINING
from edition_tools.convert.citations.known import short_stem
from edition_tools.findings import Code
from edition_tools.model import Abbreviation, Finding, Mention, Notes
from edition_tools.text import Span

ACRONYM = re.compile(r"[A-ZА-Я]{2,5}(?![\w.])(?:\s+Supplement)?(?:\s+[\[(][^\])]{1,20}[\])])?")
YEARS = re.compile(r"(\d{2})(\d{2})\s?[-–/]\s?(?:\1)?(\d{2})\b")
JOURNALS = frozenset(
    [
        "PMLA",
        "TLS",
        "ELH",
        "MLN",
        "AHR",
        "JMH",
        "NLH",
        "PBSA",
        "TEI",
        "UK",
        "US",
        "USA",
        "USSR",
        "BL",
        "PRO",
        "TNA",
    ]
)


def normal(short: str) -> str:
    """A short form so that its spellings compare equal: `WN [1901-02]` = `WN [1901-1902]`."""
    return re.sub(r"\s+", " ", YEARS.sub(r"\1\2-\1\3", short)).strip(" .,").casefold()


def define(
    text: str, notes: Notes, mentions: tuple[Mention, ...]
) -> tuple[tuple[Abbreviation, ...], tuple[Finding, ...]]:
    """The abbreviations that the notes define, in order, and what is doubtful about them."""
    found: list[Abbreviation] = []
    findings: list[Finding] = []
    seen: dict[str, Span] = {}
    of_note: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        of_note.setdefault(mention.note, []).append(i)
    for note in notes.notes:
        if note.span is None or not DEFINING.may_stand_in(note.span.of(text)):
            continue
        for match in ASIDE.finditer(text, note.span.start, note.span.end):
            span = Span(*match.span("short"))
            closed = match[0][0] not in "([" or match[0].endswith((")", "]"))
            found.append(
                Abbreviation(
                    match["short"],
                    span,
                    _shortened(mentions, of_note.get(note.label, []), match),
                    closed,
                )
            )
            if not closed:
                findings.append(_open(match["short"], span, note.label))
            if normal(match["short"]) in seen:
                findings.append(_twice(match["short"], span, note.label, seen))
            seen.setdefault(normal(match["short"]), span)
    return tuple(found), tuple(findings)


def _shortened(mentions: tuple[Mention, ...], there: list[int], match: re.Match[str]) -> int | None:
    """The mention of those *there* that holds the definition, else that ends just before it."""
    best = None
    for i in there:
        mention = mentions[i]
        if mention.span.start <= match.start() < mention.span.end + 3:
            best = i
    return best


def _open(short: str, span: Span, label: str) -> Finding:
    return Finding(
        Code.CITATIONS_ABBREVIATION_OPEN,
        span,
        f"the bracket that defines “{short}” is never closed",
        guess=f"“{short}” is the whole abbreviation",
        confidence=0.8,
        hint="emend the bracket if you know where it closes",
        note=label,
    )


def _twice(short: str, span: Span, label: str, seen: dict[str, Span]) -> Finding:
    return Finding(
        Code.CITATIONS_ABBREVIATION_TWICE,
        span,
        f"“{short}” is defined again",
        guess="the later definition holds from here on",
        confidence=0.5,
        note=label,
        candidates=(seen[normal(short)],),
    )


def undefined(
    text: str, mentions: tuple[Mention, ...], abbreviations: tuple[Abbreviation, ...]
) -> tuple[Finding, ...]:
    """Acronyms that stand for a work although nothing defines them; each is told once."""
    defined = {normal(a.short) for a in abbreviations}
    stems = {short_stem(a.short) for a in abbreviations}
    findings: dict[str, Finding] = {}
    for mention in mentions:
        if mention.type == "legal":  # reports of cases: QBD
            continue
        for part in mention.parts:
            short = ACRONYM.match(text, part.span.start, part.span.end)
            if part.label not in ("title", "container") or not short or short.end() < part.span.end:
                continue
            if normal(short[0]) in defined or short[0] in JOURNALS or normal(short[0]) in findings:
                continue
            findings[normal(short[0])] = _undefined(short, mention, stems)
    return tuple(findings.values())


def _undefined(short: re.Match[str], mention: Mention, stems: set[str]) -> Finding:
    alike = short_stem(short[0]) in stems
    return Finding(
        Code.CITATIONS_ABBREVIATION_UNDEFINED,
        Span(short.start(), short.end()),
        f"“{short[0]}” is used as the short form of a work, but the text never defines it",
        guess="it is formed like a short form that is defined" if alike else "",
        confidence=0.6 if alike else 0.0,
        note=mention.note,
    )
