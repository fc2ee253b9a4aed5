"""Short forms of works: those the text defines, and those that only look like one.

Comes in: the chain. Goes out: the entry that a short form stands for.
"""

from __future__ import annotations

import re

from edition_tools.convert.works.chain import Chain
from edition_tools.convert.works.entries import Entry, entry_of, first_part
from edition_tools.convert.works.likeness import initials, same_title, tokens
from edition_tools.model import Mention

YEARS = re.compile(r"(\d{2})(\d{2})\s?[-–/]\s?(?:\1)?(\d{2})\b")
ACRONYM = re.compile(
    r"(?P<letters>[A-ZА-Я]{2,5})(?![\w.])(?P<rest>[^A-Za-z]{0,3}(?:Supplement)?.{0,20})$"
)


def normal(short: str) -> str:
    """A short form so that its spellings compare equal: `WN [1901-02]` = `WN [1901-1902]`."""
    return re.sub(r"\s+", " ", YEARS.sub(r"\1\2-\1\3", short)).strip(" .,").casefold()


def learn(chain: Chain, index: int, entry: Entry) -> None:
    """Remember the short forms that mention *index* defines."""
    for abbreviation in chain.defined.get(index, ()):
        mention = chain.mentions[index]
        named = [
            part
            for part in mention.parts
            if part.label in ("title", "container") and part.span.end <= abbreviation.span.start
        ]
        holds = bool(named) and named[-1].label == "container" and entry.parent is not None
        chain.short_forms[normal(abbreviation.short)] = (
            entry.parent if holds and entry.parent else entry
        )


def container_of(chain: Chain, mention: Mention, index: int) -> Entry | None:
    """The entry of the journal, bulletin or volume that a mention names as its container."""
    name = first_part(chain.text, mention, "container")
    if not name or not first_part(chain.text, mention, "title"):
        return None
    found = lookup(chain, name)
    if found is not None:
        return found
    for entry in chain.by_words(name):
        if any(same_title(name, title) for title in entry.titles()) and entry.type in (
            "book",
            "periodical",
        ):
            return entry
    return chain.enter(_container_entry(chain, mention, index))


def _container_entry(chain: Chain, mention: Mention, index: int) -> Entry:
    item = entry_of(chain.text, mention, index)
    collected = item.type == "incollection"
    entry = Entry("book" if collected else "periodical", first=index)
    for part in mention.parts:
        if part.label == "container":
            entry.put("title", part.span.of(chain.text), part.span)
    kept = ("editor", "location", "publisher", "date", "edition") if collected else ()
    for name in kept:
        if name in item.fields:
            entry.fields[name] = item.fields[name]
    return entry


def lookup(chain: Chain, words: str) -> Entry | None:
    """The work a short form stands for, defined or formed like the initials of a title."""
    found = chain.short_forms.get(normal(words))
    if found is not None:
        return found
    acronym = ACRONYM.match(words.strip())
    if acronym is None:
        return None
    alike = chain.by_initials(acronym["letters"])
    fitting = [e for e in alike if any(_abbreviates(acronym, t) for t in e.titles())]
    return fitting[0] if len(fitting) == 1 else None


def _abbreviates(acronym: re.Match[str], title: str) -> bool:
    """Whether the letters are the initials of the title's first great words, and the rest fits."""
    title = YEARS.sub(r"\1\2-\1\3", title)
    rest = tokens(YEARS.sub(r"\1\2-\1\3", acronym["rest"]))
    numbers = {t for t in tokens(title) if t.isdigit()}
    wanted = {t for t in rest if t.isdigit()}
    return (
        initials(title).startswith(acronym["letters"])
        and all(word in tokens(title) for word in rest)
        and wanted == numbers
    )
