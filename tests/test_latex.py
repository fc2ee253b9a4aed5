"""The LaTeX: a document for a press, every voice in its own commands, nothing of a text acting."""

from __future__ import annotations

import re
import shutil
import string
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp

import tex_words
import voices_read
from edition_tools.publish.latex import code
from tex_words import Command

ROOTS = Path(__file__).with_name("roots")
# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

HOSTILE = (
    r"\input{/etc/passwd} \write18{touch here} \immediate\openout5=here \directlua{os.exit(1)}",
    r"\end{document} \begin{document} \catcode`\%=12 \def\par{} \csname fi\endcsname",
    r"^^5cinput ^^M ^^A \char92 \$ 100% of $x_1^2$ & #1 ##1 ~ tied",
    "a]; [b](c) }}} {{{ ]{ \\\\[2cm] \\\\* [5pt] *star",
    "[an option] first, and * a star first",
    "-- --- ---- ,, << >> `` '' ` ' \" !` ?` `a' \"b\" |c|",
    "fi ffi ffl st — ﬁ ſt Æ œ ß ĳ «Guillemets» „Gänsefüßchen“",
    "слово по-русски, Їжак, λόγος, ἡ γὰρ ἐπιστολή, שלום עולם, and back",
    "no\u00a0break soft\u00adhyphen narrow\u202fspace",
    "https://example.org/~user/a_b?c=%20&d={e}#f\\g/" + "long" * 12,
)
UNSEEN = "zero\u200bwidth, \u202eturned\u202c, \u2066isolated\u2069, bell\u0007, none\ufffe"


def _escaped(text: str) -> str:
    return "".join("\\" + it if it in string.punctuation else it for it in text)


def _built(root: str, tmp_path: Path, pages: dict[str, str], **settings: object) -> SphinxTestApp:
    source = tmp_path / root
    shutil.copytree(ROOTS / root, source)
    for name, text in pages.items():
        (source / name).write_text(text, encoding="utf-8")
    app = SphinxTestApp(
        buildername="edition-latex", srcdir=source, freshenv=True, confoverrides=settings
    )
    app.build()
    app.cleanup()
    assert app.warning.getvalue() == ""
    return app


@dataclass(frozen=True)
class Written:
    """A document, and its words as a tree."""

    path: Path

    @property
    def text(self) -> str:
        """The whole file."""
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> tex_words.Tree:
        """Its body."""
        return tex_words.read(self.text)

    def commands(self, *names: str) -> list[Command]:
        """Its commands of these names."""
        return [it for it in tex_words.walk(self.tree) if it.name in names]


