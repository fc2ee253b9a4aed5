"""Zones: whole pages with their labels in the margin, and the run-in edges."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition_tools.convert.clean import clean
from edition_tools.convert.zones import called, divide, lines
from edition_tools.findings import Code
from edition_tools.model import Zones
from edition_tools.text import Source, View

CASES = sorted((Path(__file__).parent / "cases" / "zones").glob("*.ttx"))
SEED = Path(__file__).parents[2] / "shared" / "seed" / "getty-1986.txt"
LABELS = {"notes": "endnotes", "source": "source_citation"}
BODY = "The first paragraph of a text that is long enough to be one.1 It goes on.2 \n\nIts end."
NOTES = "1 See Somebody, A Book, p. 3. 2 Ibid., p. 4."


def view_of(text: str) -> View:
    return clean(Source("test", text.encode(), "utf-8", text))


def kinds(view: View, zones: Zones) -> list[tuple[str, str]]:
    return [(zone.kind.value, zone.span.of(view.text).strip()) for zone in zones.zones]


def read_case(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """The page without its margin, and what the margin says of it."""
    rows = [row.split(" | ", 1) for row in path.read_text("utf-8").splitlines()]
    wanted: list[tuple[str, str]] = []
    for label, line in rows:
        name = LABELS.get(label.strip(), label.strip())
        if name and (not wanted or name != wanted[-1][0] or name == "comment"):
            wanted.append((name, line))
        else:
            wanted[-1] = (wanted[-1][0], wanted[-1][1] + "\n" + line)
    return "\n".join(line for _, line in rows), [(name, words.strip()) for name, words in wanted]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_is_divided_as_its_margin_says(path: Path) -> None:
    text, wanted = read_case(path)
    view = view_of(text)
    assert kinds(view, divide(view)) == wanted


@given(st.text(st.sampled_from("ab.1 \n\n*[]“”By:@>–12"), max_size=300) | st.text(min_size=1))
def test_zones_tile_any_page(text: str) -> None:
    view = view_of(text or "x")
    at = 0
    for zone in divide(view).zones:
        assert zone.span.start == at
        at = zone.span.end
    assert at == len(view.text)


def test_a_star_note_run_into_the_last_paragraph_is_cut_out() -> None:
    end = "So it ended in the spring.2 University of Somewhere, Town * The author thanks his cat."
    text = f"A Title of Some Kind\n\nBy J. Doe*\n\n{BODY} {end}\n\n{NOTES}"
    view = view_of(text)
    assert kinds(view, divide(view))[-4:] == [
        ("body", f"{BODY} So it ended in the spring.2"),
        ("byline", "University of Somewhere, Town"),
        ("endnotes", "* The author thanks his cat."),
        ("endnotes", NOTES),
    ]


def test_an_affiliation_in_small_letters_is_known_by_the_star_announced_above() -> None:
    end = "So it ended.2 The Tuesday reading group * The author thanks his cat."
    view = view_of(f"A Title of Some Kind\n\nBy J. Doe*\n\n{BODY} {end}\n\n{NOTES}")
    assert ("byline", "The Tuesday reading group") in kinds(view, divide(view))


def test_a_star_in_the_middle_of_the_text_is_no_note() -> None:
    text = f"A Title\n\nBy J. Doe\n\n{BODY} He drew a * Star on it and left.\n\n{NOTES}"
    view = view_of(text)
    assert [kind for kind, _ in kinds(view, divide(view))].count("endnotes") == 1


def test_a_numbered_list_in_the_text_is_not_taken_for_notes() -> None:
    listed = "1. the first thing\n2. the second thing\n3. the third thing"
    text = f"A Title\n\nBy J. Doe\n\n{BODY}\n\n{listed}\n\n{BODY.replace('1', '')}\n\n{NOTES}"
    view = view_of(text)
    assert kinds(view, divide(view))[-1] == ("endnotes", NOTES)


def test_a_page_without_notes_says_so() -> None:
    found = divide(view_of("A Title\n\nBy J. Doe\n\nA paragraph of a text without any notes."))
    assert [finding.code for finding in found.findings] == [Code.ZONES_NO_ENDNOTES]


def test_comments_keep_name_date_words_and_whom_they_answer() -> None:
    text, _ = read_case(next(path for path in CASES if path.stem == "weblog-french"))
    text = text.replace("1. La page", "@Jeanne: La page")
    view = view_of(text)
    one, two = divide(view).comments
    assert one.author is not None
    assert one.date is not None
    assert one.author.of(view.text) == "Jeanne"
    assert one.date.of(view.text) == "14 mars 2014 à 8 h 05 min"
    assert [span.of(view.text) for span in one.text] == ["Mon concierge à moi habite au sixième."]
    assert (one.reply_to, two.reply_to) == (None, 1)


THREAD = """A Title of Some Kind

