"""The order of an edition as a book: which documents make it, and as what.

One book is made for each `editions/<slug>/index`; a project without editions is one book. Each
document of its toctrees, depth first, is a chapter: what stands before the text is front
matter, commentary is an appendix at the end. Every document is resolved by itself, so that
each transform sees it under its own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from edition_tools.publish.nodes import blog_frame, reader_comment, withheld
from edition_tools.vocabulary import Voice

EDITIONS = "editions"
HERE = "%"  # how books address a document until it is bound: %editions/x/text/article#p3
BANNER = "edition-state"  # the class of our words over a page: draft, open findings
EDITION_INDEX = re.compile(r"^(?:[^/]+/)*editions/([^/]+)/index$")  # editions/getty-1986/index


class Part(StrEnum):
    """What a chapter is in the book."""

    FRONT = "front"
    TEXT = "text"
    BACK = "back"
    APPENDIX = "appendix"


def head_length(whole: nodes.Element) -> int:
    """How many children are the head of a page: title, author’s name, where it first appeared."""
    heads = (isinstance(it, nodes.title) or _is_of_source(it) for it in whole.children)
    return next((at for at, is_head in enumerate(heads) if not is_head), len(whole.children))


def _is_of_source(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and bool(node.get("voice_of_source"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document as it stands in the book; `depth` 1 begins a chapter, 2 goes on in one."""

    docname: str
    part: Part
    depth: int
    doctree: nodes.document


@dataclass(frozen=True, slots=True)
class Book:
    """What becomes one PDF or EPUB: its name, the document it begins with, and its chapters."""

    slug: str
    docname: str
    chapters: tuple[Chapter, ...]


def roots(env: BuildEnvironment) -> list[tuple[str, str]]:
    """The (slug, first document) of every book of the project, in order."""
    found = [(m[1], it) for it in sorted(env.found_docs) if (m := EDITION_INDEX.match(it))]
    if found or Path(env.srcdir, EDITIONS).is_dir():
        return found  # perhaps none: no text of theirs is here
    return [(nodes.make_id(env.config.project) or "edition", env.config.root_doc)]


def asked_for(env: BuildEnvironment) -> list[tuple[str, str]]:
    """Those of the roots that are to be written: all, or the one that `edition_only` names."""
    only = getattr(env.config, "edition_only", "")  # unknown to the printer alone
    return [(slug, root) for slug, root in roots(env) if not only or slug == only]


def gather(
    env: BuildEnvironment, slug: str, root: str, resolve: Callable[[str], nodes.document]
) -> Book:
    """The book that begins with the document `root`."""
    chapters: list[Chapter] = []
    texts = False
    for docname, depth in _documents(env, root):
        doctree = resolve(docname)
        part = _part(docname, root, doctree, texts)
        texts = texts or part is Part.TEXT
        chapters.append(Chapter(docname, part, depth, doctree))
    if not texts:  # nothing is called the text: all of it is, but the front page
        chapters = [_as_text(it, root, len(chapters) == 1) for it in chapters]
    last = [it for it in chapters if it.part is Part.APPENDIX]
    return Book(slug, root, tuple([it for it in chapters if it not in last] + last))


def without_toctrees(doctree: nodes.document) -> None:
    """Take the lists of chapters out: the book has its own contents."""
    for toctree in list(doctree.findall(addnodes.toctree)):
        holder = toctree.parent
        holder.remove(toctree)
        if "toctree-wrapper" in holder.get("classes", ()):
            holder.parent.remove(holder)


def banners(book: Book) -> tuple[str, ...]:
    """What the edition says of its state on its pages, once; the appendix keeps its own."""
    pages = [it.doctree for it in book.chapters if it.part is not Part.APPENDIX]
    found = (it for page in pages for it in page.findall(nodes.container))
    return tuple(dict.fromkeys(said_by(it) for it in found if BANNER in it["classes"]))


def said_by(banner: nodes.Element) -> str:
    """The words of a banner, on one line."""
    return " ".join(banner.astext().split())


def only_title(doctree: nodes.document) -> bool:
    """Whether a front page has no words but its title: a book has a title page of its own."""
    kept = [
        it
        for it in doctree.findall(nodes.Text)
        if not isinstance(it.parent, nodes.title) and not _in_banner(it)
    ]
    return not "".join(kept).strip()


def _in_banner(node: nodes.Node) -> bool:
    above: nodes.Node | None = node.parent
    while above is not None:
        if isinstance(above, nodes.Element) and BANNER in above.get("classes", ()):
            return True
        above = above.parent
    return False


def _documents(env: BuildEnvironment, root: str) -> Iterator[tuple[str, int]]:
    seen = {root}
    yield root, 1
    waiting = [(it, 1) for it in reversed(env.toctree_includes.get(root, []))]
    while waiting:
        docname, depth = waiting.pop()
        if docname in seen or docname not in env.found_docs:
            continue
        seen.add(docname)
        yield docname, depth
        below = env.toctree_includes.get(docname, [])
        waiting += [(it, depth + 1) for it in reversed(below)]


def _part(docname: str, root: str, doctree: nodes.document, texts: bool) -> Part:
    if _is_commentary(doctree):
        return Part.APPENDIX
    folder = root.removesuffix("index")
    of_machine = docname.startswith(f"{folder}text/")
    if of_machine and next(doctree.findall(nodes.citation), None) is None:
        return Part.TEXT
    return Part.BACK if texts else Part.FRONT


def _is_commentary(doctree: nodes.document) -> bool:
    return any(
        isinstance(it, blog_frame | reader_comment)
        or (isinstance(it, withheld) and it.get("voice") == Voice.COMMENTARY)
        for it in doctree.findall(nodes.container)
    )


def _as_text(chapter: Chapter, root: str, alone: bool) -> Chapter:
    front_page = chapter.docname == root and not alone
    if front_page or chapter.part is Part.APPENDIX:
        return chapter
    return Chapter(chapter.docname, Part.TEXT, chapter.depth, chapter.doctree)
