"""The laws of the house, on the specimen, the real text, the corpus and random text."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT, corpus_items, shared
from edition_tools.bibliography import bibtex
from edition_tools.convert import convert
from edition_tools.emit import ledger, myst, record
from edition_tools.emit.voices import stretches
from edition_tools.findings import Code, UnreadableText
from edition_tools.model import Edition
from edition_tools.shelf import Project, read_file
from edition_tools.text import Source, read_source

CORPUS = [name for name, _, _ in corpus_items()]
SLUGS = ["specimen", "getty-1986"]
TEXTS = [*SLUGS, *(f"{slug}, without rulings" for slug in SLUGS), *CORPUS] or ["specimen"]


@cache
def edition_of(name: str) -> Edition:
    slug = name.removesuffix(", without rulings")
    if slug not in SLUGS:
        return convert(read_file(shared("corpus", "items", name, "raw.txt")))
    project = Project(ROOT)
    manifest = project.manifest(slug)
    path = project.source_path(manifest) or shared("seed", f"{slug}.txt")
    if slug != name:
        return convert(read_file(path), manifest)
    curated = bibtex.read(project.curated_works(slug))
    return convert(read_file(path), manifest, project.rulings(slug), curated)


@pytest.fixture(params=TEXTS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return edition_of(request.param)


def check_that_nothing_is_lost(edition: Edition) -> None:
    source = edition.view.source
    entries = ledger.read(ledger.write(edition))
    words = {s.id: s.words(edition.view.text) for s in stretches(edition)}

    assert ledger.to_edition(source.text, entries) == {id: w for id, w in words.items() if w}
    assert ledger.to_source(words, entries).encode(source.encoding) == source.raw


def test_law_1_nothing_is_lost(edition: Edition) -> None:
    check_that_nothing_is_lost(edition)


def test_law_2_every_word_has_an_origin(edition: Edition) -> None:
    view = edition.view
    for stretch in stretches(edition):
        for piece in stretch.pieces():
            origin = view.origin(piece)
            assert "".join(origin.of(view.source.text).split()) == "".join(
                piece.of(view.text).split()
            )


def check_that_markers_and_notes_pair_off(edition: Edition) -> None:
    lost = {f.note for f in edition.findings if f.code == Code.NOTES_MARKER_LOST}
    doubtful = [f for f in edition.findings if f.code == Code.NOTES_TWO_READINGS]
    alone = [f for f in edition.findings if f.code == Code.NOTES_CALL_WITHOUT_NOTE]

    for note in edition.notes.notes:
        if note.span is not None and not note.marks:
            assert note.label in lost or any(f.note == note.label for f in doubtful)
    for mark in edition.notes.unanswered:
        assert any(f.span.meets(mark.span) for f in (*alone, *doubtful)), mark


def test_law_3_markers_and_notes_pair_off_or_there_is_a_finding(edition: Edition) -> None:
    check_that_markers_and_notes_pair_off(edition)


DIGESTS = """
import hashlib, sys
from pathlib import Path
from edition_tools.convert import convert
from edition_tools.bibliography import bibtex
from edition_tools.emit import ledger, myst, record
from edition_tools.shelf import read_file
for name in sys.argv[1:]:
    e = convert(read_file(Path(name)))
    pages = "".join(page.text for page in myst.pages(e)) + bibtex.write(e.works.works)
    written = pages + ledger.write(e) + record.write(e)
    assert str(Path(name).parent) not in written
    print(hashlib.sha256(written.encode()).hexdigest())
"""


def test_law_5_the_pages_are_the_same_in_every_run(tmp_path: Path) -> None:
    texts = [ROOT / "source_texts" / "specimen" / "source.txt"]
    texts += [path for _, path, _ in corpus_items()][:12]
    seed = ROOT.parent / "shared" / "seed" / "getty-1986.txt"
    texts += [seed] if seed.exists() else []
    outputs = set()
    for hash_seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT / "src")}
        run = [sys.executable, "-c", DIGESTS, *map(str, texts)]
        done = subprocess.run(run, env=environment, cwd=tmp_path, check=True, capture_output=True)
        outputs.add(done.stdout)

    assert len(outputs) == 1
    assert len(outputs.pop().split()) == len(texts)


def test_law_7_furniture_and_withheld_words_are_not_in_the_record(edition: Edition) -> None:
    written = record.write(edition)
    withheld = {ordinal for ordinal, _ in edition.sensitive}
    for comment in edition.zones.comments:
        if comment.ordinal in withheld:
            for span in comment.text:
                assert span.of(edition.view.text)[:40] not in written


SCRAPS = st.sampled_from(
    [
        *(
            "word",
            "Word.",
            "1",
            "12",
            ".2 Next",
            "1 ",
            "[3]",
            "^4",
            "⁵",
            "*",
            "†",
            "\n",
            "\n\n",
            " ",
        ),
        *("By A. Author*", "Notes", "1 Ibid.", "2 Smith, Book (London, 1900), p. 3.", "3 comments"),
        *("Leave a Reply", "Jane says:", "March 3, 2015 at 10:11 am", "‘quoted’", "> said", "# x"),
        *("[^1]: x", ":::{note}", "{raw}`x`", "\t", "\u00a0", "\r\n", "ﬁn", "12 12 12", "1.1.1.1"),
    ]
)


def whatever(text: str) -> Source | None:
    try:
        return read_source("random.txt", text.encode())
    except UnreadableText:
        return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SCRAPS, min_size=1, max_size=60).map("".join))
def test_any_text_at_all_is_converted_without_loss(text: str) -> None:
    source = whatever(text)
    if source is None:
        return
    edition = convert(source)

    check_that_nothing_is_lost(edition)
    check_that_markers_and_notes_pair_off(edition)
    assert myst.pages(edition)
    bibtex.write(edition.works.works)
    record.write(edition)
