"""A work in a process beside this one: forked where that is safe, and nowhere else."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from citedeck.messages import progress


def can_fork() -> bool:
    """Whether a fork is safe here, and faster: on Linux, where nothing else runs, with two processors.

    A fork copies one thread alone: what the others hold stays locked for ever, of which Python warns from
    3.12 on. On macOS the system's own libraries have such threads.
    """
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


@contextmanager
def beside(work: Callable[[], bytes]) -> Iterator[Callable[[], bytes]]:
    """Begin a work in a process of its own, and end it whatever comes.

    Given is what waits for the bytes it makes: some of them, or none, where it was killed or failed.
    """
    here, there = os.pipe()
    child = os.fork()
    if not child:
        os.close(here)
        _do(work, there)
    os.close(there)
    try:
        with open(here, "rb") as pipe:  # noqa: PTH123 - it is open
            yield pipe.read
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _do(work: Callable[[], bytes], there: int) -> None:
    """Do a work and end, without a word: what goes wrong here the other process finds out by itself."""
    try:
        progress.hush()
        with open(there, "wb") as pipe:
            pipe.write(work())
    finally:
        os._exit(0)
