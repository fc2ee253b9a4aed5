"""What a line says of who wrote a comment, and when: names, datelines, fields, signs between.

Each function reads one line, or the same sign in many; none decides what a line is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from edition_tools.convert.zones import shapes
from edition_tools.convert.zones.lines import DATED_MOST, ROW, Line

FIELD = re.compile(r"(?:from|von|de|da|van|author|auteur|autor|nom|от)\s?:\s+\S", re.IGNORECASE)
ANY_FIELD = re.compile(  # "Date: 3 Mar", "Betreff: …", "Joined: 2009"
    r"(?:from|to|cc|date|sent|subject|reply-to|message-id|in-reply-to|references|von|an|datum"
    r"|gesendet|betreff|de|à|objet|envoyé|da|a|data|oggetto|para|fecha|asunto|enviado|joined|posts"
    r"|location|join date|registriert|beiträge|wohnort|inscription|messages|localisation|posted"
    r"|author|re|aw|тема|дата|от|newsgroups|organi[sz]ation|lines|path|kopie|list|x-[\w-]+"
    r"|(?:next|previous) (?:message|in thread)|(?:nächste|vorherige) nachricht"
    r"|message (?:suivant|précédent)|messages sorted by)\s?:\s+\S",
    re.IGNORECASE,
)
NAME = re.compile(r"@?[^\W_][\w.’'-]*(?:\s(?:[^\W\d_][\w.’'-]*|\([^()]{1,20}\))){0,4}")
CLOSER = re.compile(
    r"[!?:;,…]$|[^\W\d_A-ZÀ-Þ]{3,}\.$|^\d+(?:\s|$)"
)  # ends of sentences, not "Ben H."
# "<anna@example.org>", "anna at example.org"
ADDRESS = re.compile(r"[<(]?\b[\w.+-]+(?:@| (?:at|chez|bei|en|a) )[\w-]+(?:\.[\w-]+)+[>)]?")
# "@Ines:", "@Tom K., …", "In reply to Anna", "en réponse à Jean", "Antwort auf Anna"
ANSWERS = re.compile(
    r"(?:@|(?:in reply to|replying to|en réponse à|(?:als )?antwort auf|als antwoord op"
    r"|en respuesta a|in risposta a|em resposta a|w odpowiedzi na|в ответ(?: на)?"
    r"|som svar (?:på|til)|vastaus käyttäjälle|válasz (?:neki|erre)|odpověď na|odpoveď na)\s?:?\s+)"
    r"(?P<name>[^\W_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,3})",
    re.IGNORECASE,
)
LEAD = re.compile(r"(?:posted|submitted|written)\s?(?:by)?\s?:?", re.IGNORECASE)
POST_NUMBER = re.compile(r"#\s?\d+|\d+\.?|\d+#")  # a forum's number of the post
TIME_SIGNS = "①②③④"  # for a date, a time ago, a time, a weekday
FRAME_SIGNS = frozenset("|•·»«›:;#()[]–—" + TIME_SIGNS)
USUAL = 0.6  # share of a pattern's lines that show the same signs of times


def is_name(words: str) -> bool:
    """Whether *words* could be what a reader calls himself."""
    return len(words) <= 40 and bool(NAME.fullmatch(words)) and not CLOSER.search(words)


def is_dateline(line: Line) -> bool:
    """Whether a line holds a date or time and next to nothing else."""
    if line.words > DATED_MOST or ANY_FIELD.match(line.text) or not line.dates:
        return False
    return line.menu >= 0.25 or not any(c.isalpha() for c in line.rest)


def is_foot(line: Line) -> bool:
    """Whether a line is a row of buttons with a date among them."""
    cells = ROW.split(line.text) if line.shaped and not line.prose else []
    buttons = len(cells) > 2 and (line.menu >= 0.3 or shapes.menu_share(cells[0]) == 1.0)
    return buttons and line.dates > 0


def usual_times(frames: Mapping[int, str], kinds: Mapping[int, str]) -> dict[str, str]:
    """For each pattern the signs of dates and times that nearly all of its lines show."""
    shown: dict[str, Counter[str]] = {}
    for i, frame in frames.items():
        shown.setdefault(kinds[i], Counter())[_times(frame)] += 1
    return {
        kind: times
        for kind, counted in shown.items()
        for times, often in counted.items()
        if times and often >= USUAL * counted.total() and often > 2
    }


def _times(frame: str) -> str:
    """Whether a line gives a day (`d`), a time of day (`t`) or both; "" for `3 hours ago`."""
    date, ago, time, weekday = (sign in frame for sign in TIME_SIGNS)
    return "" if ago else "d" * (date or weekday) + "t" * time


def is_usual(frame: str, usual: str) -> bool:
    """Whether a line with this frame gives day and time as is *usual*; so does `3 hours ago`."""
    return not usual or _times(frame) in ("", usual)


def frame(line: Line) -> str:
    """The signs between which name and date stand: `Anna | 3 March | Reply` is `|①|`."""
    masked = line.text
    for pattern, sign in zip(shapes.TIMES, TIME_SIGNS, strict=True):
        masked = pattern.sub(sign, masked)
    return "".join(c for c in masked if c in FRAME_SIGNS)
