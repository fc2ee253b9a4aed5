"""How much a number's neighbours speak for its being a mark, as log-odds.

Measured on damaged English texts (two thousand marks, ten thousand other numbers), smoothed
and rounded; punctuation after a mark (`mot12.`) is weighed by custom of other languages too.
"""

from __future__ import annotations

import re

from edition_tools.convert.notes import context
from edition_tools.convert.notes.shapes import LONGEST_RUN, USUAL_NUMBER, Form, Token

IN_TEXT_BEFORE = {
    "stop": 5.5, "bang": 4.5, "comma": 5.0, "colon": 4.5, "quote": 4.0, "close": 3.5,
    "lower": 4.5, "upper": 1.5, "dash": 0.0, "hyphen": -4.0, "open": -2.5, "slash": -3.0,
    "sign": -3.5, "line": -3.0, "edge": -3.0, "digit": -5.0,
    "stop<digit": 1.5, "comma<digit": -2.0, "colon<digit": -8.0, "hyphen<digit": -9.0,
    "slash<digit": -9.0,
}  # fmt: skip
IN_TEXT_AFTER_BLANK = {
    "bang": 2.0, "colon": -0.5, "comma": -1.5, "digit": -4.0, "quote": 1.5, "close": 1.0,
    "stop": 2.0, "long-name": -4.0, "long-name.": 2.5, "long-word": -4.5, "long-word.": 2.5,
    "short-name": -5.5, "short-name.": 1.5, "short-word": -5.5, "short-word.": 1.0,
    "tiny-name": -6.0, "tiny-name.": 1.0, "tiny-word": -6.5, "tiny-word.": -1.5,
    "sign": -3.0, "open": -3.0, "hyphen": -3.0, "dash": -2.0, "slash": -3.0, "section": -12.0,
}  # fmt: skip
IN_TEXT_AFTER = {
    "blank>upper": 2.0, "blank>lower": 0.0, "blank>quote": 0.5, "blank>open": -0.5,
    "blank>digit": -3.0, "blank": 0.0, "line": 2.0, "edge": 2.0, "upper": 2.0, "lower": 1.0,
    "dash": 0.5, "quote": 0.5, "quote>upper": 0.5, "open": 0.0, "bang": -1.0, "sign": -3.5,
    "ordinal": -6.0, "digit": -5.0, "hyphen": -4.5, "slash": -3.0, "comma": -5.0,
    "colon": -3.5, "close": -2.5, "stop": -3.5, "comma>digit": -5.5, "stop>digit": -5.0,
}  # fmt: skip
STOP_AFTER_MARK = -0.7  # mot12. and word12, : the mark stands before the punctuation
GLUED_TO = ("lower", "upper", "quote", "close")
BEFORE_STOP = ("stop", "comma", "colon", "close", "bang")

IN_NOTES_BEFORE = {
    "stop": 4.0, "bang": 4.0, "quote": 3.0, "close": 3.0, "lower": -1.0, "upper": -3.5,
    "line": 5.0, "edge": 5.0, "stop<digit": 1.0, "comma": -3.0, "comma<digit": -3.0,
    "colon": -2.0, "hyphen": -4.0, "hyphen<digit": -9.0, "slash": -3.0, "slash<digit": -9.0,
    "sign": -3.0, "open": -2.5, "dash": -2.0, "digit": -4.0, "colon<digit": -6.0,
}  # fmt: skip
IN_NOTES_AFTER_BLANK = {
    "stop": 5.5, "bang": 5.5, "quote": 5.0, "close": 4.5, "digit": 0.5, "colon": -2.5,
    "comma": -5.5, "long-name": -2.0, "long-name.": 4.5, "long-word": -1.5, "long-word.": 5.0,
    "short-name": -4.5, "short-name.": 2.0, "short-word": -3.0, "short-word.": 3.5,
    "tiny-name": -5.0, "tiny-name.": 0.0, "tiny-word": -4.5, "tiny-word.": -1.2,
    "sign": -2.0, "open": -2.0, "hyphen": -2.0, "dash": 1.0, "slash": -2.0, "section": -8.0,
}  # fmt: skip
IN_NOTES_TWO_BLANKS = 4.0
IN_NOTES_AFTER = {
    "blank>upper": 2.5, "blank>quote": 3.5, "blank>digit": 0.5, "blank>open": 0.0,
    "blank>sign": 0.0, "blank>lower": -3.0, "blank": 0.0, "upper": 0.5, "lower": -2.5,
    "quote": 3.0, "quote>upper": 3.5, "open": 1.0, "sign": 0.0, "stop>blank>upper": 1.5,
    "stop>blank>quote": 2.0, "stop>blank>open": 1.0, "stop>blank>digit": -1.0,
    "stop>blank>lower": -1.0, "stop>upper": 0.0, "stop": -2.5, "close>blank>upper": 1.5,
    "close": -2.0, "comma": -5.5, "hyphen": -5.0, "slash": -4.0, "colon": -4.0,
    "ordinal": -4.0, "dash": -1.5, "line": -6.0, "edge": -6.0, "digit": 0.0, "bang": -1.5,
}  # fmt: skip

