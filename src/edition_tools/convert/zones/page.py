"""Which part of the page each line belongs to: one decision for all lines together.

A page has a customary order: menus and the poster's words, title, byline, source, text and
notes by turns, share lines and the poster's afterword, comments, the foot. Every line has a
score for every part, by its shape; the best way through the order decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice

from edition_tools.convert.zones import forms, front, path, shapes, signs, talk
from edition_tools.convert.zones.lines import SITE_MOST, Line
from edition_tools.convert.zones.numbers import Candidate
from edition_tools.convert.zones.order import END, MOVES, START, Part

TRAIL = re.compile(r"\s[|‹›»«→←▸⁄/]\s|^[←«‹]|[→»›]$")  # "Home | About", "Board › History"
BULLET = re.compile(r"[-–*•]\s|\d{1,2}[.)]\s")  # "- item"
FRONT_MOST = 400  # lines: title and byline stand above this
AFTER_NOTES = 5.0  # against a line of text below the last notes
EARLY = 6.0  # against a button right below a name
HEADED = 2.0  # against the foot of the page right below a name
LAST_LINES = 0.5  # for the foot, in the short lines that stand last
ABOVE = 2.5  # against a comment above the line that counts them
PARAGRAPH_LEAST, PARAGRAPHS = 100, 2  # code points of a paragraph; where the text has begun
NEAR_COUNT = 12  # lines below the count in which a comment begins
BELOW_COUNT = 1.5  # against what a site prints right below it, without a sign of it
UNANNOUNCED = 6.0  # against a comment above the line that counts them, anywhere
COUNT_WITHIN = 20  # lines below the notes in which comments are counted
COUNTS_MOST = 8  # lines that count comments, compared with the heads below them
ASKED = 5.0  # for the lines of a form
PAST = 4.0  # against a comment below the form, where a thread stands above it
SURELY_PAST = 12.0  # where that thread has as many comments as the page counts
FIRM = 1000.0  # notes are decided before


def parts(lines: Sequence[Line], notes: Sequence[Candidate]) -> list[Part]:
    """The part of every line, the runs of *notes* being known."""
    inside = _inside(len(lines), notes)
    openings = talk.heads(lines, {i for i, score in enumerate(inside) if score == FIRM})
    early = talk.early(lines, openings)
    voices = max(2, len(openings))
    often = [0.0 if i in early else min(1.0, x.twins / voices) for i, x in enumerate(lines)]
    scores = [_scores(lines, i, inside[i], openings.get(i), often[i]) for i in range(len(lines))]
    for i in early:
        scores[i][Part.BUTTONS] = -EARLY
        scores[i][Part.FOOT] = scores[i].get(Part.FOOT, 0.0) - HEADED
    for i in openings:
        if i + 1 < len(lines) and lines[i + 1].dates and not lines[i].dates:
            scores[i + 1][Part.HEADER] = max(2.0, scores[i + 1].get(Part.HEADER, 0.0))
    for i in _above_the_count(lines, notes):
        for part in (Part.OPENING, Part.SIGNATURE):
            if part in scores[i]:
                scores[i][part] -= ABOVE
    for score in scores[_foot_begins(lines) :]:
        if Part.FOOT in score:
            score[Part.FOOT] += LAST_LINES
    announced = _announced(lines, openings)
    for i in range(announced):
        _spare_text(lines[i], scores[i])
    for i in range(announced + 1, min(len(lines), announced and announced + 3)):
        if Part.SHARING in scores[i] and lines[i].closed and not lines[i].menu:
            scores[i][Part.SHARING] -= BELOW_COUNT
    _weigh_forms(lines, scores, openings, notes[-1].last + 1 if notes else 0)
    if notes:
        for score in scores[notes[-1].last + 1 :]:
            score[Part.BODY] -= AFTER_NOTES
    return path.best(scores, START, MOVES, END)


def _weigh_forms(
    lines: Sequence[Line],
    scores: Sequence[dict[Part, float]],
    heads: Mapping[int, talk.Head],
    start: int,
) -> None:
    """A form is none of the readers' words; where a thread stands above it, none stands below."""
    asked = [run for run in forms.find(lines) if run.start >= start]
    told = forms.told(lines[start:])
    if (end := _counted_out(lines, heads, start)) < len(lines):
        _close(scores[end:], SURELY_PAST)
    followed = [i for i in heads if any(x.prose or x.closed for x in lines[i + 1 : i + 4])]
    past = False
    for run in asked:
        above = [i for i in followed if start <= i < run.start]
        below = [i for i in followed if i >= run.stop]
        threaded = bool(above) and (len(below) not in told or len(above) in told)
        for i in run:
            for part in (Part.SHARING, Part.BUTTONS, Part.FOOT)[threaded:]:
                scores[i][part] = max(scores[i].get(part, 0.0), 0.0) + ASKED
        if threaded and not past:
            past = True
            _close(scores[run.start :], SURELY_PAST if len(above) in told else PAST)


