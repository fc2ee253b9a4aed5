"""Works: each edition's own bibliography, the author's words for a work, and what cites it.

sphinxcontrib-bibtex does the work. It holds one table of keys for all files, so the keys of
each edition are prefixed there with the edition's folder; nobody sees the prefix.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from pybtex.database import BibliographyData, BibliographyDataError, Entry
from pybtex.database.input.bibtex import Parser
from pybtex.plugin import register_plugin
from pybtex.scanner import PybtexSyntaxError
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.bibfile import BibData, BibFile
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyDirective, BibliographyKey
from sphinxcontrib.bibtex.plugin import register_plugin as register_bibtex_plugin

from edition_tools.bibliography.fields import TYPE
from edition_tools.bibliography.names import ROLES
from edition_tools.findings import Code
from edition_tools.publish import bibstyle, citestyle
from edition_tools.publish.domain import CitingRecord, EditionDomain, edition_domain
from edition_tools.publish.marks import claim
from edition_tools.publish.nodes import cited
from edition_tools.publish.notes import content
from edition_tools.publish.pages import edition_of, editions, works_file
from edition_tools.publish.report import EditionFault, warn
from edition_tools.vocabulary import Voice

UNSAFE = re.compile(r"[^\w./-]")  # what a prefix may not hold: blanks, braces, commas
WORK_ID = "work-{}"


def own_key(edition: str, key: str) -> str:
    """The key of an edition's work in the table that all editions share."""
    return _prefix(edition) + key


def plain_key(edition: str, key: str) -> str:
    """The key as works.bib has it."""
    return key.removeprefix(_prefix(edition))


def _prefix(edition: str) -> str:
    return f"{UNSAFE.sub('-', edition)}:" if edition else ""


# ------------------------------------------------------------------ the table of works
def load(app: Sphinx) -> None:
    """Add the works of every edition to bibtex's table, after it has read what it was told to."""
    domain = app.env.get_domain("cite")
    given: BibData = domain.data["bibdata"]
    data = BibliographyData()
    files: dict[Path, BibFile] = {}
    for path, file in given.bibfiles.items():
        files[path] = file
        for key in file.keys:
            data.add_entry(key, given.data.entries[key])
    for edition in editions(Path(app.srcdir)):
        found = works_file(Path(app.srcdir), edition)
        if found is None or found.resolve() in files:
            continue
        path = found.resolve()
        keys: dict[str, None] = {}
        for key, entry in entries(path).items():
            data.add_entry(own_key(edition, key), _copy(entry))
            keys[own_key(edition, key)] = None
        files[path] = BibFile(mtime=path.stat().st_mtime, keys=keys)
    domain.data["bibdata"] = BibData(encoding=given.encoding, bibfiles=files, data=data)


def entries(path: Path) -> dict[str, Entry]:
    """The entries of a works.bib, by key; raises `EditionFault` where it cannot be read."""
    parser = Parser("utf-8-sig", person_fields=ROLES)
    try:
        parser.parse_file(path)
    except (PybtexSyntaxError, BibliographyDataError) as error:
        hint = "each entry needs a key of its own and balanced braces"
        raise EditionFault(f"{path}: {error}\n  hint: {hint}") from error
    return dict(parser.data.entries.items())


def _copy(entry: Entry) -> Entry:
    type_ = entry.fields.get(TYPE, entry.original_type)
    return Entry(type_, fields=entry.fields, persons=entry.persons)


def own_keys(document: nodes.document, env: BuildEnvironment, edition: str) -> None:
    """Let `{cite}` and `{cited}` in an edition's pages and notes mean its own entries."""
    domain = env.get_domain("cite")
    known = domain.data["bibdata"].data.entries
    docname = env.current_document.docname
    for words in document.findall(cited):
        if own_key(edition, words["key"]) not in known:
            warn(Code.WORKS_UNKNOWN, f"works.bib has no entry {words['key']}", words)
    if not edition:
        return
    for node in document.findall(addnodes.pending_xref):
        if node.get("refdomain") == "cite":
            node["reftarget"] = _prefixed(node["reftarget"], edition, known)
    refs = domain.data["citation_refs"]
    for at, ref in enumerate(refs):
        if ref.docname == docname:
            targets = [t._replace(key=_own(t.key, edition, known)) for t in ref.targets]
            refs[at] = ref._replace(targets=targets)


