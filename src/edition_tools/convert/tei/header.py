"""What a document's `teiHeader` says of the text: title, author, date, people, rights.

Comes in: a source that `tokens` has read, so that it is known to hold no entities. Goes out: a
`Manifest` without slug and file. What the header does not say stays empty; what may be published
is a person's decision, and until then for private study only, unless our own file says more.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from edition_tools.convert.tei import tokens
from edition_tools.convert.tei.tokens import Kind
from edition_tools.manifest import Manifest, Person, Rights
from edition_tools.text import Source
from edition_tools.vocabulary import Voice

LANG = "xml:lang"
ORCID = "https://orcid.org/"
PUBLISH = ("yes", "local", "no")
SOURCES = (Voice.TEXT, Voice.AUTHOR_NOTES, Voice.COMMENTARY)
LONGEST = 500  # characters of a statement of rights


def read(source: Source) -> Manifest:
    """The manifest that the header of *source* gives."""
    root = tree(source)
    head = root.find("teiHeader")
    if head is None:
        return Manifest(slug="", title="", rights=tuple(_unsaid("")))
    title = head.find("fileDesc/titleStmt/title")
    dated = head.find("fileDesc/sourceDesc//date")
    witness = head.find("fileDesc/sourceDesc//witness")
    date = "" if dated is None else dated.get("when") or _words(dated)
    if dated is not None and dated.get("from") and dated.get("to"):
        date = f"{dated.get('from')}/{dated.get('to')}"
    return Manifest(
        slug="",
        title=_words(title),
        author=" and ".join(_words(it) for it in head.findall("fileDesc/titleStmt/author")),
        date=date,
        siglum=(witness.get("n") if witness is not None else "") or "S",
        language=_language(root, head),
        publisher=_words(head.find("fileDesc/publicationStmt/publisher")),
        contact=_words(head.find("fileDesc/publicationStmt/address/addrLine")),
        doi=_words(head.find("fileDesc/publicationStmt/idno[@type='DOI']")),
        people=tuple(_people(head)),
        rights=tuple(_rights(head)),
    )


def tree(source: Source) -> ET.Element:
    """The document as a tree with bare names, of the very tokens that its text is read from."""
    builder = ET.TreeBuilder()
    for token in tokens.read(source.name, source.text):
        match token.kind:
            case Kind.OPEN:
                builder.start(token.name, dict(token.attributes or {}))
            case Kind.CLOSE:
                builder.end(token.name)
            case Kind.WORDS:
                builder.data(token.words)
    return builder.close()


def _words(node: ET.Element | None) -> str:
    return "" if node is None else " ".join("".join(node.itertext()).split())


def _language(root: ET.Element, head: ET.Element) -> str:
    named = head.find("profileDesc/langUsage/language")
    texts = (it.get(LANG) for it in root.iter("text"))
    said = ("" if named is None else named.get("ident"), next(filter(None, texts), ""))
    found = next(filter(None, (*said, root.get(LANG))), "")
    return found or "en"


def _people(head: ET.Element) -> Iterator[Person]:
    taken: set[str] = set()
    for statement in head.findall("fileDesc/titleStmt/respStmt"):
        role = _words(statement.find("resp"))
        for name in (*statement.findall("persName"), *statement.findall("name")):
            words = _words(name)
            capitals = "".join(it[0] for it in words.split() if it[0].isupper())
            initials = name.get("n", "").strip() or capitals
            if name.get("type") == "software" or not words or not initials or initials in taken:
                continue
            taken.add(initials)
            orcid = name.get("ref", "")
            yield Person(initials, words, role, orcid.removeprefix(ORCID) if ORCID in orcid else "")


def _rights(head: ET.Element) -> Iterator[Rights]:
    said = head.find("fileDesc/publicationStmt/availability")
    if said is None:
        yield from _unsaid("")
        return
    own = {it.get("n"): it for it in said.findall("p") if it.get("n") in set(Voice)}
    if not own:
        yield from _unsaid(_words(said)[:LONGEST])
    for voice in Voice:
        node = own.get(voice)
        if node is None:
            continue
        publish = node.find("seg[@type='publish']")
        allowed = "yes" if publish is None else publish.get("n", "")
        yield Rights(
            voice,
            _words(node.find("name[@type='holder']")),
            _words(node.find("seg[@type='statement']")),
            allowed if allowed in PUBLISH else "local",
        )


def _unsaid(statement: str) -> Iterator[Rights]:
    return (Rights(voice, "", statement, "local") for voice in SOURCES)
