"""Python's collector of cycles looks through all doctrees again and again while they grow.

Sphinx keeps the doctrees that it has read until it has written them, so nearly all that the
collector looks at is still needed: in a build of 200 pages that is a sixth of the work. While a
build runs it is called less often, and what was there before is left out of its sight; it still
frees what pages leave behind.
"""

from __future__ import annotations

import gc
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

# objects made and not freed, before the young are looked through; how often, before the old are
THRESHOLDS = (10_000, 50, 100)
BEFORE: WeakKeyDictionary[Sphinx, tuple[int, int, int]] = WeakKeyDictionary()


def rest(app: Sphinx) -> None:
    """Let the collector rest more until the build ends, unless it is switched off."""
    if gc.isenabled() and gc.get_threshold() < THRESHOLDS:
        BEFORE[app] = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        app.connect("build-finished", wake, priority=999)


def wake(app: Sphinx, exception: Exception | None) -> None:
    """As it was before the build."""
    del exception
    if app in BEFORE:
        gc.set_threshold(*BEFORE.pop(app))
        gc.unfreeze()
