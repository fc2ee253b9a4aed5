"""Works as BibTeX, and BibTeX as works; pybtex is wrapped here.

`write` makes a file that pybtex's styles read without warning and print to the letter: braces
keep the case of titles, and no character acts. Two characters no BibTeX file can carry, the
braces themselves, are written as full-width braces. `read` raises `BadShelf`, which names the
entry and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pybtex import errors
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from edition_tools.findings import BadShelf
from edition_tools.model import Work, WorkField

ESCAPES = {  # what LaTeX or pybtex would take for a command
    "\\": r"\textbackslash{}",
    "{": "｛",
    "}": "｝",
    "#": r"\#",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "\u00a0": "~",
}
LIGATURES = re.compile(r"(?<=[-`'<>,])(?=[-`'<>,])|(?<=[!?])(?=`)")  # -- `` '' << ,, ?`
BLANKS = re.compile(r"[^\S\u00a0]+")
NAMES = ("author", "editor", "translator")
TITLES = frozenset(
    ("title", "booktitle", "journaltitle", "series", "subtitle", "maintitle", "shorttitle")
)
CLASSIC = {"journaltitle": "journal", "location": "address"}
MODERN = {old: new for new, old in CLASSIC.items()}
AS_WRITTEN = "datewritten"  # the date in the words of the notes, where `date` is EDTF
YEAR = re.compile(r"\d{4}")
KEY = re.compile(r"[^A-Za-z0-9:._+/-]")
AND = re.compile(r"\s+and\s+(?![^{]*\})")
NEEDED = {  # the fields, besides names, without which pybtex's styles warn
    "article": ("title", "journal", "year"),
    "book": ("title", "publisher", "year"),
    "incollection": ("title", "booktitle", "publisher", "year"),
    "inbook": ("title", "chapter", "publisher", "year"),
    "inproceedings": ("title", "booktitle", "year"),
    "phdthesis": ("title", "school", "year"),
    "mastersthesis": ("title", "school", "year"),
    "techreport": ("title", "institution", "year"),
    "unpublished": ("title", "note"),
    "manual": ("title",),
    "proceedings": ("title", "year"),
    "booklet": ("title",),
    "misc": (),
}
SIGNED = frozenset(NEEDED) - {"manual", "proceedings", "misc"}  # somebody must have written it
ENTRY = re.compile(r"@\s*\w+\s*[{(]\s*([^,\s{}()]+)")
LINE = re.compile(r"line (\d+)")


# ------------------------------------------------------------------ writing
def write(works: Iterable[Work]) -> str:
    """The works as a BibTeX file, in the order given; the same works, the same bytes."""
    return "\n".join("\n".join((*_lines(work), "")) for work in works)


def _lines(work: Work) -> Iterator[str]:
    fields = {CLASSIC.get(f.name, f.name): _value(f) for f in work.fields if f.value.strip()}
    dated = next((f for f in work.fields if f.name == "date"), None)
    date = dated.value if dated else ""
    if dated and dated.edtf and dated.edtf != date:
        fields["date"], fields[AS_WRITTEN] = escape(dated.edtf), _value(dated)
    year = YEAR.search(date)
    if year:
        fields.setdefault("year", year[0])
    printed = _printed_type(work.type, fields)
    for name in NEEDED.get(printed, ()):
        fields.setdefault(name, "")  # an empty field prints nothing, a missing one warns
    if printed != work.type:
        fields["entrysubtype"] = escape(work.type)
    yield f"@{printed}{{{KEY.sub('', work.key)},"
    for name, value in fields.items():
        yield f"  {name} = {{{value}}},"
    yield "}"


def _printed_type(type_: str, fields: dict[str, str]) -> str:
    """The type, or misc where a style does not know it or would miss somebody's name."""
    named = "author" in fields or (type_ in ("book", "inbook") and "editor" in fields)
    return type_ if type_ in NEEDED and (named or type_ not in SIGNED) else "misc"


