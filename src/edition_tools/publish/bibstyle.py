"""How an entry reads in the list of works cited: as in a book of history.

Reads BibLaTeX and BibTeX names of fields alike, any type of entry, and never fails for what is
missing. Names and titles are printed as they are written: nothing is lowercased or shortened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from pybtex.database import Entry, Person
from pybtex.richtext import Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from edition_tools.publish.dates import in_words

NAME = "edition"  # of the style, for {bibliography} and bibtex_default_style
YEAR = re.compile(r"\d{3,4}")  # 1963-04
INSIDE = frozenset(  # types of entries whose own title stands in quotation marks
    {"article", "incollection", "inbook", "inproceedings", "conference", "letter", "newspaper"}
)
HOSTS = ("journaltitle", "journal", "booktitle", "maintitle")
PLAIN = frozenset({"unpublished", "archive", "manuscript"})


class EditionStyle(BaseStyle):  # type: ignore[misc]
    """Author. Title. Editor. Host. Place: Publisher, date."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sort = in_order
        self.format_labels = labels

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """The entry as rich text."""
        del bib_data
        first = _what(entry) if not _is_unprinted(entry) else _in_archive(entry)
        parts = [p for p in (_who(entry), first, *_rest(entry)) if str(p)]
        text = Text()
        for part in parts:
            text = Text(text, " " if str(text) else "", _closed(part))
        return FormattedEntry(entry.key, text, label)


# ------------------------------------------------------------------ the parts
def _who(entry: Entry) -> Text:
    authors = entry.persons.get("author", ())
    if authors:
        return _names(authors, first_inverted=True)
    editors = entry.persons.get("editor", ())
    if editors:
        suffix = ", eds." if len(editors) > 1 else ", ed."
        return Text(_names(editors, first_inverted=True), suffix)
    return Text()


def _what(entry: Entry) -> Text:
    title = rich(entry, "title")
    subtitle = rich(entry, "subtitle")
    if str(subtitle):
        colon = "" if str(title).endswith(("?", "!", ":")) else ":"
        title = Text(title, colon, " ", subtitle)
    if not str(title):
        return Text()
    if entry.type in INSIDE or (_host(entry) and entry.type not in ("book", "collection")):
        return Text("“", title, "" if str(title).endswith(("?", "!")) else ".", "”")
    return title if entry.type in PLAIN else Text(Tag("em", title))


def _is_unprinted(entry: Entry) -> bool:
    """Papers in an archive: @misc and @unpublished with the subtype or a library, but no house."""
    kept = "library" in entry.fields or "unpublished" in (
        entry.type,
        entry.fields.get("entrysubtype"),
    )
    return kept and entry.type not in INSIDE and not entry.fields.get("publisher")


def _in_archive(entry: Entry) -> Text:
    """British Library, London, Add. MS 34874: upright, the library before the shelf-mark."""
    title = rich(entry, "title")
    if entry.persons.get("author") or "shelfmark" in entry.fields:
        return title  # a title of its own; library and shelf-mark follow it
    return Text(*_between([p for p in (rich(entry, "library"), title) if str(p)], ", "))


def _rest(entry: Entry) -> list[Text]:
    parts = [_editors(entry), _by(entry, "translator", "Translated by "), _edition(entry)]
    volumes = str(rich(entry, "volumes"))
    if volumes:
        parts.append(Text(f"{volumes} vols"))
    parts += [_in_host(entry), _imprint(entry)]
    parts += [_archive(entry), rich(entry, "howpublished"), rich(entry, "note")]
    parts += [rich(entry, "addendum"), _link(entry)]
    return parts


def _host(entry: Entry) -> Text:
    return next((rich(entry, name) for name in HOSTS if name in entry.fields), Text())


def _editors(entry: Entry) -> Text:
    if not entry.persons.get("author") or (_host(entry) and entry.type != "book"):
        return Text()
    return _by(entry, "editor", "Edited by ")


def _by(entry: Entry, role: str, words: str) -> Text:
    people = entry.persons.get(role, ())
    return Text(words, _names(people)) if people else Text()


def _edition(entry: Entry) -> Text:
    words = rich(entry, "edition")
    return Text(words, " edn") if str(words).isdigit() else words


def _in_host(entry: Entry) -> Text:
    host = _host(entry)
    if not str(host):
        return _volume(entry)
    if any(name in entry.fields for name in HOSTS[:2]):
        return _in_journal(entry, host)
    text = Text("In ", Tag("em", host))
    editors = entry.persons.get("editor", ())
    if editors:
        text = Text(text, ", ed. ", _names(editors))
    pages = _pages(entry)
    return Text(text, ", ", pages) if str(pages) else text


def _in_journal(entry: Entry, journal: Text) -> Text:
    text = Text(Tag("em", journal))
    volume, number = rich(entry, "volume"), rich(entry, "number")
    if str(volume):
        text = Text(text, " ", volume)
    if str(number):
        text = Text(text, ":" if str(volume) else ", no. ", number)
    date = _date(entry)
    if str(date):
        text = Text(text, " (", date, ")")
    pages = _pages(entry)
    return Text(text, ", ", pages) if str(pages) else text


