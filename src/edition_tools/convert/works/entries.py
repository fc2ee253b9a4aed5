"""Entries in the making: what the notes say of each work, and where they say it.

Comes in: mentions with their parts. Goes out: `Entry`, a work that gathers fields as it is
cited again; made into `Work` at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from edition_tools.convert.works import dates
from edition_tools.convert.works.names import family, initial, listed
from edition_tools.convert.works.tongues import evident
from edition_tools.model import Mention, WorkField
from edition_tools.text import Span

YEAR = re.compile(r"1[0-9]\d\d|20[0-3]\d")
ORDER = (
    "author", "editor", "translator", "title", "booktitle", "journaltitle", "series", "volume",
    "number", "volumes", "edition", "location", "publisher", "date", "origdate", "pages",
    "library", "entrysubtype", "langid", "note", "crossref",
)  # fmt: skip
SIMPLE = {
    "series": "series",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "volumes": "volumes",
    "place": "location",
    "publisher": "publisher",
}
LABEL_WORDS = re.compile(  # Vol. 29 → 29 · No. 34 → 34 · Bd. 2 → 2
    r"^(?:vols?\.?|volume|bde?\.|band|t\.|tome|tomo|т\.|jg\.|jahrgang|nos?\.?|n°|nr\.|№|n\.|issues?|heft|"
    r"h\.|fasc\.|sonderheft)\s*",
    re.IGNORECASE,
)
PAGE_WORDS = re.compile(
    r"^(?:especially\s+|esp\.\s*|at\s+)?(?:pp?\.?|pages?|s\.|seiten?|ss?\.|pagg?\.|с\.|стр\.)\s*",
    re.IGNORECASE,
)
PARTS = re.compile(  # 161-96, 321-56: an article in two parts
    r"\d+\s?[-‐‑–—−]+\s?\d+(?:,\s\d+\s?[-‐‑–—−]+\s?\d+)*"
)
RANGE = re.compile(r"(\d+)\s?[-‐‑–—−]+\s?(\d+)")


@dataclass
class Entry:
    """A work as far as it is known."""

    type: str
    fields: dict[str, WorkField] = field(default_factory=dict)
    first: int = -1  # the mention that cites it first
    mentions: list[int] = field(default_factory=list)
    parent: Entry | None = None  # the journal, bulletin or volume that holds it
    key: str = ""
    variants: list[str] = field(default_factory=list)  # other wordings of its title in the notes

    def value(self, name: str) -> str:
        """A field's value, empty if it has none."""
        found = self.fields.get(name)
        return found.value if found else ""

    def put(self, name: str, value: str, span: Span | None) -> None:
        """Set a field that is not set yet."""
        value = " ".join(value.split()).strip(" ,;")
        if value and name not in self.fields:
            self.fields[name] = WorkField(name, value, span)

    def families(self) -> tuple[str, ...]:
        """The family names of authors, else of editors."""
        names = self.value("author")
        if not names and self.type != "incollection":  # its editors are the volume's
            names = self.value("editor")
        return _families(names)

    def people(self) -> tuple[tuple[str, str], ...]:
        """Family name and initial (empty if not given) of its authors and its editors."""
        return _people(self.value("author")) + _people(self.value("editor"))

    def titles(self) -> tuple[str, ...]:
        """What the work may be called."""
        return tuple(filter(None, (self.value("title"), *self.variants)))

    def year(self) -> str:
        """The first year of its date."""
        found = YEAR.search(self.value("date"))
        return found[0] if found else ""


def refer(entry: Entry) -> None:
    """Say in what volume a chapter stands, where that is cited too and has its key."""
    if entry.parent is not None and entry.parent.mentions and entry.parent.key != entry.key:
        entry.put("crossref", entry.parent.key, None)


@lru_cache(maxsize=20_000)
def _families(names: str) -> tuple[str, ...]:
    return tuple(family(name.strip("{} ")) for name in names.split(" and ") if name)


