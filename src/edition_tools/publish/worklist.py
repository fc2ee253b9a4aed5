"""The list of works, finished when all pages have been read: in kinds, with what cites each.

In HTML each entry also says where it was read, carries its data for reference managers (COinS),
and the list can be taken along in four forms. Only what a build may show goes into any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from pybtex.database import Entry
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from edition_tools.bibliography import FORMS, bibtex, coins
from edition_tools.publish import bibparts, bibstyle, citings
from edition_tools.publish.domain import CitingRecord, edition_domain
from edition_tools.publish.html.lowered import html_folded
from edition_tools.publish.nodes import withheld
from edition_tools.publish.pages import statement_file
from edition_tools.publish.printed import printed_by
from edition_tools.publish.statement import read
from edition_tools.publish.titles import say_language
from edition_tools.publish.worktable import own_key, shown, traces
from edition_tools.vocabulary import BIBLIOGRAPHY_ORDERS, Voice

WORK_ID = "work-{}"
KINDS = {
    "archive": "Archives and manuscripts",
    "primary": "Primary sources",
    "secondary": "Other works",
}
FOLDER = "_works"  # in the site: the files to take along
NAMES = {"biblatex": "BibLaTeX", "bibtex": "BibTeX", "csl-json": "CSL-JSON", "ris": "RIS"}
OMITTED = "Works that were read from the author’s notes are withheld with them."


class FinishWorks(SphinxPostTransform):
    """Put the entries in their kinds, and under each one what cites it."""

    default_priority = 6  # bibtex makes the entries at 5

    def run(self, **kwargs: Any) -> None:
        del kwargs
        for whole in list(self.document.findall(nodes.container)):
            if "works-cited" in whole["classes"]:
                _List(self.env, whole).finish()


class _List:
    """One list of works, and all that is known of it."""

    def __init__(self, env: BuildEnvironment, whole: nodes.Element) -> None:
        self.env, self.whole = env, whole
        self.entries = [c for c in whole.findall(nodes.citation) if c["ids"]]
        self.page = self.entries[0]["docname"] if self.entries else env.current_document.docname
        self.edition = edition_domain(env).edition(self.page)
        self.statement = read(statement_file(Path(env.srcdir), self.edition))
        self.table = env.get_domain("cite").data["bibdata"].data.entries
        self.citings = citings.by_work(env, self.edition)
        self.traces = traces(self.statement.raw)
        self.is_site = env._app.builder.name in ("html", "dirhtml")

    def finish(self) -> None:
        for entry in self.entries:
            self.finish_entry(entry)
        in_kinds = f"order-{BIBLIOGRAPHY_ORDERS[0]}" in self.whole["classes"]
        groups = self.groups() if in_kinds else {"": self.entries}
        if len(groups) > 1:
            self.whole.clear()
            for kind, entries in groups.items():
                heading = nodes.rubric("", KINDS[kind], classes=["kind-of-work"])
                heading["heading-level"] = 2
                self.whole += [heading, nodes.container("", *entries)]
        if self.is_site and self.entries:
            self.whole.insert(0, self.take_along())
        private = bool(self.env.config.edition_private)
        if not self.statement.shows(Voice.AUTHOR_NOTES, private=private):
            notice = withheld("", nodes.paragraph("", OMITTED), classes=["withheld"])
            notice["voice"], notice["reason"] = str(Voice.AUTHOR_NOTES), "rights"
            self.whole += notice  # and so no format carries the files that the page was made from

    def groups(self) -> dict[str, list[nodes.citation]]:
        """The entries of each kind that there is, in the order of kinds."""
        out: dict[str, list[nodes.citation]] = {kind: [] for kind in KINDS}
        for entry in self.entries:
            out[bibstyle.kind_of(self.table[own_key(self.edition, key_of(entry))])].append(entry)
        return {kind: entries for kind, entries in out.items() if entries}

    def finish_entry(self, entry: nodes.Element) -> None:
        key = key_of(entry)
        described = self.table[own_key(self.edition, key)]
        say_language(entry, described, self.env.config.language)
        found = list(citings.links(self.env, self.page, self.citings.get(key, [])))
        if found:
            entry += nodes.paragraph("", "Cited in ", *found, classes=["cited-in"])
        if self.is_site:
            trace = list(self.trace(key))
            if trace:
                body = nodes.bullet_list("", *(nodes.list_item("", p) for p in trace))
                entry += html_folded("", body, note="Where this comes from", classes=["where-from"])
            work = bibtex.work(key, described)
            entry += nodes.raw("", coins.span(work), format="html")

    def trace(self, key: str) -> Iterator[nodes.paragraph]:
        """Who describes the work; in which note each field was read; what is said otherwise."""
        trace = self.traces.get(key)
        if not isinstance(trace, dict):
            return
        private = bool(self.env.config.edition_private)
        if trace.get("curated"):
            yield nodes.paragraph("", f"The editors describe it (key: {key}).")
        else:
            yield nodes.paragraph("", f"It was read from the notes (key: {key}).")
        if not self.statement.shows(Voice.AUTHOR_NOTES, private=private):
            return
        places: dict[tuple[str, str], list[str]] = {}
        for field, where in dict(trace.get("read", {})).items():
            line = str(where["place"]).rpartition(":")[0]
            places.setdefault((str(where["in"]), line), []).append(field)
        for (id_, line), fields in places.items():
            said = nodes.Text(f" ({line}): {', '.join(fields)}")
            yield nodes.paragraph("", "", *self.at(id_), said)
        for field, where in dict(trace.get("otherwise", {})).items():
            said = nodes.Text(f" has another {field}: “{where['words']}”")
            yield nodes.paragraph("", "", *self.at(str(where["in"])), said)

    def at(self, id_: str) -> Iterator[nodes.Node]:
        """The note that something was read in, as a link."""
        found = edition_domain(self.env).place(self.edition, id_, self.page)
        if found is not None:
            record = CitingRecord("", self.edition, id_, found[1].voice, found[1].mark)
            yield from citings.links(self.env, self.page, [(found[0], record)])

    def take_along(self) -> nodes.paragraph:
        """Links to the files."""
        up = "../" * self.env._app.builder.get_target_uri(self.page).count("/")
        out = nodes.paragraph("", "Take these works with you: ", classes=["take-along"])
        for at, form in enumerate(FORMS):
            address = quote(up + file_of(self.edition, form))
            out += [nodes.Text(", ")] if at else []
            out += nodes.reference("", NAMES[form], refuri=address, internal=False)
        return out


def key_of(entry: nodes.Element) -> str:
    """The key of a work, as works.bib has it."""
    return str(entry["ids"][0]).removeprefix(WORK_ID.format(""))


def file_of(edition: str, form: str) -> str:
    """Where in the site the works of an edition stand in one form."""
    name = "works-bibtex" if form == "bibtex" else "works"
    return "/".join(filter(None, (FOLDER, edition, name + FORMS[form].ending)))


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the works of each edition that has a list of them, in all forms, where they are not
    what they were; delete those of editions that have no such list any more."""
    if exception is not None or app.builder.name not in ("html", "dirhtml"):
        return
    outdir = Path(app.outdir)
    lists = edition_domain(app.env).data["lists"].values()
    editions = {edition for kinds in lists for kind, edition in kinds if kind == "works"}
    files = {(it, form): outdir / file_of(it, form) for it in editions for form in FORMS}
    for path in sorted((outdir / FOLDER).rglob("*")):
        if path.is_file() and path not in files.values():
            path.unlink()
    for edition in sorted(editions):
        entries = shown(Path(app.srcdir), edition, private=bool(app.config.edition_private))
        said = [(key, repr(entry)) for key, entry in entries.items()]
        paths = {form: files[edition, form] for form in FORMS}
        is_new = printed_by(app).differs((FOLDER, edition), said)
        if is_new or not all(path.is_file() for path in paths.values()):
            works = [bibtex.work(key, entry) for key, entry in entries.items()]
            for form, path in paths.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(FORMS[form].write(works), encoding="utf-8")


def meaning(node: nodes.Element, entry: Entry, label: str) -> str:
    """What the author's words mean, where they do not name the work: label, title, place.

    Empty where the words are the work's title, or a part of it.
    """
    words = node.astext().casefold().strip(" ‘’“”'\"")
    title = str(bibparts.title(entry))
    if len(words) > 3 and words in title.casefold():
        return ""
    known = label.casefold().startswith(title.casefold()[:20])
    return ", ".join(filter(None, (label, "" if known else title, node.get("locators", ""))))
