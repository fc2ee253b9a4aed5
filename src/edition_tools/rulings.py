"""Rulings as editors write them: a table of rulings.toml → a `Ruling`, or what is wrong with it."""

from __future__ import annotations

from edition_tools.findings import CODES, BadShelf, Code
from edition_tools.model import Ruling
from edition_tools.table import Table
from edition_tools.text import Span
from edition_tools.vocabulary import ZoneKind

RULING_KEYS = (
    *("code", "decision", "reason", "by", "note"),
    *("after", "before", "words", "at", "sha256"),
)
PLACING = ("place", "link", "not-a-marker", "leave")
DECISIONS: dict[Code, tuple[str, ...]] = {
    Code.ZONES_DOUBTFUL: tuple(ZoneKind),
    Code.ZONES_SENSITIVE_COMMENT: ("withhold",),
    Code.BLOCKS_HIDDEN_BREAK: ("break", "no-break"),
    Code.BLOCKS_QUOTATION: ("quotation", "no-quotation"),
    Code.NOTES_MARKER_LOST: PLACING,
    Code.NOTES_MARKER_MISPRINTED: PLACING,
    Code.NOTES_TWO_READINGS: PLACING,
    Code.NOTES_CALL_WITHOUT_NOTE: PLACING,
    Code.NOTES_CALLED_TWICE: PLACING,
}  # other codes: a word of the editor's own, which answers the finding and changes nothing


def ruling(table: Table) -> Ruling:
    """What one [[ruling]] says; raises `BadShelf`."""
    table.only(*RULING_KEYS)
    code = CODES.get(table.needed("code"))
    if code is None:
        raise BadShelf(
            f"{table.path}: {table.name} names an unknown code {table.words('code')!r}",
            "the codes are listed by: edition check --codes",
        )
    at = table.pair("at")
    places = [key for key in ("after", "before", "words") if table.words(key)]
    if len(places) + (at is not None) != 1:
        raise BadShelf(
            f"{table.path}: {table.name} must give its place once",
            "give exactly one of after, before, words, at",
        )
    if at is not None and not table.words("sha256"):
        raise BadShelf(f"{table.path}: {table.name} has `at` without `sha256`", "add the digest")
    return Ruling(
        code=code,
        decision=_decision(table, code),
        reason=table.needed("reason"),
        by=table.needed("by"),
        note=table.words("note"),
        after=table.words("after"),
        before=table.words("before"),
        words=table.words("words"),
        at=Span(*at) if at else None,
        sha256=table.words("sha256"),
    )


def _decision(table: Table, code: Code) -> str:
    decision = table.needed("decision")
    known = DECISIONS.get(code, (decision,))
    if decision not in known:
        raise BadShelf(
            f"{table.path}: {table.name} on {code} cannot decide {decision!r}",
            f"decide one of {', '.join(known)}",
        )
    if decision in ("place", "link") and not table.words("note"):
        raise BadShelf(
            f"{table.path}: {table.name} does not say which note", 'add note = "27" or the like'
        )
    return decision
