"""Plain text with the way back to its source, and the editors' notes as Web Annotations."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import annotation_terms
from conftest import ROOT, corpus_items, shared
from edition_tools.cli import main
from edition_tools.commands import checks_of_annotations
from edition_tools.publish.annotations.model import AROUND
from sites import copy_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# https://www.w3.org/TR/annotation-vocab/#motivation
MOTIVATIONS = {"commenting", "editing", "describing", "tagging"}


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen's project, built as text, public and private, as annotations and as TEI."""
    folder = tmp_path_factory.mktemp("plain")
    for name in ("conf", "source_texts/specimen", "docs/editions/specimen"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("text", ".text*"))
    shutil.copy(ROOT / "docs" / "index.md", folder / "docs" / "index.md")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for given in (["text"], ["text", "--private"], ["annotations"], ["tei"]):
            assert main(["build", *given]) == 0
    return folder


# ------------------------------------------------------------------ plain text
def witness(folder: Path) -> dict[str, str]:
    """What the witness reads in each place, from the files alone."""
    found: dict[str, str] = {}
    for place in json.loads((folder / "readings.json").read_text("utf-8")):
        text = (folder / place["file"]).read_bytes().decode("utf-8")
        words = text[place["start"] : place["end"]]
        for start, end, has, _ in reversed(place.get("changes", [])):
            words = words[:start] + has + words[end:]
        found[place["id"]] = words
    return found


def source(folder: Path) -> bytes:
    """The source, from the files alone; what is kept back is shown as blanks."""
    way = json.loads((folder / "ledger.json").read_text("utf-8"))
    places = witness(folder)
    text = "".join(
        row if isinstance(row, str) else " " * row[0] if len(row) == 1 else _cut(places, *row)
        for row in way["rows"]
    )
    return text.encode(way["encoding"])


def _cut(places: dict[str, str], id_: str, start: int, end: int) -> str:
    return places[id_][start:end]


def test_the_plain_text_and_its_ledger_give_the_source_back_to_the_byte(specimen: Path) -> None:
    raw = (specimen / "source_texts/specimen/source.txt").read_bytes()

    assert source(specimen / "build/private/text/specimen") == raw


def test_texts_of_the_corpus_come_back_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared("corpus", "items")
    monkeypatch.chdir(tmp_path)
    items = [(name.lower(), path) for name, path, _ in corpus_items()][:20:5]
    for name, path in items:
        assert main(["new", name, str(path)]) == 0
    assert main(["build", "text", "--private"]) == 0

    for name, path in items:
        assert source(tmp_path / "build/private/text" / name) == path.read_bytes(), name


def test_a_public_build_keeps_back_what_is_withheld_and_the_site_s_furniture(
    specimen: Path,
) -> None:
    folder = specimen / "build/public/text/specimen"
    files = "".join(path.read_text("utf-8") for path in folder.iterdir())
    raw = (specimen / "source_texts/specimen/source.txt").read_text("utf-8")

    assert "windbag" in raw
    assert "windbag" not in files
    assert "Contact" not in files
    assert len(source(folder).decode()) == len(raw)


def test_each_voice_is_a_file_of_its_own(specimen: Path) -> None:
    folder = specimen / "build/public/text/specimen"
    text = (folder / "text.txt").read_text("utf-8").split("\n\n")

    assert text[0].startswith("The Eye Goes Down")
    assert text[3].startswith("A footnote is the one part of a learned page")
    assert {path.name for path in folder.glob("*.txt")} == {
        "text.txt",
        "author-notes.txt",
        "editors-notes.txt",
        "apparatus.txt",
        "commentary.txt",
    }


def in_tei(node: etree._Element) -> str:
    """What the edition reads in an element of its TEI, calls left out."""
    if node.tag == f"{TEI}note":
        node = node.find(f"{TEI}p")
    if node.tag in (f"{TEI}div", f"{TEI}post"):
        node = node.find(f"{TEI}p")
    out = node.text or ""
    for child in node:
        is_call = child.tag == f"{TEI}ref" and child.get("type") == "authorial"
        is_other = child.tag == f"{TEI}sic" and node.tag == f"{TEI}choice"
        out += ("" if is_call or is_other else in_tei(child)) + (child.tail or "")
    return out


def test_the_plain_text_and_the_tei_have_the_same_words_in_the_same_places(specimen: Path) -> None:
    folder = specimen / "build/public/text/specimen"
    root = etree.parse(str(specimen / "build/public/tei/specimen.xml")).getroot()
    elements = {it.get(XML_ID): it for it in root.iter(etree.Element) if it.get(XML_ID)}
    places = [
        it
        for it in json.loads((folder / "readings.json").read_text("utf-8"))
        if it["id"] in elements
    ]
    plain = {
        it["id"]: (folder / it["file"]).read_text("utf-8")[it["start"] : it["end"]] for it in places
    }

    assert {id_: " ".join(in_tei(elements[id_]).split()) for id_ in plain} == {
        id_: " ".join(words.split()) for id_, words in plain.items()
    }
    assert len(plain) > 100


# ------------------------------------------------------------------ annotations
def annotations(path: Path) -> list[dict[str, Any]]:
    found = json.loads(path.read_text("utf-8"))
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert found["first"]["type"] == "AnnotationPage"
    assert found["first"]["partOf"] == found["id"]
    items: list[dict[str, Any]] = found["first"]["items"]
    assert found["total"] == len(items)
    return items


