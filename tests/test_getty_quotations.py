"""The edition of an article in copyright quotes it little, and always to the letter.

The text is not in this repository; these tests read it from ../shared/seed and are skipped
without it. Places are given by offset, so that none of its words need stand here.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "getty-1986.txt"
SHELF = ROOT / "source_texts" / "getty-1986"
PAGES = ROOT / "docs" / "editions" / "getty-1986"

LONGEST_QUOTATION = 12  # words
LARGEST_SHARE = 0.03  # of the article's words, all quotations together

# Where the pages of the edition stand in the file, in code points.
ARTICLE = (1002, 42048)  # title, byline, source line, body, notes
STAR_NOTE = (31421, 31553)
NOTES_FROM = 31555
COMMENTARY = ((0, 1000), (42156, 42806))  # the poster; the readers

WORD = re.compile(r"\w+")  # Trotsky’s: two
DIRECTIVE = re.compile(r"^:::+\{(editorial-note|emendation)\} (.+)$", re.M)  # …} “these words”
OPTION = re.compile(r"^:(in|id|after): *(.+)$")  # :in: n4
ARROW = "” → “"
ALIKE = str.maketrans("‘’‚‛“”„‟\n", "''''\"\"\"\" ")  # one for one, so that offsets stay


@dataclass(frozen=True)
class Quotation:
    """Words that an editor quotes, and where they claim to stand."""

    words: str
    page: str
    zone: str  # n4; empty: anywhere on the page
    place: str  # file and line, for the message


@pytest.fixture(scope="module")
def seed() -> str:
    """The text as received; skips where it is not at hand."""
    if not SEED.is_file():
        pytest.skip(f"the text is in copyright and not shipped: {SEED} is absent")
    raw = SEED.read_bytes()
    manifest = tomllib.loads((SHELF / "source.toml").read_text(encoding="utf-8"))
    assert hashlib.sha256(raw).hexdigest() == manifest["sha256"]
    return raw.decode("utf-8")


def rulings() -> list[dict[str, Any]]:
    """The answers in rulings.toml."""
    found: list[dict[str, Any]] = tomllib.loads(
        (SHELF / "rulings.toml").read_text(encoding="utf-8")
    )["ruling"]
    return found


def options_after(text: str, position: int) -> dict[str, str]:
    """The option lines that follow a directive's first line."""
    found = {}
    for line in text[position:].lstrip("\n").splitlines():
        option = OPTION.match(line)
        if option:
            found[option[1]] = option[2].strip("“” ")
        elif not line.startswith(":"):
            break
    return found


def quotations_of_page(folder: str, page: str) -> list[Quotation]:
    """The anchors of one editorial file: what stands left of the arrow, and `:after:`."""
    path = PAGES / folder / f"{page}.md"
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    found = []
    for directive in DIRECTIVE.finditer(text):
        options = options_after(text, directive.end())
        quoted = directive[2].removeprefix("“").removesuffix("”").split(ARROW)[0]
        place = f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, directive.start()) + 1}"
        for words in (quoted, options.get("after", "")):
            if words and not words.startswith("→"):
                found.append(Quotation(words, page, options.get("in", ""), place))
    return found


def editors_quotations() -> list[Quotation]:
    """The anchors of all notes and emendations."""
    pages = [
        (folder, page) for folder in ("notes", "emendations") for page in ("article", "commentary")
    ]
    return [quotation for where in pages for quotation in quotations_of_page(*where)]


def ruled_quotations() -> list[Quotation]:
    """The words by which rulings name their places."""
    return [
        Quotation(str(ruling[key]), "article", "", f"rulings.toml, {ruling['code']}")
        for ruling in rulings()
        for key in ("after", "before", "words")
        if key in ruling
    ]


def note_spans(text: str) -> dict[str, tuple[int, int]]:
    """Where each numbered note stands: the numbers in their order, each before a capital."""
    starts: list[int] = []
    position = NOTES_FROM
    while found := re.compile(rf"(?<![\d-]){len(starts) + 1} (?=[A-Z‘(])").search(text, position):
        if found.start() >= ARTICLE[1]:
            break
        starts.append(found.start())
        position = found.end()
    ends = [*starts[1:], ARTICLE[1]]
    spans = {f"n{n}": span for n, span in enumerate(zip(starts, ends, strict=True), 1)}
    return {**spans, "nstar": STAR_NOTE}


