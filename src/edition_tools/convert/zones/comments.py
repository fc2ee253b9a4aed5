"""The lines of comments → records: number, author, date, paragraphs, whom it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from edition_tools.convert.zones import shapes, signs
from edition_tools.convert.zones.lines import Line
from edition_tools.convert.zones.order import Part
from edition_tools.model import Comment, Zone
from edition_tools.text import Span
from edition_tools.vocabulary import ZoneKind

LIST_NUMBER = re.compile(r"[#(\[]?(?P<number>\d{1,5})[.)\]:]?(?=\s|$)")  # "1. ", "#2 "
BETWEEN = re.compile(r"[•|·»«,;<>]| [-–—] |\s{2,}|[()]|\[.\]")  # signs between name and date
LEAD = re.compile(
    r"^[\W_]*(?:(?:re:? )?(?:\w+ )?(?:by|von|par|por|from|door|da|przez|av)\s*:?\s+"
    r"|(?:from|von|de|da)\s?:\s+)",
    re.IGNORECASE,
)
LEADING = re.compile(r"\S+(?: [^\W\d_a-zà-ÿа-я][\w.’'-]*)*(?= [^\W\d_A-ZÀ-ÞА-Я])")  # "Anna K. …"
COUNT = re.compile(r"(?<=\s)\d+ (?:[a-zà-ÿа-я]+(?=\s|$)|[^\W\d_]+$)")  # "Anna 5 points"
STEP = 2  # columns by which an answer stands further in
TRAIL = re.compile(r"(?:\s(?:on|at|den|am|um|le|à|el|il|posted))*[\s:,–—-]*$", re.IGNORECASE)


def read(
    text: str, lines: Sequence[Line], parts: Sequence[Part], zones: Sequence[Zone]
) -> tuple[Comment, ...]:
    """The records of all comment zones, in order."""
    rows: dict[int, list[int]] = {}
    opening = 0
    for i, part in enumerate(parts):
        if part in (Part.OPENING, Part.ITEM, Part.UNNAMED):
            opening = lines[i].span.start
        if part in TALK:
            rows.setdefault(opening, []).append(i)
    found: list[Comment] = []
    columns: list[int] = []
    for zone in zones:
        if zone.kind == ZoneKind.COMMENT and zone.span.start in rows:
            own = rows[zone.span.start]
            comment = _comment(text, lines, parts, own)
            found.append(replace(comment, span=zone.span, ordinal=len(found) + 1))
            columns.append(_column(lines[own[0]], numbered=comment.number is not None))
    return _threaded(text, found, _nested(columns))


HEADS = (Part.OPENING, Part.ITEM, Part.HEADER, Part.SIGNATURE)
WORDS = (Part.SAYING, Part.WORDS, Part.UNNAMED, Part.ITS_WORDS)
TALK = (*HEADS, *WORDS, Part.SIGNED)


def _comment(text: str, lines: Sequence[Line], parts: Sequence[Part], rows: list[int]) -> Comment:
    """The record of the comment in *rows*; its span and ordinal are set by the caller."""
    header = [lines[i].span for i in rows if parts[i] in HEADS]
    dated = header + [lines[i].span for i in rows if parts[i] == Part.SIGNED]
    words = [lines[i] for i in rows if parts[i] in WORDS]
    number = _first(_number(text, row) for row in header)
    opening = lines[rows[0]]
    if number and parts[rows[0]] == Part.ITEM:  # its words follow at once
        first = replace(opening, span=Span(number.end, opening.span.end))
        return Comment(opening.span, 0, number, text=_paragraphs(text, [first, *words]))
    return Comment(
        span=opening.span,
        ordinal=0,
        number=number,
        author=_named(text, header),
        date=_first(_date(text, row) for row in dated),
        text=_paragraphs(text, words),
    )


def _first(spans: Iterable[Span | None]) -> Span | None:
    return next((span for span in spans if span), None)


def _number(text: str, row: Span) -> Span | None:
    """The comment's number in a list (`1.`) or a forum (`#12`), where a line begins with it."""
    found = LIST_NUMBER.match(row.of(text))
    if not found or shapes.DATE.match(row.of(text)) or shapes.RELATIVE.match(row.of(text)):
        return None
    return Span(row.start + found.start("number"), row.start + found.end("number"))


def _named(text: str, header: Sequence[Span]) -> Span | None:
    """The author: the name beside a date or a verb, else the first, the shorter of two alike."""
    rows = [(row, name) for row in header if (name := _author(text, row))]
    fielded = [name for row, name in rows if signs.FIELD.match(row.of(text))]
    said = [name for row, name in rows if shapes.SAYS.search(row.of(text))]
    dated = [name for row, name in rows if _date(text, row) and not _is_field(row.of(text))]
    names = fielded or said or dated or [name for _, name in rows]
    alike = [name for name in names[1:] if name.of(text) in names[0].of(text)]
    return _first([*alike, *names])


