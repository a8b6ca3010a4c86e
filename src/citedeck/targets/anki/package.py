"""Notes -> the bytes of an .apkg, and back what a package tells of itself."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import json
import re
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from citedeck.model import MAX_TIME, Course, NoteRecord
from citedeck.quick import dataclass
from citedeck.targets.anki import collection, note_types
from citedeck.targets.anki.identity import Owner
from citedeck.targets.anki.ready import Written

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DATABASE = "collection.anki2"
_SQLITE_VERSION = slice(96, 100)
_COMPRESSION = 2
"""Level 6, the usual one, takes four times as long and saves a tenth more."""

_ABOUT = "citedeck.json"
_RECORDS = "citedeck.jsonl"
"""What the lock remembers of the notes, carried in the package: the lock can be rebuilt from it.
Anki reads the members it knows and leaves this one alone."""

MAX_PACKAGE = 2**26
MAX_MEMBER = 2**28
MAX_TOLD = 2**25
"""Larger than any deck, its collection, and what it tells of its notes (bytes): not read."""

MAX_VALUE = 2**24
MAX_SECONDS = 10
"""Longer than any field, and than reading any collection takes."""


def write(
    notes: Sequence[Written], description: str, course: Course, born: int, retired: Iterable[str] = ()
) -> bytes:
    """The package: the same notes give the same bytes.

    `born` (epoch seconds) is the base of the rows' ids. Raises ValueError where two notes
    have one GUID or a note makes no card, which Anki itself would not say.
    """
    _check(notes)
    database = _written(notes, description, course, born)
    database[_SQLITE_VERSION] = b"\0\0\0\0"
    records = "".join(_line(note) for note in notes).encode()
    key = {"key": course.key} if course.key else {}
    templates = {"templates": note_types.MODIFIED}
    facts = {
        "course": course.id,
        **key,
        "version": course.version,
        **templates,
        "retired": sorted(retired),
    }
    about = json.dumps(facts)
    return _zipped({_DATABASE: database, "media": b"{}", _ABOUT: about.encode(), _RECORDS: records})


def _written(notes: Sequence[Written], description: str, course: Course, born: int) -> bytearray:
    """The database of a collection with these notes.

    It is written to a file that needs not outlive us: in memory SQLite would hold it three times.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, _DATABASE)
        try:
            collection.write(path, notes, description, course, born)
        except sqlite3.OperationalError as error:  # no room: the tables are ours and right
            raise OSError(errno.ENOSPC, str(error), str(path)) from None
        database = bytearray(path.stat().st_size)  # read into its place: never twice in memory
        with path.open("rb") as file:
            file.readinto(database)
        return database


def told(package: bytes) -> list[bytes]:
    """What a package tells of itself, beside its collection."""
    return [member(package, name, MAX_TOLD) for name in (_ABOUT, _RECORDS)]


def rows_digest(package: bytes, *, ours: bool = False) -> str:
    """A digest of what a package says, whatever SQLite and zlib wrote it.

    One that is not `ours` is read within bounds, and raises whatever its damage makes it raise.
    """
    digest = hashlib.sha256()
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_unpacked(package) if ours else member(package, _DATABASE, MAX_MEMBER))
        if not ours:
            bound(connection)
        for query in _ROWS:
            for row in connection.execute(query):
                digest.update(json.dumps(row).encode())
    return digest.hexdigest()


def records(package: bytes) -> list[NoteRecord]:
    """The notes of a package that citedeck made, as the lock remembers them.

    The package is not trusted: sizes are bounded before anything is read, and no path in it
    is used. Raises DamagedError where it is no such package.
    """
    try:
        lines = member(package, _RECORDS, MAX_TOLD).decode("utf-8").split("\n")
        notes = [_record(json.loads(line)) for line in lines if line]
    except DAMAGE as error:
        raise DamagedError("this is not a deck that citedeck made") from error
    if len({record.guid for record in notes}) != len(notes):
        raise DamagedError("two notes of this deck have one GUID")
    return notes


