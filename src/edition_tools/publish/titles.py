"""The language of a title in the list of works, said where the entry names it.

Comes in: an entry of the list as nodes, and as works.bib has it. The title is set apart with its
language, so that it is read aloud, divided and searched by its own rules. A title that is printed
in Latin letters though its language is not (*Byulleten’ oppozitsii*) is said to be: `ru-Latn`.
"""

from __future__ import annotations

import re

from docutils import nodes
from pybtex.database import Entry

from edition_tools.bibliography import languages
from edition_tools.publish import bibparts
from edition_tools.publish.language import differs

SCRIPTS = {  # languages that are not written in Latin letters, and a letter of theirs
    **dict.fromkeys(("ru", "uk", "bg", "sr"), re.compile(r"[\u0400-\u052f]")),
    "el": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
}


def language_of(entry: Entry) -> str:
    """The tag (BCP 47) of the language of its title, empty where the entry names none."""
    named = str(bibparts.rich(entry, "langid"))
    tag = languages.tag(named) if named in languages.TAGS else ""
    letters = SCRIPTS.get(tag)
    romanised = letters is not None and letters.search(str(bibparts.rich(entry, "title"))) is None
    return f"{tag}-Latn" if romanised else tag


def say_language(listed: nodes.Element, entry: Entry, site: str | None) -> None:
    """Set the title in an entry of the list apart, where its language is not the site's."""
    tag, title = language_of(entry), str(bibparts.title(entry))
    if not title or not differs(tag, site):
        return
    for words in listed.findall(nodes.Text):
        before, found, after = words.partition(title)
        if found:
            pieces = (nodes.Text(before), _said(title, tag), nodes.Text(after))
            words.parent.replace(words, [piece for piece in pieces if piece.astext()])
            return


def _said(title: str, tag: str) -> nodes.inline:
    """docutils writes the class as an attribute; other formats read the plain language."""
    made = nodes.inline("", title, classes=[f"language-{tag}"])
    if not tag.endswith("-Latn"):
        made["lang"] = tag.partition("-")[0]
    return made
