"""Citations are found in notes and read into parts; what they mean is another step's business.

The cases are written in `cases/citations/*.case`: a title after `===`, a note, and after `---`
one line for each citation: kind, type, and its parts in order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import shared
from edition_tools.convert import citations
from edition_tools.convert.citations.shelter import shelter
from edition_tools.convert.citations.trained.labels import SEEN, label
from edition_tools.convert.citations.trained.tokens import tokens
from edition_tools.findings import Code, UnreadableText
from edition_tools.model import Citations, Mention, Note, Notes
from edition_tools.references import answer
from edition_tools.text import Run, Source, Span, View

CASES = Path(__file__).parent / "cases" / "citations"


@dataclass(frozen=True)
class Case:
    """A note and what it cites."""

    title: str
    note: str
    expected: tuple[str, ...]


def read_cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.case")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            title, rest = block.split("\n", 1)
            note, _, expected = rest.partition("---\n")
            yield Case(title, note.strip(), tuple(expected.split("\n")[:-1]))


def view_of(text: str) -> View:
    span = Span(0, len(text))
    raw = text.encode("utf-8", "surrogatepass")
    return View(Source("case", raw, "utf-8", text), text, (Run(span, span),))


def find(*notes: str) -> tuple[str, Citations]:
    """The citations in notes numbered from 1, and the text that holds the notes."""
    text, at, found = "\n".join(notes), 0, []
    for number, note in enumerate(notes, 1):
        found.append(Note(str(number), str(number), None, Span(at, at + len(note))))
        at += len(note) + 1
    return text, citations.find(view_of(text), Notes(tuple(found)))


def described(text: str, mention: Mention) -> str:
    """A mention in the words of a case."""
    parts = [f"{part.label} {part.span.of(text)}" for part in mention.parts]
    return " | ".join([f"{mention.kind} {mention.type}".strip(), *parts])


@pytest.mark.parametrize("case", list(read_cases(CASES)), ids=lambda case: case.title)
def test_a_note_is_read_into_its_citations(case: Case) -> None:
    text, found = find(case.note)

    assert [described(text, m) for m in found.mentions] == [line for line in case.expected if line]


def test_places_are_the_views_wherever_the_note_stands() -> None:
    note = "See Paul Maas, Textkritik (Leipzig, 1927), pp. 5-6, 9."
    text, found = find("The first cites nothing.", note)
    mention = found.mentions[0]

    assert mention.note == "2"
    assert mention.span.of(text) == "Paul Maas, Textkritik (Leipzig, 1927), pp. 5-6, 9"
    assert [locator.value for locator in mention.locators] == ["5-6", "9"]
    assert [locator.span.of(text) for locator in mention.locators] == ["5-6", "9"]


def test_the_extent_of_an_article_is_no_locator_but_a_page_of_it_is() -> None:
    whole = "A. Doe, ‘On Notes’, Margins, Vol. 3 (1977), pp. 609-55."
    page = "A. Doe, ‘On Notes’, Margins, Vol. 3 (1977), p. 612."

    assert [loc.value for loc in find(whole)[1].mentions[0].locators] == []
    assert [loc.value for loc in find(page)[1].mentions[0].locators] == ["612"]


def test_an_abbreviation_is_collected_with_the_mention_that_it_shortens() -> None:
    text, found = find("Paul Maas, Textkritik (Leipzig, 1927) (hereafter TK).", "TK, p. 3.")

    assert [(a.short, a.mention, a.closed) for a in found.abbreviations] == [("TK", 0, True)]
    assert found.abbreviations[0].span.of(text) == "TK"
    assert found.findings == ()


def test_a_reference_that_could_not_be_read_is_a_finding_and_prose_is_none() -> None:
    text, found = find(
        "See the third of Roe’s papers (Leipzig, 1927), p. 5.",
        "In 1927 the printers of Leipzig (there were 12 of them) went on strike.",
        "See Paul Maas, Textkritik (Leipzig, 1927), p. 5.",
    )

    assert [m.kind for m in found.mentions] == ["unread", "full"]
    assert [(f.code, f.note) for f in found.findings] == [(Code.CITATIONS_UNREAD, "1")]
    assert found.findings[0].span.of(text) == "the third of Roe’s papers (Leipzig, 1927), p. 5."


def test_an_abbreviation_in_a_bracket_that_is_never_closed_is_a_finding() -> None:
    _, found = find("Paul Maas, Textkritik, Leipzig, 1927 (hereafter TK, pp. 3-4 (first part).")

    assert [a.closed for a in found.abbreviations] == [False]
    assert [f.code for f in found.findings] == [Code.CITATIONS_ABBREVIATION_OPEN]


def test_an_abbreviation_defined_twice_and_one_never_defined_are_findings() -> None:
    _, found = find(
        "Paul Maas, Textkritik (Leipzig, 1927) (hereafter TK).",
        "Anne Doe, Take Care (London, 1931) (hereafter TK).",
        "See XYZ, p. 4.",
    )

    assert {f.code for f in found.findings} == {
        Code.CITATIONS_ABBREVIATION_TWICE,
        Code.CITATIONS_ABBREVIATION_UNDEFINED,
    }


def test_thereafter_defines_nothing() -> None:
    assert find("Shortly thereafter, Grafton wrote a book.")[1].abbreviations == ()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘one’ and ‘two’,", ["‘one’", "‘two’"]),
        ("‘can’t he?’ The Age", ["‘can’t he?’"]),
        ("the readers’ books, the ’22 edition", []),
        ("„deutsch“ und «français»", ["„deutsch“", "«français»"]),
        ("‘chitat’ vsyo v knige’, BO", ["‘chitat’ vsyo v knige’"]),
        ("“a ‘b’ c”.", ["“a ‘b’ c”"]),
    ],
)
def test_quotation_marks_are_told_from_apostrophes(text: str, quoted: list[str]) -> None:
    assert [span.of(text) for span in shelter(text).quotations] == quoted


ACTIVE = st.text(alphabet="Aab ‘’“”()[];:,.-–12/8vpS\n", max_size=200)


@settings(max_examples=150, deadline=None)
@given(ACTIVE)
def test_parts_lie_in_their_mention_and_mentions_do_not_overlap(note: str) -> None:
    _, found = find(note)
    spans = [mention.span for mention in found.mentions]

    assert all(not one.meets(other) for one, other in pairwise(spans))
    for mention in found.mentions:
        assert all(mention.span.holds(part.span) for part in mention.parts)


@pytest.mark.parametrize(
    "unit", ["A. ", "Aa/", "Aa Bb, Cc ", "Aa v. ", "‘", "(", "pp. 1, ", "Library, ", "A-", "Ibid. "]
)
def test_a_long_note_of_one_repeated_unit_is_read(unit: str) -> None:
    note = unit * (20_000 // len(unit))
    text, found = find(note)

    assert all(mention.span.end <= len(text) for mention in found.mentions)


# ------------------------------------------------------------------ the measured form
def test_rows_of_json_are_answered_in_their_own_offsets_and_order() -> None:
    rows = [
        {"id": "a-1", "doc": "a", "text": "Paul Maas, Textkritik (Leipzig, 1927), p. 3."},
        {"id": "a-2", "doc": "a", "text": "See ibid., p. 4."},
        {"id": "b-1", "doc": "b", "text": "Ibid."},
    ]
    answers = [json.loads(line) for line in answer(json.dumps(row) for row in rows)]
    second = answers[1]["citations"][0]

    assert [a["id"] for a in answers] == ["a-1", "a-2", "b-1"]
    assert rows[1]["text"][second["start"] : second["end"]] == "ibid., p. 4"
    assert second["work"] == answers[0]["citations"][0]["work"] == "maas1927"
    assert second["locator"] == [{"label": "page", "value": "4"}]
    assert answers[2]["citations"][0]["work"] is None


def test_a_line_that_is_no_row_is_refused_with_its_number() -> None:
    with pytest.raises(UnreadableText, match="line 2"):
        list(answer(['{"id": "1", "doc": "a", "text": ""}', "not json"]))


def test_the_development_notes_are_read_as_well_as_they_were() -> None:
    """A floor below what is reached, so that a change that loses citations is seen."""
    path = shared("refs", "dev", "biblio_tei.jsonl")
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [json.loads(line) for line in answer(json.dumps(row) for row in gold)]
    hits = wanted = given = 0
    for row, reply in zip(gold, found, strict=True):
        mine = {trimmed(row["text"], c) for c in reply["citations"]}
        theirs = {trimmed(row["text"], c) for c in row["citations"]}
        hits, wanted, given = hits + len(mine & theirs), wanted + len(theirs), given + len(mine)

    assert 2 * hits / (wanted + given) > 0.88


def trimmed(text: str, citation: dict[str, int]) -> tuple[int, int]:
    """The bounds of a citation without marks at its edges."""
    start, end = citation["start"], citation["end"]
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def test_the_trained_models_are_those_that_their_readme_describes() -> None:
    folder = Path(citations.__file__).parent / "trained"
    models = sorted(folder.glob("*.crfsuite"))
    readme = (folder / "README.md").read_text(encoding="utf-8")

    assert [model.name for model in models] == sorted(SEEN)
    for model in models:
        assert hashlib.sha256(model.read_bytes()).hexdigest() in readme
    assert sum(model.stat().st_size for model in models) < 5_000_000


def test_the_labels_of_a_reference_go_on_only_with_parts_that_have_begun() -> None:
    text = "Roe, J. A. (1998). Paper margins and their readers. Journal of Margins, 12(3), 45-67."
    labels = label(text, tokens(text)).labels

    assert len(labels) == len(tokens(text))
    for before, name in pairwise(["O", *labels]):
        assert not name.startswith("I-") or before[2:] == name[2:]


def test_a_string_that_is_one_reference_of_a_list_is_read_whole() -> None:
    text = "Roe, J. A. (1998). Paper margins and their readers. Journal of Margins, 12(3), 45-67."
    row = json.dumps({"id": "1", "text": text})

    (found,) = json.loads(next(answer([row])))["citations"]

    assert (found["start"], found["end"]) == (0, len(text))
    assert found["fields"]["author"] == ["Roe, J. A."]
    assert found["fields"]["title"] == "Paper margins and their readers"
    assert found["fields"]["container"] == "Journal of Margins"


@pytest.mark.parametrize(
    "note",
    [
        "P. Roe, An Introduction to Paper (5th ed., 1995) 3.",
        "Doe, Zur Lage der Noten, in: Roe/Loo (Hrsg.), Der Rand (1975) 79 ff.",
        "D. Doe, ‘Power and Paper’ (1987) 30 Inquiry 137. Compare M. Roe, Ink (1980) 12.",
        "Doe teaches much about margins. See R. Roe, ‘The Rule of Ink’ (1996) 105 Margins 21.",
    ],
)
def test_a_string_by_itself_that_is_written_as_notes_are_is_read_as_a_note(note: str) -> None:
    """Alone or among others, it is read in the same way."""
    alone = json.dumps({"id": "1", "doc": "a", "text": note})
    among = [json.dumps({"id": f"b-{i}", "doc": "b", "text": note}) for i in (1, 2)]
    one, two = (json.loads(next(answer(rows))) for rows in ([alone], among))

    assert [c["segments"] for c in one["citations"]] == [c["segments"] for c in two["citations"]]