def _counted_out(lines: Sequence[Line], heads: Mapping[int, talk.Head], start: int) -> int:
    """The first head of another pattern below as many of one as the page counts above them."""
    rows = sorted(heads)
    told = ((i, n) for i in range(start, len(lines)) for n in forms.told(lines[i : i + 1]))
    for i, n in islice(told, COUNTS_MOST):
        first = bisect_right(rows, i)
        kinds = [heads[k].kind for k in rows[first : first + n + 1]]
        if 1 < n + 1 == len(kinds) and len(set(kinds[:n])) == 1 and kinds[n] != kinds[0]:
            return rows[first + n]
    return len(lines)


def _close(scores: Sequence[dict[Part, float]], past: float) -> None:
    """No comment begins any more, and sentences too are what the site prints."""
    for score in scores:
        for part in (Part.OPENING, Part.ITEM, Part.UNNAMED):
            if part in score:
                score[part] -= past
        score[Part.FOOT] = max(score.get(Part.FOOT, 0.0), 0.0)


def _foot_begins(lines: Sequence[Line]) -> int:
    """Where the short lines begin, none of them a sentence, that stand last on the page."""
    first = len(lines)
    while first and not (lines[first - 1].prose or lines[first - 1].closed):
        first -= 1
    return first


def _announced(lines: Sequence[Line], heads: Mapping[int, talk.Head]) -> int:
    """The first line below the beginning of the text that counts comments or heads them, a
    comment near below it; 0 if there is none."""
    prose = 0
    for i, line in enumerate(lines):
        prose += line.prose and len(line.text) > PARAGRAPH_LEAST
        if prose < PARAGRAPHS or line.prose or not line.talk:
            continue
        counts = line.counter or shapes.THREAD_HEADING.fullmatch(line.text)
        if counts and any(k in heads for k in range(i, i + NEAR_COUNT)):
            return i
    return 0


def _spare_text(line: Line, score: dict[Part, float]) -> None:
    """Above the line that counts them no comment begins, and names and dates are of the text."""
    for part in (Part.OPENING, Part.ITEM, Part.UNNAMED, Part.SIGNATURE):
        if part in score:
            score[part] -= UNANNOUNCED
    if Part.BODY in score and not (line.menu or line.counter):
        score[Part.BODY] = max(score[Part.BODY], -0.5)


def _above_the_count(lines: Sequence[Line], notes: Sequence[Candidate]) -> range:
    """The lines between the notes and the first line that counts or announces comments."""
    start = notes[-1].last + 1 if notes else len(lines)
    for i in range(start, min(len(lines), start + COUNT_WITHIN)):
        line = lines[i]
        if line.talk and not line.prose and (line.counter or (line.menu > 0.5 and line.words < 3)):
            return range(start, i)
    return range(0)


def _inside(size: int, notes: Sequence[Candidate]) -> list[float]:
    """For each line the score of being notes: firm in a run, possible just below one."""
    inside = [-FIRM] * size
    for run in notes:
        inside[run.first : run.last + 1] = [FIRM] * (run.last + 1 - run.first)
        below = -4.0 if run.bare else -2.0
        for i in range(run.last + 1, min(size, run.last + 4)):
            inside[i] = max(inside[i], below)
    return inside


