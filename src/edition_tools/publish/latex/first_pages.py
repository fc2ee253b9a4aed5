"""What stands before the chapters: class and measures, languages, title, rights, contents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from edition_tools.publish.latex import code
from edition_tools.publish.latex.code import command
from edition_tools.publish.layout import Layout
from edition_tools.publish.paged import shortened
from edition_tools.publish.title import Title, rights_page, statement_lines

HEAD = """\
% {title}
%
% The edition as LaTeX, made from the same pages as its other formats. Compile it with lualatex,
% three times, or with latexmk -lualatex. works.bib beside it has the works cited; they are printed
% from this file, not by BibTeX.
\\documentclass[{size}pt,twoside,openany]{{memoir}}
\\setstocksize{{{height}mm}}{{{width}mm}}
\\settrimmedsize{{\\stockheight}}{{\\stockwidth}}{{*}}
\\settypeblocksize{{{lines}mm}}{{{column}mm}}{{*}}
\\setlrmargins{{{inner}mm}}{{*}}{{*}}
\\setulmargins{{{top}mm}}{{*}}{{*}}
\\setmarginnotes{{6mm}}{{{beside}mm}}{{4pt}}
\\checkandfixthelayout
\\newif\\ifdraft{draft}
\\newif\\ifrtl{rtl}

"""
RIGHT_TO_LEFT = ("R", "AL")
DRAFT = "\\OnehalfSpacing\n\\linenumbers\n"
NARROW = 12  # mm of an outer margin that are not for notes


def head(title: Title, layout: Layout, words: str) -> str:
    """The class and the measures; `words` are those of the book."""
    paper = layout.paper
    outer = layout.width - paper.inner - paper.column
    return HEAD.format(
        title=code.words(title.title),
        size=min((10, 11, 12), key=lambda it: abs(it - paper.size)),
        width=_number(layout.width),
        height=_number(paper.height),
        lines=_number(paper.height - paper.top - paper.bottom),
        column=_number(paper.column),
        inner=_number(paper.inner),
        top=_number(paper.top),
        beside=_number(max(outer - NARROW, 10)),
        draft="\\drafttrue" if layout.draft else "\\draftfalse",
        rtl="\\rtltrue" if _has_right_to_left(words) else "\\rtlfalse",
    )


def languages(main: str, used: Iterable[str]) -> str:
    """The code that provides the languages of the book, its own first."""
    rest = sorted(set(used) - {main, ""})
    given = [(main, ", main"), *((it, "") for it in rest)]
    rows = (command("providelanguage", tag, tag.partition("-")[0], more) for tag, more in given)
    return "\n".join(rows) + "\n"


def opening(title: Title, said: tuple[str, ...], text_language: str) -> str:
    """From the beginning of the document to its contents."""
    main, _, rest = title.title.partition(": ")
    name, author = code.words(title.title), code.words(title.statement.author)
    lines = "".join(command("titleline", code.words(it)) for it in statement_lines(title))
    shown = (
        code.words(main),
        code.words(rest),
        author,
        lines,
        code.words(title.fact("publisher")),
    )
    return "\n".join(
        [
            f"\\hypersetup{{pdftitle={{{name}}}, pdfauthor={{{author}}}}}",
            f"\\renewcommand{{\\runningtitle}}{{{code.words(shortened(title.title))}}}",
            "\n\\begin{document}",
            "\\frontmatter",
            command("languageis", text_language),
            command("halftitle", code.words(main)),
            command("booktitle", *shown),
            _rights(title, said),
            command("contents"),
            "",
        ]
    )


def _rights(title: Title, said: tuple[str, ...]) -> str:
    groups = rights_page(title, said)
    lines = ["\n".join(command("rightsline", code.words(it)) for it in group) for group in groups]
    gap = f"\n{command('rightsgap')}\n"
    return f"\\begin{{rights}}\n{gap.join(lines)}\n\\end{{rights}}"


def _has_right_to_left(words: str) -> bool:
    return any(unicodedata.bidirectional(it) in RIGHT_TO_LEFT for it in set(words))


def _number(millimetres: float) -> str:
    return f"{millimetres:g}"
