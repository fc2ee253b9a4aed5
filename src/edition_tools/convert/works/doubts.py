"""What cannot be decided about a mention, said as findings."""

from __future__ import annotations

from edition_tools.convert.works.candidates import families_of
from edition_tools.convert.works.chain import Chain, Resolution
from edition_tools.convert.works.entries import Entry, first_part
from edition_tools.convert.works.first import new_entry
from edition_tools.findings import Code
from edition_tools.model import Finding, Mention


def ask(chain: Chain, mention: Mention, works: list[Entry]) -> None:
    """Two works or more fit: say so, with the places where they are cited."""
    places = tuple(chain.mentions[e.mentions[-1]].span for e in works if e.mentions)
    names = "; ".join((e.value("title") or e.value("author"))[:60] for e in works[:4])
    chain.findings.append(
        Finding(
            Code.WORKS_TWO_CANDIDATES,
            mention.span,
            f"this reference could mean any of {len(works)} works: {names}",
            guess=works[0].value("title"),
            confidence=0.6 if mention.kind == "ibid" else 0.4,
            hint="say in a ruling which work is meant",
            note=mention.note,
            candidates=places,
        )
    )


def no_antecedent(chain: Chain, mention: Mention) -> None:
    """Say that an ibid. follows nothing that it could mean."""
    chain.findings.append(
        Finding(
            Code.WORKS_IBID_WITHOUT_ANTECEDENT,
            mention.span,
            "this ibid. follows no reference that it could mean",
            hint="say in a ruling which work is meant",
            note=mention.note,
        )
    )


def unknown(chain: Chain, index: int, mention: Mention) -> Resolution:
    """A short reference to what was never cited: an entry if it names author and title."""
    title = first_part(chain.text, mention, "title")
    named = bool(families_of(chain, mention)) or len(title.split()) > 2
    if title and named and mention.kind != "op.cit.":
        return Resolution(
            new_entry(chain, index, mention), None, "first citation, without imprint", 0.5
        )
    chain.findings.append(
        Finding(
            Code.WORKS_UNKNOWN,
            mention.span,
            "this short reference names a work that was never cited in full",
            hint="add the work to works.bib, or say in a ruling which work is meant",
            note=mention.note,
        )
    )
    if title and families_of(chain, mention):
        return Resolution(new_entry(chain, index, mention), None, "never cited in full", 0.4)
    return Resolution(None, None, "never cited in full", 0.0)
