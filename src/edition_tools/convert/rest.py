"""Python's collector of cycles, sent to rest while a text is converted and written.

The records of an edition are frozen and point one way, so there are no cycles to be found; but
the collector looks through all that is held, again and again while it grows, and in a long book
that is a sixth of the work.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector() -> Iterator[None]:
    """The collector rests inside, and afterwards does what it did before."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
