"""What the index of the search was last made from, so that a changed page costs itself alone.

Kept among the doctrees, which are nobody's output: checksums of the pages' files and of the
index's own. Whatever does not agree with them to the letter makes the index anew from all pages,
so that it can only be what a first build would make.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

from edition_tools.publish.html import terms
from edition_tools.publish.html.places import REPLACED, read

FEW = 20  # pages; with more of them changed, the index is made anew about as soon


@dataclass(frozen=True, slots=True)
class Made:
    """Checksums: of each page's file, of the titles beside them, of the files of the index."""

    pages: dict[str, str] = field(default_factory=dict)
    titles: str = ""
    index: str = ""

    @classmethod
    def of(cls, pages: dict[str, str], titles: Sequence[str], index: Sequence[str]) -> Made:
        """Of pages by their names, the titles of their editions, and the files of the index."""
        sums = {name: checksum([text]) for name, text in pages.items()}
        return cls(sums, checksum(titles), checksum(index))


class Memory:
    """What is known of the last index of a site."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.replaced: dict[str, str] = {}  # page -> its file before this build
        self.made = _read(path)

    def keep(self, made: Made) -> None:
        """Remember it for the next build."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(asdict(made)), encoding="utf-8")

    def renewed(self, pages: dict[str, str], now: Made, parts: Sequence[str]) -> dict[str, str]:
        """The words of all pages, from the lines of the parts that there are and from the pages
        that have changed. Empty, if that cannot be or would not be worth it."""
        changed = [name for name, said in now.pages.items() if self.made.pages.get(name) != said]
        if list(self.made.pages) != list(now.pages) or self.made.index != now.index:
            return {}
        if len(changed) > FEW or not all(self._knows(name) for name in changed):
            return {}
        found = dict(line.split(" ", 1) for part in parts for line in part.split("\n"))
        numbers = {name: number for number, name in enumerate(pages)}
        for name in changed:
            before, after = (read(text).places for text in (self.replaced[name], pages[name]))
            terms.renew(found, numbers[name], terms.of_page(before), terms.of_page(after))
        return found

    def _knows(self, name: str) -> bool:
        """Whether the page's file before this build is the one that the index was made from."""
        before = self.replaced.get(name)
        return before is not None and checksum([before]) == self.made.pages[name]


MEMORIES: WeakKeyDictionary[Sphinx, Memory] = WeakKeyDictionary()


def of_site(app: Sphinx) -> Memory | None:
    """The memory of the site that is built, if it has one."""
    return MEMORIES.get(app)


def remember(app: Sphinx) -> None:
    """Give the site that is built a memory."""
    MEMORIES[app] = Memory(Path(app.doctreedir) / f"search-{app.builder.name}.json")


def note(app: Sphinx, name: str, before: str) -> None:
    """Keep what stood in a page's file before this build."""
    MEMORIES[app].replaced.setdefault(name, before)


def checksum(texts: Iterable[str]) -> str:
    """Of texts in a row."""
    said = hashlib.blake2b(digest_size=16)
    for text in texts:
        said.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return said.hexdigest()


def _read(path: Path) -> Made:
    """What was kept; nothing, if that cannot be read."""
    try:
        return Made(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Made()


def setup(app: Sphinx) -> None:
    """From when it is known what is built."""
    app.connect("builder-inited", remember)
    app.connect(REPLACED, note)
