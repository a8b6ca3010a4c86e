"""Notes -> Anki's collection: genanki's schema, decks and note types, rows and ids of our own."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import genanki

from citedeck.model import Course
from citedeck.targets.anki import note_types
from citedeck.targets.anki.decks import root_name, root_of
from citedeck.targets.anki.identity import Owner
from citedeck.targets.anki.note_types import FIELD_END, NOTE_TYPES, NoteType
from citedeck.targets.anki.ready import Written

_FOR_ONE_WRITER = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON"
"""Nobody else reads the file; what was deleted is zeros, whatever SQLite it is."""

_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''"

_NOTE = "INSERT INTO notes VALUES(?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
"""Its id, GUID, note type, time, tags, fields, and the field it is sorted by."""

_CARD = "INSERT INTO cards VALUES(?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
"""Its id, note, deck, ordinal, time, and place among the new ones."""

_PLACES = {kind: note_type.fields.index(note_type.sort_field) for kind, note_type in NOTE_TYPES.items()}
"""Where, in the notes of a type, the field is that they are sorted by."""


def write(path: Path, notes: Sequence[Written], description: str, course: Course, born: int) -> None:
    """A collection with these notes as an SQLite file.

    `born` (epoch seconds) is the base of the rows' ids. Raises ValueError where a note makes no card.
    """
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(_FOR_ONE_WRITER)
        decks = _Decks(notes, description, course)
        genanki.Package([decks]).write_to_db(connection.cursor(), born, itertools.count(born * 1000))
        connection.commit()


class _Deck(genanki.Deck):
    """A deck with a description in Markdown and Anki's default options."""

    def __init__(self, course: Course, name: str, description: str) -> None:
        digest = hashlib.sha256(f"{Owner(course.id, course.key).name}/{name}".encode()).digest()
        super().__init__(1_500_000_000_000 + int.from_bytes(digest[:5], "big") % 10**11, name, description)

    def to_json(self) -> dict[str, Any]:
        return {**super().to_json(), "md": True, "conf": 1}


class _Decks(_Deck):
    """The root deck with the description and those below it, which genanki takes for one.

    Each by itself would read and write all decks and note types once more.
    """

    def __init__(self, notes: Sequence[Written], description: str, course: Course) -> None:
        root = root_of(notes[0].deck) if notes else root_name(course)
        super().__init__(course, root, description)
        names = sorted({root, *(note.deck for note in notes)})
        self._decks = {name: self if name == root else _Deck(course, name, "") for name in names}
        used = {note.note_type.kind for note in notes}
        self._models = [_Model(note_type) for kind, note_type in NOTE_TYPES.items() if kind in used]
        self._planned: dict[str, list[tuple[int, Written]]] = {name: [] for name in names}
        for due, note in enumerate(notes, 1):
            self._planned[note.deck].append((due, note))

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        decks, models = map(json.loads, cursor.execute("SELECT decks, models FROM col").fetchone())
        decks |= {str(deck.deck_id): deck.to_json() for deck in self._decks.values()}
        models |= {str(model.number): model.to_json(timestamp) for model in self._models}
        cursor.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))
        cards: list[tuple[int, ...]] = []
        with _indexed_afterwards(cursor):
            cursor.executemany(_NOTE, self._rows(cards, id_gen))
            cursor.executemany(_CARD, cards)

    def _rows(self, cards: list[tuple[int, ...]], ids: Iterator[int]) -> Iterator[tuple[Any, ...]]:
        """The rows of notes, deck by deck; the rows of their cards are added to `cards`.

        One is made at a time: the fields of all take more room than their rows.
        """
        for name, planned in self._planned.items():
            deck = self._decks[name].deck_id
            for due, note in planned:
                number, modified = next(ids), note.modified
                yield number, note.guid, note.note_type.id, modified, *_words(note)
                cards += [(next(ids), number, deck, ordinal, modified, due) for ordinal in note.cards]


@contextmanager
def _indexed_afterwards(cursor: sqlite3.Cursor) -> Iterator[None]:
    """The indexes of a collection are made of all rows at once: sooner, and the file has no gaps."""
    indexes = cursor.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        cursor.execute(statement)


def _words(note: Written) -> tuple[str, str, str]:
    """The tags of a note, its fields, and the one it is sorted by. Raises ValueError where it has no card."""
    fields, sort_field = note.fields, _PLACES[note.note_type.kind]
    sorted_by = fields.split(FIELD_END, sort_field + 1)[sort_field]
    if not note.cards or not sorted_by:
        raise ValueError(f"the note of {note.item} makes no card")
    return f" {' '.join(note.tags)} ", fields, sorted_by


class _Model(genanki.Model):
    """A note type whose ids are our own and whose time moves only with its templates."""

    def __init__(self, note_type: NoteType) -> None:
        front, back = (note_types.template(note_type.kind, side) for side in ("front", "back"))
        template = {
            "name": note_type.template,
            "qfmt": front,
            "afmt": back,
            "bqfmt": front,
            "bafmt": back,
            "id": note_type.id + 1,
        }
        super().__init__(
            note_type.id,
            note_type.name,
            fields=[
                {"name": name, "id": note_type.id + 10 + number}
                for number, name in enumerate(note_type.fields)
            ],
            templates=[template],
            css=note_types.css(),
            model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
            sort_field_index=_PLACES[note_type.kind],
        )
        self.number = note_type.id
        self.sorted_by = _PLACES[note_type.kind]

    @property
    def _req(self) -> list[list[Any]]:
        return [[0, "all", [self.sorted_by]]]

    def to_json(self, timestamp: float, deck_id: int = 0) -> dict[str, Any]:
        return {**super().to_json(note_types.MODIFIED, deck_id), "did": None}
