"""How a citation reads in a sentence: (Deutscher 1963, p. 12), or Deutscher (1963, p. 12)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pybtex.richtext import Text
from pybtex.style.template import Node
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle, BracketStyle
from sphinxcontrib.bibtex.style.referencing.label import LabelReferenceStyle
from sphinxcontrib.bibtex.style.template import join, join2, post_text, pre_text, reference

YEAR = re.compile(r"^\d{3,4}[a-z]?$")  # 1963, 1963b


def parted(label: str) -> tuple[str, str]:
    """The author and the year of a label; a label without a year is all author.

    >>> parted("Smith and Jones 1963b")
    ('Smith and Jones', '1963b')
    """
    who, _, year = label.rpartition(" ")
    return (who, year) if YEAR.match(year) else (label, "")


@dataclass
class InSentence(BaseReferenceStyle):
    """`{cite:t}`: the author, and the year in brackets; both from the label."""

    bracket: BracketStyle = field(default_factory=BracketStyle)

    def role_names(self) -> list[str]:
        """With a capital or not, all authors or not: the label is the same."""
        return ["t", "ts", "ct", "cts"]

    def outer(self, role_name: str, children: list[Any]) -> Any:
        """Several are parted as in brackets."""
        return self.bracket.outer(children, brackets=False, capfirst="c" in role_name)

    def inner(self, role_name: str) -> Any:
        """One of them."""
        del role_name
        return join(sep=" ")[
            Node("who", _who), join2(sep1=" ", sep2=", ")[pre_text, Node("in_brackets", _year)]
        ]


def _who(children: object, data: dict[str, Any]) -> Any:
    del children
    who, year = parted(data["formatted_entry"].label)
    return who if year else reference[who].format_data(data)


def _year(children: object, data: dict[str, Any]) -> Any:
    """The year with what is to be read there, bracketed; nothing if there is neither."""
    del children
    year = parted(data["formatted_entry"].label)[1]
    linked = reference[year] if year else ""
    words = join(sep=", ")[linked, post_text].format_data(data)
    return Text("(", words, ")") if str(words) else ""


class AuthorAndYear(LabelReferenceStyle):
    """The style of an edition's citations."""

    def __init__(self) -> None:
        round_ = BracketStyle(left="(", right=")", sep="; ")
        super().__init__(bracket_parenthetical=round_, bracket_textual=round_)

    def __post_init__(self) -> None:
        super().__post_init__()  # type: ignore[no-untyped-call]
        ours = InSentence(bracket=self.bracket_textual)
        taken = set(ours.role_names())
        self.styles[:] = [s for s in self.styles if not taken & set(s.role_names())]
        self.styles.append(ours)
        self.role_style.update(dict.fromkeys(taken, ours))
