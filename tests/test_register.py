"""The register of ids: whatever editors rule later, an old link leads to the words it was given to.

The text is the specimen. A ruling can make a passage of two, or one of two, or say that a part
of the page is something else; here they come and go, many times over.
"""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT
from edition_tools import register as registers
from edition_tools.cli import main
from edition_tools.commands.convert import written
from edition_tools.convert import convert, ids
from edition_tools.findings import BadShelf, Code
from edition_tools.model import Edition, Ruling
from edition_tools.register import Register
from edition_tools.shelf import Project
from edition_tools.table import read_toml
from edition_tools.text import Source, Span
from edition_tools.vocabulary import BreakSource, note_id
from sites import Site, site_of, words

ROW = re.compile(r'"[a-z0-9.]+" = \[\d+, \d+, "[0-9a-f]{64}"\]')  # "p1" = [0, 9, "ab…"]
PROJECT = Project(ROOT)
MANIFEST = PROJECT.manifest("specimen")
SOURCE = PROJECT.source(MANIFEST)
RULINGS = PROJECT.rulings("specimen")


def edition(rulings: tuple[Ruling, ...], register: Register | None) -> Edition:
    return convert(SOURCE, MANIFEST, rulings, (), register)


def ruling(code: Code, decision: str, span: Span, source: Source = SOURCE) -> Ruling:
    """A ruling on the words of the source at *span*."""
    digest = hashlib.sha256(span.of(source.text).encode()).hexdigest()
    return Ruling(code, decision, "as the test wants it", "ET", at=span, sha256=digest)


def borne(found: Edition) -> dict[str, Span]:
    """Every id that stands on a page, and the words of the source it stands for."""
    places = {passage.id: passage.span for passage in found.passages}
    places |= {note_id(n.label): n.span for n in found.notes.notes if n.span is not None}
    return {id_: found.view.origin(span) for id_, span in places.items()}


def printed(found: Edition, at: int) -> bool:
    return any(span.start <= at < span.end for span in borne(found).values())


def misled(found: Edition, register: Register) -> list[str]:
    """The ids of *register* that do not lead to the words they were given to."""
    now = borne(found)
    former = {it.id: it for it in found.former}
    wrong = []
    for place in register.places:
        if place.id in now:
            here = now[place.id]
            shared = min(here.end, place.span.end) - max(here.start, place.span.start)
            enough = 0.8 * max(len(here), len(place.span))
            holds = here.start <= place.span.start < here.end
            right = holds or shared >= enough
        elif place.id in former:
            at = found.view.origin(Span(former[place.id].at, former[place.id].at)).start
            right = at == place.span.start or not printed(found, place.span.start)
            right = right and former[place.id].holder in now
        else:
            right = False
        if not right:
            wrong.append(place.id)
    return wrong


# ------------------------------------------------------------------ one thing at a time
@pytest.fixture(scope="module")
def frozen() -> Edition:
    """The specimen at its first freeze."""
    return edition(RULINGS, None)


