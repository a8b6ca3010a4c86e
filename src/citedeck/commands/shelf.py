"""What takes long to make and stands in an output folder is taken over where it would be made the same.

A mark has two digests: of what a file was made of and with, and of the file. It is true whatever is done to
the folder later; what somebody altered, took away or put back has no mark that fits.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from citedeck.bank.decoding import digest
from citedeck.commands import disk, program
from citedeck.model import Output
from citedeck.targets.paper.making import Make

Marks = Mapping[str, tuple[str, str]]
"""The marks of files, by their paths."""


def read(state: Mapping[str, Any]) -> Marks:
    """The marks in a state file; nothing of what somebody else wrote into it."""
    marks = state.get("made")
    pairs = marks.items() if isinstance(marks, dict) else ()
    return {path: (pair[0], pair[1]) for path, pair in pairs if _is_mark(pair)}


def _is_mark(pair: Any) -> bool:
    return isinstance(pair, list) and [type(part) for part in pair] == [str, str]


class Shelf:
    """The files of a folder that were made `before`; `marks` are those of what was asked for since."""

    def __init__(self, folder: Path, before: Callable[[], Marks]) -> None:
        self.marks: dict[str, tuple[str, str]] = {}
        self._folder = folder
        self._read = before

    @cached_property  # most builds make nothing that takes long
    def _before(self) -> Marks:
        return self._read()

    def made(self, path: str, source: Output, tool: str, make: Make) -> bytes:
        """The bytes of a file: those that stand where its source, too, does as it was; else new ones."""
        mark = _mark(source, tool)
        data, lasts = self._standing(path, source, mark), True
        if data is None:
            data, lasts = make()
        if lasts:
            self.marks[path] = mark, digest(data)
        return data

    def _standing(self, path: str, source: Output, mark: str) -> bytes | None:
        made_of, made = self._before.get(path, ("", ""))
        if made_of != mark or disk.content(self._folder / source.path) != source.data:
            return None
        data = disk.content(self._folder / path)
        return data if data is not None and digest(data) == made else None


def _mark(source: Output, tool: str) -> str:
    """A digest of what a file is made of and with: its source, its tool, and this program."""
    parts = (program.digest(), sys.version, tool, source.path, digest(source.data))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
