"""A text, a place in it, and a cleaned reading that remembers its origin.

Comes in: bytes. Goes out: `Source` (the text as received), `View` (the reading all later
steps work on). Offsets are Unicode code points, zero-based, half-open. Nothing here judges
a text; nothing here writes a file.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from edition_tools.findings import UnreadableText

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
PAGE_NAMES = (".html", ".htm", ".xhtml")  # how the names of saved web pages end
PAGE_HEAD = 2048  # code points or bytes in which a page says what it is
PAGE_OPENER = re.compile(  # "<!DOCTYPE html", "<html lang=…", comments before it passed over
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
TEI_NAMES = (".xml", ".tei")
TEI_HEAD = 65536  # code points in which a document says that it is TEI
TEI_OPENER = re.compile(r"<(?:[\w.-]+:)?TEI(?:\.2|Corpus)?[\s>]")  # <TEI xmlns=…>, <TEI.2>
# <meta charset="utf-8">, <meta … content="text/html; charset=iso-8859-1">
CHARSET = re.compile(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,20})", re.I)
LINE_FEED = re.compile("\n")
# what pages call their encodings, and what Python calls what they mean
CHARSETS = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **{f"windows-{n}": f"cp{n}" for n in (874, *range(1250, 1259))},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (*range(2, 9), 10, 13, 14, 15, 16)},
    "iso-8859-9": "cp1254",
    **dict.fromkeys(("koi8-r", "koi8-u", "big5", "euc-jp", "euc-kr")),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
    **dict.fromkeys(("macintosh", "x-mac-roman"), "mac-roman"),
}


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A stretch of a text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    # a book has a million of them, and what dataclasses write here would take twice the time
    def __init__(self, start: int, end: int) -> None:
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def of(self, text: str) -> str:
        """The words that stand here in *text*."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str) -> Span:
        """The same span without white space at its edges (empty if there is nothing else)."""
        words = text[self.start : self.end]
        kept = len(words.lstrip())
        if kept == len(words.rstrip()) == len(words):
            return self
        left = len(words) - kept
        return Span(self.start + left, self.start + max(left, len(words.rstrip())))


_set_start: Callable[[Span, int], None] = Span.start.__set__  # type: ignore[misc, attr-defined]
_set_end: Callable[[Span, int], None] = Span.end.__set__  # type: ignore[misc, attr-defined]


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, both from 1, as an editor's program shows them."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """A text as it was received: its bytes, and the characters they stand for.

    `text.encode(encoding)` gives `raw` back; a byte order mark stays in `text`.
    """

    name: str
    raw: bytes = field(repr=False)
    encoding: str
    text: str = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """Checksum of the bytes, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(feed.end() for feed in LINE_FEED.finditer(self.text))]

    @cached_property
    def is_tei(self) -> bool:
        """Whether this is a document in TEI: by its name or first sign, and then by its root."""
        named = self.name.lower().endswith(TEI_NAMES)
        opened = self.text.lstrip("\ufeff \t\r\n").startswith(("<?xml", "<TEI"))
        return (named or opened) and bool(TEI_OPENER.search(self.text[:TEI_HEAD]))

    @cached_property
    def is_page(self) -> bool:
        """Whether this is a saved web page: by its name, else by how it begins."""
        named = self.name.lower().endswith(PAGE_NAMES)
        return named or bool(PAGE_OPENER.match(self.text[:PAGE_HEAD]))

    def place(self, offset: int) -> Place:
        """Where *offset* stands, for a human reader."""
        line = bisect.bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def line_span(self, offset: int) -> Span:
        """The line that holds *offset*, without its line end."""
        line = bisect.bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        end = self.text.find("\n", start)
        return Span(start, len(self.text) if end < 0 else end)


