"""The house: imports point one way, and no room grows past comfort."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "edition_tools"
FILES = sorted(PACKAGE.rglob("*.py"))

# each floor may use those below it
FLOORS = [
    {"findings", "vocabulary"},
    {"text"},
    {"table"},
    {"register", "manifest"},
    {"model"},
    {"rulings", "versions"},
    {"shelf", "report", "sample", "bibliography"},
    {"convert", "emit", "publish", "stage", "many", "access"},
    {"show", "references"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
STEPS = {"clean", "zones", "blocks", "notes", "citations", "works"}
SHARED_BY_STEPS = {"printed"}  # how marks and numbers are printed: words, not a step
LONGEST_FILE, LONGEST_FUNCTION = 350, 50


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {
        name.removeprefix("edition_tools.") for name in names if name.startswith("edition_tools.")
    }


def floor(name: str) -> int:
    for number, rooms in enumerate(FLOORS):
        if name in rooms:
            return number
    raise AssertionError(f"{name} has no floor in the house: add it to FLOORS")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_never_point_up(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    here = room(path)
    for name in imported(path):
        there = name.split(".")[0]
        if there in {here, "__version__"}:
            continue
        assert floor(there) < floor(here), f"{here} must not import {there}"


@pytest.mark.parametrize("step", sorted(STEPS))
def test_no_step_of_the_converter_imports_another(step: str) -> None:
    folder = PACKAGE / "convert" / step
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]

    assert files
    for path in files:
        for name in imported(path):
            if name.startswith("convert.") and name.split(".")[1] not in SHARED_BY_STEPS:
                assert name.split(".")[1] == step, f"{path} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_or_function_grows_past_comfort(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"


def test_every_public_name_has_a_docstring() -> None:
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{path} has no docstring"
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name} has no docstring"


def test_the_command_line_opens_without_sphinx() -> None:
    """Most commands need none of it, and it takes as long to start as all of ours."""
    code = "import sys, edition_tools.cli; sys.exit('sphinx' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
