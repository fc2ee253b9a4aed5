"""Reads the words of a LaTeX document of ours by its commands, as a person at the press would.

Comes in: LaTeX that `edition build latex` wrote. Goes out: its text as a tree of commands and
words. Only what our own documents need: braces, commands with a known number of arguments, signs
that are written out. Anything else is an error, so that nothing of a text can hide in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"\\([A-Za-z]+)|\\(.)|%\n|([{}~])|(\n\s*\n)|([^\\%{}~\n]+|\n)", re.S)
SIGNS = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textasciigrave": "`",
    "apart": "",
    "wrap": "",
    "subtitleline": " ",
    "quad": " ",
}
ARGUMENTS = {
    **dict.fromkeys(SIGNS, 1),  # always with {}
    **dict.fromkeys(("authormark", "editorsmark", "apparatusmark", "sourceshown"), 3),
    **dict.fromkeys(("authornote", "editorsnote", "apparatusnote", "editorsbeside"), 4),
    **dict.fromkeys(("authorendnote", "editorsendnote", "apparatusendnote"), 4),
    **dict.fromkeys(("opening", "textopening", "appendixopening"), 4),
    **dict.fromkeys(("heading", "headingunlisted"), 4),
    **dict.fromkeys(("inlanguage", "toplace", "topage", "toweb", "entry", "passage"), 2),
    **dict.fromkeys(("multicolumn", "uncallednote"), 3),
    **dict.fromkeys(("mainmatter", "hline", "endhead", "tabularnewline"), 0),
    **dict.fromkeys(("OnehalfSpacing", "linenumbers", "frontmatter"), 0),
    "booktitle": 5,
}  # all others have one
ENVIRONMENTS = {"readerscomment": 2, "tabled": 2}  # all others have no argument
SERIES = {"author": "author-notes", "editors": "editors-notes", "apparatus": "apparatus"}
NOTE = re.compile(r"^(author|editors|apparatus|uncalled)(note|endnote|beside)$")
BLANK = " "


@dataclass(frozen=True, slots=True)
class Command:
    """A command and its arguments; `\\begin{x}` is "begin" with x as its first."""

    name: str
    arguments: tuple[Tree, ...]


Tree = list["str | Command"]
BREAK = Command("par", ())  # a blank line


def read(document: str) -> Tree:
    """The body of a document."""
    _, _, body = document.partition("\n\\begin{document}\n")
    return parse(body)


def parse(code: str) -> Tree:
    """Code as a tree."""
    tree, at = _group(code, 0)
    assert at == len(code), code[at - 1 : at + 40]
    return tree


def _group(code: str, at: int) -> tuple[Tree, int]:
    """What stands up to the brace that closes a group, and where that ends."""
    tree: Tree = []
    while at < len(code):
        found = TOKEN.match(code, at)
        assert found, f"this is not ours: {code[at : at + 40]!r}"
        at = found.end()
        name, sign, brace, blank, words = found.groups()
        if brace == "}":
            return tree, at
        if brace == "{":
            inside, at = _group(code, at)
            tree += inside
        elif name:
            at = _command(tree, code, at, name)
        else:
            tree.append(_said(sign, brace, blank, words))
    return tree, at


def _command(tree: Tree, code: str, at: int, name: str) -> int:
    given: list[Tree] = []
    count = ARGUMENTS.get(name, 1)
    while len(given) < count:
        assert code[at : at + 1] == "{", f"\\{name} has no argument: {code[at : at + 40]!r}"
        inside, at = _group(code, at + 1)
        given.append(inside)
        if name == "begin" and len(given) == 1:
            count += ENVIRONMENTS.get(words_of(inside), 0)
    if name in SIGNS:
        assert given == [[]]
        tree.append(SIGNS[name])
    elif name in ("unseen", "codepoint"):
        digits = words_of(given[0])
        tree.append(chr(int(digits, 16)) if name == "unseen" else f"[U+{digits}]")
    else:
        tree.append(Command(name, tuple(given)))
    return at


def _said(
    sign: str | None, brace: str | None, blank: str | None, words: str | None
) -> str | Command:
    if sign is not None:
        assert sign in "{}$&#%_- ", f"\\{sign} is none of our signs"
        return "\u00ad" if sign == "-" else sign
    if brace == "~":
        return "\u00a0"
    if blank:
        return BREAK
    assert not set(words or "") & set('$#_^`"'), f"a sign that acts: {words!r}"
    return (words or "").replace("\n", BLANK)


# what is printed of a command's arguments; of any other, all of them
PRINTED = {
    "inlanguage": [1],
    "toplace": [1],
    "topage": [1],
    "toweb": [1],
    "entry": [1],
    "opening": [3],
    "textopening": [3],
    "appendixopening": [3],
    "heading": [3],
    "headingunlisted": [3],
    "multicolumn": [2],
    "listitem": [],
}
UNPRINTED = frozenset(
    ("place", "passage", "begin", "end", "printpage", "printpageinword", "languagehere")
)


def words_of(tree: Tree, marks: bool = False) -> str:
    """The words of a tree, without notes; `marks` of notes only if they are asked for."""
    return " ".join("".join(_pieces(tree, marks)).split())


def _pieces(tree: Tree, marks: bool) -> Iterator[str]:
    for it in tree:
        if isinstance(it, str):
            yield it
        elif it.name.endswith("mark") and it.name != "deadmark":
            yield from _pieces(it.arguments[2], marks) if marks else ()
        elif NOTE.match(it.name):
            continue
        elif it.name in UNPRINTED or it is BREAK:
            yield BLANK if it.name in ("begin", "end", "par", "passage") else ""
        else:
            block = it.name in ("listitem", "term", "verseline", "rubric", "citedin", "codeline")
            given = [] if it.name == "verseline" else it.arguments
            wanted = [given[at] for at in PRINTED.get(it.name, range(len(given)))]
            yield BLANK if block else ""
            for argument in wanted:
                yield from _pieces(argument, marks)


def walk(tree: Tree) -> Iterator[Command]:
    """Every command, in order, with those in its arguments after it."""
    for it in tree:
        if isinstance(it, Command):
            yield it
            for argument in it.arguments:
                yield from walk(argument)


def paragraphs(tree: Tree) -> list[Tree]:
    """The pieces of a body between blank lines, environments and headings."""
    out: list[Tree] = [[]]
    for it in tree:
        if isinstance(it, Command) and it.name == "verseline":
            out[-1].append(it)
        elif it is BREAK or (isinstance(it, Command) and it.name in ("begin", "end")):
            out.append([])
        else:
            out[-1].append(it)
    return [it for it in out if it]
