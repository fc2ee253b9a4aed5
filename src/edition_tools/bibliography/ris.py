"""Works as RIS, the form that every reference manager reads; and back.

Tags are used as Zotero uses them. The parser is ours because the common one drops a last entry
that has no end, and whatever stands before the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from edition_tools.bibliography import languages, names
from edition_tools.bibliography.dates import ONE
from edition_tools.bibliography.fields import (
    BLANKS,
    TYPE,
    flat,
    left_over,
    part,
    put_right,
    whole_title,
    work_of,
)
from edition_tools.bibliography.keys import key_of
from edition_tools.bibliography.names import Name
from edition_tools.findings import BadShelf
from edition_tools.model import Work

Tags = list[tuple[str, str]]

LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|)$")  # TI  - Textkritik
TYPES = {  # entry type → RIS type; the first of two is what a RIS type is read as
    "article": "JOUR", "book": "BOOK", "incollection": "CHAP", "inproceedings": "CONF",
    "thesis": "THES", "report": "RPRT", "online": "ELEC", "unpublished": "MANSCPT",
    "letter": "PCOMM", "misc": "GEN", "inreference": "ENCYC", "jurisdiction": "CASE",
    "legislation": "STAT", "movie": "MPCT", "artwork": "ART", "music": "SOUND", "video": "VIDEO",
    "patent": "PAT", "dataset": "DATA", "software": "COMP", "map": "MAP",
    "inbook": "CHAP", "phdthesis": "THES", "mastersthesis": "THES", "techreport": "RPRT",
    "collection": "BOOK", "mvbook": "BOOK", "mvcollection": "BOOK", "booklet": "BOOK",
    "proceedings": "BOOK", "reference": "BOOK", "archive": "MANSCPT", "manuscript": "MANSCPT",
}  # fmt: skip
BACK = {ris: entry for entry, ris in reversed(TYPES.items())} | {
    "EDBOOK": "book", "EBOOK": "book", "CLSWK": "book", "SER": "book", "ECHAP": "incollection",
    "CPAPER": "inproceedings", "EJOUR": "article", "JFULL": "article", "UNPD": "unpublished",
    "WEB": "online", "BLOG": "online", "GOVDOC": "report",
}  # fmt: skip
SUBTYPES = {"newspaper": "NEWS", "magazine": "MGZN"}
HOSTED = frozenset({"article", "review"})
INSIDE = frozenset({"article", "review", "incollection", "inbook", "inproceedings", "inreference"})
PLAIN = {  # field → tag, where it is the same for every type
    "title": "TI", "shorttitle": "ST", "volume": "VL", "volumes": "NV", "edition": "ET",
    "location": "CY", "library": "DB", "shelfmark": "AN", "doi": "DO", "url": "UR",
    "abstract": "AB", "type": "M3", "origdate": "OP", "urldate": "Y2",
}  # fmt: skip
OTHER = {  # tags that others write for the same
    "T1": "TI", "A1": "AU", "Y1": "DA", "JF": "T2", "JO": "T2", "JA": "T2", "BT": "T2", "N2": "AB",
    "PP": "CY", "AV": "AN", "CN": "AN",
}  # fmt: skip
RANGE = re.compile(r"(\w+)[–-](\w+)")  # 172–175
DAY = re.compile(r"(\d{4})(?:/(\d\d?)?)?(?:/(\d\d?)?)?(?:/(.*))?")  # 1933/05/02/


# ------------------------------------------------------------------ writing
def write(works: Iterable[Work]) -> str:
    """The works as a RIS file, in the order given."""
    return "\n".join(f"{_entry(work)}ER  - \n" for work in works)


def _entry(work: Work) -> str:
    fields = flat(work)
    tags = list(_said(work.key, work.type, fields))
    type_, said = _meant(tags)
    rest = left_over({TYPE: work.type, **fields}, {TYPE: type_, **said})
    tags += [("N1", line) for line in rest]
    return "".join(f"{tag}  - {value}\n" for tag, value in tags)


def _said(key: str, type_: str, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What RIS has tags for."""
    yield "TY", _ris_type(type_, fields)
    yield "ID", key
    for field, tag in _roles(type_).items():
        yield from ((tag, _name(name)) for name in names.parse(fields.get(field, "")))
    plain = {**fields, "title": whole_title(fields)}
    for field, tag in (PLAIN | _tags(type_)).items():
        if plain.get(field):
            yield tag, plain[field]
    if "date" in fields:
        yield from _date(fields["date"])
    if "pages" in fields:
        ends = RANGE.fullmatch(fields["pages"])
        yield from zip(("SP", "EP"), ends.groups() if ends else (fields["pages"],), strict=False)
    if "langid" in fields:
        yield "LA", languages.tag(fields["langid"])
    for word in filter(None, fields.get("keywords", "").split(", ")):
        yield "KW", word
    if "note" in fields:
        yield "N1", fields["note"]


def _ris_type(type_: str, fields: Mapping[str, str]) -> str:
    if type_ == "article":
        return SUBTYPES.get(fields.get("entrysubtype", ""), "JOUR")
    return TYPES.get(type_, "GEN")


