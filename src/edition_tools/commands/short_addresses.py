"""Short addresses of frozen versions: `/v/1.0/` at the top of a site that has one edition.

Each page of a version gets a page there that leads to it at once. It needs neither a server's rules
nor a script; a script only takes along the `#id` of an address. Pages of the project's own that
stand there are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote

from edition_tools import stage

FOLDER = "v"
MARK = '<meta name="generator" content="edition-tools: leads on">'
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{mark}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Version {number}</title>
<link rel="canonical" href="{address}">
<script>location.replace("{address}" + location.hash)</script>
<meta http-equiv="refresh" content="0; url={address}">
</head>
<body>
<main>
<h1>Version {number}</h1>
<p>This page stands at <a href="{address}">{name}</a>.</p>
</main>
</body>
</html>
"""


def write(site: Path, slug: str, numbers: Iterable[str]) -> None:
    """Write what leads to the versions *numbers* of the edition *slug*, and delete what is left
    of others; *slug* may be empty, then of all."""
    pages = dict(row for number in numbers for row in _pages(site, slug, number))
    for path in sorted((site / FOLDER).rglob("*.html")):
        if path.relative_to(site).as_posix() not in pages and _is_ours(path):
            path.unlink()
    for name, text in pages.items():
        path = site / name
        if not path.exists() or _is_ours(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            stage.write_file(path, text.encode())


def _pages(site: Path, slug: str, number: str) -> Iterable[tuple[str, str]]:
    """Each page that leads on to a page of one version, by its name in the site."""
    version = site / "editions" / slug / "v" / number
    for path in sorted(version.rglob("*.html")):
        target = path.relative_to(site).as_posix()
        name = f"{FOLDER}/{number}/{path.relative_to(version).as_posix()}"
        address = quote("../" * name.count("/") + target)
        yield (
            name,
            PAGE.format(mark=MARK, number=escape(number), address=address, name=escape(target)),
        )


def _is_ours(path: Path) -> bool:
    return MARK in path.read_text(encoding="utf-8", errors="replace")[:300]