def read_source(name: str, raw: bytes) -> Source:
    """The text that *raw* holds; raises `UnreadableText` when it holds none.

    UTF-8, UTF-16 with a byte order mark, what a web page names as its encoding, else
    Windows-1252 (what old blogs wrote) where every byte has a meaning there.
    """
    if not raw:
        raise UnreadableText(f"{name} is empty", "check that the download or copy was complete")
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _gives_back(text, encoding, raw):
            continue
        _refuse_binary(name, text)
        return Source(name, raw, encoding, text)
    raise UnreadableText(
        f"{name} is not a text in UTF-8, UTF-16 or Windows-1252",
        "save it as plain text in UTF-8 and try again",
    )


def _encodings(raw: bytes) -> tuple[str, ...]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return (encoding,)
    # UTF-8 goes before what a page names: bytes that are UTF-8 are so by intent, while pages
    # are often saved anew with the old name left in them
    named = CHARSET.search(raw[:PAGE_HEAD])
    label = named[1].decode("ascii").lower() if named else ""
    if label not in CHARSETS:
        return ("utf-8", "cp1252")
    codec = CHARSETS[label] or label
    return ("utf-8", codec, "cp1252", *(("latin-1",) if codec == "cp1252" else ()))


def _gives_back(text: str, encoding: str, raw: bytes) -> bool:
    """Whether the bytes come back; some encodings write one character in two ways."""
    try:
        return text.encode(encoding) == raw
    except UnicodeEncodeError:
        return False


def _refuse_binary(name: str, text: str) -> None:
    if "\x00" in text:
        raise UnreadableText(
            f"{name} holds NUL characters, so it is not plain text",
            "save the document as plain text (not .doc, .pdf or an image) and try again",
        )
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise UnreadableText(f"{name} holds nothing but blanks", "check the file")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of source and what the view reads there.

    `rule` is empty where the two are the same to the letter; otherwise it names the rule of
    cleaning that changed or removed (empty `view` span) the characters.
    """

    source: Span
    view: Span
    rule: str = ""


@dataclass(frozen=True)
class View:
    """A cleaned reading of a source. Its runs tile both texts, in order, without gaps.

    `emphasised`: the stretches of the source, in order and apart, whose words its markup sets off.
    """

    source: Source
    text: str = field(repr=False)
    runs: tuple[Run, ...] = field(repr=False)
    emphasised: tuple[Span, ...] = field(default=(), repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [run.view.start for run in self.runs]

    def origin(self, span: Span) -> Span:
        """Where in the source the words of *span* stand (removed neighbours left out)."""
        if span.start >= span.end:
            at = self._offset(span.start, at_end=False)
            return Span(at, at)
        return Span(self._offset(span.start, at_end=False), self._offset(span.end - 1, at_end=True))

    def _offset(self, at: int, *, at_end: bool) -> int:
        # the last run that starts at or before `at`: empty (removed) runs before it are skipped
        i = max(0, bisect.bisect_right(self._starts, at) - 1)
        run = self.runs[i]
        if run.rule:
            return run.source.end if at_end else run.source.start
        offset = run.source.start + (at - run.view.start)
        return min(offset + at_end, run.source.end)

    def runs_in(self, span: Span) -> tuple[Run, ...]:
        """The runs that *span* touches, removed characters inside it included."""
        first = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        last = bisect.bisect_left(self._starts, span.end)
        return self.runs[first:last]

    def place(self, offset: int) -> Place:
        """Line and column in the source of a view offset."""
        return self.source.place(self.origin(Span(offset, offset)).start)

    @cached_property
    def _source_starts(self) -> list[int]:
        return [run.source.start for run in self.runs]

    def reading(self, span: Span) -> Span:
        """Where in the view the words of a *source* span are read (inverse of `origin`)."""
        return Span(self._read(span.start), self._read(span.end))

    def _read(self, at: int) -> int:
        i = max(0, bisect.bisect_right(self._source_starts, at) - 1)
        run = self.runs[i]
        if run.rule:
            return run.view.start if at < run.source.end else run.view.end
        return min(run.view.start + (at - run.source.start), run.view.end)
