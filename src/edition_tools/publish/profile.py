"""`{profile}`: a picture of where notes, emendations and mentions lie along the text.

One row a kind, one box a passage, as wide as the passage is long; each box leads to its passage.
A sentence says the same in numbers, for formats without the picture and for who listens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from edition_tools.publish import pictures
from edition_tools.publish.domain import edition_domain
from edition_tools.publish.names import Finder, finder
from edition_tools.publish.nodes import edition_list
from edition_tools.publish.registers import PROFILE, FromRegisters
from edition_tools.publish.stretches import stretches
from edition_tools.vocabulary import Voice

MENTIONS = "mentions"
LANES = {
    str(Voice.AUTHOR_NOTES): "Author’s notes",
    str(Voice.EDITORS_NOTES): "Editors’ notes",
    str(Voice.APPARATUS): "Apparatus",
    MENTIONS: "Names mentioned",
}
PICTURE = "The text from its first passage to its last; where a box is darker there is more. "
COUNTED = "In the {} passages of the text{}.{}"
REST = " The others are called in titles or in the commentary{}, or have lost their mark."
NOT_DRAWN = ", which are not drawn"
AND_NOTES = ", and in the notes that they call: "
NONE = "This edition has no numbered passages."


class Profile(FromRegisters):
    """`{profile}`."""

    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        register = self.register()
        if register is None:
            return []
        node = edition_list(lists=PROFILE, register=register)
        node["edition"], node["refdoc"] = self.edition, self.env.current_document.docname
        self.set_source_info(node)
        return [node]


class FillProfiles(SphinxPostTransform):
    """Draw the picture where it stands."""

    default_priority = 4  # as the lists

    def run(self, **kwargs: Any) -> None:
        del kwargs
        for node in list(self.document.findall(edition_list)):
            if node["lists"] == PROFILE:
                node.replace_self(self._drawn(node))

    def _drawn(self, node: nodes.Element) -> nodes.Element:
        builder = self.env._app.builder
        look = finder(node["register"])
        passages: list[pictures.Passage] = []
        for page in _pages(self.env, node["edition"]):
            where = ""
            if builder.format == "html":
                where = builder.get_relative_uri(node["refdoc"], page)
            passages += _passages(self.env.get_doctree(page), where, look)
        if not passages:
            return nodes.paragraph("", NONE)
        whole: Counter[str] = Counter()
        for passage in passages:
            whole.update(passage.counts)
        lanes = {lane: name for lane, name in LANES.items() if whole[lane]}
        records = edition_domain(self.env).records("places", node["edition"])
        all_notes = Counter(it.voice for _, it in records if it.voice in LANES)
        said = ", ".join(
            f"{name.lower()} {_of(whole[lane], all_notes[lane])}" for lane, name in lanes.items()
        )
        drawn = builder.format == "html"  # other formats have the numbers alone
        rest = ""
        if any(whole[lane] < count for lane, count in all_notes.items()):
            rest = REST.format(NOT_DRAWN if drawn else "")
        out = nodes.container(classes=["drawing", PROFILE])
        if drawn:
            out += nodes.raw("", pictures.along(passages, lanes), format="html")
        caption = COUNTED.format(len(passages), AND_NOTES + said if said else "", rest)
        out += nodes.paragraph("", (PICTURE if drawn else "") + caption, classes=["drawn"])
        return out


def _of(drawn: int, count: int) -> str:
    """How many are drawn, and of how many, where those are more."""
    return f"{drawn} of {count}" if drawn < count else str(drawn)


def _pages(env: BuildEnvironment, edition: str) -> list[str]:
    domain = edition_domain(env)
    return [
        page
        for page, records in sorted(domain.data["places"].items())
        if domain.edition(page) == edition and any(r.voice == Voice.TEXT for r in records)
    ]


def _passages(doctree: nodes.document, where: str, look: Finder) -> Iterator[pictures.Passage]:
    """Each numbered passage, with what is called in it and in the notes that it calls."""
    notes = {id_: note for note in doctree.findall(nodes.footnote) for id_ in note["ids"]}
    seen: set[str] = set()  # a note that is called twice lies where it is called first
    for stretch in stretches(doctree):
        id_ = stretch.place
        if not id_.startswith("p") or not stretch.is_source:
            continue
        counts = Counter(_called(stretch.node, notes, seen))
        counts[MENTIONS] = len(look.named(stretch.text))
        yield pictures.Passage(f"¶ {id_[1:]}", f"{where}#{id_}", len(stretch.text), counts)


def _called(node: nodes.Element, notes: dict[str, nodes.footnote], seen: set[str]) -> Iterator[str]:
    for call in node.findall(nodes.footnote_reference):
        id_ = str(call.get("refid"))
        if id_ in seen or id_ not in notes:
            continue
        seen.add(id_)
        yield str(call.get("voice"))
        yield from _called(notes[id_], notes, seen)


def setup_profile(app: Sphinx) -> None:
    """The directive for the picture."""
    app.add_directive(PROFILE, Profile)
    app.add_post_transform(FillProfiles)