def about(package: bytes) -> About:
    """Whose a package is, and the ids it knows as retired.

    Raises DamagedError where it is no such package.
    """
    try:
        fields = json.loads(member(package, _ABOUT, MAX_TOLD))
        named = [fields["course"], *fields["retired"]]
        key, templates = fields.get("key", ""), fields.get("templates", 0)
        version = fields.get("version", "")
    except DAMAGE as error:
        raise DamagedError("this is not a deck that citedeck made") from error
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in named):
        raise DamagedError("this is not a deck that citedeck made")
    if not isinstance(key, str) or not re.fullmatch(r"(?:[a-z0-9]{8})?", key):
        raise DamagedError("this is not a deck that citedeck made")
    if not isinstance(version, str) or not re.fullmatch(r"(?:[0-9]{1,6}(?:\.[0-9]{1,6}){2})?", version):
        raise DamagedError("this is not a deck that citedeck made")
    if type(templates) is not int or not 0 <= templates < MAX_TIME:
        raise DamagedError("this is not a deck that citedeck made")
    return About(Owner(named[0], key), frozenset(named[1:]), templates, version)


@dataclass(frozen=True, slots=True)
class About:
    """What a package says of itself beside its notes."""

    owner: Owner
    retired: frozenset[str]
    templates: int
    """When its templates last changed; nothing where it is too old to say."""
    version: str = ""
    """Which version of the course it is; nothing where it does not say."""


class DamagedError(Exception):
    """A package that cannot be read."""


# What zip files and JSON of unknown hands raise.
DAMAGE = (
    ValueError,
    KeyError,
    TypeError,
    RecursionError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    MemoryError,
    OverflowError,
    zipfile.BadZipFile,
    zlib.error,
)

_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]{1,500}")


def _record(fields: Any) -> NoteRecord:
    """A record of a package. Raises ValueError where it is not one that citedeck writes."""
    if not isinstance(fields, dict) or {name: type(value) for name, value in fields.items()} != _TYPES:
        raise ValueError
    return check(NoteRecord(**fields))


def check(record: NoteRecord) -> NoteRecord:
    """A record that somebody's deck holds. Raises ValueError where it is not one that citedeck writes."""
    words = [record.guid, record.item, record.kind, record.deck]
    if not all(isinstance(value, str) and _NAME.fullmatch(value) for value in words):
        raise ValueError
    if not 0 <= record.modified < MAX_TIME or (record.digest and not _NAME.fullmatch(record.digest)):
        raise ValueError
    return record


def _line(note: Written) -> str:
    """A note as the lock remembers it, as a line of JSON; an encoder for each takes ten times as long."""
    words = (note.guid, note.item, note.note_type.kind, note.deck, note.digest)
    return _LINE % (*map(encode_basestring, words), note.modified)


_TYPES = {"guid": str, "item": str, "kind": str, "deck": str, "digest": str, "modified": int}
_LINE = '{"guid": %s, "item": %s, "kind": %s, "deck": %s, "digest": %s, "modified": %d}\n'


def member(package: bytes, name: str, limit: int) -> bytes:
    """A file of a package, if it is not too large, and packed as ours are."""
    if len(package) > MAX_PACKAGE:
        raise ValueError(name)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        info = archive.getinfo(name)
        if info.file_size > limit or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(name)
        with archive.open(name) as member:
            return member.read(limit)


def _unpacked(package: bytes) -> bytes:
    """The collection of a package that was just made, whatever its size."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(_DATABASE)


def bound(connection: sqlite3.Connection) -> None:
    """A query ends from now on, whatever somebody made of the tables."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
    end = time.monotonic() + MAX_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > end, 1000)


_ROWS = (
    "SELECT * FROM notes ORDER BY id",
    "SELECT * FROM cards ORDER BY id",
    "SELECT models, decks, conf FROM col",
)


def _check(notes: Sequence[Written]) -> None:
    guids = {note.guid for note in notes}
    if len(guids) != len(notes):
        raise ValueError("two notes have one GUID")


def _zipped(members: Mapping[str, bytes | bytearray]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in sorted(members.items()):
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.external_attr = 0o644 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED, _COMPRESSION)
    return buffer.getvalue()
