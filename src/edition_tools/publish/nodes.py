"""The words of the doctree: which nodes carry an edition, and what each one says.

Every format (HTML, PDF, EPUB, TEI) is made from these nodes and from nothing else. Each of
ours derives from a docutils node that reads well without us, so a builder that has never
heard of editions still prints everything. All marks and ids are final when reading ends.

Nodes of docutils that carry attributes of ours
-----------------------------------------------
=================== ============================================================================
paragraph           a passage: ``passage`` "p14" (also "c1.2", "f1"); its id is the same, except
line_block          that the first paragraph of a comment or frame leaves its id to the whole.
                    Classes ``break-proposed``, ``break-ruled``, ``quotation-proposed``,
                    ``quotation-ruled``: how we know that it begins, or was displayed, here
footnote            an author's note: ``voice`` "author-notes", ``mark`` "27", ids ["n27"],
                    ``backrefs``; first child is a ``label`` that holds the mark
footnote_reference  its call: ``voice``, ``mark``, ``refid`` "n27", ids ["n27-ref"] (a second
                    call: "n27-ref2"); its text is what is printed, "27" or "⟨27⟩"; where a
                    ruling placed it, ``supplied`` is True and the class ``supplied`` is set
container           class ``byline``, ``source-line``: the author's name and the first place of
                    print, words of the source; class ``edition-state``: our banner over a
                    page (draft, open findings, private study), words of the edition
superscript         class ``unanswered``: a mark of the source to which no note answers
any block          class ``language-fr``: words of the source in another language than the
                    site's; docutils writes it as ``lang="fr"``
=================== ============================================================================

Ours
----
=================== ================== =========================================================
voice_list          section            ``voice``; a title and all notes of one voice of the
                                       page, in order of place, at the page's end. Formats that
                                       print notes at the foot skip it and take the notes by id
uncalled_note       footnote           an author's note whose call is lost: like his others,
                                       without ``backrefs``; stands in the list of his notes
editorial_note      footnote           ``voice`` "editors-notes", ``mark`` "a", ids ["e12"],
                                       ``initials``, ``kind``, ``status``, ``signed`` (who
                                       reviewed or approved it), ``lemma`` (the words
                                       it is anchored to), ``place`` (id of the passage or note
                                       where it is called), ``backrefs``; label, then the body
apparatus_entry     footnote           ``voice`` "apparatus", ``mark`` "†", ids ["a7"],
                                       ``initials``, ``place``, ``change`` (correction,
                                       deletion, insertion, retained), ``cause`` (transmission,
                                       print, author), ``certainty``, ``reading``,
                                       ``source_reading``, ``siglum``, ``backrefs``; label, a
                                       paragraph of class ``readings`` made ready to print
                                       ("reading] source S (AB)"), then the reason
note_call           footnote_reference the call of an editorial_note or apparatus_entry:
                                       ``voice``, ``mark``, ``refid``, ids ["e12-ref"]; the mark
                                       as its text. It may stand in a note as well as in the text
emended             inline             words that an emendation changed: ``entry`` "a7",
                                       ``source`` (what the source has, maybe ""); its children
                                       are the edition's reading (none: a deletion). A change
                                       that runs over several inline nodes makes several
cited               inline             the author's own words for a work: ``key`` (as in
                                       works.bib), ``locators`` ("p. 12", maybe ""),
                                       ``edition`` (folder), ``refdoc``. Before
                                       writing, its children are put into a ``reference`` to
                                       the entry; ``unresolved`` is True if there is none
former_place        inline             empty: ids ["p15"], where the words of that passage begin
                                       since it was merged; ``holder`` "p14" holds them now
print_page          inline             empty: a page of the print begins here: ids ["page-86"],
                                       ``n`` "86"
blog_frame          container          words of whoever posted the text: ids ["f1"]; paragraphs
                                       with ``passage``
reader_comment      container          ids ["c2"], ``number``, ``attribution`` (name and date to
                                       the letter), ``reply_to``, ``depth`` (0: opens a thread),
                                       ``sensitive`` (the reason, in private builds only); a
                                       paragraph of class ``attribution``, then its paragraphs
withheld            container          something is not published: ``voice``, ``reason``; a
                                       paragraph that says so. The words are nowhere. Behind its
                                       own id stand those of the notes that went with it
edition_list        Element            ``lists`` ("apparatus", "editorial-notes", "register"; with
                                       it ``kind`` and the ``register``), ``edition``,
                                       ``refdoc``: replaced before writing by ordinary nodes
=================== ================== =========================================================

The source's reading of a page is the text of its passages with every ``emended`` replaced by
its ``source`` and every call left out; the edition's reading takes the children instead.
"""

from __future__ import annotations

from docutils import nodes


class voice_list(nodes.section):  # noqa: N801
    """All notes of one voice, at the end of their page."""


class uncalled_note(nodes.footnote):  # noqa: N801
    """A note of the author's whose call is lost."""


class editorial_note(nodes.footnote):  # noqa: N801
    """A note of the edition's editors."""


class apparatus_entry(nodes.footnote):  # noqa: N801
    """What the edition reads, what the source has, and why."""


class note_call(nodes.footnote_reference):  # noqa: N801
    """The mark in the text that calls an editors' note or an apparatus entry."""


class emended(nodes.inline):  # noqa: N801
    """Words that an emendation changed; the source's are in `source`."""


class former_place(nodes.inline):  # noqa: N801
    """Where the words begin of a passage that was merged with another: empty, with its id."""


class print_page(nodes.inline):  # noqa: N801
    """Where a page of the print begins: empty, with its number."""


class cited(nodes.inline):  # noqa: N801
    """The author's own words for a work, linked to its entry and never changed."""


class blog_frame(nodes.container):  # noqa: N801
    """Words of whoever posted the text."""


class reader_comment(nodes.container):  # noqa: N801
    """A reader's comment under the posted text."""


class withheld(nodes.container):  # noqa: N801
    """The place of something that is not published."""


class edition_list(nodes.General, nodes.Element):  # noqa: N801
    """The place of a list that is made when all pages have been read."""


EDITION_NODES: tuple[type[nodes.Element], ...] = (
    voice_list,
    uncalled_note,
    editorial_note,
    apparatus_entry,
    note_call,
    emended,
    former_place,
    print_page,
    cited,
    blog_frame,
    reader_comment,
    withheld,
    edition_list,
)
