"""`{about-this-text}`: what is known of a text's making, printed from the edition's record.

Witness and checksum, who compared what, rights by voice, what the machine recovered, what the
editors ruled and why, what is open still. Nothing is written here by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from edition_tools.publish.pages import edition_of, statement_file
from edition_tools.publish.statement import Statement, read
from edition_tools.vocabulary import Voice

WITNESS = (
    ("title", "Title"),
    ("author", "Author"),
    ("date", "Date"),
    ("siglum", "Siglum"),
    ("received", "Received"),
    ("received_from", "Received from"),
    ("archived_url", "Archived at"),
    ("publisher", "Publisher of the edition"),
    ("contact", "Contact"),
    ("doi", "DOI"),
    ("version", "Version"),
)
VOICES = {
    Voice.TEXT: "The author’s text",
    Voice.AUTHOR_NOTES: "The author’s notes",
    Voice.EDITORS_NOTES: "The editors’ notes",
    Voice.APPARATUS: "The apparatus",
    Voice.COMMENTARY: "The commentary",
}
PUBLISH = {
    "yes": "published",
    "local": "for private study only: not to be passed on",
    "no": "withheld from public builds",
}
COUNTS = (
    ("characters", "characters of source"),
    ("paragraphs", "paragraphs"),
    ("breaks_proposed", "paragraph breaks proposed by the machine"),
    ("breaks_ruled", "paragraph breaks decided by a ruling"),
    ("quotations", "displayed quotations"),
    ("notes", "notes of the author"),
    ("notes_without_marker", "of them without a marker"),
    ("markers_supplied", "markers placed by a ruling"),
    ("markers_unanswered", "markers without a note"),
    ("comments", "readers’ comments"),
    ("works", "works cited"),
    ("references", "references to them"),
    ("references_resolved", "of these, resolved to a work"),
    ("furniture_characters", "characters of site furniture left out"),
)


class AboutThisText(SphinxDirective):
    """`{about-this-text}`."""

    has_content = True  # an empty body is allowed

    def run(self) -> list[nodes.Node]:
        srcdir = Path(self.env.srcdir)
        self.edition = edition_of(srcdir, self.env.current_document.docname)
        path = statement_file(srcdir, self.edition)
        if path is None:
            return [nodes.paragraph("", "No record of this text has been made yet.")]
        self.env.note_dependency(str(path))
        statement = read(path)
        # words of a withheld voice may stand in the lines that findings and rulings quote
        private = bool(self.config.edition_private)
        self.quotes = all(statement.shows(voice, private=private) for voice in Voice)
        parts = (
            ("witness", "The witness", self._witness(statement)),
            ("verification", "Verification", self._verification(statement)),
            ("people", "Who made this edition", self._people(statement)),
            ("rights", "Rights, voice by voice", self._rights(statement)),
            ("recovered", "What the machine recovered", self._counts(statement)),
            ("rulings", "What the editors ruled", self._rulings(statement)),
            ("findings", "What is open", self._findings(statement)),
            ("left-out", "What was left out", self._left_out(statement)),
        )
        return [self._section(*part) for part in parts if part[2]]

    def _section(self, id_: str, title: str, content: list[nodes.Node]) -> nodes.section:
        section = nodes.section("", nodes.title("", title), classes=["about"])
        section["ids"] = [f"about-{id_}"]
        self.state.document.ids[f"about-{id_}"] = section
        self.set_source_info(section)
        section += content
        return section

    # -------------------------------------------------------------- the parts
    def _witness(self, statement: Statement) -> list[nodes.Node]:
        rows = [(name, statement.raw.get(key)) for key, name in WITNESS]
        name, digest = statement.raw.get("source_name"), statement.raw.get("sha256")
        out: list[tuple[str, list[nodes.Node]]]
        out = [(key, [nodes.Text(str(value))]) for key, value in rows if value]
        if digest:
            code = nodes.literal("", str(digest))
            out.append(("Checksum (SHA-256)", [nodes.Text(f"{name}: "), code]))
        return [pairs(out)]

    def _verification(self, statement: Statement) -> list[nodes.Node]:
        found: Mapping[str, Any] = statement.raw.get("verification") or {}
        if not found.get("compared_with"):
            return [nodes.paragraph("", "Nobody has compared this text with any other copy.")]
        words = f"Compared with {found['compared_with']}"
        words += f" by {found['by']}" if found.get("by") else ""
        second = found.get("second")
        words += f"; checked again by {second}." if second else "; nobody has checked it again."
        return [nodes.paragraph("", words)]

    def _people(self, statement: Statement) -> list[nodes.Node]:
        rows = []
        for person in statement.people:
            words: list[nodes.Node] = [nodes.Text(person.name)]
            if person.role:
                words.append(nodes.Text(f", {person.role}"))
            if person.orcid:
                address = f"https://orcid.org/{person.orcid.removeprefix('https://orcid.org/')}"
                words += [nodes.Text(", "), nodes.reference("", person.orcid, refuri=address)]
            rows.append((person.initials, words))
        return [pairs(rows)] if rows else []

    def _rights(self, statement: Statement) -> list[nodes.Node]:
        if not statement.rights:
            return []
        rows: list[tuple[str, list[nodes.Node]]] = []
        for voice, name in VOICES.items():
            right = statement.right(voice)
            shown = PUBLISH.get(right.publish, right.publish)
            said = "; ".join(part for part in (right.holder, right.statement, shown) if part)
            rows.append((name, [nodes.Text(said)]))
        return [pairs(rows)]

    def _counts(self, statement: Statement) -> list[nodes.Node]:
        counts: Mapping[str, int] = statement.raw.get("counts") or {}
        rows = [[name, f"{counts[key]:,}"] for key, name in COUNTS if counts.get(key)]
        return [table(["What", "Number"], rows, classes=["counts"])] if rows else []

    def _rulings(self, statement: Statement) -> list[nodes.Node]:
        out = nodes.bullet_list(classes=["rulings"])
        for ruling in statement.raw.get("rulings") or ():
            first = nodes.paragraph("", "", nodes.literal("", ruling["place"]), nodes.Text(" "))
            if ruling.get("passage"):
                first += [nodes.Text("("), self._link(ruling["passage"]), nodes.Text(") ")]
            about = f"note {ruling['note']}: " if ruling.get("note") else ""
            first += nodes.Text(f"{about}{ruling['decision']}")
            if ruling.get("words") and self.quotes:
                first += nodes.Text(f" at “{ruling['words']}”")
            first += nodes.Text(f". {ruling.get('reason', '')} ({ruling.get('by', '')})")
            first += [nodes.Text(" "), nodes.literal("", ruling["code"], classes=["code-name"])]
            out += nodes.list_item("", first)
        return [out] if out.children else []

    def _findings(self, statement: Statement) -> list[nodes.Node]:
        findings = statement.raw.get("findings") or ()
        if not findings:
            return [nodes.paragraph("", "Nothing: every finding has been answered.")]
        out = nodes.bullet_list(classes=["findings"])
        for finding in findings:
            out += nodes.list_item("", *self._finding(finding))
        return [out]

    def _finding(self, finding: Mapping[str, Any]) -> list[nodes.Node]:
        first = nodes.paragraph("", "", nodes.literal("", finding["place"]))
        if not self.quotes:
            first += [nodes.Text(" "), nodes.literal("", finding["code"])]
            return [first]
        guess = finding.get("guess")
        words = f" {_sentence(str(finding['message']))}"
        if guess:
            words += f" The machine’s guess: {guess} ({finding.get('confidence', 0):.0%})."
        first += [nodes.Text(words + " "), nodes.literal("", finding["code"])]
        shown = _line_shown(str(finding.get("line", "")), str(finding.get("caret", "")))
        return [first, *shown]

    def _left_out(self, statement: Statement) -> list[nodes.Node]:
        words: list[str] = []
        furniture: Sequence[Mapping[str, Any]] = statement.raw.get("furniture") or ()
        if furniture:
            many = sum(int(part.get("characters", 0)) for part in furniture)
            places = ", ".join(str(part["place"]) for part in furniture)
            words.append(f"Furniture of the site, {many:,} characters in all, at {places}.")
        for part in statement.raw.get("withheld") or ():
            words.append(f"Comment {part['id']} is withheld: {part['reason'].rstrip('.')}.")
        return [nodes.paragraph("", text) for text in words]

    def _link(self, id_: str) -> nodes.Element:
        return addnodes.pending_xref(
            "",
            nodes.inline("", id_, classes=["passage-link"]),
            refdomain="edition",
            reftype="passage",
            reftarget=id_,
            refexplicit=False,
            refwarn=False,
            refdoc=self.env.current_document.docname,
            edition=self.edition,
        )


def _sentence(words: str) -> str:
    stop = "" if words.endswith((".", "?", "!")) else "."
    return words[:1].upper() + words[1:] + stop


def _line_shown(line: str, caret: str) -> list[nodes.Node]:
    """The line of the source, the place marked that the carets point at."""
    if not line.strip():
        return []
    start = len(caret) - len(caret.lstrip(" "))
    end = start + caret.count("^")
    here = nodes.inline("", line[start:end], classes=["here"])
    words = [nodes.Text(line[:start]), here, nodes.Text(line[end:])]
    return [nodes.paragraph("", "", *words, classes=["source-line-shown"])]


# ------------------------------------------------------------------ plain tables
def pairs(rows: Iterable[tuple[str, Sequence[nodes.Node]]]) -> nodes.field_list:
    """Names and values, one under the other."""
    out = nodes.field_list(classes=["edition-facts"])
    for name, words in rows:
        body = nodes.field_body("", nodes.paragraph("", "", *words))
        out += nodes.field("", nodes.field_name("", name), body)
    return out


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], classes: Sequence[str] = ()
) -> nodes.table:
    """A table of plain words."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["edition-table", *classes])


def _row(cells: Sequence[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))


def setup_about(app: Sphinx) -> None:
    """The directive for the edition's record."""
    app.add_directive("about-this-text", AboutThisText)