def _own(key: str, edition: str, known: Any) -> str:
    prefixed = own_key(edition, key)
    return prefixed if prefixed in known else key


def _prefixed(target: str, edition: str, known: Any) -> str:
    parts = []
    for t in parse_citation_targets(target):
        before = f"{{{t.pre}}}" if t.pre else ""
        after = f"{{{t.post}}}" if t.post else ""
        parts.append(before + _own(t.key, edition, known) + after)
    return ",".join(parts)


# ------------------------------------------------------------------ what can be written
class Cited(SphinxRole):
    """`{cited}`: the author's own words for a work. All before the last ` <` are his."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        words, found, key = content(self).rpartition(" <")
        if not found or not key.endswith(">"):
            warn(Code.WORKS_UNKNOWN, "{cited} is written `words <key>`", self.get_location())
            return [nodes.inline("", self.text)], []
        docname = self.env.current_document.docname
        node = cited("", words, key=key[:-1], refdoc=docname)
        node["edition"] = edition_of(Path(self.env.srcdir), docname)
        self.set_source_info(node)
        return [node], []


class _OnePath(str):
    """A path as the argument of bibtex's directive, which splits its argument at blanks."""

    __slots__ = ()

    def split(self, *_: Any, **__: Any) -> list[str]:
        return [str(self)]


class Works(BibliographyDirective):
    """`{works}`: the works cited in this edition, each with the notes that cite it."""

    def run(self) -> list[nodes.Node]:
        env: BuildEnvironment = self.state.document.settings.env
        docname = env.current_document.docname
        srcdir = Path(env.srcdir)
        edition = edition_of(srcdir, docname)
        path = works_file(srcdir, edition)
        if path is None:
            return [nodes.paragraph("", "No works are listed.")]
        self.arguments = [_OnePath("/" + os.path.relpath(path.resolve(), srcdir))]
        self.options = {"all": None}
        self.content.data = []
        found = list(super().run())
        domain = env.get_domain("cite")
        place = BibliographyKey(docname=docname, id_=found[-1]["ids"][0])  # type: ignore[index]
        for key, node in domain.data["bibliographies"][place].citation_nodes.items():
            claim(self.state.document, WORK_ID.format(plain_key(edition, key)), node)
        edition_domain(env).data["lists"].setdefault(docname, set()).add(("works", edition))
        return found


# ------------------------------------------------------------------ links, before writing
class CitedBy(SphinxPostTransform):
    """Under each entry, the notes and passages that cite it."""

    default_priority = 6  # bibtex makes the entries at 5

    def run(self, **kwargs: Any) -> None:
        del kwargs
        tables: dict[str, dict[str, list[tuple[str, CitingRecord]]]] = {}
        for entry in self.document.findall(nodes.citation):
            docname = entry.get("docname", self.env.current_document.docname)
            edition = edition_domain(self.env).edition(docname)
            if edition not in tables:
                tables[edition] = self._table(edition)
            key = entry["ids"][0].removeprefix(WORK_ID.format("")) if entry["ids"] else ""
            found = list(self._links(docname, tables[edition].get(key, [])))
            if found:
                paragraph = nodes.paragraph("", "Cited in ", classes=["cited-in"])
                paragraph += found
                entry += paragraph

    def _table(self, edition: str) -> dict[str, list[tuple[str, CitingRecord]]]:
        """What cites each work of an edition, by key."""
        table: dict[str, list[tuple[str, CitingRecord]]] = {}
        for page, record in edition_domain(self.env).records("citings", edition):
            table.setdefault(record.key, []).append((page, record))
        return table

    def _links(self, docname: str, records: list[tuple[str, CitingRecord]]) -> Iterable[nodes.Node]:
        groups: dict[str, dict[tuple[str, str], str]] = {}
        for page, record in sorted(records, key=lambda r: GROUPS.index(r[1].voice)):
            title = self.env.titles[page].astext()
            label = record.mark if record.voice else title
            group = groups.setdefault(record.voice or title, {})
            group.setdefault((page, record.target), label)
        for at, (voice, links) in enumerate(groups.items()):
            one, several = GROUP_NAMES.get(voice, ("", ""))
            yield nodes.Text(("; " if at else "") + (several if len(links) > 1 else one))
            for nth, ((page, target), label) in enumerate(links.items()):
                if nth:
                    yield nodes.Text(", ")
                words = nodes.inline("", label)
                yield make_refnode(self.env._app.builder, docname, page, target, words)


