"""What printing a book costs: this project's PDF beside WeasyPrint's, and Typst alone.

    python benchmarks/print.py [--pages N] [--notes N] [--rounds N] [--without-latex] [--json FILE]

The book is invented (`chapters.py`): as many words as fill about 300 pages of the royal sheet, and
1,000 notes. Ours is an edition with numbered passages and a bibliography, built by `edition build
pdf`: Sphinx, the TEI that is attached, Typst, named places. *Typst alone* compiles the source that
this left. WeasyPrint prints the same words from the one page of HTML that Sphinx as it comes makes
(its builder singlehtml, theme basic), on the same sheet; its notes stay at the end of their
chapters, it numbers no passages, and it tags nothing, which is all to its advantage. Where lualatex
is installed, one run of it over `edition build latex` is measured too. All run by turns in one go.
Processor seconds and the most memory are those of each whole process.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import chapters
import measured
import pikepdf
from measured import Cost

PAGE_WORDS = 225  # of the text, beside the notes, on a page of the royal sheet
CHAPTERS = 20
WORKS = 100
CONF = 'project = "A book"\nlanguage = "en"\nextensions = ["edition_tools.publish"]\n'
CALL = re.compile(r"\[\^(\d+)\]")  # the notes of an edition are numbered through
PLAIN = """\
project = "A book"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
html_theme = "basic"
html_copy_source = False
"""
SHEET = """\
@page { size: 156mm 234mm; margin: 25mm 28mm 27mm 24mm; @bottom-center { content: counter(page) } }
body { font: 10.6pt/1.3 serif; text-align: justify; hyphens: auto }
h1 { break-before: page } .footnote { font-size: 8.3pt } .related, .footer { display: none }
"""
TYPST_ALONE = (
    "import sys; from pathlib import Path;"
    " from edition_tools.publish.typst import compile_pdf;"
    " compile_pdf(Path(sys.argv[1]), Path(sys.argv[2]), 0)"
)
Costs = dict[str, list[tuple[Cost, int]]]  # by program: what it cost, and the pages it made


def main() -> None:
    """Measure, and print a table."""
    args = _arguments()
    words = args.pages * PAGE_WORDS
    book = chapters.write_book(CHAPTERS, words // CHAPTERS, args.notes // CHAPTERS, WORKS)
    print(book.count(), flush=True)
    with tempfile.TemporaryDirectory() as place:
        costs = measure(book, Path(place), args)
    report(costs)
    if args.json:
        rows = {
            name: [{**vars(cost), "pages": pages} for cost, pages in runs]
            for name, runs in costs.items()
        }
        args.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=300, metavar="N")
    parser.add_argument("--notes", type=int, default=1000, metavar="N")
    parser.add_argument("--rounds", type=int, default=1, metavar="N")
    parser.add_argument("--without-latex", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="put the PDFs there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers here too")
    return parser.parse_args()


def as_edition(book: chapters.Book, project: Path) -> None:
    """The book as a project of ours: an edition with numbered passages, notes and works."""
    edition = project / "docs" / "editions" / "book"
    (edition / "text").mkdir(parents=True)
    (project / "source_texts").mkdir()
    (project / "conf").mkdir()
    (project / "conf" / "conf.py").write_text(CONF, encoding="utf-8")
    index = "# Editions\n\n```{toctree}\neditions/book/index\n```\n"
    (project / "docs" / "index.md").write_text(index, encoding="utf-8")
    passages, before = itertools.count(1), 0
    for chapter in book.chapters:
        page = _renumbered(_page(chapter, passages), before)
        before += len(chapter.notes)
        (edition / "text" / f"{chapter.name}.md").write_text(page, encoding="utf-8")
    names = "\n".join(f"text/{chapter.name}" for chapter in book.chapters)
    index = f"# A book\n\n```{{toctree}}\n{names}\ntext/works\n```\n"
    (edition / "index.md").write_text(index, encoding="utf-8")
    (edition / "text" / "works.md").write_text("# Works cited\n\n:::{works}\n:::\n", "utf-8")
    (edition / "text" / "works.bib").write_text(book.works, encoding="utf-8")
    record = {"slug": "book", "title": "A book", "author": "Nobody", "siglum": "B"}
    (edition / "text" / "edition.json").write_text(json.dumps(record), encoding="utf-8")


def _page(chapter: chapters.Chapter, passages: itertools.count[int]) -> str:
    pieces = [f"# {chapter.title}"]
    for kind, words in chapter.blocks:
        if kind == "heading":
            pieces.append(f"## {words}")
        elif kind != "link":
            lead = "> " if kind == "quotation" else ""
            pieces.append(f"{lead}{{#p{next(passages)}}}\n{lead}{words}")
    for note in chapter.notes:
        cited = f" See {{cited}}`this <{note.key}>`, p. {note.page}." if note.key else ""
        pieces.append(f"[^{note.number}]: {note.words}{cited}")
    return "\n\n".join(pieces) + "\n"


def _renumbered(page: str, before: int) -> str:
    return CALL.sub(lambda it: f"[^{int(it[1]) + before}]", page)


def measure(book: chapters.Book, place: Path, args: argparse.Namespace) -> Costs:
    """All programs, by turns."""
    project = place / "ours"
    as_edition(book, project)
    chapters.for_sphinx(book, place / "plain", PLAIN)
    (place / "sheet.css").write_text(SHEET, encoding="utf-8")
    made = project / "build" / "public" / "pdf"
    programs: dict[str, Callable[[], tuple[Cost, Path]]] = {
        "edition build pdf": lambda: (_edition(project, "pdf"), made / "book.pdf"),
        "Typst alone": lambda: (
            _python("-c", TYPST_ALONE, made / "book" / "book.typ", place / "typst.pdf"),
            place / "typst.pdf",
        ),
        "Sphinx singlehtml": lambda: (_singlehtml(place), Path()),
        "WeasyPrint": lambda: (_weasyprint(place), place / "weasy.pdf"),
    }
    if shutil.which("lualatex") and not args.without_latex:
        tex = project / "build" / "public" / "latex" / "book"
        programs["edition build latex"] = lambda: (_edition(project, "latex"), Path())
        programs["lualatex, one run"] = lambda: (_lualatex(tex), tex / "book.pdf")
    costs: Costs = {}
    for _ in range(args.rounds):
        shutil.rmtree(project / "build", ignore_errors=True)
        for name, run in programs.items():
            cost, pdf = run()
            costs.setdefault(name, []).append((cost, _pages(pdf)))
            if args.keep and pdf.suffix == ".pdf":
                args.keep.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(pdf, args.keep / f"{name.replace(' ', '-')}.pdf")
    return costs


def _python(*arguments: object) -> Cost:
    return measured.program([sys.executable, *map(str, arguments)])


def _edition(project: Path, format: str) -> Cost:
    build = f"import os; os.chdir({str(project)!r}); from edition_tools.cli import main; "
    return _python("-c", build + f"raise SystemExit(main(['build', {format!r}]))")


def _singlehtml(place: Path) -> Cost:
    out = place / "html"
    shutil.rmtree(out, ignore_errors=True)
    return _python("-m", "sphinx", "-q", "-b", "singlehtml", place / "plain", out)


def _weasyprint(place: Path) -> Cost:
    page = place / "html" / "index.html"
    return _python("-m", "weasyprint", "-q", "-s", place / "sheet.css", page, place / "weasy.pdf")


def _lualatex(folder: Path) -> Cost:
    quiet = f'cd "{folder}" && lualatex --interaction=batchmode --halt-on-error book >/dev/null'
    return measured.program(["sh", "-c", quiet])


def _pages(path: Path) -> int:
    if path.suffix != ".pdf":
        return 0
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def report(costs: Costs) -> None:
    """Print processor seconds, the most memory, pages; and each as a share of WeasyPrint's."""
    theirs = statistics.median(cost.seconds for cost, _ in costs["WeasyPrint"])
    print(f"{'':>20} {'seconds':>8} {'MB':>6} {'pages':>6} {'of WeasyPrint':>14}")
    for name, runs in costs.items():
        seconds = statistics.median(cost.seconds for cost, _ in runs)
        megabytes = max(cost.megabytes for cost, _ in runs)
        pages = runs[-1][1] or "–"
        print(f"{name:>20} {seconds:8.2f} {megabytes:6.0f} {pages:>6} {seconds / theirs:14.2f}")


if __name__ == "__main__":
    main()
