"""A work as plain pairs of names and values, and what one form of file cannot say of it.

`date` is in EDTF where that is certain; where the notes write it otherwise, their words stand
beside it as `datewritten`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from edition_tools.bibliography import names
from edition_tools.model import Work, WorkField

AS_WRITTEN = "datewritten"
TYPE = "entrytype"  # the type of an entry, where a form has no such type
BLANKS = re.compile(r"[^\S\u00a0]+")
LINE = re.compile(r"tex\.([a-z0-9_-]+):(?: (.*))?")  # tex.entrytype: collection


def flat(work: Work) -> dict[str, str]:
    """The fields by name, in order, blanks made one, each name of a person in one form."""
    out: dict[str, str] = {}
    for field in work.fields:
        value = BLANKS.sub(" ", field.value).strip()
        if not value:
            continue
        if field.name in names.ROLES:
            value = names.settled(value)
        if field.name == "date" and field.edtf and field.edtf != value:
            out["date"], out[AS_WRITTEN] = field.edtf, value
        else:
            out[field.name] = value
    return out


def work_of(key: str, type_: str, fields: Mapping[str, str]) -> Work:
    """A work of plain pairs; the date in one field again."""
    found = {name: WorkField(name, value) for name, value in fields.items() if value}
    written = found.pop(AS_WRITTEN, None)
    if written is not None:
        edtf = found["date"].value if "date" in found else ""
        found["date"] = WorkField("date", written.value, edtf=edtf)
    return Work(key, type_, tuple(found.values()), curated=True)


def whole_title(fields: Mapping[str, str]) -> str:
    """Title and subtitle in one, as forms have it that know no subtitle."""
    title, subtitle = fields.get("title", ""), fields.get("subtitle", "")
    colon = "" if title.endswith(("?", "!", ":")) else ":"
    return f"{title}{colon} {subtitle}" if title and subtitle else title


# ------------------------------------------------------------------ what is left over
def left_over(wanted: Mapping[str, str], said: Mapping[str, str]) -> list[str]:
    """Lines that make of what a form says what is meant: `tex.date: 1916?`."""
    missing = [f"tex.{name}: {value}" for name, value in wanted.items() if said.get(name) != value]
    return missing + [f"tex.{name}:" for name in said if name not in wanted]


def part(lines: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """Lines of a note, parted into those that are one and those that were left over."""
    words: list[str] = []
    rest: dict[str, str] = {}
    for line in lines:
        found = LINE.fullmatch(line.strip())
        if found:
            rest[found[1]] = found[2] or ""
        else:
            words.append(line)
    return words, rest


def put_right(said: Mapping[str, str], rest: Mapping[str, str]) -> dict[str, str]:
    """What a form says, with what was left over in its place."""
    both = {**said, **rest}
    return {name: value for name, value in both.items() if value}
