"""Files written whole or not at all: beside their targets first, then renamed; through no link."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

PENDING = ".citedeck-new"
ALONE = ".citedeck-lock"

MAX_FILE = 2**24
"""Larger than any text, bank or table (bytes): what is larger is not read."""

MAX_OUTPUT = 2**28
"""Larger than any file we write (bytes)."""


class UsageError(Exception):
    """A wrong command line, folder or environment: nothing the author of a bank can mend."""


@contextlib.contextmanager
def reported(folder: Path) -> Iterator[None]:
    """What the disk refuses is one line, not our bug."""
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        raise UsageError(f"nothing more can be written: {where}: {error.strerror}") from None


def check_places(folder: Path, paths: Iterable[str]) -> None:
    """Nothing is written through a link inside a folder, nor in a folder's place."""
    for path in sorted(paths):
        for parent in [*Path(path).parents][-2::-1]:
            if is_link(folder / parent):
                raise UsageError(f"{folder / parent} is a link: nothing is written through it")
        if (folder / path).is_dir() and not is_link(folder / path):
            raise UsageError(f"{folder / path} is a folder: a file is to be written there")


def replace_files(files: Mapping[Path, bytes], below: Path) -> None:
    """Write files below a folder whole: all beside their targets first, then renamed in order."""
    with reported(below):
        check_places(below, [path.relative_to(below).as_posix() for path in files])
        with beside(files) as renames:
            rename(renames)


def is_link(path: Path) -> bool:
    """Whether a path is a link, or what Windows has for one."""
    return path.is_symlink() or getattr(path, "is_junction", bool)()


def content(path: Path) -> bytes | None:
    """The bytes of a file; None of what is no file, a link, or too large to be an output."""
    with contextlib.suppress(OSError):
        state = path.lstat()
        if stat.S_ISREG(state.st_mode) and state.st_size <= MAX_OUTPUT:
            return path.read_bytes()
    return None


def given(path: Path) -> bytes:
    """The bytes of a file somebody named. Raises UsageError for what is no file, or too large."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise UsageError(f"{path} cannot be read: it is not a file")
        if state.st_size > MAX_FILE:
            raise UsageError(f"{path} cannot be read: it is larger than {MAX_FILE // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None


Renames = list[tuple[Path, Path]]


@contextlib.contextmanager
def beside(files: Mapping[Path, bytes]) -> Iterator[Renames]:
    """The data of files beside their targets, safely on the disk; nothing is left where it fails."""
    renames: Renames = []
    try:
        for target, data in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            pending = target.with_name(f".{target.name}.{os.getpid()}{PENDING}")
            pending.unlink(missing_ok=True)
            renames.append((pending, target))
            with pending.open("xb") as file:  # never through a link that waits there
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        yield renames
    finally:
        for pending, _ in renames:
            with contextlib.suppress(OSError):
                pending.unlink()


def rename(renames: Renames) -> None:
    """Put files that wait beside their targets in their places, in order."""
    for pending, target in renames:
        pending.replace(target)
    renames.clear()


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files below a folder."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Two builds of one folder write one after the other; a lock dies with its process."""
    try:
        import fcntl
    except ImportError:  # Windows, where a folder cannot be locked, but a file in it
        with (folder / ALONE).open("ab") as file:
            _lock_byte(file.fileno())
            yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a disk of another machine may know no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _lock_byte(descriptor: int) -> None:
    """Wait for a lock on the first byte of a file: Windows gives up after ten seconds, we do not."""
    import msvcrt

    while True:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EDEADLK):
                raise
        else:
            return


def digest_of(path: Path) -> str:
    """The digest of a file's bytes; nothing where there are none to read."""
    data = content(path)
    return "" if data is None else hashlib.sha256(data).hexdigest()
