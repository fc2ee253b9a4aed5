"""The editors' notes and emendations of a TEI document of ours, as the files editors write."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from edition_tools.commands.from_tei.prose import Prose
from edition_tools.emit.escape import fence
from edition_tools.vocabulary import CITABLE_ID

PAGES = {"edition": "article", "commentary": "commentary"}
FOLDERS = {"editors-notes": "notes", "apparatus": "emendations"}
BLOCKS = frozenset({"p", "lg", "note", "post", "div"})


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of its notes elsewhere: their words, signers, places."""

    lemmas: Mapping[str, str]
    signed: Mapping[str, str]
    places: Mapping[str, str]  # id of the note → id of what it is called in
    people: Mapping[str, str]  # xml:id → initials
    inserted: Mapping[str, str]  # id of an entry → what it puts in, to the letter


def files(root: ET.Element, prose: Prose) -> dict[str, str]:
    """`notes/article.md`, `emendations/article.md` and the like."""
    about = _about(root)
    found: dict[str, str] = {}
    for text in root.iterfind("text/group/text"):
        page = PAGES.get(text.get("type", ""), "")
        for division in text.iterfind("back/div"):
            folder = FOLDERS.get(division.get("type", ""))
            if page and folder:
                written = [_written(it, folder, about, prose) for it in division.iterfind("note")]
                name = f"{folder}/{page}.md"
                found[name] = "\n".join(filter(None, (found.get(name, ""), *written)))
    return found


def _about(root: ET.Element) -> About:
    lemmas, signed = {}, {}
    for annotation in root.iterfind("standOff/listAnnotation/annotation"):
        pointer, lemma = annotation.find("ptr"), annotation.find("note[@type='lemma']")
        id_ = pointer.get("target", "").removeprefix("#") if pointer is not None else ""
        lemmas[id_] = "".join(lemma.itertext()) if lemma is not None else ""
        signed[id_] = annotation.findtext("respStmt/name") or ""
    people = {
        it.get("xml:id", ""): it.get("n", "")
        for it in root.iterfind("teiHeader/fileDesc/titleStmt/respStmt/*")
    }
    inserted = {
        it.get("corresp", "").removeprefix("#"): (it.findtext("corr") or "").lstrip()
        for it in root.iter("choice")
        if not it.findtext("sic")
    }
    return About(lemmas, signed, dict(_places(root, "")), people, inserted)


def _places(holder: ET.Element, place: str) -> Iterator[tuple[str, str]]:
    """Each editors' note, and the passage or note in which it is called."""
    for child in holder:
        if child.tag == "ptr" and child.get("type") in ("editorial", "apparatus"):
            yield child.get("target", "").removeprefix("#"), place
        id_ = child.get("xml:id", "")
        is_place = child.tag == "note" or (child.tag in BLOCKS and CITABLE_ID.fullmatch(id_))
        yield from _places(child, id_ if id_ and is_place else place)


def _written(note: ET.Element, folder: str, about: About, prose: Prose) -> str:
    id_ = note.get("xml:id", "")
    classes = (it.removeprefix("#").partition("-") for it in note.get("ana", "").split())
    said = {kind: name for kind, _, name in classes}
    signer = about.people.get(note.get("resp", "").removeprefix("#"), "")
    options = {"id": id_, "in": about.places.get(id_, ""), "by": signer}
    if folder == "notes":
        head = f"editorial-note}} “{about.lemmas.get(id_, '')}”"
        options |= {"kind": said.get("kind", ""), "status": said.get("status", "")}
        options["signed"] = about.signed.get(id_, "")
        body = prose.blocks(note)
    else:
        head = f"emendation}} {_argument(note, about.inserted.get(id_, ''))}"
        if note.get("subtype") == "insertion":
            options["after"] = _reading(note, "source-reading")
        options |= {"class": said.get("cause", ""), "cert": note.get("cert", "")}
        reason = ET.Element("note")
        reason.extend(list(note)[1:])
        body = prose.blocks(reason) if len(reason) else ""
    colons = fence(body, ":") if ":::" in body else ":::"
    rows = [f":{name}: {_option(value)}" for name, value in options.items() if value]
    inside = ["", body] if body else []
    return "\n".join((f"{colons}{{{head}", *rows, *inside, colons, ""))


def _argument(entry: ET.Element, inserted: str) -> str:
    new, old = _reading(entry, "lemma"), _reading(entry, "source-reading")
    match entry.get("subtype"):
        case "insertion":
            return f"→ “{inserted or new.removeprefix(old).lstrip()}”"
        case "deletion":
            return f"“{old}” → “”"
        case "retained":
            return f"“{new}”"
    return f"“{old}” → “{new}”"


def _reading(entry: ET.Element, kind: str) -> str:
    found = entry.find(f"p/seg[@type='{kind}']")
    return "".join(found.itertext()) if found is not None else ""


def _option(value: str) -> str:
    """An option is YAML: quoted where it is more than a word."""
    return value if value.isalnum() else json.dumps(value, ensure_ascii=False)
