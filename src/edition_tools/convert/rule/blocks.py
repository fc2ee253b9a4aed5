"""Rulings on where paragraphs begin, and on what was set off as a quotation."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from edition_tools.convert.rule.place import Placed, answers, idle, unanswered
from edition_tools.findings import Code
from edition_tools.model import AppliedRuling, Block, Blocks, Finding
from edition_tools.text import Span, View
from edition_tools.vocabulary import BlockKind, BreakSource

DIVIDED = 3800  # code points: half of a text that shows its paragraphs stands in shorter ones


def rule_blocks(view: View, found: Blocks, placed: Placed) -> Blocks:
    """Blocks with the ruled breaks made, the refused ones undone, quotations set off or not.

    Where rulings part a stretch into paragraphs of a customary length, somebody has divided it,
    and what the machine proposed inside them is withdrawn.
    """
    blocks = found.blocks
    findings = list(unanswered(view, found.findings, placed))
    for applied in placed.about(Code.BLOCKS_HIDDEN_BREAK):
        ruled = _ruled(view, blocks, applied)
        if ruled == blocks and not any(answers(view, applied, f) for f in found.findings):
            findings.append(idle(applied))
        blocks = ruled
    # a document that says itself which of its breaks are proposed keeps them
    decided = placed.about(Code.BLOCKS_HIDDEN_BREAK)
    withdrawn = _withdrawn(view, blocks) if decided else frozenset[int]()
    for at in withdrawn:
        blocks = _join(view, blocks, at)
    for applied in placed.about(Code.BLOCKS_QUOTATION):
        blocks = _set_off(blocks, applied)
    return Blocks(blocks, tuple(f for f in findings if not _asks_about(f, withdrawn)))


def _asks_about(finding: Finding, places: frozenset[int]) -> bool:
    return finding.code == Code.BLOCKS_HIDDEN_BREAK and finding.span.start in places


def _withdrawn(view: View, blocks: tuple[Block, ...]) -> frozenset[int]:
    """The proposed breaks inside paragraphs of a customary length that a ruling begins or ends."""
    found: list[int] = []
    for piece, following in zip_longest(pieces := _pieces(blocks), pieces[1:]):
        ruled = piece[0].begins == BreakSource.RULED
        ruled |= following is not None and following[0].begins == BreakSource.RULED
        if ruled and piece[-1].span.end - piece[0].span.start <= DIVIDED:
            found += [block.span.trimmed(view.text).start for block in piece[1:]]
    return frozenset(found)


def _pieces(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """The blocks, those that were proposed together with the one before them."""
    pieces: list[list[Block]] = []
    for block in blocks:
        if pieces and block.begins == BreakSource.PROPOSED:
            pieces[-1].append(block)
        else:
            pieces.append([block])
    return pieces


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
