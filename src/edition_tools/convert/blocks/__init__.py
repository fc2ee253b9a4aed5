"""View and Zones → Blocks: headings, paragraphs, displayed quotations, verse."""

from __future__ import annotations

from dataclasses import replace

from edition_tools.convert import printed
from edition_tools.convert.blocks import headings, quotations, units
from edition_tools.model import Block, Blocks, Finding, Zones
from edition_tools.text import Span, View
from edition_tools.vocabulary import BlockKind, BreakSource, ZoneKind

__all__ = ["find"]


def find(view: View, zones: Zones) -> Blocks:
    """The blocks of all body zones; the blocks of a zone tile it."""
    lines = printed.lines(view.text)
    blocks: list[Block] = []
    findings: list[Finding] = []
    for zone in zones.of(ZoneKind.BODY):
        blocks.extend(_tile(_shown(view.text, zone.span, lines), zone.span))
    return Blocks(tuple(blocks), tuple(findings))


def _shown(text: str, body: Span, lines: list[Span]) -> list[Block]:
    """The blocks that line breaks show; their spans are not yet a tiling."""
    read = units.read(text, body, lines)
    titles = headings.find(read)
    quoted = quotations.find(read, titles)
    return [_block(unit, titles.get(i, 0), quoted.get(i)) for i, unit in enumerate(read)]


def _block(unit: units.Unit, level: int, quoted: quotations.Quotation | None) -> Block:
    if level:
        return Block(BlockKind.HEADING, unit.span, level=level)
    if not quoted:
        return Block(BlockKind.PARAGRAPH, unit.span)
    return Block(
        BlockKind.VERSE if unit.lines > 1 else BlockKind.QUOTATION,
        unit.span,
        confidence=quoted.confidence,
        joins=quoted.joins,
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
