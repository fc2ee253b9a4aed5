"""A work as the bibliographies of the Chicago Manual of Style have it (17th edition, 14).

Deutscher, Isaac. *The Prophet Outcast: Trotsky, 1929–1940*. London: Oxford University Press, 1963.
"""

from __future__ import annotations

from collections.abc import Iterator

from pybtex.database import Entry
from pybtex.richtext import Text

from edition_tools.publish import bibparts as parts


def written(entry: Entry) -> Text:
    """The entry: sentences, each with its stop."""
    text = Text()
    for part in _sentences(entry):
        if str(part):
            text = Text(text, " " if str(text) else "", _stopped(part))
    return text


def _stopped(part: Text) -> Text:
    return part if parts.ends(part, ".", "!", "?") else Text(part, ".")


def _sentences(entry: Entry) -> Iterator[Text]:
    yield parts.who(entry, ", ed.", ", eds.")
    if parts.is_unprinted(entry):
        yield parts.archive(entry)
    else:
        yield _title(entry)
    inside = bool(str(parts.host(entry))) and entry.type != "book"
    if entry.persons.get("author") and not inside:
        yield parts.by(entry, "editor", "Edited by ")
    yield parts.by(entry, "translator", "Translated by ")
    yield parts.edition(entry, "ed.")
    volumes = str(parts.rich(entry, "volumes"))
    yield Text(f"{volumes} vols.") if volumes.isdecimal() else Text(volumes)
    if str(parts.host(entry)):
        yield _in_journal(entry) if parts.in_journal(entry) else _in_volume(entry)
    else:
        yield _volume(entry)
        yield _series(entry)
    if not parts.in_journal(entry):
        yield parts.between((parts.thesis(entry), parts.house(entry), parts.date(entry)), ", ")
    first = str(parts.rich(entry, "origdate"))
    yield Text(f"First published {first}") if first else Text()
    yield parts.kept(entry)
    for name in ("howpublished", "note", "addendum"):
        yield parts.rich(entry, name)
    yield parts.link(entry)


def _title(entry: Entry) -> Text:
    title = parts.title(entry)
    if not str(title):
        return title
    if parts.is_quoted(entry):
        return Text("“", title, "" if parts.ends(title, "?", "!") else ".", "”")
    return title if entry.type in parts.PLAIN else parts.italic(title)


def _in_volume(entry: Entry) -> Text:
    editors = parts.by(entry, "editor", "edited by ")
    host = Text("In ", parts.italic(parts.host(entry)))
    return parts.between((host, editors, parts.pages(entry)), ", ")


def _in_journal(entry: Entry) -> Text:
    """*Soviet Studies* 29, no. 4 (October 1977): 576–89."""
    volume, number = parts.rich(entry, "volume"), parts.rich(entry, "number")
    text = parts.between((parts.italic(parts.host(entry)), volume), " ")
    if str(number):
        text = Text(text, ", no. ", number)
    date, pages = parts.date(entry), parts.pages(entry)
    if str(date):
        numbered = str(volume) or str(number)
        text = Text(text, " (", date, ")") if numbered else Text(text, ", ", date)
    return Text(text, ": ", pages) if str(pages) else text


def _volume(entry: Entry) -> Text:
    volume = parts.rich(entry, "volume")
    return Text("Vol. ", volume) if str(volume) else volume


def _series(entry: Entry) -> Text:
    series, number = parts.rich(entry, "series"), parts.rich(entry, "number")
    return parts.between((series, number), " ") if str(series) else Text()