@pytest.fixture(scope="module")
def items(specimen: Path) -> list[dict[str, Any]]:
    return annotations(specimen / "build/public/annotations/specimen.jsonld")


def test_every_annotation_keeps_the_rules_of_the_model(items: list[dict[str, Any]]) -> None:
    for it in items:
        assert set(it) <= {"id", "type", "motivation", "body", "target", "canonical", "creator"}
        assert it["type"] == "Annotation"
        assert it["id"].startswith("urn:uuid:")
        assert it["motivation"] in MOTIVATIONS
        for body in it["body"]:
            assert body["type"] == "TextualBody"
            assert body["purpose"] in MOTIVATIONS
            assert isinstance(body["value"], str)
            assert body["value"]
        assert it["creator"]["type"] == "Person"
        selector = it["target"]["selector"]
        assert selector["type"] == "FragmentSelector"
        assert it["target"]["source"].endswith(".html")
    assert len({it["id"] for it in items}) == len(items)


def test_each_annotation_quotes_the_words_that_stand_at_its_offsets(
    specimen: Path, items: list[dict[str, Any]]
) -> None:
    folder = specimen / "build/public/text/specimen"
    places = json.loads((folder / "readings.json").read_text("utf-8"))
    words = {
        it["id"]: (folder / it["file"]).read_text("utf-8")[it["start"] : it["end"]] for it in places
    }
    for it in items:
        selector = it["target"]["selector"]
        quote, position = selector["refinedBy"]
        text, start, end = words[selector["value"]], position["start"], position["end"]
        assert quote["exact"] == text[start:end]
        assert quote["prefix"] == text[max(0, start - AROUND) : start]
        assert quote["suffix"] == text[end : end + AROUND]


def test_an_emendation_quotes_what_the_edition_reads_and_says_what_the_source_has(
    items: list[dict[str, Any]],
) -> None:
    first = next(it for it in items if it["canonical"].endswith("#a1"))

    assert first["target"]["selector"]["refinedBy"][0]["exact"] == "learned"
    assert first["body"][0]["purpose"] == "editing"
    assert first["body"][0]["value"] == "learned] leaned S (ET)"


def test_every_note_of_the_editors_is_an_annotation_and_none_is_withheld_or_doubled(
    specimen: Path, items: list[dict[str, Any]]
) -> None:
    ids = sorted(it["canonical"].partition("#")[2] for it in items)
    written = [
        line.removeprefix(":id: ").strip()
        for kind in ("notes", "emendations")
        for path in (specimen / "docs/editions/specimen" / kind).glob("*.md")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith(":id: ")
    ]

    assert ids == sorted(written)


def test_ids_and_bytes_are_the_same_in_every_build(tmp_path: Path) -> None:
    site = copy_of("test-edition", tmp_path)
    for builder, name in (
        ("edition-annotations", "mini.jsonld"),
        ("edition-text", "mini/text.txt"),
    ):
        first = (site.build(builder).pages / name).read_bytes()
        shutil.rmtree(site.out)
        assert (site.build(builder).pages / name).read_bytes() == first


# ------------------------------------------------------------------ the standard's own terms
def everything(specimen: Path) -> dict[str, Any]:
    path = specimen / "build/public/annotations/specimen.jsonld"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_a_schema_of_the_data_model_finds_nothing_wrong(specimen: Path) -> None:
    verdict = checks_of_annotations.verdict(specimen / "build/public/annotations/specimen.jsonld")

    assert (verdict.said, verdict.ok) == ("valid", True)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("motivation",), "scolding"),
        (("target",), {"selector": {"type": "TextQuoteSelector", "exact": "x"}}),
        (("target", "selector", "refinedBy"), {"type": "TextPositionSelector", "start": -1}),
        (("body", 0, "value"), 7),
        (("id",), "not an address"),
    ],
)
def test_the_schema_finds_what_is_wrong(
    specimen: Path, tmp_path: Path, place: tuple[str | int, ...], wrong: object
) -> None:
    broken = everything(specimen)
    holder = broken["first"]["items"][0]
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = wrong
    (tmp_path / "broken.jsonld").write_text(json.dumps(broken), "utf-8")

    assert checks_of_annotations.verdict(tmp_path / "broken.jsonld").ok is False


def test_every_term_has_a_meaning_in_json_ld(specimen: Path) -> None:
    """An expansion drops what its context does not define: nothing may be missing then."""
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed")
    whole = everything(specimen)

    def own(url: str, _: object) -> dict[str, object]:
        assert url == whole["@context"]  # nothing else is asked for, and nothing is fetched
        return {"contextUrl": None, "documentUrl": url, "document": annotation_terms.CONTEXT}

    expanded = jsonld.expand(whole, {"documentLoader": own, "base": "https://example.org/"})

    assert leaves(expanded) == leaves({k: v for k, v in whole.items() if k != "@context"})


def leaves(value: Any) -> int:
    """How many values a document holds; an expansion puts each into wrappings, and adds none."""
    if isinstance(value, dict):
        return sum(
            leaves(it) for key, it in value.items() if not (key == "@type" and "@value" in value)
        )
    return sum(map(leaves, value)) if isinstance(value, list) else 1
