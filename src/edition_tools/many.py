"""Many texts at once: one call for each, here, in processes, or on a cluster.

Comes in: a call and the names of the texts. Goes out: an `Outcome` for each, in the order of
the names, as soon as all before it are there. A text that fails does not stop the others.
What the call does is not known here.
"""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from edition_tools.findings import BrokenLaw, EditionError, NoCluster

Call = Callable[[str], str]
WIDEST_BAR = 40  # characters
CONNECT = 10  # seconds to wait for a scheduler


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one text: a line that says so, or a message and the exit code."""

    name: str
    line: str = ""
    message: str = ""
    exit_code: int = 0


Done = Iterator[tuple[int, Outcome]]  # which name, and what came of it


def each(call: Call, names: Sequence[str], jobs: int = 1, scheduler: str = "") -> Iterator[Outcome]:
    """What came of *call* for each of *names*, in their order.

    *jobs* processes work side by side (1: none but this one); a Dask *scheduler*, given by its
    address, takes their place. Raises `NoCluster` if it cannot be reached.
    """
    if scheduler:
        done = _on_cluster(call, names, scheduler)
    elif jobs > 1 and len(names) > 1:
        done = _in_processes(call, names, min(jobs, len(names)))
    else:
        done = ((place, attempt(call, name)) for place, name in enumerate(names))
    return _in_order(_with_bar(done, len(names), sys.stderr))


def attempt(call: Call, name: str) -> Outcome:
    """One text; whatever goes wrong with it becomes its outcome."""
    try:
        return Outcome(name, line=call(name))
    except EditionError as error:
        return Outcome(name, message=str(error), exit_code=error.exit_code)
    except Exception:
        return _fault(name, traceback.format_exc().rstrip())


def _fault(name: str, message: str) -> Outcome:
    return Outcome(name, message=message, exit_code=BrokenLaw.exit_code)


def _in_order(done: Done) -> Iterator[Outcome]:
    waiting: dict[int, Outcome] = {}
    following = 0
    for place, outcome in done:
        waiting[place] = outcome
        while following in waiting:
            yield waiting.pop(following)
            following += 1


# ------------------------------------------------------------------ in processes
def _in_processes(call: Call, names: Sequence[str], jobs: int) -> Done:
    """As they are done. Texts that were at work when a process died are tried again alone."""
    orphans: list[int] = []
    with _pool(jobs) as pool:
        places = _submit(pool, call, names)
        for future in as_completed(places):
            place = places[future]
            if isinstance(future.exception(), BrokenExecutor):
                orphans.append(place)
            else:
                yield place, future.result()
    for place in sorted(orphans):
        yield place, _alone(call, names[place])


def _alone(call: Call, name: str) -> Outcome:
    with _pool(1) as pool:
        (future,) = _submit(pool, call, [name])
        try:
            return future.result()
        except BrokenExecutor:
            return _fault(name, "its process died: was there enough memory?")


def _submit(
    pool: ProcessPoolExecutor, call: Call, names: Iterable[str]
) -> dict[Future[Outcome], int]:
    """Hand the texts over. The processes that begin here never see Ctrl-C: this one does."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return {pool.submit(attempt, call, name): place for place, name in enumerate(names)}
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that are gone at the end, at once where the end is an interruption."""
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
    others = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


# ------------------------------------------------------------------ on a cluster
def _on_cluster(call: Call, names: Sequence[str], scheduler: str) -> Done:
    """As they are done, by the workers of a Dask cluster, which must see the same folders."""
    try:
        import distributed
    except ImportError:
        raise NoCluster(
            "the extra for clusters is not installed", "pip install 'edition-tools[cluster]'"
        ) from None
    try:
        client = distributed.Client(scheduler, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(
            f"no Dask scheduler answers at {scheduler}: {error}",
            "give the address that it printed when it began, as in tcp://10.0.0.1:8786",
        ) from None
    with client:
        futures = [client.submit(attempt, call, name, pure=False) for name in names]
        places = {future.key: place for place, future in enumerate(futures)}
        try:
            for future in distributed.as_completed(futures, loop=client.loop):
                place = places[future.key]
                yield place, _result(future, names[place])
        except BaseException:
            client.cancel(futures)
            raise


def _result(future: Future[Outcome], name: str) -> Outcome:
    """The outcome that a worker sent; a worker may also die, or lack this program."""
    try:
        return future.result()
    except Exception as error:
        return _fault(name, f"the cluster gave it up: {type(error).__name__}: {error}")


# ------------------------------------------------------------------ the bar
def _with_bar(done: Done, total: int, terminal: TextIO) -> Done:
    """The same, with a bar on *terminal* while it lasts; without, if it is no terminal."""
    if not terminal.isatty():
        yield from done
        return
    terminal.write(bar(0, total))
    terminal.flush()
    try:
        for count, (place, outcome) in enumerate(done, 1):
            terminal.write(CLEAR)
            terminal.flush()
            yield place, outcome
            terminal.write(bar(count, total))
            terminal.flush()
    finally:
        terminal.write(CLEAR)
        terminal.flush()


CLEAR = "\r\x1b[K"


def bar(count: int, total: int) -> str:
    """How far the work is, on one line: `[#####-----] 12/24`."""
    room = shutil.get_terminal_size().columns - len(f"[] {total}/{total}") - 1
    width = max(0, min(WIDEST_BAR, room))
    full = width * count // total if total else width
    return f"{CLEAR}[{'#' * full}{'-' * (width - full)}] {count}/{total}"
