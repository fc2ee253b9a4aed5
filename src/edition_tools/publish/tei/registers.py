"""`standOff`: registers of names, dated events, where they are named, and the notes as annotations.

The names stand in the edition's registers.toml. Mentions point at passages and notes, so no word
of the text is touched. What a build withholds is not in its pages, and so not found either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sphinx.environment import BuildEnvironment

from edition_tools.publish.names import NUMBER, Entry, Event, Register, read_register
from edition_tools.publish.pages import REGISTERS
from edition_tools.publish.registers import mentions
from edition_tools.publish.tei.ids import Ids
from edition_tools.publish.tei.notes import Said
from edition_tools.publish.tei.works import is_point
from edition_tools.publish.tei.xml import Element, element

# the table in registers.toml: the list, the entry, the element of its name
LISTS = {
    "person": ("listPerson", "person", "persName"),
    "place": ("listPlace", "place", "placeName"),
    "organisation": ("listOrg", "org", "orgName"),
    "archive": ("listOrg", "org", "orgName"),
    "work": ("listBibl", "bibl", "title"),
}


def stand_off(env: BuildEnvironment, edition: str, ids: Ids, notes: list[Said]) -> Element | None:
    """The whole of it; None where there is nothing to say. *notes*: those of the editors."""
    path = Path(env.srcdir) / edition / REGISTERS
    register = read_register(path) if path.exists() else Register()
    made = element("standOff")
    ordered = [entry for kind in LISTS for entry in register.of_kind(kind)]
    names = {entry: ids.claim(f"name-{entry.kind}-{i}") for i, entry in enumerate(ordered, 1)}
    for kind, (of_all, *one) in LISTS.items():
        entries = register.of_kind(kind)
        if entries:
            listed = [_entry(entry, names[entry], *one) for entry in entries]
            made.append(element(of_all, *listed, type=f"{kind}s"))
    events = [_event(event, ids) for event in register.in_time()]
    if events:
        made.append(element("listEvent", *events))
    found = list(_mentions(env, edition, register, names, ids))
    if found:
        made.append(element("spanGrp", *found, type="mentions"))
    annotations = list(_annotations(notes, ids))
    if annotations:
        made.append(element("listAnnotation", *annotations, type="notes"))
    return made if len(made) else None


def _entry(entry: Entry, id_: str, tag: str, name: str) -> Element:
    made = element(tag, element(name, entry.name, type="heading"), xml_id=id_)
    made.extend(element(name, form, type="form") for form in entry.forms)
    links = [element("idno", address, type=title.split(" ")[0]) for title, address in entry.links]
    note = [element("note", entry.note)] if entry.note else []
    made.extend([*links, *note] if tag == "person" else [*note, *links])
    return made


def _event(event: Event, ids: Ids) -> Element:
    numbers = NUMBER.findall(event.date)
    when: dict[str, str] = {}
    if all(is_point(number) for number in numbers):
        when = {"from_": numbers[0], "to": numbers[1]} if numbers[1:] else {"when": numbers[0]}
    target = next((name for (_, id_), name in ids.of.items() if id_ == event.passage), "")
    made = element("event", element("label", event.name), n=event.date, **when)
    if target:
        made.append(element("ptr", target=f"#{target}"))
    return made


def _mentions(
    env: BuildEnvironment,
    edition: str,
    register: Register,
    names: Mapping[Entry, str],
    ids: Ids,
) -> Iterator[Element]:
    for entry, places in mentions(env, edition, register).items():
        targets = [
            f"#{ids.of[where.page, where.place.id]}"
            for where in places
            if (where.page, where.place.id) in ids.of
        ]
        if targets:
            yield element("span", target=" ".join(targets), ana=f"#{names[entry]}")


def _annotations(notes: list[Said], ids: Ids) -> Iterator[Element]:
    """Each editors' note or entry of the apparatus as an annotation of the place that calls it."""
    for note in notes:
        id_ = note.element.get("xml:id", "")
        made = element(
            "annotation",
            xml_id=ids.claim(f"annotation-{id_}"),
            target=note.element.get("target", f"#{id_}"),
            motivation=note.motivation,
            resp=note.element.get("resp", ""),
        )
        if note.signed:
            signer = element("name", note.signed)
            made.append(element("respStmt", element("resp", note.status), signer))
        made.append(element("ptr", target=f"#{id_}"))
        if note.lemma:
            made.append(element("note", note.lemma, type="lemma"))
        yield made
