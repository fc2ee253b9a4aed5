"""Rulings → records: what a person has decided takes the place of what the machine found.

A ruling that quotes words which are not there, or more than once, or whose digest does not
fit, is itself a finding, and so is one that changes nothing; none is applied at a guess.
"""

from __future__ import annotations

from edition_tools.convert.rule.blocks import rule_blocks
from edition_tools.convert.rule.notes import rule_notes
from edition_tools.convert.rule.pages import rule_pages
from edition_tools.convert.rule.place import Placed, locate, unanswered
from edition_tools.convert.rule.zones import rule_zones

__all__ = [
    "Placed",
    "locate",
    "rule_blocks",
    "rule_notes",
    "rule_pages",
    "rule_zones",
    "unanswered",
]