def _volume(entry: Entry) -> Text:
    volume = rich(entry, "volume")
    return Text("Vol. ", volume) if str(volume) else Text()


def _imprint(entry: Entry) -> Text:
    if any(name in entry.fields for name in HOSTS[:2]):
        return Text()
    place = _first(entry, "location", "address")
    house = _first(entry, "publisher", "institution", "school", "organization")
    text = Text(place, ": " if str(place) and str(house) else "", house)
    date = _date(entry)
    if str(date):
        text = Text(text, ", " if str(text) else "", date)
    return text


def _archive(entry: Entry) -> Text:
    names = ("library", "shelfmark")
    if _is_unprinted(entry) and not (entry.persons.get("author") or "shelfmark" in entry.fields):
        return Text()  # said already
    found = [part for part in (rich(entry, name) for name in names) if str(part)]
    return Text(*_between(found, ", "))


def _link(entry: Entry) -> Text:
    doi, url = str(rich(entry, "doi")), str(entry.fields.get("url", ""))
    address = f"https://doi.org/{doi.removeprefix('https://doi.org/')}" if doi else url
    if not address.startswith(("https://", "http://")):
        return Text()
    from pybtex.richtext import HRef

    return Text(HRef(address, address))


def _pages(entry: Entry) -> Text:
    return Text(re.sub(r"-+", "–", str(rich(entry, "pages"))))


def _date(entry: Entry) -> Text:
    return Text(in_words(str(_first(entry, "date", "year"))))


def _first(entry: Entry, *names: str) -> Text:
    return next((rich(entry, name) for name in names if entry.fields.get(name)), Text())


def rich(entry: Entry, name: str) -> Text:
    """A field of the entry as rich text, empty if it has none."""
    return Text.from_latex(entry.fields[name]) if entry.fields.get(name) else Text()


def _closed(part: Text) -> Text:
    return part if str(part).endswith((".", "!", "?", ".”", "?”", "!”")) else Text(part, ".")


# ------------------------------------------------------------------ names
def _names(people: Sequence[Person], *, first_inverted: bool = False) -> Text:
    written = [_name(p, inverted=first_inverted and i == 0) for i, p in enumerate(people)]
    if len(written) < 3:
        return Text(*_between(written, " and "))
    return Text(*_between(written[:-1], ", "), ", and ", written[-1])


def _between(parts: Sequence[Text], separator: str) -> list[Text | str]:
    out: list[Text | str] = []
    for part in parts:
        out += [separator, part] if out else [part]
    return out


def _name(person: Person, *, inverted: bool) -> Text:
    given = " ".join((*person.first_names, *person.middle_names))
    family = " ".join((*person.prelast_names, *person.last_names))
    lineage = " ".join(person.lineage_names)
    if not given:
        words = family
    elif inverted:
        words = f"{family}, {given}" + (f", {lineage}" if lineage else "")
    else:
        words = f"{given} {family}" + (f" {lineage}" if lineage else "")
    return Text.from_latex(words)


def _family(entry: Entry) -> str:
    people = entry.persons.get("author") or entry.persons.get("editor") or ()
    if not people:
        return ""
    families = [str(Text.from_latex(" ".join(p.last_names))) for p in people]
    if len(families) > 3:
        return f"{families[0]} et al."
    return ", ".join(families[:-1]) + (" and " if families[1:] else "") + families[-1]


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By first author, date and title."""
    return sorted(entries, key=_order)


def _order(entry: Entry) -> tuple[str, str, str, str]:
    people = entry.persons.get("author") or entry.persons.get("editor") or ()
    if people:
        first = str(_name(people[0], inverted=True))
    else:
        first = str(_in_archive(entry) if _is_unprinted(entry) else rich(entry, "title"))
    return _plain(first), _year(entry), _plain(str(rich(entry, "title"))), entry.key


def _plain(words: str) -> str:
    """Words as a list of names sorts them: Bédier as Bedier, case aside."""
    parted = unicodedata.normalize("NFKD", words)
    return "".join(c for c in parted if not unicodedata.combining(c)).casefold()


def _year(entry: Entry) -> str:
    found = YEAR.search(str(_date(entry)))
    return found[0] if found else ""


def labels(entries: Sequence[Entry]) -> list[str]:
    """Author and year, or a short title; a, b, c where two would be the same."""
    plain = [_label(entry) for entry in entries]
    out: list[str] = []
    for at, label in enumerate(plain):
        same = [i for i, other in enumerate(plain) if other == label]
        letter = chr(97 + same.index(at)) if 1 < len(same) <= 26 else ""
        out.append(label + letter)
    return out


def _label(entry: Entry) -> str:
    who = _family(entry)
    if not who:
        who = str(_first(entry, "shorttitle", "title", "howpublished")) or entry.key
        who = who if len(who) <= 40 else who[:39].rsplit(" ", 1)[0] + "…"
    return f"{who} {_year(entry)}".strip()
