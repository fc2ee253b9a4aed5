"""What the label of a bag says (`bag-info.txt`): whose, which, when, what is allowed."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from importlib.metadata import version

from edition_tools import __version__
from edition_tools.commands.bag_contents import Archived, Held
from edition_tools.vocabulary import Voice

NO_DAY = date(2000, 1, 1)
Labels = dict[str, str | list[str]]


def labels(archived: Archived, held: Held) -> Labels:
    """The lines of bag-info.txt, by name; empty ones are left out."""
    manifest = archived.manifest
    day, reason = day_of(archived)
    source = f"source/{manifest.file}"
    said: Labels = {
        "Source-Organization": manifest.publisher,
        "Contact-Name": manifest.contact,
        "External-Description": " ".join(f"{manifest.author}: {manifest.title}".split()),
        "External-Identifier": manifest.doi or archived.slug,
        "Bagging-Date": day.isoformat(),
        "Bagging-Date-Meaning": reason,
        "Bag-Software-Agent": f"edition-tools {__version__}, bagit-python {version('bagit')}",
        "Edition-Version": archived.frozen[-1].version.number if archived.frozen else "draft",
        "Edition-Audience": "private: not to be handed on" if archived.private else "public",
        "Source-Name": manifest.file,
        "Source-SHA256": archived.edition.view.source.sha256,
        "Source-Included": f"no: {held.left_out[source]}" if source in held.left_out else "yes",
        "Rights": [rights_of(archived, voice) for voice in Voice],
    }
    return {name: words for name, words in said.items() if words}


def rights_of(archived: Archived, voice: Voice) -> str:
    """The rights in one voice, on one line."""
    from edition_tools.publish.title import VOICES  # brings Sphinx: only where it is needed

    found = next((it for it in archived.manifest.rights if it.voice == voice), None)
    words = [it for it in (found.holder, found.statement) if it] if found else []
    allowed = found.publish if found else "yes"
    here = "in this bag" if archived.hands_on(voice) else "withheld from this bag"
    stated = ". ".join(it.rstrip(".") for it in words) or "nothing is stated"
    return " ".join(f"{VOICES[voice]}: {stated}. Publish: {allowed}; {here}.".split())


def day_of(archived: Archived) -> tuple[date, str]:
    """The day on the label, which no clock gives, and what day it is."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.fromtimestamp(int(given), tz=UTC).date(), "SOURCE_DATE_EPOCH"
    if archived.frozen:
        last = archived.frozen[-1].version
        return _day(last.date), f"the day on which version {last.number} was frozen"
    if (day := _day(archived.manifest.received[:10])) != NO_DAY:
        return day, "the day on which the text was received"
    return NO_DAY, "no day is known: nothing was frozen"


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return NO_DAY
