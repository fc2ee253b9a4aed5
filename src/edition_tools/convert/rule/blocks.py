"""Rulings on where paragraphs begin, and on what was set off as a quotation."""

from __future__ import annotations

from dataclasses import replace

from edition_tools.convert.rule.place import Placed, answers, idle, unanswered
from edition_tools.findings import Code
from edition_tools.model import AppliedRuling, Block, Blocks
from edition_tools.text import Span, View
from edition_tools.vocabulary import BlockKind, BreakSource


def rule_blocks(view: View, found: Blocks, placed: Placed) -> Blocks:
    """Blocks with the ruled breaks made, the refused ones undone, quotations set off or not."""
    blocks = found.blocks
    findings = list(unanswered(view, found.findings, placed))
    for applied in placed.about(Code.BLOCKS_HIDDEN_BREAK):
        ruled = _ruled(view, blocks, applied)
        if ruled == blocks and not any(answers(view, applied, f) for f in found.findings):
            findings.append(idle(applied))
        blocks = ruled
    for applied in placed.about(Code.BLOCKS_QUOTATION):
        blocks = _set_off(blocks, applied)
    return Blocks(blocks, tuple(findings))


def _ruled(view: View, blocks: tuple[Block, ...], applied: AppliedRuling) -> tuple[Block, ...]:
    if applied.ruling.decision == "break":
        return _break(view, blocks, applied.span.start)
    return _join(view, blocks, applied.span.start)


def _break(view: View, blocks: tuple[Block, ...], at: int) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in blocks:
        begins = block.span.trimmed(view.text).start
        if begins == at and block.begins == BreakSource.PROPOSED:
            out.append(replace(block, begins=BreakSource.RULED, confidence=1.0))
        elif begins < at < block.span.end:
            out.append(replace(block, span=Span(block.span.start, at)))
            rest = Span(at, block.span.end)
            joins = block.kind == BlockKind.QUOTATION
            out.append(
                replace(block, span=rest, begins=BreakSource.RULED, confidence=1.0, joins=joins)
            )
        else:
            out.append(block)
    return tuple(out)


def _join(view: View, blocks: tuple[Block, ...], at: int) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in blocks:
        begins = block.span.trimmed(view.text).start
        if begins == at and block.begins == BreakSource.PROPOSED and out:
            out[-1] = replace(out[-1], span=Span(out[-1].span.start, block.span.end))
        else:
            out.append(block)
    return tuple(out)


def _set_off(blocks: tuple[Block, ...], applied: AppliedRuling) -> tuple[Block, ...]:
    """The block that holds the ruled words becomes a quotation, or ceases to be one."""
    quoted = applied.ruling.decision == "quotation"
    kind = BlockKind.QUOTATION if quoted else BlockKind.PARAGRAPH
    return tuple(
        replace(block, kind=kind, joins=False, displayed=BreakSource.RULED, confidence=1.0)
        if block.span.meets(applied.span)
        else block
        for block in blocks
    )