@lru_cache(maxsize=20_000)
def _people(names: str) -> tuple[tuple[str, str], ...]:
    single = [name.strip("{} ") for name in names.split(" and ") if name]
    return tuple((family(name), initial(name)) for name in single)


def parts_of(text: str, mention: Mention, label: str) -> list[tuple[str, Span]]:
    """The parts of a mention with one label, and where they stand."""
    return [(part.span.of(text), part.span) for part in mention.parts if part.label == label]


def first_part(text: str, mention: Mention, *labels: str) -> str:
    """The first part with one of the labels, empty if there is none."""
    return next((p.span.of(text) for p in mention.parts if p.label in labels), "")


def entry_of(text: str, mention: Mention, index: int) -> Entry:
    """A new entry with all that *mention* says."""
    entry = Entry(_type(text, mention), first=index, mentions=[index])
    for label in ("author", "editor", "translator"):
        found = parts_of(text, mention, label)
        if found:
            span = Span(found[0][1].start, found[-1][1].end)
            entry.put(label, " and ".join(listed(name) for name, _ in found), span)
    for name, span in parts_of(text, mention, "title")[:1]:
        entry.put("title", bare_title(name), span)
        entry.put("langid", evident(name), span)
    _container(text, mention, entry)
    for label, name in SIMPLE.items():
        for value, span in parts_of(text, mention, label)[:1]:
            entry.put(name, _bare(name, value), span)
    if mention.type == "newspaper" and entry.type == "article":
        entry.put("entrysubtype", "newspaper", None)
    _dates(text, mention, entry)
    _pages(text, mention, entry)
    return entry


def _bare(name: str, value: str) -> str:
    """The value without the words that say what it is."""
    if name == "volumes":
        return re.match(r"\d+", value)[0] if value[:1].isdigit() else value  # type: ignore[index]
    return LABEL_WORDS.sub("", value)


def bare_title(title: str) -> str:
    """A title without a comma or a stop that the sentence put behind it."""
    title = title.strip(" ,;:")
    return (
        title[:-1]
        if title.endswith(".") and not re.search(r"\b\w{1,4}\.$|\.\.\.$", title)
        else title
    )


def _container(text: str, mention: Mention, entry: Entry) -> None:
    for value, span in parts_of(text, mention, "container")[:1]:
        if "title" not in entry.fields:
            entry.put("title", value, span)
        else:
            entry.put("booktitle" if entry.type == "incollection" else "journaltitle", value, span)


def _dates(text: str, mention: Mention, entry: Entry) -> None:
    for name, span in dates.printed(text, [span for _, span in parts_of(text, mention, "date")]):
        span = dates.whole(text, span)
        value = re.sub(r"^dated\s+", "", span.of(text)).strip("() ")
        entry.put(name, value, span)
        if name == "date" and "date" in entry.fields:
            entry.fields["date"] = replace(entry.fields["date"], edtf=dates.edtf(value))
    for value, span in parts_of(text, mention, "dated")[:1]:
        entry.put("note", f"dated {value}", span)


def _pages(text: str, mention: Mention, entry: Entry) -> None:
    """The extent of an article or chapter; pages of a book are locators, no field."""
    if entry.type not in ("article", "incollection"):
        return
    for value, span in parts_of(text, mention, "pages")[:1]:
        found = PARTS.match(PAGE_WORDS.sub("", value))
        ranges = RANGE.finditer(found[0]) if found else ()
        entry.put("pages", ", ".join(full_range(r[1], r[2]) for r in ranges), span)


def full_range(first: str, last: str) -> str:
    """A page range with both numbers whole: 172, 5 → 172–175."""
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}–{last}"


def _type(text: str, mention: Mention) -> str:
    if mention.type == "archive":
        return "unpublished"
    if mention.type == "legal":
        return "misc"
    if mention.type == "thesis":
        return "thesis"
    if mention.type == "chapter" or (
        mention.type == "article" and first_part(text, mention, "place")
    ):
        return "incollection"
    if mention.type in ("article", "newspaper"):
        return "article" if first_part(text, mention, "container", "ref") else "misc"
    return "book"
