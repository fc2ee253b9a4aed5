"""The file itself: a ZIP whose first entry says that it is an EPUB, the same bytes every time."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

MIME_TYPE = b"application/epub+zip"
FIRST_DAY = datetime(1980, 1, 1)  # a ZIP has no earlier one and no time zone


def pack(target: Path, files: Mapping[str, bytes], moment: datetime) -> None:
    """Write *files* (name in the archive → content) whole, or leave what was there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = target.with_suffix(".epub.part")
    when = max(moment.replace(tzinfo=None), FIRST_DAY).timetuple()[:6]
    with zipfile.ZipFile(staged, "w") as archive:
        archive.writestr(_entry("mimetype", when, zipfile.ZIP_STORED), MIME_TYPE)
        for name, content in files.items():
            archive.writestr(_entry(name, when, zipfile.ZIP_DEFLATED), content, compresslevel=9)
    staged.replace(target)


def _entry(name: str, when: tuple[int, ...], how: int) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = when
    entry = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    entry.compress_type = how
    entry.create_system = 3  # the same on every machine
    entry.external_attr = 0o644 << 16
    return entry