def a_break(found: Edition, id_: str) -> Ruling:
    """A new paragraph in the middle of a passage, at the beginning of a word."""
    span = next(p.span for p in found.passages if p.id == id_)
    at = found.view.text.index(" ", (span.start + span.end) // 2) + 1
    return ruling(Code.BLOCKS_HIDDEN_BREAK, "break", found.view.origin(Span(at, at + 5)))


def paragraphs(found: Edition) -> list[str]:
    return [p.id for p in found.passages if p.id.startswith("p")]


def test_before_the_first_freeze_a_new_paragraph_renumbers_those_after_it(frozen: Edition) -> None:
    split = edition((*RULINGS, a_break(frozen, "p4")), None)

    assert paragraphs(split) == [f"p{n}" for n in range(1, len(paragraphs(frozen)) + 2)]


def test_after_it_the_second_half_gets_a_letter_and_all_others_keep_their_ids(
    frozen: Edition,
) -> None:
    split = edition((*RULINGS, a_break(frozen, "p4")), frozen.register)

    before = paragraphs(frozen)
    assert paragraphs(split) == [*before[:4], "p4a", *before[4:]]


def test_a_half_that_is_divided_again_gets_the_next_letter(frozen: Edition) -> None:
    first = (*RULINGS, a_break(frozen, "p4"))
    once = edition(first, frozen.register)
    twice = edition((*first, a_break(once, "p4")), once.register)

    assert paragraphs(twice)[3:6] == ["p4", "p4b", "p4a"]


def test_paragraphs_that_become_one_leave_the_second_id_where_its_words_begin(
    frozen: Edition,
) -> None:
    split = edition((*RULINGS, a_break(frozen, "p4")), frozen.register)
    again = edition(RULINGS, split.register)

    assert paragraphs(again) == paragraphs(frozen)
    assert [(f.id, f.holder) for f in again.former] == [("p4a", "p4")]
    assert misled(again, split.register) == []


def test_an_id_comes_back_when_its_words_are_a_passage_again(frozen: Edition) -> None:
    rulings = (*RULINGS, a_break(frozen, "p4"))
    split = edition(rulings, frozen.register)
    joined = edition(RULINGS, split.register)
    restored = edition(rulings, joined.register)

    assert restored.passages == split.passages
    assert restored.register == split.register


def test_a_paragraph_of_a_comment_that_becomes_a_comment_leaves_its_old_id_behind() -> None:
    text = (
        "Title\n\nA first paragraph of the text, which is long enough to be one.\n\n"
        "2 Comments\n\n1. Ann\nMarch 1, 2010 at 1:00 pm\n\nFirst remark of hers.\n\n"
        "Second remark of hers.\n\n2. Bob\nMarch 2, 2010 at 1:00 pm\n\nHis remark.\n"
    )
    source = Source("source.txt", text.encode(), "utf-8", text)
    first = convert(source)
    comments = [p.id for p in first.passages if p.id.startswith("c")]
    assert comments == ["c1", "c1.2", "c2"]

    at = text.index("Second")
    carve = ruling(
        Code.ZONES_DOUBTFUL, "comment", Span(at, at + len("Second remark of hers.")), source
    )
    second = convert(source, None, (carve,), (), first.register)

    assert [p.id for p in second.passages if p.id.startswith("c")] == ["c1", "c1a", "c2"]
    assert [(f.id, f.holder) for f in second.former] == [("c1.2", "c1a")]


def test_a_note_whose_mark_is_read_otherwise_later_is_found_under_both(frozen: Edition) -> None:
    note = next(n for n in frozen.notes.notes if n.label == "12")
    places = tuple(
        replace(place, id="n72") if place.id == "n12" else place for place in frozen.register.places
    )
    later = edition(RULINGS, Register(places))

    assert note.span is not None
    assert [(f.id, f.at, f.holder) for f in later.former] == [("n72", note.span.start, "n12")]


def test_a_note_keeps_its_label_when_counting_would_give_it_another(frozen: Edition) -> None:
    places = tuple(
        replace(place, id="nch2.12") if place.id == "n12" else place
        for place in frozen.register.places
    )
    later = ids.keep_labels(frozen.view, frozen.notes, Register(places))

    assert [n.label for n in later.notes][12:14] == ["ch2.12", "13"]


# ------------------------------------------------------------------ many things
class Editors:
    """Editors who change their minds: each turn one ruling more, or one fewer."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.rulings = list(RULINGS)
        self.found = edition(RULINGS, None)

    def turn(self) -> Edition:
        doing = self.chance.choice((self._split, self._join, self._part, self._take_back))
        doing()
        self.found = edition(tuple(self.rulings), self.found.register)
        return self.found

    def _split(self) -> None:
        body = [p for p in self.found.passages if p.id.startswith("p") and len(p.span) > 60]
        span = self.chance.choice(body).span
        at = (
            self.found.view.text.rfind(
                " ", span.start, self.chance.randrange(span.start + 30, span.end)
            )
            + 1
        )
        self._rule(Code.BLOCKS_HIDDEN_BREAK, "break", Span(at, at + 4))

    def _join(self) -> None:
        shown = [b for b in self.found.blocks.blocks if b.begins == BreakSource.PROPOSED]
        if shown:
            start = self.chance.choice(shown).span.trimmed(self.found.view.text).start
            self._rule(Code.BLOCKS_HIDDEN_BREAK, "no-break", Span(start, start + 4))

    def _part(self) -> None:
        kind = self.chance.choice(("furniture", "frame", "comment"))
        passage = self.chance.choice(self.found.passages)
        start = passage.span.start + self.chance.choice((0, 0, len(passage.span) // 20))
        self._rule(Code.ZONES_DOUBTFUL, kind, Span(start, passage.span.end))

    def _take_back(self) -> None:
        self.rulings.pop(self.chance.randrange(len(self.rulings)))

    def _rule(self, code: Code, decision: str, span: Span) -> None:
        self.rulings.append(ruling(code, decision, self.found.view.origin(span)))


@pytest.mark.parametrize("seed", [1, 2])
def test_fifty_edits_splits_and_merges_leave_every_old_link_at_its_words(seed: int) -> None:
    editors = Editors(seed)
    known = {place.id for place in editors.found.register.places}
    for turn in range(50):
        found = editors.turn()
        ids_now = [place.id for place in found.register.places]

        assert len(ids_now) == len(set(ids_now))
        assert known <= set(ids_now), f"an id vanished at turn {turn}"
        assert misled(found, found.register) == [], f"turn {turn}: {editors.rulings[-1]}"
        known = set(ids_now)

    assert len(editors.found.former) > 5
    assert edition(tuple(editors.rulings), editors.found.register).passages == found.passages


# ------------------------------------------------------------------ on the page
TEXT = """The Title

This is the first paragraph of a text, and it says that it is the first of them.

The second begins a thought that is long enough. Here it goes on with another thought of mine.
"""
NOTE = """:::{editorial-note} “another thought”
:id: e1
:in: p2a
:by: ET

A note that was written while there was a paragraph 2a.
:::
"""


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A page on which p2a was cited, and is now the second half of p2."""
    source = Source("source.txt", TEXT.encode(), "utf-8", TEXT)
    manifest = replace(MANIFEST, slug="x", sha256="", file="source.txt")
    at = TEXT.index("Here it goes on")
    cut = ruling(Code.BLOCKS_HIDDEN_BREAK, "break", Span(at, at + 4), source)
    first = convert(source, manifest)
    split = convert(source, manifest, (cut,), (), first.register)
    assert [p.id for p in split.passages] == ["p1", "p2", "p2a"]

    pages = {
        f"text/{k}": v
        for k, v in written(convert(source, manifest, (), (), split.register)).items()
    }
    pages["notes/article.md"] = NOTE
    pages["index.md"] = "# Index\n\nSee {passage}`p2a`.\n\n:::{toctree}\ntext/article\n:::\n"
    return site_of(tmp_path_factory.mktemp("merged"), pages)


def test_a_link_to_a_merged_passage_leads_to_the_first_of_its_words(merged: Site) -> None:
    page = merged.build("html").page("text/article")
    place = page.get_element_by_id("p2a")

    assert merged.warnings == ""
    assert place.getparent().get("id") == "p2"
    assert place.text_content() == ""
    assert (place.tail or "").startswith("Here it goes on")
    [link] = merged.page("index").xpath("//article//a[contains(@href, '#p2a')]")
    assert words(link) == "¶ 2"


def test_a_note_that_names_a_merged_passage_finds_its_words(merged: Site) -> None:
    page = merged.build("html").page("text/article")

    assert page.get_element_by_id("e1-ref").getparent().get("id") == "p2"


def test_the_pdf_has_the_place_of_a_merged_passage_too(merged: Site) -> None:
    merged.build("edition-pdf")
    codes = [path.read_text(encoding="utf-8") for path in merged.pages.glob("*/*.typ")]

    assert [code for code in codes if 'anchor("p2a")' in code]


def test_words_that_have_gone_to_another_page_leave_word_where_they_are(tmp_path: Path) -> None:
    source = Source("source.txt", TEXT.encode(), "utf-8", TEXT)
    manifest = replace(MANIFEST, slug="x", sha256="", file="source.txt")
    at = TEXT.index("This is the first")
    first = Span(at, TEXT.index("\n\nThe second"))
    carve = ruling(Code.ZONES_DOUBTFUL, "frame", first, source)
    later = convert(source, manifest, (carve,), (), convert(source, manifest).register)
    assert [(f.id, f.holder) for f in later.former] == [("p1", "f1")]

    pages = {f"text/{name}": text for name, text in written(later).items()}
    pages["index.md"] = "# Index\n\n:::{toctree}\ntext/article\ntext/commentary\n:::\n"
    site = site_of(tmp_path, pages).build()

    place = site.page("text/article").get_element_by_id("p1")
    assert words(place) == "What was p1 stands elsewhere now: poster’s words 1"
    [link] = place.xpath(".//a/@href")
    assert link == "commentary.html#f1"
    frame = site.page("text/commentary").get_element_by_id("f1")
    assert "This is the first paragraph" in words(frame)
    assert site.warnings == ""


# ------------------------------------------------------------------ the file
def test_the_register_is_written_and_read_to_the_letter(frozen: Edition, tmp_path: Path) -> None:
    path = tmp_path / "passages.toml"
    path.write_text(registers.write(frozen.register), encoding="utf-8")
    read = registers.read(read_toml(path))

    assert read is not None
    assert sorted(read.places, key=lambda p: p.id) == sorted(
        frozen.register.places, key=lambda p: p.id
    )
    assert registers.write(read) == path.read_text(encoding="utf-8")


def test_the_register_holds_no_words(frozen: Edition) -> None:
    rows = registers.write(frozen.register).partition("[places]\n")[2].splitlines()

    assert rows
    assert [row for row in rows if not ROW.fullmatch(row)] == []


def test_without_a_file_there_is_no_register(tmp_path: Path) -> None:
    assert registers.read(read_toml(tmp_path / "passages.toml")) is None


@pytest.mark.parametrize(
    "row", ["p1 = [0, 4]", 'p1 = [4, 0, "x"]', '"../p1" = [0, 4, "x"]', 'x1 = [0, 4, "x"]']
)
def test_a_register_that_a_hand_has_spoiled_is_refused(row: str, tmp_path: Path) -> None:
    path = tmp_path / "passages.toml"
    path.write_text(f"[places]\n{row}\n", encoding="utf-8")

    with pytest.raises(BadShelf, match=r"passages\.toml"):
        registers.read(read_toml(path))


def test_a_register_of_another_text_is_refused(frozen: Edition) -> None:
    other = Source("source.txt", b"another text", "utf-8", "another text")

    with pytest.raises(BadShelf, match="other words stand there"):
        registers.compare(frozen.register, other, "specimen")


def test_convert_enters_new_ids_in_a_register_that_is_there(
    project: Path, frozen: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "source_texts" / "specimen" / "passages.toml"
    assert main(["convert", "specimen"]) == 0
    assert not path.exists()

    fewer = Register(frozen.register.places[:-1])
    path.write_text(registers.write(fewer), encoding="utf-8")
    assert main(["convert", "specimen"]) == 0
    assert path.read_text(encoding="utf-8") == registers.write(frozen.register)

    path.write_text(path.read_text(encoding="utf-8").replace("[", "[1", 2), encoding="utf-8")
    assert main(["convert", "specimen"]) == 6
    assert "passages.toml" in capsys.readouterr().err
