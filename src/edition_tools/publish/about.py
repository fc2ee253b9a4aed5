"""`{about-this-text}`: what is known of a text's making, printed from the edition's record.

Witness and checksum, who compared what, rights by voice, how sure the recovery is, what is
open still, what the editors ruled and why, what was left out. Nothing is written here by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from edition_tools.publish import cite, history, overview
from edition_tools.publish.dates import in_words
from edition_tools.publish.facts import line_shown, pairs, sentence, table
from edition_tools.publish.nodes import edition_list
from edition_tools.publish.pages import edition_of, statement_file
from edition_tools.publish.passages import link_to
from edition_tools.publish.statement import Statement, read
from edition_tools.publish.verification import (
    BY_NOBODY,
    at_a_glance,
    certainty_rows,
    compared,
    samples,
)
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
STUDY = "for private study only; some of its words may not be passed on"
INTERVAL = (
    "The interval is exact (Clopper and Pearson) and supposes that errors fall singly; where they "
    "come in clusters the truth may lie further off. Errors are counted in the source, those too "
    "that the edition mends."
)
PLACES = (
    "A place is cited by its number, which stays with its words: ¶ 14 is the passage that bears "
    "14 in the margin, and its address ends in #p14. Notes and comments are cited by their ids, "
    "with their voice: author’s note 27 (#n27), editors’ note e4 (#e4), apparatus a7 (#a7), "
    "reader’s comment 2 (#c2), blog frame f1 (#f1).",
    "On a page with passages, a click on a number opens its citation, as do selected words and the "
    "button “Cite”. Whatever is quoted should be cited with its voice, and with the caveat, which "
    "says what the text is worth.",
)
COUNTS = (
    ("characters", "Characters of the source"),
    ("paragraphs", "Paragraphs"),
    ("notes", "Notes of the author"),
    ("notes_without_marker", "Notes without a marker"),
    ("markers_unanswered", "Markers without a note"),
    ("comments", "Readers’ comments"),
    ("works", "Works cited"),
    ("references", "References to them"),
    ("references_resolved", "References resolved to a work"),
)
DEGREES = (
    "Certain: the source shows it, or the machine is at least 95 % sure. Proposed: the machine’s "
    "best reading, which nobody has confirmed. Ruled: an editor decided; the reasons stand below. "
    "Open: a marker without a note, or a note without a marker."
)
DECISIONS = {
    "place": "marker placed",
    "break": "new paragraph",
    "no-break": "no new paragraph",
    "quotation": "set off as a quotation",
    "no-quotation": "not set off as a quotation",
    "withhold": "comment withheld",
    "accept": "left as it is",
}


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
            ("glance", "At a glance", self._glance(statement)),
            ("kind", "What kind of edition this is", self._later(statement, overview.KIND)),
            ("witness", "The witness", self._witness(statement)),
            ("verification", "Verification", self._verification(statement)),
            ("recovered", "How sure we are", self._certainty(statement)),
            ("people", "Who made this edition", self._people(statement)),
            ("rights", "Rights, voice by voice", self._rights(statement)),
            ("findings", "What is open", self._findings(statement)),
            ("rulings", "What the editors ruled", self._rulings(statement)),
            ("changes", "What the edition changes", self._later(statement, overview.EMENDATIONS)),
            ("left-out", "What was left out", self._left_out(statement)),
            ("versions", "Versions", self._later(statement, history.LIST)),
            ("cite", "How to cite", self._cite(statement)),
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
        facts = {**statement.raw, "date": in_words(str(statement.raw.get("date") or ""))}
        rows = [(name, facts.get(key)) for key, name in WITNESS]
        name, digest = statement.raw.get("source_name"), statement.raw.get("sha256")
        out: list[tuple[str, list[nodes.Node]]]
        out = [(key, [nodes.Text(str(value))]) for key, value in rows if value]
        if digest:
            code = nodes.literal("", str(digest))
            out.append(("Checksum (SHA-256)", [nodes.Text(f"{name}: "), code]))
        return [pairs(out)]

    def _glance(self, statement: Statement) -> list[nodes.Node]:
        many = statement.open_findings
        doubts = f"{many} {'doubt' if many == 1 else 'doubts'} not yet answered" if many else "none"
        rows = [
            ("Verified", at_a_glance(statement)),
            ("Open", doubts),
            ("Ruled", f"{len(statement.raw.get('rulings') or ())} decisions of the editors"),
            ("Use", STUDY if statement.is_for_study_only else ""),
            ("Version", statement.state),
        ]
        return [pairs((name, [nodes.Text(words)]) for name, words in rows if words)]

    def _verification(self, statement: Statement) -> list[nodes.Node]:
        whole, found = compared(statement), samples(statement)
        out: list[nodes.Node] = [nodes.paragraph("", whole)] if whole else []
        for sample in found:
            out.append(nodes.rubric("", sample.title))
            out.append(pairs((name, [nodes.Text(words)]) for name, words in sample.rows))
        if found:
            out.append(nodes.paragraph("", INTERVAL, classes=["about-how"]))
        return out or [nodes.paragraph("", BY_NOBODY)]

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
            parts = (part.rstrip(".") for part in (right.holder, right.statement, shown))
            said = ". ".join(part[0].upper() + part[1:] for part in parts if part)
            rows.append((name, [nodes.Text(f"{said}.")]))
        return [pairs(rows)]

    def _certainty(self, statement: Statement) -> list[nodes.Node]:
        rows = certainty_rows(statement)
        counts: Mapping[str, int] = statement.raw.get("counts") or {}
        many = [(name, [nodes.Text(f"{counts[key]:,}")]) for key, name in COUNTS if counts.get(key)]
        out: list[nodes.Node] = []
        if rows:
            head = ["Found", "All", "Certain", "Proposed", "Ruled", "Open"]
            out.append(table(head, rows, classes=["counts", "certainty"]))
            out.append(nodes.paragraph("", DEGREES, classes=["about-how"]))
        return [*out, pairs(many)] if many else out

    def _rulings(self, statement: Statement) -> list[nodes.Node]:
        out = nodes.bullet_list(classes=["rulings"])
        for ruling in statement.raw.get("rulings") or ():
            out += nodes.list_item("", *self._ruling(ruling))
        return [out] if out.children else []

    def _ruling(self, ruling: Mapping[str, Any]) -> list[nodes.Node]:
        decision = str(ruling["decision"])
        about = f"note {ruling['note']}: " if ruling.get("note") else ""
        said = sentence(about + DECISIONS.get(decision, f"read as {decision}"))
        first = nodes.paragraph("", "", nodes.strong("", said))
        if ruling.get("words") and self.quotes:
            first += nodes.Text(f" At “{ruling['words']}”.")
        reason = sentence(str(ruling.get("reason", "")))
        first += nodes.Text(f" {reason} ({ruling.get('by', '')})")
        return [first, self._whence(ruling)]

    def _findings(self, statement: Statement) -> list[nodes.Node]:
        findings = statement.raw.get("findings") or ()
        if not findings:
            return [nodes.paragraph("", "Nothing: every finding has been answered.")]
        out = nodes.bullet_list(classes=["findings"])
        for finding in findings:
            out += nodes.list_item("", *self._finding(finding))
        return [out]

    def _finding(self, finding: Mapping[str, Any]) -> list[nodes.Node]:
        if not self.quotes:
            return [self._whence(finding)]
        said = nodes.strong("", sentence(str(finding["message"])))
        out: list[nodes.Node] = [nodes.paragraph("", "", said)]
        out += line_shown(str(finding.get("line", "")), str(finding.get("caret", "")))
        if finding.get("guess"):
            sure = f"{float(finding.get('confidence') or 0):.0%}".replace("%", " %")
            guess = f"The machine would guess: {finding['guess']} ({sure} sure)."
            out.append(nodes.paragraph("", guess, classes=["guess"]))
            out += [
                nodes.paragraph("", f"Perhaps: {place}", classes=["source-line-shown"])
                for place in finding.get("candidates") or ()
            ]
        return [*out, self._whence(finding)]

    def _whence(self, record: Mapping[str, Any]) -> nodes.paragraph:
        """Where it stands, in the edition and in the source, and its code."""
        out = nodes.paragraph("", "", classes=["whence"])
        if record.get("passage"):
            out += [self._link(str(record["passage"])), nodes.Text(" · ")]
        out += [nodes.Text(f"{record['place']} · "), nodes.literal("", record["code"])]
        return out

    def _left_out(self, statement: Statement) -> list[nodes.Node]:
        furniture: Sequence[Mapping[str, Any]] = statement.raw.get("furniture") or ()
        rows = [[str(part["place"]), f"{int(part.get('characters', 0)):,}"] for part in furniture]
        out: list[nodes.Node] = []
        if rows:
            many = sum(int(part.get("characters", 0)) for part in furniture)
            words = f"Furniture of the site, such as menus: {many:,} characters in all."
            out.append(nodes.paragraph("", words))
            out.append(table(["Place in the source", "Characters"], rows, classes=["counts"]))
        for part in statement.raw.get("withheld") or ():
            reason = sentence(str(part["reason"]))
            out.append(nodes.paragraph("", f"Comment {part['id']} is withheld. {reason}"))
        return out

    def _cite(self, statement: Statement) -> list[nodes.Node]:
        """The edition as a whole in every form, and how to name a place in it."""
        if not statement.title:
            return []
        base = str(self.config.html_baseurl or "").rstrip("/")
        home = self.env.current_document.docname.rpartition("/")[0]
        url = f"{base}/{home}/".replace("//", "/").replace(":/", "://") if base else ""
        out: list[nodes.Node] = []
        for form in cite.forms(statement):
            said = cite.say(form, cite.Cited(url=url))
            out.append(nodes.rubric("", form.name))
            plain = nodes.paragraph("", said, classes=["citation-of-edition"])
            block = nodes.literal_block(said, said, language="text")
            out.append(block if form.kind != "plain" or "\n" in said else plain)
        return [*out, *(nodes.paragraph("", words) for words in PLACES)]

    def _later(self, statement: Statement, name: str) -> list[nodes.Node]:
        """The mark of what is made when all pages have been read."""
        docname = self.env.current_document.docname
        if not statement.slug:
            return []
        history.depend(self.env, docname)
        return [edition_list(lists=name, edition=self.edition, refdoc=docname)]

    def _link(self, id_: str) -> nodes.Element:
        docname = self.env.current_document.docname
        return link_to(id_, docname, edition=self.edition, warn=False)


def setup_about(app: Sphinx) -> None:
    """The directive for the edition's record."""
    app.add_directive("about-this-text", AboutThisText)
