"""What is kept of courses between two commands: files in the user's own cache folder, never in a course.

They prove nothing to others: a file or folder that somebody else owns is not read. Where nothing can be
written nothing is, and the next command takes its time.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

MOST = 2**26
"""So many bytes are kept of all courses together: the oldest go."""

_HOME = {"win32": "AppData/Local", "darwin": "Library/Caches"}
"""Where caches of a user are, from home, by system."""


def folder() -> Path:
    """Where memories are kept; the environment says it, or the custom of the system."""
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    custom = Path.home() / _HOME.get(sys.platform, ".cache")
    return (Path(given) if Path(given).is_absolute() else custom) / "citedeck"


def read(name: str, root: Path) -> bytes | None:
    """What is kept under a name for the course in `root`; None where there is nothing that can be trusted."""
    return dict(read_all([name], root)).get(name)


def read_all(names: Iterable[str], root: Path) -> Iterator[tuple[str, bytes]]:
    """What is kept under each of some names for the course in `root`, as far as it can be trusted."""
    with contextlib.suppress(OSError, RuntimeError):
        place = folder()
        if _is_ours(os.lstat(place), stat.S_ISDIR) and not _is_within(place, root):
            for name in names:
                with contextlib.suppress(OSError, ValueError):
                    yield name, _bytes(os.path.join(place, name))  # noqa: PTH118 - there are many of them


def write(files: Mapping[str, bytes], root: Path) -> None:
    """Keep something under names for the course in `root`, as far as the disk lets us."""
    with contextlib.suppress(OSError, RuntimeError):
        place = folder()
        if not files or _is_within(place, root) or sum(map(len, files.values())) > MOST:
            return
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(os.lstat(place), stat.S_ISDIR):
            return
        place.chmod(0o700)
        for name, data in files.items():
            _put(place, name, data)
        _forget_oldest(place)


def _put(place: Path, name: str, data: bytes) -> None:
    """Write a file whole, beside its place first."""
    beside = place / f"{name}.{os.getpid()}"
    beside.unlink(missing_ok=True)
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 - only the user's
        file.write(data)
    beside.replace(place / name)


def _is_within(place: Path, root: Path) -> bool:
    """Whether a folder is a course's, wherever links lead."""
    return Path(os.path.realpath(place)).is_relative_to(os.path.realpath(root))


def _is_ours(state: os.stat_result, is_kind: Any) -> bool:
    """Whether something is of a kind, and the user's alone to write."""
    if not is_kind(state.st_mode):
        return False
    return sys.platform == "win32" or (state.st_uid == os.getuid() and not state.st_mode & 0o022)


def _bytes(path: str) -> bytes:
    """What a file holds. Raises ValueError where it is not ours, OSError where it is no file, or a link."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123 - it is open
        state = os.fstat(descriptor)
        if not _is_ours(state, stat.S_ISREG) or state.st_size > MOST:
            raise ValueError
        return file.read()


def _forget_oldest(place: Path) -> None:
    """Remove the memories that were written longest ago, until the others are small enough."""
    states = sorted(((path.stat(), path) for path in place.iterdir()), key=lambda pair: -pair[0].st_mtime_ns)
    room = MOST
    for state, path in states:
        room -= state.st_size
        if room < 0:
            path.unlink(missing_ok=True)
