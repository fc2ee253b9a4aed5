"""XHTML as a tree: no word of a text is ever written as markup, because nothing is written as text.

A page is built element by element and serialised once. What no XML 1.0 document can hold (control
characters, lone surrogates) becomes U+FFFD.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = f"{{{OPS}}}type"
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2

Attributes = dict[str, str]

ET.register_namespace("epub", OPS)


def legal(text: str) -> str:
    """*text* with every character that XML cannot hold as U+FFFD.

    >>> legal("a\\x00b")
    'a\ufffdb'
    """
    return ILLEGAL.sub("\ufffd", text)


def element(
    tag: str, attributes: Attributes | None = None, *children: ET.Element | str
) -> ET.Element:
    """An XHTML element with its children, words or elements."""
    out = ET.Element(f"{{{XHTML}}}{tag}", {k: legal(v) for k, v in (attributes or {}).items()})
    for child in children:
        append(out, child)
    return out


def append(parent: ET.Element, child: ET.Element | str) -> None:
    """Put an element or words at the end of *parent*."""
    if isinstance(child, ET.Element):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legal(child)
    else:
        parent.text = (parent.text or "") + legal(child)


def page(language: str, title: str, part: str, *content: ET.Element, css: str) -> ET.Element:
    """A whole page; *part* is its `epub:type`: frontmatter, bodymatter, backmatter."""
    head = element(
        "head",
        None,
        element("title", None, title),
        element("link", {"rel": "stylesheet", "type": "text/css", "href": css}),
    )
    body = element("body", {EPUB_TYPE: part}, *content)
    return element("html", {"lang": language, XML_LANG: language}, head, body)


def written(root: ET.Element) -> bytes:
    """A document as it stands in the file."""
    ET.register_namespace("", root.tag[1:].partition("}")[0])
    words = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    doctype = "<!DOCTYPE html>\n" if root.tag == f"{{{XHTML}}}html" else ""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{doctype}{words}\n'.encode()
