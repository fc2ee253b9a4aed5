"""What is looked for before a pattern stands in whatever the pattern matches."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition_tools.convert.citations.archives import HELD
from edition_tools.convert.citations.atoms import DEFINING, PATTERNS, Kind
from edition_tools.convert.citations.canonical import ANCIENT, SCRIPTURE, SECTIONED
from edition_tools.convert.citations.evidence import (
    CLOSED_DATE,
    DATED,
    DIVIDED,
    HOUSED,
    NUMBERED,
    PAGED,
    POINTED_BACK,
    POINTED_TO_NOTE,
    PRINTED_AGAIN,
    SHORTENED,
    SIGNALLED,
)
from edition_tools.convert.citations.passage import Passage
from edition_tools.convert.citations.row import atoms
from edition_tools.convert.citations.sought import Glimpsed, Sought, Worded, words_of
from edition_tools.convert.citations.starters import FIRST, STARTERS
from edition_tools.text import Span

REFERENCES = Path(__file__).resolve().parents[2] / "shared" / "refs" / "dev"
SOUGHT = {"short forms": DEFINING}
WORDED = {
    "back-references": POINTED_BACK,
    "notes": POINTED_TO_NOTE,
    "short forms": SHORTENED,
    "signals": SIGNALLED,
    "archives": HELD,
    "statutes": SECTIONED,
    "the Bible": SCRIPTURE,
    "the ancients": ANCIENT,
    "publishers": HOUSED,
}
GLIMPSED = {
    "pages": PAGED,
    "issues": NUMBERED,
    "dates": DATED,
    "editions": PRINTED_AGAIN,
    "divisions": DIVIDED,
    "dates in brackets": CLOSED_DATE,
}
some = settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)


@pytest.mark.parametrize("sought", SOUGHT.values(), ids=SOUGHT)
@some
@given(data=st.data())
def test_letters_that_are_sought_stand_in_every_match(sought: Sought, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(sought.pattern))

    assert [m.span() for m in sought.finditer(text)] == [
        m.span() for m in sought.pattern.finditer(text)
    ]


@pytest.mark.parametrize("worded", WORDED.values(), ids=WORDED)
@some
@given(data=st.data())
def test_words_that_are_sought_stand_in_every_match(worded: Worded, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(rf"(?<!\w)(?:{worded.pattern.pattern})"))

    assert worded.stands_in(text, words_of(text))


@pytest.mark.parametrize("glimpsed", GLIMPSED.values(), ids=GLIMPSED)
@some
@given(data=st.data())
def test_what_matches_is_glimpsed(glimpsed: Glimpsed, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(glimpsed.pattern))

    assert glimpsed.search(text) is not None


TAILS = (" 5", ". 5", "5", "s 5", ". ii", " 1900", ". 1900", " 5, 1900", " by A", " ed.", ". cit.")


@pytest.mark.parametrize(("kind", "signs", "pattern"), PATTERNS, ids=[k for k, _, _ in PATTERNS])
def test_an_atom_begins_with_one_of_the_signs_of_its_kind(
    kind: Kind, signs: str, pattern: re.Pattern[str]
) -> None:
    found = {
        word
        for word in STARTERS
        if any(pattern.match(f", {word}{tail}", 2) for tail in TAILS)
        and not (kind == Kind.EDITION and word[0].isupper())  # its atom heeds the first case
    }

    assert sorted(word for word in found if word[0] not in signs) == []


def test_what_is_not_sought_is_not_found() -> None:
    sought = Sought(re.compile("Library|Museum"), frozenset(["Museum"]))

    assert [m[0] for m in sought.finditer("The Library")] == []
    assert [m[0] for m in sought.finditer("The Library Museum")] == ["Library", "Museum"]


BEGINNINGS = (
    "https://example.org; <http://example.org>; www.example.org; doi: 10.1000/1; URL: "
    "http://a.b; op. cit.; in op. cit.; Ibid.; id.; a. a. O.; ders.; ebd.; ivi; Там же; "
    "tamże; n. 24; note 3 above; supra note 5; Anm. 3; FN 7; Fußnote 2; wie Anm. 3; vorige "
    "N.; 2nd ed.; 3. Aufl.; new edition; neue Aufl.; nuova "
    "edizione; ed. by; Hrsg. von; trans. by; a cura di; sous la dir. de; pod red.; intro. by "
    "Doe; Chapter 5; ch. IV; Kap. 4; sect. 2; гл. 2; pp. 1–2; S. 12; esp. p. 9; at 12; с. 5; "
    "fol. 3; 2 vols; 3 Bde.; Vol. 29; Bd. VII; t. 36; tome II; Jg. 3; No. 34; № 5; n° 3; Heft "
    "2; 14 March 1933; mai 1968; dated May 1700; 1981; 59; xii; xliv; 12 ff.; § 12; гл. 3; "
    "3. Kapitel"
)


@pytest.mark.parametrize("words", BEGINNINGS.split("; "))
def test_an_atom_begins_at_a_word_that_is_known_to_begin_one(words: str) -> None:
    row = list(atoms(Passage(f"Aaaa bbb {words}"), Span(0, 9 + len(words))))

    assert row[1].span.start == 9


@pytest.mark.skipif(not REFERENCES.is_dir(), reason="the references in ../shared are not here")
def test_in_real_references_no_atom_begins_elsewhere() -> None:
    for file in sorted(REFERENCES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            passage = Passage(json.loads(line)["text"])
            for word in FIRST.finditer(passage.text):
                if any(p.match(passage.text, word.start(1)) for _, _, p in PATTERNS):
                    assert word.start(1) in passage.beginnings
