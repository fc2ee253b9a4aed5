"""How well the frames of pages are told apart, on platforms seen and not seen in the making.

    python benchmarks/frames.py [--pages N] [--all] [--show PLATFORM SEED]

Pages are made of parts (see `frame_pages.py`). Printed are, for every platform and for all,
the F1 of comments (both edges right), the share of characters in the right zone, and the share
of comments whose author was read. Platforms marked `left-out` were not looked at while the
converter was written: their line says what to expect of pages nobody has seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NamedTuple

import frame_pages

from edition_tools.convert.clean import clean
from edition_tools.convert.zones import divide
from edition_tools.model import Zones
from edition_tools.text import Source, View


class Result(NamedTuple):
    """Comments right, proposed and true; characters right and all; authors right and all."""

    right: int
    found: int
    true: int
    inked: int
    ink: int
    named: int
    names: int


def judge(page: frame_pages.Page) -> Result:
    """What the converter makes of one page."""
    view, zones = converted(page)
    true = {_inked(page.text, z.start, z.end) for z in page.zones if z.kind == "comment"}
    read = [(z.kind.value, view.origin(z.span.trimmed(view.text))) for z in zones.zones]
    found = {(span.start, span.end) for kind, span in read if kind == "comment"}
    wanted = _painted(page.text, [(z.kind, z.start, z.end) for z in page.zones])
    got = _painted(page.text, [(kind, span.start, span.end) for kind, span in read])
    inked = sum(one == two for one, two in zip(wanted, got, strict=True) if one)
    authors = [c.author.of(view.text) if c.author else "" for c in zones.comments]
    named = sum(one == two for one, two in zip(authors, page.authors, strict=False))
    ink = sum(bool(one) for one in wanted)
    return Result(len(true & found), len(found), len(true), inked, ink, named, len(page.authors))


def _inked(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the sign of a quoted line before it, which `clean` takes off."""
    while text[start] in "> ":
        start += 1
    return start, end


def converted(page: frame_pages.Page) -> tuple[View, Zones]:
    """The view of a page and its zones."""
    view = clean(Source("page.txt", page.text.encode(), "utf-8", page.text))
    return view, divide(view)


def _painted(text: str, zones: Sequence[tuple[str, int, int]]) -> list[str]:
    painted = [""] * len(text)
    for kind, start, end in zones:
        for i in range(start, min(end, len(text))):
            painted[i] = "" if text[i].isspace() else kind
    return painted


def total(results: Sequence[Result]) -> Result:
    """The sums of several results."""
    return Result(*map(sum, zip(*results, strict=True)))


def row(name: str, one: Result) -> str:
    """A line of the table."""
    f1 = 2 * one.right / (one.found + one.true) if one.found + one.true else 1.0
    named = one.named / one.names if one.names else 1.0
    return f"{name:28} {one.true:>8} {f1:>9.3f} {one.inked / one.ink:>9.3f} {named:>8.3f}"


def main() -> None:
    """Make the pages, judge them, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=10, metavar="N", help="of each platform")
    parser.add_argument("--all", action="store_true", help="a line for left-out platforms too")
    parser.add_argument("--show", nargs=2, metavar=("PLATFORM", "SEED"), help="one page")
    args = parser.parse_args()
    if args.show:
        show(*args.show)
        return
    print(f"{'':28} {'comments':>8} {'F1':>9} {'zone acc':>9} {'authors':>8}")
    sums: dict[bool, list[Result]] = {False: [], True: []}
    for platform in frame_pages.platforms():
        one = total([judge(frame_pages.page(platform, seed)) for seed in range(args.pages)])
        sums[platform.left_out].append(one)
        if args.all or not platform.left_out:
            print(row(f"{platform.name} ({platform.language})", one))
    for left_out, label in ((False, "seen in the making"), (True, "left out")):
        print(row(label, total(sums[left_out])))


def show(name: str, seed: str) -> None:
    """Print a page with the converter's zones in its margin, and the truth where they differ."""
    platform = next(one for one in frame_pages.platforms() if one.name == name)
    page = frame_pages.page(platform, int(seed))
    view, zones = converted(page)
    read = [(z.kind.value, view.origin(z.span.trimmed(view.text))) for z in zones.zones]
    at = 0
    for line in page.text.split("\n"):
        middle = at + len(line) // 2
        got = next((kind for kind, span in read if span.start <= middle < span.end), "")
        true = next((z.kind for z in page.zones if z.start <= middle < z.end), "")
        starts = any(kind == "comment" and span.start == at for kind, span in read)
        wrong = f"≠ {true}" if line and true != got else ""
        print(f"{'*' if starts else ' '}{got if line else '':16}{wrong:18}| {line[:90]}")
        at += len(line) + 1
    for comment in zones.comments:
        spans = (comment.number, comment.author, comment.date)
        print(comment.ordinal, [s.of(view.text) if s else None for s in spans], comment.reply_to)


if __name__ == "__main__":
    main()
