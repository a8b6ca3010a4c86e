"""What is remembered of a course from one command to the next, as JSON.

What another program made is not read, and what is damaged is nothing remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citedeck.bank.raw import Inputs
from citedeck.commands import program
from citedeck.commands.units import caches, linking
from citedeck.commands.units.linking import Memory
from citedeck.commands.units.unit import Unit, typed
from citedeck.model import Compilation

if TYPE_CHECKING:
    from citedeck.commands.units.deck import Deck


def made_by() -> str:
    """A digest of this program, and of the versions of what reads and compares words for it."""
    reader, ours = program.digest_of("yaml"), program.digest(program.CODE)
    versions = (sys.version, reader, unicodedata.unidata_version, ours)
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()


class Remembered:
    """What is remembered of one course, from one command to the next."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._memory = read(root)
        self._made_by = made_by()

    def proven(self, inputs: Inputs) -> int | None:
        """How many items a clean course has; None where its banks must be told together."""
        with self._kept():
            return linking.proven(inputs, self._memory, self._made_by)

    def learn(self, inputs: Inputs, compilation: Compilation) -> None:
        """Remember a course that was compiled whole."""
        with self._kept():
            linking.learn(inputs, compilation, self._memory, self._made_by)

    def deck(self, inputs: Inputs) -> Deck | None:
        """What the deck of a clean course is written from; None where its banks must be told together."""
        from citedeck.commands.units import deck

        with self._kept():
            return deck.linked(inputs, self._memory, self._made_by, self._root)

    def learn_deck(self, inputs: Inputs, compilation: Compilation) -> Deck | None:
        """The deck of a course that was compiled whole; None where there is anything to say of it."""
        from citedeck.commands.units import deck

        with self._kept():
            return deck.learned(inputs, compilation, self._memory, self._made_by, self._root)

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Write what is remembered, where that is another thing afterwards."""
        before = self._memory.clean, self._memory.is_mute
        yield
        if before != (self._memory.clean, self._memory.is_mute):
            write(self._root, self._memory)


def read(root: Path) -> Memory:
    """What is remembered of a course; nothing where there is nothing that can be trusted."""
    with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
        return _memory(json.loads(caches.read(_name(root), root) or b""))
    return Memory()


def write(root: Path, memory: Memory) -> None:
    """Keep what is remembered of a course."""
    caches.write({_name(root): json.dumps(_as_json(memory), separators=(",", ":")).encode()}, root)


def _name(root: Path) -> str:
    return f"{hashlib.sha256(os.fsencode(root)).hexdigest()[:32]}.json"


def _as_json(memory: Memory) -> dict[str, Any]:
    units = {path: unit.record for path, unit in memory.units.items()}
    return {
        "clean": memory.clean,
        "proven": memory.proven,
        "head": memory.head,
        "units": units,
        "sheets": memory.sheets,
        "mute": memory.is_mute,
    }


def _memory(record: Any) -> Memory:
    """A memory from JSON. Raises ValueError, TypeError or KeyError where it is none."""
    return Memory(
        clean=typed(record["clean"], str),
        proven=typed(record["proven"], int),
        head=typed(record["head"], str),
        units={path: Unit.read(unit) for path, unit in typed(record["units"], dict).items()},
        sheets={digest: tuple(_names(names)) for digest, names in typed(record["sheets"], dict).items()},
        is_mute=typed(record["mute"], bool),
    )


def _names(value: Any) -> list[str]:
    return [typed(name, str) for name in typed(value, list)]
