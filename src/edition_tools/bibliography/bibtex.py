"""Works as BibTeX and BibLaTeX, and either as works; pybtex is wrapped here.

`write` makes the file that the publisher reads: pybtex's styles take it without warning and print
it to the letter. `write_bibtex` and `write_biblatex` make files for other programs. In all of them
braces keep the case of titles, and no character acts. Two characters no such file can carry, the
braces themselves, are written as full-width braces. `read` raises `BadShelf`, which names the
entry and the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pybtex import errors
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import BaseMultipartText, BaseText, String, Text

from edition_tools.bibliography import names
from edition_tools.bibliography.fields import AS_WRITTEN, BLANKS, TYPE, flat, work_of
from edition_tools.findings import BadShelf
from edition_tools.model import Work

Fields = dict[str, str]

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
IN_ADDRESS = {"{": "%7B", "}": "%7D"}  # what no address may hold
LIGATURES = re.compile(r"(?<=[-`'<>,])(?=[-`'<>,])|(?<=[!?])(?=`)")  # -- `` '' << ,, ?`
TITLES = frozenset(
    (
        *("title", "booktitle", "journaltitle", "series", "subtitle", "maintitle", "shorttitle"),
        *("booksubtitle", "mainsubtitle", "journalsubtitle", "eventtitle"),
    )
)
ADDRESSES = frozenset({"url", "doi", "eprint", "file"})  # read to the letter by BibLaTeX
DATES = frozenset({"date", "origdate", "eventdate", "urldate"})
CLASSIC = {"journaltitle": "journal", "location": "address"}
MODERN = {old: new for new, old in CLASSIC.items()}
SCHOOLS = frozenset({"phdthesis", "mastersthesis"})  # BibTeX: their institution is a school
YEAR = re.compile(r"\d{4}")
KEY = re.compile(r"[^\w:.+/-]")
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
IN_BIBTEX = {"thesis": "phdthesis", "report": "techreport", "collection": "book", "mvbook": "book"}
IN_BIBLATEX = frozenset(  # BibLaTeX 3.20, 2.1.1
    (
        *("article", "book", "mvbook", "inbook", "bookinbook", "suppbook", "booklet", "collection"),
        *("mvcollection", "incollection", "suppcollection", "dataset", "manual", "misc", "online"),
        *("patent", "periodical", "suppperiodical", "proceedings", "mvproceedings", "report"),
        *("inproceedings", "reference", "mvreference", "inreference", "software", "thesis"),
        *("unpublished", "artwork", "audio", "image", "jurisdiction", "legislation", "letter"),
        *("movie", "music", "performance", "review", "standard", "video", "phdthesis"),
        *("mastersthesis", "techreport"),
    )
)
EDTF = re.compile(r"\d{4}(-\d\d){0,2}[?~%]?(/(\d{4}(-\d\d){0,2})?)?")  # 1933-05 · 1916~ · 1929/1941
ENTRY = re.compile(r"@\s*\w+\s*[{(]\s*([^,\s{}()]+)")
LINE = re.compile(r"line (\d+)")
ESCAPED = re.compile(r"\\([#%&_$~^])")


# ------------------------------------------------------------------ writing
def write(works: Iterable[Work]) -> str:
    """The works as the publisher reads them, in the order given; the same works, the same bytes."""
    return _file(works, _for_us)


def write_bibtex(works: Iterable[Work]) -> str:
    """The works for BibTeX, in the order given; but what others refer to comes last."""
    listed = list(works)
    hosts = {f.value for work in listed for f in work.fields if f.name == "crossref"}
    return _file(sorted(listed, key=lambda work: work.key in hosts), _for_bibtex)


def write_biblatex(works: Iterable[Work]) -> str:
    """The works for BibLaTeX, in the order given."""
    return _file(works, _for_biblatex)


def _file(works: Iterable[Work], form: Callable[[str, Fields], tuple[str, Fields]]) -> str:
    return "\n".join("\n".join((*_lines(work, form), "")) for work in works)


def _lines(work: Work, form: Callable[[str, Fields], tuple[str, Fields]]) -> Iterator[str]:
    type_, fields = form(work.type, flat(work))
    if type_ != work.type:
        fields[TYPE] = work.type
    yield f"@{type_}{{{KEY.sub('', work.key)},"
    for name, value in fields.items():
        yield f"  {name} = {{{_value(name, value)}}},"
    yield "}"


def _for_us(type_: str, fields: Fields) -> tuple[str, Fields]:
    """Whatever pybtex's styles look for is there, if only empty."""
    printed, fields = _for_bibtex(type_, fields)
    named = "author" in fields or (printed in ("book", "inbook") and "editor" in fields)
    if printed in SIGNED and not named:
        printed = "misc"
    for name in NEEDED.get(printed, ()):
        fields.setdefault(name, "")  # an empty field prints nothing, a missing one warns
    return printed, fields


