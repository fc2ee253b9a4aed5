"""Where a reader's comment seems to begin: names before times, verbs of saying, numbers.

Comments repeat one pattern. Each line is asked which patterns it could begin, and the
pattern that the page repeats counts more than one that it shows once.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edition_tools.convert.zones.lines import Line
from edition_tools.convert.zones.shapes import skeleton

FIELD = re.compile(r"(?:from|von|de|da|van|author|auteur|autor|nom|от)\s?:\s+\S", re.IGNORECASE)
ANY_FIELD = re.compile(  # "Date: 3 Mar", "Betreff: …", "Joined: 2009"
    r"(?:from|to|cc|date|sent|subject|reply-to|message-id|in-reply-to|references|von|an|datum"
    r"|gesendet|betreff|de|à|objet|envoyé|da|a|data|oggetto|para|fecha|asunto|enviado|joined|posts"
    r"|location|join date|registriert|beiträge|wohnort|inscription|messages|localisation|posted"
    r"|author|re|aw|тема|дата|от)\s?:\s+\S",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W_][\w.’'-]*(?:\s(?:[^\W\d_][\w.’'-]*|\([^()]{1,20}\))){0,4}")
CLOSER = re.compile(r"[!?:;,…]$|[a-zà-ÿ]{3,}\.$")  # ends of sentences, not "Ben H."
SUBJECT = re.compile(r"(?:re|aw|sv|antw|rép|tr|fwd?)\s?(?:\[\d\])?:\s", re.IGNORECASE)  # "Re: …"
FIGURES = re.compile(r"(?:^|(?<=\s))#?\d+(?=\s|$)")  # "Anna 2"
POST_AT_END = re.compile(r"#\s?\d+$|^#\s?\d+")  # "…, 03:33 PM #2"
LEAD = re.compile(r"(?:posted|submitted|written)\s?(?:by)?\s?:?", re.IGNORECASE)
TEXT_LEAST = 400  # code points of the first line of the text proper
OTHER = 1.5  # against a pattern that is not the page's most common one
POST_NUMBER = re.compile(r"#\s?\d+|\d+\.?|\d+#")  # a forum's number of the post


@dataclass(frozen=True, slots=True)
class Head:
    """A way in which a line could begin a comment, and how much speaks for it."""

    kind: str  # said, dated, named, field, listed
    score: float


def is_name(words: str) -> bool:
    """Whether *words* could be what a reader calls himself."""
    return len(words) <= 40 and bool(NAME.fullmatch(words)) and not CLOSER.search(words)


def is_dateline(line: Line) -> bool:
    """Whether a line holds a date or time and next to nothing else."""
    if not line.dates or line.words > 14 or ANY_FIELD.match(line.text):
        return False
    return line.menu >= 0.25 or not any(c.isalpha() for c in line.rest)


def heads(lines: Sequence[Line]) -> dict[int, Head]:
    """For each line that could begin a comment: how, and how likely."""
    kinds = {i: kind for i in range(len(lines)) if (kind := _kind(lines, i))}
    for i in [i for i, kind in kinds.items() if kind == "subject"]:
        kinds.pop(i + 1, None)  # the line with the date goes on with this head
    text = next((i for i, line in enumerate(lines) if len(line.text) > TEXT_LEAST), 0)
    support = Counter(kind for i, kind in kinds.items() if i > text)
    main = max(support, key=lambda kind: (support[kind], BASE[kind]), default="")
    listed = _listed(lines, kinds)
    found = {
        i: Head(kind, BASE[kind] + _repeated(support[kind]) - OTHER * (kind != main))
        for i, kind in kinds.items()
    }
    for i, size in listed.items():
        found[i] = Head("listed", BASE["listed"] + _repeated(size))
    return found


def early(lines: Sequence[Line], openings: Mapping[int, Head]) -> set[int]:
    """Repeated lines that mostly stand right below a name or date.

    What a site prints below each comment never does: words stand between.
    """
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.twins:
            places.setdefault(skeleton(line.text), []).append(i)
    header = {
        i + 1
        for i, line in enumerate(lines)
        if i in openings or is_dateline(line) or ANY_FIELD.match(line.text)
    }
    header |= {i + 2 for i, head in openings.items() if head.kind == "timed"}
    return {
        i
        for rows in places.values()
        if sum(i in header for i in rows) * 2 > len(rows)
        for i in rows
    }


BASE: Mapping[str, float] = {
    "said": 3.0,  # "Anna says:"
    "field": 3.0,  # "From: Anna"
    "subject": 3.0,  # "Re: …" over a line with a date
    "dated": 2.0,  # "Anna • 3 years ago"
    "named": 2.5,  # "Anna" over "March 3, 2010"
    "timed": 2.5,  # "12-03-2012, 03:33 PM #2" over "Anna"
    "listed": 3.0,  # "2. words" in a list that is as long as a count says
}


def _repeated(times: int) -> float:
    return min(4.0, math.log2(times + 1))


def _kind(lines: Sequence[Line], i: int) -> str:
    line = lines[i]
    after = lines[i + 1] if i + 1 < len(lines) else None
    dated = line.dates > 0 and line.menu < 0.5 and is_name(FIGURES.sub(" ", line.rest).strip())
    if line.words > 16 or (line.prose and not dated):
        return ""
    if line.says and line.dates and after and after.indent > line.indent:
        return ""  # "On 3 March X wrote:" over a quoted letter
    if SUBJECT.match(line.text) and after and after.dates:
        return "subject"
    if line.says and line.words <= 12:
        return "said"
    if FIELD.match(line.text):
        return "field"
    if ANY_FIELD.match(line.text) and not LEAD.match(line.text):
        return ""
    if dated:
        return "dated"
    named = after is not None and is_name(after.text) and not after.dates
    if is_dateline(line) and POST_AT_END.search(line.text) and named:
        return "timed"
    name = line.text.rstrip(" :")
    if after and line.menu < 0.5 and not line.dates and is_name(name) and is_dateline(after):
        return "named"
    return ""


def _listed(lines: Sequence[Line], kinds: Mapping[int, str]) -> dict[int, int]:
    """Lines of numbered comment lists, each with the length of its list."""
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
    counted = [row for row in done if _is_counted(lines, row, alone=alone)]
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
