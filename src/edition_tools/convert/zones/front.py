"""How likely a line above the text is each part that stands there: menu, title, byline, source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition_tools.convert.zones import shapes, signs, talk
from edition_tools.convert.zones.lines import SITE_MOST, Line
from edition_tools.convert.zones.order import Part

SENTENCE = re.compile(r"\w{4}[.!?][”’\"']? [^\W\d_a-zà-ÿ]")  # "… a sentence. Another"
FOOT_LINES, FRONT_LINES = 60, 12  # lines that are searched for it, and for a headline below it
BEGUN_WITHIN = 20  # lines above, in which sentences are looked for
NAME_MOST = 6  # words of a site's name


def scores(lines: Sequence[Line], i: int, site: float, head: talk.Head | None) -> dict[Part, float]:
    """The score of each part above the text for line *i*.

    *site*: how much it looks like what a site prints; *head*: how it could begin a comment, for
    so the poster's name and date look. Below the first sentences what comes again, or could
    begin a comment, is rather of the text: dates of a diary, speakers.
    """
    line = lines[i]
    begun = any(other.prose for other in lines[max(0, i - BEGUN_WITHIN) : i])
    signed = 2.0 * (head is not None)  # the poster's name and date
    site -= begun * (min(1.5, line.twins / 2) + signed)
    echo = 1.5 * _echoed(lines, i)
    by = bool(shapes.BY.match(line.text))
    menu = site + signed - echo + 2.0 * bool(signs.ANY_FIELD.match(line.text) and line.words < 12)
    name = 1.5 * (i == 0 and _is_site(lines))
    return {
        Part.BANNER: menu + name,
        Part.MENU: menu,
        Part.HEADLINE: _headline(line) + echo + _leads(lines, i) - name,
        Part.INTRODUCTION: 1.0 if line.prose else -2.5,
        Part.TITLE: _title(line) + echo - 4.0 * by - 1.5 * signed,
        Part.BYLINE: _byline(line, by=by),
        Part.SOURCE: _source(line) - 2.0 * echo,
    }


def _headline(line: Line) -> float:
    if not line.titled or line.words < 2:
        return -2.5
    return min(0.2 * line.words, 1.0) - 3.0 * line.menu - 3.0 * (line.dates > 0)


def _leads(lines: Sequence[Line], i: int) -> float:
    """What the next line says of a headline: dates, names and prose follow one, menus do not."""
    if i + 1 == len(lines):
        return 0.0
    after = lines[i + 1]
    return 0.7 * (after.prose or after.dates > 0 or bool(shapes.BY.match(after.text)))


def _is_site(lines: Sequence[Line]) -> bool:
    """Whether the first line names the site: it comes back below, or a headline follows it."""
    name = lines[0].text.casefold()
    if not lines[0].titled or lines[0].words > NAME_MOST or lines[0].prose:
        return False
    if any(
        len(line.text) <= SITE_MOST and name in line.text.casefold() and line.menu
        for line in lines[-FOOT_LINES:]
    ):
        return True
    for i, line in enumerate(lines[1:FRONT_LINES], 1):
        if line.prose:
            break
        if line.titled and line.words > 1 and not (line.menu or line.dates):
            return (line.words > 2 or _leads(lines, i) > 0) and not shapes.BY.match(line.text)
    return False


def _title(line: Line) -> float:
    dated = line.dates > 0 and line.words < 5
    return (1.0 if line.titled else -6.0) - 4.0 * dated - 3.0 * line.menu


def _byline(line: Line, *, by: bool) -> float:
    if line.prose or line.words > 20:
        return -8.0
    if by:
        return 8.0 - 6.0 * (line.dates > 0)
    named = signs.is_name(line.text.rstrip("*†1")) and 2 <= line.words <= 5 and line.titled
    return 0.5 if named and not line.menu else -8.0


def _source(line: Line) -> float:
    if len(line.text) > 300 or (not line.titled and not shapes.YEAR.search(line.text)):
        return -8.0
    if line.number or shapes.BY.match(line.text):
        return -6.0
    if len(SENTENCE.findall(line.text)) > (line.words < 20):
        return -8.0
    imprint = len(shapes.IMPRINT.findall(line.text))
    if shapes.YEAR.search(line.text):
        return 3.0 + min(3, imprint)
    return 0.5 + min(2, imprint) if line.words >= 5 else -3.0


def _echoed(lines: Sequence[Line], i: int) -> bool:
    """Whether a title near by, or a count of comments, repeats this title."""
    words = lines[i].text.casefold()
    if not lines[i].titled or lines[i].words < 2 or signs.ANY_FIELD.match(words):
        return False
    near = (*lines[max(0, i - 30) : i], *lines[i + 1 : i + 30])
    titles = (
        other.text.casefold()
        for other in near
        if other.titled and other.words > 1 and not shapes.BY.match(other.text)
    )
    counts = (line.text.casefold() for line in lines[-400:] if line.counter and line.talk)
    return any(words in title or title in words for title in titles) or any(
        f"{quote}{words}" in count for count in counts for quote in "“‘\"'«„»"
    )