def _roles(type_: str) -> dict[str, str]:
    editor = "A2" if type_ in INSIDE else "A3"
    return {"author": "AU", "editor": editor, "translator": "A4", "bookauthor": "C2"}


def _tags(type_: str) -> dict[str, str]:
    """The tags that mean something else in entries of another type."""
    host = "journaltitle" if type_ in HOSTED else "booktitle"
    inside = {host: "T2", "series": "T3"} if type_ in INSIDE else {"series": "T2"}
    house = "institution" if TYPES.get(type_) in ("THES", "RPRT") else "publisher"
    number = {"number": "IS" if type_ in HOSTED else "M1"}
    standard = {"issn" if type_ in HOSTED else "isbn": "SN"}
    return {**inside, **number, **standard, house: "PB"}


def _name(name: Name) -> str:
    return ", ".join(filter(None, (name.whole_family, name.given, name.suffix)))


def _date(date: str) -> Iterator[tuple[str, str]]:
    """The year and the day on which it begins; what is no day of a calendar as it is."""
    first = ONE.match(date)
    if first is None:
        yield "PY", date
        return
    year, month, day = (part or "" for part in first.groups())
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/"


# ------------------------------------------------------------------ reading
def read(text: str, name: str = "works.ris") -> tuple[Work, ...]:
    """The works of a RIS file; raises `BadShelf` where a line stands outside of every entry."""
    works: list[Work] = []
    for tags in _entries(text, name):
        works.append(_work(tags, {work.key for work in works}))
    return tuple(works)


def _entries(text: str, name: str) -> Iterator[Tags]:
    tags: Tags = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        found = LINE.match(line.strip())
        if found and found[1] == "ER":
            yield tags
            tags = []
        elif found and (tags or found[1] == "TY"):
            if found[1] == "TY" and tags:
                yield tags  # its end is missing
                tags = []
            tags.append((found[1], (found[2] or "").strip()))
        elif line.strip() and tags:
            tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}".strip())
        elif line.strip():
            message = f"{name}:{number}: this line belongs to no entry"
            raise BadShelf(message, "an entry of a RIS file begins with `TY  - ` and its type")
    if tags:
        yield tags


def _work(tags: Tags, taken: set[str]) -> Work:
    _, rest = part(value for tag, value in tags if tag == "N1")
    type_, said = _meant([t for t in tags if t[0] != "N1" or part([t[1]])[0]])
    meant = put_right({TYPE: type_, **said}, rest)
    type_ = meant.pop(TYPE, "misc")
    given = next((value for tag, value in tags if tag == "ID"), "")
    return work_of(key_of(given, meant, taken), type_, meant)


def _meant(tags: Tags) -> tuple[str, dict[str, str]]:
    """The type and fields that the tags say, without what was left over."""
    values: dict[str, list[str]] = {}
    for tag, value in tags:
        if value:
            values.setdefault(OTHER.get(tag, tag), []).append(BLANKS.sub(" ", value))
    ris_type = values.pop("TY", ["GEN"])[0]
    subtype = next((sub for sub, ris in SUBTYPES.items() if ris == ris_type), "")
    type_ = "article" if subtype else BACK.get(ris_type, "misc")
    fields = {"entrysubtype": subtype} if subtype else {}
    values.pop("ID", None)
    for field, tag in _roles(type_).items():
        fields[field] = names.written(map(_named, values.pop(tag, [])))
    fields["editor"] = fields["editor"] or names.written(map(_named, values.pop("ED", [])))
    for field, tag in (PLAIN | _tags(type_)).items():
        fields[field] = "; ".join(values.pop(tag, []))
    fields["date"] = _read_date(values.pop("PY", []), values.pop("DA", []))
    fields["pages"] = "–".join((*values.pop("SP", []), *values.pop("EP", [])))
    fields["langid"] = languages.name(" ".join(values.pop("LA", [])))
    fields["keywords"] = ", ".join(values.pop("KW", []))
    fields["note"] = " ".join(values.pop("N1", []))
    for tag, left in values.items():
        fields[f"ris{tag.lower()}"] = "; ".join(left)  # nothing is lost, whatever it means
    return type_, {name: value for name, value in fields.items() if value}


def _named(words: str) -> Name:
    """The name in a line of RIS: `King, Martin Luther, Jr`; without a comma, a body's."""
    family, *others = [piece.strip() for piece in words.split(",")]
    others = [piece for piece in others if piece]
    if not others:
        one = names.parse(family)
        return one[0] if one and not one[0].given else Name(family, is_body=True)
    given, *suffix = others
    parsed = names.parse(", ".join((family, *suffix, given)))
    return parsed[0] if len(parsed) == 1 else Name(words, is_body=True)


def _read_date(years: list[str], days: list[str]) -> str:
    for value in (*days, *years):
        found = DAY.fullmatch(value)
        if found is None:
            return value
        return "-".join(f"{int(n):02}" for n in found.groups()[:3] if n)
    return ""
