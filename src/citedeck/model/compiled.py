"""What is compiled, and what is written of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from citedeck.model.courses import Course, Numbered
from citedeck.model.findings import Diagnostic
from citedeck.model.items import Item
from citedeck.model.locks import Lock, SourceRecord
from citedeck.model.proven import ResolvedItem
from citedeck.model.sheets import Sheet
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: its path below the output folder, its bytes."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, eq=False)
class Compilation:
    """A course, compiled: its items proven, its worksheets found, and all there is to say."""

    course: Course | None
    items: tuple[ResolvedItem, ...] = ()
    retired: tuple[Item, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    texts: Mapping[str, Numbered] = field(default_factory=dict, repr=False)
    """Each source as people cite it."""
    source_records: Mapping[str, SourceRecord] = field(default_factory=dict, repr=False)
    """What the lock is to remember of each source."""
    lock: Lock = field(default_factory=Lock)
    clock: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    ids: frozenset[str] = frozenset()
    """The ids of all items that loaded, proven or not."""
    whole: bool = True
    """Whether every item of every bank could be read; else some checks were left out."""

    @property
    def broken(self) -> bool:
        """Whether any diagnostic is an error, so that nothing may be written."""
        return any(found.is_error for found in self.diagnostics)
