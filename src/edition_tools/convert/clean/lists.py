"""What browsers show before the items of lists: numbers, letters, a dot."""

from __future__ import annotations

from collections.abc import Mapping

from edition_tools.convert.clean.elements import (
    BLOCKS,
    COMMENT_LIST,
    NOTES,
    SITE,
    UNNUMBERED,
)
from edition_tools.convert.clean.marks import opens_with
from edition_tools.convert.clean.tokens import Kind
from edition_tools.convert.clean.tree import NONE, Element, Page

ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MOST = 9999  # numbers of items that are shown
BULLET = "• "


def heads(page: Page, calls: Mapping[int, str]) -> dict[int, str]:
    """For each element what is shown before its first words; *calls*: the marks of notes."""
    found = {index: f"[{mark}] " for index, mark in calls.items()}
    last: dict[int, int] = {}  # list: number of its last item
    plain = {i: _is_bare(page, i) for i, one in enumerate(page.elements) if one.name in LISTS}
    for i, item in enumerate(page.elements):
        if item.name != "li" or item.parent not in plain:
            continue
        owner = page.elements[item.parent]
        number = _number(item, last.get(item.parent, _start(owner)))
        last[item.parent] = number
        if i not in found and not plain[item.parent] and page.size(item):
            shown = _shown(page, item, owner, number)
            if shown:
                found[i] = shown
    return found


LISTS = frozenset(("ol", "ul"))


def _shown(page: Page, item: Element, owner: Element, number: int) -> str:
    if owner.name == "ul":
        return "" if _holds_blocks(page, item) else BULLET
    printed = _printed(owner.attributes.get("type", "1"), number)
    if not printed or opens_with(page, item, printed) or COMMENT_LIST.search(item.says("class")):
        return ""
    return f"[{printed}] " if is_notes(page, owner) else f"{printed}. "


def is_notes(page: Page, owner: Element) -> bool:
    """Whether a list says of itself, or what it stands in, that it holds notes."""
    if NOTES.search(owner.says("class", "id", "role")):
        return True
    parent = owner.parent
    return parent != NONE and bool(NOTES.search(page.elements[parent].says("class", "id", "role")))


def _is_bare(page: Page, index: int) -> bool:
    """Whether the items of a list are shown without numbers: menus, comments."""
    one = page.elements[index]
    if is_notes(page, one) and one.name == "ol":
        return False
    names = one.says("class", "id")
    above = [page.elements[i] for i in page.above(index)]
    return (
        page.is_linked(one)
        or bool(COMMENT_LIST.search(names) or UNNUMBERED.search(one.says("style")))
        or any(other.name in SITE for other in above)
        or any(COMMENT_LIST.search(other.says("class", "id")) for other in above[:1])
    )


def _holds_blocks(page: Page, item: Element) -> bool:
    """Whether an item begins with a block of its own: then it is no item of a list of words."""
    for token in page.tokens[item.first + 1 : min(item.end, item.first + 4)]:
        if token.kind == Kind.OPEN:
            return token.name in BLOCKS
    return False


def _start(owner: Element) -> int:
    start = owner.attributes.get("start", "").strip()
    return int(start) - 1 if start.isdecimal() and len(start) <= 4 else 0


def _number(item: Element, before: int) -> int:
    value = item.attributes.get("value", "").strip()
    return int(value) if value.isdecimal() and len(value) <= 4 else before + 1


def _printed(style: str, number: int) -> str:
    if not 0 < number <= MOST:
        return ""
    if style in ("a", "A") and number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and number < 40:
        roman = _roman(number)
        return roman if style == "i" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    figures = ""
    for value, figure in ROMAN:
        figures += figure * (number // value)
        number %= value
    return figures
