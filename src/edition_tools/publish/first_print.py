"""Where a text first appeared, in words: as the Chicago Manual and as the MHRA Style Guide have it.

Comes in: what an edition says of itself. Goes out: the part of a citation between the title of the
text and what is said of the edition; empty where nothing is known.
"""

from __future__ import annotations

from edition_tools.publish.dates import in_words
from edition_tools.publish.statement import Statement


def in_chicago(statement: Statement) -> str:
    """Journal 38, no. 1 (January 1986): 24–35; in Book (Place: House, 1986), 24–35; (1986).

    >>> from edition_tools.manifest import FirstPrint
    >>> in_chicago(Statement(date="1986-01", first_print=FirstPrint(journal="J", volume="38")))
    'J 38 (January 1986)'
    >>> in_chicago(Statement(date="1912"))
    '(1912)'
    """
    first = statement.first_print
    if not first.journal:
        return _in_book(statement, pages="")
    number = f"no. {first.number}" if first.number else ""
    issue = ", ".join(filter(None, (" ".join(filter(None, (first.journal, first.volume))), number)))
    return _joined((issue, _imprint(statement)), " ") + (f": {first.pages}" if first.pages else "")


def in_mhra(statement: Statement) -> str:
    """Journal, 38.1 (January 1986), 24–35; in Book (Place: House, 1986), pp. 24–35; (1986).

    >>> from edition_tools.manifest import FirstPrint
    >>> first = FirstPrint(journal="J", volume="38", number="1", pages="24–35")
    >>> in_mhra(Statement(date="1986-01", first_print=first))
    'J, 38.1 (January 1986), pp. 24–35'
    """
    first = statement.first_print
    if not first.journal:
        return _in_book(statement, pages="pp. ")
    issue = _joined((first.journal, _joined((first.volume, first.number), ".")), ", ")
    pages = f"pp. {first.pages}" if first.pages else ""
    return _joined((_joined((issue, _imprint(statement)), " "), pages), ", ")


def _in_book(statement: Statement, pages: str) -> str:
    first = statement.first_print
    book = f"in {first.book}" if first.book else ""
    where = _joined((book, _imprint(statement)), " ")
    return _joined((where, f"{pages}{first.pages}" if first.pages else ""), ", ")


def _imprint(statement: Statement) -> str:
    """(Place: House, 1912), as far as it is known; of a journal the date alone."""
    first = statement.first_print
    house = "" if first.journal else _joined((first.place, first.publisher), ": ")
    said = _joined((house, in_words(statement.date)), ", ")
    return f"({said})" if said else ""


def _joined(parts: tuple[str, ...], joint: str) -> str:
    return joint.join(filter(None, parts))