def places(text: str, quotation: Quotation) -> list[int]:
    """Every offset within its zone at which the quotation stands."""
    if quotation.zone:
        ranges: tuple[tuple[int, int], ...] = (note_spans(text)[quotation.zone],)
    else:
        ranges = (ARTICLE,) if quotation.page == "article" else COMMENTARY
    found = []
    for start, end in ranges:
        # the direction of a quotation mark never tells two places apart
        pattern = re.compile(f"(?={re.escape(quotation.words.translate(ALIKE))})")
        hits = [hit.start() for hit in pattern.finditer(text.translate(ALIKE), start, end)]
        found += [hit for hit in hits if hit + len(quotation.words) <= end]
    return found


def quoted_words(text: str) -> set[int]:
    """The words of the text that some quotation has, each named by its offset."""
    covered = set()
    for quotation in editors_quotations() + ruled_quotations():
        for start in places(text, quotation):
            end = start + len(quotation.words)
            covered |= {
                word.start()
                for word in WORD.finditer(text)
                if word.start() < end and word.end() > start
            }
    return covered


def tracked_texts() -> list[tuple[str, str]]:
    """Every file under version control that is text, with its name."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not under version control here")
    found = []
    for name in filter(None, listing.split("\0")):
        path = ROOT / name
        if path.is_file():
            found.append((name, path.read_bytes().decode("utf-8", errors="ignore")))
    return found


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of *length* consecutive words, without regard to case and punctuation."""
    words = [word.casefold() for word in WORD.findall(text)]
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def test_all_38_notes_of_the_article_are_told_apart(seed: str) -> None:
    assert len(note_spans(seed)) == 39
    assert seed[STAR_NOTE[0]] == "*"


def test_every_quotation_stands_exactly_once_where_it_claims_to_stand(seed: str) -> None:
    wrong = [
        f"{quotation.place}: “{quotation.words}” stands {len(places(seed, quotation))} times"
        for quotation in editors_quotations() + ruled_quotations()
        if len(places(seed, quotation)) != 1
    ]
    assert wrong == []


def test_every_ruling_by_offset_has_the_digest_of_the_words_there(seed: str) -> None:
    placed = [ruling for ruling in rulings() if "at" in ruling]
    assert placed
    for ruling in placed:
        words = seed[slice(*ruling["at"])]
        assert hashlib.sha256(words.encode("utf-8")).hexdigest() == ruling["sha256"], ruling


def test_no_quotation_is_longer_than_twelve_words() -> None:
    for quotation in editors_quotations() + ruled_quotations():
        assert len(WORD.findall(quotation.words)) <= LONGEST_QUOTATION, quotation.place


def test_all_quotations_together_are_less_than_three_in_a_hundred_words(seed: str) -> None:
    article = len(WORD.findall(seed[slice(*ARTICLE)]))
    assert len(quoted_words(seed)) < LARGEST_SHARE * article


def test_no_file_of_the_repository_has_a_longer_run_of_the_text(seed: str) -> None:
    # Not the furniture: the reply form's stock phrases are on a million pages and nobody's text.
    forbidden: set[tuple[str, ...]] = set()
    for zone in (ARTICLE, *COMMENTARY):
        forbidden |= runs(seed[slice(*zone)], LONGEST_QUOTATION + 1)
    for name, text in tracked_texts():
        shared = runs(text, LONGEST_QUOTATION + 1) & forbidden
        assert not shared, f"{name} has {len(shared)} runs of words of the text"


def test_the_edition_has_its_notes_and_emendations() -> None:
    notes = [q for q in editors_quotations() if "/notes/" in q.place]
    emendations = [q for q in editors_quotations() if "/emendations/" in q.place]
    assert len(notes) >= 15
    assert len(emendations) >= 20
