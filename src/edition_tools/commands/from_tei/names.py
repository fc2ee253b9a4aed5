"""The registers of a TEI document of ours, as registers.toml, and a page that prints them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from edition_tools.commands.source_toml import line
from edition_tools.publish.names import KINDS, SCHEMES
from edition_tools.publish.tei.registers import LISTS


def register(root: ET.Element) -> str:
    """The text of registers.toml; empty if there are no registers."""
    rows: list[str] = []
    for kind in LISTS:
        for entry in _entries(root, kind):
            rows += [f"[[{kind}]]", *_entry(entry, LISTS[kind][2]), ""]
    for event in root.iterfind("standOff/listEvent/event"):
        rows += [
            "[[event]]",
            line("date", event.get("n", "")),
            line("name", _words(event, "label")),
        ]
        pointer = event.find("ptr")
        if pointer is not None:
            rows.append(line("passage", pointer.get("target", "").removeprefix("#")))
        rows.append("")
    return "\n".join(rows)


def page(root: ET.Element) -> str:
    """The text of registers.md: a list for each kind of names, and a timeline."""
    found = [plural for plural, kind in KINDS.items() if any(_entries(root, kind))]
    rows = [f"## {it.capitalize()}\n\n:::{{register}} {it}\n:::\n" for it in found]
    if root.find("standOff/listEvent") is not None:
        rows.append("## Timeline\n\n:::{timeline}\n:::\n")
    return "\n".join(("# Registers\n", *rows)) if rows else ""


def _entries(root: ET.Element, kind: str) -> Iterator[ET.Element]:
    holder, entry, _ = LISTS[kind]
    return root.iterfind(f"standOff/{holder}[@type='{kind}s']/{entry}")


def _entry(entry: ET.Element, name: str) -> Iterator[str]:
    yield line("name", _words(entry, f"{name}[@type='heading']"))
    forms = [line("", _text(it))[3:] for it in entry.iterfind(f"{name}[@type='form']")]
    yield f"forms = [{', '.join(forms)}]"
    if note := _words(entry, "note"):
        yield line("note", note)
    for scheme in SCHEMES:
        address = _words(entry, f"idno[@type='{scheme.title}']")
        if address:
            yield line(scheme.key, address.rpartition("/")[2])


def _words(holder: ET.Element, path: str) -> str:
    found = holder.find(path)
    return _text(found) if found is not None else ""


def _text(node: ET.Element) -> str:
    return " ".join("".join(node.itertext()).split())
