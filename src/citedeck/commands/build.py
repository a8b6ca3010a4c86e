"""A build: a course compiled, and written where its outputs go."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from citedeck import compiler, targets
from citedeck.commands import companions, disk, folders, memories, units, writing
from citedeck.model import Compilation, Output
from citedeck.quick import dataclass
from citedeck.sheets.points import worth
from citedeck.targets import anki
from citedeck.targets.anki import notes, ready
from citedeck.targets.word import digest

if TYPE_CHECKING:
    from citedeck.commands.units.deck import Deck
    from citedeck.commands.units.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of a course."""

    items: int
    asked: int
    """Of these, how many have cards."""
    cards: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Built:
    """A compilation and what was written of it: nothing where it is broken."""

    compilation: Compilation
    """Of all banks or, where the others are remembered, of those that changed."""
    counts: Counts | None = None
    written: writing.Written | None = None
    outputs: tuple[Output, ...] = field(default=(), repr=False)
    missing: Mapping[str, str] = field(default_factory=dict)
    """Of each kind of companion that was asked for and not made, why."""


def build(
    root: Path,
    folder: Path,
    only: Iterable[str] = (),
    kinds: Collection[str] = (),
    *,
    cached: bool = False,
) -> Built:
    """Compile the course in `root` and write it to `folder`, with companions of its pages of some kinds.

    The deck alone is written from what is remembered of the banks, where it may be `cached`, as far as
    they are as they were.
    """
    only = tuple(only)
    inputs = folders.read(root)
    read = folders.inputs_digest(inputs)
    before = writing.remembered(folder)
    is_deck = set(only) == {"anki"} and not kinds and memories.are_of_today(before)
    is_quick = cached and is_deck and units.has_large(inputs) and not writing.has_whole(folder)
    memory = _memory(root) if is_quick else None
    deck = memory.deck(inputs) if memory else None
    compilation = deck.compilation if deck else compiler.compile(inputs)
    if memory and (deck := deck or memory.learn_deck(inputs, compilation)):
        return _write_deck(root, folder, deck, read, before)
    compilation = memories.remembering(compilation, before)
    del inputs  # a large course needs the room
    released = compilation.lock.outputs

    course = digest(compilation)
    missing: dict[str, str] = {}
    shelf = writing.shelf_of(folder)

    def beside(outputs: Sequence[Output]) -> tuple[Iterable[Output], Collection[str]]:
        made, why = companions.made(outputs, compilation, kinds, shelf.made)
        missing.update(why)
        return made, writing.standing(folder, [*outputs, *made], released, course, partial=bool(only))

    pages = writing.pages(folder, released) if only else ()
    outputs = tuple(rendered(compilation, only, beside, pages))
    if not outputs:
        return Built(compilation)
    of_notes = memories.of(compilation) if not only or "anki" in only else None
    state = None if only else read
    done = writing.write(
        root, folder, outputs, state, released, read=read, memory=of_notes, course=course, marks=shelf.marks
    )
    return Built(compilation, _counts(compilation), done, outputs, missing)


def _memory(root: Path) -> Remembered:
    """What is remembered of the course in `root`."""
    from citedeck.commands.units import remembered

    return remembered.Remembered(root)


def _write_deck(root: Path, folder: Path, deck: Deck, read: str, before: memories.Memory) -> Built:
    """Write the deck of a clean course alone; `before` is what the last build in `folder` remembers."""
    compilation = memories.remembering(deck.compilation, before)
    course, lock = compilation.course, compilation.lock
    assert course is not None  # it is clean
    planned = [ready.dated(note, lock, compilation.clock) for note in deck.planned()]
    with disk.reported(Path(tempfile.gettempdir())):
        output = anki.written(planned, deck.retired, compilation, course)
    of_notes = memories.of_notes(planned, lock)
    done = writing.write(root, folder, [output], None, lock.outputs, read=read, memory=of_notes)
    counts = Counts(deck.items, *notes.counts(planned), deck.points)
    return Built(compilation, counts, done, (output,))


def _counts(compilation: Compilation) -> Counts:
    assert compilation.course is not None  # there are outputs
    points = sum((worth(resolved.item) for resolved in compilation.items), Decimal())
    counted = notes.counts(notes.plan(compilation, compilation.course))
    return Counts(len(compilation.items), *counted, points)


def rendered(
    compilation: Compilation, only: Iterable[str], beside: targets.Beside, pages: Collection[str] = ()
) -> list[Output]:
    """The outputs of a compilation; a temporary folder that is full is told like any other."""
    with disk.reported(Path(tempfile.gettempdir())):
        return targets.render(compilation, only, beside, pages)


def compile_only(root: Path) -> Compilation:
    """Compile the course in `root` and write nothing."""
    return compiler.compile(folders.read(root))
