"""Rulings on references: an editor names the work that a reference means.

Comes in: what was resolved without rulings, and the rulings with their places. Goes out: for each
mention that a ruling decides, the entry that its decision names by its key. A decision that is no
key (`accept`) decides nothing: it closes the finding.
"""

from __future__ import annotations

from edition_tools.convert.works.chain import Chain
from edition_tools.convert.works.entries import Entry
from edition_tools.findings import Code
from edition_tools.model import AppliedRuling, Finding, Work

DECIDING = frozenset(
    (
        Code.WORKS_TWO_CANDIDATES,
        Code.WORKS_IBID_WITHOUT_ANTECEDENT,
        Code.WORKS_UNKNOWN,
        Code.CITATIONS_UNREAD,
    )
)


def decisions(
    chain: Chain,
    findings: tuple[Finding, ...],
    rulings: tuple[AppliedRuling, ...],
    works: tuple[Work, ...],
) -> dict[int, Entry]:
    """The entry that each mention means by a ruling; *findings* are all about references."""
    entries = {entry.key: entry for entry in reversed(chain.entries) if entry.key}
    curated = {work.key: work for work in works if work.curated}
    decided: dict[int, Entry] = {}
    for applied in rulings:
        index = _mention(chain, findings, applied)
        key = applied.ruling.decision
        if index is None or (key not in entries and key not in curated):
            continue
        decided[index] = entries.get(key) or _entry(curated[key], index)
    return decided


def _mention(chain: Chain, findings: tuple[Finding, ...], applied: AppliedRuling) -> int | None:
    """The mention that a ruling is about: of those with such a finding, the one at its place."""
    code = applied.ruling.code
    if code not in DECIDING:
        return None
    asked = {f.span for f in findings if f.code == code and f.span.meets(applied.span)}
    found = [i for i, mention in enumerate(chain.mentions) if mention.span in asked]
    return found[0] if len(found) == 1 else None


def _entry(work: Work, index: int) -> Entry:
    """An entry for a curated work that no note had been seen to cite."""
    fields = {field.name: field for field in work.fields}
    return Entry(work.type, fields, first=index, key=work.key)
