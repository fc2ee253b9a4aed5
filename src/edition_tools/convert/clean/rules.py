"""The names of the rules by which the view of a page differs from its source."""

from __future__ import annotations

MARKUP = "markup"  # a tag, a comment, a declaration: left out, or read as the break it makes
UNPRINTED = "unprinted"  # words that no browser shows: scripts, styles, the head's title
WHITE_SPACE = "white-space"  # as browsers set it: one blank, or none at the edge of a line
REFERENCE = "character-reference"  # &eacute;
NOTE_MARK = "note-mark"  # what makes a figure a mark: read as brackets
BACK_LINK = "back-link"  # the way from a note back to the text
LIST_NUMBER = "list-number"  # shown before an item of a list, though not written in the source
RAISED = "raised-figure"  # m², written with <sup>
QUOTED = "quotation-mark"  # shown for <q>
