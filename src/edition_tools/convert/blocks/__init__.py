"""View and Zones → Blocks: headings, paragraphs, displayed quotations, verse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from edition_tools.convert import printed
from edition_tools.convert.blocks import breaks, headings, quotations, units
from edition_tools.findings import Code
from edition_tools.model import Block, Blocks, Finding, Zones
from edition_tools.text import Span, View
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind

__all__ = ["find"]

NOTES_LEAST = 1500  # code points of notes, …
NEARLY_ALL = 0.8  # … of which such a share stands in one line


def find(view: View, zones: Zones) -> Blocks:
    """The blocks of all body zones; the blocks of a zone tile it."""
    text = view.text
    lines = printed.lines(text)
    shown = _shown(text, [zone.span for zone in zones.of(ZoneKind.BODY)], lines)
    tiled = [_tile(of_zone, span) for span, of_zone in shown]
    prose, quoted = (
        [block.span for of_zone in tiled for block in of_zone if block.kind == kind]
        for kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION)
    )
    notes = [zone.span for zone in zones.of(ZoneKind.ENDNOTES)]
    hidden = breaks.find(text, prose, quoted, notes_too=_is_run_together(lines, notes))
    blocks = [block for of_zone in tiled for block in _split(of_zone, hidden)]
    return Blocks(
        tuple(blocks), (*map(_hidden_finding, hidden), *_quotation_findings(text, blocks))
    )


def _is_run_together(lines: list[Span], notes: list[Span]) -> bool:
    """Whether nearly all notes stand in one line."""
    sizes = [len(line) for zone in notes for line in _inside(lines, zone)]
    return sum(sizes) >= NOTES_LEAST and max(sizes) >= NEARLY_ALL * sum(sizes)


def _inside(lines: list[Span], zone: Span) -> list[Span]:
    first = bisect_left(lines, zone.start, key=lambda line: line.start)
    return lines[first : bisect_left(lines, zone.end, first, key=lambda line: line.start)]


def _split(blocks: list[Block], proposed: list[breaks.Break]) -> Iterator[Block]:
    """The blocks, with a new one at every proposed break."""
    for block in blocks:
        first = bisect_right(proposed, block.span.start, key=_place)
        inside = proposed[first : bisect_left(proposed, block.span.end, first, key=_place)]
        ends = [*(one.offset for one in inside), block.span.end]
        yield replace(block, span=Span(block.span.start, ends[0]))
        for one, end in zip(inside, ends[1:], strict=True):
            yield replace(
                block,
                span=Span(one.offset, end),
                begins=BreakSource.PROPOSED,
                confidence=one.confidence,
                joins=block.kind == BlockKind.QUOTATION,
            )


def _place(one: breaks.Break) -> int:
    return one.offset


def _hidden_finding(one: breaks.Break) -> Finding:
    return Finding(
        Code.BLOCKS_HIDDEN_BREAK,
        Span(one.offset, one.offset),
        "a new paragraph may begin here, though no line break shows it",
        guess="break",
        confidence=one.confidence,
        hint="rule `break` or `no-break`, quoting the first words (before = …)",
    )


def _quotation_findings(text: str, blocks: list[Block]) -> list[Finding]:
    return [
        Finding(
            Code.BLOCKS_QUOTATION,
            block.span.trimmed(text),
            "this paragraph seems to be a displayed quotation, though the page does not set it off",
            guess="quotation",
            confidence=block.confidence,
            hint="rule `quotation` or `no-quotation`, quoting its first words (words = …)",
        )
        for block in blocks
        if block.displayed == BreakSource.PROPOSED and not block.joins
    ]


def _shown(text: str, bodies: list[Span], lines: list[Span]) -> list[tuple[Span, list[Block]]]:
    """Each body zone with the blocks that line breaks show; their spans are not yet a tiling.

    Quotations are sought over all zones at once: notes may stand after every paragraph.
    """
    read = [units.read(text, body, lines) for body in bodies]
    titles: dict[int, int] = {}
    for first, of_zone in zip(_firsts(read), read, strict=True):
        titles.update((first + i, level) for i, level in headings.find(of_zone).items())
    quoted = quotations.find([unit for of_zone in read for unit in of_zone], titles)
    return [
        (
            body,
            [
                _block(unit, titles.get(i, 0), quoted.get(i), i == first)
                for i, unit in enumerate(of_zone, first)
            ]
            or [Block(BlockKind.PARAGRAPH, body)],  # a body of blanks alone
        )
        for body, first, of_zone in zip(bodies, _firsts(read), read, strict=True)
    ]


def _firsts(read: list[list[units.Unit]]) -> list[int]:
    """The place of each zone's first unit among the units of all."""
    return [0, *accumulate(map(len, read))][:-1]


def _block(
    unit: units.Unit, level: int, quoted: quotations.Quotation | None, is_first: bool
) -> Block:
    if level:
        return Block(BlockKind.HEADING, unit.span, level=level)
    if not quoted:
        return Block(BlockKind.PARAGRAPH, unit.span)
    return Block(
        BlockKind.VERSE if unit.lines > 1 else BlockKind.QUOTATION,
        unit.span,
        confidence=quoted.confidence,
        joins=quoted.joins and not is_first,
        displayed=BreakSource.SHOWN if quoted.shown else BreakSource.PROPOSED,
    )


def _tile(blocks: list[Block], zone: Span) -> list[Block]:
    """The same blocks, each reaching to the next; white space belongs to the block before it."""
    starts = [zone.start, *(block.span.start for block in blocks[1:])]
    ends = [*starts[1:], zone.end]
    return [
        replace(block, span=Span(start, end))
        for block, start, end in zip(blocks, starts, ends, strict=True)
    ]
