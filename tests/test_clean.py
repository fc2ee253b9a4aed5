"""Cleaning: every character of the source is accounted for."""

from hypothesis import example, given
from hypothesis import strategies as st

from edition_tools.convert.clean import clean
from edition_tools.text import Source, Span, View

HARD = st.text(st.sampled_from("ab> \t\n\r\f\x07\x85\ufeff\u2028\u200b-é"), min_size=1)


def view_of(text: str) -> View:
    return clean(Source("test", text.encode(), "utf-8", text))


@given(HARD | st.text(min_size=1))
@example("\ufeff\r\n\x07")
def test_runs_tile_the_source_and_the_view(text: str) -> None:
    view = view_of(text)
    for get, whole in ((lambda r: r.source, text), (lambda r: r.view, view.text)):
        at = 0
        for run in view.runs:
            assert get(run).start == at
            at = get(run).end
        assert at == len(whole)


@given(HARD)
def test_runs_without_a_rule_are_the_same_to_the_letter(text: str) -> None:
    view = view_of(text)
    for run in view.runs:
        same = run.source.of(text) == run.view.of(view.text)
        assert same == (run.rule == "")


def test_every_kind_of_line_end_becomes_one() -> None:
    assert view_of("a\r\nb\rc\nd\fe\u2028f").text == "a\nb\nc\nd\ne\nf"


def test_a_byte_order_mark_goes_only_at_the_start() -> None:
    assert view_of("\ufeffa\ufeffb").text == "a\ufeffb"


def test_control_characters_go_but_tabulators_stay() -> None:
    view = view_of("a\x07\x08b\tc")
    assert view.text == "ab\tc"
    assert [run.rule for run in view.runs if run.rule] == ["control-character"]


def test_divided_words_and_odd_blanks_stay() -> None:
    text = "hyphen-\nated\u00a0word \u2003 and\u00adsoft"
    assert view_of(text).text == text


def test_a_place_in_the_view_is_found_again_in_the_source() -> None:
    view = view_of("one\r\ntwo\x07three")
    at = view.text.index("three")
    assert view.origin(Span(at, at + 5)).of(view.source.text) == "three"
    assert view.place(at).line == 2


def test_signs_before_quoted_lines_are_read_as_indentation() -> None:
    view = view_of("He wrote:\n\n> a line\n>\n>> deeper > than\n")
    assert view.text == "He wrote:\n\n    a line\n\n        deeper > than\n"
    assert {run.rule for run in view.runs} == {"", "quotation-sign"}
