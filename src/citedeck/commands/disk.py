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


class NoFileError(Exception):
    """What cannot be read, in words that follow its name."""

    def __init__(self, why: str) -> None:
        super().__init__(f"cannot be read: {why}")


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
        _replace(files, {}, below)


def replace_inputs(changes: Mapping[str, tuple[bytes | None, bytes]], root: Path) -> None:
    """Write inputs of a course, by path: what each was when it was read, and what it becomes.

    A link inside the course stays one. Raises UsageError, and writes nothing, where a file is no
    longer what it was: somebody saved it meanwhile.
    """
    real = Path(os.path.realpath(root))
    targets = {path: Path(os.path.realpath(real / path)) for path in changes}
    for path, target in targets.items():
        if not target.is_relative_to(real):
            raise UsageError(f"{path} is a link that leads out of the course: nothing is written through it")
    with reported(root):
        check_places(real, [target.relative_to(real).as_posix() for target in targets.values()])
        before = {targets[path]: change[0] for path, change in changes.items()}
        _replace({targets[path]: change[1] for path, change in changes.items()}, before, real)


def _replace(files: Mapping[Path, bytes], before: Mapping[Path, bytes | None], folder: Path) -> None:
    """Write files while nobody else does so here, after what a killed process left is swept away."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        sweep({path.parent for path in files})
        with beside(files) as renames:
            for path, data in before.items():
                if content(path) != data:
                    raise UsageError(f"{path} was changed meanwhile: nothing was written; try again")
            rename(renames)


def sweep(folders: Iterable[Path]) -> None:
    """Remove what a killed process left beside its targets."""
    for path in [path for folder in folders for path in folder.glob(f".*{PENDING}")]:
        path.unlink(missing_ok=True)


def is_link(path: Path) -> bool:
    """Whether a path is a link, or what Windows has for one."""
    return path.is_symlink() or getattr(path, "is_junction", bool)()


def content(path: Path) -> bytes | None:
    """The bytes of a file; None of what is no file, a link, or too large to be an output."""
    with contextlib.suppress(OSError):
        if _is_output(path.lstat()):
            return path.read_bytes()
    return None


def _is_output(state: os.stat_result) -> bool:
    return stat.S_ISREG(state.st_mode) and state.st_size <= MAX_OUTPUT


def given(path: Path) -> bytes:
    """The bytes of a file somebody named. Raises UsageError for what is no file, or too large."""
    try:
        return whole(path)
    except NoFileError as error:
        raise UsageError(f"{path} {error}") from None


def whole(path: Path, most: int = MAX_FILE) -> bytes:
    """The bytes of a file. Raises NoFileError for what is no file, or has more of them."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise NoFileError("it is not a file")
        if state.st_size > most:
            raise NoFileError(f"it is larger than {most // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise NoFileError(error.strerror or str(error)) from None


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
                _keep_mode(file.fileno(), target)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        yield renames
    finally:
        for pending, _ in renames:
            with contextlib.suppress(OSError):
                pending.unlink()


def _keep_mode(descriptor: int, target: Path) -> None:
    """Who may read a file may read what takes its place, and nobody else."""
    with contextlib.suppress(OSError):
        state = target.lstat()
        if stat.S_ISREG(state.st_mode) and hasattr(os, "fchmod"):
            os.fchmod(descriptor, stat.S_IMODE(state.st_mode))


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
    """The digest of a file's bytes; nothing of what is no file, a link, or too large to be an output."""
    with contextlib.suppress(OSError):
        if _is_output(path.lstat()):
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def stamp(path: Path) -> list[int]:
    """What the disk tells of a file unread, as numbers: of another one, or one written again, others."""
    with contextlib.suppress(OSError):
        state = path.lstat()
        return [state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino]
    return []


WRITTEN = 0
"""Where a stamp says when the file was last written (nanoseconds since 1970)."""
