"""The works of every edition in bibtex's one table, as far as a build may show them.

sphinxcontrib-bibtex holds one table of keys for all files, so the keys of each edition are
prefixed there with the edition's folder; nobody sees the prefix. What was read from notes that
may not be shown is left out: whole entries, and single fields of entries of the editors' own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pybtex.database import BibliographyData, BibliographyDataError, Entry
from pybtex.database.input.bibtex import Parser
from pybtex.scanner import PybtexSyntaxError
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.bibfile import BibData, BibFile

from edition_tools.bibliography.fields import TYPE
from edition_tools.bibliography.names import ROLES
from edition_tools.publish.pages import WORKS, editions, statement_file, works_file
from edition_tools.publish.report import EditionFault
from edition_tools.publish.statement import read
from edition_tools.vocabulary import Voice

UNSAFE = re.compile(r"[^\w./-]")  # what a prefix may not hold: blanks, braces, commas


def own_key(edition: str, key: str) -> str:
    """The key of an edition's work in the table that all editions share."""
    return _prefix(edition) + key


def plain_key(edition: str, key: str) -> str:
    """The key as works.bib has it."""
    return key.removeprefix(_prefix(edition))


def _prefix(edition: str) -> str:
    return f"{UNSAFE.sub('-', edition)}:" if edition else ""


def load(app: Sphinx) -> None:
    """Add the works of every edition to bibtex's table, after it has read what it was told to."""
    domain = app.env.get_domain("cite")
    given: BibData = domain.data["bibdata"]
    data = BibliographyData()
    files: dict[Path, BibFile] = {}
    for path, file in given.bibfiles.items():
        files[path] = file
        for key in file.keys:
            data.add_entry(key, given.data.entries[key])
    srcdir, private = Path(app.srcdir), bool(app.config.edition_private)
    for edition in editions(srcdir):
        found = works_file(srcdir, edition)
        if found is None or found.resolve() in files:
            continue
        path = found.resolve()
        keys: dict[str, None] = {}
        for key, entry in shown(srcdir, edition, private=private).items():
            data.add_entry(own_key(edition, key), _in_table(edition, entry))
            keys[own_key(edition, key)] = None
        files[path] = BibFile(mtime=path.stat().st_mtime, keys=keys)
    domain.data["bibdata"] = BibData(encoding=given.encoding, bibfiles=files, data=data)


def _in_table(edition: str, entry: Entry) -> Entry:
    """The entry with the type that it has for us; it refers to its volume by the key there."""
    fields = dict(entry.fields.items())
    if "crossref" in fields:
        fields["crossref"] = own_key(edition, fields["crossref"])
    type_ = fields.pop(TYPE, entry.original_type)
    return Entry(type_, fields=fields, persons=entry.persons)


# ------------------------------------------------------------------ what may be shown
def shown(srcdir: Path, edition: str, *, private: bool) -> dict[str, Entry]:
    """The entries of an edition that this build may show, by key."""
    path = works_file(srcdir, edition)
    if path is None:
        return {}
    statement = read(statement_file(srcdir, edition))
    found = _entries(path)
    if not statement.shows(Voice.AUTHOR_NOTES, private=private):
        found = _of_the_editors(srcdir / edition / WORKS, found, traces(statement.raw))
    return {key: _referring(entry, found) for key, entry in found.items()}


def traces(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What edition.json says of where each work was read, by key."""
    found = raw.get("works")
    return dict(found) if isinstance(found, Mapping) else {}


def _of_the_editors(
    own: Path, merged: Mapping[str, Entry], said: Mapping[str, Any]
) -> dict[str, Entry]:
    """The editors' own entries, without the fields that were filled from the notes."""
    theirs = _entries(own) if own.is_file() else {}
    out: dict[str, Entry] = {}
    for key, entry in merged.items():
        trace = said.get(key)
        if isinstance(trace, Mapping) and trace.get("curated"):
            out[key] = _without(entry, set(trace.get("read", ())))
        elif key in theirs and trace is None:
            out[key] = theirs[key]
    return out


def _without(entry: Entry, names: set[str]) -> Entry:
    old = {"journaltitle": "journal", "location": "address", "institution": "school"}
    names = names | {old[name] for name in names if name in old}
    if "date" in names:
        names |= {"year", "datewritten"}
    fields = {name: value for name, value in entry.fields.items() if name not in names}
    persons = {role: people for role, people in entry.persons.items() if role not in names}
    return Entry(entry.original_type, fields=fields, persons=persons)


def _referring(entry: Entry, there: Mapping[str, Entry]) -> Entry:
    """The entry, without a reference to a volume that is not there."""
    if entry.fields.get("crossref", "") in there or "crossref" not in entry.fields:
        return entry
    return _without(entry, {"crossref"})


def withheld(srcdir: Path, edition: str, key: str, *, private: bool) -> bool:
    """Whether an edition has a work of that key which this build may not show."""
    path = works_file(srcdir, edition)
    if path is None or key not in _entries(path):
        return False
    return key not in shown(srcdir, edition, private=private)


def _entries(path: Path) -> dict[str, Entry]:
    """The entries of a file, by key; read once for each state of it."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> dict[str, Entry]:
    del changed
    parser = Parser("utf-8-sig", person_fields=ROLES)
    try:
        parser.parse_file(path)
    except (PybtexSyntaxError, BibliographyDataError) as error:
        hint = "each entry needs a key of its own and balanced braces"
        raise EditionFault(f"{path}: {error}\n  hint: {hint}") from error
    return dict(parser.data.entries.items())
