"""Which pages of a site are looked at in every state.

Every page is looked at once. To see each of them in every state would take long and show little,
as pages are made of the same parts: so a few are chosen, such that each kind of part that the site
has (an element with its classes and its role) stands on one of them at least.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

NO_PART = frozenset({"html", "head", "meta", "link", "script", "style", "svg", "path", "rect"})
AT_ONCE = b'http-equiv="refresh" content="0;'
OF_LANGUAGES = "highlight-"  # each language of a code block is a class, not another part


class _Parts(HTMLParser):
    """Collects the parts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in NO_PART or not (given.get("class") or given.get("role")):
            return
        classes = [c for c in given.get("class", "").split() if not c.startswith(OF_LANGUAGES)]
        if len(classes) == 1 and tag == "span" and len(classes[0]) <= 3:
            return  # colours of code
        self.parts |= {f"{tag}.{name}" for name in classes}
        self.parts |= {f"{tag}[{given['role']}]"} if given.get("role") else set()


def pages(site: Path, suffix: str = ".html") -> list[Path]:
    """The pages of a site, in order of their paths; not what Sphinx keeps for itself, and no page
    that at once leads on to another, which is looked at where it stands."""
    found = (p for p in site.rglob(f"*{suffix}") if p.is_file() and not _leads_on(p))
    own = (p for p in found if not any(part.startswith("_") for part in p.relative_to(site).parts))
    return sorted(own, key=lambda path: path.relative_to(site).as_posix())


def _leads_on(path: Path) -> bool:
    with path.open("rb") as file:
        return AT_ONCE in file.read(1000)


def choose(found: list[Path]) -> list[Path]:
    """The fewest pages (nearly) on which every part stands; the richest first."""
    parts = {path: parts_of(path.read_text(encoding="utf-8", errors="replace")) for path in found}
    left = set().union(*parts.values())
    chosen: list[Path] = []
    while left:
        best = max(found, key=lambda path: len(parts[path] & left))  # the first, if equal
        chosen.append(best)
        left -= parts[best]
    return chosen or found[:1]


def parts_of(text: str) -> set[str]:
    """The parts of one page."""
    reader = _Parts()
    reader.feed(text)
    return reader.parts
