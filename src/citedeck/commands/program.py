"""What this program is made of, and what it uses, by digests: others may make and find other things."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterable, Iterator
from functools import cache

import citedeck

COMPILED = ".pyc"
CODE = (".py", ".yaml")
"""Files that decide what is found in a course, and no page."""


@cache  # it does not change while it runs
def digest(endings: tuple[str, ...] = ("",)) -> str:
    """A digest of the program's files with these endings, or of all: another template makes another sheet.

    A file is known by its place, its size and when it was written, as it is to Python, which compiles it
    again when they change. To read them all took 28 ms of every check that remembers another.
    """
    folder = os.path.dirname(citedeck.__file__)  # noqa: PTH120 - twice as fast at every start
    return _digest([folder], endings)


@cache
def digest_of(package: str) -> str:
    """The same of all files of a package that this program uses; it is not imported for it."""
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return _digest(folders or [], ("",))


def _digest(folders: Iterable[str], endings: tuple[str, ...]) -> str:
    files = (of for folder in folders for of in _files(folder, endings))
    lines = (f"{path} {size} {written}" for path, size, written in files)
    return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def _files(folder: str, endings: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """The files of a folder by name, those of its folders after it: paths, sizes, times."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                folders.append(entry.path)
            elif entry.name.endswith(endings) and not entry.name.endswith(COMPILED):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
    for path in folders:
        yield from _files(path, endings)
