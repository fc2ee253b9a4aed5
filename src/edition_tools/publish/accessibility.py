"""`{accessibility-statement}`: what the last run of the gate looked at, and what it found.

Comes in: `accessibility.json` beside the site's first page, which `edition check --site --record`
writes. Goes out: paragraphs and tables. Without the file the page says that nobody has looked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from edition_tools.publish.facts import pairs, table
from edition_tools.publish.report import EditionFault

RECORD = "accessibility.json"
NOBODY = "Nobody has run the accessibility checks on this site yet, so nothing is claimed for it."
AIM = (
    "The aim of this site is conformance with the Web Content Accessibility Guidelines (WCAG) 2.2 "
    "at level AA. What follows was found by programs; programs find only some of what can be wrong."
)
NONE = "No violation was found."


class AccessibilityStatement(SphinxDirective):
    """`{accessibility-statement}`."""

    has_content = True  # an empty body is allowed

    def run(self) -> list[nodes.Node]:
        path = Path(self.env.srcdir) / RECORD
        self.env.note_dependency(str(path))
        if not path.is_file():
            return [nodes.paragraph("", NOBODY)]
        try:
            return _said(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            hint = f"write it again: edition check --site DIR --record {RECORD}"
            raise EditionFault(f"{path} cannot be read: {error!r}\n  hint: {hint}") from error


def _said(record: dict[str, Any]) -> list[nodes.Node]:
    pages, states = record["pages"], record["states"]
    rows = [(str(name), [nodes.Text(str(version))]) for name, version in record["versions"].items()]
    rows += [
        ("Pages", [nodes.Text(f"{len(pages):,}")]),
        ("In every state", [nodes.Text(f"{len(record['pages_in_every_state']):,}")]),
        ("Looks in all", [nodes.Text(f"{sum(states.values()):,}")]),
    ]
    out: list[nodes.Node] = [nodes.paragraph("", AIM), pairs(rows)]
    out += _rules("Violations of WCAG 2.2 AA, or errors of HTML", record["violations"])
    out += _rules("Good practice that is missing, though no rule asks for it", record["advice"])
    if record["for_a_person"]:
        out += _rules("What the programs left for a person to judge", record["for_a_person"])
    out += [nodes.rubric("", "How the pages were looked at")]
    counts = [[str(name), f"{number:,}"] for name, number in states.items()]
    out.append(table(["State", "Pages"], counts, classes=["counts"]))
    out += [nodes.rubric("", "What was not tested"), _list(record["not_tested"])]
    if "Nu Html Checker" not in record["versions"]:
        out.append(nodes.paragraph("", "The markup was not checked with the Nu Html Checker."))
    return out


def _rules(title: str, rules: dict[str, int]) -> list[nodes.Node]:
    head = nodes.rubric("", title)
    if not rules:
        return [head, nodes.paragraph("", NONE)]
    rows = [[str(rule), f"{number:,}"] for rule, number in rules.items()]
    return [head, table(["Rule", "Pages"], rows, classes=["counts"])]


def _list(items: list[str]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", i)) for i in items))


def setup_accessibility(app: Sphinx) -> None:
    """The directive for the statement."""
    app.add_directive("accessibility-statement", AccessibilityStatement)
