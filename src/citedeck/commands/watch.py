"""Waits until a file that a course is read from changes."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from citedeck.commands import folders

PAUSE = 0.05
"""Seconds between two looks: too short to be felt."""

IDLE = 25
"""A pause is so many times as long as a look took: no folder keeps a machine busy."""

LONGEST = 1.0
"""No pause is longer (seconds), however long a look took."""

Stamp = tuple[int, int, int]
Stamps = Mapping[Path, Stamp]


def stamps(root: Path) -> Stamps:
    """What tells whether a file of the course is still the same: its time, its size, which file it is."""
    by_path: dict[Path, Stamp] = {}
    with contextlib.suppress(OSError):  # a folder that is gone again
        for path in folders.files_of(root):
            by_path[path] = _stamp(path)
    return by_path


def _stamp(path: Path) -> Stamp:
    """The stamp of a file; noughts for one that is gone again, or a link to nothing."""
    with contextlib.suppress(OSError):
        state = path.stat()
        return state.st_mtime_ns, state.st_size, state.st_ino
    return 0, 0, 0


def change(root: Path, before: Stamps, sleep: Callable[[float], None] = time.sleep) -> Stamps:
    """Wait until the course differs from `before` and has kept still for a look; what it then is.

    Editors write in steps (empty, then words; gone, then renamed): what stands between two
    of them is nobody's mistake.
    """
    last, took = before, 0.0
    while True:
        sleep(min(max(PAUSE, IDLE * took), LONGEST))
        begun = time.perf_counter()
        now = stamps(root)
        took = time.perf_counter() - begun
        if now != before and now == last:
            return now
        last = now
