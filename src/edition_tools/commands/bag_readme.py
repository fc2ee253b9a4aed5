"""The README inside a bag: how to read it when this program is forgotten."""

from __future__ import annotations

import textwrap

from edition_tools.commands.bag_contents import Archived, Held
from edition_tools.commands.bag_labels import rights_of
from edition_tools.vocabulary import Voice

WIDTH = 78
WHAT = """\
This folder is a bag in the sense of BagIt (RFC 8493). Everything is in data/.
The files manifest-sha256.txt and manifest-sha512.txt name each file there
with its checksum: if the checksums agree, nothing has changed since the day
in bag-info.txt. Any program that computes SHA-256 can check it; so can
"edition verify" of edition-tools, and every validator of BagIt.

Everything is UTF-8 text, except the PDF, the EPUB (a ZIP of XHTML pages),
and the fonts and pictures of the web pages.
"""
READ = """\
outputs/pdf/         the edition as a book (PDF/A-3a, PDF/UA-1): begin here
outputs/html/        the same as web pages: open editions/{slug}/index.html
outputs/epub/        the same for reading systems (EPUB 3)
outputs/tei/         the same in TEI P5, for scholars' programs
outputs/latex/       the same as LaTeX, for a press to set anew
outputs/annotations/ editors' notes and apparatus as W3C Web Annotations
outputs/text/        plain text, a file for each voice; readings.json says
                     where each passage stands and what the witness reads
                     instead; ledger.json leads back to the source
source/              the text as it was received (if it may be handed on),
                     source.toml (what is known of it), rulings.toml (what
                     editors decided where the damage left a doubt),
                     passages.toml (ids that were cited), versions/ (states
                     that were frozen)
pages/               what was recovered, as MyST Markdown; ledger.json says
                     of every character of the source where it went
editors/             what the editors wrote: notes, emendations, introduction
"""
VOICES = """\
Five voices are kept apart everywhere: the author's text, the author's notes,
the commentary of whoever posted the text and of readers, the editors' notes,
and the apparatus of emendations. An id names one thing in all formats: p14
is a passage, n27 an author's note, e12 an editors' note, a7 an emendation,
c2 a comment.
"""
LEDGER = """\
The ledger: outputs/text/{slug}/ledger.json lists rows that follow the source
from its first character to its last (characters are Unicode code points).
["p3", 0, 202] is what the witness reads in p3 from 0 to 202; a string is
what the edition does not print; [17] stands for 17 characters that are not
shown. What the witness reads in p3: take its words from the file and the
offsets that readings.json gives, and put back what "changes" says. Written
one after the other, the rows are the source.
"""


def readme(archived: Archived, held: Held) -> str:
    """The whole file."""
    manifest = archived.manifest
    title = " ".join(f"{manifest.author}: {manifest.title}".strip(": ").split())
    parts = [
        "\n".join([*textwrap.wrap(title, WIDTH), "A scholarly edition, archived"]) + "\n",
        WHAT,
        "WHAT IS WHERE\n\n" + READ.format(slug=archived.slug),
        VOICES,
        LEDGER.format(slug=archived.slug),
        "RIGHTS\n\n" + "".join(_item(rights_of(archived, voice)) for voice in Voice),
        "THE SOURCE\n\n" + _source(archived, held),
    ]
    if held.left_out:
        rows = (f"{name}: {why}" for name, why in sorted(held.left_out.items()))
        parts.append("LEFT OUT\n\n" + "".join(map(_item, rows)))
    return "\n".join(parts)


def _source(archived: Archived, held: Held) -> str:
    name = f"source/{archived.manifest.file}"
    why = held.left_out.get(name)
    where = f"It is not in this bag: {why}." if why else f"It is in {name}."
    digest = archived.edition.view.source.sha256
    return _item(where) + f"  SHA-256 {digest}\n"


def _item(words: str) -> str:
    return textwrap.fill(words, WIDTH, subsequent_indent="    ", break_long_words=False) + "\n"
