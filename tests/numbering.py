"""Texts with notes in many customs of numbering, and the ways in which one number is damaged.

A made text is a body and its notes in one string; it knows where each marker and each note's
words stand, so that a test can damage one number and still say which link is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from edition_tools.convert import notes
from edition_tools.model import Block, Blocks, Finding, Mark, Notes, Zone, Zones
from edition_tools.text import Run, Source, Span, View
from edition_tools.vocabulary import BlockKind, ZoneKind

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NEAR = 250  # characters: a finding so near to the damage is at the right place

Edit = tuple[int, int, str]  # from, to, what stands there instead


@dataclass(frozen=True)
class Custom:
    """How a text writes its markers (with the full stop) and heads its notes."""

    name: str
    marker: Callable[[str], str]
    head: Callable[[str], str]
    between: str = "\n"


CUSTOMS = (
    Custom("glued after the stop", ".{}".format, "{} ".format),
    Custom("glued after the stop, notes run on", ".{}".format, "{} ".format, " "),
    Custom("in brackets", ".[{}]".format, "[{}] ".format),
    Custom("in brackets, before the stop", "[{}].".format, "[{}] ".format),
    Custom("in round brackets", ".({})".format, "({}) ".format),
    Custom("with a caret", ".^{}".format, "{}. ".format),
    Custom("raised", lambda n: f".{n.translate(RAISED)}", lambda n: f"{n.translate(RAISED)} "),
    Custom("raised, before the stop", lambda n: f"{n.translate(RAISED)}.", "{}. ".format),
    Custom("glued before the stop", "{}.".format, "{}. ".format),
    Custom("after a no-break blank, before the stop", "\u00a0{}.".format, "{}. ".format),
    Custom("glued, notes headed by a bracket", ".{}".format, "{}) ".format),
)

SENTENCES = {
    "English": (
        "The harbour master kept his ledger with care",
        "On 12 March 1843 the council met again",
        "A second copy came to light in the attic",
        "“Nobody has believed it,” wrote the mayor",
    ),
    "French": (
        "Le registre du port est tenu avec soin",
        "Le conseil s’est réuni de nouveau le 12 mars 1843 à la mairie",
        "Une seconde copie fut trouvée au grenier",
        "« Personne ne l’a cru », écrivit le maire",
    ),
    "German": (
        "Der Hafenmeister führte sein Buch mit Sorgfalt",
        "Am 12. März 1843 trat der Rat wieder zusammen",
        "Eine zweite Abschrift fand sich auf dem Boden",
        "„Niemand hat es geglaubt“, schrieb der Schultheiß",
    ),
    "Latin": (
        "Magister portus librum suum diligenter servavit",
        "Anno 1843 consilium iterum convenit in curia",
        "Exemplar alterum in tabulario repertum est",
        "Nemo credidit, ut praefectus ipse scripsit",
    ),
    "Russian": (
        "Смотритель порта вёл свою книгу прилежно",
        "В марте 1843 года совет собрался снова",
        "Вторая копия нашлась на чердаке",
        "«Никто этому не поверил», писал городской голова",
    ),
    "Greek": (
        "Ο λιμενάρχης κρατούσε το βιβλίο του με φροντίδα",
        "Τον Μάρτιο του 1843 το συμβούλιο συνήλθε πάλι",
        "Ένα δεύτερο αντίγραφο βρέθηκε στη σοφίτα",
        "«Κανείς δεν το πίστεψε», έγραψε ο δήμαρχος",
    ),
}
WORDS = {
    "English": ("See Brown, Ledgers, p. 17.", "Ibid., pp. 22–34.", "Town archive, box 3."),
    "French": ("Voir Brun, Registres, p. 17.", "Ibid., p. 22–34.", "Archives, carton 3."),
    "German": ("Vgl. Braun, Bücher, S. 17.", "Ebd., S. 22–34.", "Stadtarchiv, Fach 3."),
    "Latin": ("Vide Brunum, De libris, p. 17.", "Ibidem, p. 22.", "Cod. Vat. lat. 3."),
    "Russian": ("См. Браун, Книги, с. 17.", "Там же, с. 22–34.", "Архив, ящик 3."),
    "Greek": ("Βλ. Μπράουν, Βιβλία, σ. 17.", "Στο ίδιο, σ. 22–34.", "Αρχείο, κουτί 3."),
}
COUNT = 12


@dataclass(frozen=True)
class Numbered:
    """A text and the places of what is numbered in it, in the order of the numbers."""

    text: str
    zones: tuple[Zone, ...]
    markers: tuple[Span | None, ...]  # digits alone, None where a text lacks the marker
    heads: tuple[Span, ...]  # digits alone
    words: tuple[Span, ...]


def numbered(custom: Custom, language: str) -> Numbered:
    """A text of twelve sentences and notes in one language and custom."""
    text, markers, heads, words = "", [], [], []
    for n in range(1, COUNT + 1):
        text += SENTENCES[language][(n - 1) % 4]
        markers.append(_digits(len(text), custom.marker(str(n)), str(n)))
        text += custom.marker(str(n)) + " "
    body = Span(0, len(text) + 2)
    text = text.rstrip() + "\n\n\n"
    for n in range(1, COUNT + 1):
        heads.append(_digits(len(text), custom.head(str(n)), str(n)))
        text += custom.head(str(n))
        words.append(Span(len(text), len(text) + len(WORDS[language][(n - 1) % 3])))
        text += WORDS[language][(n - 1) % 3] + custom.between
    zones = (Zone(ZoneKind.BODY, body), Zone(ZoneKind.ENDNOTES, Span(body.end, len(text))))
    return Numbered(text, zones, tuple(markers), tuple(heads), tuple(words))


def _digits(at: int, written: str, number: str) -> Span:
    inside = max(written.find(number), written.find(number.translate(RAISED)))
    return Span(at + inside, at + inside + len(number))


# ------------------------------------------------------------------ damage
KINDS = ("dropped", "doubled", "swapped", "misprinted")


def damages(
    made: Numbered, places: Sequence[Span | None], kind: str
) -> Iterator[tuple[int, list[Edit]]]:
    """For each number in turn: its index, and the edits that damage it."""
    for i in range(len(places) - 1):
        here, after = places[i], places[i + 1]
        if here is None or after is None:
            continue
        one, other = here.of(made.text), after.of(made.text)
        if not other.isdigit():
            continue
        if kind == "dropped":
            yield i, [(*_with_brackets(made.text, here), "")]
        elif kind == "doubled":
            yield i, [(after.start, after.end, one)]
        elif kind == "swapped":
            yield i, [(here.start, here.end, other), (after.start, after.end, one)]
        elif (wrong := _misprint(one)) != one:
            yield i, [(here.start, here.end, wrong)]


def _with_brackets(text: str, digits: Span) -> tuple[int, int]:
    start, end = digits.start, digits.end
    if text[start - 1] in "[(^":
        start -= 1
    if text[end] in "])":
        end += 1
    return start, end


def _misprint(number: str) -> str:
    """Another last digit, and no neighbour of the number: 7 for 3, 3 for 7."""
    plain = number.translate({ord(up): str(i) for i, up in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})
    wrong = plain[:-1] + str((int(plain[-1]) + 4) % 9 + 1)
    return wrong if plain == number else wrong.translate(RAISED)


# ------------------------------------------------------------------ the outcome
@dataclass(frozen=True)
class Outcome:
    """What was found in a damaged text, and where the undamaged places are in it now."""

    found: Notes
    moved: Callable[[int], int]
    wrong: tuple[str, ...]
    linked: int


def outcome(made: Numbered, edits: Sequence[Edit], blocks: Sequence[Block] = ()) -> Outcome:
    """The notes of *made* after *edits*, and which links are wrong."""
    text, moved = made.text, _moves(edits)
    for start, end, instead in sorted(edits, reverse=True):
        text = text[:start] + instead + text[end:]
    zones = tuple(Zone(zone.kind, _span(zone.span, moved)) for zone in made.zones)
    body = tuple(Block(b.kind, _span(b.span, moved), level=b.level) for b in blocks)
    if not body:
        body = tuple(Block(BlockKind.PARAGRAPH, zone.span) for zone in zones[:1])
    span = Span(0, len(text))
    view = View(Source("made", text.encode(), "utf-8", text), text, (Run(span, span),))
    found = notes.align(view, Zones(zones), Blocks(body))
    right = {
        moved(marker.start): moved(words.start)
        for marker, words in zip(made.markers, made.words, strict=True)
        if marker
    }
    links = [(note, mark) for note in found.notes for mark in note.marks]
    wrong = tuple(
        f"{mark.printed} at {mark.span.start} → note {note.label} ({mark.confidence:.3f})"
        for note, mark in links
        if note.span is None or abs(right.get(_core(text, mark), -9) - note.span.start) > 2
    )
    return Outcome(found, moved, wrong, len(links))


def _core(text: str, mark: Mark) -> int:
    return mark.span.start + (text[mark.span.start] in "[(^")


def _span(span: Span, moved: Callable[[int], int]) -> Span:
    return Span(moved(span.start), moved(span.end))


def _moves(edits: Sequence[Edit]) -> Callable[[int], int]:
    def moved(at: int) -> int:
        return at + sum(len(new) - (end - start) for start, end, new in edits if at >= end)

    return moved


def told_nearby(made: Numbered, result: Outcome, i: int) -> bool:
    """Whether a finding stands at the damage, or is about one of the two notes concerned."""
    hot = [place for j in (i, i + 1) for place in (made.markers[j], made.heads[j]) if place]
    where = [result.moved(place.start) for place in hot]
    labels = {str(i + 1), str(i + 2)}
    return any(finding.note in labels for finding in result.found.findings) or any(
        abs(at - place) <= NEAR
        for finding in result.found.findings
        for at in _places(finding)
        for place in where
    )


def _places(finding: Finding) -> list[int]:
    spans = (finding.span, *finding.candidates)
    return [at for span in spans for at in (span.start, span.end)]
