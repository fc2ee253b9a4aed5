"""TEI: valid, and with every voice in its place; nothing withheld, nothing acting, nothing lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from pybtex.database import parse_string

from conftest import ROOT, corpus_items, shared
from edition_tools.cli import main
from edition_tools.publish.tei.works import bibl_struct
from edition_tools.publish.tei.xml import element, legal, written
from sites import copy_of, site_of

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
POINTERS = ("target", "corresp", "ana", "resp", "replyTo", "ref")
# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


@pytest.fixture(scope="session")
def schema() -> etree.RelaxNG:
    """The schema of everything that TEI knows; it takes seconds to compile."""
    return etree.RelaxNG(etree.parse(str(shared("tei", "tei_all-4.12.0.rng"))))


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TEI of the specimen."""
    folder = tmp_path_factory.mktemp("specimen")
    for name in ("conf", "source_texts/specimen", "docs/editions/specimen"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("text", ".text*"))
    shutil.copy(ROOT / "docs" / "index.md", folder / "docs" / "index.md")
    return built(folder) / "specimen.xml"


def built(project: Path) -> Path:
    """The folder of TEI documents of a project."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert main(["build", "tei"]) == 0
    return project / "build" / "public" / "tei"


def faults(schema: etree.RelaxNG, path: Path) -> list[str]:
    """What the schema says against a document, and pointers that lead nowhere."""
    root = etree.parse(str(path)).getroot()
    schema.validate(root)
    ids = {it.get(XML_ID) for it in root.iter(etree.Element)}
    lost = [
        f"{it.tag} points at {pointer}"
        for it in root.iter(etree.Element)
        for name in POINTERS
        for pointer in it.get(name, "").split()
        if pointer.startswith("#") and pointer[1:] not in ids
    ]
    return [f"{it.line}: {it.message}" for it in schema.error_log] + lost


def words(node: etree._Element, leave: tuple[str, ...] = ()) -> str:
    """The words of an element, without the elements named."""
    out = node.text or ""
    for child in node:
        if etree.QName(child).localname not in leave:
            out += words(child, leave)
        out += child.tail or ""
    return out


def by_id(path: Path) -> dict[str, etree._Element]:
    root = etree.parse(str(path)).getroot()
    return {it.get(XML_ID): it for it in root.iter(etree.Element) if it.get(XML_ID)}


# ------------------------------------------------------------------ the schema
def test_the_specimen_is_valid_and_every_pointer_leads_somewhere(
    schema: etree.RelaxNG, specimen: Path
) -> None:
    assert faults(schema, specimen) == []


def test_the_real_text_is_valid(
    schema: etree.RelaxNG, tmp_path: Path, seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_SOURCES", str(seed.parent))
    for name in ("conf", "source_texts/getty-1986", "docs/editions/getty-1986"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("text", ".text*")
        )
    shutil.copy(ROOT / "docs" / "index.md", tmp_path / "docs" / "index.md")

    assert faults(schema, built(tmp_path) / "getty-1986.xml") == []


def a_few() -> Iterator[tuple[str, Path]]:
    """Every sixth item of the corpus."""
    items = [(name, path) for name, path, _ in corpus_items()]
    yield from items[::6]


def test_texts_of_the_corpus_are_valid(
    schema: etree.RelaxNG, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared("corpus", "items")
    monkeypatch.chdir(tmp_path)
    for name, path in a_few():
        assert main(["new", name.lower(), str(path)]) == 0
    written_ = sorted(built(tmp_path).glob("*.xml"))

    assert len(written_) == len(list(a_few()))
    assert {path.name: faults(schema, path) for path in written_} == {
        path.name: [] for path in written_
    }


def test_any_project_is_valid_and_one_without_editions_is_one_document(
    schema: etree.RelaxNG, tmp_path: Path
) -> None:
    for root in ("test-print-plain", "test-print", "test-edition"):
        site = copy_of(root, tmp_path / root)
        (site.source / "conf.py").unlink()
        site.build("edition-tei", edition_private=root == "test-print")
        found = sorted(site.pages.glob("*.xml"))
        assert found, site.warnings
        assert [faults(schema, path) for path in found] == [[] for _ in found]


# ------------------------------------------------------------------ what is in it
def test_the_text_with_every_sic_reads_as_the_witness_and_with_every_corr_as_the_edition(
    specimen: Path,
) -> None:
    first = by_id(specimen)["p1"]

    assert "one part of a leaned page" in words(first, leave=("corr", "ref"))
    assert "one part of a learned page" in words(first, leave=("sic", "ref"))


def test_each_note_leads_back_to_its_calls_and_each_call_to_its_note(specimen: Path) -> None:
    elements = by_id(specimen)
    notes = [it for it in elements.values() if it.tag == f"{TEI}note" and it.get("n")]
    calls = [it for it in elements.values() if it.get(XML_ID, "").endswith("-ref")]

    assert len([it for it in notes if it.get("type") == "authorial"]) == 41
    for note in notes:
        for back in note.get("target", "").split():
            assert elements[back[1:]].get("target") == f"#{note.get(XML_ID)}"
    for call in calls:
        note = elements[call.get("target", "")[1:]]
        assert (call.get("type"), call.get("n")) == (note.get("type"), note.get("n"))


def test_a_marker_that_a_ruling_placed_is_supplied(specimen: Path) -> None:
    call = by_id(specimen)["n25-ref"]

    assert [it.tag for it in call] == [f"{TEI}supplied"]
    assert words(call) == "25"


def test_the_author_s_words_for_a_work_point_at_its_entry(specimen: Path) -> None:
    elements = by_id(specimen)
    cited = [it for it in elements["n1"].iter(f"{TEI}ref") if it.get("type") == "cited"]

    assert {it.get("target") for it in cited} == {"#grafton1997", "#zerby2002", "#grafton1994"}
    assert elements["grafton1997"].tag == f"{TEI}biblStruct"


def test_greek_words_say_that_they_are_greek(specimen: Path) -> None:
    foreign = [it.text for it in by_id(specimen)["p4"].iter(f"{TEI}foreign")]

    assert foreign == ["ὑπόμνημα", "ὀβελός", "διπλῆ", "σχόλια"]


def test_the_commentary_is_a_text_of_its_own_and_what_is_withheld_leaves_a_gap(
    specimen: Path,
) -> None:
    elements = by_id(specimen)
    above = list(elements["c2"].iterancestors(f"{TEI}text"))

    assert above[0].get("type") == "commentary"
    assert [etree.QName(it).localname for it in elements["c4"].iter()] == ["p", "gap", "desc"]
    assert "windbag" not in specimen.read_text(encoding="utf-8")


def test_the_witness_stands_in_the_header_with_its_checksum(specimen: Path) -> None:
    witness = by_id(specimen)["S"]
    digest = next(witness.iter(f"{TEI}idno"))

    assert (digest.get("type"), len(digest.text or "")) == ("SHA-256", 64)


def test_two_builds_are_equal_to_the_byte(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    first = (site.build("edition-tei").pages / "mini.xml").read_bytes()
    shutil.rmtree(site.out)

    assert (site.build("edition-tei").pages / "mini.xml").read_bytes() == first


@pytest.mark.parametrize(
    ("voice", "gone"),
    [
        ("text", ("p1", "n1", "a1")),
        ("author-notes", ("n1",)),
        ("editors-notes", ("e1", "e1-ref")),
        ("apparatus", ("a1", "a1-ref")),
        ("commentary", ("c1",)),
    ],
)
def test_a_voice_that_is_withheld_leaves_no_trace(
    schema: etree.RelaxNG, tmp_path: Path, voice: str, gone: tuple[str, ...]
) -> None:
    site = copy_of("test-edition", tmp_path)
    whole = by_id(site.build("edition-tei").pages / "mini.xml")
    statement = site.source / "editions" / "mini" / "text" / "edition.json"
    said = json.loads(statement.read_text(encoding="utf-8"))
    said["rights"] = {**said.get("rights", {}), voice: {"voice": voice, "publish": "no"}}
    statement.write_text(json.dumps(said), encoding="utf-8")
    shutil.rmtree(site.out)
    path = site.build("edition-tei").pages / "mini.xml"
    left = by_id(path)

    assert faults(schema, path) == []
    for id_ in set(gone) & left.keys():  # what stands there says that something is withheld
        assert [etree.QName(it).localname for it in left[id_]] == ["gap"]
    for id_ in set(gone) & whole.keys():
        lost = " ".join(words(whole[id_]).split())
        assert len(lost) < 12 or lost not in " ".join(path.read_text("utf-8").split())


# ------------------------------------------------------------------ nothing acts
def test_no_words_become_markup() -> None:
    hostile = "]]> <!-- --> <?x?> &amp; <p xml:id='x'>"
    raw = written(element("TEI", element("p", hostile, n=hostile)))

    found = etree.fromstring(raw)[0]
    assert (found.text, found.get("n")) == (hostile, hostile)


def test_a_character_that_xml_cannot_hold_is_replaced_and_reported(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"index.md": "# Title\n\nA bell \x07 rings.\n"})
    site.build("edition-tei")
    [path] = site.pages.glob("*.xml")

    assert "A bell \ufffd rings." in path.read_text(encoding="utf-8")
    assert "XML cannot hold U+0007" in site.warnings


def test_every_character_that_xml_allows_is_kept() -> None:
    allowed = "\t\n\r é\ud7ff\ue000\ufffd\U0001f600\U0010ffff"

    assert legal(allowed) == allowed
    assert legal("\x00\x0b\x1f\ufffe\uffff") == "\ufffd" * 5


def test_no_field_of_a_work_is_left_out() -> None:
    entry = parse_string(
        r"""@incollection{key, author = {Brown, Ada and {The Board}}, editor = {de la Croix, Jean},
        title = {A \& B}, booktitle = {The Whole}, publisher = {House}, address = {Town},
        year = {1986}, pages = {1--9}, translator = {Smith, Jo}, library = {City Archive},
        doi = {10.1/x}}""",
        "bibtex",
    ).entries["key"]
    found = " ".join(etree.fromstring(written(bibl_struct("key", entry))).itertext())

    assert " ".join(found.split()).replace(" ,", ",") == (
        "Brown, Ada The Board A & B 10.1/x The Whole de la Croix, Jean Town House 1986 1–9 "
        "City Archive Smith, Jo"
    )
