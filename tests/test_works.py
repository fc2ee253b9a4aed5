"""Each mention means the right work, with its antecedent; doubts are findings.

The cases are written in `cases/works/*.case`: notes, then for each mention its note, the key of
its work (`?` where none is decided) and after `<` the note of its antecedent; then findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition_tools.convert import citations, works
from edition_tools.convert.works.dates import edtf, whole
from edition_tools.convert.works.likeness import ascii_of, same_title, shortens
from edition_tools.convert.works.tongues import evident
from edition_tools.findings import Code
from edition_tools.model import Citations, Note, Notes, Work, WorkField, Works
from edition_tools.text import Span
from test_citations import Case, read_cases, view_of

CASES = Path(__file__).parent / "cases" / "works"


@dataclass(frozen=True)
class Gathered:
    """Notes, what they cite, and what that means."""

    text: str
    citations: Citations
    works: Works

    def field(self, key: str, name: str) -> str:
        """A field of an entry, empty where it has none."""
        (work,) = (work for work in self.works.works if work.key == key)
        return next((field.value for field in work.fields if field.name == name), "")


def gather(text: str, *curated: Work) -> Gathered:
    """Read notes that stand one a line, each after its number."""
    found, at = [], 0
    for line in text.split("\n"):
        label, _, words = line.partition(" ")
        start = at + len(label) + 1
        found.append(Note(label, label, None, Span(start, start + len(words))))
        at += len(line) + 1
    view, notes = view_of(text), Notes(tuple(found))
    cited = citations.find(view, notes)
    return Gathered(text, cited, works.gather(view, notes, cited, curated))


def described(gathered: Gathered) -> Iterator[str]:
    """What was resolved, in the words of a case."""
    mentions = gathered.citations.mentions
    for reference in gathered.works.references:
        line = f"{mentions[reference.mention].note} {reference.work or '?'}"
        if reference.antecedent is not None:
            line += f" < {mentions[reference.antecedent].note}"
        yield line
    for finding in gathered.works.findings:
        yield f"finding {finding.code} {finding.note}"


@pytest.mark.parametrize("case", list(read_cases(CASES)), ids=lambda case: case.title)
def test_mentions_mean_their_works(case: Case) -> None:
    assert list(described(gather(case.note))) == [line for line in case.expected if line]


def test_an_entry_says_where_each_field_was_read() -> None:
    gathered = gather("1 See Paul Maas, Textkritik (Leipzig, 1927), p. 3.")
    (work,) = gathered.works.works

    assert [(f.name, f.value, f.span and f.span.of(gathered.text)) for f in work.fields] == [
        ("author", "Paul Maas", "Paul Maas"),
        ("title", "Textkritik", "Textkritik"),
        ("location", "Leipzig", "Leipzig"),
        ("date", "1927", "1927"),
    ]


def test_a_piece_takes_over_its_journal_and_year_and_has_its_own_pages() -> None:
    gathered = gather(
        "1 A. Doe, ‘On Notes’, Margins, Vol. 3 (1977), pp. 1-9; "
        "B. Roe, ‘On Marks’, Ibid., pp. 10-9."
    )

    assert gathered.field("roe1977", "journaltitle") == "Margins"
    assert gathered.field("roe1977", "volume") == "3"
    assert gathered.field("roe1977", "pages") == "10–19"


def test_every_resolved_mention_gives_its_reason_and_how_sure_it_is() -> None:
    gathered = gather("1 Paul Maas, Textkritik (Leipzig, 1927).\n2 Ibid., p. 5.")

    assert [(r.why, r.confidence > 0.9) for r in gathered.works.references] == [
        ("first citation", True),
        ("the citation just before", True),
    ]


def test_the_words_that_are_linked_are_the_authors_own_and_few() -> None:
    gathered = gather(
        "1 Paul Maas, Textkritik (Leipzig, 1927); Gibbon Papers, 20417.\n"
        "2 Maas, op. cit., p. 3.\n3 Ibid., p. 4."
    )
    words = [r.words.of(gathered.text) for r in gathered.works.references]

    assert words == ["Textkritik", "20417", "op. cit.", "Ibid."]


def test_linked_words_do_not_cross_a_line_break() -> None:
    view = view_of("Paul Maas, The Long and\nWinding Title of Textual Criticism (Leipzig, 1927).")
    notes = Notes((Note("1", "1", None, Span(0, len(view.text))),))
    cited = citations.find(view, notes)
    (reference,) = works.gather(view, notes, cited).references

    assert reference.words.of(view.text) == "Winding Title of Textual Criticism"


MAAS = Work(
    "maas-tk",
    "book",
    (
        WorkField("author", "Maas, Paul"),
        WorkField("title", "Textkritik"),
        WorkField("date", "1927"),
        WorkField("publisher", "Teubner"),
    ),
    curated=True,
)


def test_the_editors_entry_wins_and_keeps_its_key() -> None:
    gathered = gather("1 Paul Maas, Textkritik (Leipzig, 1927).", MAAS)

    assert [work.key for work in gathered.works.works] == ["maas-tk"]
    assert gathered.works.references[0].work == "maas-tk"
    assert gathered.field("maas-tk", "publisher") == "Teubner"
    assert gathered.field("maas-tk", "location") == "Leipzig"
    assert gathered.works.findings == ()


def test_a_difference_from_the_editors_entry_is_a_finding() -> None:
    gathered = gather("1 Paul Maas, Textkritik (Leipzig, 1937).", MAAS)

    assert gathered.field("maas-tk", "date") == "1927"
    assert [f.code for f in gathered.works.findings] == [Code.WORKS_CURATED_DIFFERS]
    assert gathered.works.findings[0].span.of(gathered.text) == "1937"


def test_a_curated_work_that_no_note_cites_is_kept() -> None:
    assert [work.key for work in gather("1 Nothing.", MAAS).works.works] == ["maas-tk"]


@pytest.mark.parametrize(
    ("short", "title", "expected"),
    [
        ("The Footnote", "The Footnote: A Curious History", True),
        ("Bentley on the Problems", "Richard Bentley on the Problems of the Margin", True),
        ("The Margin", "The Footnote: A Curious History", False),
    ],
)
def test_short_titles(short: str, title: str, expected: bool) -> None:
    assert shortens(short, title) is expected


def test_titles_are_one_up_to_spelling_but_not_up_to_numbers() -> None:
    assert same_title("Pora bol’she chitat’", "Pora bolshe chitat")
    assert same_title("Seuils", "Seuils.")
    assert not same_title("Works, vol. 2", "Works, vol. 3")


def test_names_are_read_aloud_in_ascii() -> None:
    assert [ascii_of(w) for w in ("Müller", "Łódź", "Лихачев", "Ἀριστοτέλης")] == [
        "muller",
        "lodz",
        "likhachev",
        "aristoteles",
    ]


CHAIN = st.lists(
    st.sampled_from(
        [
            "Paul Maas, Textkritik (Leipzig, 1927), p. 3.",
            "A. Doe, ‘On Notes’, Margins, Vol. 3 (1977), pp. 1-9.",
            "Ibid., p. 4.",
            "Maas, op. cit.",
            "Doe, ‘On Notes’; ibid.",
            "See note 1 above.",
            "Nothing is cited here.",
            "‘On Marks’, Ibid., p. 7.",
        ]
    ),
    max_size=8,
)


def test_a_key_begins_with_a_letter_as_ids_of_tei_do() -> None:
    gathered = gather("1 ‘1848 and all that’, The Times, 3 May 1901.")

    assert [work.key for work in gathered.works.works] == ["work18481901"]


@settings(max_examples=100, deadline=None)
@given(CHAIN)
def test_every_mention_has_one_reference_and_links_never_overlap(notes: list[str]) -> None:
    gathered = gather("\n".join(f"{i} {note}" for i, note in enumerate(notes, 1)))
    references = gathered.works.references
    keys = {work.key for work in gathered.works.works}

    assert [r.mention for r in references] == list(range(len(gathered.citations.mentions)))
    assert all(r.work is None or r.work in keys for r in references)
    assert all(r.antecedent is None or r.antecedent < r.mention for r in references)
    for one, other in pairwise(references):
        assert one.words.end <= other.words.start


DATES = [
    ("1916?", "1916?"),
    ("[1916]", "1916"),
    ("c. 1916", "1916~"),
    ("Jan.–Mar. 1980", "1980-01/1980-03"),
    ("1983–85", "1983/1985"),
    ("3. Mai 1902", "1902-05-03"),
    ("1979/1", ""),
    ("31 June 1900", ""),
]


@pytest.mark.parametrize(("words", "expected"), DATES)
def test_a_date_is_said_in_edtf_where_it_is_certain(words: str, expected: str) -> None:
    assert expected == edtf(words)


def test_a_date_takes_its_bracket_and_question_mark_but_no_other_bracket() -> None:
    text = "(Paris, [c. 1916?]) [see 1927]"
    first, second = (text.index(year) for year in ("1916", "1927"))

    assert whole(text, Span(first, first + 4)).of(text) == "[c. 1916?]"
    assert whole(text, Span(second, second + 4)).of(text) == "1927"


CANONICAL = [
    ("See Gen. 3:15, and compare 1 Cor. xiii. 4.", ["bible", "bible"]),
    ("Hom. Il. 2.204; Cic. Att. 1.16.5.", ["classical", "classical"]),
    ("So § 823 Abs. 1 BGB; 26 Geo. III, c. 12.", ["legal", "legal"]),
    ("as the Modern Law Rev. 12:3 has it", []),
]


@pytest.mark.parametrize(("text", "types"), CANONICAL)
def test_what_is_cited_by_customary_numbers_is_known_and_left_alone(
    text: str, types: list[str]
) -> None:
    notes = Notes((Note("1", "1", None, Span(0, len(text))),))
    found = citations.find(view_of(text), notes)
    gathered = works.gather(view_of(text), notes, found)

    assert [("mention", type_) for type_ in types] == [(m.kind, m.type) for m in found.mentions]
    assert gathered.works == ()
    assert gathered.findings == ()


def test_a_reprint_keeps_the_year_in_which_the_work_was_first_printed() -> None:
    gathered = gather("1 Paul Maas, Textkritik (Berlin, 1824; repr. Leipzig, 1885), p. 3.")

    assert gathered.field("maas1885", "date") == "1885"
    assert gathered.field("maas1885", "origdate") == "1824"


def test_a_chapter_refers_to_the_volume_that_is_cited_too() -> None:
    gathered = gather(
        "1 A. Doe (ed.), The Long Page (Leeds, 1901), p. 2.\n"
        "2 B. Roe, ‘On Marks’, in A. Doe (ed.), The Long Page (Leeds, 1901), pp. 3-9."
    )

    assert [work.key for work in gathered.works.works] == ["doe1901", "roe1901"]
    assert gathered.field("roe1901", "crossref") == "doe1901"
    assert gathered.field("roe1901", "booktitle") == "The Long Page"


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Die Geschichte der Kritik und ihr Ende", "german"),
        ("La tradition du texte et les éditeurs", "french"),
        ("Storia della tradizione e critica del testo", "italian"),
        ("Эдиционная практика и её язык", "russian"),
        ("The History of the Footnote", "english"),
        ("Textkritik", ""),
        ("Історія української літератури", ""),
        ("De l'edition", ""),
    ],
)
def test_a_titles_language_is_said_where_it_is_evident(title: str, language: str) -> None:
    assert evident(title) == language


def test_where_two_notes_disagree_the_guess_is_an_emendation_of_what_differs() -> None:
    gathered = gather(
        "1 Sebastiano Timpanaro, La genesi del metodo del Lachmann (Florence, 1963).\n"
        "2 Timpanraro, La genesi del metoda del Lachmann (Florence, 1964), p. 3."
    )

    assert sorted(finding.guess for finding in gathered.works.findings) == [
        "“1964” → “1963”",
        "“Timpanraro” → “Timpanaro”",
        "“metoda” → “metodo”",
    ]


def test_an_article_in_two_parts_has_the_pages_of_both() -> None:
    gathered = gather("1 A. Doe, ‘On Notes’, Margins, Vol. 3 (1977), pp. 1-9, 21-6.")

    assert gathered.field("doe1977", "pages") == "1–9, 21–26"
