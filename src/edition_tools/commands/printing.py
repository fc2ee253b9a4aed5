"""The options of formats with pages: paper, draft, and where each series of notes stands."""

from __future__ import annotations

import argparse

PAPERS = ("royal", "a4", "a5", "letter")
PLACES = {
    "notes": ("the author’s notes", ("foot", "end")),
    "editors-notes": ("the editors’ notes", ("foot", "margin", "end")),
    "apparatus": ("the apparatus", ("foot", "end")),
}


def add_options(command: argparse.ArgumentParser) -> None:
    """Add them, as a group of their own."""
    group = command.add_argument_group("for pdf and latex")
    group.add_argument("--paper", choices=PAPERS, help="the sheet (default: royal, 156 × 234 mm)")
    group.add_argument(
        "--draft", action="store_true", help="for correcting: A4, wide margins, numbered lines"
    )
    for name, (whose, places) in PLACES.items():
        group.add_argument(
            f"--{name}", choices=places, help=f"where to set {whose} (default: foot)"
        )


def settings(args: argparse.Namespace) -> dict[str, object]:
    """What was asked for, as settings of the extension; the others stay as conf.py has them."""
    given = {
        "edition_pdf_paper": args.paper,
        "edition_pdf_draft": args.draft or None,
        "edition_pdf_notes": args.notes,
        "edition_pdf_editors_notes": args.editors_notes,
        "edition_pdf_apparatus": args.apparatus,
    }
    return {name: value for name, value in given.items() if value is not None}
