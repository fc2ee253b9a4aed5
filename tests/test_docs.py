"""The manual names everything there is, and nothing else: commands, codes, directives, examples."""

from __future__ import annotations

import argparse
import ast
import functools
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from docutils.parsers.rst import Directive
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

from conftest import ROOT
from edition_tools import cli, publish, vocabulary
from edition_tools.convert import clean, rule
from edition_tools.findings import Code, EditionError
from edition_tools.publish.anchors import find
from edition_tools.publish.apparatus import read_argument
from edition_tools.publish.notes import QUOTED
from edition_tools.rulings import RULING_KEYS
from edition_tools.shelf import MANIFEST_KEYS, RIGHTS_KEYS, Project
from edition_tools.text import View, read_source

MANUAL = ROOT / "docs" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
TEXTS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
WHOLE = "\n".join(TEXTS.values())
OUTSIDE = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]

NOT_OURS = {"toctree", "cite:p", "cite:t"}  # of Sphinx and sphinxcontrib-bibtex
NOT_OURS |= {"primary", "see"}  # in braces, but no names: a field of BibTeX, words of a citation
CHOICES = {
    "kind": vocabulary.NOTE_KINDS,
    "status": vocabulary.NOTE_STATUSES,
    "class": vocabulary.EMENDATION_CLASSES,
    "cert": vocabulary.CERTAINTIES,
}
NAMED = re.compile(r"(?<!\{)\{([a-z][a-z:-]*)\}")  # {editorial-note}, {cite:p}
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[\w.-]+)?\)")  # [findings](findings.md)
CONSOLE = re.compile(r"^\$ (edition .*)$", re.MULTILINE)  # $ edition check my-text
NOX = re.compile(r"nox -s ([a-z]+)")  # nox -s html
EXIT_CODE = re.compile(r"^\| (\d+) \|", re.MULTILINE)  # | 4 | the file cannot be read |


def fences(text: str) -> Iterator[Token]:
    """The fenced blocks of a page, those inside lists and quotations too."""
    parser = create_md_parser(MdParserConfig(enable_extensions={"colon_fence"}), RendererHTML)
    return (token for token in parser.parse(text) if token.type in ("fence", "colon_fence"))


def examples(language: str) -> list[Any]:
    """Every example in one language, named by page and line."""
    return [
        pytest.param(token.content, id=f"{name}:{token.map[0] + 1 if token.map else 0}")
        for name, text in TEXTS.items()
        for token in fences(text)
        if token.info.strip() == language
    ]


