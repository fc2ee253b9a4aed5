"""Raw text → Edition. The order of work, and nothing else.

Each step makes one kind of record; `STEPS` names them for `edition show --after STEP`.
"""

from __future__ import annotations

from edition_tools.convert import (
    assemble,
    blocks,
    citations,
    clean,
    ids,
    notes,
    rest,
    rule,
    works,
    zones,
)
from edition_tools.model import Edition, Manifest, Ruling, Work
from edition_tools.register import Register
from edition_tools.text import Source

STEPS = ("clean", "zones", "blocks", "notes", "citations", "works", "assemble")


@rest.collector()
def convert(
    source: Source,
    manifest: Manifest | None = None,
    rulings: tuple[Ruling, ...] = (),
    curated: tuple[Work, ...] = (),
    register: Register | None = None,
) -> Edition:
    """The edition of *source*: what the machine recovers, with the *rulings* applied.

    With a *register*, passages and notes keep the ids that they have borne.
    """
    view = clean.clean(source)
    placed = rule.locate(view, rulings)
    found_zones = rule.rule_zones(view, zones.divide(view), placed)
    found_blocks = rule.rule_blocks(view, blocks.find(view, found_zones), placed)
    aligned = ids.keep_labels(view, notes.align(view, found_zones, found_blocks), register)
    found_notes = rule.rule_notes(aligned, placed)
    found_citations = citations.find(view, found_notes)
    found_works = works.gather(view, found_notes, found_citations, curated)
    return assemble.assemble(
        view,
        manifest or Manifest(slug="", title=""),
        assemble.Parts(found_zones, found_blocks, found_notes, found_citations, found_works),
        placed,
        register,
    )
