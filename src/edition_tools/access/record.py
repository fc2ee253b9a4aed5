"""What the gate saw: faults, and the record of a run that a site can print.

The record is a file of JSON with no date in it: the same site under the same programs gives the
same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

NOT_TESTED = (
    "whether a text for a picture says what the picture shows",
    "reading aloud, with a screen reader and a person who uses one",
    "other browsers than Chromium",
    "the PDFs, which other programs check",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong on a page: the rule, the element, what would mend it."""

    page: str
    state: str
    rule: str
    element: str
    help: str


@dataclass(slots=True)
class Report:
    """All that was looked at and found. `advice` is good practice that no rule of WCAG asks for;
    `unsure` is what only a person can decide."""

    versions: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    advice: list[Fault] = field(default_factory=list)
    unsure: list[Fault] = field(default_factory=list)

    def add(self, page: str, state: str, found: Mapping[str, list[Mapping[str, object]]]) -> None:
        """Take in what one look at a page found."""
        self.states[state] += 1
        for each in found["violations"]:
            fault = _fault(page, state, each)
            (self.faults if each["required"] else self.advice).append(fault)
        self.unsure += [_fault(page, state, each) for each in found.get("incomplete", ())]


def _fault(page: str, state: str, found: Mapping[str, object]) -> Fault:
    said = " ".join(str(found["help"]).split())
    return Fault(page, state, str(found["rule"]), str(found["element"]), said)


def written(report: Report) -> str:
    """The record as a file."""
    record = {
        "versions": report.versions,
        "pages": report.pages,
        "pages_in_every_state": report.chosen,
        "states": dict(sorted(report.states.items())),
        "violations": by_rule(report.faults),
        "advice": by_rule(report.advice),
        "for_a_person": by_rule(report.unsure),
        "not_tested": list(NOT_TESTED),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def by_rule(faults: Iterable[Fault]) -> dict[str, int]:
    """On how many pages each rule was broken."""
    pairs = {(fault.rule, fault.page) for fault in faults}
    return dict(sorted(Counter(rule for rule, _ in pairs).items()))


def as_text(report: Report) -> str:
    """What a person reads: each fault once, with the states in which it shows."""
    lines = _shown(report.faults, "")
    lines += _shown(report.advice, " (advice)")
    looks, pages = sum(report.states.values()), len(report.pages)
    programs = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    lines.append(f"{pages} pages, {looks} looks in {len(report.states)} states, with {programs}")
    if "Nu Html Checker" not in report.versions:
        lines.append(
            "The markup was not checked: there is no Nu Html Checker here (Java and "
            "`npm install vnu-jar`, or EDITION_VNU=…/vnu.jar)."
        )
    lines.append(f"violations of WCAG 2.2 AA or of HTML: {len(_once(report.faults))}")
    return "\n".join(lines)


def _once(faults: Iterable[Fault]) -> dict[tuple[str, str, str], list[Fault]]:
    out: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        out.setdefault((fault.page, fault.rule, fault.element), []).append(fault)
    return out


def _shown(faults: Iterable[Fault], kind: str) -> list[str]:
    lines = []
    for (page, rule, element), same in _once(faults).items():
        states = ", ".join(dict.fromkeys(fault.state for fault in same))
        lines += [f"{page}: {rule}{kind}", f"    {' '.join(element.split())}"]
        lines += [f"    {same[0].help}", f"    seen: {states}", ""]
    return lines
