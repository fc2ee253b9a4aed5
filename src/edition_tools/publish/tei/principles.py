"""What the header says of how an edition is encoded: the same for all, in plain words."""

from __future__ import annotations

PROJECT = (
    "An edition of a text that survives in a bad copy. Five voices are kept apart: the author’s "
    "text, the author’s notes, the editors’ notes, the apparatus of emendations, and the words of "
    "whoever posted the text and of their readers. What one build withholds is not in this file."
)
DECLARATIONS = {
    "correction": (
        "Every change to the witness is a choice of sic (the witness) and corr (the edition): "
        "corresp points to the entry of the apparatus that gives the reason, resp to who made it; "
        "cert says how sure it is, ana where the error arose. sic alone is retained on purpose. "
        "With every sic taken and every corr left, the text reads as the witness does."
    ),
    "normalization": (
        "None beyond white space: runs of blanks and line ends are one blank. Characters that XML "
        "cannot hold are U+FFFD."
    ),
    "quotation": (
        "Quotation marks are kept as characters. Displayed quotations are quote; verse is lg and l."
    ),
    "segmentation": (
        "A passage is a p or lg with an xml:id (p1, p2 …) and its number in n. ana says where its "
        "beginning, or its being displayed, is proposed by the machine or was ruled by an editor. "
        "pb is where a page of the print begins, n its number."
    ),
    "interpretation": (
        "Calls of the author’s notes are ref with the figure of the source, calls of the editors’ "
        "notes and the apparatus are empty ptr; type is authorial, editorial or apparatus, as that "
        "of the note is. supplied within a call: the source has lost the figure, an editor placed "
        "it. ref of the type cited is the author’s own words for a work, linked to its biblStruct. "
        "Names of persons, places and organisations are pointed at from standOff, and the text is "
        "not touched for them."
    ),
}
CLASSES = {
    "cause": (
        "Where an error arose",
        {
            "transmission": "in the copying of the text",
            "print": "in print",
            "author": "with the author",
        },
    ),
    "kind": (
        "What an editors’ note does",
        {
            "gloss": "explains a word",
            "context": "gives context",
            "textual": "speaks of the text",
            "cross-reference": "leads to another place",
            "translation": "translates",
            "content-warning": "warns of what follows",
        },
    ),
    "status": (
        "How far an editors’ note has come",
        {"draft": "draft", "reviewed": "reviewed", "approved": "approved"},
    ),
    "known": (
        "How we know that a passage begins, or is displayed, where it does",
        {
            "break-proposed": "the machine proposes the break",
            "break-ruled": "an editor ruled the break",
            "quotation-proposed": "the machine proposes that it was displayed",
            "quotation-ruled": "an editor ruled that it was displayed",
        },
    ),
    "mark": ("Marks of the source", {"unanswered": "no note answers to this mark"}),
}
