"""View → View without the marks that show where a page of the print begins, and where they stood.

Comes in: the reading of a source, and how source.toml says that it marks the pages of its print.
Goes out: the reading without these marks, and a `PageBreak` for each. This comes before all that
finds structure, so that no mark of a page is ever taken for the mark of a note. A number is one of
a page only where it goes on the series; every other stays among the words, and is a finding. Where
source.toml says nothing, what looks like such marks is a finding, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from edition_tools.findings import Code
from edition_tools.manifest import Paging
from edition_tools.model import Finding, Notes, PageBreak, Pages
from edition_tools.text import Run, Span, View
from edition_tools.vocabulary import PAGE_MARK

FARTHEST = 3  # pages from one mark to the next: a plate or a lost mark may stand between
FEWEST = 4  # marks that make a series which nobody has asked for
# how prints are marked in typed texts; the series decides, not the shape
SHAPES = ("[p. #]", "[p.#]", "[page #]", "[pg #]", "[Pg #]", "[S. #]", "[#]", "{p. #}", "{#}")
NUMBER = "#"
BLANKS = re.compile(r"[ \t\u00a0]+")
LINE_ENDS = re.compile(r"\n+")


def take(view: View, paging: Paging) -> Pages:
    """The view without the marks that *paging* names."""
    if not paging.marks:
        return Pages(view, _opening(paging, ()))
    found = list(pattern(paging.marks).finditer(view.text))
    series = _series(found, paging.first)
    cuts = [_with_blanks(view.text, Span(*it.span())) for it in series]
    shorter = _without(view, cuts)
    gone = 0
    breaks = []
    for cut, mark in zip(cuts, series, strict=True):
        breaks.append(PageBreak(mark[1], cut.start - gone))
        gone += len(cut)
    taken = {it.start() for it in series}
    strays = [it for it in found if it.start() not in taken]
    return Pages(
        shorter,
        (*_opening(paging, breaks), *breaks),
        (*_strays(view, shorter, strays, paging), *_none(breaks, paging)),
    )


def pattern(marks: str) -> re.Pattern[str]:
    """What a mark of this shape looks like: "[p. #]" finds "[p. 86]", and "[p.86]" too.

    >>> pattern("[p. #]").findall("so [p. 86] it went [p.87] on")
    ['86', '87']
    """
    before, _, after = marks.partition(NUMBER)
    shape = r"[^\S\n]?".join(map(re.escape, before.split(" ")))
    return re.compile(rf"{shape}(\d{{1,5}}){re.escape(after)}", re.ASCII)


def _opening(paging: Paging, breaks: Sequence[PageBreak]) -> tuple[PageBreak, ...]:
    """The page that the text begins on, where an editor says it and no mark does."""
    shown = breaks and int(breaks[0].n) <= paging.first
    return (PageBreak(str(paging.first), 0),) if paging.first and not shown else ()


def _series(found: Sequence[re.Match[str]], first: int) -> list[re.Match[str]]:
    """The longest series in which each number goes on the one before it."""
    best: dict[int, tuple[float, int]] = {}  # number → worth, last of the series that ends there
    before: list[int] = []
    for at, mark in enumerate(found):
        number = int(mark[1])
        earlier = (
            (best[number - step][0] + 1 / step, best[number - step][1])
            for step in range(1, FARTHEST + 1)
            if number - step in best
        )
        worth, last = max(earlier, default=(1.0, -1), key=lambda it: it[0])
        before.append(last)
        if number >= first and worth > best.get(number, (0.0, -1))[0]:
            best[number] = worth, at
    at = max(best.values(), default=(0.0, -1), key=lambda it: it[0])[1]
    out = []
    while at >= 0:
        out.append(found[at])
        at = before[at]
    return out[::-1]


def _with_blanks(text: str, mark: Span) -> Span:
    """The mark, and of the blanks on both sides as many as would stand there twice."""
    before = text[max(0, mark.start - 2) : mark.start]
    if before and not before[-1].isspace():
        return mark
    end = _past(BLANKS, text, mark.end)
    if (not before or before[-1] == "\n") and text[end : end + 1] == "\n":
        end += 1
        if before in ("", "\n\n"):
            end = _past(LINE_ENDS, text, end)
    return Span(mark.start, end)


def _past(these: re.Pattern[str], text: str, at: int) -> int:
    found = these.match(text, at)
    return found.end() if found else at


def _without(view: View, cuts: Iterable[Span]) -> View:
    """The view that reads nothing at the *cuts*."""
    waiting = sorted(cuts, reverse=True)
    runs: list[Run] = []
    for run in view.runs:
        runs += _cut(run, waiting)
    kept: list[Run] = []
    pieces: list[str] = []
    at = 0
    for run in runs:
        words = "" if run.rule == PAGE_MARK else run.view.of(view.text)
        kept.append(Run(run.source, Span(at, at + len(words)), run.rule))
        pieces.append(words)
        at += len(words)
    return View(view.source, "".join(pieces), tuple(kept), view.emphasised)


def _cut(run: Run, waiting: list[Span]) -> Iterable[Run]:
    """A run in pieces, those at the cuts read as nothing; *waiting* is what is still to be cut."""
    at = run.view.start
    while waiting and waiting[-1].start < run.view.end:
        cut = waiting[-1]
        start, end = max(cut.start, at), min(cut.end, run.view.end)
        if run.rule:  # what is read otherwise than it stands is cut whole
            yield Run(run.source, run.view, PAGE_MARK)
            at = run.view.end
        else:
            yield from _piece(run, at, start, "")
            yield from _piece(run, start, end, PAGE_MARK)
            at = end
        if cut.end > run.view.end:
            break
        waiting.pop()
    if at < run.view.end or not len(run.view):
        yield from [run] if run.rule else _piece(run, at, run.view.end, "")


def _piece(run: Run, start: int, end: int, rule: str) -> Iterable[Run]:
    if start < end:
        shift = run.source.start - run.view.start
        yield Run(Span(start + shift, end + shift), Span(start, end), rule)


# ------------------------------------------------------------------ what is doubtful
def _strays(
    view: View, shorter: View, strays: Iterable[re.Match[str]], paging: Paging
) -> Iterable[Finding]:
    for mark in strays:
        place = shorter.reading(view.origin(Span(*mark.span())))
        yield Finding(
            Code.PAGES_SERIES,
            place,
            f"{mark[0]} looks like a mark of a page ({paging.marks}), but does not go on the "
            "series: it stays among the words",
            hint="if a page does begin here, say so by a ruling of code pages.begins",
        )


def missing(breaks: Iterable[PageBreak]) -> Iterable[Finding]:
    """The numbers that are left out in a series of pages."""
    for one, other in pairwise(it for it in breaks if it.n.isdecimal()):
        if int(other.n) > int(one.n) + 1:
            yield Finding(
                Code.PAGES_SERIES,
                Span(other.at, other.at),
                f"page {other.n} follows page {one.n}: no mark of the pages between was found",
                hint="if the print shows where it begins, say so by a ruling of code pages.begins",
            )


def _none(breaks: Sequence[PageBreak], paging: Paging) -> Iterable[Finding]:
    if not breaks:
        yield Finding(
            Code.PAGES_SERIES,
            Span(0, 0),
            f"source.toml says that pages are marked {paging.marks}, and no such mark is here",
            hint="look how the text marks them, and write it with # for the number",
        )


def propose(pages: Pages, paging: Paging, notes: Notes) -> tuple[Finding, ...]:
    """What looks like the marks of pages in a text of which nothing is said about pages."""
    if paging.marks or pages.breaks:
        return ()
    text = pages.view.text
    called = {mark.span.start for note in notes.notes for mark in note.marks}
    called |= {mark.span.start for mark in notes.unanswered}
    called |= {note.number.start for note in notes.notes if note.number}
    for shape in SHAPES:
        marks = pattern(shape).finditer(text)
        found = _series([it for it in marks if called.isdisjoint(range(*it.span()))], 0)
        if len(found) >= FEWEST:
            return (_proposal(shape, found),)
    return ()


def _proposal(shape: str, found: Sequence[re.Match[str]]) -> Finding:
    return Finding(
        Code.PAGES_MARKED,
        Span(*found[0].span()),
        f"{found[0][0]} … {found[-1][0]}, {len(found)} in rising order, look as if they showed "
        "where the pages of a print begin; they stand among the words",
        guess=f"pages {found[0][1]} to {found[-1][1]}",
        hint=f'if they do, write into source.toml: [pages] with marks = "{shape}"',
    )
