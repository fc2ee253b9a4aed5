"""Where a page of the print begins, as a place among the words that are published.

Comes in: an edition. Goes out: an insert for each page, which prints nothing. A page that begins
between two paragraphs begins with the second; one that begins among the author's words for a work,
or in the mark of a note, begins before them.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from edition_tools.emit import inline
from edition_tools.emit.inline import Insert
from edition_tools.emit.voices import stretches
from edition_tools.model import Edition
from edition_tools.text import Span
from edition_tools.vocabulary import Voice


def pages(edition: Edition, inserts: Sequence[Insert]) -> Iterator[Insert]:
    """An insert for each page; *inserts*, in order of place, are not to be broken up."""
    if not edition.pages:
        return
    printed = [it.span for it in stretches(edition) if it.voice != Voice.COMMENTARY]
    printed = [span for span in printed if len(span)]
    ends = [span.end for span in printed]
    starts = [insert.span.start for insert in inserts]
    for page in edition.pages if printed else ():
        after = min(bisect.bisect_right(ends, page.at), len(printed) - 1)
        at = min(max(page.at, printed[after].start), printed[after].end)
        before = bisect.bisect_right(starts, at) - 1
        if before >= 0 and at < inserts[before].span.end:
            at = inserts[before].span.start
        yield inline.page(Span(at, at), page.n)
