"""Versions on the page: which there are, and what has changed since each, passage by passage.

In `{about-this-text}` a mark is left; when every page has been read, the list takes its place.
On the pages of a frozen version the banner leads to the present ones, and on those of a draft to
the last version that was frozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from edition_tools.publish import overview, state
from edition_tools.publish.dates import in_words
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.editions import shelf_of
from edition_tools.publish.nodes import edition_list
from edition_tools.publish.pages import edition_of, statement_file
from edition_tools.publish.passages import link_to
from edition_tools.publish.printed import printed_by
from edition_tools.publish.statement import DRAFT, Statement, read
from edition_tools.shelf import SLUG
from edition_tools.versions import Change, Frozen, State, changes, order
from edition_tools.vocabulary import Voice

LIST = "versions"
SAME = "Nothing has changed since."
NAMES = {
    Voice.AUTHOR_NOTES: "author’s note {}",
    Voice.EDITORS_NOTES: "editors’ note {}",
    Voice.APPARATUS: "apparatus {}",
    state.RULING: "ruling on {}",
    state.WORK: "work cited {}",
    state.PAGE: "page “{}”",
}
WORDS = {"changed": "its words have changed", "added": "new", "removed": "gone"}
MERGED = "no longer a passage of its own"
KINDS = "pnaefc"
NUMBERS = re.compile(r"(\d+)")


def frozen_versions(env: BuildEnvironment, slug: str) -> tuple[Frozen, ...]:
    """The versions of a text that have been frozen, the last first."""
    if not SLUG.fullmatch(slug):
        return ()
    found = shelf_of(env).versions(slug)
    return tuple(sorted(found, key=lambda frozen: order(frozen.version.number), reverse=True))


class FillVersions(SphinxPostTransform):
    """Put the versions where their list stands, while links can still be resolved."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        del kwargs
        for node in list(self.document.findall(edition_list)):
            if node["lists"] == LIST:
                node.replace_self(self._list(node["edition"], node["refdoc"]))
        self._lead_elsewhere()

    def _list(self, edition: str, docname: str) -> list[nodes.Node]:
        statement = read(statement_file(Path(self.env.srcdir), edition))
        versions = frozen_versions(self.env, statement.slug)
        out: list[nodes.Node] = [nodes.paragraph("", f"This is {_this(statement, versions)}.")]
        for frozen in versions:
            out += self._version(statement, frozen, edition, docname)
        return out

    def _shown(self, statement: Statement, states: Iterable[State]) -> tuple[State, ...]:
        """Without the voices that are withheld, or that only a private build shows whole."""
        private = bool(self.config.edition_private)
        hidden = {voice for voice in Voice if not statement.shows(voice, private=False)}
        if private:
            hidden.add(Voice.COMMENTARY)
        return tuple(it for it in states if it.kind not in hidden)

    def _version(
        self, statement: Statement, frozen: Frozen, edition: str, docname: str
    ) -> list[nodes.Node]:
        now = state.of_edition(self.env, edition)
        found = changes(self._shown(statement, frozen.states), self._shown(statement, now))
        number = frozen.version.number
        title = nodes.paragraph("", "", classes=["version-of-text"])
        said = f"Version {number}, {in_words(frozen.version.date)}"
        if self.app.builder.format == "html":
            beside = "v/" if statement.version == DRAFT else "../"
            home = _home(docname, edition, f"{beside}{number}")
            title += nodes.reference("", said, refuri=home, internal=True)
        else:
            title += nodes.strong("", said)
        if not found:
            return [title, nodes.paragraph("", SAME)]
        many = len({change.place for change in found if change.place})
        where = f"in {many} {'place' if many == 1 else 'places'}" if many else "elsewhere"
        title += nodes.Text(f". Changed since {where}:")
        rows = [self._place(id_, those, edition, docname) for id_, those in _by_place(found)]
        return [title, nodes.bullet_list("", *rows, classes=["changes"])]

    def _place(
        self, id_: str, found: Sequence[Change], edition: str, docname: str
    ) -> nodes.list_item:
        """One passage or note, and what has changed in it."""
        line = nodes.paragraph()
        if id_:
            line += [self._link(id_, edition, docname), nodes.Text(": ")]
        still = edition_domain(self.env).place(edition, id_, docname) is not None
        words = [_said(change, still) for change in found if change.id == id_]
        words += [_said(change, still) for change in found if change.id != id_]
        line += nodes.Text("; ".join(words) + ".")
        return nodes.list_item("", line)

    def _link(self, id_: str, edition: str, docname: str) -> nodes.Node:
        """A link to the place, if there is one still; ids that are gone are only named."""
        if edition_domain(self.env).place(edition, id_, docname) is None:
            return nodes.inline("", id_, classes=["passage-link"])
        return link_to(id_, docname, edition=edition, warn=False)

    def _lead_elsewhere(self) -> None:
        """From a frozen page to the page as it is now; from a draft to what can be cited."""
        docname = self.env.current_document.docname
        edition = edition_domain(self.env).edition(docname)
        banner = _banner(self.document)
        if banner is None or self.app.builder.format != "html":
            return
        statement = read(statement_file(Path(self.env.srcdir), edition))
        if statement.version != DRAFT:  # v/1.0/text/x → text/x
            target = "../" * (docname.count("/") + 2) + self.app.builder.get_target_uri(docname)
            link = nodes.reference("", "The present edition", refuri=target, internal=True)
            banner += [nodes.Text(" "), link, nodes.Text(" may differ.")]
        elif versions := frozen_versions(self.env, statement.slug):
            number = versions[0].version.number
            target = _home(docname, edition, f"v/{number}")
            link = nodes.reference("", f"Version {number}", refuri=target, internal=True)
            banner += [nodes.Text(" "), link, nodes.Text(" stays as it is and can be cited.")]


