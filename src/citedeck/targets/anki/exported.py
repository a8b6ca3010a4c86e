"""A deck that Anki exported again: our notes, as somebody's collection has them."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from citedeck.model import MAX_TIME, NoteRecord
from citedeck.quick import dataclass
from citedeck.targets.anki import package
from citedeck.targets.anki.identity import Owner
from citedeck.targets.anki.note_types import NOTE_TYPES
from citedeck.targets.anki.package import About, DamagedError

_OF_TODAY = "collection.anki21b"
"""What Anki writes for itself alone: packed by a method that Python knows from 3.14 on."""

_SELECT = """\
SELECT n.guid, n.mid, n.mod, n.flds, n.tags, min(c.did)
FROM notes n JOIN cards c ON c.nid = n.id GROUP BY n.id
"""
_COURSE = re.compile(r"(\S+?)::form::\S+")
_OWNED = re.compile(r"(?P<course>[a-z0-9-]+)-(?P<key>[a-z0-9]{8})/(?P<item>[^/]+)")
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Held:
    """A deck that was read: whose it is, its notes, and what their fields say where Anki exported it."""

    about: About
    records: Sequence[NoteRecord]
    fields: Mapping[str, Sequence[str]]
    """By GUID; empty for a deck of our own making, whose records have digests."""


def read(data: bytes) -> Held:
    """A deck that citedeck made, or that Anki exported of its notes. Raises DamagedError for others."""
    members = _members(data)
    if "citedeck.jsonl" in members or not members & {"collection.anki21", _OF_TODAY}:
        return Held(package.about(data), package.records(data), {})
    if "collection.anki21" not in members:
        raise DamagedError(
            "Anki packed it for itself alone: export it again with « Support older Anki versions » ticked"
        )
    try:
        rows, decks, models = _rows(package.member(data, "collection.anki21", package.MAX_MEMBER))
        return _held(rows, decks, max(models.values(), default=0))
    except (*package.DAMAGE, sqlite3.Error) as error:
        raise DamagedError("this is not a deck of citedeck's notes") from error


def _members(data: bytes) -> set[str]:
    with contextlib.suppress(*package.DAMAGE), zipfile.ZipFile(BytesIO(data)) as archive:
        return set(archive.namelist())
    return set()


def _rows(collection: bytes) -> tuple[list[tuple[Any, ...]], dict[str, str], dict[int, int]]:
    """The notes of a collection with the deck of their first card; names of decks; times of note types."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(collection)
        package.bound(connection)
        rows = connection.execute(_SELECT).fetchall()
        decks, models = map(json.loads, connection.execute("SELECT decks, models FROM col").fetchone())
    ours = [note_type.id for note_type in NOTE_TYPES.values() if str(note_type.id) in models]
    times = {number: min(int(models[str(number)]["mod"]), MAX_TIME - 1) for number in ours}
    return rows, {number: str(deck["name"]) for number, deck in decks.items()}, times


def _held(rows: Sequence[tuple[Any, ...]], decks: Mapping[str, str], templates: int) -> Held:
    kinds = {note_type.id: kind for kind, note_type in NOTE_TYPES.items()}
    records, fields, owners = [], {}, Counter[Owner]()
    for guid, note_type, modified, words, tags, deck in rows:
        if note_type not in kinds:
            continue
        owner, item = owned(words.split(_SEPARATOR)[0], tags)
        owners[owner] += 1
        name = decks[str(deck)].replace(_SEPARATOR, "::")
        records.append(NoteRecord(guid, item, kinds[note_type], name, "", min(int(modified), MAX_TIME - 1)))
        fields[guid] = words.split(_SEPARATOR)
        package.check(records[-1])
    if not records:
        raise DamagedError("this deck has no notes of citedeck's")
    return Held(About(owners.most_common(1)[0][0], frozenset(), templates), records, fields)


def owned(first_field: str, tags: str) -> tuple[Owner, str]:
    """Whose a note is, and which item and row it is of: by its first field; of older courses by its tags."""
    if match := _OWNED.fullmatch(first_field):
        return Owner(match["course"], match["key"]), match["item"]
    course = _COURSE.search(tags)
    return Owner(course[1] if course else ""), first_field
