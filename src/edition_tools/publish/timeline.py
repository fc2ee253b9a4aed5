"""`{timeline}`: what happened when, as the text and its notes say it and as the editors give it.

The dates stand in the words of an edition (`datings`) and in its registers.toml. When every page
has been read they are put in order, drawn, and listed in a table, each with its voice and a link
to its passage. The text is not touched, and what a build withholds is not in it to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from edition_tools.publish import pictures
from edition_tools.publish.datings import Dating, extent, find
from edition_tools.publish.domain import edition_domain, name_of
from edition_tools.publish.names import Register, dated
from edition_tools.publish.nodes import cited, edition_list
from edition_tools.publish.passages import link_to
from edition_tools.publish.registers import EMPTY, TIMELINE, FromRegisters, Mention, said
from edition_tools.vocabulary import POSTER, READERS, Voice, part_of

EVENTS = "events"  # the lane of what the editors give
LANES = {
    EVENTS: "Editors’ chronology",
    str(Voice.TEXT): "Author’s text",
    str(Voice.AUTHOR_NOTES): "Author’s notes",
    str(Voice.EDITORS_NOTES): "Editors’ notes",
    POSTER: "The poster",
    READERS: "The readers",
}
HEAD = ("Date", "What is said", "Passage", "Voice")
AROUND = 60  # characters of the text on each side of a date
CAPTION = (
    "{} dates from {} to {}. Each stroke leads to its passage; its length is as sure as the date. "
    "The table below has the same in words."
)
OUTSIDE = " Earlier and later dates stand at the edges."


class Point(NamedTuple):
    """Something dated: EDTF, whose words, what they say, and where."""

    edtf: str
    lane: str
    words: str
    place: str  # id; may be empty for an event
    page: str
    name: str  # of the place, as links read


class Timeline(FromRegisters):
    """`{timeline}`; `:found: no` leaves it at the editors' events."""

    option_spec: ClassVar = {
        "found": lambda said: directives.choice(said, ("yes", "no")),
    }

    def run(self) -> list[nodes.Node]:
        register = self.register()
        if register is None:
            return []
        node = edition_list(lists=TIMELINE, register=register)
        node["found"] = self.options.get("found", "yes") == "yes"
        node["edition"], node["refdoc"] = self.edition, self.env.current_document.docname
        node.source = str(self.path)  # a place that is not there is a slip in that file
        return [node]


class FillTimelines(SphinxPostTransform):
    """Put the dates where their timeline stands."""

    default_priority = 4  # as the other lists

    def run(self, **kwargs: Any) -> None:
        del kwargs
        for node in list(self.document.findall(edition_list)):
            if node["lists"] == TIMELINE:
                points = sorted(
                    points_of(self.env, node), key=lambda p: (extent(p.edtf), p.page, p.edtf)
                )
                node.replace_self(self._made(node, points))

    def _made(self, node: nodes.Element, points: list[Point]) -> list[nodes.Node]:
        if not points:
            return [nodes.paragraph("", EMPTY.format("events"))]
        group = nodes.tgroup(cols=len(HEAD))
        group += [nodes.colspec(colwidth=width) for width in (3, 8, 2, 3)]
        group += nodes.thead("", _row(*([nodes.Text(words)] for words in HEAD)))
        group += nodes.tbody("", *(self._point(node, point) for point in points))
        table = nodes.table("", group, classes=["edition-table", TIMELINE])
        return [*self._picture(node, points), table]

    def _point(self, node: nodes.Element, point: Point) -> nodes.row:
        link = [_link(node, point)] if point.place else []
        cells = (dated(point.edtf), point.words, LANES[point.lane])
        date, words, lane = ([nodes.Text(cell)] for cell in cells)
        row = _row(date, words, link, lane)
        row["classes"] = [point.lane]
        return row

    def _picture(self, node: nodes.Element, points: list[Point]) -> Iterator[nodes.Node]:
        """The drawing, for pages in a browser; other formats have the table."""
        builder = self.env._app.builder
        if builder.format != "html":
            return
        strokes = [
            pictures.Stroke(
                *extent(point.edtf),
                lane=point.lane,
                title=f"{dated(point.edtf)}: {point.name or point.words}",
                href=self._address(node["refdoc"], point),
            )
            for point in points
        ]
        lanes = {lane: name for lane, name in LANES.items() if any(p.lane == lane for p in points)}
        drawn, first, last = pictures.timeline(strokes, lanes)
        said = CAPTION.format(len(points), first, last)
        outside = any(s.end <= first or s.start > last + 1 for s in strokes)
        caption = nodes.paragraph("", said + OUTSIDE * outside, classes=["drawn"])
        yield nodes.container(
            "", nodes.raw("", drawn, format="html"), caption, classes=["drawing", "timeline-drawn"]
        )

    def _address(self, here: str, point: Point) -> str:
        if not point.place or not point.page:
            return ""
        where = self.env._app.builder.get_relative_uri(here, point.page)
        return f"{where}#{point.place}"


def points_of(env: BuildEnvironment, node: nodes.Element) -> Iterator[Point]:
    """The editors' events, and the dates in the words of the edition; each place says one once."""
    register: Register = node["register"]
    domain = edition_domain(env)
    for event in register.events:
        found = domain.place(node["edition"], event.passage, "") if event.passage else None
        page, name = (found[0], name_of(found[1])) if found else ("", "")
        yield Point(event.date, EVENTS, event.name, event.passage, page, name)
    if not node["found"]:
        return
    seen: set[tuple[Mention, str]] = set()
    for mention, stretch in said(env, node["edition"]):
        published = _citations(stretch.node) if mention.place.voice != Voice.TEXT else ()
        for dating in find(stretch.text):
            if (mention, dating.edtf) in seen or _is_of_print(stretch.text, dating, published):
                continue
            seen.add((mention, dating.edtf))
            place = mention.place
            words = around(stretch.text, dating)
            lane = part_of(place.voice, place.id)
            yield Point(dating.edtf, lane, words, place.id, mention.page, name_of(place))


def _citations(block: nodes.Element) -> tuple[str, ...]:
    """The words that a note has for works: dates in them are dates of print."""
    return tuple(node.astext() for node in block.findall(cited))


def _is_of_print(text: str, dating: Dating, published: Iterable[str]) -> bool:
    """Whether a date in a note is that of a book or journal, not of something told."""
    words = dating.span.of(text)
    if any(words in work for work in published):
        return True
    before = text[: dating.span.start]
    return before.rfind("(") > before.rfind(")") and bool(published)


def around(text: str, dating: Dating) -> str:
    """The words round a date, whole ones, on one line."""
    start, end = dating.span.start, dating.span.end
    first = 0 if start <= AROUND else text.find(" ", start - AROUND) + 1
    last = len(text) if end + AROUND >= len(text) else text.rfind(" ", end, end + AROUND)
    last = last if last > 0 else len(text)
    words = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{words}{' …' if last < len(text) else ''}"


def _link(node: nodes.Element, point: Point) -> nodes.Node:
    link = link_to(point.place, node["refdoc"], edition=node["edition"])
    link["near"] = point.page
    link.source = node.source
    return link


def _row(*cells: Sequence[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


def setup_timeline(app: Sphinx) -> None:
    """The directive for timelines."""
    app.add_directive(TIMELINE, Timeline)
    app.add_post_transform(FillTimelines)
