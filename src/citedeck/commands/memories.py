"""What builds before the first release remember of their notes: an unchanged one keeps its time.

From the first release on the lock remembers it, for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from citedeck.model import MAX_TIME, Compilation, Lock, NoteRecord
from citedeck.targets.anki import digests, notes
from citedeck.targets.anki.ready import Written

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
    if compilation.course is None or compilation.broken:
        return {}
    return of_notes(notes.plan(compilation, compilation.course), compilation.lock)


def of_notes(planned: Sequence[Written], lock: Lock) -> Memory:
    """What a build of these notes is to remember: nothing where a lock does."""
    return {} if lock.version else {note.guid: (note.digest, note.modified) for note in planned}


def are_of_today(memory: Memory) -> bool:
    """Whether all of it is digests by the newest recipe: by another one only whole notes can be compared."""
    return all(digest.startswith(f"{digests.NEWEST}:") for digest, _ in memory.values())