def _is_field(words: str) -> bool:
    """Whether a line is a field of a header, and none that gives a name."""
    return bool(signs.ANY_FIELD.match(words)) and not LEAD.match(words)


def _author(text: str, row: Span) -> Span | None:
    """The name in a line of the header: what stands between dates, verbs and signs."""
    if _number(text, row):
        row = Span(row.start + _list_number_ends(row.of(text)), row.end)
    words = row.of(text)
    said = shapes.SAYS.search(words)
    if said:
        words = words[: said.start()]
    elif words.endswith(":") and (found := LEADING.match(words)):
        words = found[0]  # "Anna K. shared this and added:"
    masked = words
    for pattern in (signs.ADDRESS, *shapes.TIMES, COUNT, BETWEEN):
        masked = pattern.sub(lambda found: "\n" * len(found[0]), masked)
    for piece in re.finditer(r"[^\n]+", masked):
        lead = LEAD.match(piece[0])
        start = lead.end() if lead else 0
        name = TRAIL.sub("", piece[0][start:]).strip(" :,#")
        if name and _is_author(name):
            at = row.start + piece.start() + piece[0].index(name, start)
            return Span(at, at + len(name))
    return None


def _is_author(words: str) -> bool:
    """Whether *words* are a name, and not a figure, a button or a word like `at`."""
    small = words.islower() and not shapes.FILLER.sub("", words).strip()
    named = signs.is_name(words) and not words.isdigit()
    return named and not small and shapes.menu_share(words) < 0.5


def _date(text: str, row: Span) -> Span | None:
    """From the first to the last sign of a date or time in a line."""
    words = row.of(text)
    spans = [found.span() for pattern in shapes.TIMES for found in pattern.finditer(words)]
    if not spans:
        return None
    return Span(row.start + min(spans)[0], row.start + max(end for _, end in spans))


def _paragraphs(text: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """Lines made paragraphs: a blank line stands between two."""
    spans: list[Span] = []
    for line in lines:
        if spans and not line.gap:
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
    trimmed = (_without_stop(text, span).trimmed(text) for span in spans)
    return tuple(span for span in trimmed if len(span))


def _without_stop(text: str, span: Span) -> Span:
    """The span without the stop or bracket that ends a list number before it."""
    return Span(span.start + 1, span.end) if text[span.start] in ".)]:" else span


# ------------------------------------------------------------------ threads
def _column(line: Line, *, numbered: bool) -> int:
    """Where a comment begins, its list number apart: `  9. ` and ` 10. ` are the same."""
    return line.indent + (_list_number_ends(line.text) if numbered else 0)


def _list_number_ends(words: str) -> int:
    """Where the words after a list number begin; 0 if there is none, or nothing else."""
    found = LIST_NUMBER.match(words)
    rest = words[found.end() :].lstrip() if found else ""
    return len(words) - len(rest) if rest else 0


def _nested(columns: Sequence[int]) -> list[int | None]:
    """For each comment the ordinal of the one it stands further in than, None for the others."""
    if len(columns) < 2 or min(columns[1:]) >= columns[0] + STEP:
        return [None] * len(columns)  # only the first one's blanks were lost
    above: list[int] = []
    found: list[int | None] = []
    for i, column in enumerate(columns):
        while above and columns[above[-1]] > column - STEP:
            above.pop()
        found.append(above[-1] + 1 if above else None)
        above.append(i)
    return found


def _threaded(
    text: str, comments: list[Comment], nested: Sequence[int | None]
) -> tuple[Comment, ...]:
    """The same comments, each with the earlier one that its first words address, or that
    it stands further in than."""
    latest: dict[str, int] = {}
    threaded = []
    for comment, outer in zip(comments, nested, strict=True):
        answered = _answered(text, comment, latest) or outer
        threaded.append(replace(comment, reply_to=answered))
        if comment.author:
            latest[_bare(comment.author.of(text))] = comment.ordinal
    return tuple(threaded)


def _answered(text: str, comment: Comment, latest: dict[str, int]) -> int | None:
    found = signs.ANSWERS.match(comment.text[0].of(text)) if comment.text else None
    if not found:
        return None
    name = _bare(found["name"])
    return latest.get(name, latest.get(name.split()[0]))


def _bare(name: str) -> str:
    return name.casefold().rstrip(".,:")