def plain(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------------ the command
def sub_commands() -> dict[str, argparse.ArgumentParser]:
    actions = cli.parser()._actions
    choices = next(a.choices for a in actions if isinstance(a, argparse._SubParsersAction))
    return dict(choices)


@pytest.mark.parametrize("name", sub_commands())
def test_every_command_stands_in_the_manual_with_its_help(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    helped = sub_commands()[name].format_help()

    shown = [plain(token.content) for token in fences(TEXTS["commands.md"])]

    assert any(plain(helped) in content for content in shown), helped


def test_no_command_is_described_that_does_not_exist() -> None:
    described = re.findall(r"^## ([a-z]+)$", TEXTS["commands.md"], re.MULTILINE)

    assert sorted(sub_commands()) == sorted(described)


@pytest.mark.parametrize(
    "line", sorted({line for page in OUTSIDE + PAGES for line in CONSOLE.findall(page.read_text())})
)
def test_every_command_line_shown_could_be_typed(line: str) -> None:
    words = shlex.split(line.split(" | ")[0].split(" > ")[0].split(" < ")[0], comments=True)

    assert cli.parser().parse_args(words[1:]).run


def test_every_exit_code_is_explained() -> None:
    known = {0, 1, 2} | {kind.exit_code for kind in (EditionError, *EditionError.__subclasses__())}

    assert {int(code) for code in EXIT_CODE.findall(TEXTS["commands.md"])} == known


# ------------------------------------------------------------------ findings
@pytest.mark.parametrize("code", Code)
def test_every_finding_has_its_meaning_an_example_and_what_to_do(code: Code) -> None:
    entries = re.split(r"^### ", TEXTS["findings.md"], flags=re.MULTILINE)
    entry = next((entry for entry in entries if entry.startswith(f"{code.value}\n")), "")

    assert code.meaning in plain(entry).replace("’", "'")
    shown = any(code.value in token.content for token in fences(entry))
    assert shown or "No step reports it at present" in plain(entry)
    assert "**What to do.**" in entry


def test_a_finding_that_is_said_to_be_reported_by_no_step_is_reported_by_none() -> None:
    steps = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src" / "edition_tools" / "convert").rglob("*.py")
    )
    entries = re.split(r"^### ", TEXTS["findings.md"], flags=re.MULTILINE)
    silent = {e.split("\n")[0] for e in entries if "No step reports it at present" in plain(e)}

    assert {code for code in Code if code in silent and f"Code.{code.name}" in steps} == set()


def test_no_finding_is_described_that_does_not_exist() -> None:
    described = re.findall(r"^### (\S+)$", TEXTS["findings.md"], re.MULTILINE)

    assert sorted(Code) == sorted(described)


# ------------------------------------------------------------------ the extension
@functools.cache
def registered() -> dict[str, dict[str, Any]]:
    """What the extension tells Sphinx: directives, roles and settings by name."""
    app = MagicMock()
    publish.setup(app)
    told = {
        "directives": app.add_directive,
        "roles": app.add_role,
        "settings": app.add_config_value,
    }
    return {
        kind: {call.args[0]: call.args[1] for call in tell.call_args_list}
        for kind, tell in told.items()
    }


def test_every_directive_and_role_is_in_the_manual() -> None:
    ours = registered()

    assert ours["directives"]
    assert ours["roles"]
    assert {n for n in ours["directives"] | ours["roles"] if f"{{{n}}}" not in WHOLE} == set()


def test_every_option_of_a_directive_is_in_the_manual() -> None:
    missing = {
        f"{name} :{option}:"
        for name, directive in registered()["directives"].items()
        for option in vars(directive).get("option_spec") or ()  # its own, not those it inherits
        if f":{option}:" not in WHOLE
    }

    assert missing == set()


def test_every_setting_is_in_the_manual() -> None:
    missing = {name for name in registered()["settings"] if f"`{name}`" not in WHOLE}

    assert missing == set()


def test_no_directive_or_role_is_named_that_does_not_exist() -> None:
    ours = registered()

    assert set(NAMED.findall(WHOLE)) <= {*ours["directives"], *ours["roles"], *NOT_OURS}


@pytest.mark.parametrize(
    "words",
    [
        *CHOICES.values(),
        tuple(vocabulary.ZoneKind),
        tuple(vocabulary.Voice),
        vocabulary.MYST_EXTENSIONS,
        MANIFEST_KEYS,
        RIGHTS_KEYS,
        RULING_KEYS,
    ],
    ids=lambda words: words[0],
)
def test_every_word_that_editors_may_write_is_in_the_manual(words: tuple[str, ...]) -> None:
    missing = {word for word in words if not re.search(rf"[`\[.]{re.escape(word)}[`\]]", WHOLE)}

    assert missing == set()


# ------------------------------------------------------------------ the examples
@pytest.mark.parametrize("example", examples("toml"))
def test_every_example_in_toml_is_read_as_the_program_reads_it(
    example: str, tmp_path: Path
) -> None:
    keys = set(tomllib.loads(example))
    folder = tmp_path / "source_texts" / "example"
    folder.mkdir(parents=True)
    project = Project(tmp_path)

    if "ruling" in keys:
        (folder / "rulings.toml").write_text(example, encoding="utf-8")
        assert project.rulings("example")
    elif keys <= set(MANIFEST_KEYS):
        head = "" if "title" in keys else 'title = "An example"\n'
        (folder / "source.toml").write_text(head + example, encoding="utf-8")
        assert project.manifest("example").title


def specimen_reading() -> View:
    """The specimen's source, from which the manual takes its examples."""
    path = ROOT / "source_texts" / "specimen" / "source.txt"
    return clean.clean(read_source(path.name, path.read_bytes()))


@pytest.mark.parametrize("example", [e for e in examples("toml") if "[[ruling]]" in e.values[0]])
def test_every_ruling_in_the_manual_finds_its_place_in_the_specimen(
    example: str, tmp_path: Path
) -> None:
    folder = tmp_path / "source_texts" / "specimen"
    folder.mkdir(parents=True)
    (folder / "rulings.toml").write_text(example, encoding="utf-8")

    placed = rule.locate(specimen_reading(), Project(tmp_path).rulings("specimen"))

    assert placed.findings == ()


@dataclass(frozen=True)
class Written:
    """A directive as an example writes it."""

    name: str
    argument: str
    options: dict[str, object]
    body: str
    complaints: list[str]


def directives(text: str) -> Iterator[Written]:
    """Every directive in *text*, those inside others too."""
    classes: dict[str, type[Directive]] = registered()["directives"]
    for token in fences(text):
        found = re.match(r"\{([\w:-]+)\}\s*(.*)", token.info, re.DOTALL)
        if found is None:
            continue
        known = classes.get(found[1])
        if known is None:
            yield Written(found[1], found[2], {}, token.content, [])
            continue
        read = parse_directive_text(known, found[2], token.content)
        body = "\n".join(read.body)
        yield Written(found[1], found[2], read.options, body, [w.msg for w in read.warnings])
        yield from directives(body)


def roles(text: str) -> set[str]:
    parser = create_md_parser(
        MdParserConfig(enable_extensions=set(vocabulary.MYST_EXTENSIONS)), RendererHTML
    )
    return {
        child.meta["name"]
        for token in parser.parse(text)
        for child in token.children or ()
        if child.type == "myst_role"
    }


@pytest.mark.parametrize("example", examples("md"))
def test_every_example_in_markdown_is_written_as_the_extension_reads_it(example: str) -> None:
    ours = registered()
    written = list(directives(example))
    used = roles(example).union(*(roles(directive.body) for directive in written))

    assert {d.name for d in written} <= {*ours["directives"], *NOT_OURS}
    assert used <= {*ours["roles"], *NOT_OURS}
    for directive in written:
        assert directive.complaints == []
        if directive.name == "emendation":
            assert read_argument(directive.argument)
        if directive.name == "editorial-note":
            assert QUOTED.match(directive.argument)
        for option, known in CHOICES.items():
            assert directive.options.get(option, known[0]) in known


def anchors_quoted(page: str) -> Iterator[str]:
    """The words of the text that the notes and emendations of a page's examples quote."""
    for token in fences(TEXTS[page]):
        for directive in directives(token.content) if token.info.strip() == "md" else ():
            if directive.name == "editorial-note":
                yield directive.argument[1:-1]
            if directive.name == "emendation":
                read = read_argument(directive.argument)
                yield (read and read.old) or str(directive.options["after"])


@pytest.mark.parametrize("page", ["annotate.md", "begin.md"])
def test_every_anchor_in_the_manual_quotes_the_specimen(page: str) -> None:
    reading = specimen_reading().text
    quoted = list(anchors_quoted(page))

    assert quoted
    assert [words for words in quoted if not find(reading, words)] == []


# ------------------------------------------------------------------ the pages
@pytest.mark.parametrize("page", OUTSIDE + PAGES, ids=lambda page: page.name)
def test_every_link_between_the_project_s_own_files_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"^(`{3,}|:{3,}).*?^\1", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    dead = [link for link in LINK.findall(prose) if not (page.parent / link).exists()]

    assert dead == []


def test_every_nox_session_is_explained_and_no_other_is_named() -> None:
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    there = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any("session" in ast.unparse(decorator) for decorator in node.decorator_list)
    }
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    everywhere = WHOLE + "".join(page.read_text(encoding="utf-8") for page in OUTSIDE)
    named = set(NOX.findall(everywhere))

    assert {name for name in there if f"`nox -s {name}" not in contributing} == set()
    assert named <= there
