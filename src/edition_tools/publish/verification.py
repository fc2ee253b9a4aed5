"""How far a text can be trusted, in plain words: who compared it, what a sample showed.

Comes in: a `Statement`. Goes out: sentences and rows of plain words, the same in every format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edition_tools.publish.statement import Statement
from edition_tools.sample import interval

BY_NOBODY = "Not verified by anybody: nobody has compared this text with any other copy."
DEGREES = ("certain", "proposed", "ruled", "open")
THINGS = (
    ("markers", "Markers of notes"),
    ("notes", "Notes"),
    ("breaks", "Paragraph breaks"),
    ("quotations", "Quotations set off"),
)


def compared(statement: Statement) -> str:
    """Who compared the whole text with what; empty if nobody did or nobody signs for it."""
    found: Mapping[str, Any] = statement.raw.get("verification") or {}
    if not found.get("compared_with") or not found.get("by"):
        return ""
    with_what = str(found["compared_with"]).rstrip(" ,.")
    second = found.get("second")
    again = f"checked again by {second}" if second else "nobody has checked it again"
    return f"Compared with {with_what}, by {found['by']}; {again}."


@dataclass(frozen=True, slots=True)
class SampleFound:
    """A sample as it is printed: what was compared, and what share of it is wrong."""

    title: str
    rows: tuple[tuple[str, str], ...]
    brief: str


def samples(statement: Statement) -> list[SampleFound]:
    """The samples that persons have compared, in the order of the manifest."""
    found = (statement.raw.get("verification") or {}).get("samples") or ()
    return [_sample(statement, row) for row in found]


def _sample(statement: Statement, row: Mapping[str, Any]) -> SampleFound:
    errors, characters = int(row["errors"]), int(row["characters"])
    wrong = "1 wrong character" if errors == 1 else f"{errors:,} wrong characters"
    rate = _in_ten_thousand(errors, characters)
    who = next((p.name for p in statement.people if p.initials == row["by"]), "")
    signed = f"{who} ({row['by']})" if who else str(row["by"])
    rows = [
        ("Compared", f"with {str(row['compared_with']).rstrip('.')}, by {signed}"),
        ("Drawn", f"{row['n']} passages and notes, at random (seed {row['seed']})"),
        ("Found", f"{wrong} in {characters:,}"),
        ("That is", rate),
        ("Note", str(row.get("note") or "")),
    ]
    return SampleFound(
        f"Sample of {row['date']}",
        tuple((name, words) for name, words in rows if words),
        f"{wrong} in a sample of {characters:,}: {rate}.",
    )


def _in_ten_thousand(errors: int, characters: int) -> str:
    """The rate and its interval, in a unit that can be pictured: about four printed pages."""
    low, high = interval(errors, characters)
    rate, least, most = (f"{share * 10_000:,.1f}" for share in (errors / characters, low, high))
    return f"{rate} in 10,000 characters (95 % interval: {least} to {most})"


def certainty_rows(statement: Statement) -> list[list[str]]:
    """For markers, notes, breaks, quotations: how many in all, and how they are known."""
    found: Mapping[str, Mapping[str, int]] = statement.raw.get("certainty") or {}
    rows = []
    for key, name in THINGS:
        counts = [int(found.get(key, {}).get(degree, 0)) for degree in DEGREES]
        if sum(counts):
            rows.append([name, *(f"{n:,}" if n else "–" for n in (sum(counts), *counts))])
    return rows


def at_a_glance(statement: Statement) -> str:
    """The state of verification in one line."""
    found = samples(statement)
    whole = compared(statement)
    return " ".join([whole, *(sample.brief for sample in found)]).strip() or BY_NOBODY


def caveat(statement: Statement) -> str:
    """What a citation must say of the text, briefly: whence it is, and who answers for it."""
    whence = _brief(statement.raw.get("received_from")) or f"the witness {statement.siglum}"
    found: Mapping[str, Any] = statement.raw.get("verification") or {}
    with_what, by = _brief(found.get("compared_with")), found.get("by")
    answered = f"compared with {with_what} by {by}" if with_what and by else "collated by nobody"
    counted = [sample.brief.partition(":")[0] for sample in samples(statement)]
    return "; ".join([f"text recovered by machine from {whence}", answered, *counted])


def _brief(words: Any) -> str:
    """What stands before the first comma."""
    return str(words or "").partition(",")[0].strip(" .")
