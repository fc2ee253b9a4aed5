"""Books of invented words, to measure what building a site costs.

Goes out: one book as Sphinx, pandoc and mystmd like to have it: the same chapters, notes,
quotations, cross-references and works. Every word is made of syllables by a generator with a
seed, so the same book comes back at every call. Not to be run by itself.
"""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "qu",
    "r",
    "s",
    "sh",
    "sl",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "oo"]
CODAS = ["", "", "", "n", "r", "l", "s", "t", "nd", "ck", "m", "rd"]
KNOWN = 30_000  # words that the book is written with
PARAGRAPH = 100  # words
CITES = 0.45  # share of the notes that cite a work
SMALL_WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "it",
    "was",
    "is",
    "for",
    "with",
    "as",
    "by",
    "on",
    "not",
    "at",
    "from",
]


@dataclass(frozen=True)
class Note:
    """A note: its number, its words, the key and page of the work that it cites, if any."""

    number: int
    words: str
    key: str
    page: int


@dataclass
class Chapter:
    """A page: blocks are (kind, words); kinds are heading, paragraph, quotation, link."""

    name: str
    title: str
    blocks: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Book:
    """Chapters, and a bibliography as BibTeX."""

    chapters: tuple[Chapter, ...]
    works: str

    def count(self) -> str:
        """What there is, in words."""
        notes = [note for chapter in self.chapters for note in chapter.notes]
        words = sum(len(words.split()) for c in self.chapters for _, words in c.blocks)
        return (
            f"{len(self.chapters)} chapters, {words:,} words, {len(notes):,} notes,"
            f" {sum(bool(note.key) for note in notes):,} citations"
        )


