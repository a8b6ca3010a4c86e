"""What this program is made of, by a digest: another one may make and find other things."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache

import citedeck

COMPILED = ".pyc"
CODE = (".py", ".yaml")
"""Files that decide what is found in a course, and no page."""


@cache  # it does not change while it runs
def digest(endings: tuple[str, ...] = ("",)) -> str:
    """A digest of the program's files with these endings, or of all: another template makes another sheet."""
    whole = hashlib.sha256()
    for path in _files(os.path.dirname(citedeck.__file__), endings):  # noqa: PTH120 - twice as fast at every start
        whole.update(_of_file(path))
    return whole.hexdigest()


@cache
def _of_file(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return hashlib.sha256(file.read()).digest()


def _files(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The files of a folder by name, those of its folders after it."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                folders.append(entry.path)
            elif entry.name.endswith(endings) and not entry.name.endswith(COMPILED):
                yield entry.path
    for path in folders:
        yield from _files(path, endings)
