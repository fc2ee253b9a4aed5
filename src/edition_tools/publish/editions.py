"""`{editions}`: the editions of the site, those that are here and those whose text is not."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from edition_tools.findings import EditionError
from edition_tools.manifest import Manifest
from edition_tools.publish.configuration import EDITIONS, absent_editions
from edition_tools.publish.dates import in_words
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.report import EditionFault
from edition_tools.shelf import Project

ABSENT = "The text may not be shipped and is not here. Whoever has the file adds it with "
COMMAND = "edition add {} FILE"
TEXT = "text/article"  # where the converter writes it


class Editions(SphinxDirective):
    """`{editions}`: a list with links, and the table of contents of the site.

    `:also:` names further pages for the contents, which need not be there.
    """

    has_content = True  # an empty body is allowed
    option_spec: ClassVar = {"also": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        docname = self.env.current_document.docname
        shelf = shelf_of(self.env)
        manifests = _manifests(shelf)
        slugs = tuple(m.slug for m in manifests)
        edition_domain(self.env).data["lists"].setdefault(docname, set()).add(("editions", ""))
        for slug in slugs:
            self.env.note_dependency(str(shelf.folder(slug) / "source.toml"))
        absent = set(absent_editions(Path(self.env.srcdir)))
        listed = nodes.definition_list(classes=["editions"])
        entries: list[tuple[None, str]] = []
        for manifest in manifests:
            page = f"{EDITIONS}/{manifest.slug}/index"
            is_here = page in self.env.found_docs and page.rpartition("/")[0] not in absent
            versions = shelf.versions(manifest.slug) if is_here else ()
            number = versions[-1].version.number if versions else ""
            listed += _item(self.env, manifest, page if is_here else "", number)
            if is_here:
                entries.append((None, page))
        also = str(self.options.get("also", "")).split()
        entries += [(None, page) for page in also if page in self.env.found_docs]
        return [listed, self._toctree(docname, entries)]

    def _toctree(self, docname: str, entries: list[tuple[None, str]]) -> nodes.Element:
        toctree = addnodes.toctree(
            parent=docname,
            entries=entries,
            includefiles=[page for _, page in entries],
            maxdepth=2,
            caption=None,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
        )
        self.set_source_info(toctree)
        return nodes.compound("", toctree, classes=["toctree-wrapper"])


def _item(
    env: BuildEnvironment, manifest: Manifest, page: str, version: str
) -> nodes.definition_list_item:
    """An edition: its page and its text, if they are here, and the last version to be cited."""
    docname = env.current_document.docname
    title = manifest.title or manifest.slug
    term = nodes.term()
    if page:
        term += _to_page(page, title, docname)
    else:
        term += nodes.Text(title)
    facts = ", ".join(fact for fact in (manifest.author, in_words(manifest.date)) if fact)
    body = nodes.definition("", nodes.paragraph("", facts or manifest.slug))
    if not page:
        command = nodes.literal("", COMMAND.format(manifest.slug))
        body += nodes.paragraph("", ABSENT, command, nodes.Text("."), classes=["absent"])
    text = f"{page.rpartition('/')[0]}/{TEXT}"
    if page and text in env.found_docs:
        read = _to_page(text, "Read the text", docname)
        body += addnodes.only("", nodes.paragraph("", "", read), expr="html")
    if version:
        address = f"{'../' * docname.count('/')}{EDITIONS}/{manifest.slug}/v/{version}/index.html"
        words = nodes.reference("", f"Version {version}", refuri=address, internal=True)
        citable = nodes.paragraph("", "", words, nodes.Text(" stays as it is and can be cited."))
        body += addnodes.only("", citable, expr="html")
    return nodes.definition_list_item("", term, body)


def _to_page(page: str, words: str, docname: str) -> nodes.Element:
    return addnodes.pending_xref(
        "",
        nodes.inline("", words),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{page}",
        refexplicit=True,
        refwarn=True,
        refdoc=docname,
    )


def shelf_of(env: BuildEnvironment) -> Project:
    """The project whose source texts this site publishes."""
    return Project((Path(env.srcdir) / env.config.edition_project).resolve())


def _manifests(shelf: Project) -> list[Manifest]:
    try:
        return [shelf.manifest(slug) for slug in shelf.slugs()]
    except EditionError as error:
        raise EditionFault(str(error)) from error


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Pages that list editions, when one has come or gone, or a version of one."""
    del added, changed, removed
    data = edition_domain(env).data
    shelf = shelf_of(env)
    frozen = tuple(
        (slug, path.parent.name) for slug in shelf.slugs() for path in shelf.version_files(slug)
    )
    now = (shelf.slugs(), tuple(absent_editions(Path(app.srcdir))), frozen)
    before = data["read-with"].get("editions", now)
    data["read-with"]["editions"] = now
    if before == now:
        return []
    return [d for d, lists in sorted(data["lists"].items()) if ("editions", "") in lists]


def setup_editions(app: Sphinx) -> None:
    """The directive for the list of editions."""
    app.add_directive("editions", Editions)
    app.connect("env-get-outdated", outdated)
