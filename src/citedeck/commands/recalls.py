"""A bad release called back: the next says what the last good one did, and reaches all who have the bad."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citedeck.model import Compilation, Lock, NoteRecord

if TYPE_CHECKING:
    from citedeck.targets.anki.exported import Held


def recalling(compilation: Compilation, bad: Held) -> Compilation:
    """A course over its last good lock, to be released after a bad deck.

    What the bad deck changed is dated later than it; what only it had is retired.
    """
    lock, records = compilation.lock, {record.guid: record for record in bad.records}
    notes = {guid: _dated(record, records.get(guid)) for guid, record in lock.notes.items()}
    present = {str(resolved.item.id) for resolved in compilation.items}
    only_bad = {_item(record) for guid, record in records.items() if guid not in lock.notes} - present
    newest = max((record.modified for record in bad.records), default=0)
    released = max(lock.released, newest)
    return replace(
        compilation,
        lock=replace(lock, notes=notes, retired=lock.retired | only_bad, released=released),
        clock=max(compilation.clock, released + 1),
    )


def learned(lock: Lock, bad: Held | None) -> Lock:
    """What learners have: what a lock remembers, or the bad deck where one is called back."""
    if bad is None:
        return lock
    return replace(lock, notes={record.guid: record for record in bad.records}, templates=bad.about.templates)


def _dated(good: NoteRecord, bad: NoteRecord | None) -> NoteRecord:
    """A good note, to be dated anew where the bad deck has other words of it."""
    if bad is None or bad.digest == good.digest:
        return replace(good, modified=max(good.modified, bad.modified if bad else 0))
    return replace(good, digest="")


def _item(record: NoteRecord) -> str:
    return record.item.partition(".")[0]