class Writer:
    """Makes words, sentences and chapters."""

    def __init__(self, seed: int = 1) -> None:
        self.dice = random.Random(seed)
        self.words = list(dict.fromkeys(self._word() for _ in range(2 * KNOWN)))[:KNOWN]
        self.weights = list(itertools.accumulate(1 / (i + 9) for i in range(len(self.words))))

    def _word(self) -> str:
        pick = self.dice.choice
        size = pick((1, 2, 2, 2, 3, 3))
        return "".join(pick(ONSETS) + pick(VOWELS) for _ in range(size)) + pick(CODAS)

    def word(self) -> str:
        """A word; some are met far more often than others, as in any language."""
        return self.words[bisect.bisect(self.weights, self.dice.random() * self.weights[-1])]

    def name(self) -> str:
        """A name."""
        return self.word().capitalize()

    def title(self, size: int) -> str:
        """A title of *size* words."""
        return " ".join(self.word() for _ in range(size)).capitalize()

    def sentence(self) -> str:
        """A sentence, with names, emphasis and a comma here and there."""
        row = []
        for _ in range(self.dice.randint(8, 30)):
            throw = self.dice.random()
            if throw < 0.45:
                row.append(self.dice.choice(SMALL_WORDS))
            elif throw < 0.47:
                row.append(f"*{self.word()}*")
            else:
                row.append(self.name() if throw > 0.97 else self.word())
        row[len(row) // 2] += ","
        return " ".join([row[0].capitalize() if row[0].isalpha() else row[0], *row[1:]]) + "."

    def entry(self, key: str) -> str:
        """A work, as BibTeX."""
        people = " and ".join(f"{self.name()}, {self.name()}" for _ in range(2))
        fields = {"author": people, "title": self.title(7), "year": self.dice.randint(1850, 1999)}
        if self.dice.random() < 0.5:
            kind, rest = "article", {"journal": self.title(3), "pages": "10--34"}
        else:
            kind, rest = "book", {"publisher": self.name(), "address": self.name()}
        rows = [f"  {name} = {{{value}}}," for name, value in {**fields, **rest}.items()]
        return f"@{kind}{{{key},\n" + "\n".join(rows) + "\n}\n"

    def chapter(self, number: int, words: int, notes: int, keys: list[str]) -> Chapter:
        """A chapter of about *words* words with *notes* notes, spread evenly."""
        chapter = Chapter(f"chapter{number:04}", self.title(4))
        paragraphs = max(1, words // PARAGRAPH)
        for at in range(paragraphs):
            if at and at % max(4, paragraphs // 4) == 0:
                chapter.blocks.append(("heading", self.title(3)))
            sentences: list[str] = []
            while sum(len(sentence.split()) for sentence in sentences) < PARAGRAPH:
                sentences.append(self.sentence())
            for _ in range(notes * (at + 1) // paragraphs - notes * at // paragraphs):
                chapter.notes.append(self._note(len(chapter.notes) + 1, keys))
                sentences[self.dice.randrange(len(sentences))] += f"[^{len(chapter.notes)}]"
            kind = "quotation" if self.dice.random() < 0.06 else "paragraph"
            chapter.blocks.append((kind, " ".join(sentences)))
        if number > 1:
            chapter.blocks.append(("link", f"chapter{self.dice.randint(1, number - 1):04}"))
        return chapter

    def _note(self, number: int, keys: list[str]) -> Note:
        words = " ".join(self.sentence() for _ in range(self.dice.choice((1, 1, 2, 2, 3))))
        key = self.dice.choice(keys) if self.dice.random() < CITES else ""
        return Note(number, words, key, self.dice.randint(1, 400))


def write_book(chapters: int, words: int, notes: int, works: int) -> Book:
    """A book of so many *chapters*, *words* and *notes* a chapter, and *works* in all."""
    writer = Writer()
    keys = [f"{writer.word()}{i}" for i in range(works)]
    return Book(
        tuple(writer.chapter(i + 1, words, notes, keys) for i in range(chapters)),
        "\n".join(map(writer.entry, keys)),
    )


# ------------------------------------------------------------------ as files
def markdown(chapter: Chapter, cite: Callable[[str], str], link: Callable[[str], str]) -> str:
    """A chapter as Markdown, citations and links as the program has them."""
    pieces = [f"# {chapter.title}"]
    for kind, words in chapter.blocks:
        lead = {"heading": "## ", "quotation": "> "}.get(kind, "")
        pieces.append(f"See also {link(words)}." if kind == "link" else lead + words)
    for note in chapter.notes:
        cited = f" See {cite(note.key)}, p. {note.page}." if note.key else ""
        pieces.append(f"[^{note.number}]: {note.words}{cited}")
    return "\n\n".join(pieces) + "\n"


def for_sphinx(book: Book, folder: Path, conf: str) -> None:
    """The book as a project of Sphinx with that conf.py."""
    folder.mkdir(parents=True)
    for chapter in book.chapters:
        text = markdown(chapter, "{{cite:t}}`{}`".format, "{{doc}}`{}`".format)
        (folder / f"{chapter.name}.md").write_text(text, encoding="utf-8")
    names = "\n".join(chapter.name for chapter in book.chapters)
    index = f"# A book\n\n```{{toctree}}\n:maxdepth: 1\n\n{names}\nworks\n```\n"
    (folder / "index.md").write_text(index, encoding="utf-8")
    (folder / "works.md").write_text("# Works\n\n```{bibliography}\n```\n", encoding="utf-8")
    (folder / "references.bib").write_text(book.works, encoding="utf-8")
    (folder / "conf.py").write_text(conf, encoding="utf-8")


def for_pandoc(book: Book, folder: Path) -> list[str]:
    """The book as pages for pandoc; returns their names."""
    folder.mkdir(parents=True)
    titles = {chapter.name: chapter.title for chapter in book.chapters}
    for chapter in book.chapters:
        text = markdown(chapter, "@{}".format, lambda name: f"[{titles[name]}]({name}.html)")
        (folder / f"{chapter.name}.md").write_text(text, encoding="utf-8")
    (folder / "references.bib").write_text(book.works, encoding="utf-8")
    return list(titles)


def for_mystmd(book: Book, folder: Path) -> None:
    """The book as a project of mystmd.

    Its own themes come from the network, so it gets an empty one: it reads, resolves and writes
    all content, but renders no HTML, which is to its advantage.
    """
    (folder / "theme").mkdir(parents=True)
    for chapter in book.chapters:
        text = markdown(chapter, "{{cite:t}}`{}`".format, "[](./{}.md)".format)
        (folder / f"{chapter.name}.md").write_text(text, encoding="utf-8")
    (folder / "index.md").write_text("# A book\n\nWords.\n", encoding="utf-8")
    (folder / "references.bib").write_text(book.works, encoding="utf-8")
    files = "".join(f"    - file: {chapter.name}.md\n" for chapter in book.chapters)
    (folder / "myst.yml").write_text(
        "version: 1\nproject:\n  title: A book\n  toc:\n    - file: index.md\n"
        f"{files}site:\n  template: ./theme\n",
        encoding="utf-8",
    )
    (folder / "theme" / "template.yml").write_text(
        "version: '1'\nmyst: v1\nkind: site\ntitle: None\n"
        "build: {install: 'true', start: 'true'}\n",
        encoding="utf-8",
    )