def _document(root: str, slug: str, tmp_path: Path, **settings: object) -> Written:
    return Written(Path(_built(root, tmp_path, {}, **settings).outdir, slug, f"{slug}.tex"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The LaTeX of the project that is no edition, with a page of hostile words."""
    page = "# Hostile words\n\n" + "\n\n".join(map(_escaped, (*HOSTILE, UNSEEN))) + "\n"
    folder, alone = tmp_path_factory.mktemp("plain"), ["myst_parser", "edition_tools.publish.latex"]
    app = _built("test-print-plain", folder, {"hostile.md": page}, extensions=alone)
    return Written(Path(app.outdir, "plain-pages", "plain-pages.tex"))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A small edition: a German text by English editors."""
    return _document("test-print", "leuchtturm", tmp_path_factory.mktemp("edition"))


def compiled(document: Written, tmp_path: Path) -> Path:
    """The PDF that lualatex makes of a document, in a folder of its own."""
    if shutil.which("lualatex") is None:
        pytest.skip("lualatex is not installed (Debian: texlive-luatex, texlive-latex-extra)")
    folder = tmp_path / "compiled"
    shutil.copytree(document.path.parent, folder)
    command = ["lualatex", "--no-shell-escape", "--interaction=nonstopmode", "--halt-on-error"]
    done = subprocess.run(
        [*command, document.path.name], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]
    return folder / f"{document.path.stem}.pdf"


# ------------------------------------------------------------------ text of a source
def test_text_of_a_source_is_written_to_the_letter_and_nothing_in_it_acts(plain: Written) -> None:
    words = [tex_words.words_of(it) for it in tex_words.paragraphs(plain.tree)]

    for text in HOSTILE:
        assert " ".join(text.split()) in words


def test_what_nobody_sees_is_written_so_that_it_is_seen(plain: Written) -> None:
    assert (
        r"zero\unseen{200B}width, \unseen{202E}turned\unseen{202C}, "
        r"\unseen{2066}isolated\unseen{2069}, bell"
    ) in plain.text
    assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069\x07\ufffe]", plain.text)


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_its_code_says_it_and_has_no_other_command(text: str) -> None:
    # the reader knows the signs that are written out and no other command, and refuses all else
    tree = tex_words.parse(code.words(text))

    assert all(isinstance(it, str) for it in tree)
    shown = "".join(it for it in tree if isinstance(it, str))
    blanks = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
    never = re.compile(f"[{code.NEVER}]")
    assert shown == never.sub(lambda it: f"[U+{ord(it[0]):04X}]", blanks.sub(" ", text))


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_names_addresses_and_languages_hold_no_sign_that_acts(text: str) -> None:
    acting = set("\\{}$&#%_^~\n\"'`")

    assert not set(code.label(text)) & acting
    assert not set(code.file_name(text)) & acting
    assert not set(code.language(text)) & acting
    assert not set(re.sub(r"\\[%&#_]", "", code.address(text))) & acting


def test_two_names_of_places_are_never_one() -> None:
    names = ["a b", "a_b", "a-x20-b", "a.b", "a:b", "a/b"]

    assert len({code.label(it) for it in names}) == len(names) - 1  # but "a-x20-b", which is no id


# ------------------------------------------------------------------ the voices
def test_each_voice_has_commands_of_its_own(edition: Written) -> None:
    said = voices_read.latex(edition.path)

    voices = {id_: voice for id_, (voice, _, _) in said.notes.items()}
    assert {voices[it] for it in voices if it.startswith("n")} == {"author-notes"}
    assert {voices[it] for it in voices if it.startswith("e")} == {"editors-notes"}
    assert {voices[it] for it in voices if it.startswith("a")} == {"apparatus"}
    assert said.passages["p1"].startswith("Wer den Turm zum ersten Male besteigt")
    assert said.passages["p3"] == (
        "Das Licht geht um, das Licht geht aus, und keiner kommt davon nach Haus."
    )


def test_passages_have_their_numbers_and_what_is_supplied_is_marked(edition: Written) -> None:
    numbers = {
        tex_words.words_of(it.arguments[0]): tex_words.words_of(it.arguments[1])
        for it in edition.commands("passage")
    }

    assert {it: numbers[it] for it in ("p1", "p2", "p3", "p5")} == {
        "p1": "1",
        "p2": "⟨2⟩",
        "p3": "3",
        "p5": "⟨5⟩",
    }


def test_a_note_on_a_note_follows_it_and_every_note_is_set_once(edition: Written) -> None:
    notes = edition.commands("authornote", "editorsnote", "apparatusnote", "uncallednote")
    inside = [it for note in notes for it in tex_words.walk(note.arguments[-1]) if it in notes]
    names = [tex_words.words_of(it.arguments[0][0].arguments[0]) for it in notes]  # type: ignore[union-attr]

    assert inside == []
    assert len(names) == len(set(names))


def test_the_commentary_is_an_appendix_in_its_own_environment(edition: Written) -> None:
    code = edition.text.partition("\n\\begin{document}\n")[2]

    assert code.index("\\appendixopening{") < code.index("\\begin{commentary}")
    assert code.index("\\begin{commentary}") < code.index("\\begin{readerscomment}")
    assert code.index("\\end{readerscomment}") < code.index("\\end{commentary}")


def test_words_in_another_language_say_so(edition: Written, plain: Written) -> None:
    assert "\\inlanguage{ru}{Надежда}" in edition.text
    assert "\\inlanguage{grc}{ὁ φάρος}" in edition.text
    assert "\\languageis{de}" in edition.text
    assert "\\rtltrue" in plain.text
    assert "\\rtlfalse" in edition.text


def test_two_builds_are_equal_to_the_byte(edition: Written, tmp_path: Path) -> None:
    again = _document("test-print", "leuchtturm", tmp_path)

    assert again.text == edition.text
    assert (again.path.parent / "works.bib").read_bytes() == (
        edition.path.parent / "works.bib"
    ).read_bytes()


def test_what_is_withheld_is_not_in_it(tmp_path: Path) -> None:
    app = _built("test-edition", tmp_path, {})
    public = Path(app.outdir, "mini", "mini.tex").read_text(encoding="utf-8")
    app = _built("test-edition", tmp_path / "private", {}, edition_private=True)
    private = Path(app.outdir, "mini", "mini.tex").read_text(encoding="utf-8")

    assert "Content note:" in private
    assert "Content note:" not in public
    assert len(public) < len(private)


# ------------------------------------------------------------------ what is chosen
def test_a_picture_that_latex_cannot_read_is_left_out_with_a_warning(tmp_path: Path) -> None:
    source = tmp_path / "test-print-plain"
    shutil.copytree(ROOTS / "test-print-plain", source)
    (source / "drawn.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    page = "# Pictures\n\n![A drawing](drawn.svg)\n"
    (source / "forms.md").write_text(page, encoding="utf-8")
    alone = {"extensions": ["myst_parser", "edition_tools.publish.latex"]}
    app = SphinxTestApp(
        buildername="edition-latex", srcdir=source, freshenv=True, confoverrides=alone
    )
    app.build()
    app.cleanup()
    assert "forms.md:3: WARNING: LaTeX cannot read SVG: “drawn.svg” is left out" in (
        app.warning.getvalue()
    )


def test_notes_may_stand_elsewhere_and_a_draft_has_numbered_lines(tmp_path: Path) -> None:
    draft = _document(
        "test-print",
        "leuchtturm",
        tmp_path,
        edition_pdf_notes="end",
        edition_pdf_editors_notes="margin",
        edition_pdf_draft=True,
    )

    assert draft.commands("authorendnote")
    assert draft.commands("editorsbeside")
    assert draft.commands("editorsnote") == []
    assert "\\drafttrue" in draft.text
    assert "\\setstocksize{297mm}{210mm}" in draft.text
    assert "\\linenumbers" in draft.text
    compiled(draft, tmp_path)


# ------------------------------------------------------------------ compiled
def test_lualatex_sets_the_edition_and_every_id_opens_its_place(
    edition: Written, tmp_path: Path
) -> None:
    made = compiled(edition, tmp_path)

    with pikepdf.open(made) as pdf:
        names = set(pikepdf.NameTree(pdf.Root.Names.Dests).keys())
    said = voices_read.latex(edition.path)
    assert {*said.passages, *said.notes} - names == set()


def test_lualatex_prints_the_words_of_a_source_to_the_letter(
    plain: Written, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    made = compiled(plain, tmp_path)
    printed = subprocess.run(
        ["pdftotext", "-raw", str(made), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")

    letters = "".join(printed.split())
    for text in HOSTILE[:6]:  # those of signs that every font has
        assert "".join(text.split()) in letters
    assert not (tmp_path / "compiled" / "here").exists()
