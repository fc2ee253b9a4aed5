"""Named destinations: `edition.pdf#p12` opens the page at passage 12.

Typst names only headings. The places of all other ids are asked of the same compiler, whose layout
is still at hand, and written into the finished file; nothing else in it changes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

LABEL = "places-of-ids"  # of the metadata in which the template lists them


@dataclass(frozen=True, slots=True)
class Destination:
    """An id and where it stands: page from 0, points from the left and from the top."""

    name: str
    page: int
    left: float
    top: float


def read(given: Iterable[tuple[str, dict[str, int | str]]]) -> list[Destination]:
    """The destinations in what the template lists: [["p1", {"page": 3, "x": "68pt", …}], …]."""
    return [
        Destination(name, int(at["page"]) - 1, _points(at["x"]), _points(at["y"]))
        for name, at in given
    ]


def _points(length: int | str) -> float:
    return float(str(length).removesuffix("pt"))


def name_places(made: bytes, places: Iterable[Destination]) -> bytes:
    """The PDF *made* with a name for each place that has none yet."""
    import pikepdf  # here, because a site is built without it

    with pikepdf.open(io.BytesIO(made)) as pdf:
        names = pdf.Root.get("/Names", pikepdf.Dictionary())
        tree = pikepdf.NameTree(names.Dests) if "/Dests" in names else pikepdf.NameTree.new(pdf)
        for place in places:
            if place.name not in tree:
                tree[place.name] = _destination(pdf, place)
        names["/Dests"] = tree.obj
        pdf.Root["/Names"] = names
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _destination(pdf: pikepdf.Pdf, place: Destination) -> pikepdf.Object:
    import pikepdf

    page = pdf.pages[place.page]
    height = float(page.mediabox[3])
    above = round(height - max(place.top - 12, 0), 2)  # a line of air over the words
    kind = pikepdf.Name("/XYZ")
    return pdf.make_indirect(
        pikepdf.Array([page.obj, kind, Decimal(str(round(place.left, 2))), Decimal(str(above)), 0])
    )
