"""One script and one style sheet for the site, made of ours; and the theme's, less what texts lack.

Comes in: the files in `scripts/` and `styles/`, written to be read. Goes out: `edition.js` and
`edition.css`, without comments and indents, and `styles/furo-text.css`: the theme's style sheet
without the rules for program code, admonitions and the like, for pages that have none. A page of
text then weighs a good tenth less, and its browser asks for fewer files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import furo
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from edition_tools.publish.printed import printed_by

HERE = Path(__file__).parent
SCRIPTS = ("edition", "places", "fold", "notes", "preview", "place", "cite")
STYLES = ("edition", "cite")
THEME = Path(furo.__file__).parent / "theme/furo/static/styles/furo.css"
TEXT_THEME = "styles/furo-text.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LINE_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
BRACE = re.compile(r"[{}]")
INDENT = re.compile(r"\n\s+")
AROUND_SIGNS = re.compile(r"\s*([{};,])\s*")
AROUND_COMMAS = re.compile(r",(?![^(]*\))")  # not within :not(a, b)
# what a text has not: the classes of program code, of boxes, of the descriptions of functions, of
# footnotes that are nobody's; and the way back to the top, which would lie on a line of it
CLASSES = (
    *("admonition", "admonition-title", "admonition-todo", "attention", "caution", "danger"),
    *("error", "hint", "important", "seealso", "tip", "warning", "versionadded", "deprecated"),
    *("versionchanged", "versionmodified", "versionremoved", "highlight", "highlighttable"),
    *("code-block-caption", "literal-block", "literal-block-wrapper", "linenos", "linenodiv"),
    *("hll", "gp", "sig", "sig-inline", "sig-name", "sig-param", "sig-paren", "sig-prename"),
    *("property", "classifier", "option-list", "glossary", "viewcode-link", "viewcode-back"),
    *("genindex-section", "genindex-jumpbox", "domainindex-section", "domainindex-jumpbox"),
    *(
        "math",
        "math-wrapper",
        "eqno",
        "guilabel",
        "sd-card",
        "announcement",
        "announcement-content",
    ),
    *("topic", "topic-title", "sidebar-title", "pull-quote", "epigraph", "highlights", "w3", "org"),
    *("contents", "sidebar", "figure", "only-light", "only-dark", "highlighted", "search"),
    *("this-will-duplicate-information-and-it-is-still-useful-here", "highlight-link"),
    *("footnote", "footnote-reference", "back-to-top", "show-back-to-top", "toc-backref"),
)
ELEMENTS = ("code", "kbd", "samp", "figure", "figcaption", "progress", "optgroup")
OF_CODE = re.compile(
    rf"\.(?:{'|'.join(CLASSES)})(?![\w-])|(?<![\w.#-])(?:{'|'.join(ELEMENTS)})(?![\w-])"
)
# their colours, sizes and pictures; and the colours that edition.css gives anew
PROPERTY = re.compile(
    r"--(?:(?:color-)?(?:admonition|api|card|guilabel|announcement|topic|highlighted)"
    r"|icon-(?!search)|color-(?:brand-|highlight-on-|(?:fore|back)ground-(?:primary|secondary)"
    r"|foreground-muted|background-border))[\w-]*:"
    r"(?:\"[^\"]*\"|url\([^)]*\)|[^;}])*;?"
)


def joined(folder: str, names: tuple[str, ...], suffix: str) -> str:
    """The files of a folder in one, without comments and indents."""
    texts = ((HERE / folder / f"{name}{suffix}").read_text(encoding="utf-8") for name in names)
    return "\n".join(_compact(text, suffix) for text in texts)


def _compact(text: str, suffix: str) -> str:
    """A file in fewer characters; line ends of a script stay, since they may end a statement."""
    text = COMMENT.sub("", text)
    if suffix == ".css":
        return AROUND_SIGNS.sub(r"\1", text).strip()
    return INDENT.sub("\n", LINE_COMMENT.sub("", text)).strip()


def of_text(css: str) -> str:
    """A style sheet without the rules that only program code and the like need.

    >>> of_text("a,.highlight{--icon-tip:url('y');x:1}@media print{.sig{y:2}b:not(i,.sig){z:3}}")
    'a{x:1}@media print{b:not(i,.sig){z:3}}'
    """
    return "".join(_kept(head, body) for head, body in _rules(css))


def _kept(head: str, body: str) -> str:
    if head.startswith(("@media", "@supports")):
        inner = of_text(body)
        return f"{head}{{{inner}}}" if inner else ""
    if not body or head.startswith("@"):
        return f"{head}{{{body}}}" if body else head
    selectors = [one for one in AROUND_COMMAS.split(head) if not _is_of_code(one)]
    body = PROPERTY.sub("", body)
    return f"{','.join(selectors)}{{{body}}}" if selectors and body else ""


def _is_of_code(selector: str) -> bool:
    """Whether a selector needs what texts lack; within :not(…) it rather spares it."""
    return OF_CODE.search(re.sub(r":not\([^)]*\)", "", selector)) is not None


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule: what stands before its brace, and what stands within."""
    at = 0
    while at < len(css):
        opened = css.find("{", at)
        ended = css.find(";", at)
        if opened < 0 or (css[at] == "@" and 0 <= ended < opened):  # @charset
            end = len(css) if ended < 0 else ended + 1
            yield css[at:end], ""
            at = end
            continue
        close = _close(css, opened)
        yield css[at:opened], css[opened + 1 : close]
        at = close + 1


def _close(css: str, opened: int) -> int:
    """Where the brace that is opened there is closed; the last character, if it is not."""
    depth = 0
    for brace in BRACE.finditer(css, opened):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return len(css) - 1


def bundled() -> dict[str, str]:
    """The files that are made, by their names among the static ones."""
    theme = THEME.read_text(encoding="utf-8").partition("/*# sourceMapping")[0]
    return {
        "edition.js": joined("scripts", SCRIPTS, ".js"),
        "edition.css": joined("styles", STYLES, ".css"),
        TEXT_THEME: of_text(theme),
    }


def is_bundled(app: Sphinx) -> bool:
    """Whether what is built has these files: a book has a style sheet of its own, no scripts."""
    return app.builder.format == "html" and app.builder.name != "epub"


def write_bundle(app: Sphinx) -> None:
    """Write the files where pages look for them; a project's own of these names come later."""
    if not is_bundled(app):
        return
    static = Path(app.outdir) / "_static"
    (static / "styles").mkdir(parents=True, exist_ok=True)
    for name, text in bundled().items():
        (static / name).write_text(text, encoding="utf-8")
    app.add_css_file("edition.css")
    app.add_js_file("edition.js", loading_method="defer")


def rebundled(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, when a file is not what it was: they name it with its checksum, so that no
    browser goes on with one that it has kept."""
    is_new = is_bundled(app) and printed_by(app).differs("bundle", bundled())
    return sorted(env.found_docs) if is_new else []
