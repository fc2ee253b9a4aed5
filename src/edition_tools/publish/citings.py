"""Which places cite which work, in the order in which one names them: text, notes, editors.

Comes in: what all pages left in the domain. Goes out: places in groups, as links; the class of a
group says whose words its places are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from edition_tools.publish import bibparts
from edition_tools.publish.domain import CitingRecord, edition_domain
from edition_tools.publish.worktable import own_key
from edition_tools.vocabulary import PARTS, POSTER, READERS, Voice, part_of

GROUP_NAMES = {  # one, several
    str(Voice.TEXT): ("¶ ", "¶ "),
    str(Voice.AUTHOR_NOTES): ("note ", "notes "),
    str(Voice.EDITORS_NOTES): ("editors’ note ", "editors’ notes "),
    str(Voice.APPARATUS): ("apparatus ", "apparatus "),
    POSTER: ("commentary ", "commentary "),
    READERS: ("commentary ", "commentary "),
}
GROUPS = [*map(str, Voice), ""]

Citing = tuple[str, CitingRecord]  # the page, and what it left


def by_work(env: BuildEnvironment, edition: str) -> dict[str, list[Citing]]:
    """What cites each work of an edition, by key."""
    table: dict[str, list[Citing]] = {}
    entries = env.get_domain("cite").data["bibdata"].data.entries
    for page, record in edition_domain(env).records("citings", edition):
        key = own_key(edition, record.key)
        if key in entries and record.locators in str(bibparts.title(entries[key])):
            record = record._replace(locators="")  # the shelf-mark that the entry itself is
        table.setdefault(record.key, []).append((page, record))
    return table


def links(env: BuildEnvironment, here: str, records: Iterable[Citing]) -> Iterator[nodes.inline]:
    """notes 3, 5 (p. 12, pp. 40–1); editors’ note b; Introduction: each a link."""
    groups: dict[str, dict[tuple[str, str], tuple[str, list[str]]]] = {}
    for page, record in sorted(records, key=lambda r: GROUPS.index(r[1].voice)):
        title = env.titles[page].astext()
        label = record.mark if record.voice else title
        part = part_of(record.voice, record.target)
        group = groups.setdefault(part or title, {})
        _, locators = group.setdefault((page, record.target), (label, []))
        if record.locators and record.locators not in locators:
            locators.append(record.locators)
    for at, (part, places) in enumerate(groups.items(), 1):
        one, several = GROUP_NAMES.get(part, ("", ""))
        words: list[nodes.Node] = [nodes.Text(several if len(places) > 1 else one)]
        for nth, ((page, target), (label, locators)) in enumerate(places.items()):
            words += [nodes.Text(", ")] if nth else []
            words.append(
                make_refnode(env._app.builder, here, page, target, nodes.inline("", label))
            )
            words += [nodes.Text(f" ({', '.join(locators)})")] if locators else []
        words += [nodes.inline("", "; ", classes=["between"])] if at < len(groups) else []
        yield nodes.inline("", "", *words, classes=[part] if part in PARTS else [])
