"""How an edition, and any place in it, is cited: five forms, each a sentence with holes.

Comes in: what the edition says of itself. Goes out: a `Form` for each style, whose holes are
filled here for pages without a script and for print, and by `cite.js` in the page, by the same
rule. The voice is always named, and the caveat of the edition travels with every citation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from edition_tools.bibliography import bibtex
from edition_tools.bibliography.dates import parts_of
from edition_tools.manifest import FirstPrint
from edition_tools.publish import first_print
from edition_tools.publish.domain import WITHHELD, PlaceRecord
from edition_tools.publish.personal import parts, surname_first
from edition_tools.publish.statement import DRAFT, Statement
from edition_tools.publish.verification import caveat
from edition_tools.vocabulary import Voice

PLACE, QUOTE, URL, ID = range(4)  # the holes: a place in words, its words, its address, its id
Hole = int
Piece = str | Hole | tuple[Any, ...]  # words; a hole; a group, left out when a hole of it is empty
BLANKS = re.compile(r"\s+")
PARAGRAPH = re.compile(r"([fc]\d+[a-z]*)\.(\d+[a-z]*)")  # c2.3: the third of comment 2


@dataclass(frozen=True, slots=True)
class Form:
    """A style of citation: its name, how what fills a hole is written in it, what it says."""

    name: str
    kind: str  # plain, bibtex, json
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited. Empty strings: the edition as a whole, no words, no address known."""

    place: str = ""
    quote: str = ""
    url: str = ""
    id: str = ""


ESCAPES: Mapping[str, Callable[[str], str]] = {
    "plain": lambda words: words,
    "bibtex": bibtex.escape,
    "json": lambda words: json.dumps(words, ensure_ascii=False)[1:-1],
}


def say(form: Form, cited: Cited) -> str:
    """The citation of one place in one form."""
    given = (cited.place, cited.quote, cited.url, cited.id)
    return _filled(form.pieces, [_line(it) for it in given], ESCAPES[form.kind])


def _filled(pieces: Sequence[Piece], given: Sequence[str], escape: Callable[[str], str]) -> str:
    out = []
    for piece in pieces:
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, int):  # an address and an id hold nothing that could act
            out.append(given[piece] if piece in (URL, ID) else escape(given[piece]))
        elif all(given[hole] for hole in piece if isinstance(hole, int)):
            out.append(_filled(piece, given, escape))
    return "".join(out)


def _line(words: str) -> str:
    """The words on one line: a line of its own would be a field of RIS."""
    return BLANKS.sub(" ", words).strip()


def name_of(record: PlaceRecord) -> str:
    """The place and its voice in words: ¶ 14, editors’ note e4, reader’s comment 2; for a passage
    also the pages of the print, where they are known."""
    id_ = record.id
    match record.voice:
        case Voice.TEXT:
            pages = f" ({record.pages} of the print)" if record.pages else ""
            return f"¶\u00a0{record.mark}{pages}"
        case Voice.AUTHOR_NOTES:
            return f"author’s note {record.mark}"
        case Voice.EDITORS_NOTES:
            return f"editors’ note {id_}"
        case Voice.APPARATUS:
            return f"apparatus {id_}"
    part = PARAGRAPH.fullmatch(id_)
    whole, after = (part[1], f", paragraph {part[2]}") if part else (id_, "")
    named = f"reader’s comment {whole[1:]}" if whole.startswith("c") else f"blog frame {whole}"
    return named + after


def names(records: Sequence[PlaceRecord]) -> dict[str, str]:
    """What every place of a page is called, by its id; without what is withheld."""
    return {record.id: name_of(record) for record in records if record.voice != WITHHELD}


# ------------------------------------------------------------------ the forms
def forms(statement: Statement) -> tuple[Form, ...]:
    """The five forms, in the order in which they are offered."""
    facts = _Facts(statement)
    return (
        Form("Chicago", "plain", _chicago(facts)),
        Form("MHRA", "plain", _mhra(facts)),
        Form("BibTeX", "bibtex", _bibtex(facts)),
        Form("RIS", "plain", _ris(facts)),
        Form("CSL-JSON", "json", _csl(facts)),
    )


class _Facts:
    """What every form says."""

    def __init__(self, statement: Statement) -> None:
        self.slug = statement.slug
        self.title = _line(statement.title)
        self.author = _line(statement.author)
        self.date = statement.date
        self.in_chicago, self.in_mhra = (
            _line(said(statement)) for said in (first_print.in_chicago, first_print.in_mhra)
        )
        first = self.in_chicago if statement.first_print != FirstPrint() else ""
        self.first = first.removeprefix("(").removesuffix(")") if first[:1] == "(" else first
        people = statement.people
        self.editors = [
            _line(it.name) for it in people if it.name and "edit" in (it.role or "editor")
        ]
        publisher = _line(str(statement.raw.get("publisher") or ""))
        named = {it.casefold() for it in self.editors}
        self.publisher = "" if publisher.casefold() in named else publisher  # once is enough
        self.state = statement.state
        self.frozen = statement.version_date if statement.version != DRAFT else ""
        self.caveat = _line(caveat(statement))

    @property
    def note(self) -> str:
        """Where the text first appeared, where no field says so, and the caveat."""
        first = _sentence(f"First published: {self.first}") + " " if self.first else ""
        return first + _sentence(self.caveat)

    def edited(self, by: str) -> str:
        """“, ed. A and B”, or nothing."""
        if not self.editors:
            return ""
        return by + " and ".join(filter(None, [", ".join(self.editors[:-1]), self.editors[-1]]))

    def after(self, joint: str, words: str, end: str = "") -> str:
        """The words with what joins them, or nothing."""
        return f"{joint}{words}{end}" if words else ""


