"""Where a reader's comment seems to begin: names before times, verbs of saying, numbers.

Comments repeat one pattern. Each line is asked which patterns it could begin, and the
pattern that the page repeats counts more than one that it shows once.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from edition_tools.convert.zones import names, shapes, signs
from edition_tools.convert.zones.lines import Line
from edition_tools.convert.zones.signs import (
    ADDRESS,
    ANSWERS,
    ANY_FIELD,
    FIELD,
    LEAD,
    is_dateline,
    is_foot,
    is_name,
)

SUBJECT = re.compile(r"(?:re|aw|sv|antw|rép|tr|fwd?)\s?(?:\[\d\])?:\s", re.IGNORECASE)  # "Re: …"
# "Anna 2", "#2 Anna", "Anna 5 points"
FIGURES = re.compile(r"(?<=\s)\d+ (?:[a-zà-ÿа-я]+(?=\s|$)|[^\W\d_]+$)|(?:^|(?<=\s))#?\d+(?=\s|$)")
POST_AT_END = re.compile(r"#\s?\d+$|^#\s?\d+")  # "…, 03:33 PM #2"
BY_BEFORE = re.compile(r"^[^\n]{0,20}\b(?:by|par|von|door|przez)\s+", re.IGNORECASE)
SIGNED_BY = re.compile(  # "Posted by Anna", "Posté par Anna", "von Anna"
    r"(?:\w+ )?(?:by|par|von|por|da|de|di|door|przez|av)\s+", re.IGNORECASE
)
TEXT_LEAST = 400  # code points of the first line of the text proper
OTHER = 1.5  # against a pattern that is not the page's most common one
ODD = 1.5  # against a line whose signs no other line of its pattern has
STRANGE = 7.0  # against a line that gives a day alone where others give its time, or the reverse
MENU = 2.0  # against words of menus in the line
NUMBERED = re.compile(
    r"^(?:#\s?\d{1,4}|[(\[]?\d{1,4}[.)\]])\s+(?=\D)|\s#\d{1,4}$"
)  # "#2 Anna", "2. Anna"
COUNTED = re.compile(r"\d+ [a-zà-ÿа-я]+")  # "47 notes" beside a date
BESIDE = ("dated", "said")  # patterns that say name and date, or name and verb, in one line
OVER_DATES = ("named", "dated")  # patterns that read a date the other way round
FRAMED_BELOW = ("named", "subject")  # patterns whose date stands a line further down
DOUBLED_WITHIN = 3  # lines from a name up to the same name
HEADER_MOST = 7  # lines of a header
BUTTONED_MOST = 6  # words of a line with name, date and buttons, dates apart
SUBJECTS = 0.8  # share of the heads that must have a line above which could be a subject
BETWEEN_MOST = 2  # lines between a name and its date


@dataclass(frozen=True, slots=True)
class Head:
    """A way in which a line could begin a comment, and how much speaks for it."""

    kind: str  # said, dated, named, field, listed …
    score: float


def heads(lines: Sequence[Line], notes: Set[int] = frozenset()) -> dict[int, Head]:
    """For each line that could begin a comment: how, and how likely; none of the *notes* can."""
    datelines = sum(map(is_dateline, lines))
    rows = (i for i in range(len(lines)) if i not in notes)
    kinds = {i: kind for i in rows if (kind := _kind(lines, i, datelines))}
    for i in [i for i, kind in kinds.items() if kind == "subject"]:
        kinds.pop(i + 1, None)  # the line with the date goes on with this head
    for i in [i for i, kind in kinds.items() if kind == "named"]:
        for between in range(i + 1, i + _date_below(lines, i, datelines)):
            kinds.pop(between, None)  # what stands between a name and its date is no name
    kinds |= dict.fromkeys(names.ended_alike(lines, kinds), "said")
    kinds |= dict.fromkeys(names.footed(lines, kinds), "footed")
    text = next((i for i, line in enumerate(lines) if len(line.text) > TEXT_LEAST), 0)
    text = max(notes, default=text)
    beside = sum(kind in BESIDE for i, kind in kinds.items() if i > text)
    over, below = names.over_dates(lines, text + 1), names.below_dates(lines, text + 1)
    if len(over) > beside:
        kinds = {i: kind for i, kind in kinds.items() if i <= text or kind not in OVER_DATES}
        kinds |= dict.fromkeys(over, "footed")
    elif len(below) > beside:
        kinds |= dict.fromkeys(below, "timed")
    kinds |= dict.fromkeys(names.alone(lines, kinds, text + 1), "alone")
    frames = {i: signs.frame(lines[i + (kind in FRAMED_BELOW)]) for i, kind in kinds.items()}
    support = Counter(kind for i, kind in kinds.items() if i > text)
    alike = Counter((kind, frames[i]) for i, kind in kinds.items() if i > text)
    main = max(support, key=lambda kind: (support[kind], BASE[kind]), default="")
    usual = signs.usual_times(frames, kinds)
    listed = _listed(lines, kinds, set(support.values()))
    found = {}
    for i, kind in kinds.items():
        score = BASE[kind] + _repeated(support[kind]) - OTHER * (kind != main)
        odd = alike[kind, frames[i]] <= 1 < support[kind] - 1
        menu = MENU * lines[i].menu * (kind != "named")
        strange = not signs.is_usual(frames[i], usual.get(kind, ""))
        found[i] = Head(kind, score - ODD * odd - STRANGE * strange - menu)
    for i, size in listed.items():
        found[i] = Head("listed", BASE["listed"] + _repeated(size))
    return _with_lines_above(lines, found, text)


def _with_lines_above(lines: Sequence[Line], heads: dict[int, Head], text: int) -> dict[int, Head]:
    """The heads, each moved up to a line above it that belongs to it.

    Such a line says its name too (`Avatar of Anna` over `Anna`), stands over all of them
    (`Avatar`), or is a subject, where nearly all have one.
    """
    own = [i for i in heads if i > text]  # not the poster's
    above = [i - 1 for i in own if i - 1 not in heads]
    over = Counter(lines[i].skeleton for i in above if lines[i].words <= 3)
    common, times = max(over.items(), key=lambda one: one[1], default=("", 0))
    last = max(heads, default=0)
    again = any(line.skeleton == common for line in lines[last + 1 :])
    lead = 1 < times == len(own) and not again
    subjects = [i for i in above if _is_subject(lines, i)]
    kinds = len({lines[i].skeleton for i in subjects})
    headed = kinds > 1 and kinds * 2 > len(subjects) >= SUBJECTS * len(own)
    moved = dict(heads)
    for i in own:
        if heads[i].kind == "named" and (first := _doubled(lines, i)) not in heads:
            moved[first] = moved.pop(i)
    for i in (i for i in above if i + 1 in moved):
        line, name = lines[i], lines[i + 1].text.rstrip(" :").casefold()
        named = heads[i + 1].kind == "named" and line.words <= 8 and not line.closed
        if (
            (lead and line.skeleton == common)
            or (named and len(name) > 2 and name in line.text.casefold() and not line.dates)
            or (headed and i in subjects)
        ):
            moved[i] = moved.pop(i + 1)
    return moved


def _doubled(lines: Sequence[Line], i: int) -> int:
    """The line above a name that gives it too, with nothing but a figure or so between."""
    for k in range(i - 1, max(-1, i - 1 - DOUBLED_WITHIN), -1):
        if lines[k].text == lines[i].text:
            return k
        if lines[k].prose or lines[k].words > 2 or lines[k].closed:
            break
    return i


def _is_subject(lines: Sequence[Line], i: int) -> bool:
    """Whether a line could be what a comment is about: a short one right above its head."""
    line = lines[i]
    counts = line.counter and line.talk
    plain = line.titled and not (line.closed or line.prose or line.menu or counts)
    return plain and line.words <= 10 and not lines[i + 1].gap


def early(lines: Sequence[Line], openings: Mapping[int, Head]) -> set[int]:
    """Repeated lines that mostly stand right below a name or date, and fields there.

    What a site prints below each comment never does: words stand between.
    """
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.twins:
            places.setdefault(line.skeleton, []).append(i)
    header = {k for i, head in openings.items() for k in _header(lines, i, head)}
    fields = {i for i in header if i < len(lines) and ANY_FIELD.match(lines[i].text)}
    return fields.union(
        *(rows for rows in places.values() if sum(i in header for i in rows) * 2 > len(rows))
    )


def _header(lines: Sequence[Line], first: int, head: Head) -> range:
    """The lines below the first one of a head that still belong to it: fields, the date."""
    last = first + 1 + (head.kind in ("timed", "named"))
    for line, below in pairwise(lines[last : first + HEADER_MOST]):
        plain = line.words <= 4 and not (line.prose or line.closed)
        again = plain and (line.twins or ANY_FIELD.match(below.text))
        if not (again or is_dateline(line) or ANY_FIELD.match(line.text)):
            break
        last += 1
    return range(first + 1, last + 1)


BASE: Mapping[str, float] = {
    "said": 3.0,  # "Anna says:"
    "field": 3.0,  # "From: Anna"
    "subject": 3.0,  # "Re: …" over a line with a date
    "dated": 2.0,  # "Anna • 3 years ago"
    "named": 2.5,  # "Anna" over "March 3, 2010"
    "timed": 2.5,  # "12-03-2012, 03:33 PM #2" over "Anna"
    "footed": 2.0,  # "Anna" over words and "Like · Reply · 3 y"
    "alone": 2.0,  # "Anna" over words, as many as the page counts
    "listed": 3.0,  # "2. words" in a list that is as long as a count says
}


def _repeated(times: int) -> float:
    return min(4.0, math.log2(times + 1))


def _kind(lines: Sequence[Line], i: int, datelines: int) -> str:
    line = lines[i]
    after = lines[i + 1] if i + 1 < len(lines) else None
    rest = FIGURES.sub(" ", ADDRESS.sub(" ", line.rest)).strip(" [](){}+*-–—")
    rest = SIGNED_BY.sub("", rest, count=1) if SIGNED_BY.match(rest) else rest
    words = rest.split()
    if len(words) <= BUTTONED_MOST:
        words = [word for word in words if not shapes.MENU_WORD.match(word.casefold())]
    dated = line.dates > 0 and line.menu < 0.5 and not is_foot(line) and is_name(" ".join(words))
    if line.words > 16 or (line.prose and not dated):
        return ""
    if line.says and line.dates and after and after.indent > line.indent:
        return ""  # "On 3 March X wrote:" over a quoted letter
    if SUBJECT.match(line.text) and after and after.dates:
        return "subject"
    if line.says and line.words <= 12:
        return "said"
    if FIELD.match(line.text):
        near = lines[i + 1 : i + 4]
        return "field" if any(one.dates or ANY_FIELD.match(one.text) for one in near) else ""
    if ANY_FIELD.match(line.text) and not LEAD.match(line.text):
        return ""
    if dated:
        counts = COUNTED.fullmatch(line.rest.strip()) and COUNTED.match(line.text)
        return "" if counts else "dated"
    named = after is not None and is_name(after.text) and not after.dates
    if line.menu and line.twins + 1 >= max(4, 0.8 * datelines):
        return ""  # buttons over dates
    if is_dateline(line) and POST_AT_END.search(line.text) and named:
        return "timed"
    name = NUMBERED.sub("", ADDRESS.sub("", line.text)).strip(" :")
    if line.closed and line.text[-1] != ":":
        return ""
    words = [word for word in name.split() if not shapes.MENU_WORD.match(word.casefold())]
    button = line.menu >= 0.5 and name.split()[:1] != words[:1]
    if words and after and is_dateline(after):
        name = BY_BEFORE.sub("", " ".join(words))  # "Anna link", "message 2: by Anna" over a date
    if not button and not line.dates and is_name(name) and _date_below(lines, i, datelines):
        return "named"
    return ""


def _date_below(lines: Sequence[Line], i: int, datelines: int) -> int:
    """How many lines below a name its date stands, 0 if there is none.

    Between them only lines may stand that stand so below half of all names, or that say the
    name again: `@anna` below `Anna`.
    """
    name = lines[i].text.split()[0].casefold()
    for k, line in enumerate(lines[i + 1 : i + 2 + BETWEEN_MOST], 1):
        if is_dateline(line):
            return k
        again = line.twins > is_name(line.text) and (line.twins + 1) * 2 >= datelines
        again |= line.text[0] != "@" and bool(ANSWERS.match(line.text))  # "In reply to Anna"
        if line.prose or line.dates or line.says or line.words > (8 if again else 3):
            return 0
        handle = line.text[0] == "@" and name in line.text.casefold()
        if not (again or handle) and (line.menu >= 0.5 or is_name(line.text)):
            return 0  # a button, or the name itself
    return 0


def _listed(lines: Sequence[Line], kinds: Mapping[int, str], others: Set[int]) -> dict[int, int]:
    """Lines of numbered comment lists, each with the length of its list.

    *others*: how many heads of each other pattern there are; a list as long as that is the
    list of somebody who comments.
    """
    rows: dict[tuple[int, str], list[int]] = {}
    done: list[list[int]] = []
    for i, line in enumerate(lines):
        key = (line.indent, line.mark)
        if line.number == 1 and "0" in line.mark:
            rows[key] = [i]
            done.append(rows[key])
        elif key in rows and line.number == lines[rows[key][-1]].number + 1:
            rows[key].append(i)
    alone = max(Counter(kinds.values()).values(), default=0) < 2
    counted = [
        row
        for row in done
        if len(row) not in others
        and not any(i in kinds for i in range(row[0] - 3, row[0]))
        and _is_counted(lines, row, alone=alone)
    ]
    row = max(counted, key=len, default=[])
    return dict.fromkeys([i for i in row if i not in kinds], len(row))


def _is_counted(lines: Sequence[Line], row: list[int], *, alone: bool) -> bool:
    """Whether a line above says how many there are, or the list stands right after talk words."""
    above = lines[max(0, row[0] - 3) : row[0]]
    counts = any(
        re.search(rf"(?<!\d){len(row)}(?!\d)|^one\b|^une?\b|^eine?\b", line.text, re.IGNORECASE)
        for line in above
        if line.counter and line.talk and not line.prose
    )
    headed = any(line.talk and not line.prose for line in above)
    return counts or (alone and len(row) > 1 and headed)