def _banner(document: nodes.document) -> nodes.paragraph | None:
    """What the page says about its state, if anything."""
    for node in document.findall(nodes.container):
        if "edition-state" in node["classes"] and isinstance(node[-1], nodes.paragraph):
            return node[-1]
    return None


def _home(docname: str, edition: str, version: str) -> str:
    """The first page of a version, from a page of the edition; *version* is its folder there."""
    up = "../" * (docname.count("/") - (edition.count("/") + 1 if edition else 0))
    return f"{up}{version}/index.html"


def _this(statement: Statement, versions: Sequence[Frozen]) -> str:
    if statement.version != DRAFT:
        return statement.state
    if not versions:
        return "a draft; no version of this edition has been frozen yet"
    return f"a draft that is later than version {versions[0].version.number}"


def _by_place(found: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """The changes place by place, in order of reading; last what is about no place."""
    places: dict[str, list[Change]] = {}
    for change in found:
        places.setdefault(change.place, []).append(change)
    return sorted(places.items(), key=lambda item: _rank(item[0]))


def _rank(id_: str) -> tuple[bool, int, list[tuple[int, str]]]:
    """Text, notes, then the rest; p9 before p10; what has no place comes last."""
    parts = [(int(p), "") if p.isdigit() else (0, p) for p in NUMBERS.split(id_[1:]) if p]
    return not id_, KINDS.find(id_[:1]), parts


def _said(change: Change, still: bool) -> str:
    """What has changed, in words; *still* says whether its place can be found."""
    if change.id == change.place:
        return MERGED if still and change.what == "removed" else WORDS[change.what]
    name = NAMES.get(change.kind, "{}").format(change.id)
    return f"{name} {change.what}"


def relisted(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that list versions, when anything that a version can differ in has changed."""
    domain = edition_domain(env)
    said: dict[str, str] = {}
    out = []
    for docname, lists in sorted(domain.data["lists"].items()):
        for kind, edition in sorted(lists):
            if kind in (LIST, overview.KIND, overview.EMENDATIONS):
                if edition not in said:  # several lists print it, and it takes reading its works
                    said[edition] = state.digest(repr(state.of_edition(env, edition)))
                if printed_by(app).differs((kind, edition, docname), said[edition]):
                    out.append(docname)
    return out


def depend(env: BuildEnvironment, docname: str) -> None:
    """Read the page again when a version of its edition has been frozen."""
    srcdir = Path(env.srcdir)
    slug = read(statement_file(srcdir, edition_of(srcdir, docname))).slug
    if SLUG.fullmatch(slug):
        for path in shelf_of(env).version_files(slug):
            env.note_dependency(str(path))


def setup_history(app: Sphinx) -> None:
    """The list of versions, and what is written again when it changes."""
    app.add_post_transform(FillVersions)
    app.add_post_transform(overview.FillOverview)
    app.connect("env-updated", relisted, priority=610)
