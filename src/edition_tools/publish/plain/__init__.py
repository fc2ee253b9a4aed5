"""The builder `edition-text`: what an edition reads, as plain text, a file for each voice.

In `<outdir>/<slug>/` stand `text.txt`, `author-notes.txt` and so on, a paragraph for each place;
`readings.json`, where each place is in them and what the witness reads instead; `ledger.json`, by
which the source can be had back from both. A public build keeps back in the ledger what it may not
show; a private one gives the source back to the byte.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from edition_tools.findings import EditionError
from edition_tools.publish.book import Part
from edition_tools.publish.book_builder import BookBuilder
from edition_tools.publish.editions import shelf_of
from edition_tools.publish.plain import ledger
from edition_tools.publish.readings import Reading, of_page
from edition_tools.vocabulary import Voice

__all__ = ["EditionTextBuilder"]
LEDGER = "text/ledger.json"
VOICES_OF = {  # a heading of the commentary's page is the edition's, not the author's
    Part.TEXT: tuple(Voice),
    Part.APPENDIX: tuple(voice for voice in Voice if voice is not Voice.TEXT),
}


class EditionTextBuilder(BookBuilder):
    """Writes the words of every edition, and the way back to its source."""

    name = "edition-text"
    format = "text"
    epilog = "The texts are in %(outdir)s."

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        return f"{docname}.txt"

    def write_edition(self, slug: str, root: str) -> None:
        found = self._readings(slug, root)
        files = {f"{voice}.txt": _text(found, voice) for voice in Voice}
        files = {name: words for name, words in files.items() if words}
        files["readings.json"] = _json(_places(found))
        if (way := self._ledger(slug, root, found)) is not None:
            files["ledger.json"] = _json(way)
        folder = Path(self.outdir, slug)
        folder.mkdir(parents=True, exist_ok=True)
        for name in [*(f"{voice}.txt" for voice in Voice), "ledger.json"]:
            if name not in files:
                (folder / name).unlink(missing_ok=True)
        for name, words in files.items():
            (folder / name).write_bytes(words.encode("utf-8"))

    def _readings(self, slug: str, root: str) -> list[Reading]:
        """Those of the source's pages; a title of the commentary's page is the edition's."""
        found: list[Reading] = []
        for chapter in self.book(slug, root).chapters:
            kept = VOICES_OF.get(chapter.part, ())
            said = of_page(chapter.doctree) if kept else ()
            found += [it for it in said if it.voice in kept and (it.edition or it.witness)]
        return found

    def _ledger(self, slug: str, root: str, found: list[Reading]) -> dict[str, Any] | None:
        path = Path(self.srcdir, root.rpartition("/")[0], LEDGER)
        if not path.is_file():
            return None
        try:
            shelf = shelf_of(self.env)
            source = shelf.source(shelf.manifest(slug))
            raw = json.loads(path.read_text(encoding="utf-8"))
        except (EditionError, ValueError):
            return None  # the source is not here: nobody could check the way
        if raw["sha256"] != source.sha256:
            return None
        witness = {it.id: it.witness for it in found}
        whole = bool(self.config.edition_private)
        rows = ledger.rows(source.text, raw["entries"], witness, whole=whole)
        return {"sha256": source.sha256, "encoding": source.encoding, "whole": whole, "rows": rows}


def _text(found: list[Reading], voice: str) -> str:
    """The words of one voice, a paragraph a place."""
    words = [it.edition for it in found if it.voice == voice]
    return "\n\n".join(words) + "\n" if words else ""


def _places(found: list[Reading]) -> list[dict[str, Any]]:
    """Each place: where its words are in the file of its voice (code points), what differs."""
    ends: dict[str, int] = {}
    out = []
    for it in found:
        start = ends[it.voice] + 2 if it.voice in ends else 0
        ends[it.voice] = start + len(it.edition)
        row: dict[str, Any] = {"id": it.id, "file": f"{it.voice}.txt", "start": start}
        row["end"] = ends[it.voice]
        if changes := list(_changes(it)):
            row["changes"] = changes
        if it.calls:
            row["calls"] = [[at, id_] for at, id_ in it.calls]
        out.append(row)
    return out


def _changes(reading: Reading) -> list[list[Any]]:
    """[start, end, what the witness reads there, entry], within the place."""
    out: list[list[Any]] = []
    at = 0
    for piece in reading.pieces:
        if piece.witness != piece.edition:
            out.append([at, at + len(piece.edition), piece.witness, piece.entry])
        at += len(piece.edition)
    return out


def _json(value: Any) -> str:
    """An entry a line."""
    if isinstance(value, list):
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in value)
        return f"[\n{rows}\n]\n"
    head = {name: it for name, it in value.items() if name != "rows"}
    return (
        json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ' + _json(value["rows"])[:-1] + "}\n"
    )
