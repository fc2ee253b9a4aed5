"""Works as other programs read them: BibTeX, BibLaTeX, CSL-JSON, RIS; and back.

Comes in: works, or the text of a file. Goes out: the text of a file, or works. Nothing is lost on
the way: what a form has no field for stands in it as a line `tex.field: value`, which Zotero keeps
and which is read again here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from edition_tools.bibliography import bibtex, csl, ris
from edition_tools.model import Work


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its name, the ending and media type of its files, how it is read."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Iterable[Work]], str]
    read: Callable[[str, str], tuple[Work, ...]]  # the text, the file's name for messages


FORMS = {
    form.name: form
    for form in (
        Form("biblatex", ".bib", "application/x-bibtex", bibtex.write_biblatex, bibtex.read),
        Form("bibtex", ".bib", "application/x-bibtex", bibtex.write_bibtex, bibtex.read),
        Form("csl-json", ".json", "application/vnd.citationstyles.csl+json", csl.write, csl.read),
        Form("ris", ".ris", "application/x-research-info-systems", ris.write, ris.read),
    )
}
