"""The first step: a reading of the source that the later steps can trust.

Comes in: a `Source`. Goes out: a `View`, whose runs say for every character of the source
what the view reads there, and by which rule if it differs. A plain text is hardly touched;
of a saved web page the view reads the words alone, in the shape that they would have as a
plain text. Nothing is ever executed or fetched.
"""

from __future__ import annotations

from collections.abc import Iterable

from edition_tools.convert.clean import page, plain, tree
from edition_tools.text import Run, Source, Span, View

__all__ = ["clean"]


def clean(source: Source) -> View:
    """The view of *source*; its runs tile both texts."""
    if source.is_page:
        read = tree.read(source.text)
        return _view(source, page.stretches(read), page.emphasised(read))
    return _view(source, plain.stretches(source.text))


def _view(
    source: Source, stretches: Iterable[tuple[Span, str, str]], emphasised: Iterable[Span] = ()
) -> View:
    pieces: list[str] = []
    runs: list[Run] = []
    at = 0
    for span, reading, rule in stretches:
        runs.append(Run(span, Span(at, at + len(reading)), rule))
        pieces.append(reading)
        at += len(reading)
    return View(source, "".join(pieces), tuple(runs), tuple(emphasised))