SET_OFF = {Form.BRACKET: 5.0, Form.CARET: 6.0, Form.SUPERSCRIPT: 5.0, Form.PAREN: 0.5}
PAREN_HEAD = 4.0  # (12) that opens a line of the notes
SET_OFF_AT_LINE = -3.0  # [12] that opens a line is rather a list's number
EXPONENT = -2.0  # 10²
IN_A_CHAIN = -4.0  # the middle of 1.2.3
SYMBOL_GLUED = 4.0
SYMBOL_LOOSE = -1.0
SYMBOL_AT_LINE = -4.0  # * as a bullet
SYMBOL_BEFORE_DIGIT = -6.0  # § 12
ALONE_ON_LINE = -1.0  # a number on a line of its own, its note below
LOOKALIKE = -1.5  # a letter had to be read as a digit
CUT = -3.0  # a run of digits had to be cut
CUT_SHORT = -6.0  # … though it is a number that may well stand alone
CUT_LONG = -0.5  # … that is too long for one number
CUT_AFTER_YEAR = 3.0  # … as 12 in 193312
CUT_BEFORE_NAME = 1.5  # … so that a number and a name remain
NAME_AHEAD = re.compile(r" ?[^\W\d_a-zà-ÿ]")  # the " G" of "4723 Geo."
YEAR = re.compile(r"(?:1\d|20)\d\d\Z")


def in_text(text: str, token: Token) -> float:
    """Log-odds that *token* is a marker, by its neighbours alone."""
    near, far = context.before(text, token.span), context.after(text, token.span)
    if token.form == Form.SYMBOL:
        return _symbol(near, far)
    if token.form != Form.BARE:
        if near == "digit" and token.form == Form.SUPERSCRIPT:
            return EXPONENT
        return SET_OFF[token.form] + (SET_OFF_AT_LINE if near in ("line", "edge") else 0.0)
    score = _look_up(near, IN_TEXT_BEFORE, IN_TEXT_AFTER_BLANK)
    if near == "digit" and token.part:
        score = _cut_off(text, token)
    if (
        near in (*GLUED_TO, "digit")
        and far.split(">")[0] in BEFORE_STOP
        and not far.endswith("digit")
    ):
        score += STOP_AFTER_MARK
    else:
        score += _nearest(far, IN_TEXT_AFTER)
    return score + _blemishes(near, far, token)


def _symbol(near: str, far: str) -> float:
    score = SYMBOL_GLUED if near in GLUED_TO or near in BEFORE_STOP else SYMBOL_LOOSE
    if near in ("line", "edge"):
        score = SYMBOL_AT_LINE
    return score + (SYMBOL_BEFORE_DIGIT if far.endswith("digit") else 0.0)


def in_notes(text: str, token: Token, near: str, *, opens_line: bool) -> float:
    """Log-odds that *token* is the number of a note, by its neighbours alone.

    *near* is the class of what stands before it, "line" if it opens one.
    """
    if token.form not in (Form.BARE, Form.SYMBOL):
        if opens_line and token.form == Form.PAREN:
            return PAREN_HEAD
        return SET_OFF[token.form] - (0.0 if opens_line else 2.0)
    score = _look_up(near, IN_NOTES_BEFORE, IN_NOTES_AFTER_BLANK)
    if near.startswith("blank2"):
        score = max(score, IN_NOTES_TWO_BLANKS)
    if near == "digit" and token.part:
        score = _cut_off(text, token)
    far = context.after(text, token.span)
    if opens_line and far == "line":
        return score + ALONE_ON_LINE
    if far == "digit" and token.part:
        return score + _cut_on(text, token) + _blemishes(near, far, token)
    return score + _nearest(far, IN_NOTES_AFTER) + _blemishes(near, far, token)


def _cut_off(text: str, token: Token) -> float:
    """The score of the last digits of a run: 12 in `193312`, but hardly 29 in `1929`."""
    start = token.span.start
    while start > 0 and text[start - 1].isdecimal() and token.span.end - start <= LONGEST_RUN:
        start -= 1
    if token.span.end - start <= USUAL_NUMBER:
        return CUT_SHORT
    return CUT_AFTER_YEAR if YEAR.match(text[start : token.span.start]) else CUT_LONG


def _cut_on(text: str, token: Token) -> float:
    """The score of what follows the first digits of a run: `4723 Geo.` is 47 and `23 Geo.`"""
    end = token.span.end
    while text[end : end + 1].isdecimal() and end - token.span.start <= LONGEST_RUN:
        end += 1
    if NAME_AHEAD.match(text, end):
        return CUT_BEFORE_NAME
    return CUT_LONG if end - token.span.start > USUAL_NUMBER else CUT_SHORT


def _chained(near: str, far: str) -> float:
    return IN_A_CHAIN if near.endswith("<digit") and far.endswith(">digit") else 0.0


def _blemishes(near: str, far: str, token: Token) -> float:
    return (
        _chained(near, far) + (LOOKALIKE if token.lookalike else 0.0) + (CUT if token.part else 0.0)
    )


def _look_up(near: str, tight: dict[str, float], blank: dict[str, float]) -> float:
    if not near.startswith("blank"):
        return _nearest(near, tight)
    return blank.get(near.partition("<")[2], -1.0)


def _nearest(name: str, table: dict[str, float]) -> float:
    """The weight of a class, or of the wider class that its name begins with."""
    while name not in table:
        cut = max(name.rfind(">"), name.rfind("<"))
        if cut < 0:
            return -1.0
        name = name[:cut]
    return table[name]
