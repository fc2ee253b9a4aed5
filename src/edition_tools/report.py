"""Findings, as people and programs read them: text with a caret, JSON, GitHub notes, SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterable

from edition_tools.findings import Code
from edition_tools.model import Finding
from edition_tools.text import Span, View

WINDOW = 60  # characters shown on either side of the place


def place_of(view: View, span: Span) -> str:
    """`source.txt:12:3`, from 1."""
    place = view.place(span.start)
    return f"{view.source.name}:{place.line}:{place.column}"


def excerpt(view: View, span: Span) -> tuple[str, str]:
    """The line of the place, cut to size, and a line of carets below it."""
    origin = view.origin(span)
    line = view.source.line_span(origin.start)
    start = max(line.start, origin.start - WINDOW)
    end = min(line.end, max(origin.end, origin.start + 1) + WINDOW)
    shown = Span(start, max(start, end)).of(view.source.text).replace("\t", " ").rstrip("\r")
    lead = "… " if start > line.start else ""
    tail = " …" if end < line.end else ""
    carets = "^" * max(1, min(len(origin), WINDOW, end - origin.start))
    return lead + shown + tail, " " * (len(lead) + origin.start - start) + carets


def as_text(view: View, findings: Iterable[Finding]) -> str:
    """The findings for a terminal, one paragraph each."""
    return "\n".join(_paragraph(view, finding) for finding in findings)


def _paragraph(view: View, finding: Finding) -> str:
    line, carets = excerpt(view, finding.span)
    rows = [f"{place_of(view, finding.span)}  {finding.code}  {finding.message}"]
    rows += [f"    {line}", f"    {carets}"]
    if finding.guess:
        sure = f" ({finding.confidence:.0%})" if finding.confidence else ""
        rows.append(f"    guess: {finding.guess}{sure}")
    for candidate in finding.candidates[:3]:
        rows.append(f"    perhaps {place_of(view, candidate)}: {around(view, candidate)}")
    if finding.hint:
        rows.append(f"    hint: {finding.hint}")
    return "\n".join(rows) + "\n"


def around(view: View, span: Span) -> str:
    """A few words before and after a place, with a bar where it is."""
    before = view.text[max(0, span.start - 40) : span.start].replace("\n", " ")
    after = view.text[span.end : span.end + 25].replace("\n", " ")
    return f"… {before}|{after} …"


def as_records(view: View, findings: Iterable[Finding]) -> list[dict[str, object]]:
    """The findings as plain JSON values."""
    return [_record(view, finding) for finding in findings]


def _record(view: View, finding: Finding) -> dict[str, object]:
    line, carets = excerpt(view, finding.span)
    return {
        "code": finding.code.value,
        "place": place_of(view, finding.span),
        "line": line,
        "caret": carets,
        "message": finding.message,
        "guess": finding.guess,
        "confidence": round(finding.confidence, 3),
        "hint": finding.hint,
        "candidates": [around(view, candidate) for candidate in finding.candidates[:3]],
    }


def as_json(view: View, findings: Iterable[Finding]) -> str:
    """The findings as a JSON array."""
    return json.dumps(as_records(view, findings), ensure_ascii=False, indent=1)


def as_github(view: View, findings: Iterable[Finding]) -> str:
    """The findings as GitHub workflow commands."""
    rows = []
    for finding in findings:
        name, line, column = place_of(view, finding.span).rsplit(":", 2)
        message = finding.message.replace("%", "%25").replace("\n", "%0A")
        rows.append(
            f"::warning file={name},line={line},col={column},title={finding.code}::{message}"
        )
    return "\n".join(rows)


def as_sarif(view: View, findings: Iterable[Finding]) -> str:
    """The findings in SARIF 2.1.0."""
    results = []
    for finding in findings:
        name, line, column = place_of(view, finding.span).rsplit(":", 2)
        region = {"startLine": int(line), "startColumn": int(column)}
        location = {"artifactLocation": {"uri": name}, "region": region}
        results.append(
            {
                "ruleId": finding.code.value,
                "level": "warning",
                "message": {"text": finding.message},
                "locations": [{"physicalLocation": location}],
            }
        )
    rules = [{"id": code.value, "shortDescription": {"text": code.meaning}} for code in Code]
    driver = {"name": "edition-tools", "rules": rules}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
