"""What a build may show, and the banner that says what kind of build it is.

A voice that may not be published is taken out of the doctree when its page is read, so no
format, search index or copied page can hold a word of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from edition_tools.publish.book import BANNER, head_length
from edition_tools.publish.dates import in_words
from edition_tools.publish.nodes import (
    apparatus_entry,
    blog_frame,
    editorial_note,
    emended,
    note_call,
    reader_comment,
    withheld,
)
from edition_tools.publish.statement import Statement
from edition_tools.vocabulary import Voice

TEXT_WITHHELD = "The text is withheld: its words may not be published."
NOTES_WITHHELD = "The author’s notes are withheld: their words may not be published."
EDITORS_NOTES_WITHHELD = "The editors’ notes are withheld: their words may not be published."
APPARATUS_WITHHELD = (
    "The apparatus is withheld: the text is printed as the edition reads it, and where that is not "
    "as the source has it may not be shown."
)
VOICE_OF: dict[type[nodes.Element], Voice] = {
    editorial_note: Voice.EDITORS_NOTES,
    apparatus_entry: Voice.APPARATUS,
}
STUDY = "This build is for private study and may not be passed on."
COMMENTARY = (
    "These are the words of whoever posted the text and of readers, as the page has them. "
    "They are not the author’s, and not the edition’s."
)
DRAFT = "Draft."
VERSION = "Version {}, {}."
OPEN = "{} about this text {} open."


def withhold(
    document: nodes.document,
    statement: Statement,
    editors: Sequence[nodes.Element],
    *,
    private: bool,
) -> None:
    """Take out what this build may not show, and say so; *editors* is what their files say."""
    if not statement.shows(Voice.APPARATUS, private=private):
        _drop_apparatus(document, editors)
    if not statement.shows(Voice.EDITORS_NOTES, private=private):
        _drop(document, editors, editorial_note, EDITORS_NOTES_WITHHELD)
    if not statement.shows(Voice.AUTHOR_NOTES, private=private):
        _drop_author_notes(document)
    if not statement.shows(Voice.TEXT, private=private):
        _drop_text(document)
    _forget(document)


def _forget(document: nodes.document) -> None:
    """Take what was taken out of the tree out of docutils' own lists, which are stored with it.

    A node keeps its parent, and so each of these lists would keep the whole page.
    """
    kept = {id(node) for node in document.findall()}
    for name, value in vars(document).items():
        if isinstance(value, list) and name != "children":
            value[:] = [n for n in value if not isinstance(n, nodes.Node) or id(n) in kept]
        elif isinstance(value, dict) and name != "attributes":
            for key, held in list(value.items()):
                if isinstance(held, nodes.Node) and id(held) not in kept:
                    del value[key]
                elif isinstance(held, list):
                    held[:] = [n for n in held if not isinstance(n, nodes.Node) or id(n) in kept]
    for name, id_ in list(document.nameids.items()):
        if id_ is not None and id_ not in document.ids:
            del document.nameids[name]
            document.nametypes.pop(name, None)


def _drop(
    document: nodes.document,
    editors: Sequence[nodes.Element],
    kind: type[nodes.Element],
    instead: str,
) -> None:
    voice = VOICE_OF[kind]
    for call in list(document.findall(note_call)):
        if call.get("voice") == voice:
            call.parent.remove(call)
    notes = list(document.findall(kind))
    for note in notes:
        note.parent.remove(note)
    if notes or any(isinstance(said, kind) for said in editors):
        document += _notice(voice, instead)


def _drop_apparatus(document: nodes.document, editors: Sequence[nodes.Element]) -> None:
    _drop(document, editors, apparatus_entry, APPARATUS_WITHHELD)
    for node in list(document.findall(emended)):
        node.replace_self(list(node.children))


def _drop_author_notes(document: nodes.document) -> None:
    notes = [n for n in document.findall(nodes.footnote) if n.get("voice") == Voice.AUTHOR_NOTES]
    for call in list(document.findall(nodes.footnote_reference)):
        if call.get("voice") == Voice.AUTHOR_NOTES:
            call.replace_self(nodes.superscript("", call["mark"], classes=["unanswered"]))
    for note in notes:
        note.parent.remove(note)
    if notes:
        document += _notice(Voice.AUTHOR_NOTES, NOTES_WITHHELD)


def _drop_text(document: nodes.document) -> None:
    if not any(str(n.get("passage", "")).startswith("p") for n in document.findall(nodes.Element)):
        return
    section = next(document.findall(nodes.section), None)
    whole: nodes.Element = document
    if section is not None and section.parent is document:
        whole = section
    title = [child for child in whole.children if isinstance(child, nodes.title)]
    for child in list(document.children):
        if child is not whole:
            document.remove(child)
    whole.clear()
    whole.extend([*title, _notice(Voice.TEXT, TEXT_WITHHELD)])


def _notice(voice: Voice, words: str) -> nodes.Element:
    return withheld(
        "", nodes.paragraph("", words), voice=str(voice), reason="rights", classes=["withheld"]
    )


def add_banner(document: nodes.document, statement: Statement) -> None:
    """Say below the head that this is a draft, what is open, and what may not be done with it."""
    words: list[str] = []
    whose = any(
        True for _ in document.findall(lambda n: isinstance(n, blog_frame | reader_comment))
    )
    if statement.version == "draft" and statement.raw:
        words.append(DRAFT)
        count = statement.open_findings
        if count:
            subject = "One finding" if count == 1 else f"{count} findings"
            words.append(OPEN.format(subject, "is" if count == 1 else "are"))
    elif statement.raw:
        words.append(VERSION.format(statement.version, in_words(statement.version_date)))
    if statement.is_for_study_only:
        words.append(STUDY)
    said = [COMMENTARY] * whose + [" ".join(words)] * bool(words)
    if not said:
        return
    banner = nodes.container("", *(nodes.paragraph("", it) for it in said), classes=[BANNER])
    whole = next(document.findall(nodes.section), document)
    whole.insert(head_length(whole), banner)