def _chicago(facts: _Facts) -> tuple[Piece, ...]:
    in_host = bool(facts.in_chicago) and not facts.in_chicago.startswith("(")
    comma = "," if in_host and not facts.title.endswith(("?", "!")) else ""
    head = (
        facts.after("", facts.author, ", ")
        + f"“{facts.title}{comma}”"
        + facts.after(" ", facts.in_chicago)
        + facts.edited("; ed. " if in_host else ", ed. ")
        + f"{', ' if facts.editors or not in_host else '; '}{facts.state}"
        + facts.after(" (", facts.publisher, ")")
    )
    return (head, (", ", PLACE), (": “", QUOTE, "”"), (", ", URL), f". {_sentence(facts.caveat)}")


def _mhra(facts: _Facts) -> tuple[Piece, ...]:
    in_host = bool(facts.in_mhra) and not facts.in_mhra.startswith("(")
    head = (
        facts.after("", facts.author, ", ")
        + f"‘{facts.title}’"
        + facts.after(", " if in_host else " ", facts.in_mhra)
        + facts.edited("; ed. by " if in_host else ", ed. by ")
        + facts.after(" (", facts.publisher, ")")
        + f", {facts.state}"
    )
    end = f" [{facts.caveat}]."
    return (head, (", ", PLACE), (": ‘", QUOTE, "’"), (" <", URL, ">"), end)


def _bibtex(facts: _Facts) -> tuple[Piece, ...]:
    fields: list[Piece] = [f"@misc{{{facts.slug}", ("-", ID)]
    for name, words in (
        ("author", facts.author and _in_bibtex(facts.author)),
        ("title", f"{{{bibtex.escape(facts.title)}}}"),
        ("editor", " and ".join(_in_bibtex(it) for it in facts.editors)),
        ("publisher", bibtex.escape(facts.publisher)),
        ("edition", bibtex.escape(facts.state)),
        ("year", facts.frozen[:4]),
        ("origdate", bibtex.escape(facts.date)),
    ):
        if words:
            fields.append(f",\n  {name} = {{{words}}}")
    fields += [",\n  note = {", (PLACE, ". "), bibtex.escape(facts.note), "}"]
    return (*fields, (",\n  annote = {", QUOTE, "}"), (",\n  url = {", URL, "}"), "\n}")


def _ris(facts: _Facts) -> tuple[Piece, ...]:
    rows = [
        "TY  - ELEC",
        *(f"AU  - {surname_first(name)}" for name in (facts.author,) if name),
        f"TI  - {facts.title}",
        *(f"ED  - {surname_first(name)}" for name in facts.editors),
        *(f"PB  - {name}" for name in (facts.publisher,) if name),
        f"ET  - {facts.state}",
        *(f"PY  - {year}" for year in (facts.frozen[:4],) if year),
        *(f"OP  - {first}" for first in (facts.first,) if first),
        f"N1  - {_sentence(facts.caveat)}",
    ]
    places: list[Piece] = [("\nSE  - ", PLACE), ("\nAB  - ", QUOTE), ("\nUR  - ", URL)]
    return ("\n".join(rows), *places, "\nER  - ")


def _csl(facts: _Facts) -> tuple[Piece, ...]:
    item: dict[str, Any] = {"type": "webpage", "title": facts.title}
    if facts.author:
        item["author"] = [_in_csl(facts.author)]
    if facts.editors:
        item["editor"] = [_in_csl(it) for it in facts.editors]
    if facts.date:
        item["original-date"] = parts_of(facts.date)
    if facts.frozen:
        item["issued"] = parts_of(facts.frozen)
    item |= {"version": facts.state, "note": facts.note}
    if facts.publisher:
        item["publisher"] = facts.publisher
    said = json.dumps(item, ensure_ascii=False)[1:-1]
    places: list[Piece] = [
        (', "section": "', PLACE, '"'),
        (', "abstract": "', QUOTE, '"'),
        (', "URL": "', URL, '"'),
    ]
    return (f'[{{"id": "{facts.slug}', ("-", ID), f'", {said}', *places, "}]")


def _in_bibtex(name: str) -> str:
    """“Getty, J. Arch”; a body's name in braces, so that nobody turns it round."""
    family, given = parts(name)
    whole = ", ".join(bibtex.escape(it) for it in (family, given) if it)
    return whole if given else f"{{{whole}}}"


def _in_csl(name: str) -> dict[str, str]:
    family, given = parts(name)
    return {"family": family, "given": given} if given else {"literal": name}


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
