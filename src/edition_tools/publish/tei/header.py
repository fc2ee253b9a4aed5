"""The `teiHeader`: what the edition is, whose, from which witness, made how, and what is allowed.

Comes in: the statement that the machine wrote, and the `xml:id` of each person. Goes out: one
element. Nothing is said that the data do not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edition_tools import __version__
from edition_tools.model import Version
from edition_tools.publish.dates import in_words
from edition_tools.publish.statement import DRAFT, Statement
from edition_tools.publish.tei.pieces import category
from edition_tools.publish.tei.principles import CLASSES, DECLARATIONS, PROJECT
from edition_tools.publish.tei.works import date
from edition_tools.publish.tei.xml import Element, append, element
from edition_tools.publish.title import VOICES
from edition_tools.publish.verification import at_a_glance

MACHINE = "edition-tools"
NOT_FREE = {"local": "For private study only.", "no": "Not to be published."}
UNPUBLISHED = "No publisher is named."


def header(
    statement: Statement,
    title: str,
    people: Mapping[str, str],
    ids: Mapping[str, str],
    versions: Sequence[Version],
) -> Element:
    """The header. *ids*: the `xml:id` of `machine` and `witness`; *people*: those of initials;
    *versions*: those that were frozen, the last first."""
    described = element(
        "fileDesc",
        _title(statement, title, people, ids),
        _edition(statement),
        _publication(statement),
        _source(statement, title, ids),
    )
    return element(
        "teiHeader",
        described,
        _encoding(statement),
        _profile(statement),
        _revisions(statement, versions),
    )


# ------------------------------------------------------------------ what it is
def _title(
    statement: Statement, title: str, people: Mapping[str, str], ids: Mapping[str, str]
) -> Element:
    made = element("titleStmt", element("title", title))
    if statement.author:
        made.append(element("author", statement.author))
    for person in statement.people:
        name = element("persName", person.name or person.initials, n=person.initials)
        name.set("xml:id", people[person.initials])
        if person.orcid:
            name.set("ref", f"https://orcid.org/{person.orcid}")
        made.append(element("respStmt", element("resp", person.role or "editor"), name))
    made.append(
        element(
            "respStmt",
            element("resp", "recovery of structure, and encoding, by a program"),
            element("name", MACHINE, type="software", xml_id=ids["machine"]),
        )
    )
    return made


def _edition(statement: Statement) -> Element:
    version = statement.version
    return element("editionStmt", element("edition", statement.state.capitalize(), n=version))


def _publication(statement: Statement) -> Element:
    raw = statement.raw
    publisher = str(raw.get("publisher") or "")
    made = element("publicationStmt")
    made.append(element("publisher", publisher) if publisher else element("authority", UNPUBLISHED))
    if contact := str(raw.get("contact") or ""):
        made.append(element("address", element("addrLine", contact)))
    if doi := str(raw.get("doi") or ""):
        made.append(element("idno", doi, type="DOI"))
    made.append(element("idno", statement.slug, type="slug") if statement.slug else element("date"))
    made.append(_availability(statement))
    return made


def _availability(statement: Statement) -> Element:
    free = all(right.publish == "yes" for right in statement.rights)
    made = element("availability", status="free" if free and statement.rights else "restricted")
    for voice, name in VOICES.items():
        right = statement.right(voice)
        said = element("p", f"{name}: ", n=str(voice))
        if right.holder:
            said.append(element("name", right.holder, type="holder"))
            append(said, ". ")
        if right.statement:
            said.append(element("seg", right.statement, type="statement"))
            append(said, ". ")
        if right.publish in NOT_FREE:
            words = NOT_FREE[right.publish]
            said.append(element("seg", words, type="publish", n=right.publish))
        made.append(said)
    return made


def _source(statement: Statement, title: str, ids: Mapping[str, str]) -> Element:
    raw = statement.raw
    bibl = element("bibl", element("title", title))
    if statement.author:
        bibl.append(element("author", statement.author))
    if statement.date:
        dated = date(statement.date)
        dated.text = in_words(statement.date)
        bibl.append(dated)
    said = [
        f"Received: {raw['received']}." if raw.get("received") else "",
        f"From: {raw['received_from']}." if raw.get("received_from") else "",
    ]
    witness = element("witness", n=statement.siglum, xml_id=ids["witness"])
    _say(witness, str(raw.get("source_name") or "The text as received"))
    for words in filter(None, said):
        _say(witness, f" {words}")
    if address := str(raw.get("archived_url") or ""):
        witness.append(element("idno", address, type="URI"))
    if digest := str(raw.get("sha256") or ""):
        witness.append(element("idno", digest, type="SHA-256"))
    return element("sourceDesc", bibl, element("listWit", witness))


def _say(holder: Element, words: str) -> None:
    holder.text = (holder.text or "") + words


# ------------------------------------------------------------------ how it was made
def _encoding(statement: Statement) -> Element:
    editorial = element("editorialDecl")
    for name, words in DECLARATIONS.items():
        editorial.append(element(name, element("p", words)))
    if statement.raw:
        editorial.append(element("correction", element("p", at_a_glance(statement))))
    taxonomies = element("classDecl")
    for kind, (title, classes) in CLASSES.items():
        taxonomy = element("taxonomy", element("desc", title), xml_id=category("taxonomy", kind))
        for name, words in classes.items():
            described = element("catDesc", words)
            taxonomy.append(element("category", described, xml_id=category(kind, name)))
        taxonomies.append(taxonomy)
    version = __version__.partition("+")[0]
    application = element("application", element("label", MACHINE), ident=MACHINE, version=version)
    return element(
        "encodingDesc",
        element("projectDesc", element("p", PROJECT)),
        editorial,
        taxonomies,
        element("appInfo", application),
    )


def _profile(statement: Statement) -> Element:
    language = statement.language or "en"
    used = element("language", "The text", ident=language)
    return element("profileDesc", element("langUsage", used))


def _revisions(statement: Statement, versions: Sequence[Version]) -> Element:
    """Frozen versions, the last first; a draft says that it is none."""
    made = element("revisionDesc")
    if statement.version == DRAFT:
        count = statement.open_findings
        open_ = f"; {count} findings are open" if count else ""
        made.append(element("change", f"Draft: not a frozen version{open_}.", status=DRAFT))
    for version in versions:
        said = f"Version {version.number}, frozen on {in_words(version.date)}."
        made.append(
            element("change", said, n=version.number, when=version.date, status="published")
        )
    if not len(made):
        made.append(element("change", f"{statement.state.capitalize()}.", n=statement.version))
    return made
