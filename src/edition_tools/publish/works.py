"""Works: each edition's own bibliography, and the author's words for a work.

sphinxcontrib-bibtex does the work, with the table that `worktable` makes for it.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from pybtex.plugin import register_plugin
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyDirective, BibliographyKey
from sphinxcontrib.bibtex.plugin import register_plugin as register_bibtex_plugin

from edition_tools.findings import Code
from edition_tools.publish import bibstyle, citation_index, citestyle, worklist
from edition_tools.publish.domain import EditionDomain, edition_domain
from edition_tools.publish.marks import claim
from edition_tools.publish.nodes import cited
from edition_tools.publish.notes import content
from edition_tools.publish.pages import edition_of, statement_file, works_file
from edition_tools.publish.printed import printed_by
from edition_tools.publish.report import warn
from edition_tools.publish.worktable import load, own_key, plain_key, withheld
from edition_tools.vocabulary import BIBLIOGRAPHY_ORDERS, BIBLIOGRAPHY_STYLES

WITHHELD = "[a work named in notes that are withheld]"


def own_keys(document: nodes.document, env: BuildEnvironment, edition: str) -> None:
    """Let `{cite}` and `{cited}` in an edition's pages and notes mean its own entries."""
    domain = env.get_domain("cite")
    known = domain.data["bibdata"].data.entries
    docname = env.current_document.docname
    for words in document.findall(cited):
        if own_key(edition, words["key"]) not in known and not _is_withheld(env, edition, words):
            warn(Code.WORKS_UNKNOWN, f"works.bib has no entry {words['key']}", words)
    for node in list(document.findall(addnodes.pending_xref)):
        if node.get("refdomain") == "cite":
            node["reftarget"] = _shown(node["reftarget"], env, edition, known)
            if not node["reftarget"]:
                node.replace_self(nodes.inline("", WITHHELD, classes=["withheld-work"]))
    refs = domain.data["citation_refs"]
    for at, ref in enumerate(refs):
        if ref.docname == docname:
            targets = [t._replace(key=_own(t.key, edition, known)) for t in ref.targets]
            refs[at] = ref._replace(targets=targets)


def _is_withheld(env: BuildEnvironment, edition: str, words: nodes.Element) -> bool:
    private = bool(env.config.edition_private)
    return withheld(Path(env.srcdir), edition, words["key"], private=private)


def _own(key: str, edition: str, known: Any) -> str:
    prefixed = own_key(edition, key)
    return prefixed if prefixed in known else key


def _shown(target: str, env: BuildEnvironment, edition: str, known: Any) -> str:
    """The target with the keys of the common table, without works that are withheld."""
    srcdir, private = Path(env.srcdir), bool(env.config.edition_private)
    path = statement_file(srcdir, edition)
    if path is not None:
        env.note_dependency(str(path))  # what may be shown stands there
    parts = []
    for t in parse_citation_targets(target):
        key = _own(t.key, edition, known)
        if key not in known and withheld(srcdir, edition, t.key, private=private):
            continue
        before = f"{{{t.pre}}}" if t.pre else ""
        after = f"{{{t.post}}}" if t.post else ""
        parts.append(before + key + after)
    return ",".join(parts)


# ------------------------------------------------------------------ what can be written
class Cited(SphinxRole):
    """`{cited}`: the author's own words for a work. All before the last ` <` are his.

    Behind the key may stand where in the work he points to: `words <key p. 12>`.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        words, found, target = content(self).rpartition(" <")
        if not found or not target.endswith(">"):
            message = "{cited} is written `words <key>` or `words <key p. 12>`"
            warn(Code.WORKS_UNKNOWN, message, self.get_location())
            return [nodes.inline("", self.text)], []
        docname = self.env.current_document.docname
        key, _, locators = target[:-1].partition(" ")
        node = cited("", words, key=key, locators=locators, refdoc=docname)
        node["edition"] = edition_of(Path(self.env.srcdir), docname)
        self.set_source_info(node)
        return [node], []


class _OnePath(str):
    """A path as the argument of bibtex's directive, which splits its argument at blanks."""

    __slots__ = ()

    def split(self, *_: Any, **__: Any) -> list[str]:
        return [str(self)]


def _style(words: str) -> str:
    return directives.choice(words, BIBLIOGRAPHY_STYLES)


def _order(words: str) -> str:
    return directives.choice(words, BIBLIOGRAPHY_ORDERS)


