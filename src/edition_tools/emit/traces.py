"""Where each field of each work was read, and what the notes say otherwise than the editors.

Comes in: an edition. Goes out: plain values for edition.json, places in the source.
"""

from __future__ import annotations

from collections.abc import Callable

from edition_tools.model import Edition, WorkField
from edition_tools.report import place_of
from edition_tools.text import Span


def traces(edition: Edition, id_at: Callable[[Span], str]) -> dict[str, object]:
    """Every work by its key; `id_at` names the note or passage that a place is in."""

    def read(field: WorkField) -> dict[str, object]:
        assert field.span is not None
        origin = edition.view.origin(field.span)
        return {
            "in": id_at(field.span),
            "place": place_of(edition.view, field.span),
            "start": origin.start,
            "end": origin.end,
        }

    return {
        work.key: {
            "curated": work.curated,
            "read": {field.name: read(field) for field in work.fields if field.span},
            "otherwise": {
                field.name: {"words": field.value, **read(field)}
                for field in work.otherwise
                if field.span
            },
        }
        for work in edition.works.works
    }
