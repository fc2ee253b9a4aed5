"""A work cited for the first time: its entry, in the container that holds it.

Comes in: the chain and a mention. Goes out: the new entry, taken into the chain.
"""

from __future__ import annotations

import re

from edition_tools.convert.works.chain import Chain
from edition_tools.convert.works.entries import Entry, entry_of
from edition_tools.convert.works.short_forms import container_of
from edition_tools.model import Mention

DAY = re.compile(r"\d{1,2}\s+\D|\D\s\d{1,2},")
SAME_AUTHOR = re.compile(  # ; in English, · . Its companion volume, · , and his
    r"\b(?:[Ii]n\s+(?:English|German|French|Russian|Italian|translation)|auf Deutsch|en français|"
    r"[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\b"
)


def new_entry(chain: Chain, index: int, mention: Mention, parent: Entry | None = None) -> Entry:
    """A new entry for what *mention* cites, in the container that it names."""
    parent = parent or container_of(chain, mention, index)
    entry = entry_of(chain.text, mention, index)
    entry.mentions.clear()
    if parent is not None:
        _set_in(entry, parent)
    return chain.enter(entry)


def _set_in(entry: Entry, parent: Entry) -> None:
    """Give an article or chapter what its container says."""
    entry.parent = parent
    title = parent.fields.get("title")
    collected = parent.type == "book"
    entry.type = "incollection" if collected else "article"
    for name in ("journaltitle", "booktitle"):
        entry.fields.pop(name, None)
    if title:
        entry.put("booktitle" if collected else "journaltitle", title.value, title.span)
    if collected:
        date = entry.fields.get("date")
        if date and parent.value("date") and DAY.search(date.value):
            entry.put("note", f"dated {date.value}", date.span)
            del entry.fields["date"]
        for name in ("editor", "location", "publisher", "date", "edition"):
            if name in parent.fields:
                entry.fields.setdefault(name, parent.fields[name])


def goes_on(chain: Chain, before: int, index: int) -> bool:
    """Whether the words between two mentions say that the author is the same."""
    between = chain.text[chain.mentions[before].span.end : chain.mentions[index].span.start]
    return SAME_AUTHOR.search(between) is not None and len(between) < 60


def same_author(chain: Chain, entry: Entry, other: Entry | None) -> None:
    """Give *entry* the author of *other*, where it has none of its own."""
    if other is not None and "author" in other.fields and "author" not in entry.fields:
        entry.fields["author"] = other.fields["author"]
        chain.index(entry)
