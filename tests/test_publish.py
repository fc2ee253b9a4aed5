"""Reading an edition's pages: marks, ids, anchors, voices, in the doctree of all formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from sphinx.errors import SphinxError

from edition_tools.publish.nodes import (
    apparatus_entry,
    cited,
    editorial_note,
    emended,
    reader_comment,
    uncalled_note,
    voice_list,
    withheld,
)
from edition_tools.publish.stretches import stretches
from sites import Site, copy_of, site_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

ARTICLE = "editions/mini/text/article"


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("test-edition", tmp_path_factory.mktemp("mini")).build("dummy")


@pytest.fixture(scope="module")
def article(mini: Site) -> nodes.document:
    return mini.doctree(ARTICLE)


def test_a_miniature_with_everything_builds_without_a_word_of_complaint(mini: Site) -> None:
    assert mini.warnings == ""


# ------------------------------------------------------------------ the author's notes
def test_the_authors_notes_bear_the_marks_of_the_source(article: nodes.document) -> None:
    notes = [n for n in article.findall(nodes.footnote) if n["voice"] == "author-notes"]
    assert [(n["ids"], n["mark"], n[0].astext()) for n in notes] == [
        (["nstar"], "*", "*"),
        (["n1"], "1", "1"),
        (["n2"], "2", "2"),
        (["n3"], "3", "3"),
        (["n4"], "4", "4"),
        (["n5"], "5", "5"),
    ]


def test_two_calls_of_one_note_both_lead_to_it(article: nodes.document) -> None:
    calls = [c for c in article.findall(nodes.footnote_reference) if c["refid"] == "n1"]
    assert [c["ids"] for c in calls] == [["n1-ref"], ["n1-ref2"]]
    assert article.ids["n1"]["backrefs"] == ["n1-ref", "n1-ref2"]


def test_a_mark_placed_by_ruling_is_shown_as_supplied(article: nodes.document) -> None:
    call = article.ids["n4-ref"]
    assert (call.astext(), call["supplied"], call["classes"]) == ("⟨4⟩", True, ["supplied"])


def test_a_note_without_a_call_and_a_call_without_a_note_are_both_kept(
    article: nodes.document,
) -> None:
    (note,) = article.findall(uncalled_note)
    assert (note["ids"], note["backrefs"]) == (["n3"], [])
    assert [n.astext() for n in article.findall(nodes.superscript)] == ["6"]


def test_symbols_letters_and_groups_keep_their_marks(tmp_path: Path) -> None:
    labels = {"dagger": "†", "star2": "**", "b": "b", "ch2.1": "1", "xiv": "xiv", "12": "12"}
    calls = "".join(f" word[^{label}]" for label in labels)
    notes = "\n\n".join(f"[^{label}]: Note." for label in labels)
    site = site_of(tmp_path, {"index.md": f"# T\n\n{{#p1}}\nA{calls}.\n\n{notes}\n"}).build("dummy")
    assert site.warnings == ""
    doctree = site.doctree("index")
    found = {i: n["mark"] for n in doctree.findall(nodes.footnote) for i in n["ids"]}
    assert found == {f"n{label}": mark for label, mark in labels.items()}


def test_a_call_whose_note_is_missing_stops_the_build(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"index.md": "# T\n\nA word.[^9]\n"})
    with pytest.raises(SphinxError, match="one place needs a person"):
        site.build("dummy")
    assert "index.md:3: WARNING: the mark [^9] has no note" in site.warnings


def test_a_note_that_nothing_calls_stops_the_build(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"index.md": "# T\n\nA word.\n\n[^9]: A note.\n"})
    with pytest.raises(SphinxError):
        site.build("dummy")
    assert "nothing calls note 9" in site.warnings


# ------------------------------------------------------------------ the editors
def test_editors_marks_follow_the_order_of_reading(article: nodes.document) -> None:
    """What a note calls is read where the note itself is called."""
    notes = list(article.findall(editorial_note))
    assert [(n["mark"], n["ids"][0], n["place"]) for n in notes] == [
        ("a", "e3", "n1"),
        ("b", "e1", "p1"),
        ("c", "e4", "e1"),
        ("d", "e2", "p2"),
        ("e", "e5", "p6"),
    ]


def test_each_voice_has_its_own_list(article: nodes.document) -> None:
    found = {v["voice"]: len(v.children) - 1 for v in article.findall(voice_list)}
    assert found == {"author-notes": 6, "editors-notes": 5, "apparatus": 6}


def test_an_entry_reads_as_an_apparatus_does(article: nodes.document) -> None:
    entries = {n["ids"][0]: n for n in article.findall(apparatus_entry)}
    assert {id_: entry[1].astext() for id_, entry in entries.items()} == {
        "a1": "asked the widow] asked teh widow S (AB)",
        "a2": "deleted] been kept S (AB)",
        "a3": "half forgiven it so] half forgiven it S (CD)",
        "a4": "3d.] sic S (AB)",
        "a5": "who had seen it] who saw it S (AB)",
        "a6": "anything. The prize] nothing. The price S (AB)",
    }
    assert (entries["a1"]["cause"], entries["a1"]["certainty"]) == ("transmission", "high")


def reading(doctree: nodes.document, place: str, *, source: bool) -> str:
    """The words of a passage as the source or as the edition reads them."""
    copy = doctree.deepcopy()
    for node in list(copy.findall(emended)):
        node.replace_self(nodes.Text(node["source"]) if source else list(node.children))
    return "\n".join(s.text for s in stretches(copy) if s.place == place)


def test_the_source_reads_as_it_did_before_the_editors_came(
    article: nodes.document, tmp_path: Path
) -> None:
    bare = copy_of("test-edition", tmp_path)
    (bare.source / "editions/mini/emendations/article.md").unlink()
    (bare.source / "editions/mini/notes/article.md").unlink()
    (bare.source / "editions/mini/introduction.md").write_text("# Introduction\n")
    before = bare.build("dummy").doctree(ARTICLE)
    places = {s.place for s in stretches(before) if s.place}
    assert len(places) == 13
    for place in places:
        assert reading(article, place, source=True) == reading(before, place, source=True)


def test_the_edition_reads_as_the_emendations_say(article: nodes.document) -> None:
    assert reading(article, "p1", source=False).startswith(
        "When I first took the ferry over, the book had for sixty years."
    )
    assert "faithful in anything. The prize was" in reading(article, "p2", source=False)
    assert "half forgiven it so; whoever" in reading(article, "p3", source=False)
    assert reading(article, "n1", source=False).endswith(", pp. 3-4, who had seen it.")


def test_the_authors_words_for_a_work_are_not_changed(article: nodes.document) -> None:
    assert [(c["key"], c.astext()) for c in article.findall(cited)] == [
        ("hale1901", "Hale, The Crossinga"),  # the a calls an editors' note
        ("hale1901", "Ibid."),
        ("pell1899", "Pell, ‘Ice’"),
    ]


def test_ednote_stands_in_the_page_itself(tmp_path: Path) -> None:
    page = (
        "# T\n\n{#p1}\nThe oak{ednote}`It fell in *1871*.` stood, and the ash{ednote}`No.` too.\n"
    )
    site = site_of(tmp_path, {"index.md": page}).build("dummy")
    assert site.warnings == ""
    notes = list(site.doctree("index").findall(editorial_note))
    assert [(n["mark"], n[1].astext()) for n in notes] == [("a", "It fell in 1871."), ("b", "No.")]


def test_notes_and_emendations_may_stand_in_the_page_itself(tmp_path: Path) -> None:
    page = (
        "# The Fery\n\n{#p1}\nThe river rose.\n\n"
        ":::{editorial-note} “river”\n:id: e1\n\nThe Ouse.\n:::\n\n"
        ":::{emendation} “Fery” → “Ferry”\n:id: a1\n\nA slip.\n:::\n\n"
        "{#p2}\nIt fell.\n"
    )
    site = site_of(tmp_path, {"index.md": page}).build()
    assert site.warnings == ""
    doctree = site.doctree("index")
    assert doctree.ids["e1"]["place"] == "p1"
    assert next(doctree.findall(nodes.title)).astext() == "The Ferry†"
    assert site.app is not None
    assert site.app.env.titles["index"].astext() == "The Ferry"  # no mark in the contents


def test_changes_at_the_edges_of_a_passage(tmp_path: Path) -> None:
    text = "{#p1}\nSo so the river rose and fel\n"
    changes = (
        emendation("“So so” → “So”") + emendation("“fel” → “fell”", "a2")
    ) + ":::{emendation} → “again.”\n:id: a3\n:after: rose\n\nWhy.\n:::\n"
    site = site_of(tmp_path, {"index.md": f"# T\n\n{text}", "emendations/index.md": changes})
    doctree = site.build("dummy").doctree("index")
    assert site.warnings == ""
    assert reading(doctree, "p1", source=True) == "So so the river rose and fel"
    assert reading(doctree, "p1", source=False) == "So the river rose again. and fell"


def test_a_heading_of_the_source_cannot_take_a_passages_id(tmp_path: Path) -> None:
    page = "# T\n\n## p1\n\n{#p1}\nWords.[^1]\n\n## n1\n\n{#p2}\nMore.\n\n[^1]: Note.\n"
    site = site_of(tmp_path, {"index.md": page}).build("dummy")
    assert site.warnings == ""
    doctree = site.doctree("index")
    ids = [i for node in doctree.findall(nodes.Element) for i in node["ids"]]
    assert len(ids) == len(set(ids))
    assert doctree.ids["p1"].astext() == "Words.1"
    assert isinstance(doctree.ids["n1"], nodes.footnote)


# ------------------------------------------------------------------ what goes wrong
def wrong(tmp_path: Path, note: str, kind: str = "notes") -> str:
    """What is said of an editors' file on a page of two passages."""
    page = "# T\n\n{#p1}\nThe river rose, and the ferry sank.[^1]\n\n{#p2}\nThe river fell.\n\n"
    site = site_of(
        tmp_path, {"index.md": page + "[^1]: So *Hale* says.\n", f"{kind}/index.md": note}
    )
    with pytest.raises(SphinxError, match="a person"):
        site.build("dummy")
    return site.warnings


