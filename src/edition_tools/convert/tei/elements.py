"""The elements of TEI, by what they do to the words in them."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# a block each: what stands before and after them is another paragraph
BLOCKS = _set(
    """
    ab argument back bibl body byline castItem castList cit closer dateline div div1 div2 div3
    div4 div5 div6 div7 docAuthor docDate docEdition docImprint docTitle epigraph
    figDesc floatingText front group head item label lg list listBibl biblStruct note opener p
    post postscript q quote row salute signed sp speaker stage table text titlePage
    titlePart trailer
    """
)
DIVISIONS = _set("div div1 div2 div3 div4 div5 div6 div7")
# blocks that may stand within a paragraph, and do not divide it there
INLINE_TOO = _set("bibl q quote label stage")
PARAGRAPHS = _set("ab item l p head byline titlePart docAuthor signed salute dateline speaker bibl")
# words that are not the text's: not read, and not missed
SILENT = _set("teiHeader standOff facsimile sourceDoc fw figDesc index desc metamark")
# of two readings the one that is not the source's; with which the one that is kept stands
OTHER_READING = {
    "corr": "sic",
    "reg": "orig",
    "expan": "abbr",
    "rdg": "lem",
    "rdgGrp": "lem",
    "del": "",
}
# say something of words that an edition keeps, and something that it does not
LOST = {
    "hi": "how words are set off",
    "emph": "how words are set off",
    "table": "that words stand in a table",
    "figure": "a picture",
    "graphic": "a picture",
    "formula": "a formula",
    "corr": "a correction of the file’s own",
    "reg": "a spelling of the file’s own",
    "expan": "an expansion of the file’s own",
    "rdg": "a reading of another witness",
    "del": "words that are struck out",
    "gap": "that something is missing",
}
KNOWN = (
    BLOCKS
    | set(LOST)
    | SILENT
    | _set(
        """
        TEI TEI.2 teiCorpus abbr add anchor app c cb cell choice cited date emph foreign forename
        g gb geogName gloss l lb lem measure mentioned milestone name num orgName orig pb pc
        persName placeName ptr q quote ref roleName rs s said seg sic soCalled supplied surname
        term time title unclear w
        """
    )
)


def is_kept(name: str) -> bool:
    """Whether all that an element says is kept."""
    return name in KNOWN and name not in LOST
