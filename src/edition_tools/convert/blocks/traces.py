"""Where a line break was lost and has left a trace: a sign that only begins paragraphs.

The shares are those of right places among such places in texts whose breaks were known; most
breaks leave no trace, and for these `breaks` weighs what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition_tools.convert.blocks.quotations import SPEAKER
from edition_tools.convert.blocks.sentences import SHORTENED, Sentence
from edition_tools.text import Span

REQUOTED = 0.92  # an opening mark where a quotation is open: 54 of 58
SPOKEN = 0.9  # the name of who speaks next in a record of a talk: 11 of 11, of one talk
GLUED = 0.92  # a sentence that begins without a blank: 23 of 23
STYLES = (("“", "”"), ("«", "»"), ("„", "“"))  # marks that open and close
# the end of a sentence, or of a line of a list in a quotation: "end. ", "end;’12 "
ENDED = re.compile(r"[.!?…;][”’\"'»)\]]{0,2}(?:\[\d{1,4}\]|\d{1,4}|[⁰¹²³⁴-⁹]{1,4})?[ \t]*$")
SPEECH = re.compile(  # "Mr. MORLEY. How", "The CHAIRMAN. I", after the end of a sentence
    r"(?<=[.!?”’\d] )(?:[^\W\d_]{1,9}\.? )?(?P<name>[^\W\d_]{4,})[.:] (?=[^\W\d_]|[“.])"
)
GLUE = re.compile(r"[^\W\d_]{3}[.!?][”’»]?$")  # "end.", "end!”"
BEGUN = re.compile(r"[“«‘]?(?P<first>[^\W\d_])[^\W\d_]*[’,]?\s")  # "Next ", "“Next, "
SPEECHES_LEAST = 2


def find(text: str, span: Span) -> dict[int, float]:
    """The places inside a paragraph or quotation where another begins, each with how sure."""
    spoken = [place for place in _speeches(text, span) if place > span.start]
    return dict.fromkeys(spoken, SPOKEN) | dict.fromkeys(_requoted(text, span), REQUOTED)


def glued(text: str, sentences: Sequence[Sentence]) -> dict[int, float]:
    """The sentences before which not even a blank stands, though no marker does either.

    Only where a text has lost its breaks: in others, blanks alone are lost now and then.
    """
    return {
        two.span.start: GLUED
        for one, two in pairwise(sentences)
        if not one.blank
        and not one.mark
        and GLUE.search(one.span.of(text)[-6:])
        and (begun := BEGUN.match(two.span.of(text)[:40]))
        and begun["first"].isupper()
    }


def _speeches(text: str, span: Span) -> list[int]:
    """Where the speeches of a talk begin; one alone may be a name in capitals."""
    found = [
        match.start()
        for match in SPEECH.finditer(text, span.start, span.end)
        if match["name"].isupper()
        and not SHORTENED.search(text[max(span.start, match.start() - 14) : match.start() - 2])
    ]
    opens = SPEAKER.match(text, span.trimmed(text).start, span.end) is not None
    return found if len(found) + opens >= SPEECHES_LEAST else []


def _requoted(text: str, span: Span) -> Iterator[int]:
    """Where a quotation is opened again before it is closed, as every new paragraph of it is."""
    words = span.of(text)
    for opening, closing in STYLES:
        if opening not in words or (opening == "“" and "„" in words):  # closes there
            continue
        depth = 0
        for sign in re.finditer(f"[{opening}{closing}]", words):
            if sign[0] == closing:
                depth = max(0, depth - 1)
            elif depth and ENDED.search(words, max(0, sign.start() - 12), sign.start()):
                yield span.start + sign.start()
                depth = 1
            else:
                depth += 1