def note(words: str, options: str = ":id: e1", body: str = "Text.") -> str:
    return f"% a comment\n\n:::{{editorial-note}} {words}\n{options}\n\n{body}\n:::\n"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (note("“the fery sank”"), "anchors.missing", "p1: “the ferry sank”"),
        (note("“The river”"), "anchors.ambiguous", "stands 2 times in the page"),
        (note("“river fell”", ":in: p1"), "anchors.missing", "p2: “river fell”"),
        (note("“river”", ":in: p9"), "anchors.unknown-place", "no place p9"),
        (note("river"), "anchors.unreadable", "in quotation marks"),
        (note("“the ferry”", ":kind: gossip"), "anchors.unknown-word", "“gossip” is not a kind"),
        (note("“the ferry”", ":status: done"), "anchors.unknown-word", "“done” is not a status"),
    ],
)
def test_an_error_names_the_editors_file_and_line(
    tmp_path: Path, text: str, code: str, said: str
) -> None:
    warnings = wrong(tmp_path, text)
    assert "notes/index.md:3: WARNING: " in warnings
    assert said in warnings
    assert f"[edition.{code}]" in warnings


def test_words_outside_a_note_stop_the_build(tmp_path: Path) -> None:
    warnings = wrong(tmp_path, "% fine\n\n# A heading\n\nStray words.\n")
    assert "notes/index.md:3: WARNING" in warnings
    assert "edition.anchors.stray" in warnings


