"""What pages print of other pages, and which of them must be written again because of it.

Sphinx writes a page when that page has been read. But a page also prints what stands elsewhere:
titles, labels of works, marks of notes it links to, whole lists. And several formats may be made
of one reading, of which each has to write what it has not written yet. So each kind of output
remembers, among the doctrees, what its pages printed when they were last written; whatever says
something else now is written again.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Hashable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

READING = "reading"


class Printed:
    """What one kind of output printed, by whatever name it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.before = _kept(path)
        self.now: dict[Hashable, Any] = {}

    def swap(self, name: Hashable, value: Any) -> Any:
        """Remember what is printed now; returns what was printed before, None if nothing was."""
        self.now[name] = value
        return self.before.get(name)

    def differs(self, name: Hashable, value: object) -> bool:
        """Whether something else was printed before; remembers what is printed now."""
        now = hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
        return bool(self.swap(name, now) != now)

    def keep(self) -> None:
        """All has been written: so it was printed."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(pickle.dumps(self.now))


def _kept(path: Path) -> dict[Hashable, Any]:
    """What was kept; nothing, if that cannot be read: then all is written."""
    try:
        kept = pickle.loads(path.read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


ALL: WeakKeyDictionary[Sphinx, Printed] = WeakKeyDictionary()


def printed_by(app: Sphinx) -> Printed:
    """What the output that is being made printed before."""
    if app not in ALL:
        place = hashlib.sha256(str(app.outdir).encode()).hexdigest()[:8]
        ALL[app] = Printed(Path(app.doctreedir) / f"printed-{app.builder.name}-{place}.pickle")
    return ALL[app]


def read_since(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages that have been read since this output wrote them, be it for another format."""
    before = printed_by(app).swap(READING, dict(env.all_docs)) or {}
    return sorted(name for name, time in env.all_docs.items() if before.get(name) != time)


def keep(app: Sphinx, exception: Exception | None) -> None:
    """Remember what was printed, when it was."""
    if exception is None:
        printed_by(app).keep()


def setup_printed(app: Sphinx) -> None:
    """Compared when all pages have been read, kept when all have been written."""
    app.connect("env-updated", read_since, priority=600)
    app.connect("build-finished", keep)
