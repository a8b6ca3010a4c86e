"""Waits until a file that a course is read from changes."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from citedeck import build

PAUSE = 0.3
"""Seconds between two looks: short enough to feel immediate, too long to keep a machine busy."""

Stamps = Mapping[Path, tuple[int, int, int]]


def stamps(root: Path) -> Stamps:
    """What tells whether a file of the course is still the same: its time, its size, which file it is."""
    found = {}
    with contextlib.suppress(OSError):  # a file or folder that is gone again: an editor replaces it
        for path in build.files_of(root):
            state = path.stat()
            found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def change(root: Path, before: Stamps, sleep: Callable[[float], None] = time.sleep) -> Stamps:
    """Wait until the course differs from `before` and has kept still for a look; what it then is.

    Editors write in steps (empty, then words; gone, then renamed): what stands between two
    of them is nobody's mistake.
    """
    last = before
    while True:
        sleep(PAUSE)
        now = stamps(root)
        if now != before and now == last:
            return now
        last = now
