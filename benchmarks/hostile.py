"""Lines that no author wrote: does any make the converter take more than linear time?

    python benchmarks/hostile.py [NAME ...] [--megabytes N] [--limit SECONDS] [--alone]

Each text is one line of one thing over and over (between two words of prose, or with --alone
nothing else), at N/2 and at N megabytes (default 2). Linear cost doubles; the table prints the
quotient for the whole and names the steps whose quotient is over 2.5. A conversion that takes
longer than the limit is given up and reported.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from pathlib import Path

import measured
from measured import Cost

KINDS = {
    "digits": "0123456789",
    "ones": "1",
    "blanks": " ",
    "tabs": "\t",
    "no-break blanks": "\u00a0",
    "open brackets": "[",
    "brackets": "[]",
    "round": "(",
    "numbers in brackets": "[1]",
    "numbers in round brackets": "(1) ",
    "nested": "([{",
    "1.1.1.1": "1.1.1.1 ",
    "raised": "¹",
    "open quote": "‘",
    "quotes": "“ ”",
    "apostrophes": "'",
    "guillemets": "« ",
    "stars": "* ",
    "starred": "*",
    "daggers": "†",
    "straight quotes": '"',
    "a.1": "a.1 ",
    "A.1": "A.1 ",
    "word.1 Word": "word.1 Word ",
    "carets": "^1 ",
    "commas": ", ",
    "stops": ". ",
    "capitals": "A. ",
    "names": "Smith, J. ",
    "years": "(1999) ",
    "pages": "pp. 1-2, ",
    "ibid": "Ibid., p. 3; ",
    "dashes": "— ",
    "hyphens": "-",
    "signs": "> ",
    "links": "http://a.b/ ",
    "letters": "a",
    "words": "word ",
    "cf": "see cf. ",
    "lines of digits": "1\n",
    "lines of blanks": " \n",
    "numbered lines": "1 A. Name, Title (Place, 1999), p. 3.\n",
    "short lines": "Reply\n",
    "dates": "March 3, 2015 at 10:11 am\n",
    "dates in a line": "12.03.2010, 3/12/10 ",
    "heads of comments": "Anna says:\nMarch 3, 2015 at 10:11 am\nA word.\n",
}
TOO_MUCH = 2.5  # times the cost of half
SHORTEST = 0.2  # seconds below which a quotient says nothing


def main() -> None:
    """Measure every kind of line that is named, or all."""
    args = _arguments()
    print(f"{'line of':<26} {'half':>8} {'whole':>8} {'quotient':>8} {'MB':>6}  superlinear steps")
    worst = 0.0
    for name in args.names or KINDS:
        worst = max(worst, measure(name, args))
    sys.exit(1 if worst > TOO_MUCH else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--megabytes", type=float, default=2.0, metavar="N")
    parser.add_argument("--limit", type=float, default=120.0, metavar="SECONDS")
    parser.add_argument("--alone", action="store_true", help="the line and nothing else")
    return parser.parse_args()


def text_of(name: str, size: float, *, alone: bool) -> str:
    """A text of *size* bytes that is nearly all one thing."""
    thing = KINDS[name]
    line = thing * int(size / len(thing.encode()))
    return line if alone else f"A title\n\nA first paragraph.1\n\n{line}\n\nNotes\n\n1 A note.\n"


def measure(name: str, args: argparse.Namespace) -> float:
    """Print one row; returns the quotient, infinite if the limit was met."""
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as place:
        for part in (0.5, 1.0):
            path = Path(place) / "source.txt"
            text = text_of(name, part * args.megabytes * 1_000_000, alone=args.alone)
            path.write_text(text, encoding="utf-8", newline="")
            try:
                costs.append(measured.conversion(path, limit=args.limit))
            except measured.TooLong:
                print(f"{name:<26} more than {args.limit:.0f} s at {part * args.megabytes:g} MB")
                return math.inf
            except RuntimeError as error:
                print(f"{name:<26} fails: {error}")
                return 0.0 if "UnreadableText" in str(error) else math.inf
    half, whole = costs
    quotient = whole.seconds / half.seconds
    print(
        f"{name:<26} {half.seconds:8.2f} {whole.seconds:8.2f} {quotient:8.2f}"
        f" {whole.megabytes:6.0f}  {_superlinear(half, whole)}",
        flush=True,
    )
    return quotient


def _superlinear(half: Cost, whole: Cost) -> str:
    return ", ".join(
        f"{step} {half.steps[step]:.2f} → {seconds:.2f}"
        for step, seconds in whole.steps.items()
        if seconds > SHORTEST and seconds > TOO_MUCH * half.steps[step]
    )


if __name__ == "__main__":
    main()