GROUP_NAMES = {  # one, several
    str(Voice.TEXT): ("¶ ", "¶ "),
    str(Voice.AUTHOR_NOTES): ("note ", "notes "),
    str(Voice.EDITORS_NOTES): ("editors’ note ", "editors’ notes "),
    str(Voice.APPARATUS): ("apparatus ", "apparatus "),
    str(Voice.COMMENTARY): ("commentary ", "commentary "),
}
GROUPS = [*GROUP_NAMES, ""]


class LinkCited(SphinxPostTransform):
    """The author's words become a link to the entry; not one of them is changed."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        del kwargs
        waiting = list(self.document.findall(cited))
        if not waiting:
            return
        citations = {c.key: c for c in self.env.get_domain("cite").data["citations"]}
        for node in waiting:
            found = citations.get(own_key(node["edition"], node["key"]))
            if found is None:
                node["unresolved"] = True
                continue
            self._link(node, found.bibliography_key.docname, found.citation_id)

    def _link(self, node: nodes.Element, page: str, target: str) -> None:
        """Link the words; a call of a note among them stays between two links."""
        children, words = list(node.children), nodes.inline()
        node.clear()
        for child in [*children, None]:
            if child is not None and not isinstance(child, nodes.footnote_reference):
                words += child
                continue
            if words.children:
                node += make_refnode(self.env._app.builder, node["refdoc"], page, target, words)
                words = nodes.inline()
            if child is not None:
                node += child


# ------------------------------------------------------------------ what must be written anew
def updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages that show a label, or list what cites a work, when that has changed."""
    del app
    domain = edition_domain(env)
    printed = domain.data["printed"]
    out: set[str] = set()
    now = {
        c.key: _digest(c.formatted_entry.label) for c in env.get_domain("cite").data["citations"]
    }
    before = printed.get("labels")
    if before is not None and before != now:
        changed = {key for key in now.keys() | before.keys() if now.get(key) != before.get(key)}
        out |= _citing_pages(env, changed)
    printed["labels"] = now
    out |= _work_pages(domain)
    return sorted(out & set(env.found_docs))


def _citing_pages(env: BuildEnvironment, keys: set[str]) -> set[str]:
    refs = env.get_domain("cite").data["citation_refs"]
    return {ref.docname for ref in refs if any(t.key in keys for t in ref.targets)}


def _work_pages(domain: EditionDomain) -> set[str]:
    out: set[str] = set()
    for docname, lists in domain.data["lists"].items():
        for kind, edition in lists:
            if kind != "works":
                continue
            digest = _digest(repr(list(domain.records("citings", edition))))
            if domain.data["printed"].get((kind, edition, docname), digest) != digest:
                out.add(docname)
            domain.data["printed"][kind, edition, docname] = digest
    return out


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def setup_works(app: Sphinx) -> None:
    """Bibliography, citations, and what keeps editions apart."""
    app.setup_extension("sphinxcontrib.bibtex")
    register_plugin("pybtex.style.formatting", bibstyle.NAME, bibstyle.EditionStyle, force=True)
    group = "sphinxcontrib.bibtex.style.referencing"
    register_bibtex_plugin(group, bibstyle.NAME, citestyle.AuthorAndYear, force=True)
    app.add_role("cited", Cited())
    app.add_directive("works", Works)
    app.add_post_transform(CitedBy)
    app.add_post_transform(LinkCited)
    app.connect("builder-inited", load, priority=600)  # bibtex reads its files at 500
    app.connect("env-updated", updated, priority=600)  # bibtex decides labels at 500
