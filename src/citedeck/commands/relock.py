"""Rebuilds a lost or damaged lock from the last deck that was released."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from citedeck import compiler
from citedeck.bank import lock
from citedeck.bank.raw import LOCK, Inputs
from citedeck.commands import disk, folders
from citedeck.model import Compilation, Lock, NoteRecord
from citedeck.proof import edits
from citedeck.targets.anki import decks, notes
from citedeck.targets.anki.identity import Owner

if TYPE_CHECKING:
    from citedeck.targets.anki.exported import Held


_TAG = re.compile(r"<[^>]*>")


class NoRelockError(Exception):
    """A lock that is whole, or a deck of another course: nothing is to be rebuilt."""


def relock(root: Path, exported: Held) -> int:
    """Write a lock that remembers these notes, and what their deck says of itself.

    Texts and passages are taken as they stand now. Returns how many notes it remembers.
    Raises NoRelockError where a lock can be read, or the deck is another course's.
    """
    about = exported.about
    inputs = folders.read(root)
    _check_lost(inputs)
    empty = lock.dump(Lock()).encode()
    compilation = compiler.compile(replace(inputs, files={**inputs.files, LOCK: empty}))
    course = compilation.course
    if course is not None and (owner := Owner(course.id, course.key)) != about.owner:
        raise NoRelockError(f"it is a deck of `{about.owner.name}`, not of `{owner.name}`")
    records = _digested(exported, compilation)
    remembered = {record.guid: record for record in records}
    compilation = replace(compilation, lock=Lock(version=course.version if course else "", notes=remembered))
    times = [record.modified for record in records]
    rebuilt = Lock(
        course=about.owner.course,
        key=about.owner.key,
        version=course.version if course else "",
        first=min(times, default=0),
        released=max(times, default=0),
        notes=remembered,
        decks=decks.names(compilation, course) if course else {},
        retired=about.retired,
        templates=about.templates,
        spans=edits.span_records(compilation),
        sources=compilation.source_records,
    )
    disk.replace_inputs({LOCK: (inputs.files.get(LOCK), lock.dump(rebuilt).encode())}, root)
    return len(records)


def _digested(exported: Held, compilation: Compilation) -> list[NoteRecord]:
    """The notes of a deck; where Anki exported it, with the digests of those that say what they would now."""
    course = compilation.course
    if not exported.fields or course is None or compilation.broken:
        return list(exported.records)
    now = {note.guid: note for note in notes.plan(compilation, course)}
    same = {
        guid: now[guid].digest
        for guid, words in exported.fields.items()
        if guid in now and _bare(words) == _bare(now[guid].values.values())
    }
    return [replace(record, digest=same.get(record.guid, "")) for record in exported.records]


def _bare(fields: Iterable[str]) -> list[str]:
    """What fields say, without their HTML."""
    return ["".join(_TAG.sub("", words).split()) for words in fields]


def _check_lost(inputs: Inputs) -> None:
    if LOCK in inputs.refused:
        raise NoRelockError(inputs.refused[LOCK].message)
    codes = {diagnostic.code for diagnostic in compiler.compile(inputs).diagnostics}
    if LOCK in inputs.files and "lock-damaged" not in codes:
        raise NoRelockError(f"{LOCK} is there and can be read: nothing was done")
