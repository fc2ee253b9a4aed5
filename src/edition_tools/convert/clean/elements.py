"""The kinds of elements a page is made of, and how its authors call what they do with them."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _set(
    """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source
    track wbr
    """
)
INLINE = _set(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q ruby rb
    rp rt s samp small span strike strong sub sup time tt u var
    """
)
EMPHASIS = _set("em i cite")  # in italics, if nothing else is said
# blocks: a blank line stands between them; lines: a line each
LINES = _set("button dd dt label li option tr")
BLOCKS = _set(
    """
    address article aside blockquote body caption center dialog details dir div dl fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
    legend listing main menu nav ol optgroup p plaintext pre search section summary
    table tbody tfoot thead ul xmp
    """
)
CELLS = _set("td th")
HEADINGS = _set("h1 h2 h3 h4 h5 h6")
PREFORMATTED = _set("pre listing xmp plaintext")
SITE = _set("nav aside footer form header menu")
# what the beginning of one ends: the elements it closes, and those it does not look beyond
CLOSES = {
    "li": (frozenset(("li", "p")), frozenset(("ol", "ul", "menu", "dir"))),
    **dict.fromkeys(("dt", "dd"), (frozenset(("dt", "dd", "p")), frozenset(("dl",)))),
    **dict.fromkeys(("td", "th"), (frozenset(("td", "th", "p")), frozenset(("table", "tr")))),
    "tr": (frozenset(("tr", "td", "th", "p")), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select", "datalist"))),
    # a paragraph is ended by any block
    **dict.fromkeys(
        BLOCKS - {"body", "html", "head", "caption", "tbody", "thead", "tfoot"},
        (frozenset(("p",)), BLOCKS | CELLS | {"li", "dd", "button"} - {"p"}),
    ),
}

# "comment-list", "commentlist", "comments", "reply", "blog-responses"
COMMENT = re.compile(r"comment|repl(?:y|ies)|respons|trackback|pingback", re.IGNORECASE)
# one comment: "comment even depth-2", "reply"; its depth in the thread, from 1
ONE_COMMENT = re.compile(r"(?:^|\s)(?:comment|reply|pingback)(?=\s|$)", re.IGNORECASE)
DEPTH = re.compile(r"(?:^|\s)depth-(\d{1,2})(?=\s|$)")
COMMENT_LIST = re.compile(r"comment|repl(?:y|ies)|respons|thread|children|topic|post-?list", re.I)
# "post-meta", "entry-header", "byline", "vcard", "comment-author"
META = re.compile(r"meta|byline|header|head\b|author|vcard|info|posted|profile", re.IGNORECASE)
# "date", "datetime", "comment-date", "timestamp", "entry_time", "published"
DATE = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|timestamp|published|pubdate|posted-on|datepublished)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
# "footnotes", "endnotes", "wp-block-footnotes", "references", "fussnoten", "doc-endnotes"
NOTES = re.compile(
    r"foot-?_?notes?|end-?_?notes?|fu(?:ss|ß)noten?|anmerkung|(?:^|[\s_-])(?:notes|references"
    r"|reflist|noten|voetnoten|notas|note-list|easy-?footnotes?)(?:$|[\s_-])",
    re.IGNORECASE,
)
# ids and fragments of notes: "fn1", "_ftn3", "cite_note-2", "footnote-4", "note12", "edn2"
NOTE_ID = re.compile(
    r"_?(?:fn|ftn|edn)|(?:foot|end)-?_?note|note|cite[-_]note|sdfoot|sdend|fu(?:ss|ß)note"
    r"|anm|ref(?=[-_]?\d)|bottom|identifier",
    re.IGNORECASE,
)
NOTE_CALL = re.compile(r"foot-?_?note|end-?_?note|noteref|fn-?ref|fn\b|reference", re.IGNORECASE)
# "footnote-back", "mw-cite-backlink", "footnotereverse", "reversefootnote", "doc-backlink"
BACK = re.compile(
    r"back-?_?(?:link|ref|ward)?(?:$|[\s_-])|footnote-?back|reverse|return|fn-?back|up-?link",
    re.IGNORECASE,
)
UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:\s*[^;]*none", re.IGNORECASE)