def _for_bibtex(type_: str, fields: Fields) -> tuple[str, Fields]:
    """The year stands by itself, as BibTeX wants it."""
    printed = IN_BIBTEX.get(type_, type_ if type_ in NEEDED else "misc")
    school = {"institution": "school"} if printed in SCHOOLS else {}
    out = {(CLASSIC | school).get(name, name): value for name, value in fields.items()}
    year = YEAR.search(fields.get(AS_WRITTEN) or fields.get("date", ""))
    if year:
        out.setdefault("year", year[0])
    return printed, out


def _for_biblatex(type_: str, fields: Fields) -> tuple[str, Fields]:
    """A date that EDTF has no way to write stands in the words of the notes, beside its year."""
    out = dict(fields)
    date = fields.get("date", "")
    if date and not EDTF.fullmatch(date):
        del out["date"]
        out[AS_WRITTEN] = fields.get(AS_WRITTEN, date)
        year = YEAR.search(date)
        if year:
            out.setdefault("year", year[0])
    return type_ if type_ in IN_BIBLATEX else "misc", out


def _value(name: str, value: str) -> str:
    if not value:
        return ""
    if name in names.ROLES:
        return " and ".join(_name(one) for one in names.AND.split(value))
    if name in ADDRESSES:
        return "".join(IN_ADDRESS.get(character, character) for character in value)
    if name in DATES and EDTF.fullmatch(value):
        return value
    escaped = escape(value)
    return f"{{{escaped}}}" if MODERN.get(name, name) in TITLES else escaped


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
            data: BibliographyData = Parser(person_fields=names.ROLES).parse_string(text)
    except PybtexError as error:
        raise _bad(name, text, error) from error
    if captured:
        raise _bad(name, text, captured[0])
    return tuple(_work(name, key, entry) for key, entry in data.entries.items())


def _work(name: str, key: str, entry: Entry) -> Work:
    try:
        return work(key, entry)
    except UnicodeDecodeError as error:  # a backslash with nothing behind it
        raise BadShelf(
            f"{name}, entry {key}: LaTeX cannot read it: {error.reason}", "mend the entry"
        ) from None


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


def work(key: str, entry: Entry) -> Work:
    """An entry of pybtex's as a work."""
    fields: Fields = {}
    for role, people in entry.persons.items():
        fields[role.lower()] = " and ".join(_person(person) for person in people)
    for old, raw in entry.fields.items():
        name = old.lower()
        name = "institution" if name == "school" else MODERN.get(name, name)
        value = printed(name, raw).strip()
        if value:
            fields.setdefault(name, BLANKS.sub(" ", value))
    _settle_date(fields)
    type_ = fields.pop(TYPE, "")
    if not type_:
        type_ = fields.pop("entrysubtype", "misc") if entry.type == "misc" else entry.type
    return work_of(key, type_, fields)


def _settle_date(fields: Fields) -> None:
    """One field for the date: `date`, else made of year (and month)."""
    year = fields.get("year", "")
    if year and not fields.get("date") and AS_WRITTEN not in fields:
        fields["date"] = year
    if year and year in fields.get("date", "") + fields.get(AS_WRITTEN, ""):
        del fields["year"]


def printed(name: str, raw: str) -> str:
    """A field's value to the letter: in addresses and dates no sign is LaTeX's (1916~ is EDTF)."""
    if name in ADDRESSES:
        return ESCAPED.sub(r"\1", raw)
    if name in DATES and EDTF.fullmatch(raw.strip()):
        return raw
    return plain(raw)


def plain(raw: str) -> str:
    """A field's value as it is printed."""
    return str(rich_text(raw))


def rich_text(raw: str) -> Text:
    """A field's value as rich text; a brace of the author's own is a brace again."""
    read: Text = Text.from_latex(raw)
    return _with_braces(read) if "｛" in raw or "｝" in raw else read


def _with_braces(words: BaseText) -> BaseText:
    if isinstance(words, String):
        return String(words.value.replace("｛", "{").replace("｝", "}"))
    if isinstance(words, BaseMultipartText):
        return words._create_similar([_with_braces(part) for part in words.parts])
    return words


def _person(person: Person) -> str:
    """The name in its natural order, if that order keeps its parts; a body in braces."""
    if not person.first_names and person.last_names and person.last_names[0].startswith("{"):
        return f"{{{plain(' '.join(person.last_names))}}}"
    given = (*person.first_names, *person.middle_names)
    natural = " ".join((*given, *person.prelast_names, *person.last_names))
    if person.lineage_names or Person(natural) != person:
        return plain(str(person))
    return plain(natural)
