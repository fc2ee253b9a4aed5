"""Editors' files: notes/PAGE.md and emendations/PAGE.md, parsed into the page they speak about.

They are parsed into the page's own document, early, so that ids, references and citations
belong to it; only that page depends on them. The parser's footnotes are off: labels share one
name space with the author's notes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from edition_tools.findings import Code
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.nodes import apparatus_entry, editorial_note
from edition_tools.publish.pages import editors_files
from edition_tools.publish.report import EditionFault, fault

MYST_LOGGER = "sphinx.myst_parser.warnings_"
OFF = ("footnote_def", "footnote_ref", "front_matter")  # of the parser's rules


class _ForeignPlace(logging.Filter):
    """Gives warnings of the parser the file that is parsed: it knows only the page's name."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def filter(self, record: logging.LogRecord) -> bool:
        location = getattr(record, "location", None)
        if isinstance(location, tuple):
            record.location = f"{self.path}:{location[1] or 1}"
        return True


@contextmanager
def _reading(document: nodes.document, path: Path) -> Iterator[None]:
    """While it lasts, messages and nodes of *document* name *path* as their source."""
    reporter: Any = document.reporter
    source, reported = document["source"], reporter.source
    getter = getattr(reporter, "get_source_and_line", None)
    watch = _ForeignPlace(path)
    logger = logging.getLogger(MYST_LOGGER)
    logger.addFilter(watch)
    document["source"] = reporter.source = str(path)
    reporter.get_source_and_line = lambda line=None: (str(path), line)
    try:
        yield
    finally:
        logger.removeFilter(watch)
        document["source"], reporter.source = source, reported
        reporter.get_source_and_line = getter


def parse(document: nodes.document, env: BuildEnvironment, path: Path) -> nodes.container:
    """What the editors' file *path* says, as nodes that belong to *document*."""
    holder = nodes.container()
    parser = create_md_parser(env.myst_config, SphinxRenderer)  # type: ignore[attr-defined]
    parser.disable(OFF, ignoreInvalid=True)
    options: Any = parser.options
    options["document"], options["current_node"] = document, holder
    renderer: Any = parser.renderer
    with _reading(document, path):
        renderer.setup_render(options, {})
        # without a root of its own for headings, they become rubrics and stay in the holder
        renderer.nested_render_text(_words_of(path), 0)
    for node in holder.findall(nodes.Element):
        if node.source is None:
            node.source = str(path)
    return holder


def _words_of(path: Path) -> str:
    """The text of an editors' file; a folder, a pipe, other bytes are a fault, not silence."""
    if not path.is_file():
        raise EditionFault(f"{path} is not a plain file: notes cannot be read from it")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditionFault(f"{path} is not UTF-8 ({error.reason}): save it as UTF-8") from None
    except OSError as error:
        raise EditionFault(f"{path} cannot be read: {error.strerror}") from None


def statements(
    document: nodes.document, env: BuildEnvironment, docname: str
) -> list[nodes.Element]:
    """All notes and emendations of a page: those in editors' files, then those in the page."""
    found: list[nodes.Element] = []
    for path in editors_files(Path(env.srcdir), docname):
        env.note_dependency(str(path))
        holder = parse(document, env, path)
        found += _taken(env, docname, path, holder)
    inside = [*document.findall(editorial_note), *document.findall(apparatus_entry)]
    for node in inside:
        if "within" in node.attributes:  # those of {ednote} have no anchor to find
            node.parent.remove(node)
            found.append(node)
    return found


def _taken(
    env: BuildEnvironment, docname: str, path: Path, holder: nodes.Element
) -> list[nodes.Element]:
    taken: list[nodes.Element] = []
    for child in list(holder.children):
        if isinstance(child, editorial_note | apparatus_entry):
            holder.remove(child)
            taken.append(child)
            _refuse_nested(env, docname, path, child)
            for heading in child.findall(nodes.rubric):
                where = f"{path}:{heading.line or child.line}"
                fault(env, docname, Code.ANCHORS_STRAY, "a note may not hold a heading", where)
        elif isinstance(child, nodes.Element) and not isinstance(
            child, nodes.comment | nodes.system_message | nodes.target
        ):
            words = child.astext().split("\n")[0][:60]
            fault(
                env,
                docname,
                Code.ANCHORS_STRAY,
                f"only notes and emendations may stand here, not “{words}”",
                f"{path}:{child.line or 1}",
            )
    return taken


def _refuse_nested(env: BuildEnvironment, docname: str, path: Path, note: nodes.Element) -> None:
    """A note in a note is one whose closing fence is missing: the next was read as its words."""
    inner = [n for n in note.findall(nodes.footnote) if n is not note and "within" in n.attributes]
    for other in inner:
        if isinstance(other.parent, nodes.Element):
            other.parent.remove(other)
        fault(
            env,
            docname,
            Code.ANCHORS_STRAY,
            f"{other['ids'][0]} stands within {note['ids'][0]}: a note is closed by a line of its "
            "own, as long a row of colons as it was opened with",
            f"{path}:{note.line or 1}",
        )


# ------------------------------------------------------------------ what is read again, when
def names_of_files(srcdir: Path, docname: str) -> tuple[str, ...]:
    """The editors' files of a page, as the environment remembers them."""
    return tuple(path.relative_to(srcdir).as_posix() for path in editors_files(srcdir, docname))


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Pages whose editors' files have come or gone.

    A dependency on a file that is missing would make its page outdated in every build, so the
    files that exist are remembered and compared.
    """
    data = edition_domain(env).data
    srcdir = Path(app.srcdir)
    known = set(env.found_docs) - added - changed - removed
    return [
        docname
        for docname in sorted(known)
        if data["files"].get(docname, ()) != names_of_files(srcdir, docname)
    ]
