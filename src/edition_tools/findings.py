"""Everything the program can say about a text, and the ways in which it can fail.

A doubtful text is a `Finding`: code, place, guess, hint. It never stops the program.
A broken program or an unreadable file is an `EditionError`: a message that says what to do,
and an exit code.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """The stable codes. A retired code is never used again: clean.broken-word."""

    def __new__(cls, value: str, meaning: str) -> Code:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    meaning: str

    CLEAN_MARKUP = (
        "clean.markup",
        "The markup of a document says something that the edition does not keep.",
    )
    ZONES_NO_BODY = ("zones.no-body", "No text was found between the site's furniture.")
    ZONES_NO_ENDNOTES = ("zones.no-endnotes", "No notes were found.")
    ZONES_DOUBTFUL = ("zones.doubtful", "It is unsure what part of the page this is.")
    ZONES_SENSITIVE_COMMENT = (
        "zones.sensitive-comment",
        "A reader's comment that an editor has marked as sensitive.",
    )
    PAGES_MARKED = (
        "pages.marked",
        "The text seems to show where the pages of its print begin.",
    )
    PAGES_SERIES = (
        "pages.series",
        "A mark of a page does not go on the series, or one is missing in it.",
    )
    PAGES_BEGINS = ("pages.begins", "A page of the print begins here; an editor rules it.")
    BLOCKS_HIDDEN_BREAK = (
        "blocks.hidden-break",
        "A new paragraph seems to begin here, though no line break shows it.",
    )
    BLOCKS_QUOTATION = ("blocks.quotation", "A quotation seems to have been displayed here.")
    NOTES_MARKER_LOST = ("notes.marker-lost", "The text has no marker for this note.")
    NOTES_MARKER_MISPRINTED = (
        "notes.marker-misprinted",
        "This marker's number is misprinted.",
    )
    NOTES_CALL_WITHOUT_NOTE = ("notes.call-without-note", "This marker has no note.")
    NOTES_NUMBER_LOST = ("notes.number-lost", "A note's number is missing or misprinted.")
    NOTES_TWO_READINGS = (
        "notes.two-readings",
        "Two readings of the numbers are about as good, so neither was taken.",
    )
    NOTES_CALLED_TWICE = ("notes.called-twice", "Two markers call one note.")
    NOTES_NUMBER_TWICE = ("notes.number-twice", "Two notes bear one number.")
    CITATIONS_UNREAD = ("citations.unread", "A reference could not be read.")
    CITATIONS_ABBREVIATION_OPEN = (
        "citations.abbreviation-open",
        "An abbreviation is defined in a bracket that is never closed.",
    )
    CITATIONS_ABBREVIATION_UNDEFINED = (
        "citations.abbreviation-undefined",
        "An abbreviation is used that the text never defines.",
    )
    CITATIONS_ABBREVIATION_TWICE = (
        "citations.abbreviation-twice",
        "An abbreviation is defined more than once.",
    )
    WORKS_IBID_WITHOUT_ANTECEDENT = (
        "works.ibid-without-antecedent",
        "An ibid. follows nothing that it could mean.",
    )
    WORKS_TWO_CANDIDATES = (
        "works.two-candidates",
        "A short reference fits two works about as well.",
    )
    WORKS_UNKNOWN = ("works.unknown", "A short reference names a work that was never cited.")
    WORKS_INCONSISTENT = (
        "works.inconsistent",
        "The notes cite one work in two ways that do not agree.",
    )
    WORKS_CURATED_DIFFERS = (
        "works.curated-differs",
        "The editors' entry for a work differs from what the notes say.",
    )
    SHELF_RULING_UNUSED = ("shelf.ruling-unused", "A ruling answers nothing that was found.")
    SHELF_RULING_UNPLACED = (
        "shelf.ruling-unplaced",
        "The words a ruling quotes are not in the text, or more than once.",
    )
    ANCHORS_MISSING = ("anchors.missing", "A quoted place was not found in the page.")
    ANCHORS_AMBIGUOUS = ("anchors.ambiguous", "A quoted place was found more than once.")
    ANCHORS_UNKNOWN_INITIALS = (
        "anchors.unknown-initials",
        "Nobody with these initials is named in source.toml.",
    )
    ANCHORS_ID_TWICE = ("anchors.id-twice", "Two notes or emendations bear one id.")
    ANCHORS_UNKNOWN_PLACE = (
        "anchors.unknown-place",
        "A note or emendation names a place that the page does not have.",
    )
    ANCHORS_UNREADABLE = (
        "anchors.unreadable",
        "A note or emendation is not written as one: quotation, arrow or option.",
    )
    ANCHORS_UNKNOWN_WORD = (
        "anchors.unknown-word",
        "A kind, class, status or certainty that the edition does not know.",
    )
    ANCHORS_OVERLAP = ("anchors.overlap", "Two emendations change the same words.")
    ANCHORS_CROSSES = (
        "anchors.crosses",
        "An emendation changes words on both sides of a mark or a link.",
    )
    ANCHORS_STRAY = (
        "anchors.stray",
        "An editors' file holds something that is neither a note nor an emendation.",
    )
    REGISTERS_UNREADABLE = (
        "registers.unreadable",
        "An edition's registers.toml is not written as one.",
    )
    REGISTERS_FORM_TWICE = (
        "registers.form-twice",
        "One form of a name is given to two entries of the registers.",
    )
    EMIT_HAND_CHANGED = (
        "emit.hand-changed",
        "A file that the machine writes has been changed by hand.",
    )


CODES = {code.value: code for code in Code}


class EditionError(Exception):
    """Something is wrong with the program's world: message, what to do, exit code."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  hint: {self.hint}" if self.hint else self.message


class UnreadableText(EditionError):
    """The file is missing, empty, a folder, or not text."""

    exit_code = 4


class WrongChecksum(EditionError):
    """The file is not the one that the manifest describes."""

    exit_code = 5


class BadShelf(EditionError):
    """A slug, a manifest, a ruling or a register cannot be used."""

    exit_code = 6


class CannotWrite(EditionError):
    """The output could not be written; what was there is untouched."""

    exit_code = 7


class Busy(EditionError):
    """Another run is at work in the same place, or the source changed meanwhile."""

    exit_code = 8


class BrokenLaw(EditionError):
    """What would be written is not what was read. This is a fault of the program."""

    exit_code = 9


class NotReady(EditionError):
    """An edition cannot be frozen: something in it is open still."""

    exit_code = 11


class NoCluster(EditionError):
    """The cluster does not answer, or what it needs is not installed here."""

    exit_code = 10


class NoChecker(EditionError):
    """What checks the access to a site is not installed here, or failed."""

    exit_code = 12
