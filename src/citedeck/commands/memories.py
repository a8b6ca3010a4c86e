"""What builds before the first release remember of their notes: an unchanged one keeps its time.

From the first release on the lock remembers it, for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from citedeck.model import MAX_TIME, Compilation, NoteRecord
from citedeck.targets.anki import promises

Memory = Mapping[str, tuple[str, int]]
"""The digest of each note by its GUID, and when its words last changed."""


def read(state: Mapping[str, Any]) -> Memory:
    """What a state file remembers of notes; nothing of what somebody else wrote into it."""
    notes = state.get("notes")
    kept = notes.items() if isinstance(notes, dict) else ()
    return {guid: (pair[0], pair[1]) for guid, pair in kept if _is_memory(pair)}


def _is_memory(pair: Any) -> bool:
    return isinstance(pair, list) and [type(part) for part in pair] == [str, int] and 0 < pair[1] < MAX_TIME


def remembering(compilation: Compilation, memory: Memory) -> Compilation:
    """A course that was never released, with what its last build remembers in the place of a lock."""
    if not memory or compilation.lock.version:
        return compilation
    notes = {guid: NoteRecord(guid, "", "", "", digest, time) for guid, (digest, time) in memory.items()}
    times = [time for _, time in memory.values()]
    lock = replace(compilation.lock, notes=notes, first=min(times))
    return replace(compilation, lock=lock, clock=max(compilation.clock, max(times) + 1))


def of(compilation: Compilation) -> Memory:
    """What a build is to remember: nothing where a lock does, or where nothing was made."""
    if compilation.course is None or compilation.broken or compilation.lock.version:
        return {}
    planned = promises.planned(compilation, compilation.course)
    return {record.guid: (record.digest, record.modified) for record in planned}
