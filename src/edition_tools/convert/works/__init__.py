"""Works: which work each mention means, and why; the entries of the bibliography.

Comes in: the view, its notes, the citations found in them and the editors' curated works. Goes
out: entries in the order of their first citation, a reference for each mention, and findings.
Nothing in the notes is changed or repaired.
"""

from __future__ import annotations

from edition_tools.convert.works import curated as editors
from edition_tools.convert.works.chain import Chain, articles_apart
from edition_tools.convert.works.compare import inconsistencies
from edition_tools.convert.works.entries import ORDER, Entry, refer
from edition_tools.convert.works.keys import assign
from edition_tools.convert.works.linked import linked_words
from edition_tools.convert.works.resolve import resolve
from edition_tools.convert.works.ruled import DECIDING, decisions
from edition_tools.convert.works.sequence import out_of_order
from edition_tools.model import (
    AppliedRuling,
    Citations,
    Finding,
    Notes,
    Reference,
    Work,
    Works,
)
from edition_tools.text import Span, View

__all__ = ["gather"]


def gather(
    view: View,
    notes: Notes,
    citations: Citations,
    curated: tuple[Work, ...] = (),
    rulings: tuple[AppliedRuling, ...] = (),
) -> Works:
    """Resolve every mention in order, and make the entries; *rulings* decide what is open."""
    chain = _resolved(view, notes, citations, {})
    works = _works(chain, curated)
    findings = (*citations.findings, *chain.findings)
    decided = decisions(chain, findings, rulings, works)
    if decided:  # what follows them may mean something else now
        answered = [f for f in chain.findings if _answered(f, chain, decided)]
        chain = _resolved(view, notes, citations, decided)
        works = _works(chain, curated)
        chain.findings.extend(answered)  # each is closed by its ruling
    return Works(works, tuple(_references(view, chain)), tuple(chain.findings))


def _resolved(view: View, notes: Notes, citations: Citations, ruled: dict[int, Entry]) -> Chain:
    labels = tuple(note.label for note in notes.notes)
    apart = articles_apart(view.text, citations.mentions)
    chain = Chain(
        view.text,
        citations.mentions,
        citations.abbreviations,
        labels,
        ruled=ruled,
        articles_apart=apart,
    )
    for index in range(len(citations.mentions)):
        resolution = resolve(chain, index)
        if resolution.entry is not None:
            chain.findings.extend(inconsistencies(chain, index, resolution.entry))
            chain.findings.extend(out_of_order(chain, index, resolution.entry))
        chain.settle(index, resolution)
    return chain


def _answered(finding: Finding, chain: Chain, decided: dict[int, Entry]) -> bool:
    """Whether a finding asks what one of the decided mentions means."""
    spans = [chain.mentions[index].span for index in decided]
    return finding.code in DECIDING and finding.span in spans


def _works(chain: Chain, curated: tuple[Work, ...]) -> tuple[Work, ...]:
    """The entries, curated ones in place of those they are; unused curated ones at the end."""
    cited = [entry for entry in chain.entries if entry.mentions]
    found = [(entry, editors.match(entry, curated)) for entry in cited]
    for entry, work in found:
        if work is not None:
            entry.key = work.key
            place = chain.mentions[entry.mentions[0]].span
            chain.findings.extend(editors.differences(entry, work, place))
    taken = {work.key for work in curated}
    assign([entry for entry, work in found if work is None], taken)
    for entry in cited:
        refer(entry)
    works: dict[str, Work] = {}
    for entry, work in found:
        works.setdefault(entry.key, editors.merged(entry, work) if work else _work(entry))
    for work in curated:
        works.setdefault(work.key, work)
    return tuple(works.values())


def _work(entry: Entry) -> Work:
    fields = tuple(entry.fields[name] for name in ORDER if name in entry.fields)
    return Work(entry.key, "misc" if entry.type == "periodical" else entry.type, fields)


def _references(view: View, chain: Chain) -> list[Reference]:
    found: list[Reference] = []
    end = 0
    for index, mention in enumerate(chain.mentions):
        resolution = chain.resolved[index]
        words = linked_words(view.text, mention)
        if words.start < end:  # never overlapping
            words = Span(end, max(end, words.end)).trimmed(view.text)
        end = words.end
        key = resolution.entry.key if resolution.entry else None
        found.append(
            Reference(
                index, key, words, resolution.antecedent, resolution.why, resolution.confidence
            )
        )
    return found
