"""The manifest of a text, as the file source.toml that an editor goes on filling in."""

from __future__ import annotations

import json

from edition_tools.manifest import Manifest
from edition_tools.table import CONTROL

PEOPLE = """# Everybody who signs notes, emendations or rulings:
# [[people]]
# initials = "AB"
# name = "Ada Brown"
# role = "editor"
"""


def write(manifest: Manifest) -> str:
    """The text of source.toml; what is not known stands there empty."""
    names = ("title", "author", "date", "siglum", "language", "file", "sha256", "received")
    lines = [line(name, getattr(manifest, name)) for name in (*names, "received_from")]
    more = ("publisher", "contact", "doi")
    lines += [line(name, getattr(manifest, name)) for name in more if getattr(manifest, name)]
    lines += ["", PEOPLE.rstrip() if not manifest.people else "# Everybody who signs"]
    for person in manifest.people:
        lines += ["[[people]]", line("initials", person.initials), line("name", person.name)]
        lines += [line(it, getattr(person, it)) for it in ("role", "orcid") if getattr(person, it)]
        lines.append("")
    lines += ["", '# May each voice be published? "yes", "local" (for private study only) or "no"']
    for right in manifest.rights:
        lines.append(f"[rights.{right.voice}]")
        lines += [
            line(it, getattr(right, it)) for it in ("holder", "statement") if getattr(right, it)
        ]
        lines += [line("publish", right.publish), ""]
    lines += ["# With what the text was compared, and by whom", "[verification]"]
    return "\n".join([*lines, line("compared_with", ""), line("by", "")]) + "\n"


def line(name: str, words: str) -> str:
    """A key and its words as a line of TOML; what TOML cannot hold is a blank."""
    return f"{name} = {json.dumps(CONTROL.sub(' ', words), ensure_ascii=False)}"
