"""Writing a bag (BagIt, RFC 8493) by the Library of Congress's own library, always the same bytes.

Comes in: a folder of files, and what the label says. Goes out: the same folder as a bag, or
that as one ZIP file.
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

ALGORITHMS = ("sha256", "sha512")
FIRST_YEAR = 1980  # a ZIP knows no earlier one
logging.getLogger("bagit").propagate = False  # what is wrong, we say ourselves
logging.getLogger("bagit").addHandler(logging.NullHandler())


def write(folder: Path, labels: Mapping[str, str | list[str]]) -> None:
    """Turn *folder* into a bag; what was in it is its payload, in `data/`."""
    import bagit  # only where it is needed: the other commands start without it

    bagit.make_bag(str(folder), dict(labels), checksums=list(ALGORITHMS))
    for algorithm in ALGORITHMS:  # bagit writes these in the order of the file system
        path = folder / f"tagmanifest-{algorithm}.txt"
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text(
            "".join(f"{line}\n" for line in sorted(lines, key=lambda it: it.split(" ", 1)[1])),
            encoding="utf-8",
        )


def pack(bag: Path, target: Path, name: str, day: date) -> None:
    """The bag as one ZIP, in which it is the folder *name*."""
    when = (max(day.year, FIRST_YEAR), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(path for path in bag.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(bag).as_posix()}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every machine
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
