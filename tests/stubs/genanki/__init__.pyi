from collections.abc import Iterator
from sqlite3 import Cursor
from typing import Any

class Model:
    FRONT_BACK: int
    CLOZE: int
    def __init__(
        self,
        model_id: int,
        name: str,
        fields: list[dict[str, Any]] = ...,
        templates: list[dict[str, Any]] = ...,
        css: str = ...,
        model_type: int = ...,
        sort_field_index: int = ...,
    ) -> None: ...
    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]: ...

class Card:
    def __init__(self, ord: int) -> None: ...

class Note:
    def __init__(
        self,
        model: Model,
        fields: list[str],
        tags: list[str] = ...,
        guid: str = ...,
        due: int = ...,
    ) -> None: ...
    @property
    def cards(self) -> list[Card]: ...
    def write_to_db(self, cursor: Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None: ...

class Deck:
    deck_id: int
    def __init__(self, deck_id: int, name: str, description: str = ...) -> None: ...
    def add_model(self, model: Model) -> None: ...
    def to_json(self) -> dict[str, Any]: ...
    def write_to_db(self, cursor: Cursor, timestamp: float, id_gen: Iterator[int]) -> None: ...

class Package:
    def __init__(self, decks: list[Deck]) -> None: ...
    def write_to_db(self, cursor: Cursor, timestamp: float, id_gen: Iterator[int]) -> None: ...
