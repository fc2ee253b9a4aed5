"""A text, a place in it, and a reading that remembers its origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition_tools.convert.clean import clean
from edition_tools.findings import UnreadableText
from edition_tools.text import Place, Span, read_source

ODD = st.text(st.sampled_from("ab1.\r\n\t \u00a0\u200b\ufeff\u0085\u2028é’\x0b\x1f"), min_size=1)


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        ("naïve – крах".encode(), "utf-8", "naïve – крах"),
        (b"\xef\xbb\xbfmark", "utf-8", "\ufeffmark"),
        ("two".encode("utf-16"), "utf-16-le", "\ufefftwo"),
        (b"caf\xe9 \x93quoted\x94", "cp1252", "café “quoted”"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(
    raw: bytes, encoding: str, text: str
) -> None:
    source = read_source("t.txt", raw)

    assert (source.encoding, source.text) == (encoding, text)
    assert source.text.encode(source.encoding) == raw


@pytest.mark.parametrize(
    ("raw", "says"),
    [(b"", "empty"), (b"  \n\t", "blanks"), (b"PK\x00\x03", "NUL"), (b"\x81\x8d\xff", "UTF-8")],
)
def test_what_is_not_a_text_is_refused_with_a_reason(raw: bytes, says: str) -> None:
    with pytest.raises(UnreadableText, match=says):
        read_source("t.txt", raw)


def test_places_are_counted_as_an_editor_counts_them() -> None:
    source = read_source("t.txt", "one\nzwei\n\nдва".encode())

    assert source.place(0) == Place(1, 1)
    assert source.place(4) == Place(2, 1)
    assert source.place(12) == Place(4, 3)
    assert source.line_span(5).of(source.text) == "zwei"


@given(ODD)
def test_every_character_of_the_source_is_in_exactly_one_run(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\f\v"):
        return
    view = clean(read_source("t.txt", text.encode()))

    assert "".join(run.source.of(view.source.text) for run in view.runs) == view.source.text
    assert "".join(run.view.of(view.text) for run in view.runs) == view.text
    for run in view.runs:
        if not run.rule:
            assert run.source.of(view.source.text) == run.view.of(view.text)


@given(ODD, st.integers(0, 30), st.integers(1, 10))
def test_every_word_of_the_reading_has_its_origin(text: str, start: int, length: int) -> None:
    if not text.strip("\ufeff \t\r\n\f\v"):
        return
    view = clean(read_source("t.txt", text.encode()))
    span = Span(min(start, len(view.text)), min(start + length, len(view.text)))

    origin = view.origin(span)

    assert 0 <= origin.start <= origin.end <= len(view.source.text)
    kept = [c for c in span.of(view.text) if c.isalnum()]
    assert [c for c in origin.of(view.source.text) if c.isalnum()] == kept
