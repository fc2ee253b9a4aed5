"""Rulings on where a page of the print begins."""

from __future__ import annotations

from edition_tools.convert.rule.place import Placed
from edition_tools.findings import Code
from edition_tools.model import AppliedRuling, PageBreak, Pages


def rule_pages(found: Pages, placed: Placed) -> tuple[PageBreak, ...]:
    """The pages that the source shows and those that rulings begin, in order of place."""
    ruled = map(_begun, placed.about(Code.PAGES_BEGINS))
    return tuple(sorted((*found.breaks, *ruled), key=lambda page: page.at))


def _begun(applied: AppliedRuling) -> PageBreak:
    number = " ".join(applied.ruling.decision.split())
    return PageBreak(number, applied.span.end if applied.ruling.after else applied.span.start)
