"""XML, written so that no text can act in it: elements made of plain words, then bytes.

Words enter as text nodes and attribute values of the standard library's ElementTree and in no
other way; it alone writes the signs of markup. What comes in is names and words; what goes out
is elements, and at the end the bytes of a file, the same for the same input.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

TEI = "http://www.tei-c.org/ns/1.0"
BLANKS = re.compile("[ \t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029]+")
# all but the characters of XML 1.0, section 2.2
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACED = "\ufffd"
NOT_IN_NAME = re.compile(r"[^\w.\-]")  # of a name without colon; \w is narrower than XML's letters
NOT_FIRST = re.compile(r"[\d.\-]")

Element = ET.Element
# what stands among words; all else stands on lines of its own among its like
AMONG_WORDS = frozenset(
    ("anchor", "choice", "code", "corr", "foreign", "forename", "gap", "genName", "hi", "ptr")
).union(("pb", "ref", "seg", "sic", "supplied", "surname"))


def element(name: str, *inside: Element | str, **attributes: str) -> Element:
    """An element; `xml_id` and `xml_lang` are `xml:id` and `xml:lang`, empty values are left out.

    >>> ET.tostring(element("ref", "a < b", target="#p1", n="")).decode()
    '<ref target="#p1">a &lt; b</ref>'
    """
    made = Element(name)
    for key, value in attributes.items():
        if value:
            made.set(key.rstrip("_").replace("xml_", "xml:"), legal(value))
    for piece in inside:
        append(made, piece)
    return made


def append(holder: Element, piece: Element | str) -> None:
    """Put an element or words at the end of *holder*."""
    if not isinstance(piece, str):
        holder.append(piece)
    elif len(holder):
        holder[-1].tail = (holder[-1].tail or "") + legal(piece)
    else:
        holder.text = (holder.text or "") + legal(piece)


def legal(words: str) -> str:
    """The words, with U+FFFD for what no XML 1.0 document can hold.

    >>> legal("bell \\x07") == "bell \\ufffd"
    True
    """
    return ILLEGAL.sub(REPLACED, words)


def one_line(words: str) -> str:
    """The words with every run of blanks and line ends as one blank."""
    return BLANKS.sub(" ", words)


def name_of(id_: str) -> str:
    """*id_* as a name that XML allows for an id.

    >>> name_of("c1.2"), name_of("12 a")
    ('c1.2', '_12_a')
    """
    name = NOT_IN_NAME.sub("_", id_)
    return f"_{name}" if not name or NOT_FIRST.match(name) else name


def written(root: Element) -> bytes:
    """The bytes of a TEI file: UTF-8, blocks on lines of their own, words untouched."""
    root.set("xmlns", TEI)
    _lay_out(root, 0)
    root.tail = "\n"
    raw: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return raw.replace(b"<?xml version='1.0' encoding='utf-8'?>", DECLARATION, 1)


DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


def _lay_out(holder: Element, depth: int) -> None:
    """Line ends between blocks that stand among nothing but blocks."""
    children = list(holder)
    alone = not (holder.text or "").strip() and all(
        child.tag not in AMONG_WORDS and not (child.tail or "").strip() for child in children
    )
    if children and alone:
        holder.text = "\n" + " " * (depth + 1)
        for child in children:
            child.tail = "\n" + " " * (depth + 1)
        children[-1].tail = "\n" + " " * depth
    for child in children:
        _lay_out(child, depth + 1)
