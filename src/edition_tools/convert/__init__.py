"""Raw text → Edition. The order of work, and nothing else.

Each step makes one kind of record; `STEPS` names them for `edition show --after STEP`.
"""

from __future__ import annotations

from dataclasses import replace

from edition_tools.convert import (
    assemble,
    blocks,
    citations,
    clean,
    ids,
    notes,
    pages,
    rest,
    rule,
    tei,
    works,
    zones,
)
from edition_tools.manifest import Manifest
from edition_tools.model import Edition, Ruling, Work
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

    A document in TEI says itself where its parts are; the steps that find them are passed over.
    With a *register*, passages and notes keep the ids that they have borne.
    """
    manifest = manifest or Manifest(slug="", title="")
    marked = tei.read(source) if source.is_tei else None
    paged = marked.pages if marked else pages.take(clean.clean(source), manifest.pages)
    view = paged.view
    placed = rule.locate(view, rulings)
    found_zones = rule.rule_zones(view, marked.zones if marked else zones.divide(view), placed)
    of_zones = marked.blocks(found_zones) if marked else blocks.find(view, found_zones)
    found_blocks = rule.rule_blocks(view, of_zones, placed)
    of_blocks = marked.notes if marked else notes.align(view, found_zones, found_blocks)
    aligned = ids.keep_labels(view, of_blocks, register)
    borne = register or (marked.ids() if marked else None)
    found_notes = rule.rule_notes(aligned, placed)
    found_citations = citations.find(view, found_notes)
    found_works = works.gather(view, found_notes, found_citations, curated, placed.rulings)
    edition = assemble.assemble(
        view,
        manifest,
        assemble.Parts(found_zones, found_blocks, found_notes, found_citations, found_works, paged),
        placed,
        borne,
    )
    if marked:
        return replace(edition, sensitive=(*edition.sensitive, *marked.sensitive))
    return edition
