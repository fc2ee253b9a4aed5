"""A work as the bibliographies of the MHRA Style Guide have it (4th edition, 7).

Deutscher, Isaac, *The Prophet Outcast: Trotsky, 1929–1940* (London: Oxford University Press, 1963)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pybtex.database import Entry
from pybtex.richtext import Text

from edition_tools.publish import bibparts as parts

SEVERAL = re.compile(r"[^\w]")  # 576–89, but not 576


def written(entry: Entry) -> Text:
    """The entry: one sentence without a stop; the imprint stands in brackets."""
    text = Text()
    for part in _clauses(entry):
        if str(part):
            bracket = str(part).startswith("(") and str(part).endswith(")")
            text = Text(text, "" if not str(text) else " " if bracket else ", ", part)
    return text


def _clauses(entry: Entry) -> Iterator[Text]:
    yield parts.who(entry, ", ed.", ", eds")
    if parts.is_unprinted(entry):
        yield parts.archive(entry)
    else:
        yield _title(entry)
    inside = bool(str(parts.host(entry))) and entry.type != "book"
    if str(parts.host(entry)) and not parts.in_journal(entry):
        yield Text("in ", parts.italic(parts.host(entry)))
    if inside or entry.persons.get("author"):
        yield parts.by(entry, "editor", "ed. by ")
    yield parts.by(entry, "translator", "trans. by ")
    if parts.in_journal(entry):
        yield from _in_journal(entry)
    else:
        yield from _as_book(entry)
    pages = parts.pages(entry)
    if str(pages) and str(parts.host(entry)):
        yield Text("pp. " if SEVERAL.search(str(pages)) else "p. ", pages)
    yield parts.kept(entry)
    for name in ("howpublished", "note", "addendum"):
        yield parts.rich(entry, name)
    link = parts.link(entry)
    yield Text("<", link, ">") if str(link) else link


def _title(entry: Entry) -> Text:
    title = parts.title(entry)
    if not str(title):
        return title
    if parts.is_quoted(entry):
        return Text("‘", title, "’")
    return title if entry.type in parts.PLAIN else parts.italic(title)


def _in_journal(entry: Entry) -> Iterator[Text]:
    """*Soviet Studies*, 29.4 (October 1977)"""
    yield parts.italic(parts.host(entry))
    yield parts.between((parts.rich(entry, "volume"), parts.rich(entry, "number")), ".")
    date = parts.date(entry)
    numbered = entry.fields.get("volume") or entry.fields.get("number")
    yield Text("(", date, ")") if str(date) and numbered else date


def _as_book(entry: Entry) -> Iterator[Text]:
    yield parts.between((parts.rich(entry, "series"), parts.rich(entry, "number")), ", ")
    yield parts.edition(entry, "edn")
    volumes = str(parts.rich(entry, "volumes"))
    yield Text(f"{volumes} vols") if volumes.isdecimal() else Text(volumes)
    first = str(parts.rich(entry, "origdate"))
    imprint = parts.between((parts.thesis(entry), parts.house(entry), parts.date(entry)), ", ")
    if str(imprint):
        yield Text("(", f"{first}; repr. " if first else "", imprint, ")")
    volume = str(parts.rich(entry, "volume"))
    yield Text(f"vol. {volume}") if volume else Text()
