"""When all pages have been read: does the whole agree, and may it be published?"""

from __future__ import annotations

import hashlib
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from edition_tools.findings import Code
from edition_tools.publish import standoff
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.pages import statement_file
from edition_tools.publish.printed import printed_by
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
    """All pages, when a title or a table of contents has changed: each shows the titles of the
    others beside its text, in the order and under the headings that those tables give."""
    titles = {docname: title.astext() for docname, title in sorted(env.titles.items())}
    tables = {
        docname: [repr(sorted(table.attributes.items())) for table in _tables(env, docname)]
        for docname in sorted(env.toctree_includes)
    }
    return sorted(env.found_docs) if printed_by(app).differs("titles", (titles, tables)) else []


def _tables(env: BuildEnvironment, docname: str) -> list[addnodes.toctree]:
    return list(env.tocs[docname].findall(addnodes.toctree)) if docname in env.tocs else []


def note_headings(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the headings of a page that has been read."""
    del doctree
    docname = app.env.current_document.docname
    said = app.env.tocs[docname].pformat()
    edition_domain(app.env).note("headings", docname, hashlib.sha256(said.encode()).hexdigest())


def reheaded(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages above one whose headings have changed: their contents may list these too."""
    headings = edition_domain(env).data["headings"]
    before = printed_by(app).swap("headings", dict(headings)) or {}
    parents: dict[str, list[str]] = {}
    for parent, below in env.toctree_includes.items():
        for child in below:
            parents.setdefault(child, []).append(parent)
    found: set[str] = set()
    waiting = [name for name, said in headings.items() if before.get(name) != said]
    while waiting:
        above = set(parents.get(waiting.pop(), ())) - found
        found |= above
        waiting += above
    return sorted(found & env.found_docs)


def setup_consistency(app: Sphinx) -> None:
    """What is read again, and what is checked at the end."""
    app.connect("env-get-outdated", standoff.outdated)
    app.connect("doctree-read", note_headings, priority=950)  # marks are taken out of them at 900
    app.connect("env-updated", retitled, priority=600)
    app.connect("env-updated", reheaded, priority=600)
    app.connect("env-check-consistency", check)