def test_an_unclosed_note_does_not_swallow_the_page(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "index.md": "# T\n\nThe ferry sank.\n",
            "notes/index.md": ":::{editorial-note} “ferry”\n\nA.",
        },
    ).build("dummy")
    assert [n.astext() for n in site.doctree("index").findall(editorial_note)] == ["a\n\nA."]


def test_footnotes_in_an_editors_file_cannot_meet_the_authors(tmp_path: Path) -> None:
    body = "A mark.[^1]\n\n[^1]: Ours."
    site = site_of(
        tmp_path,
        {
            "index.md": "# T\n\nHe says so.[^1]\n\n[^1]: His.\n",
            "notes/index.md": note("“says”", "", body),
        },
    ).build("dummy")
    doctree = site.doctree("index")
    assert doctree.ids["n1"][1].astext() == "His."
    assert doctree.ids["n1"]["backrefs"] == ["n1-ref"]


def test_a_warning_of_the_parser_names_the_editors_file(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "index.md": "# T\n\nHe says so.\n",
            "notes/index.md": note("“says”", "", "{nosuchrole}`x`"),
        },
    ).build("dummy")
    assert "notes/index.md:" in site.warnings
    assert "index.md:6: WARNING" in site.warnings


def test_unknown_initials_stop_the_build(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    path = site.source / "editions/mini/notes/article.md"
    path.write_text(path.read_text().replace(":by: CD", ":by: XY"))
    with pytest.raises(SphinxError):
        site.build("dummy")
    assert "nobody with the initials “XY” works on this edition (AB, CD)" in site.warnings


def test_an_id_given_twice_stops_the_build(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    path = site.source / "editions/mini/notes/article.md"
    path.write_text(path.read_text().replace(":id: e2", ":id: e1"))
    with pytest.raises(SphinxError):
        site.build("dummy")
    assert "the id e1 is taken: editions/mini/notes/article.md:3" in site.warnings


def test_an_id_given_twice_on_two_pages_stops_the_build(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    path = site.source / "editions/mini/notes/commentary.md"
    path.write_text(path.read_text().replace(":id: e6", ":id: e1"))
    with pytest.raises(SphinxError):
        site.build("dummy")
    assert "edition.anchors.id-twice" in site.warnings


def emendation(words: str, id_: str = "a1") -> str:
    return f":::{{emendation}} {words}\n:id: {id_}\n\nWhy.\n:::\n\n"


def test_two_emendations_of_the_same_words_stop_the_build(tmp_path: Path) -> None:
    both = emendation("“ferry sank” → “ferry swam”") + emendation("“sank” → “sunk”", "a2")
    assert "edition.anchors.overlap" in wrong(tmp_path, both, "emendations")


def test_an_emendation_across_a_link_stops_the_build(tmp_path: Path) -> None:
    warnings = wrong(tmp_path, emendation("“So Hale” → “Shale”"), "emendations")
    assert "index.md:1: WARNING: the words that change stand on both sides" in warnings


def test_pages_that_are_no_edition_may_use_the_same_ids(tmp_path: Path) -> None:
    letter = "# {}\n\n{{#p1}}\nI have your letter ({{passage}}`p1`).[^1]\n\n[^1]: Lost.\n"
    site = site_of(
        tmp_path,
        {
            "index.md": letter.format("One") + "\n```{toctree}\ntwo\n```\n",
            "two.md": letter.format("Two"),
        },
    ).build()
    assert site.warnings == ""
    assert site.page("two").xpath("//p[@id='p1']/a[2]/@href") == ["#p1"]


# ------------------------------------------------------------------ commentary
def test_a_thread_is_kept(mini: Site) -> None:
    comments = mini.doctree("editions/mini/text/commentary").findall(reader_comment)
    assert [(c["ids"], c["number"], c["reply_to"], c["depth"]) for c in comments] == [
        (["c1"], "1", "", 0),
        (["c2"], "2", "c1", 1),
    ]


def test_an_attribution_is_printed_to_the_letter(mini: Site) -> None:
    page = mini.doctree("editions/mini/text/commentary")
    assert page.ids["c2"]["attribution"] == r"Poster \*replies\*: {x} <b>"


def test_paragraphs_of_a_comment_can_be_cited(mini: Site) -> None:
    page = mini.doctree("editions/mini/text/commentary")
    assert page.ids["c1.2"].astext() == "I have a photograph of it."
    assert page.ids["f1.2"].astext() == "Copy it as you like."


def test_a_sensitive_comment_leaves_only_its_place(mini: Site) -> None:
    page = mini.doctree("editions/mini/text/commentary")
    (place,) = page.findall(withheld)
    assert place.astext() == "Comment 3 is withheld: an insult to a living person."
    assert "zanzibarine" not in page.pformat()
    assert "Rude Person" not in page.pformat()


# ------------------------------------------------------------------ where a mark stands
@pytest.mark.parametrize(
    ("words", "quoted", "printed"),
    [
        ("Trotsky’s letter", "Trotsky", "Trotsky’sa letter"),  # the mark is an a
        ("Trotsky's letter", "Trotsky", "Trotsky'sa letter"),
        ("the Bolsheviks’ press", "Bolshevik", "the Bolsheviks’a press"),
        ("in 1930s Moscow", "1930", "in 1930sa Moscow"),
        ("a ‘word’ said", "word", "a ‘worda’ said"),
        ("half-learned men", "half", "halfa-learned men"),
        ("end.[^1]Next", "end.", "end.a1Next"),
        ("in 1925[^1]Next", "1925", "in 1925a1Next"),
    ],
)
def test_a_mark_never_parts_a_word(tmp_path: Path, words: str, quoted: str, printed: str) -> None:
    note = "\n[^1]: A note.\n" if "[^1]" in words else ""
    pages = {
        "index.md": f"# T\n\n{{#p1}}\n{words}\n{note}",
        "notes/index.md": f":::{{editorial-note}} “{quoted}”\n:id: e1\n\nWhy.\n:::\n",
    }
    site = site_of(tmp_path, pages).build("dummy")
    assert site.warnings == ""
    (paragraph,) = [n for n in site.doctree("index").findall(nodes.paragraph) if n.get("passage")]
    assert paragraph.astext() == printed


@pytest.mark.parametrize(
    ("words", "emended", "printed"),
    [
        ("In Trotzky’s letter.", "“Trotzky” → “Trotsky”", "In Trotsky’s† letter."),
        ("L’ opera sua.", "“L’ opera” → “L’opera”", "L’opera† sua."),
        ("Of either these two.", "“either these” → “either of these”", "Of either of† these two."),
        ("He went.In May.", "“went.In” → “went. In”", "He went. In† May."),
        ("So the allies’ said.", "“the allies’” → “the ‘allies’”", "So the ‘allies†’ said."),
        ("No. 5, Jan. 1980).", "“5, Jan” → “5, (Jan”", "No. 5, (Jan†. 1980)."),
        ("He said ”The end”.", "“said ”The” → “said “The”", "He said “The† end”."),
        ("The ‘End‘ came.", "“End‘” → “End’”", "The ‘End’† came."),
    ],
)
def test_a_dagger_stands_behind_whole_words(
    tmp_path: Path, words: str, emended: str, printed: str
) -> None:
    pages = {
        "index.md": f"# T\n\n{{#p1}}\n{words}\n",
        "emendations/index.md": f":::{{emendation}} {emended}\n:id: a1\n\nWhy.\n:::\n",
    }
    site = site_of(tmp_path, pages).build("dummy")
    assert site.warnings == ""
    (paragraph,) = [n for n in site.doctree("index").findall(nodes.paragraph) if n.get("passage")]
    assert paragraph.astext() == printed


def test_footnotes_of_an_introduction_leave_the_authors_ids_to_him(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    page = "# Introduction\n\nA word.[^1]\n\n[^1]: Ours, and none of his.\n"
    (site.source / "editions/mini/introduction.md").write_text(page)
    site.build("dummy")
    assert site.warnings == ""
    (note,) = site.doctree("editions/mini/introduction").findall(nodes.footnote)
    assert "voice" not in note
    assert note["ids"] != ["n1"]


def test_a_note_that_is_not_closed_does_not_swallow_the_next(tmp_path: Path) -> None:
    note = ":::{{editorial-note}} “{}”\n:id: {}\n\nWhy.\n"
    pages = {
        "index.md": "# T\n\n{#p1}\nOne word and another.\n",
        "notes/index.md": note.format("word", "e1") + "\n" + note.format("another", "e2") + ":::\n",
    }
    site = site_of(tmp_path, pages)
    with pytest.raises(SphinxError):
        site.build("dummy")
    assert "notes/index.md:1: WARNING: e2 stands within e1" in site.warnings
