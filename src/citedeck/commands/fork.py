"""A fork: a copy of a course becomes one of its own, so that neither replaces the other's cards."""

from __future__ import annotations

from pathlib import Path

from citedeck import compiler
from citedeck.bank.raw import COURSE, LOCK
from citedeck.commands import disk, folders, head, keys, writing
from citedeck.quick import dataclass

FIRST_VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Forked:
    """What a fork did: of which course and version, the key it has, the files that are gone."""

    of: str
    version: str
    key: str
    removed: tuple[str, ...]


class NoForkError(disk.UsageError):
    """A course.yaml that cannot be read."""


def fork(root: Path) -> Forked:
    """Make the course in `root` one of its own: a new key, the first version, no lock, none of its decks.

    Every other word of course.yaml stays, and so do all other files. Raises NoForkError.
    """
    inputs = folders.read(root)
    compilation = compiler.compile(inputs)
    course, lock = compilation.course, compilation.lock
    if course is None:
        raise NoForkError(f"{root / COURSE} has mistakes: run citedeck check first")
    folder = folders.own_folder(root)
    key = keys.draw()
    words = head.with_value(inputs.files[COURSE], "key", course.key, key)
    version = head.read(words).version
    words = head.with_value(words, "version", version, FIRST_VERSION)
    disk.replace_inputs({COURSE: (inputs.files[COURSE], words)}, root)
    removed = [f"{folders.OUTPUT}/{path}" for path in writing.clear(folder, lock.outputs)]
    if LOCK in inputs.files:
        disk.remove(root, [LOCK])
        removed.append(LOCK)
    return Forked(lock.course or course.id, lock.version or course.version, key, tuple(removed))
