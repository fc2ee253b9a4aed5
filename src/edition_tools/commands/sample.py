"""`edition sample`: passages for a person to compare with a print or a scan."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools.commands.convert import read_edition
from edition_tools.model import Edition
from edition_tools.report import place_of
from edition_tools.sample import Drawn, draw, population
from edition_tools.shelf import find_project

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers

WIDTH = 76
COUNTING = """\
Compare these words with the print, letter by letter, and count the wrong characters:
- one for every character that must be put in, taken out or changed to get what the print has,
  blanks, punctuation and the marks of notes included;
- a mark that stands in another place than in the print counts as one character;
- not counted: where lines and pages end, words divided there, italics and other founts, the shape
  of quotation marks and dashes;
- what an emendation puts right is counted all the same: the count is of the source. Say in the
  note how many of the errors the edition mends."""
FORM = """\
Then write what you found into {path}:

[[verification.sample]]
date = ""            # of the comparison, as in 2026-02-28
by = ""              # initials of one of the [[people]]
compared_with = ""   # which print or scan, so that others find it
seed = {seed}
n = {n}
characters = {characters}
errors = "?"         # a number without quotation marks
note = "\""""


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "sample", help="draw passages for a person to compare with a print"
    )
    command.add_argument("slug", metavar="SLUG", help="which text")
    command.add_argument("-n", type=_at_least_one, default=20, help="how many (default: 20)")
    command.add_argument("--seed", default="1", help="another seed draws others (default: 1)")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def _at_least_one(given: str) -> int:
    number = int(given) if given.isascii() and given.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number from 1")
    return number


def run(args: argparse.Namespace) -> int:
    """Print the passages that the seed draws; nothing is written."""
    project = find_project(Path.cwd())
    edition = read_edition(project, args.slug)
    drawn = draw(edition, args.n, args.seed)
    if args.format == "json":
        print(as_json(edition, drawn, args.seed))
    else:
        path = (project.folder(args.slug) / "source.toml").relative_to(project.root)
        print(as_text(edition, drawn, args.seed, path))
    return 0


def as_text(edition: Edition, drawn: Sequence[Drawn], seed: str, path: Path) -> str:
    """The passages for the terminal or the printer, and the form to fill in."""
    everything = population(edition)
    form = FORM.format(
        path=path.as_posix(),
        seed=json.dumps(seed, ensure_ascii=False),
        n=len(drawn),
        characters=_characters(drawn),
    )
    head = (
        f"{edition.manifest.slug}: {len(drawn)} of {len(everything)} passages and notes,"
        f" {_characters(drawn)} of {_characters(everything)} characters, seed {seed}"
    )
    return "\n\n".join([head, COUNTING, *(_passage(edition, one) for one in drawn), form])


def _passage(edition: Edition, drawn: Drawn) -> str:
    place = place_of(edition.view, drawn.span)
    # words are never divided here, so that no hyphen is taken for the source's
    lines = textwrap.wrap(drawn.words, WIDTH, break_long_words=False, break_on_hyphens=False)
    words = textwrap.indent("\n".join(lines), "    ")
    return f"{drawn.id}  {place}  {drawn.characters} characters\n{words}"


def as_json(edition: Edition, drawn: Sequence[Drawn], seed: str) -> str:
    """The same for programs; offsets are code points of the source."""
    everything = population(edition)
    found = {
        "slug": edition.manifest.slug,
        "sha256": edition.view.source.sha256,
        "seed": seed,
        "n": len(drawn),
        "characters": _characters(drawn),
        "of_n": len(everything),
        "of_characters": _characters(everything),
        "passages": [_record(edition, one) for one in drawn],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def _record(edition: Edition, drawn: Drawn) -> dict[str, object]:
    origin = edition.view.origin(drawn.span)
    return {
        "id": drawn.id,
        "place": place_of(edition.view, drawn.span),
        "start": origin.start,
        "end": origin.end,
        "characters": drawn.characters,
        "words": drawn.words,
    }


def _characters(drawn: Sequence[Drawn]) -> int:
    return sum(one.characters for one in drawn)