def _value(field: WorkField) -> str:
    value = BLANKS.sub(" ", field.value).strip()
    if field.name in NAMES:
        return " and ".join(_name(name) for name in AND.split(value))
    escaped = escape(value)
    return f"{{{escaped}}}" if field.name in TITLES else escaped


def _name(name: str) -> str:
    if name.startswith("{") and name.endswith("}"):
        return f"{{{escape(name[1:-1])}}}"
    return escape(name)


def escape(text: str) -> str:
    """The text so that pybtex prints it to the letter and nothing in it acts."""
    divided = LIGATURES.sub("\x00", text)
    return "".join(ESCAPES.get(character, character) for character in divided).replace("\x00", "{}")


# ------------------------------------------------------------------ reading
def read(text: str, name: str = "works.bib") -> tuple[Work, ...]:
    """The works of a BibTeX file, in its order, as curated entries."""
    try:
        with errors.capture() as captured:
            data: BibliographyData = Parser().parse_string(text)
    except PybtexError as error:
        raise _bad(name, text, error) from error
    if captured:
        raise _bad(name, text, captured[0])
    return tuple(_work(key, entry) for key, entry in data.entries.items())


def _bad(name: str, text: str, error: PybtexError) -> BadShelf:
    """The error with the entry and the line at which it was noticed."""
    message = " ".join(str(error).split())
    found = LINE.search(message)
    line = int(found[1]) if found else _line_of_key(text, message)
    before = "\n".join(text.split("\n")[:line]) if line else ""
    keys = ENTRY.findall(before)
    where = f"{name}:{line}" if line else name
    entry = f", entry {keys[-1]}" if keys else ""
    return BadShelf(f"{where}{entry}: {message}", "mend the entry; BibTeX's own syntax is meant")


def _line_of_key(text: str, message: str) -> int:
    """The line of the last entry whose key the message names (an entry that stands twice)."""
    line = 0
    for match in ENTRY.finditer(text):
        if re.search(rf"(?<![\w-]){re.escape(match[1])}(?![\w-])", message):
            line = text.count("\n", 0, match.start()) + 1
    return line


def _work(key: str, entry: Entry) -> Work:
    fields: dict[str, WorkField] = {}
    for role, people in entry.persons.items():
        fields[role] = WorkField(role, " and ".join(_person(person) for person in people))
    for old, raw in entry.fields.items():
        name = MODERN.get(old.lower(), old.lower())
        if not raw.strip():
            continue
        fields.setdefault(name, WorkField(name, plain(raw)))
    _date(fields)
    subtype = fields.pop("entrysubtype", None)
    type_ = subtype.value if subtype and entry.type == "misc" else entry.type
    return Work(key, type_, tuple(fields.values()), curated=True)


def _date(fields: dict[str, WorkField]) -> None:
    """One field for the date: `date`, else made of year (and month)."""
    written = fields.pop(AS_WRITTEN, None)
    if written and "date" in fields:
        fields["date"] = WorkField("date", written.value, edtf=fields["date"].value)
    year = fields.get("year")
    if "date" not in fields and year:
        fields["date"] = WorkField("date", year.value)
    if year and year.value in fields["date"].value:
        del fields["year"]


def plain(raw: str) -> str:
    """A field's value as it is printed."""
    return str(Text.from_latex(raw)).replace("｛", "{").replace("｝", "}")


def _person(person: Person) -> str:
    """The name in its natural order, if that order keeps its parts; a body in braces."""
    if not person.first_names and person.last_names and person.last_names[0].startswith("{"):
        return f"{{{plain(' '.join(person.last_names))}}}"
    given = (*person.first_names, *person.middle_names)
    natural = " ".join((*given, *person.prelast_names, *person.last_names))
    if person.lineage_names or Person(natural) != person:
        return plain(str(person))
    return plain(natural)