By J. Doe

{body}

{notes}

3 comments

   9. Anna says:
      March 3, 2016 at 10:11 am

      I have read the whole of it, and on a train.

Reply

        10. Ben H. says:
            March 4, 2016 at 9:02 am

            Which train was that, if I may ask you?

Reply

  11. Anna says:
      March 5, 2016 at 8:00 am

      It was the slow one, with all the stops.

Reply
"""


def test_an_answer_stands_further_in_than_what_it_answers() -> None:
    view = view_of(THREAD.format(body=BODY, notes=NOTES))
    comments = divide(view).comments
    assert [c.author.of(view.text) for c in comments if c.author] == ["Anna", "Ben H.", "Anna"]
    assert [c.reply_to for c in comments] == [None, 1, None]


@pytest.mark.parametrize(("told", "codes"), [(3, []), (5, [Code.ZONES_DOUBTFUL])])
def test_a_page_that_counts_other_than_was_found_is_doubtful(told: int, codes: list[Code]) -> None:
    text = THREAD.format(body=BODY, notes=NOTES).replace("3 comments", f"{told} comments")
    found = divide(view_of(text)).findings
    assert [finding.code for finding in found] == codes
    assert [finding.span.of(text) for finding in found] == [f"{told} comments"] * len(codes)


def test_numbered_comments_keep_their_numbers() -> None:
    text, _ = read_case(next(path for path in CASES if path.stem == "numbered-comments"))
    view = view_of(text)
    comments = divide(view).comments
    assert [c.number.of(view.text) for c in comments if c.number] == ["1", "2", "3"]
    assert comments[2].text[0].of(view.text) == "In 1987 margins were still free of charge."


def test_lines_of_a_wrapped_page_are_joined() -> None:
    words = "The quick brown fox of the printers jumps over the lazy dog of the binders. " * 12
    wrapped, row = [], ""
    for word in words.split():
        if len(row) + 1 + len(word) > 72:
            wrapped.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    page = "A Title\n\n" + "\n".join([*wrapped, row]) + "\n\n[1] A note.\n[2] Another note.\n"
    assert [line.text[:9] for line in lines.read(page)] == [
        "A Title", "The quick", "[1] A not", "[2] Anoth",
    ]  # fmt: skip


def test_the_longest_rising_row_leaves_out_what_does_not_fit() -> None:
    assert called.rising([1986, 2, 172, 3, 5, 4], 1) == [2, 3, 4]


def test_a_row_begins_though_the_numbers_after_its_first_are_lost() -> None:
    assert called.rising([4, 5, 6], 1) == [4, 5, 6]


def test_paragraphs_numbered_with_a_section_sign_are_no_notes_with_a_sign() -> None:
    assert lines.note_number("§. 12. Das Rad") == (0, "")
    assert lines.note_number("§ 12 Das Rad") == (0, "")
    assert lines.note_number("§ Das Rad, S. 4.") == (1, "*")


def test_the_real_text_has_its_zones() -> None:
    if not SEED.exists():
        pytest.skip("the real text is not on this machine (../shared/seed)")
    raw = SEED.read_bytes()
    view = clean(Source("seed", raw, "utf-8", raw.decode()))
    zones = divide(view)
    assert [zone.kind.value for zone in zones.zones] == [
        "frame", "title", "byline", "source_citation", "body", "byline", "endnotes", "endnotes",
        "furniture", "comment", "comment", "comment", "furniture",
    ]  # fmt: skip
