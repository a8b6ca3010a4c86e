"""Notes as plain data, ready to be written: what one process, or one day, hands to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citedeck.model import Lock
from citedeck.targets.anki.note_types import NOTE_TYPES, NoteType
from citedeck.targets.anki.notes import Note


class Ready(NamedTuple):
    """A note as its rows will say it."""

    guid: str
    item: str
    """The id of the item, and row, it asks."""
    kind: str
    """Of which note type it is."""
    deck: str
    tags: Sequence[str]
    cards: Sequence[int]
    """The ordinals of the cards it makes."""
    fields: str
    """Its fields, in their order, as Anki keeps them."""
    digest: str
    modified: int
    """When its words last changed; 0 where that is now."""

    @property
    def id(self) -> str:
        """The id of its item."""
        return self.item.partition(".")[0]

    @property
    def note_type(self) -> NoteType:
        """The note type it is written to."""
        return NOTE_TYPES[self.kind]


Written = Note | Ready
"""What can be written to a deck."""


def of(note: Note) -> Ready:
    """A note as plain data: of one that the last release does not have, the time is open."""
    kind = note.note_type.kind
    modified = note.modified if note.is_released else 0
    return Ready(
        note.guid, note.item, kind, note.deck, note.tags, note.cards, note.fields, note.digest, modified
    )


def dated(ready: Ready, lock: Lock, clock: int) -> Ready:
    """A note with its time: of a course that was never released, its last build's where that is the same."""
    modified = ready.modified
    if not lock.version:
        record = lock.notes.get(ready.guid)
        modified = record.modified if record and record.digest == ready.digest else 0
    return Ready(*ready[:-1], modified=modified or clock)