class Works(BibliographyDirective):
    """`{works}`: the works cited in this edition, each with the notes that cite it."""

    option_spec: ClassVar[dict[str, Any]] = {"style": _style, "order": _order}

    def run(self) -> list[nodes.Node]:
        env: BuildEnvironment = self.state.document.settings.env
        docname = env.current_document.docname
        srcdir = Path(env.srcdir)
        edition = edition_of(srcdir, docname)
        path = works_file(srcdir, edition)
        if path is None:
            return [nodes.paragraph("", "No works are listed.")]
        style = f"{bibstyle.NAME}-{self.options['style']}" if "style" in self.options else None
        order = self.options.get("order", BIBLIOGRAPHY_ORDERS[0])
        self.arguments = [_OnePath("/" + os.path.relpath(path.resolve(), srcdir))]
        self.options = {"all": None} | ({"style": style} if style else {})
        self.content.data = []
        found = list(super().run())
        domain = env.get_domain("cite")
        place = BibliographyKey(docname=docname, id_=found[-1]["ids"][0])  # type: ignore[index]
        for key, node in domain.data["bibliographies"][place].citation_nodes.items():
            claim(self.state.document, worklist.WORK_ID.format(plain_key(edition, key)), node)
        edition_domain(env).data["lists"].setdefault(docname, set()).add(("works", edition))
        return [nodes.container("", *found, classes=["works-cited", f"order-{order}"])]


# ------------------------------------------------------------------ links, before writing
class LinkCited(SphinxPostTransform):
    """The author's words become a link to the entry; not one of them is changed.

    A link whose words do not name the work (*Ibid.*) says in its title what they mean.
    """

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        del kwargs
        waiting = list(self.document.findall(cited))
        if not waiting:
            return
        citations = {c.key: c for c in self.env.get_domain("cite").data["citations"]}
        entries = self.env.get_domain("cite").data["bibdata"].data.entries
        for node in waiting:
            key = own_key(node["edition"], node["key"])
            found = citations.get(key)
            if found is None:
                node["unresolved"] = True
                continue
            title = worklist.meaning(node, entries[key], found.formatted_entry.label)
            self._link(node, found.bibliography_key.docname, found.citation_id, title)

    def _link(self, node: nodes.Element, page: str, target: str, title: str) -> None:
        """Link the words; a call of a note among them stays between two links."""
        children, words = list(node.children), nodes.inline()
        node.clear()
        for child in [*children, None]:
            if child is not None and not isinstance(child, nodes.footnote_reference):
                words += child
                continue
            if words.children:
                builder = self.env._app.builder
                node += make_refnode(builder, node["refdoc"], page, target, words, title or None)
                words = nodes.inline()
            if child is not None:
                node += child


# ------------------------------------------------------------------ what must be written anew
def updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages that name a work, or list what cites it, when something of that has changed."""
    domain, printed = edition_domain(env), printed_by(app)
    entries = env.get_domain("cite").data["bibdata"].data.entries
    now = {
        citation.key: _digest(f"{citation.formatted_entry.label} {entries[citation.key]!r}")
        for citation in env.get_domain("cite").data["citations"]
        if citation.key in entries
    }
    before = printed.swap("works", now) or {}
    changed = {key for key in now.keys() | before.keys() if now.get(key) != before.get(key)}
    out = _naming_pages(domain, env, changed) if changed else set()
    for docname, lists in domain.data["lists"].items():
        for kind, edition in lists:
            if kind in ("works", citation_index.NAME):
                citings = list(domain.records("citings", edition))
                if printed.differs((kind, edition, docname), citings):
                    out.add(docname)
    return sorted(out & set(env.found_docs))


def _naming_pages(domain: EditionDomain, env: BuildEnvironment, keys: set[str]) -> set[str]:
    """The pages that cite one of these works, and those that list what such pages say."""
    refs = env.get_domain("cite").data["citation_refs"]
    out = {ref.docname for ref in refs if any(t.key in keys for t in ref.targets)}
    for docname, citings in domain.data["citings"].items():
        if any(own_key(citing.edition, citing.key) in keys for citing in citings):
            out.add(docname)
    editions = {domain.edition(docname) for docname in out}
    for docname, lists in domain.data["lists"].items():
        if any(edition in editions for _, edition in lists):
            out.add(docname)
    return out


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def setup_works(app: Sphinx) -> None:
    """Bibliography, citations, and what keeps editions apart."""
    app.setup_extension("sphinxcontrib.bibtex")
    for name, style in bibstyle.STYLES.items():
        register_plugin("pybtex.style.formatting", name, style, force=True)
    group = "sphinxcontrib.bibtex.style.referencing"
    register_bibtex_plugin(group, bibstyle.NAME, citestyle.AuthorAndYear, force=True)
    app.add_role("cited", Cited())
    app.add_directive("works", Works)
    app.add_post_transform(worklist.FinishWorks)
    app.add_post_transform(LinkCited)
    citation_index.setup_citation_index(app)
    app.connect("builder-inited", load, priority=600)  # bibtex reads its files at 500
    app.connect("env-updated", updated, priority=600)  # bibtex decides labels at 500
    app.connect("build-finished", worklist.write_files, priority=400)  # what it says is kept at 500