def _scores(
    lines: Sequence[Line], i: int, inside: float, head: talk.Head | None, often: float
) -> dict[Part, float]:
    """The score of every part for line *i*; *often*: how regularly it comes back."""
    line = lines[i]
    if inside == FIRM:
        return {Part.NOTES: FIRM}
    plain = _site(line)
    site = plain - (0.5 * head.score if head else 0.0)
    scores = {
        Part.BODY: _body(line),
        Part.SHARING: site + 3.0 * (line.counter and line.talk),
        Part.AFTERWORD: -0.5 * _menu_words(line) if line.prose else -2.5,
        Part.HEADER: max(_header(line) + 1.5 * often, 0.8 * plain - 0.5),
        Part.SAYING: -2.0 * bool(signs.ANY_FIELD.match(line.text)),
        Part.WORDS: _words(line) - 2.0 * often,
        Part.SIGNED: _signed(line, often),
        Part.UNNAMED: _words(line) - (head.score if head else 0.0),
        Part.ITS_WORDS: _words(line) - (head.score if head else 0.0),
        Part.BUTTONS: site + 2.0 * often - 3.0 * (line.closed and not line.menu) - _unlike(line),
        Part.FOOT: (max(site, -0.8) if line.prose else site) + 2.0 * often,
    }
    if head and head.kind in ("dated", "said") and line.text[-1] not in ":»":
        scores[Part.SIGNATURE] = head.score
    if inside > -FIRM:
        scores[Part.NOTES] = inside - 0.7 * _menu_words(line) - 3.0 * (not line.prose)
    if head:
        scores[Part.ITEM if head.kind == "listed" else Part.OPENING] = head.score
    if i < FRONT_MOST:
        scores |= front.scores(lines, i, plain, head)
    return scores


# ------------------------------------------------------------------ scores by shape
def _body(line: Line) -> float:
    if line.prose:
        return 2.0 - 2.0 * (line.menu > 0.5)
    return -1.0 * (signs.is_dateline(line)) - 2.0 * (line.menu >= 0.5) - min(2.0, line.twins / 2)


def _site(line: Line) -> float:
    """Furniture: short, words of menus, repeated, dates, counts."""
    if len(line.text) > SITE_MOST:
        return -8.0
    score = 3.0 * line.menu + 1.0 * (line.words <= 2) + 0.5 * (line.words <= 4)
    score += min(1.5, line.twins / 2) + 1.5 * (line.dates > 0) + 1.0 * line.counter
    score -= 2.5 * bool(BULLET.match(line.text) and not line.menu)
    score += 1.5 * bool(TRAIL.search(line.text))
    if line.prose or (line.closed and line.text[-1] in ".!?"):
        score -= max(1.0, 4.0 - 1.5 * _menu_words(line))
    score -= 2.0 * (line.text[0] == ">")
    return score - 0.8


def _unlike(line: Line) -> float:
    """Against a button: it shows none of a button's signs."""
    return 2.0 * (not (line.menu or line.twins or line.dates or line.counter))


def _menu_words(line: Line) -> int:
    return round(line.menu * min(line.words, 40))


def _header(line: Line) -> float:
    if line.prose or signs.is_foot(line):
        return -8.0
    if line.talk and line.menu >= 0.5 and line.words <= 4:
        return -4.0  # "Comments" stands over all of them
    if signs.is_dateline(line):
        return 3.0
    if line.dates and signs.is_name(line.rest):
        return 2.0
    if signs.ANY_FIELD.match(line.text) or signs.POST_NUMBER.fullmatch(line.text):
        return 1.0
    if line.text[0] != "@" and signs.ANSWERS.match(line.text):
        return 1.0
    return -0.5 if signs.is_name(line.text) else -1.5


def _signed(line: Line, often: float) -> float:
    if not signs.is_dateline(line) or signs.is_foot(line):
        return -8.0
    return 2.0 + 2.0 * often * (line.menu == 0)


def _words(line: Line) -> float:
    if line.prose:
        return 0.0
    button = line.menu >= 0.5 and line.words <= 5 and not line.closed
    return -0.3 - 2.5 * button
