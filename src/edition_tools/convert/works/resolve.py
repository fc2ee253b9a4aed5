"""Which work a mention means, from the chain before it.

One rule for each kind of mention; each says which antecedent it chose, why, and how sure it
is. Where two candidates are about as good there is a finding, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from edition_tools.convert.works.backward import ibid, idem, in_the_same, op_cit, see_note, why
from edition_tools.convert.works.candidates import (
    candidates,
    last_of,
    piece_on_page,
    piece_there,
    same_work,
)
from edition_tools.convert.works.chain import Chain, Resolution
from edition_tools.convert.works.doubts import ask, unknown
from edition_tools.convert.works.entries import Entry, bare_title, first_part, parts_of
from edition_tools.convert.works.first import goes_on, new_entry, same_author
from edition_tools.convert.works.likeness import shortens
from edition_tools.convert.works.short_forms import container_of, learn, lookup
from edition_tools.model import Mention
from edition_tools.text import Span

COLLECTION = re.compile(r"\b(?:Papers|Collection|Correspondence|Nachla|MSS|Fonds)")
PART_OF = re.compile(r"\(([^()]+)\),?\s*")  # (Letters)


def resolve(chain: Chain, index: int) -> Resolution:
    """What mention *index* means, given all before it."""
    mention = chain.mentions[index]
    if index in chain.ruled:
        entry = chain.find(chain.ruled[index])
        return Resolution(entry, last_of(entry), "an editor’s ruling", 1.0)
    rule = RULES.get(mention.kind, _short)
    resolution = rule(chain, index, mention)
    if resolution.entry is not None:
        learn(chain, index, resolution.entry)
    return resolution


def _full(chain: Chain, index: int, mention: Mention) -> Resolution:
    if first_part(chain.text, mention, "ref"):
        return in_the_same(chain, index, mention)
    known = same_work(chain, mention)
    if known is not None:
        return Resolution(known, known.first, "cited in full before", 0.95)
    short = _short_form(chain, mention)
    if short is not None:
        return short
    holder = container_of(chain, mention, index)
    piece = piece_there(chain, mention, holder) if holder else None
    if piece is not None:
        chain.call(piece, bare_title(first_part(chain.text, mention, "title")))
        return Resolution(piece, piece.first, "the same pages of the same volume", 0.8)
    entry = new_entry(chain, index, mention, holder)
    before = chain.before(index)
    if before is not None and goes_on(chain, before, index):
        same_author(chain, entry, chain.resolved[before].entry)
    return Resolution(entry, None, "first citation", mention.confidence)


def _archival(chain: Chain, index: int, mention: Mention) -> Resolution:
    name, span = parts_of(chain.text, mention, "archive")[0]
    short = re.split(r"\s*[,(]", name)[0]
    if not COLLECTION.search(short):
        return _shelfmark(chain, index, mention, short)
    for entry in chain.by_words(short):
        if entry.type == "unpublished" and shortens(short, entry.value("title")):
            return Resolution(entry, entry.first, "the same collection", 0.95)
    entry = Entry("unpublished", first=index)
    entry.put("title", short, Span(span.start, span.start + len(short)))
    rest = name[len(short) :].lstrip(" ,")
    part = PART_OF.match(rest)
    if part:
        entry.put(
            "note", part[1], Span(span.end - len(rest) + 1, span.end - len(rest) + part.end(1))
        )
        rest = rest[part.end() :]
    if rest:
        entry.put("library", rest, Span(span.end - len(rest), span.end))
    return Resolution(chain.enter(entry), None, "first citation", mention.confidence)


def _shelfmark(chain: Chain, index: int, mention: Mention, house: str) -> Resolution:
    """Where only the house is named, the shelf-mark is the work."""
    marks = parts_of(chain.text, mention, "shelfmark")
    mark = Span(marks[0][1].start, marks[-1][1].end)
    title = " ".join(mark.of(chain.text).split())
    for entry in chain.by_words(title):
        same = entry.type == "unpublished" and entry.value("title") == title
        if same and shortens(house, entry.value("library")):
            return Resolution(entry, entry.first, "the same shelf-mark", 0.95)
    entry = Entry("unpublished", first=index)
    entry.put("title", title, mark)
    name, span = parts_of(chain.text, mention, "archive")[0]
    entry.put("library", name, span)
    return Resolution(chain.enter(entry), None, "first citation", mention.confidence)


def _short(chain: Chain, index: int, mention: Mention) -> Resolution:
    short = _short_form(chain, mention)
    if short is not None:
        return short
    title = bare_title(first_part(chain.text, mention, "title"))
    known = same_work(chain, mention)
    if known is not None:
        return Resolution(known, last_of(known), "title cited before", 0.95)
    holder = container_of(chain, mention, index)
    piece = piece_there(chain, mention, holder) if holder else None
    if piece is not None:
        chain.call(piece, title)
        return Resolution(piece, last_of(piece), "the same pages of the same volume", 0.8)
    fitting = candidates(chain, mention, title)
    if len(fitting) == 1:
        return Resolution(fitting[0], last_of(fitting[0]), why(mention, title), 0.9)
    if len(fitting) > 1:
        ask(chain, mention, fitting)
        return Resolution(None, None, "several works fit", 0.0)
    return unknown(chain, index, mention)


def _short_form(chain: Chain, mention: Mention) -> Resolution | None:
    """A short form alone (`BD, No. 40, p. 2`): the piece on that page, else the whole."""
    if first_part(chain.text, mention, "title") and first_part(chain.text, mention, "container"):
        return None
    words = first_part(chain.text, mention, "title", "container")
    entry = lookup(chain, words) if words else None
    if entry is None:
        return None
    piece = piece_on_page(chain, mention, entry)
    if piece is not None:
        return Resolution(piece, last_of(piece), "the piece of that issue on that page", 0.8)
    return Resolution(entry, entry.first, "short form defined by the text", 0.95)


def _left_alone(_chain: Chain, _index: int, _mention: Mention) -> Resolution:
    """The Bible, the ancients, statutes: by their customary numbers, in no bibliography."""
    return Resolution(None, None, "cited by its customary numbers", 0.9)


def _unread(_chain: Chain, _index: int, _mention: Mention) -> Resolution:
    """It keeps its place: an ibid. after it does not leap over it."""
    return Resolution(None, None, "the reference could not be read", 0.0)


RULES: dict[str, Callable[[Chain, int, Mention], Resolution]] = {
    "full": _full,
    "archival": _archival,
    "ibid": ibid,
    "op.cit.": op_cit,
    "loc.cit.": op_cit,
    "idem": idem,
    "see-note": see_note,
    "short": _short,
    "mention": _left_alone,
    "unread": _unread,
}
