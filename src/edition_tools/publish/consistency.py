"""When all pages have been read: does the whole agree, and may it be published?"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from edition_tools.findings import Code
from edition_tools.publish import standoff
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.pages import statement_file
from edition_tools.publish.report import EditionFault, warn


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Report ids that two pages of an edition share; stop the build if editors' files have errors.

    Sphinx then forgets what it has read, so no later build can pass the errors by.
    """
    del app
    twice = _report_twice(env)
    faults = sum(edition_domain(env).data["faults"].values()) + twice
    if faults:
        count = "one place needs" if faults == 1 else f"{faults} places need"
        raise EditionFault(f"{count} a person; see the messages above")


def _report_twice(env: BuildEnvironment) -> int:
    """Only an edition with a record has ids of its own; elsewhere each page counts for itself."""
    domain = edition_domain(env)
    seen: dict[tuple[str, str], str] = {}
    count = 0
    for docname, records in sorted(domain.data["places"].items()):
        edition = domain.edition(docname)
        if statement_file(Path(env.srcdir), edition) is None:
            continue
        for record in records:
            first = seen.setdefault((edition, record.id), record.location)
            if first != record.location:
                warn(
                    Code.ANCHORS_ID_TWICE, f"the id {record.id} is taken: {first}", record.location
                )
                count += 1
    return count


def retitled(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, when a title has changed: each shows the titles of the others beside its text."""
    del app
    printed = edition_domain(env).data["printed"]
    titles = {docname: title.astext() for docname, title in sorted(env.titles.items())}
    before = printed.get("titles", titles)
    printed["titles"] = titles
    return [] if before == titles else sorted(env.found_docs)


def setup_consistency(app: Sphinx) -> None:
    """What is read again, and what is checked at the end."""
    app.connect("env-get-outdated", standoff.outdated)
    app.connect("env-updated", retitled, priority=600)
    app.connect("env-check-consistency", check)
