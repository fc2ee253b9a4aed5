"""References that could not be read: they keep their place in the chain, and are findings.

Comes in: the text of a paragraph of a note, and the mentions found in it. Goes out: a mention of
the kind `unread` for each clause that a signal or a name leads to, that ends as citations end
(a year in brackets, a page, a volume), and in which nothing was read. An *ibid.* after it must
not leap over it to an earlier work.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from edition_tools.convert.citations.atoms import DATE, VOLUME, YEAR
from edition_tools.convert.citations.evidence import NUMBERED, PAGED
from edition_tools.convert.citations.glance import DIGIT
from edition_tools.convert.citations.lexicon import LEAD_IN, PROSE
from edition_tools.convert.citations.names import cited_at
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.sought import Glimpsed
from edition_tools.findings import Code
from edition_tools.model import Finding, Mention
from edition_tools.text import Span

IN_BRACKETS = Glimpsed(  # (Leipzig, 1927)
    re.compile(rf"[(\[][^()\[\]]{{0,60}}(?:{DATE.pattern})\s*[)\]]"), re.compile(YEAR)
)
# Legal Recognition of Our Relationships (1994), p. 3.
ENDS_DATED = re.compile(
    rf"[(\[][^()\[\]]{{0,60}}(?:{YEAR})[)\]](?:,?\s(?:pp?\.|S\.)?\s?\d[\d,\s–-]*)?\.?$"
)
SHORTEST, LONGEST = 12, 500  # code points


def unread(read_in: Passage, label: str, found: list[Mention]) -> Iterator[Mention]:
    """The clauses of a passage that hold a reference not among those *found*, in order."""
    text = read_in.text
    if DIGIT.search(text) is None:  # without a number nothing is unread
        return
    starts = [mention.span.start for mention in found]
    reach = list(accumulate((mention.span.end for mention in found), max, initial=0))
    for clause in read_in.clauses:
        if reach[bisect_left(starts, clause.end)] > clause.start:
            continue
        lead = LEAD_IN.match(text, clause.start, clause.end)
        rest = Span(lead.end() if lead else clause.start, clause.end).trimmed(text)
        if _refers(text, rest, led=lead is not None):
            yield Mention(label, rest, "unread", "", confidence=0.3)


def _refers(text: str, span: Span, *, led: bool) -> bool:
    """Whether a reference stands at *span*, as far as can be seen from outside."""
    words = span.of(text)
    if not SHORTEST <= len(words) <= LONGEST or PROSE.search(words):
        return False
    names = cited_at(text, span.start, span.end)
    named = names is not None and names.sure and text[names.end : names.end + 1] in ",:"
    dated = IN_BRACKETS.search(words) is not None
    if words[:1].isupper() and dated and ENDS_DATED.search(words):
        return True
    if not (led or named):
        return False
    return dated or (
        PAGED.search(words) is not None
        and ("," in words or any(sign.search(words) for sign in (VOLUME, NUMBERED)))
    )


def report(mentions: tuple[Mention, ...]) -> tuple[Finding, ...]:
    """A finding for each reference that was not read."""
    return tuple(
        Finding(
            Code.CITATIONS_UNREAD,
            mention.span,
            "a work seems to be cited here, but the reference could not be read",
            confidence=0.5,
            hint="name its key in a ruling, or say there that nothing is cited",
            note=mention.note,
        )
        for mention in mentions
        if mention.kind == "unread"
    )
